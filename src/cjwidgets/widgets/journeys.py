"""The way down into the maps that touchpoints open, and back up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cjwidgets.errors import NotFoundError
from cjwidgets.files import open_journey
from cjwidgets.model import JourneyMap, Touchpoint


class Journeys:
    """A trail of maps, from the one the widget was made with to the one it shows.

    A map that was opened once is kept: coming back to it finds the edits made there,
    saved or not.

    Parameters
    ----------
    start : JourneyMap
    open : callable, optional
        Opens the map of a touchpoint.
    """

    def __init__(
        self, start: JourneyMap, open: Callable[[Touchpoint], JourneyMap] = open_journey
    ) -> None:
        self._trail = [start]
        self._open = open
        self._known: dict[tuple[str, str] | Path, JourneyMap] = {}
        if start.path is not None:
            self._known[start.path] = start

    @property
    def current(self) -> JourneyMap:
        return self._trail[-1]

    @property
    def above(self) -> list[str]:
        """The titles of the maps between the first and the current one."""
        return [map.title for map in self._trail[:-1]]

    def enter(self, id: str) -> JourneyMap:
        """Go to the map of the touchpoint with this id."""
        touchpoint = self.current.node(id)
        if not isinstance(touchpoint, Touchpoint):
            raise NotFoundError(f"{touchpoint!r} is no touchpoint, and opens no map.")
        key = (self.current.id, touchpoint.journey)
        found = self._known.get(key) or self._open(touchpoint)
        if found.path is not None:
            found = self._known.setdefault(found.path, found)
        self._known[key] = found
        self._trail.append(found)
        return found

    def leave(self) -> JourneyMap:
        """Go back to the map above; the first one has none and stays."""
        if len(self._trail) > 1:
            self._trail.pop()
        return self.current
