"""Opening and saving maps and personas."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import NamedTuple

from cjwidgets import disk
from cjwidgets.errors import FileError
from cjwidgets.formats import cjmap, persona
from cjwidgets.model import JourneyMap, Node, Persona
from cjwidgets.model.nodes import Stage, Touchpoint

SUFFIX = ".cjmap.json"
PERSONA = ".persona.json"


class Saved(NamedTuple):
    """What saving did."""

    path: Path
    kept: Path | None
    """Where is kept what the file said that was replaced, if nobody here had read it."""
    functions: tuple[str, ...] = ()
    """What has rules that are Python functions, which are not in the file."""

    def told(self) -> Path:
        """Return the path; warn whoever called the caller of what else there is to know."""
        for node in self.functions:
            warnings.warn(
                f"{node}.match holds a Python function, which a file can't hold: "
                "set it again after opening.",
                stacklevel=3,
            )
        if self.kept is not None:
            warnings.warn(
                f"{self.path} held something else, which was never read here: "
                f"it is kept as {self.kept.name}.",
                stacklevel=3,
            )
        return self.path


def save(
    map: JourneyMap, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False
) -> Path:
    """See JourneyMap.save."""
    return put(map, path, overwrite=overwrite).told()


def put(
    map: JourneyMap, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False
) -> Saved:
    """Do what ``save`` does, and return what it warns of."""
    if path is None and map.path is None:
        raise FileError(f"{map!r} has no file yet.", hint="Save it with jm.save('name').")
    with map._lock:  # another thread's save would tell of a text that is not in the file
        target = _target(map, path)
        named = "" if path is None else f"{str(target)!r}, "
        advice = None if overwrite else f"jm.save({named}overwrite=True)"
        saved = _put(map, target, cjmap.dumps(map), SUFFIX, advice)
        real = Path(os.path.realpath(target))
        map._looks = disk.looks(real)
        map._saved_as(real, map.rev)
        places = [node for node in map.walk() if isinstance(node, Stage | Touchpoint)]
        functions = [repr(node) for node in places if any(callable(rule) for rule in node.match)]
    return saved._replace(functions=tuple(functions))


def _put(node: Node, target: Path, text: str, suffix: str, advice: str | None) -> Saved:
    real, content = Path(os.path.realpath(target)), text.encode()
    kept = disk.put(target, content, suffix=suffix, seen=node._seen.get(real), overwrite=advice)
    node._saw(real, disk.mark(content))
    return Saved(target, kept)


def _target(map: JourneyMap, path: str | os.PathLike[str] | None) -> Path:
    """Return where to save: the file that was opened keeps its name, whatever its suffix."""
    if map.path is not None and (path is None or _is(map.path, path)):
        return map.path if path is None else Path(path)
    assert path is not None
    return _named(path, SUFFIX)


def _is(known: Path, path: str | os.PathLike[str]) -> bool:
    return "\0" not in str(path) and Path(os.path.realpath(path)) == known


def named(path: str | os.PathLike[str]) -> Path:
    """Return the file that is meant: one that is there by its name, else with the suffix."""
    return Path(path) if os.path.isfile(path) else _named(path, SUFFIX)


def put_persona(who: Persona, path: str | os.PathLike[str], *, overwrite: bool = False) -> Saved:
    """Save a persona, and return what ``Persona.save`` warns of."""
    target = _named(path, PERSONA)
    with who._guard():
        advice = None if overwrite else f"persona.save({str(target)!r}, overwrite=True)"
        return _put(who, target, persona.dumps(who), PERSONA, advice)


def _named(path: str | os.PathLike[str], suffix: str) -> Path:
    target = Path(path)
    if not target.name or "\0" in str(target):
        raise FileError(f"{str(path)!r} names no file.", hint="For example 'shop'.")
    if not target.name.endswith(suffix):
        target = target.with_name(target.name + suffix)
    return target


def open(path: str | os.PathLike[str]) -> JourneyMap:
    """See JourneyMap.open."""
    return take(Path(path), _read(path, SUFFIX))


def take(path: Path, content: bytes) -> JourneyMap:
    """Return the map that the content of a file holds, as opened from there."""
    map = cjmap.loads(_text(path, content), path.name)
    map._path = path.resolve()
    map._saw(map._path, disk.mark(content))
    map._looks = disk.looks(map._path)
    map._saved_at = map._looks[0] / 1e9 if map._looks else None
    return map


def open_persona(path: str | os.PathLike[str]) -> Persona:
    """See Persona.open."""
    source = Path(path)
    content = _read(source, PERSONA)
    who = persona.loads(_text(source, content), source.name)
    who._saw(source.resolve(), disk.mark(content))
    return who


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
