"""The way from the map an editor was given to the map it shows, through touchpoints' journeys.

Beside the messages of a session, which carry the number of the map they are about, a browser
sends ``open``, ``create``, ``back``, ``save`` and ``save-as``; it gets ``trail``, ``files`` when
something was saved, and a new snapshot when another map is shown.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Sequence
from typing import Any, TypeGuard

from cjwidgets.errors import InputError, ReadOnlyError
from cjwidgets.files import Saved, put
from cjwidgets.journeys import create_journey, free_path, open_journey
from cjwidgets.model import JourneyMap, Touchpoint, Transaction
from cjwidgets.widgets.file_access import Reach
from cjwidgets.widgets.roles import HINT, Role
from cjwidgets.widgets.saving import NotSavedError, save_each
from cjwidgets.widgets.session import Message, Session
from cjwidgets.widgets.whereabouts import life_of, place

_trails: weakref.WeakSet[Trail] = weakref.WeakSet()


class Leg(Session):
    """The session of one map on a trail."""

    def __init__(self, trail: Trail, map: JourneyMap, number: int) -> None:
        self.trail, self.number = trail, number
        super().__init__(map, trail.sender(number), trail.role, strict=trail.strict)
        self._looks = self._look()

    def _look(self) -> tuple[Any, ...]:
        return self.map.unsaved, self.map.path, self.map.title

    def on_transaction(self, transaction: Transaction) -> None:
        """Also tell all trails that may lead here when the map looks different on them."""
        super().on_transaction(transaction)
        looks = self._look()
        if looks == self._looks:
            return
        self._looks = looks
        self._tell_trails()

    def _tell_trails(self) -> None:
        for trail in tuple(_trails):
            if trail.map._family is self.map._family:
                trail.tell()

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
                cid is not None and _is_number(number)
            ):
                self._check_edits()
                self._save(cid, lambda: [self.trail.save_as(number, name)], new=True)
            case _:
                super()._take(message, cid)

    def _save(self, cid: str, save: Callable[[], list[Saved]], *, new: bool = False) -> None:
        """Save, and tell the browser what became of files; no lock, as every map has its own."""
        try:
            saved = save()
            self._tell_files(cid, saved, made=[each.path.name for each in saved if new])
        except NotSavedError as error:
            self._tell_files(cid, error.saved, changed=error.changed)
            raise
        finally:
            self._tell_trails()  # also of maps that no editor ever showed
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
            case {"type": "back", "to": to} if cid is not None and _is_number(to) and to >= 0:
                self.trail.back(to)
            case _:
                super()._answer(message, cid)
                return
        self._acknowledge(cid, before)

    def _check_edits(self) -> None:
        if not self.role.may_edit:
            raise ReadOnlyError("Only those who may edit write files.", hint=HINT)

    def _touchpoint(self, id: str) -> Touchpoint:
        node = self.map.node(id)
        if not isinstance(node, Touchpoint):
            raise InputError(f"{node!r} is no touchpoint: it has no journey of its own.")
        return node


class Trail:
    """What the browsers of one editor are told: a session for each map, and which is shown.

    Parameters
    ----------
    map : JourneyMap
        Where the trail begins.
    send : callable
        Takes a message for all browsers of the widget.
    moved : callable
        Called when another map is shown: the browsers need a new snapshot.
    strict : bool
        Raise what goes wrong inside, as well as answering it; for tests.
    """

    def __init__(
        self,
        map: JourneyMap,
        send: Callable[[Message], None],
        moved: Callable[[], None],
        *,
        strict: bool = False,
    ) -> None:
        self.map = map
        self.strict = strict
        self._send, self._moved = send, moved
        self._role = Role()
        self._reach = Reach(map)
        self._lock = threading.Lock()
        self._told: Message = {}
        self._legs: list[Leg] = []
        self._way = [self._leg(map)]
        _trails.add(self)

    def sender(self, number: int) -> Callable[[Message], None]:
        """Return what sends messages about the map with this number."""
        return lambda message: self._send({**message, "map": number})

    @property
    def shown(self) -> JourneyMap:
        """The map at the end of the trail."""
        return self._way[-1].map

    @property
    def role(self) -> Role:
        """What the browsers may do, in any map of the trail."""
        return self._role

    @role.setter
    def role(self, role: Role) -> None:
        self._role = role
        for leg in self._legs:
            leg.role = role

    # Walking ------------------------------------------------------------------------

    def open(self, touchpoint: str) -> None:
        """Show the journey of a touchpoint of the map shown, wherever its file is."""
        leg = self._way[-1]
        self.show(open_journey(leg._touchpoint(touchpoint)), leg)

    def reach(self, touchpoint: str, leg: Leg) -> JourneyMap:
        """Open the journey of a touchpoint for a browser."""
        return self._reach.open(leg._touchpoint(touchpoint), [each.map for each in self._legs])

    def create(self, touchpoint: str, leg: Leg, cid: str) -> JourneyMap:
        """Create the journey of a touchpoint for a browser."""
        node = leg._touchpoint(touchpoint)
        self._reach.folder_of(leg.map)
        self._reach.admit_file()
        with leg.map.batch(origin=cid, author=leg.role.author):
            made = create_journey(node)
        self._reach.count_files()
        return made

    def show(self, map: JourneyMap, leg: Leg) -> None:
        """Show a map that was opened from another one; go back when it is on the way already."""
        if leg not in self._way:
            raise InputError("The map this was asked in is not shown any more.")
        way = [*self._way[: self._way.index(leg) + 1], self._leg(map)]
        self._walk(way[: way.index(way[-1]) + 1])

    def back(self, to: int | None = None) -> None:
        """Go back to the map at this place of the trail, from 0; without it, one map."""
        if to is None:
            to = max(0, len(self._way) - 2)
        self._walk(self._way[: to + 1])

    def _walk(self, way: list[Leg]) -> None:
        if way == self._way:
            return
        self.flush()
        self._way = way
        self._moved()

    def _leg(self, map: JourneyMap) -> Leg:
        for leg in self._legs:
            if leg.map is map:
                return leg
        self._legs.append(Leg(self, map, len(self._legs)))
        return self._legs[-1]

    def save_all(self, *, overwrite: bool = False) -> list[Saved]:
        """Save every map with a file and with edits that are not in it."""
        return save_each(self._unsaved(), overwrite=overwrite)

    def save_here(self, overwrite: bool) -> list[Saved]:
        """Do so for a browser."""
        if overwrite:
            self._reach.admit_file()
        saved = self.save_all(overwrite=overwrite)
        self._reach.count_files(sum(each.kept is not None for each in saved))
        return saved

    def save_as(self, number: int, name: str) -> Saved:
        """Save a map of the family for a browser, beside its file in a new one."""
        family = self.map._family
        if not 0 <= number < len(family):
            raise InputError(f"There is no map with the number {number}.")
        map = family[number]
        folder = self._reach.folder_of(map)
        self._reach.admit_file()
        saved = put(map, free_path(folder, name))
        self._reach.count_files()
        return saved

    def _unsaved(self) -> list[JourneyMap]:
        return [map for map in self.map._family if _lags(map)]

    # What a widget asks of a session ---------------------------------------------------

    def snapshot(self) -> Message:
        """Return the map shown with its number, and the trail."""
        leg = self._way[-1]
        return {**leg.snapshot(), "map": leg.number, "trail": self._state()}

    def handle(self, message: Any) -> None:
        """Answer one message, in the name of the map it is about."""
        number = message.get("map", 0) if isinstance(message, dict) else 0
        known = _is_number(number) and 0 <= number < len(self._legs)
        leg = self._legs[number] if known else self._way[-1]
        # Also what is about no map is answered to whoever waits for it.
        leg.handle(message if known else {"cid": message.get("cid"), "map": number})
        if isinstance(message, dict) and message.get("type") == "hello":
            self.tell(again=True)
            if leg is not self._way[-1]:
                self._moved()  # this browser missed it

    def flush(self) -> None:
        """Send what waits."""
        for leg in self._legs:
            leg.flush()
        self.tell()

    def close(self) -> None:
        """Stop listening to the maps."""
        _trails.discard(self)
        for leg in self._legs:
            leg.close()

    def tell(self, *, again: bool = False) -> None:
        """Tell the browsers of the trail, if anything about it is new and somebody looks."""
        if not self._way[-1]._clients:
            return
        with self._lock:
            state = self._state()
            if state == self._told and not again:
                return
            self._told = state
            self._send({"type": "trail", "trail": state})

    def _state(self) -> Message:
        *above, last = [leg.map for leg in self._way]
        crumbs = [{"title": map.title, "unsaved": _lags(map)} for map in above]
        return {
            # The browser has the title of the map that it shows.
            "crumbs": [*crumbs, {"title": "", "unsaved": _lags(last)}],
            # How many files miss edits, where any map has one.
            "unsaved": len(self._unsaved()) if any(m.path for m in self.map._family) else None,
            # The number to save the map shown by, when it has edits and no file for them.
            "fresh": self._number(last) if last.path is None and last.unsaved else None,
            "life": life_of(last),
            "place": place(),
        }

    def _number(self, map: JourneyMap) -> int | None:
        found = (at for at, each in enumerate(self.map._family) if each is map)
        return next(found, None)


def _is_number(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number: true and false are none, though Python counts them."""
    return isinstance(value, int) and not isinstance(value, bool)


def _lags(map: JourneyMap) -> bool:
    """Whether the file of a map misses edits; one without a file has none that could."""
    return map.path is not None and map.unsaved
