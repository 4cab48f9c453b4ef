"""JourneyBoard: a map and its charts that move together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from cjwidgets.board.address import address_of, choices
from cjwidgets.board.bar import offered, told
from cjwidgets.board.dimension import Dimension
from cjwidgets.board.dimensions import OF_PLACES, BoardSelection
from cjwidgets.board.linked_charts import LONGEST, LinkedCharts
from cjwidgets.board.registry import Charts, draw_of, moves, named, usual
from cjwidgets.board.scene import Scene
from cjwidgets.board.selection import BY_NAME, left, ordered, places, toggled
from cjwidgets.board.verbs import Verbs
from cjwidgets.display.host import is_page
from cjwidgets.display.view import ChartView
from cjwidgets.display.widget import Themed
from cjwidgets.errors import JourneyError
from cjwidgets.evidence.attached import attach
from cjwidgets.locale import catalogue
from cjwidgets.model import JourneyMap, Transaction
from cjwidgets.model.attachments import at_hand, attached, waits
from cjwidgets.model.bearing import bears_on
from cjwidgets.widgets.editor import MapEditor
from cjwidgets.widgets.files.whereabouts import home
from cjwidgets.widgets.mapwidget import given_map
from cjwidgets.widgets.options import FiguresOptions
from cjwidgets.widgets.static_form import with_static
from cjwidgets.widgets.watch import watch
from cjwidgets.widgets.weakly import weakly

if TYPE_CHECKING:
    from cjwidgets.evidence import EventLog, Survey

PATIENCE = 2
"""Seconds that a notebook waits for pictures while the data are being read."""


class JourneyBoard(Verbs, FiguresOptions, Themed):
    """A map, a filter and charts in one widget.

    What it is filtered by (personas, channels, segments, when customers began) narrows every
    number, in the charts as in the map, which then say that they are of a part. Places that are
    selected in the map or in a chart light up everywhere, and narrow nothing; cards of details
    speak of them. Edits of the map move the charts. What Python counts, as in ``jm.record()`` and
    ``cj.ledger(jm)``, is always all evidence.

    Its options are those of :class:`MapEditor`, and may be changed later as there: after
    ``board.mode = "view"`` nobody edits in it. Its theme is that of its charts, too.

    Parameters
    ----------
    map : JourneyMap, str or path
        The map, or its file, as for :class:`MapEditor`.
    log : EventLog, optional
        By default what is attached to the map; what is given here is attached.
    survey : Survey, optional
        Likewise.
    charts : str, sequence of str, or dict, optional
        Which charts, by the names they have in ``cj.charts``, in this order. A dict may hold,
        beside such names (with None), functions of a :class:`Scene` that return any Altair
        chart: ``{"emotion": None, "mine": lambda scene: …}``. By default those that say most
        about the data there are.
    goal : Stage, Touchpoint or str, optional
        What customers are to reach, where a chart needs it; by default the last stage.

    Attributes
    ----------
    editor : MapEditor
    charts : mapping of str to ChartView
        These and the editor may also be shown elsewhere, e.g. in ``ipywidgets.HBox``: they stay
        linked.

    Raises
    ------
    InputError, NotFoundError
        No map, log or survey; a chart or option that is none.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.datasets.mattress_map()
    >>> log = cj.EventLog(cj.datasets.mattress_log(customers=200), customer="customer_id",
    ...                   time="time", event="event", channel="channel", segment="segment")
    >>> board = cj.JourneyBoard(jm, log, charts=["emotion", "drop_off"])
    >>> board.filter(channels="website")
    >>> board.select(stages="Decision")
    >>> board.selection.stages[0].name, board.selection.channels
    ('Decision', ('website',))
    """

    front_end = "board"
    map: JourneyMap
    editor: MapEditor
    linked: LinkedCharts
    _editor = anywidget.WidgetTrait().tag(sync=True)
    _charts = traitlets.Any().tag(sync=True, to_json=lambda _, board: board._references())
    _bar = traitlets.Any().tag(sync=True, to_json=lambda _, board: board._filter())
    _texts = traitlets.Any().tag(sync=True, to_json=lambda _, board: board._words())
    selection = traitlets.Instance(
        BoardSelection,
        (),
        read_only=True,
        help="What is selected and filtered by now; it can be observed.",
    )

    def __init__(
        self,
        map: JourneyMap | str | os.PathLike[str],
        log: EventLog | None = None,
        survey: Survey | None = None,
        *,
        charts: Charts | None = None,
        goal: Any = None,
        **options: Any,
    ) -> None:
        self.check_options(options)
        map = given_map(type(self).__name__, map, options.get("mode", "edit"))
        self.map, self._goal, self._home = map, goal, home(map)
        draws = {name: draw or draw_of(name) for name, draw in named(charts).items()}
        for data in (log, survey):
            if data is not None:
                attach(map, data)
        if not draws:
            with suppress(JourneyError):  # the bar says so
                attached(map)  # the usual charts are those of the data there are
        scene = self._scene()
        self.editor = MapEditor(map, **options)
        draws = draws or {name: draw_of(name) for name in usual(scene)}
        self._draws = draws
        self.linked = LinkedCharts(draws, scene, weakly(self._chosen_in_chart), weakly(self._tell))
        super().__init__(**options, _editor=self.editor)
        # One thing, called by two names: whoever asks either is told what holds.
        self._links: list[Any] = [
            traitlets.link((self, name), (self.editor, name)) for name in self.editor.options
        ]
        self._links += [
            traitlets.dlink((self, name), (view, name))
            for view in self.linked.views.values()
            for name in view.options
        ]
        self.editor.link(weakly(self._chosen_in_map))
        self.editor.live.part = weakly(self._part)
        self.editor.live.end_at(goal)
        self._stop = watch(self, map, self._edited, self._rebound)
        with self.linked.lock:  # the editor, or another thread, may have read the data
            self.linked.scene = self._scene()
        self._listen(self._hear)
        self.linked.start()

    # For Python ---------------------------------------------------------------------

    @property
    def charts(self) -> Mapping[str, ChartView]:
        """The charts by name; the first time this waits until they are drawn."""
        self.linked.wait()
        return MappingProxyType(self.linked.views)

    @property
    def scene(self) -> Scene:
        """What the charts are drawn from now."""
        return self.linked.scene

    def redraw(self, *names: str) -> None:
        """Draw these charts anew, or all: their functions depend on what the board can't see."""
        self.linked.renew(names or self.linked.views)
        self._tell()

    def close(self) -> None:
        """Close the board with its editor and charts; the map lives on."""
        # Python closes what it collects, also a widget that was refused while it was made.
        if "_stop" in self.__dict__:
            self._stop()
            while self._links:
                self._links.pop().unlink()
            self.linked.close()
            self.editor.close()
            super().close()

    def static(self) -> str:
        """Return the map and the charts as HTML that needs neither kernel nor scripts."""
        self.linked.wait(PATIENCE if waits(self.map) else LONGEST)
        stills = (view.still("part") for view in self.linked.views.values())
        shown = [f"<div>{still['text/html']}</div>" for still in stills if still]
        said = "".join(f"<p>{escape(each)}</p>" for each in self.scene.says)
        return "".join([self.editor.static(), said, *shown])

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return with_static(super()._repr_mimebundle_(**options), self.static)

    def __repr__(self) -> str:
        return f"JourneyBoard({self.map!r}, charts={list(self.linked.views)})"

    # What happens to the map and its data ----------------------------------------------

    def _scene(self) -> Scene:
        last = {each.kind: each.data for each in at_hand(self.map)}
        data = (last.get("log"), last.get("survey"))
        return Scene(self.map, *data, self.selection, self._goal, self.gone)

    def _part(self) -> Scene | None:
        """The evidence that the figures of the map are of; None for all of it."""
        if not any(self.selection.people):
            return None
        now, drawn = self._scene(), self.linked.scene
        # The charts count it, too: what they filtered and found is there already.
        return drawn if drawn.of == now.of else now

    def _edited(self, transaction: Transaction) -> None:
        topics = bears_on(self.map, transaction.changes)
        before, selection = self.selection, self._left()
        if selection != before:
            self.set_trait("selection", selection)
        if selection or before:
            self._mark_in_map()  # other touchpoints may be in it now
        if selection.people != before.people:
            self.editor.live.renew()
        other = selection != before
        with self.linked.lock:
            if other or topics & Scene.reads:
                self.linked.scene = self._scene()
            scene = self.linked.scene
            self.linked.renew(
                name for name, draw in self._draws.items() if other or moves(draw, scene, topics)
            )
        if "language" in topics:
            self.send_state("_texts")
            for view in self.linked.views.values():
                view.locale = self.map.locale
        self._tell()

    def _rebound(self) -> None:
        # What is selected and what is there are asked while nobody else can turn to another scene.
        with self.linked.lock:
            self.linked.rebind(self._scene())
        # What nobody has to leave is left alone: meanwhile a link may have opened with its filter.
        before, selection = self.selection, self._left()
        if selection != before:
            self._select(selection)
        self._arrive()
        self._tell()

    @traitlets.observe("gone")
    def _wait_longer(self, _: Any) -> None:
        if "_stop" in self.__dict__:  # else it is being made
            self._rebound()

    def _left(self) -> BoardSelection:
        """Return what is selected and still there, in the map or in the data."""
        # What data have is known when they are read.
        if waits(self.map):
            return ordered(self.map, self.selection)
        return left(self.map, self.scene.whole_log, self.selection)

    def _tell(self) -> None:
        with self.linked.lock:  # what is sent last is what holds, whichever thread sends
            self.send_state("_bar")

    # What happens to the selection --------------------------------------------------------

    def _select(self, selection: BoardSelection) -> None:
        self._refused = ""
        if selection == self.selection:
            return
        before = self.selection
        self.set_trait("selection", selection)
        with self.linked.lock:
            self.linked.show(self._scene())
        self._mark_in_map()
        if selection.people != before.people:
            self.editor.live.renew()
        self._tell()

    def _mark_in_map(self) -> None:
        self.editor.mark(places(self.map, self.selection), self.selection.personas)

    def _chosen_in_map(self, message: Mapping[str, Any]) -> None:
        """Take what somebody selected in the editor: a place, or which personas are shown."""
        if isinstance(message.get("personas"), list):
            wanted = message["personas"]
            shown = tuple(each for each in self.map.personas if each.id in wanted)
            everybody = len(shown) == len(self.map.personas)
            self._select(replace(self.selection, personas=() if everybody else shown))
        else:
            for dimension in OF_PLACES:
                self._toggle(dimension, message.get("node"), add=bool(message.get("add")))

    def _chosen_in_chart(self, selection: BoardSelection) -> None:
        """Take what somebody selected in a chart, but for names that nobody has."""
        self._select(left(self.map, self.scene.whole_log, selection))

    def _toggle(self, dimension: Dimension, key: Any, *, add: bool) -> None:
        """Take a click on what is offered of a dimension; browsers may say anything."""
        for value in offered(self.scene, self.selection, dimension):
            if dimension.key(value) == key:
                self._select(toggled(self.map, self.selection, dimension, value, add=add))

    def _hear(self, message: Any) -> None:
        match message:
            case {"type": "toggle", "dimension": str(name), "key": str(key)} if name in BY_NAME:
                self._toggle(BY_NAME[name], key, add=True)
            case {"type": "period", "days": [str(first), str(last)]}:
                self._begin_in(first, last)
            case {"type": "address", "text": str(address)}:
                self._address = address
                self._arrive()
            case {"type": "again", "chosen": kept}:
                self._kept = choices(kept)
                self._arrive()
            case {"type": "waits"}:
                self._tell()
            case {"type": "clear"}:
                self._select(BoardSelection())

    # What the browser shows -------------------------------------------------------------

    def _references(self) -> list[dict[str, str]]:
        return [
            {"name": name, "widget": f"anywidget:{view.model_id}"}
            for name, view in self.linked.views.items()
        ]

    def _words(self) -> dict[str, str]:
        texts = catalogue(self.map.locale)
        return {key: texts[key] for key in texts if key.startswith("board.")}

    def _filter(self) -> dict[str, Any]:
        on = is_page() and self._address is None  # elsewhere the address is the notebook's
        bar = told(self.scene, self.selection, stale=self.linked.stale, refused=self._refused)
        address = address_of(self.selection) if on else None
        return bar | {"address": address, "home": None if is_page() else self._home}
