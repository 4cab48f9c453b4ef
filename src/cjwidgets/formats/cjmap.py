"""The own format, ``*.cjmap.json``: one JSON document, one field a line, for git to read."""

from __future__ import annotations

import json

from cjwidgets.errors import FileError, JourneyError
from cjwidgets.model import JourneyMap
from cjwidgets.model.journey import VERSION
from cjwidgets.model.values import shown

LARGEST = 20_000_000


def dumps(map: JourneyMap) -> str:
    """Return the text of the file; equal maps give equal texts."""
    return json.dumps({"cjmap": VERSION, **map.to_json()}, ensure_ascii=False, indent=1) + "\n"


def loads(text: str, name: str = "The text") -> JourneyMap:
    """Read a map from the text of a file.

    Raises
    ------
    FileError
        When the text is cut off, not a map, of a future version, or holds a
        value or field that a map does not take; the sentence says which.
    """
    if len(text) > LARGEST:
        raise FileError(f"{name} has {len(text):,} characters; a map has at most {LARGEST:,}.")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileError(
            f"{name} is not a complete JSON document: {error.msg} at line {error.lineno}, "
            f"column {error.colno}.",
            hint="It may be cut off or hold a git conflict; restore an earlier version.",
        ) from None
    except ValueError:  # Python reads no number of thousands of digits
        raise FileError(f"{name} holds a number that is too long to read.") from None
    except RecursionError:
        raise FileError(f"{name} is nested too deeply to be a journey map.") from None
    if not isinstance(data, dict) or "cjmap" not in data:
        raise FileError(f"{name} is not a journey map: it has no 'cjmap' version field.")
    version = data.pop("cjmap")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FileError(f"{name} has the version {shown(version)}; expected a number from 1 up.")
    if version > VERSION:
        raise FileError(
            f"{name} has the version {shown(version)}, and this cjwidgets reads up to {VERSION}.",
            hint="Update with: pip install -U cjwidgets.",
        )
    try:
        return JourneyMap.from_json(data)
    except FileError:
        raise
    except JourneyError as error:
        raise FileError(f"{name} can't be opened: {error.sentence}", hint=error.hint) from error
