"""What was done to a map, step by step: batches, undo and redo, and who hears of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from cjwidgets.errors import JourneyError, NotFoundError
from cjwidgets.model import reducer
from cjwidgets.model.budget import Budget
from cjwidgets.model.changes import Added, Change, Moved, Position, Removed, Updated
from cjwidgets.model.fields import Field
from cjwidgets.model.history import History, Transaction
from cjwidgets.model.node import Node
from cjwidgets.model.rules.match_rules import RuleFunctions
from cjwidgets.model.values import shown

log = logging.getLogger(__name__)


class Timeline(Node):
    """The root of a tree whose every edit is recorded, can be taken back, and is published."""

    def __init__(self, label: str | None = None, /, **fields: Any) -> None:
        self._lock = RLock()
        self._history = History()
        self._transaction: Transaction | None = None
        self._muted = True
        self._replaying = False
        self._listeners: list[Callable[[Transaction], None]] = []
        self._rev = 0
        self._by_id: dict[str, Node] = {}
        self._shape = 0
        self._budget = Budget(self)
        super().__init__(label, **fields)

    @property
    def rev(self) -> int:
        """How many transactions there were; grows by one with each."""
        return self._rev

    def node(self, id: str) -> Any:
        """Return the node with this id; raise NotFoundError when there is none."""
        try:
            return self._by_id[id]
        except KeyError:
            raise NotFoundError(
                f"{self!r} has nothing with the id {shown(id)}.", hint="It may have been removed."
            ) from None

    # History ----------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to redo."""
        return bool(self._history.undone)

    @contextmanager
    def batch(
        self, label: str = "", *, origin: str | None = None, author: str = ""
    ) -> Iterator[None]:
        """Make all edits of a block one step of the history; an exception takes them all back."""
        with self._lock:
            outer = self._transaction
            open_ = outer or Transaction(label, origin, author=author)
            mark = len(open_.changes)
            self._transaction = open_
            try:
                yield
                if outer is None and open_.changes:
                    self._budget.admit(open_.changes)
            except BaseException:
                self._roll_back(open_, mark)
                raise
            finally:
                self._transaction = outer
            if outer is None and open_.changes:
                self._history.record(open_)
                self._publish(open_)

    def undo(self, *, origin: str | None = None, author: str = "") -> bool:
        """Take back the last edit, made here or in a browser; False when there is none."""
        return self._step(back=True, origin=origin, author=author)

    def redo(self, *, origin: str | None = None, author: str = "") -> bool:
        """Make the last undone edit again; False when there is none."""
        return self._step(back=False, origin=origin, author=author)

    def _step(self, *, back: bool, origin: str | None, author: str) -> bool:
        source = self._history.done if back else self._history.undone
        with self._lock:
            if self._transaction is not None:
                raise JourneyError("Undo and redo are not possible inside a batch.")
            if not source:
                return False
            entry = source[-1]
            changes = [c.inverse() for c in reversed(entry.changes)] if back else entry.changes
            self._transaction = done = Transaction(entry.label, origin, author=author)
            self._replaying = True
            try:
                for change in changes:
                    reducer.apply(self, change)
            except BaseException:
                self._roll_back(done, 0)
                raise
            finally:
                self._transaction = None
                self._replaying = False
                self._budget.forget()
            # Kept is what was really done: observers may have added to it.
            made = [c.inverse() for c in reversed(done.changes)] if back else done.changes
            kept = Transaction(entry.label, changes=made, author=entry.author)
            self._history.turn(kept, back=back)
            self._publish(done)
            return True

    def apply(
        self,
        changes: list[Any],
        label: str = "",
        *,
        origin: str | None = None,
        author: str = "",
        admit: Callable[[Change], list[Change]] = lambda change: [change],
    ) -> None:
        """Carry out changes in their JSON form: all of them or, when one is refused, none.

        ``admit`` sees each change before it is made: it returns what is to be done
        instead, or raises to refuse.
        """
        functions = RuleFunctions(self)
        with self.batch(label, origin=origin, author=author):
            for raw in changes:
                for wish in reducer.read(self, raw, functions):
                    for change in admit(wish):
                        reducer.apply(self, change)

    def _roll_back(self, transaction: Transaction, mark: int) -> None:
        replaying, self._muted, self._replaying = self._replaying, True, True
        try:
            for change in reversed(transaction.changes[mark:]):
                try:
                    reducer.apply(self, change.inverse())
                except Exception:  # of an observer, called when the change was made
                    log.exception("An observer failed while an edit was taken back")
        finally:
            self._muted, self._replaying = False, replaying
            del transaction.changes[mark:]

    # Publishing -----------------------------------------------------------------------

    def _record(self, change: Change) -> None:
        if self._muted:
            return
        with self._lock:
            if self._transaction is not None:
                self._transaction.changes.append(change)
                return
            alone = Transaction(changes=[change])
            try:
                self._budget.admit(alone.changes)
            except BaseException:
                self._roll_back(alone, 0)
                raise
            self._history.record(alone)
            self._publish(alone)

    def _publish(self, transaction: Transaction) -> None:
        self._rev += 1
        self._tell(transaction)

    def _tell(self, transaction: Transaction) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(transaction)
            except Exception:  # the edit is made, and the other views must hear of it
                log.exception("A view of %r could not be told of an edit", self)

    def subscribe(self, listener: Callable[[Transaction], None]) -> Callable[[], None]:
        """Call ``listener(transaction)`` after every edit; return a function that stops it.

        After saving it is called too, with a transaction that holds no change.
        """
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    # Recording: nodes and lists report here what was done to them ---------------------

    def _field_changed(self, node: Node, field: Field, old: Any, new: Any) -> None:
        self._record(Updated(node.id, field, old, new))

    def _added(self, node: Node, index: int) -> None:
        self._shape += 1
        self._by_id |= {each.id: each for each in node.walk()}
        if not self._muted:
            self._record(Added(_position(node, index), node, node.to_json()))

    def _removed(self, node: Node, data: Any, parent: Node, field: str, index: int) -> None:
        self._shape += 1
        for each in node.walk():
            del self._by_id[each.id]
        self._record(Removed(Position(parent.id, field, index), node, data))

    def _moved(self, node: Node, source: tuple[Node, str, int], index: int) -> None:
        self._shape += 1
        parent, field, start = source
        self._record(Moved(node.id, Position(parent.id, field, start), _position(node, index)))


def _position(node: Node, index: int) -> Position:
    assert node.parent is not None
    return Position(node.parent.id, node._slot, index)
