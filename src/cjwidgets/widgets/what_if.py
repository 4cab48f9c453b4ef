"""WhatIf: controls that try a change of the journey, and what it would do to the goal."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import ipywidgets
import traitlets

from cjwidgets import charts
from cjwidgets.analysis.shared.defaults import ALIKE, GONE
from cjwidgets.charts.layout.room import within
from cjwidgets.display.declared import Declared
from cjwidgets.display.drawing import spec_drawn
from cjwidgets.display.host import is_unattended
from cjwidgets.display.quiet import quiet
from cjwidgets.display.view import ChartView
from cjwidgets.display.widget import HasTheme, Uncopied
from cjwidgets.errors import DataError, InputError, JourneyError
from cjwidgets.locale import language, text
from cjwidgets.model import JourneyMap, Touchpoint, Transaction
from cjwidgets.model.attachments import at_hand, attached, failure, waits
from cjwidgets.model.bearing import bears_on
from cjwidgets.model.naming import called, check_one
from cjwidgets.widgets.mapwidget import given_map
from cjwidgets.widgets.recompute import Recompute
from cjwidgets.widgets.static_form import with_static
from cjwidgets.widgets.unanswered import Unanswered
from cjwidgets.widgets.watch import watch
from cjwidgets.widgets.weakly import weakly

if TYPE_CHECKING:
    import pandas as pd

    from cjwidgets.evidence import EventLog
    from cjwidgets.evidence.readers.times import Duration

READS = frozenset(("language", "stages", "touchpoints", "events"))
"""What of the map it says."""
log_of_errors = logging.getLogger(__name__)


class Outcome(NamedTuple):
    """What a change would do: in a sentence, and where that can be said in a table and a chart."""

    sentence: str
    html: str = ""
    lines: tuple[str, ...] = ()
    table: pd.DataFrame | None = None
    spec: dict[str, Any] | None = None
    narrow: dict[str, Any] | None = None


class WhatIf(Uncopied, Declared, HasTheme, ipywidgets.VBox):
    """Tries a change at one touchpoint: what would it do to the share who reach the goal?

    Choose a touchpoint, and how many fewer are lost there, or leave it out: a sentence and a
    chart say what :func:`cjwidgets.what_if` makes of it, with the interval, n and the doubt of the
    model; ≠ marks what in the data speaks against the model. Edits of the map and other data move
    them too.

    Parameters
    ----------
    map : JourneyMap, str or path
        The map, or its file.
    log : EventLog, optional
        By default what is attached to the map.
    goal : Stage, Touchpoint or str, optional
        What customers are to reach; by default the last stage.
    touchpoint : Touchpoint or str, optional
        The one to begin with, itself or by its name; by default the first.
    fewer : int, default 30
        How many fewer are lost there to begin with, in percent.
    gone : str or timedelta, default "30d"
        Who was active so shortly before the log ends is not lost: see :func:`cjwidgets.what_if`.
    alike : float, default 0.5
        What the doubt of the model is reckoned with: see :func:`cjwidgets.what_if`.
    theme : {'auto', 'light', 'dark'}, default 'auto'
        Its colours; 'auto' follows the notebook. It may be changed later.

    Attributes
    ----------
    change : DropOff, Remove or None
        The change that is tried; None where there is no touchpoint.
    table : pandas.DataFrame or None
        What it would do; None where that can't be said.
    chart : ChartView

    Raises
    ------
    InputError
        No map, or it has no such touchpoint before the goal.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.datasets.mattress_map()
    >>> log = cj.EventLog(cj.datasets.mattress_log(200), customer="customer_id", time="time",
    ...                   event="event")
    >>> tried = cj.WhatIf(jm, log, goal="payment_done", touchpoint="Checkout")
    >>> tried.change
    DropOff('Checkout', by=-0.3)
    >>> round(float(tried.table["gained"].iloc[0]))
    7
    """

    map: JourneyMap
    table: pd.DataFrame | None
    chart: ChartView

    def __init__(
        self,
        map: JourneyMap | str | os.PathLike[str],
        log: EventLog | None = None,
        *,
        goal: Any = None,
        touchpoint: Touchpoint | str | None = None,
        fewer: int = 30,
        gone: Duration = GONE,
        alike: float = ALIKE,
        theme: str = "auto",
    ) -> None:
        from cjwidgets.analysis.priorities.improvements import check_share
        from cjwidgets.evidence.readers.times import span_micros

        map = given_map(type(self).__name__, map, "view")
        span_micros(gone, "gone")
        check_share("alike", alike)
        self._options: dict[str, Any] = {"gone": gone, "alike": alike}
        self.map, self._log, self._goal = map, log, goal
        self.table = None
        self._sentence = ""
        self._told: tuple[str, ...] = ()
        self._lines: Any = None
        wide = ipywidgets.Layout(width="auto", flex="1 1 260px", max_width="420px")
        self._place = ipywidgets.Dropdown(options=self._places(), layout=wide)
        self._fewer = ipywidgets.IntSlider(fewer, 0, 100, 5, readout_format="d", layout=wide)
        narrow = ipywidgets.Layout(width="auto")
        self._without = ipywidgets.Checkbox(False, indent=False, layout=narrow)
        self._said = ipywidgets.HTML()
        controls = (self._place, self._fewer, self._without)
        self._watch = Unanswered(controls, weakly(self._send_again), map.locale)
        self._name_controls()
        if touchpoint is not None:
            self._place.value = self._found(touchpoint)
        self.chart = ChartView(locale=map.locale)
        row = ipywidgets.HBox(list(controls), layout=ipywidgets.Layout(flex_flow="row wrap"))
        super().__init__([row, self._watch, self._said, self.chart], theme=theme)
        traitlets.dlink((self, "theme"), (self.chart, "theme"))
        self.add_class("cjw-what-if")
        quiet(self, row, self._said)
        quiet(*controls, heeds={"value", "index"})
        self._recompute: Recompute[Outcome] = Recompute(self._compute, self._show, self._failed)
        for control in controls:
            control.observe(weakly(self._changed), "value")
        self.chart.observe(weakly(self._narrowed), "room")
        self._stop = watch(self, map, self._edited, self._recompute.unwaited)
        self._recompute.first()

    @property
    def change(self) -> Any:
        """The change that is tried."""
        from cjwidgets.analysis import DropOff, Remove

        place = self._touchpoint()
        if place is None:
            return None
        return Remove(place) if self._without.value else DropOff(place, by=-self._fewer.value / 100)

    def close(self) -> None:
        """Close the controls and the chart; the map lives on."""
        # Python closes what it collects, also a widget that was refused while it was made.
        if "_recompute" in self.__dict__:
            self._recompute.stop()
            self._stop()
            for widget in (self._place, self._fewer, self._without, self._said, self._watch):
                widget.close()
            if self._lines is not None:
                self._lines.close()
            self.chart.close()
        super().close()

    def static(self) -> str:
        """Return what is tried and what comes of it, as HTML that needs no kernel."""
        from cjwidgets.formats.html.markup import Html
        from cjwidgets.formats.html.what_if import what_if

        if is_unattended() and waits(self.map):
            self._recompute.now()  # nobody sees later what is read later
        rows = [] if self.table is None else self.table.to_dict("records")
        picture = self.chart.still("part").get("text/html", "") if rows else ""
        return what_if(self.map, self._settings(), self._sentence, rows, Html(picture))

    def _settings(self) -> list[tuple[str, str]]:
        """Return what the controls say, and the goal."""
        t = partial(text, locale=self.map.locale)
        place = next((name for name, id in self._places() if id == self._place.value), "–")
        fewer = (t("what_if.fewer"), str(self._fewer.value))
        tried = (t("what_if.without"), "✓") if self._without.value else fewer
        return [(t("what_if.place"), place), tried, (t("field.goal"), self._goals() or "–")]

    def _goals(self) -> str:
        """Return the names of what customers are to reach."""
        goal = self._goal_of_map()
        goals = goal if isinstance(goal, list | tuple | set) else [goal]
        return ", ".join(str(getattr(each, "name", each)) for each in goals if each is not None)

    def _display_(self) -> Any:
        """Return what marimo shows: it has no place for a box of ipywidgets."""
        from cjwidgets.widgets.marimo.controls import Controls
        from cjwidgets.widgets.marimo.said import Said

        if self._lines is None:
            self._lines = Said()
            self._lines.say(*self._told)
        controls = [self._place, self._fewer, self._without]
        self._marimo = Controls(controls, self._lines, self.chart)
        return self._marimo.whole

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return with_static(super()._repr_mimebundle_(**options), self.static)

    def __repr__(self) -> str:
        return f"WhatIf({self.map!r})"

    # The controls ---------------------------------------------------------------------

    def _places(self) -> list[tuple[str, str]]:
        """Return the touchpoints before the goal, each under its stage."""
        goal = self._goal_of_map()
        return [
            (f"{stage.name} · {place.name}", place.id)
            for stage in self.map.stages
            for place in stage.touchpoints
            if goal is not stage and goal is not place
        ]

    def _goal_of_map(self) -> Any:
        return self._goal if self._goal is not None else next(reversed(self.map.stages), None)

    def _found(self, wanted: Touchpoint | str) -> str:
        found = called([self.map.node(id) for _, id in self._places()], wanted)
        check_one(found, wanted)
        if found:
            return found[0].id
        shown = wanted if isinstance(wanted, str) else wanted.name
        raise InputError(f"{self.map.title!r} has no touchpoint {shown!r} before the goal.")

    def _touchpoint(self) -> Touchpoint | None:
        return next((each for each in self.map.touchpoints if each.id == self._place.value), None)

    def _name_controls(self) -> None:
        names = ("what_if.place", "what_if.fewer", "what_if.without")
        for control, name in zip((self._place, self._fewer, self._without), names, strict=True):
            control.description = text(name, self.map.locale)
            control.style.description_width = "initial"
        self._watch.speak(self.map.locale)

    def _changed(self, _: Any) -> None:
        self._watch.answered()  # before it is computed: that may take its time
        # While the hand moves on, ipywidgets keeps the newest value back until this is done.
        self._fewer.disabled = self._without.value
        # As long as the data are being read, others wait for the kernel, too.
        (self._recompute.unwaited if waits(self.map) else self._recompute.now)()

    def _narrowed(self, _: Any) -> None:
        self._recompute.unwaited()

    def _edited(self, transaction: Transaction) -> None:
        topics = bears_on(self.map, transaction.changes)
        if not topics & READS:
            return
        places, chosen = self._places(), self._place.value
        if list(self._place.options) != places:
            self._place.options = places
            self._place.value = (
                chosen if chosen in dict(places).values() else next((id for _, id in places), None)
            )
        if "language" in topics:
            self._name_controls()
            self.chart.locale = self.map.locale
        self._recompute.soon()

    # What it would do --------------------------------------------------------------------

    def _compute(self) -> Iterator[Outcome]:
        if self._log is None and waits(self.map):
            with suppress(JourneyError):  # the sentence says so
                attached(self.map)
                return  # whoever read it has told this, which asks anew
        try:
            table = self._tried()
        except JourneyError as error:
            yield Outcome(" ".join(part for part in (error.sentence, error.hint) if part))
            return
        from cjwidgets.analysis import explain
        from cjwidgets.widgets.gain import gain, lines

        locale = self.map.locale

        def drawn(room: int | None) -> dict[str, Any]:
            with within(room):
                return spec_drawn(lambda: charts.what_if(table, locale=locale), ours=True)

        told, room = (table, locale, self._goals()), self.chart.room
        specs = drawn(None), drawn(room) if room else None
        yield Outcome(explain(table, locale), gain(*told), lines(*told), table, *specs)

    def _tried(self) -> pd.DataFrame:
        from cjwidgets.analysis import what_if

        last = {each.kind: each.data for each in at_hand(self.map)}
        log, place, locale = self._log or last.get("log"), self._touchpoint(), self.map.locale
        if log is None:
            raise failure(self.map) or DataError(text("what_if.no_log", locale))
        if place is None:
            raise DataError(text("what_if.no_place", locale))
        t = language(locale)
        fewer = t.percent(self._fewer.value / 100, 0)
        key = "without_it" if self._without.value else "fewer_at"
        name = t(f"what_if.{key}", place=place.name, fewer=fewer)
        goal = self._goal_of_map()
        return what_if(self.map, log, {name: self.change}, goal=goal, **self._options)

    def _show(self, outcome: Outcome) -> None:
        self.table = outcome.table
        self._sentence = outcome.sentence
        self._told = outcome.lines or (outcome.sentence,)
        if self._lines is not None:
            self._lines.say(*self._told)
        self._watch.answered()
        own = f'<p class="cjw-outcome" role="status">{escape(outcome.sentence)}</p>'
        self._said.value = outcome.html or own
        self.chart.layout.display = None if outcome.spec else "none"
        if outcome.spec:
            self.chart.update(outcome.spec, outcome.narrow)

    def _send_again(self) -> None:
        self._said.send_state("value")
        self.chart.layout.send_state("display")

    def _failed(self, error: Exception) -> None:
        log_of_errors.error("cjwidgets could not try a change", exc_info=error)
        self._show(Outcome(text("chart.broken", self.map.locale, error=repr(error))))
