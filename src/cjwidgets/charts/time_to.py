"""How many have reached a goal by when: a curve a group, with its band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.axis import elapsed, shares
from cjwidgets.charts.layout.frame import Layer, Rows, on
from cjwidgets.charts.layout.legend import entry, legend, legend_height
from cjwidgets.charts.layout.room import EDGE, narrow
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.tips import tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import theme, words
from cjwidgets.errors import InputError
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import TimeToOptions
    from cjwidgets.analysis.shared.targets import Target

LEFT, WIDTH, HEIGHT = 56, 640, 260
TOP, FOOT, RIGHT = 12, 24, 24
HUES = 6
ROOM = 1.1


@draws(analysis.time_to)
def time_to(
    jm: Source,
    log: EventLog | None = None,
    goal: Target | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[TimeToOptions],
) -> alt.LayerChart:
    """Draw the share that has reached a goal by each time, allowing for the end of the log.

    A step up is customers who come; the band the interval at each time. Who is still waiting when
    the log ends counts for as long as they were watched.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.time_to`.
    log : EventLog, optional
    goal : Stage, Touchpoint, str, rule, or list of these, optional
        Of a map, not of a table.
    of : str
        Only ``"curve"`` can be drawn.

    Returns
    -------
    altair.LayerChart
        ``time_to.data(jm, log, goal=…)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one, or of quantiles.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.time_to(jm, log, goal="payment_done", start="search").title.text
    'How long until the goal'
    """
    sheet_ = sheet("time_to", analysis.time_to, jm, log, goal, locale=locale, **options)
    if sheet_.empty:
        return sheet_.nothing()
    if sheet_.table.attrs["of"] != "curve":
        raise InputError(
            "A table of quantiles has no curve to draw.", hint="Pass the table of of='curve'."
        )
    return _Curves(sheet_).drawn()


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of all who are shown, to the goal of the board."""
    return time_to(scene.map, scene.log, scene.target)


class _Curves:
    """The curves of all groups that are shown, on one time axis."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, about = sheet, sheet.table.attrs
        self.by = about["by"]
        told = [each for each in about["quantiles"] if each["share"] is not None]
        self.names = [each["group"] for each in told]
        self.n = sum(each["n"] for each in told)
        # Beyond the last who came the curve is flat: a little of it says so.
        last = max((each["time"] or each["watched"] for each in told), default=0.0)
        watched = max((each["watched"] for each in told), default=0.0)
        self.end = min(last * ROOM, watched) or 1.0
        self.rows = self._rows()
        self.time = elapsed(sheet, self.end)
        room = narrow()
        self.wide = WIDTH if room is None else room - LEFT - RIGHT
        self.share = shares(sheet, [row["share_high"] for row in self.rows])
        self.keys: Rows = [
            entry(hue(number), words.clean(name)) for number, name in enumerate(self.names)
        ]
        self.top = TOP + (legend_height(self.keys, self.wide) if self.by else 0.0)
        self.foot = self.top + HEIGHT

    def _rows(self) -> Rows:
        rows: Rows = []
        for line in records(self.sheet.table):
            group = line[self.by] if self.by else ""
            if group not in self.names or line["share"] is None:
                continue
            row = {key: line[key] for key in ("time", "share", "share_low", "share_high")}
            row |= {"group": self.names.index(group), "when": self.sheet.duration(line["time"])}
            row["name"] = name_of(line, self.by) if self.by else ""
            row["shown"] = self.sheet.percent(line["share"])
            row["doubt"] = self.sheet.interval(line["share_low"], line["share_high"])
            count = self.sheet.count(line["at_risk"])
            row["people"] = self.sheet.t("chart.time_to.at_risk", n=count)
            said = f"{row['when']}: {row['shown']} ({row['doubt']}), {row['people']}"
            row["says"] = " · ".join(part for part in (row["name"], said) if part)
            row["time"] = min(row["time"], self.end)
            rows.append(row)
        return rows

    def drawn(self) -> alt.LayerChart:
        layers: list[Layer] = [*self._grid()]
        for number in range(len(self.names)):
            layers += self._curve([row for row in self.rows if row["group"] == number], number)
        if self.by:
            layers += legend(self.keys, self.sheet.locale, left=LEFT, top=8, room=self.wide)
        size = (LEFT + self.wide + RIGHT, self.foot + FOOT)
        return self.sheet.drawn(layers, *size, rows=self.rows, n=self.n)

    def _curve(self, rows: Rows, number: int) -> list[alt.Chart]:
        color, x = theme.color(hue(number)), self.time.x("time", LEFT, LEFT + self.wide)
        step: dict[str, Any] = {"interpolate": "step-after", "color": color, "aria": False}
        band = (
            on(rows)
            .mark_area(**step, opacity=0.16)
            .encode(x, self.share.y("share_low", self.foot, self.top), alt.Y2("share_high"))
        )
        y = self.share.y("share", self.foot, self.top)
        line = on(rows).mark_line(**step, strokeWidth=2).encode(x, y)
        points = (
            on(rows)
            .mark_point(color=color, opacity=0, size=90)
            .encode(
                x,
                y,
                alt.Description("says:N"),
                tooltip=tips("name", "when", "shown", "doubt", "people"),
            )
        )
        return [band, line, points]

    def _apart(self) -> list[tuple[float, str]]:
        """Return the ticks of the time that have room for their labels."""
        if narrow() is None:
            return list(self.time.ticks)
        shown: list[tuple[float, str]] = []
        free = 0.0
        for at, label in self.time.ticks:
            half, middle = words.width(label) * 11 / 2, self.wide * self.time.part(at)
            if middle - half >= free - LEFT and middle + half <= self.wide + RIGHT + EDGE:
                shown.append((at, label))
                free = middle + half + 8 + LEFT
        return shown

    def _grid(self) -> list[alt.Chart]:
        line: dict[str, Any] = {"color": theme.color("line"), "aria": False}
        style = theme.text_mark(self.sheet.locale, fontSize=11, color=theme.color("mute"))
        across = [{"at": at, "label": label} for at, label in self.share.ticks]
        down = [{"at": at, "label": label} for at, label in self._apart()]
        y = self.share.y("at", self.foot, self.top)
        x = self.time.x("at", LEFT, LEFT + self.wide)
        ends = {"x": alt.XValue(LEFT), "x2": alt.X2Value(LEFT + self.wide)}
        below = alt.YValue(self.foot + 16)
        return [
            self.share.extent().encode(y),
            self.time.extent().encode(x),
            on(across).mark_rule(**line).encode(y, **ends),
            on(across)
            .mark_text(**style | {"align": "right"})
            .encode(y, alt.Text("label:N"), x=alt.XValue(LEFT - 8)),
            on(down)
            .mark_text(**style | {"align": "center"})
            .encode(x, alt.Text("label:N"), y=below),
        ]


def hue(number: int) -> str:
    return f"persona-{number % HUES + 1}"
