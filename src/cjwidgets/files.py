"""Opening and saving maps and personas: written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import warnings
from pathlib import Path

from cjwidgets.errors import FileError
from cjwidgets.formats import cjmap, persona
from cjwidgets.model import JourneyMap, Persona
from cjwidgets.model.nodes import Stage, Touchpoint

SUFFIX = ".cjmap.json"
PERSONA = ".persona.json"


def save(map: JourneyMap, path: str | os.PathLike[str] | None = None) -> Path:
    """Save the map to ``path`` and return the path.

    Without a path the file is the one the map was opened from or saved to last. The
    file is replaced in one step: a crash leaves the old one whole. A
    symbolic link stays, and the file it points to is replaced. Rules that are
    Python functions can't be saved; a warning names them. Maps that touchpoints open
    have files of their own and are saved by themselves, or by ``MapEditor.save_all()``.

    Raises
    ------
    FileError
        When the folder does not exist or can't be written, or no path is known.

    Examples
    --------
    >>> jm = JourneyMap("Shop")
    >>> jm.save("shop.cjmap.json").name
    'shop.cjmap.json'
    """
    if path is None and map.path is None:
        raise FileError(f"{map!r} has no file yet.", hint="Save it with jm.save('name').")
    for node in map.walk():
        if isinstance(node, Stage | Touchpoint) and any(callable(rule) for rule in node.match):
            warnings.warn(
                f"{node!r}.match holds a Python function, which a file can't hold: "
                "set it again after opening.",
                stacklevel=2,
            )
    with map._lock:
        rev, text = map.rev, cjmap.dumps(map)
    target = _write(path or str(map.path), SUFFIX, text)
    map._saved_as(target.resolve(), rev)
    return target


def save_persona(who: Persona, path: str | os.PathLike[str]) -> Path:
    """Save the persona to a file of its own and return the path, ending in ``.persona.json``.

    The file is replaced in one step: a crash leaves the old one whole. It holds
    the portrait too, and nothing of the map the persona is part of.

    Raises
    ------
    FileError
        When the folder does not exist or can't be written.

    Examples
    --------
    >>> anna = Persona("Anna", age=41)
    >>> anna.save("anna.persona.json").name
    'anna.persona.json'
    """
    return _write(path, PERSONA, persona.dumps(who))


def _write(path: str | os.PathLike[str], suffix: str, text: str) -> Path:
    target = Path(path)
    if not target.name.endswith(suffix):
        target = target.with_name(target.name + suffix)
    try:
        _replace(Path(os.path.realpath(target)), text)
    except OSError as error:
        raise FileError(
            f"{target} can't be written: {error.strerror}.", hint="Check the folder and its rights."
        ) from None
    return target


def _replace(target: Path, text: str) -> None:
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    if not mode & stat.S_IWUSR:  # replacing needs no right to the file, only to the folder
        raise PermissionError(errno.EACCES, "it is marked read-only")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def open(path: str | os.PathLike[str]) -> JourneyMap:
    """Open a saved map.

    Raises
    ------
    FileError
        When there is no such file, or it is not a map that this version reads.
    """
    map = cjmap.loads(*_read(path, SUFFIX))
    map._path = Path(path).resolve()
    return map


def open_persona(path: str | os.PathLike[str]) -> Persona:
    """Open a saved persona, ready to be appended to a map.

    It keeps its id where that is free; in a map that has the id already, it gets
    a new one as it is appended.

    Raises
    ------
    FileError
        When there is no such file, or it is not a persona that this version reads.

    Examples
    --------
    >>> jm = JourneyMap("Shop")
    >>> Persona("Anna", age=41).save("anna.persona.json").name
    'anna.persona.json'
    >>> jm.personas.append(Persona.open("anna.persona.json"))
    >>> jm.personas["Anna"].age
    41.0
    """
    return persona.loads(*_read(path, PERSONA))


def _read(path: str | os.PathLike[str], suffix: str) -> tuple[str, str]:
    """Return the text of a file and its name; say what is there when it can't be read."""
    source = Path(path)
    try:
        # Windows' editors write a mark before the text.
        return source.read_text(encoding="utf-8-sig"), source.name
    except UnicodeDecodeError:
        raise FileError(f"{source} is not a text file in UTF-8.") from None
    except OSError as error:
        near = sorted(each.name for each in source.parent.glob(f"*{suffix}"))[:5]
        hint = f"In that folder: {', '.join(near)}." if near else ""
        raise FileError(f"{source} can't be read: {error.strerror}.", hint=hint) from None
