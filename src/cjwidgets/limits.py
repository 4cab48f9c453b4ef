"""How much is too much: every cap of the product in one place, each settable from Python."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from cjwidgets.errors import InputError, UnknownFieldError


@dataclass
class Limits:
    """Caps that keep one map, file or visitor from taking all of a machine.

    They are yours to change in Python, for the running kernel, and out of reach for browsers:
    a refusal names the cap to raise.

    Attributes
    ----------
    document : int
        Bytes of one map, written as its file: what an edit may make of it, what is
        saved, and what a browser opens. Default 50 million.
    opened : int
        Characters of a file that is opened as a map or persona. Default 500 million, so that
        what was saved opens.
    edit : int
        Changes in one edit of a browser. Default 2,000.
    browsers : int
        Open browsers that one widget remembers. Default 10,000.
    comment : int
        Characters of a comment where only comments are welcome. Default 5,000.
    listed : int
        Maps of a folder that an editor offers to open, those that changed last. Default 200.
    files : int
        Files that the browsers of one editor make: journeys, maps under another name, and what
        is kept of files they replace. Default 100.
    unpacked : int
        Bytes of a packed file of events or answers when it is unpacked. Default 5 billion.
    record : int
        Characters of one row of a CSV file, or of one tag of an XES file with its attributes.
        Default 10 million.
    nesting : int
        Elements within each other in an XES file, and kinds of tags and attributes there that
        XES does not know. Default 100,000.
    patterns : int
        Seconds of the processor that the regular expressions of a map may search a thousand
        names of a log, all together; and that those which are read from files and browsers
        within one minute may take to compile. Default 10.
    history : int
        Bytes that Undo and Redo of one map keep: beyond that the oldest steps are forgotten, never
        the last one. Default 50 million.
    static : int
        Characters of what a map, cards or a what-if leave in a notebook for readers without
        widgets; what is longer is shortened there, and says so. Default 200,000.
    names : int
        Names of events that one list of the editor's panel holds; it says how many there are.
        Default 200.
    rule : int
        Characters of a rule that the editor asks about while it is typed. Default 1,000.
    periods : int
        Periods that one table of `churn` or `retention` has. Default 1,000.

    Raises
    ------
    InputError
        A cap is set to something that is no whole number from 1 up.
    UnknownFieldError
        There is no such cap.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> cj.limits.document
    50000000
    >>> cj.limits.document = 80_000_000
    >>> cj.limits.reset()
    """

    document: int = 50_000_000
    opened: int = 500_000_000
    edit: int = 2_000
    browsers: int = 10_000
    comment: int = 5_000
    listed: int = 200
    files: int = 100
    unpacked: int = 5_000_000_000
    record: int = 10_000_000
    nesting: int = 100_000
    patterns: int = 10
    history: int = 50_000_000
    static: int = 200_000
    names: int = 200
    rule: int = 1_000
    periods: int = 1_000

    def __setattr__(self, name: str, value: Any) -> None:
        known = [each.name for each in fields(self)]
        if name not in known:
            raise UnknownFieldError.of("cj.limits", name, known)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise InputError(
                f"cj.limits.{name} expects a whole number from 1 up, not {value!r:.80}."
            )
        super().__setattr__(name, value)

    def reset(self) -> None:
        """Set every cap to its default."""
        for each in fields(self):
            setattr(self, each.name, each.default)

    def raising(self, name: str, needed: int) -> str:
        """Return the hint that tells how to allow what a cap refused."""
        return f"To allow it in this kernel: cj.limits.{name} = {needed:_}."


limits = Limits()
"""The caps in force in this kernel."""
