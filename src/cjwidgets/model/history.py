"""Undo and redo: a stack of entries, each the changes between two marks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from cjwidgets.model.changes import Change

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


@dataclass
class History:
    """The undone and the undoable entries, newest last."""

    done: deque[Transaction] = field(default_factory=lambda: deque(maxlen=DEEPEST))
    undone: deque[Transaction] = field(default_factory=deque)

    def record(self, entry: Transaction) -> None:
        """Add a new entry; what was undone before it can't be redone any more."""
        self.done.append(entry)
        self.undone.clear()
