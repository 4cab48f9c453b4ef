"""One family of errors: a stable code, a sentence that names the thing, a hint what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from traitlets import TraitError


class JourneyError(Exception):
    """Base of every error cjwidgets raises on purpose.

    Parameters
    ----------
    sentence : str
        What is wrong: the thing, the value and what was expected.
    hint : str, optional
        What to do about it.

    Attributes
    ----------
    code : str
        Stable identifier of the kind of error, safe to test against.

    Examples
    --------
    >>> raise JourneyError("The map has no stages.", hint="Add one: jm.stages.append('Ask').")
    Traceback (most recent call last):
    ...
    cjwidgets.errors.JourneyError: The map has no stages. Add one: jm.stages.append('Ask').
    """

    code = "journey"

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        self.sentence = sentence
        self.hint = hint
        super().__init__(f"{sentence} {hint}".strip())

    @property
    def public(self) -> str:
        """The sentence for those who are not to know the folders of this machine."""
        return self.sentence


class InputError(JourneyError, TraitError, ValueError):
    """A value that a field, a rule or a scale does not take."""

    code = "input"


class UnknownFieldError(JourneyError, TypeError, AttributeError):
    """A field or keyword that does not exist."""

    code = "unknown-field"

    @classmethod
    def of(cls, owner: str, name: str, known: Iterable[str]) -> UnknownFieldError:
        known = sorted(known)
        close = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean {close[0]!r}? " if close else ""
        return cls(f"{owner} has no field {name!r}.", hint=f"{hint}Fields: {', '.join(known)}.")


class UnknownOptionError(InputError, TypeError):
    """A keyword that a function does not take."""

    code = "unknown-option"

    @classmethod
    def of(cls, function: str, name: str, known: Iterable[str]) -> UnknownOptionError:
        known = list(known)
        close = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean {close[0]!r}? " if close else ""
        return cls(
            f"{function}() has no keyword {name!r}.", hint=f"{hint}It takes {', '.join(known)}."
        )


class NotFoundError(JourneyError, KeyError):
    """A node, name or id that the map does not hold."""

    code = "not-found"

    def __str__(self) -> str:  # KeyError would show the repr, quotes included
        return str(self.args[0])


class ReadOnlyError(JourneyError):
    """A change that this view may not make."""

    code = "read-only"


class FileError(JourneyError, OSError):
    """A file that can't be read or written as a journey map.

    Parameters
    ----------
    sentence : str
        What is wrong; without the path, if that is given.
    hint : str, optional
        What to do about it.
    path : Path, optional
        Of the file; the sentence begins with it.
    """

    code = "file"

    def __init__(self, sentence: str, *, hint: str = "", path: Path | None = None) -> None:
        self.path = path
        self._public = sentence if path is None else f"{path.name} {sentence}"
        super().__init__(sentence if path is None else f"{path} {sentence}", hint=hint)

    @property
    def public(self) -> str:
        """The sentence for those who are not to know the folders of this machine."""
        return self._public


class ChangedFileError(FileError):
    """A file that somebody else changed since it was opened or saved here."""

    code = "file-changed"


class DataError(JourneyError, ValueError):
    """An event log or survey that can't be used as it is."""

    code = "data"


class CopyError(JourneyError, NotImplementedError):
    """Something that there is only once: widgets can't be copied or pickled.

    It is what ipywidgets raises there, too (a ``NotImplementedError``), so that who caught that
    goes on doing so.
    """

    code = "copy"


class MissingDependencyError(JourneyError, ImportError):
    """An optional library is needed and not installed."""

    code = "missing-dependency"

    @classmethod
    def of(cls, library: str, purpose: str, extra: str) -> MissingDependencyError:
        return cls(
            f"{purpose} needs {library}, which is not installed.",
            hint=f"Install it with: pip install 'cjwidgets[{extra}]', then restart the kernel.",
        )
