"""Charts of one scene: they follow its map, its data and what is selected."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from cjwidgets import charts
from cjwidgets.board.chart_selection import points, selected
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.board.explained import explained
from cjwidgets.board.registry import DRAWS, Draw
from cjwidgets.board.scene import Scene
from cjwidgets.charts.catalogue import ON_BOARD
from cjwidgets.charts.layout.fit import AROUND, fitted
from cjwidgets.charts.layout.room import within
from cjwidgets.display.drawing import spec_drawn
from cjwidgets.display.narrow import CARD, CARDS
from cjwidgets.display.selection import PICK
from cjwidgets.display.view import ChartView
from cjwidgets.errors import JourneyError
from cjwidgets.evidence.notice import listening
from cjwidgets.locale import text
from cjwidgets.model.attachments import attached, waits
from cjwidgets.widgets.recompute import AT_ONCE, Recompute

LONGEST = 60
"""Seconds that Python waits for the first charts."""
log = logging.getLogger(__name__)


class LinkedCharts:
    """The live charts of a board.

    Where a browser shows them they are drawn in a thread: the cell ends, and the page opens,
    while Altair is still being loaded.

    Parameters
    ----------
    draws : dict of str to function of Scene
        How each chart is drawn.
    scene : Scene
    picked : callable
        Takes the selection that a reader makes in a chart.
    drawn : callable
        Called when the charts are up to date again.
    """

    def __init__(
        self,
        draws: Mapping[str, Draw],
        scene: Scene,
        picked: Callable[[BoardSelection], None],
        drawn: Callable[[], None],
    ) -> None:
        self.scene = scene
        self._draws, self._picked, self._drawn = dict(draws), picked, drawn
        self._late: set[str] = set()
        self._told: dict[str, list[dict[str, Any]]] = {}
        self._recompute: Recompute[tuple[str, Any]] = Recompute(
            self._compute, self._take, self._failed
        )
        self._first = threading.Event()
        self.views = {name: ChartView(locale=scene.locale) for name in self._draws}
        for view in self.views.values():
            view._fits = CARDS
        for name, view in self.views.items():
            view.observe(lambda change, name=name: self._heard(name, change.new), "selection")
            view.observe(lambda _, name=name: self.renew([name], AT_ONCE), "room")

    def start(self) -> None:
        """Draw all charts for the first time."""
        self._late.update(self._draws)
        if not self._draws:
            self._first.set()  # nobody waits for none
        self._recompute.first()

    @property
    def lock(self) -> threading.RLock:
        """Held while it turns to another scene, or hands over a chart."""
        return self._recompute.lock

    @property
    def stale(self) -> bool:
        """Whether newer charts are on their way."""
        return bool(self._late)

    def wait(self, seconds: float = LONGEST) -> None:
        """Wait until each chart was drawn once."""
        self._first.wait(seconds)

    def rebind(self, scene: Scene) -> None:
        """Turn to other data."""
        with self.lock:
            self.scene = scene
            self._late.update(self._draws)
            self._recompute.unwaited()

    def show(self, scene: Scene) -> None:
        """Turn to this scene; charts of what was selected before give way at once."""
        self.scene = scene
        for name in self.views:
            self._mark(name)
        self.renew(self._draws, AT_ONCE)

    def renew(self, names: Any, pause: float | None = None) -> None:
        """Draw these charts anew, after a moment of quiet."""
        with self._recompute.lock:
            self._late.update(names)
            if self._late:
                self._recompute.soon(pause)

    def close(self) -> None:
        """Draw nothing more, and close the views."""
        self._recompute.stop()
        self._first.set()
        for view in self.views.values():
            view.unobserve_all("selection")
            view.unobserve_all("room")
            view.close()

    # Drawing ------------------------------------------------------------------------

    def _compute(self) -> Iterator[tuple[str, Any]]:
        scene = self.scene
        if waits(scene.map):
            with suppress(JourneyError):  # each chart that needs it says so
                attached(scene.map)
                return  # whoever read it has told the board, which asks anew
        for name in [name for name in self._draws if name in self._late]:
            room = self.views[name].room
            close = None if room is None else self._chart(name, scene, room)
            yield name, (self._chart(name, scene), close)

    def _chart(self, name: str, scene: Scene, room: float | None = None) -> dict[str, Any]:
        """Draw a chart for a room; what can't be drawn is a chart that says why."""
        with within(room, CARD), fitted(None if room is None else room - AROUND):
            return self._drawn_or_said(name, scene)

    def _drawn_or_said(self, name: str, scene: Scene) -> dict[str, Any]:
        try:
            # Rules that match nothing are no news: the map says so, beside its figures.
            with listening():
                ours = self._draws[name] is DRAWS.get(name)
                spec = spec_drawn(lambda: self._draws[name](scene), ours=ours)
                return explained(name, spec, scene) if ours else spec
        except JourneyError as error:
            sentence = " ".join(part for part in (error.sentence, error.hint) if part)
        except Exception as error:
            log.exception("cjwidgets could not draw %r", name)
            sentence = text("chart.broken", scene.locale, error=repr(error))
        from cjwidgets.charts.layout.empty import empty  # it needs Altair

        heading = text(f"chart.{name}.title", scene.locale) if name in DRAWS else name
        return spec_drawn(lambda: empty(heading, sentence, scene.locale), ours=True)

    def _take(self, drawn: tuple[str, Any]) -> None:
        name, (chart, close) = drawn
        self.views[name].update(chart, close)
        self._late.discard(name)
        self._mark(name)
        if not self._late:
            self._first.set()
            self._drawn()

    def _failed(self, error: Exception) -> None:
        log.error("cjwidgets could not draw the charts of a board", exc_info=error)
        self._first.set()

    # Selecting ----------------------------------------------------------------------

    def _mark(self, name: str) -> None:
        """Show in a chart what is selected, as far as it shows such things."""
        view = self.views[name]
        if PICK not in view.params:
            return
        told = points(self.scene.map, self.scene.selection, view.params[PICK].fields)
        self._told[name] = told
        view.choose(PICK, told)

    def _heard(self, name: str, what: Any) -> None:
        brush = ON_BOARD[name].brush if name in ON_BOARD else ""
        if brush and what.name == "brush":
            self._picked(self._brushed(brush, what))
        if what.name != PICK:
            return
        picked = [dict(point) for point in what.points]
        if picked == self._told.get(name, []):
            return
        self._told[name] = picked
        names = self.views[name].params[PICK].fields
        self._picked(selected(self.scene.map, self.scene.selection, picked, names))

    def _brushed(self, name: str, brush: Any) -> BoardSelection:
        inside = getattr(charts, name)(self.scene.map, brush)
        return replace(self.scene.selection, touchpoints=tuple(inside))
