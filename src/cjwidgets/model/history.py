"""Undo and redo: a stack of entries, each the changes between two marks."""

from __future__ import annotations

import sys
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from cjwidgets.limits import limits
from cjwidgets.model.changes import Added, Change, Removed, Updated

DEEPEST = 50_000


@dataclass
class Transaction:
    """Changes that belong together: one entry of the history, one message to the browser."""

    label: str = ""
    origin: str | None = None
    """Which edit of which browser this answers; None for Python."""
    changes: list[Change] = field(default_factory=list)
    author: str = ""
    """Who made them, where a widget names an author."""

    bytes: int = 0
    """What it keeps in memory that the map has no more; known when the history has it."""


@dataclass
class History:
    """The undone and the undoable entries, newest last; the oldest go where there are too many."""

    done: deque[Transaction] = field(default_factory=deque)
    undone: deque[Transaction] = field(default_factory=deque)
    bytes: int = 0
    """What all entries keep."""
    steps: int = 0
    """How many were done and not undone, those that are forgotten too."""
    saved: int = 0
    """How many of them the file has, and how many of these nothing else has come instead of."""
    common: int = 0

    @property
    def unsaved(self) -> int:
        """How many steps lie between the file and the map."""
        common = min(self.common, self.steps)
        return self.saved + self.steps - 2 * common

    def settle(self) -> None:
        """Take note that the file has all that was done."""
        self.saved = self.common = self.steps

    def record(self, entry: Transaction) -> None:
        """Add a new entry; what was undone before it can't be redone any more."""
        entry.bytes = _weights(entry)
        self.bytes += entry.bytes
        if self.undone:
            self.bytes -= sum(each.bytes for each in self.undone)
            self.undone.clear()
        self.common = min(self.common, self.steps)
        self.steps += 1
        self.done.append(entry)
        while len(self.done) > DEEPEST or (self.bytes > limits.history and len(self.done) > 1):
            self.bytes -= self.done.popleft().bytes

    def turn(self, made: Transaction, *, back: bool) -> None:
        """Move the newest entry to the other side, as what was really done."""
        source, target = (self.done, self.undone) if back else (self.undone, self.done)
        made.bytes = _weights(made)
        self.bytes += made.bytes - source.pop().bytes
        target.append(made)
        self.steps += -1 if back else 1


def _weights(entry: Transaction) -> int:
    return sum(map(_weight, entry.changes))


def _weight(change: Change) -> int:
    # A new value is the map's, or the old one of the entry after it.
    if isinstance(change, Updated):
        return _size(change.old)
    if isinstance(change, Added | Removed):
        return _size(change.data)
    return sys.getsizeof(change)


def _size(value: Any) -> int:
    size = sys.getsizeof(value)
    if isinstance(value, str):
        return size
    if isinstance(value, dict):
        return size + sum(_size(key) + _size(each) for key, each in value.items())
    if isinstance(value, list | tuple):
        return size + sum(map(_size, value))
    return size
