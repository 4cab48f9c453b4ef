"""Opening and saving maps and personas: written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import time
import warnings
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cjwidgets.errors import FileError
from cjwidgets.formats import cjmap, persona
from cjwidgets.model import JourneyMap, Persona
from cjwidgets.model.nodes import Stage, Touchpoint

SUFFIX = ".cjmap.json"
PERSONA = ".persona.json"


def save(
    map: JourneyMap, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False
) -> Path:
    """Save the map to ``path`` and return the path.

    Without a path the file is the one the map was opened from or saved to last. The
    file is replaced in one step: a crash leaves the old one whole. A
    symbolic link stays, and the file it points to is replaced. Rules that are
    Python functions can't be saved; a warning names them. Maps that touchpoints open
    have files of their own and are saved by themselves, or by ``MapEditor.save_all()``.

    What others wrote is not lost: a file that changed since the map was opened from it or
    saved to it is refused, unless ``overwrite`` is set. A file this map never read is
    replaced, and what it said is kept beside it under a dated name; a warning names it.

    Raises
    ------
    FileError
        When the folder does not exist or can't be written, no path is known, or the file
        changed since.

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
    with map._lock:  # another thread's save would tell of a text that is not in the file
        target = _target(map, path)
        text = cjmap.dumps(map)
        real = Path(os.path.realpath(target))
        kept = None if overwrite else _spare(map, real, text)
        _write(target, text)
        map._saw(real, _mark(text.encode()))
        map._saved_as(real, map.rev)
    if kept is not None:
        warnings.warn(
            f"{target} held something else, which this map never read: it is kept as {kept.name}.",
            stacklevel=2,
        )
    return target


def _target(map: JourneyMap, path: str | os.PathLike[str] | None) -> Path:
    """Return where to save: the file that was opened keeps its name, whatever its suffix."""
    if map.path is not None and (path is None or _is(map.path, path)):
        return map.path if path is None else Path(path)
    assert path is not None
    return _named(path, SUFFIX)


def _is(known: Path, path: str | os.PathLike[str]) -> bool:
    return "\0" not in str(path) and Path(os.path.realpath(path)) == known


def _spare(map: JourneyMap, target: Path, text: str) -> Path | None:
    """Refuse to replace what the map did not see; keep what it never read, and return where."""
    try:
        if not target.is_file():  # nothing to lose; and a pipe would never end
            return None
        present = target.read_bytes()
    except OSError:  # writing says what is wrong
        return None
    seen = map._seen.get(target)
    if present == text.encode() or seen == _mark(present):
        return None
    if seen is not None:
        raise FileError(
            "has changed since this map was opened from it or saved to it.",
            hint="Save it under another name, or replace the file: jm.save(overwrite=True).",
            path=target,
        )
    if not os.access(target, os.W_OK):
        return None
    stem = target.name.removesuffix(SUFFIX)[:60]
    day = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    number = 1
    while (kept := target.with_name(f"{stem}.{day}{f'-{number}' * (number > 1)}{SUFFIX}")).exists():
        number += 1
    try:
        _replace(kept, present)
    except OSError as error:
        raise FileError(f"can't be written: {error.strerror}.", hint=_HINT, path=kept) from None
    return kept


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
    target = _named(path, PERSONA)
    _write(target, persona.dumps(who))
    return target


def _named(path: str | os.PathLike[str], suffix: str) -> Path:
    target = Path(path)
    if not target.name or "\0" in str(target):
        raise FileError(f"{str(path)!r} names no file.", hint="For example 'shop'.")
    if not target.name.endswith(suffix):
        target = target.with_name(target.name + suffix)
    return target


_HINT = "Check the folder and its rights."
_HALF = ".cjwidgets."
"""How the names of files begin that are not whole yet; short, for systems allow 255 bytes."""
_ABANDONED = 3600
"""Seconds after which nobody writes such a file any more."""


def _write(target: Path, text: str) -> None:
    try:
        _replace(Path(os.path.realpath(target)), text.encode())
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise FileError(
            f"can't be written: {error.strerror}.",
            hint="Make room on the disk, or save elsewhere." if full else _HINT,
            path=target,
        ) from None


def _replace(target: Path, content: bytes) -> None:
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    if not mode & stat.S_IWUSR:  # replacing needs no right to the file, only to the folder
        raise PermissionError(errno.EACCES, "it is marked read-only")
    _sweep(target.parent)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_HALF)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if os.name != "posix":  # elsewhere a folder can't be opened
        return
    with suppress(OSError):  # some shared folders refuse; the file itself is there
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what a killed program left half written; what is younger may still be written."""
    with suppress(OSError):
        for left in folder.glob(f"{_HALF}*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _ABANDONED:
                    left.unlink()


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
    return take(Path(path), _read(path, SUFFIX))


def take(path: Path, content: bytes) -> JourneyMap:
    """Return the map that the content of a file holds, as opened from there."""
    map = cjmap.loads(_text(path, content), path.name)
    map._path = path.resolve()
    map._saw(map._path, _mark(content))
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
    source = Path(path)
    return persona.loads(_text(source, _read(source, PERSONA)), source.name)


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")  # Windows' editors write a mark before the text
    except UnicodeDecodeError:
        raise FileError(f"{path} is not a text file in UTF-8.") from None


def _read(path: str | os.PathLike[str], suffix: str) -> bytes:
    """Return the content of a file; say what is there when it can't be read."""
    source = Path(path)
    if "\0" in str(source):
        raise FileError(f"{str(path)!r} names no file.")
    try:
        return source.read_bytes()
    except OSError as error:
        near = sorted(each.name for each in source.parent.glob(f"*{suffix}"))[:5]
        hint = f"In that folder: {', '.join(near)}." if near else ""
        raise FileError(f"{source} can't be read: {error.strerror}.", hint=hint) from None
