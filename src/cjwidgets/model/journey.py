"""The map: the root of the tree, its history, its lock, and who listens."""

from __future__ import annotations

import fnmatch
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Self

from cjwidgets.errors import InputError, JourneyError, NotFoundError
from cjwidgets.knowledge import framework_stages
from cjwidgets.locale import LOCALES
from cjwidgets.model import reducer, references
from cjwidgets.model.cards import Comment
from cjwidgets.model.changes import Added, Change, Moved, Place, Removed, Updated
from cjwidgets.model.children import Children
from cjwidgets.model.fields import Choice, Day, Field, ScaleField, Text
from cjwidgets.model.history import History, Transaction
from cjwidgets.model.node import Node, counted
from cjwidgets.model.nodes import Lane, Link, Persona, Stage, Touchpoint, default_lanes
from cjwidgets.model.scores import check_all, check_scores, convert_all
from cjwidgets.model.values import Scale, shown

VERSION = 1
"""Of the form that to_json gives."""
log = logging.getLogger(__name__)


class JourneyMap(Node):
    """A customer journey map.

    Every edit, from Python or a browser, is a Change: validated, applied,
    recorded for undo, published to the widgets that show the map.

    Parameters
    ----------
    title : str
        May be given by position.
    stages, personas, lanes : list
        Nodes, or their names.
    framework : str
        A stage framework, for example ``"5A"``; gives the stages unless they
        are given. See ``cjwidgets.knowledge.frameworks()``.

    Examples
    --------
    >>> jm = JourneyMap("Shop", stages=["Ask", "Buy"])
    >>> jm.stages["Buy"].name = "Pay"
    >>> jm.undo()
    True
    >>> jm
    JourneyMap('Shop', 2 stages)
    """

    label = "title"
    # A file without "lanes" means the usual ones; a map without lanes says so.
    kept = ("lanes",)

    title = Text()
    kind = Choice(
        "current", "future", "day_in_life", "blueprint", "ideal", "competitor", default="current"
    )
    locale = Choice(*LOCALES, default="en")
    objective = Text()
    scenario = Text()
    scope = Choice("end_to_end", "interaction")
    start = Text()
    end = Text()
    context = Text()
    framework = Text()
    status = Choice("draft", "review", "published", default="draft")
    owner = Text()
    reviewed = Day()
    review_due = Day()
    scale = ScaleField()
    personas = Children(Persona)
    lanes = Children(Lane)
    stages = Children(Stage)
    links = Children(Link)
    comments = Children(Comment)

    def __init__(self, title: str | None = None, /, **fields: Any) -> None:
        self._lock = RLock()
        self._by_id: dict[str, Node] = {}
        self._history = History()
        self._transaction: Transaction | None = None
        self._muted = True
        self._replaying = False
        self._listeners: list[Callable[[Transaction], None]] = []
        self._rev = 0
        self._shape = 0
        self._touchpoints: tuple[int, tuple[Touchpoint, ...]] = (-1, ())
        self._path: Path | None = None
        self._saved = 0
        self._family: list[JourneyMap] = [self]
        if fields.get("lanes") is None:
            fields["lanes"] = default_lanes()
        framework = fields.get("framework")
        if isinstance(framework, str) and framework and "stages" not in fields:
            fields["stages"] = framework_stages(framework, fields.get("locale", "en"))
        super().__init__(title, **fields)
        self._by_id[self.id] = self
        self._muted = False

    @classmethod
    def from_json(cls, data: Any) -> Self:
        # Saved without stages means none: the framework it names does not bring them back.
        return super().from_json({"stages": [], **data} if isinstance(data, dict) else data)

    def _as_map(self) -> JourneyMap:
        return self

    @property
    def path(self) -> Path | None:
        """The file the map was opened from or saved to last; not part of the document."""
        return self._path

    @property
    def unsaved(self) -> bool:
        """Whether there were edits since the map was made, opened or saved last."""
        return self._rev != self._saved

    def _saved_as(self, path: Path, rev: int) -> None:
        self._path, self._saved = path, rev
        self._tell(Transaction())

    # Looking up -----------------------------------------------------------------

    @property
    def rev(self) -> int:
        """How many transactions there were; grows by one with each."""
        return self._rev

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints of all stages, in order."""
        shape, known = self._touchpoints
        if shape != self._shape:
            shape = self._shape
            known = tuple(tp for stage in self.stages for tp in stage.touchpoints)
            self._touchpoints = (shape, known)
        return known

    def node(self, id: str) -> Any:
        """Return the node with this id; raise NotFoundError when there is none."""
        try:
            return self._by_id[id]
        except KeyError:
            raise NotFoundError(
                f"{self!r} has nothing with the id {shown(id)}.", hint="It may have been removed."
            ) from None

    def find(self, pattern: str, kind: type[Node] = Node) -> list[Any]:
        """Return the nodes whose name matches a pattern such as ``"*chat*"``, any case."""
        return [
            node
            for node in self.walk()
            if isinstance(node, kind)
            and node is not self
            and fnmatch.fnmatchcase(getattr(node, node.label).lower(), pattern.lower())
        ]

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
        source, target = self._history.done, self._history.undone
        if not back:
            source, target = target, source
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
            source.pop()
            # Kept is what was really done: observers may have added to it.
            made = [c.inverse() for c in reversed(done.changes)] if back else done.changes
            target.append(Transaction(entry.label, changes=made, author=entry.author))
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
        with self.batch(label, origin=origin, author=author):
            for raw in changes:
                for wish in reducer.read(self, raw):
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

    # Recording: nodes and lists report here what was done to them ---------------------

    def _record(self, change: Change) -> None:
        if self._muted:
            return
        if self._transaction is not None:
            self._transaction.changes.append(change)
        else:
            entry = Transaction(changes=[change])
            self._history.record(entry)
            self._publish(entry)

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

    def _field_changed(self, node: Node, field: Field, old: Any, new: Any) -> None:
        self._record(Updated(node.id, field, old, new))

    def _added(self, node: Node, index: int) -> None:
        self._shape += 1
        self._by_id |= {each.id: each for each in node.walk()}
        if not self._muted:
            self._record(Added(_place(node, index), node, node.to_json()))

    def _removed(self, node: Node, data: Any, parent: Node, field: str, index: int) -> None:
        self._shape += 1
        for each in node.walk():
            del self._by_id[each.id]
        self._record(Removed(Place(parent.id, field, index), node, data))

    def _moved(self, node: Node, source: tuple[Node, str, int], index: int) -> None:
        self._shape += 1
        parent, field, start = source
        self._record(Moved(node.id, Place(parent.id, field, start), _place(node, index)))

    # Rules that concern the whole map ---------------------------------------------------

    def _check_new(self, node: Node) -> None:
        if node._gives_way:
            node._make_way({*self._by_id, self.id})
        seen: set[str] = set()
        for each in node.walk():
            if each.id in self._by_id or each.id == self.id or each.id in seen:
                raise InputError(
                    f"{each!r} has the id {each.id!r}, which is in the map already.",
                    hint="Give it another id, or append its .copy().",
                )
            seen.add(each.id)
            check_scores(each, self.scale)

    def check_scale(self, scale: Scale) -> None:
        """Raise InputError when a score of the map lies off ``scale``."""
        check_all(self, scale)

    def rescale(self, scale: Scale) -> None:
        """Convert every score linearly to another scale, in one step of the history."""
        if not isinstance(scale, Scale):
            raise InputError(
                f"JourneyMap.rescale expects a Scale, not {shown(scale)}.",
                hint="For example cj.Scale(1, 5).",
            )
        with self.batch(f"Scale {scale.low:g} to {scale.high:g}"):
            before = self.scale
            self.scale = Scale(min(before.low, scale.low), max(before.high, scale.high))
            convert_all(self, before, scale)
            self.scale = scale

    def _forget_references(self, gone: Node) -> None:
        if not self._replaying:  # the changes replayed say themselves what was forgotten
            references.forget(self, gone)

    # As a value -----------------------------------------------------------------------

    def to_json(self) -> dict[str, Any]:
        """Return the map as JSON values, in the order of the file."""
        with self._lock:
            return super().to_json()

    def __eq__(self, other: object) -> bool:
        """Whether two maps say the same, ids included."""
        return isinstance(other, JourneyMap) and self.to_json() == other.to_json()

    __hash__ = Node.__hash__

    def _details(self) -> list[str]:
        counts = {
            "stages": len(self.stages),
            "touchpoints": len(self.touchpoints),
            "personas": len(self.personas),
        }
        return [counted(n, name) for name, n in counts.items() if n or name == "stages"]


def _place(node: Node, index: int) -> Place:
    assert node.parent is not None
    return Place(node.parent.id, node._slot, index)
