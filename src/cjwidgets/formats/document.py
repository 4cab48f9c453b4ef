"""What our JSON documents have in common: one version field, one field a line, honest refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from cjwidgets.errors import FileError, JourneyError
from cjwidgets.limits import limits
from cjwidgets.model.budget import written
from cjwidgets.model.values import shown

T = TypeVar("T")


def dumps(key: str, version: int, data: dict[str, Any]) -> str:
    """Return the text of a document, one field a line, for git to read.

    Raises
    ------
    FileError
        When it is larger than ``limits.document``.
    """
    text = written({key: version, **data})
    if (size := len(text.encode())) > limits.document:
        raise FileError(
            f"The document has {size:,} bytes; it may have {limits.document:,}.",
            hint=f"Use smaller pictures. {limits.raising('document', size)}",
        )
    return text


def loads(
    text: str, name: str, *, key: str, version: int, what: str, build: Callable[[Any], T]
) -> T:
    """Read a document and build what it holds.

    Parameters
    ----------
    name : str
        Of the file, for the sentences.
    key : str
        The field that holds the version, and tells one kind of document from another.
    version : int
        The newest that can be read.
    what : str
        What the document should be, as the sentences name it: "journey map".
    build : callable
        Takes the other fields; raises JourneyError for those it does not take.

    Raises
    ------
    FileError
        When the text is cut off, another document, of a future version, or not
        what ``build`` takes.
    """
    most = max(limits.opened, limits.document)  # what was saved under a raised cap
    if len(text) > most:
        raise FileError(
            f"{name} has {len(text):,} characters; a {what} has at most {most:,}.",
            hint=limits.raising("opened", len(text)),
        )
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
        raise FileError(f"{name} is nested too deeply to be a {what}.") from None
    if not isinstance(data, dict) or key not in data:
        raise FileError(f"{name} is not a {what}: it has no {key!r} version field.")
    found = data.pop(key)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise FileError(f"{name} has the version {shown(found)}; expected a number from 1 up.")
    if found > version:
        raise FileError(
            f"{name} has the version {shown(found)}, and this cjwidgets reads up to {version}.",
            hint="Update with: pip install -U cjwidgets.",
        )
    try:
        return build(data)
    except FileError:
        raise
    except JourneyError as error:
        raise FileError(f"{name} can't be opened: {error.sentence}", hint=error.hint) from error
