"""The way from the map an editor was given to the map it shows, through touchpoints' journeys.

Beside the messages of a session, which carry the number of the map they are about, a browser
sends ``open``, ``create``, ``back``, ``save``, ``save-as`` and ``take``; it gets ``trail``,
``files`` when something was saved, and a new snapshot when another map is shown.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.files import Saved, put
from cjwidgets.journeys import adopt, create_journey, free_path, open_journey
from cjwidgets.model import JourneyMap
from cjwidgets.model.history import History
from cjwidgets.widgets.files.access import Reach
from cjwidgets.widgets.files.news import changed
from cjwidgets.widgets.files.saving import save_each
from cjwidgets.widgets.files.whereabouts import life_of, place
from cjwidgets.widgets.leg import Leg, is_number
from cjwidgets.widgets.roles import Role
from cjwidgets.widgets.session import Message

_trails: weakref.WeakSet[Trail] = weakref.WeakSet()


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
        self._changed: tuple[JourneyMap, Message | None] = map, None
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
        self.show(open_journey(leg.touchpoint(touchpoint)), leg)

    def reach(self, touchpoint: str, leg: Leg) -> JourneyMap:
        """Open the journey of a touchpoint for a browser."""
        return self._reach.open(leg.touchpoint(touchpoint), [each.map for each in self._legs])

    def create(self, touchpoint: str, leg: Leg, cid: str) -> JourneyMap:
        """Create the journey of a touchpoint for a browser."""
        node = leg.touchpoint(touchpoint)
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
        """Do so for a browser, which may also want the file to say what the map shown says."""
        if overwrite:
            self._reach.admit_file()
        of, news = self._changed
        wanted = [map for map in self.map._family if _lags(map) or (news and map is of)]
        saved = save_each(wanted, overwrite=overwrite)
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

    def names(self) -> list[str]:
        """Return the files that a browser may open, but for that of the map shown."""
        last = self.shown.path
        here = last.name if last is not None and last.parent == self._reach.folder else None
        return [name for name in self._reach.names() if name != here]

    def open_named(self, name: str) -> JourneyMap:
        """Open a map of the folder for a browser."""
        return self._reach.open_named(name)

    def copy(self, leg: Leg, title: str, *, derive: bool) -> JourneyMap:
        """Make a copy of a map for a browser, or derive one from it, in a file beside its file."""
        folder = self._reach.folder_of(leg.map)
        self._reach.admit_file()
        made = leg.map.derive(title) if derive else leg.map.copy()
        made.title = title
        made._history = History()  # to undo that would call it like its source
        put(made, free_path(folder, title))
        self._reach.count_files()
        return adopt(self.map._family, made)

    def show_beside(self, map: JourneyMap) -> None:
        """Show a map that none of those on the way opened: from the first one leads back."""
        self.show(map, self._way[0])

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
        known = is_number(number) and 0 <= number < len(self._legs)
        leg = self._legs[number] if known else self._way[-1]
        # Also what is about no map is answered to whoever waits for it.
        leg.handle(message if known else {"cid": message.get("cid"), "map": number})
        if isinstance(message, dict) and message.get("type") == "hello":
            self.look()
            self.tell(again=True)
            if leg is not self._way[-1]:
                self._moved()  # this browser missed it

    def flush(self) -> None:
        """Send what waits."""
        for leg in self._legs:
            leg.flush()
        self.tell()

    def look(self) -> None:
        """Look what the file of the map shown says."""
        last = self._way[-1].map
        self._changed = last, changed(last)

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

    def tell_family(self) -> None:
        """Tell the browsers of all trails that may lead to the same maps."""
        for trail in tuple(_trails):
            if trail.map._family is self.map._family:
                trail.look()
                trail.tell()

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
            "file": self._file(last) if self._role.may_edit else None,
            "named": bool(self._role.author) and self._role.is_given,
            "life": life_of(last),
            "place": place(),
        }

    def _file(self, map: JourneyMap) -> Message:
        """What those who save are told of the file of the map shown."""
        at = map._saved_at
        of, changed = self._changed
        return {
            "number": self._number(map),
            "name": map.path.name if map.path is not None else None,
            "saved": None if at is None else int(at * 1000),
            "edits": map._unsaved_edits,
            "changed": changed if of is map else None,
        }

    def _number(self, map: JourneyMap) -> int | None:
        found = (at for at, each in enumerate(self.map._family) if each is map)
        return next(found, None)


def _lags(map: JourneyMap) -> bool:
    """Whether the file of a map misses edits; one without a file has none that could."""
    return map.path is not None and map.unsaved
