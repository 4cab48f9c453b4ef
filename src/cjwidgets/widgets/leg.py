"""The session of one map on a trail: what browsers ask about maps and files, beside edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

from cjwidgets.errors import InputError, ReadOnlyError
from cjwidgets.files import Saved
from cjwidgets.model import JourneyMap, Touchpoint, Transaction
from cjwidgets.widgets.files.news import take
from cjwidgets.widgets.files.saving import NotSavedError
from cjwidgets.widgets.roles import HINT
from cjwidgets.widgets.session import Message, Session

if TYPE_CHECKING:
    from cjwidgets.widgets.trail import Trail


class Leg(Session):
    """The session of one map on a trail."""

    def __init__(self, trail: Trail, map: JourneyMap, number: int) -> None:
        self.trail, self.number = trail, number
        super().__init__(map, trail.sender(number), trail.role, strict=trail.strict)
        self._looks = self._look()

    def _look(self) -> tuple[Any, ...]:
        map = self.map
        return map.unsaved, map.path, map.title, map._saved_at

    def _history(self) -> Message:
        return {**super()._history(), "edits": self.map._unsaved_edits}

    def on_transaction(self, transaction: Transaction) -> None:
        """Also tell all trails that may lead here when the map looks different on them."""
        super().on_transaction(transaction)
        looks = self._look()
        if looks == self._looks:
            return
        self._looks = looks
        self.trail.tell_family()

    def _take(self, message: Any, cid: str | None) -> None:
        match message:
            case {"type": "open", "node": str(node)} if cid is not None:
                opened = self.trail.reach(node, self)  # meanwhile the map is everyone's
                with self.map._lock:
                    self.trail.show(opened, self)
                    self._acknowledge(cid, self.map.rev)
            case {"type": "save"} if cid is not None:
                self._check_edits()
                self._save(cid, lambda: self.trail.save_here(message.get("overwrite") is True))
            case {"type": "save-as", "number": number, "name": str(name)} if (
                cid is not None and is_number(number)
            ):
                self._check_edits()
                self._save(cid, lambda: [self.trail.save_as(number, name)], new=True)
            case {"type": "maps"} if cid is not None:
                self._check_edits()
                self._send({"type": "maps", "cid": cid, "names": self.trail.names()})
                with self.map._lock:
                    self._acknowledge(cid, self.map.rev)
            case {"type": "open-map", "name": str(name)} if cid is not None:
                self._check_edits()
                self._show_beside(cid, lambda: self.trail.open_named(name))
            case {"type": "copy", "title": str(title), "derive": bool(derive)} if cid is not None:
                self._check_edits()
                self._show_beside(cid, lambda: self.trail.copy(self, title, derive=derive))
            case {"type": "take"} if cid is not None:
                self._check_edits()
                take(self.map, origin=cid, author=self.role.author)
                with self.map._lock:
                    self._acknowledge(cid, self.map.rev)
            case _:
                super()._take(message, cid)

    def _show_beside(self, cid: str, find: Callable[[], JourneyMap]) -> None:
        found = find()  # meanwhile the map is everyone's
        with self.map._lock:
            self.trail.show_beside(found)
            self._acknowledge(cid, self.map.rev)

    def _save(self, cid: str, save: Callable[[], list[Saved]], *, new: bool = False) -> None:
        """Save, and tell the browser what became of files; no lock, as every map has its own."""
        try:
            saved = save()
            self._tell_files(cid, saved, made=[each.path.name for each in saved if new])
        except NotSavedError as error:
            self._tell_files(cid, error.saved, changed=error.changed)
            raise
        finally:
            self.trail.tell_family()  # also of maps that no editor ever showed
        with self.map._lock:
            self._acknowledge(cid, self.map.rev)

    def _tell_files(
        self,
        cid: str,
        saved: list[Saved],
        *,
        made: Sequence[str] = (),
        changed: Sequence[JourneyMap] = (),
    ) -> None:
        family = list(enumerate(self.map._family))
        self._send(
            {
                "type": "files",
                "cid": cid,
                "made": list(made),
                "kept": [[each.path.name, each.kept.name] for each in saved if each.kept],
                "functions": [name for each in saved for name in each.functions],
                "changed": [
                    {"number": number, "file": map.path.name}
                    for number, map in family
                    if map.path is not None and any(map is each for each in changed)
                ],
            }
        )

    def _answer(self, message: Any, cid: str | None) -> None:
        before = self.map.rev
        match message:
            case {"type": "create", "node": str(node)} if cid is not None:
                self._check_edits()
                made = self.trail.create(node, self, cid)
                self.trail.show(made, self)
            case {"type": "back", "to": to} if cid is not None and is_number(to) and to >= 0:
                self.trail.back(to)
            case _:
                super()._answer(message, cid)
                return
        self._acknowledge(cid, before)

    def _check_edits(self) -> None:
        if not self.role.may_edit:
            raise ReadOnlyError("Only those who may edit write files.", hint=HINT)

    def touchpoint(self, id: str) -> Touchpoint:
        """Return the touchpoint with an id; raise when that is something else."""
        node = self.map.node(id)
        if not isinstance(node, Touchpoint):
            raise InputError(f"{node!r} is no touchpoint: it has no journey of its own.")
        return node


def is_number(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number: true and false are none, though Python counts them."""
    return isinstance(value, int) and not isinstance(value, bool)
