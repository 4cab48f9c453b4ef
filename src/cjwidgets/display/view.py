"""ChartView: an Altair chart that is alive, drawn by the one Vega of its kernel."""

from __future__ import annotations

import base64
import gzip
import json
import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import anywidget
import traitlets

from cjwidgets.bundle import bundle
from cjwidgets.display import selection
from cjwidgets.display.finite import finite
from cjwidgets.display.host import host, is_page
from cjwidgets.display.narrow import ANYWHERE, room_of
from cjwidgets.display.parts import label, split, untitled
from cjwidgets.display.selection import Param, Selection
from cjwidgets.display.speaking import speaking
from cjwidgets.display.tokens import TOKENS
from cjwidgets.display.widget import Themed, Widget
from cjwidgets.errors import InputError
from cjwidgets.locale import catalogue

if TYPE_CHECKING:
    from cjwidgets.display.picture import Form

_TEXTS = ("chart.broken",)


class Runtime(Widget):
    """Vega in the page: it draws the charts of all views of a kernel."""

    _tag = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        self._esm = bundle("vega.js")
        self._css = "" if host() == "marimo" else _style()
        super().__init__(_tag=f"cjw-chart-{uuid4().hex}")

    def enlivened(self, view: ChartView, picture: str) -> str:
        """Return HTML of a picture that becomes a view, in pages where this runtime is."""
        return f'<{self._tag} view="{view.model_id}" style="display:block">{picture}</{self._tag}>'

    def __repr__(self) -> str:
        return "Runtime()"


class _Kernel:
    runtime: Runtime | None = None


class _Session(threading.local, _Kernel):
    """marimo serves each visitor of an app from a thread of one process."""


_kernel, _session = _Kernel(), _Session()


def runtime() -> Runtime:
    """Return the one runtime of this kernel."""
    mine = _session if host() == "marimo" else _kernel
    if mine.runtime is None or _is_closed(mine.runtime):
        mine.runtime = Runtime()
    return mine.runtime


def _is_closed(widget: Runtime) -> bool:
    # By Widget.close_all(), or by marimo with the cell that made it.
    return widget.comm is None or bool(getattr(widget.comm, "_closed", False))


def _packed(chart: dict[str, Any], view: ChartView) -> str:
    if "spec" in chart:
        chart = chart | {"spec": speaking(chart["spec"], view.locale)}
    # A sixth of its size, in a notebook that keeps widgets and on the way to the browser.
    told = json.dumps(finite(chart), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(told, 6, mtime=0)).decode()


class ChartView(Themed):
    """A live Altair chart: tooltips and selections work, without a network.

    Parameters
    ----------
    chart : altair chart or dict, optional
        Any Altair chart, or a Vega-Lite spec. Without it the view is empty until `update`.

    Examples
    --------
    >>> import altair as alt
    >>> rows = alt.Data(values=[{"stage": "Ask", "n": 9}, {"stage": "Buy", "n": 4}])
    >>> chart = alt.Chart(rows, title="Shop").mark_bar().encode(x="stage:N", y="n:Q")
    >>> ChartView(chart.add_params(alt.selection_point("pick", fields=["stage"])))
    ChartView('Shop')
    """

    front_end = "chart"
    _runtime = anywidget.WidgetTrait().tag(sync=True)
    _chart = traitlets.Dict().tag(sync=True, to_json=_packed)
    _narrow = traitlets.Dict().tag(sync=True, to_json=_packed)  # as it is drawn for another room
    _fits = traitlets.Tuple(ANYWHERE).tag(sync=True)  # places for which it need not be drawn anew
    _choices = traitlets.Dict().tag(sync=True)  # what is chosen, for views that open later
    _texts = traitlets.Dict().tag(sync=True)
    room = traitlets.Int(
        None,
        allow_none=True,
        read_only=True,
        help="Pixels of the place that asked last for a chart of its own; it can be "
        "observed. `update` takes that chart.",
    )
    locale = traitlets.Unicode(
        help="The language of what the view itself says, such as 'en' or 'zh-Hans', and of numbers "
        "and days on axes."
    )
    selection = traitlets.Instance(
        Selection,
        allow_none=True,
        read_only=True,
        help="What was chosen last; it can be observed. `selections` has it for each parameter.",
    )

    def __init__(self, chart: Any = None, *, theme: str = "auto", locale: str = "en") -> None:
        self._params: dict[str, Param] = {}
        self._chosen: dict[str, Selection] = {}
        self._turn = 0
        self._spec: dict[str, Any] = {}
        super().__init__(
            _runtime=runtime(),
            _chart={} if chart is None else self._take(chart),
            locale=locale,
            theme=theme,
        )
        self._listen(self._hear)

    @traitlets.validate("locale")
    def _known_language(self, proposal: Any) -> str:
        catalogue(proposal.value)  # refused where there is none
        language: str = proposal.value
        return language

    @traitlets.observe("locale")
    def _speak(self, change: Any) -> None:
        texts = catalogue(change.new)
        self._texts = {key: texts[key] for key in _TEXTS}
        if self._spec and self.comm is not None:
            self.send_state(("_chart", "_narrow", "_choices"))

    def update(self, chart: Any, narrow: Any = None) -> None:
        """Show another chart here; where only its data differ, its marks just move.

        Parameters
        ----------
        chart : altair chart or dict
        narrow : altair chart or dict, optional
            The same for a place of `room` pixels, with the same parameters.
        """
        with self.hold_sync():
            if self._runtime is None or _is_closed(self._runtime):
                self._runtime = runtime()
            self._chart = self._take(chart)
            self._narrow = {} if narrow is None else _parts(narrow) | {"room": self.room}

    def choose(self, name: str, points: Any = ()) -> None:
        """Choose points of the chart, as if a reader had clicked them.

        Views that open later show them too, and so does `update` where only data differ. A
        reader's next click takes their place.

        Parameters
        ----------
        name : str
            A point parameter of the chart; ``"pick"`` in the charts of cjwidgets.
        points : list of dict
            The values of its fields, as `selections` has them; of some of the fields all that
            have these values. Nothing is chosen by an empty list.

        Raises
        ------
        InputError
            The chart has no such parameter, or it no such field.

        Examples
        --------
        >>> import altair as alt
        >>> rows = alt.Data(values=[{"stage": "Ask", "n": 9}, {"stage": "Buy", "n": 4}])
        >>> bars = alt.Chart(rows).mark_bar().encode(x="stage:N", y="n:Q")
        >>> view = ChartView(bars.add_params(alt.selection_point("pick", fields=["stage"])))
        >>> view.choose("pick", [{"stage": "Buy"}])
        >>> view.selections["pick"].points[0]["stage"]
        'Buy'
        """
        if name not in self._params:
            names = ", ".join(map(repr, self._params))
            raise InputError(
                f"The chart has no parameter {name!r}.",
                hint=f"It has {names}." if names else "Give it one: alt.selection_point(name=…).",
            )
        told = selection.chosen(self._params[name], points)
        if told == self._chosen[name]:
            return
        self._turn += 1
        self._keep(told, self._turn)

    @property
    def params(self) -> Mapping[str, Param]:
        """What can be chosen, by the name of the parameter."""
        return MappingProxyType(self._params)

    @property
    def selections(self) -> Mapping[str, Selection]:
        """What is chosen now, by the name of the parameter."""
        return MappingProxyType(self._chosen)

    def _style(self) -> str:
        # The runtime's style holds for the page, but in marimo's shadow roots.
        return _style() if host() == "marimo" else ""

    def _take(self, chart: Any) -> dict[str, Any]:
        spec = chart if isinstance(chart, dict) else spec_of(chart)
        parts = _parts(spec)
        self._spec = spec
        if parts["spec"] != self._chart.get(
            "spec"
        ):  # the browser draws it anew, with nothing chosen
            self._params = selection.params(spec)
            self._chosen, self._choices = selection.empty(self._params), {}
        return parts

    def _hear(self, message: Any) -> None:
        if message == {"type": "waits"} and self._spec:
            # A page that is loading loses what is sent to it.
            self.send_state(("_chart", "_narrow", "_choices"))
        if isinstance(message, dict) and message.get("type") == "room":
            asked = room_of(message.get("room"), self._fits)
            if asked is not None:
                self.set_trait("room", asked)
        told = selection.read(message, self._chosen)
        # What a browser said before it heard of Python's last choice is out of date.
        if told is not None and message.get("turn", 0) == self._turn_of(told.name):
            self._keep(told, self._turn_of(told.name))

    def _turn_of(self, name: str) -> int:
        return int(self._choices.get(name, {}).get("turn", 0))

    def _keep(self, told: Selection, turn: int) -> None:
        self._chosen[told.name] = told
        if told.kind == "point":
            kept = {"turn": turn, "points": [dict(point) for point in told.points]}
            self._choices = {**self._choices, told.name: kept}
        self.set_trait("selection", told)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        shown = super()._repr_mimebundle_(**options)
        data = shown[0] if isinstance(shown, tuple) else shown
        if is_page():
            return data
        # What is shown where there are no widgets, or not any more.
        return {**(data or {}), **self.still()}

    def still(self, form: Form = "small") -> dict[str, Any]:
        """Return a picture of the chart, as a MIME bundle; nothing before there is one."""
        from cjwidgets.display.picture import picture

        return {} if not self._spec else picture(self._spec, locale=self.locale, form=form)

    def __repr__(self) -> str:
        return f"ChartView({label(self._spec)!r})"


def _parts(chart: Any) -> dict[str, Any]:
    """Return a chart as browsers take it."""
    rest, texts = untitled(chart if isinstance(chart, dict) else spec_of(chart))
    shape, rows = split(rest)
    return {"spec": shape, "data": rows, "texts": texts}


def spec_of(chart: Any, *, validate: bool = True) -> dict[str, Any]:
    """Return a chart as a Vega-Lite spec; refuse what is none."""
    import altair as alt

    if not isinstance(chart, alt.TopLevelMixin):
        raise InputError(
            f"ChartView expects an Altair chart, not {chart!r}.",
            hint="For example cj.ChartView(cj.charts.emotion(jm)).",
        )
    spec: dict[str, Any] = chart.to_dict(validate=validate)
    return spec


def _style() -> str:
    """Return the style of charts, and how the light colours, and Vega's own, appear when dark.

    The colours of the marks stay in the chart: a change of theme draws nothing anew.
    """
    pairs = dict(TOKENS.values())
    dark = TOKENS
    defaults = {"#000": "ink", "black": "ink", "#333": "mute", "#888": "mute", "#ddd": "line"}
    pairs |= {light: dark[name][1] for light, name in defaults.items()}
    ground = dark["ground"]
    pairs[ground[0]] = f"var(--jp-layout-color0,{ground[1]})"
    page = '.cjw-vega[data-cjw-theme="dark"] svg '
    return bundle("chart.css") + "".join(
        f'{page}[{part}="{light}" i]{{{part}:{shown}}}'
        for light, shown in pairs.items()
        for part in ("fill", "stroke")
    )
