"""The flow of paths, step by step: where customers go, and where they stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.frame import Layer, Rows, together
from cjwidgets.charts.layout.frame import on as draw
from cjwidgets.charts.layout.pick import KEYS, Pick, keys, telling
from cjwidgets.charts.layout.room import narrow
from cjwidgets.charts.layout.sheet import Sheet, Source
from cjwidgets.charts.layout.tips import tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.charts.path_flow import layout as at
from cjwidgets.charts.path_flow.data import OTHER, PATHS, flow_table, flows, named, paths_sheet
from cjwidgets.charts.path_flow.numbered import LEADING, NAME, Numbered, step_of
from cjwidgets.display import theme, words
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import PathsOptions

TOP, STEP = 26, 172
BENDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
NEAR = 4  # how far the tint of a picked place reaches beyond it


@draws(analysis.paths, table=flow_table, usual={"top": PATHS})
def flow(
    jm: Source,
    log: EventLog | None = None,
    *,
    steps: int = 5,
    locale: str | None = None,
    **options: Unpack[PathsOptions],
) -> alt.LayerChart:
    """Draw the first steps of customers' journeys as ribbons between places.

    A place is as high as the customers who are there at this step; the grey part of it are
    those whose journey ends there. Of many paths the most frequent are drawn, and the chart
    says which share of customers they are.

    Parameters
    ----------
    jm : JourneyMap, DataFrame or None
        A map, or the table of :func:`cjwidgets.paths`; None by channel or event.
    log : EventLog, optional
    steps : int, default 5
        How many visits of each path, 1 to 12.
    top : int, default 200
        How many of the most frequent paths are looked at.

    Returns
    -------
    altair.LayerChart
        ``flow.data(jm, log)`` returns the table of flows.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one; a number of steps that is none.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> cj.charts.flow(jm, log, level="stage", steps=4).title.text
    'Flow of paths'
    """
    on = paths_sheet(jm, log, locale, options)
    if on.empty:
        return on.nothing()
    names = named(on.table)
    table = flows(on.table, steps)
    # The rare places of a step are one, which has a name and no id.
    ends = [
        table[f"{end}_id"].where(table[f"{end}_id"] != "", table[end]) if names else table[end]
        for end in ("source", "target")
    ]
    counts = {
        (step - 1, source, target if target else None if ended else ""): customers
        for step, source, target, ended, customers in zip(
            table["step"], *ends, table["ended"], table["customers"], strict=True
        )
    }
    total = int(on.table["customers"].sum())
    plan = at.laid(counts, total, OTHER)
    drawing = _Drawing(on, plan, int(on.table["n"].max()), names)
    reading = on.reading(
        listed=on.count(len(on.table)),
        paths=on.count(on.table.attrs["paths"]),
        together=on.percent(total / max(1, drawing.n)),
    )
    return on.drawn(
        drawing.layers(),
        drawing.width,
        TOP + plan.height + 4 + (drawing.numbered.height if drawing.numbered else 0),
        n=drawing.n,
        reading=reading,
        edge=NEAR if drawing.pick else 0,
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it through whole stages."""
    return flow(scene.map, scene.log, level="stage", minimum=MINIMUM)


class _Drawing:
    def __init__(self, on: Sheet, plan: at.Flow, n: int, names: dict[str, str]) -> None:
        self.on, self.plan, self.n, self.names = on, plan, n, names
        self.steps = 1 + max((spot.step for spot in plan.spots), default=0)
        room = narrow()
        # Where columns are too narrow for names they are numbered, and listed below.
        self.step = STEP if room is None else step_of(room, self.steps, self._last())
        self.width = room or self.step * self.steps
        self.numbered = Numbered(plan, names, room) if room else None
        self.level = str(on.table.attrs.get("level", ""))
        self.pick = Pick(self._fields()) if self.level in KEYS else None
        self.x = alt.X("x:Q", axis=None, scale=None)
        self.y = alt.Y("y:Q", axis=None, scale=None)

    def layers(self) -> list[Layer]:
        layers: list[Layer] = [self._ribbons(), self._spots(), self._names(), self._heads()]
        if self.numbered:
            layers.append(self.numbered.drawn(self.on.locale, TOP + self.plan.height + 24))
        return layers if self.pick is None else self.pick.into([self._area(self.pick), *layers])

    def _stands(self, spot: at.Spot) -> dict[str, str]:
        """Return what a place at a step stands for; the rare ones together for nothing."""
        if self.pick is None or spot.place == OTHER:
            return {}
        return keys(
            {self.level: self._called(spot), f"{self.level}_id": spot.place}, self.pick.fields
        )

    def _fields(self) -> list[str]:
        if self.names and self.level == "touchpoint":  # whose names stand with their stage's
            return ["touchpoint", "touchpoint_id"]
        rows = [{self.level: name, f"{self.level}_id": id} for id, name in self.names.items()]
        return telling([self.level], rows)

    def _called(self, spot: at.Spot) -> str:
        return self.names.get(spot.place, spot.place)

    def _area(self, pick: Pick) -> alt.Chart:
        rows: Rows = []
        for spot in self.plan.spots:
            middle, half = TOP + spot.top + spot.height / 2, max(spot.height, LEADING) / 2 + 3
            row: dict[str, Any] = {
                "x": self.step * spot.step - NEAR,
                "right": self.step * (spot.step + 1) - NEAR,
            }
            row |= {"y": round(middle - half, 1), "bottom": round(middle + half, 1)}
            if stands := self._stands(spot):
                rows.append(row | stands)
        area = pick.area(rows, cornerRadius=3)
        return area.encode(self.x, alt.X2("right"), self.y, alt.Y2("bottom"))

    def _told(self, name: str, customers: int) -> dict[str, str]:
        on = self.on
        confidence = on.table.attrs.get("confidence", CONFIDENCE)
        found = shares("share", [customers], [self.n], confidence)
        doubt = on.interval(found["share_low"][0], found["share_high"][0])
        share = f"{on.percent(customers / max(1, self.n))} ({doubt})"
        people = f"{on.count(customers)} / {on.count(self.n)}"
        return {"name": name, "share": share, "people": people, "says": f"{name}: {share}"}

    def _ribbons(self) -> alt.Chart:
        rows: Rows = []
        for number, each in enumerate(self.plan.ribbons):
            names = (words.clean(self._called(spot)) for spot in (each.source, each.target))
            told = self._told(" → ".join(names), each.customers) | self._stands(each.source)
            left = self.step * each.source.step + at.BAR
            for bend in BENDS:
                eased = bend * bend * (3 - 2 * bend)
                y = TOP + each.left + (each.right - each.left) * eased
                rows.append(
                    {
                        "x": round(left + (self.step - at.BAR) * bend, 1),
                        "y": round(y, 1),
                        "end": round(y + max(each.width, 0.7), 1),
                        "ribbon": number,
                        **(told if bend == 0 else {}),  # the first says it for all
                    }
                )
        return (
            draw(rows)
            .mark_area(
                color=theme.color("bar"), opacity=0.32, interpolate="monotone", orient="vertical"
            )
            .encode(
                self.x,
                self.y,
                alt.Y2("end"),
                alt.Detail("ribbon:N"),
                description=alt.Description("says:N"),
                tooltip=tips("name", "share", "people"),
            )
        )

    def _spots(self) -> alt.Chart:
        rows: Rows = []
        for spot in self.plan.spots:
            left = self.step * spot.step
            kept = spot.height * (1 - spot.ended / max(1, spot.customers))
            name = words.clean(self._called(spot))
            parts = (
                ("bar", name, spot.customers - spot.ended, 0.0, kept),
                (
                    "mute",
                    f"{name} · {self.on.t('chart.end')}",
                    spot.ended,
                    kept,
                    spot.height,
                ),
            )
            for tone, told, customers, top, bottom in parts:
                if customers:
                    rows.append(
                        {
                            "x": left,
                            "right": left + at.BAR,
                            "y": TOP + spot.top + top,
                            "bottom": TOP + spot.top + bottom,
                            "tone": tone,
                            **self._told(told, customers),
                            **self._stands(spot),
                        }
                    )
        tones = ["bar", "mute"]
        hues = [theme.color(tone) for tone in tones]
        return (
            draw(rows)
            .mark_rect(aria=True)
            .encode(
                self.x,
                alt.X2("right"),
                self.y,
                alt.Y2("bottom"),
                alt.Fill("tone:N", legend=None, scale=alt.Scale(domain=tones, range=hues)),
                alt.Opacity(
                    "tone:O",
                    legend=None,
                    scale=alt.Scale(type="ordinal", domain=tones, range=[1, 0.55]),
                ),
                description=alt.Description("says:N"),
                tooltip=tips("name", "share", "people"),
            )
        )

    def _names(self) -> alt.LayerChart:
        rows: Rows = []
        for spot in self.plan.spots:
            share = self.on.percent(spot.customers / max(1, self.n))
            room = (self.step - at.BAR - 14) / NAME
            name = words.wrap(self._called(spot), room - words.width(share) - 0.5, 1)[0]
            label = [f"{name} {share}"]
            if self.numbered:
                label = self.numbered.label(spot, share)
            elif name.endswith(words.ELLIPSIS) and spot.height > 3 * LEADING:
                label = [*words.wrap(self._called(spot), room, 2), share]
            rows.append(
                {
                    "x": self.step * spot.step + at.BAR + 5,
                    "y": TOP + spot.top + spot.height / 2,
                    "label": label,
                }
            )
        halo: dict[str, Any] = {
            "stroke": theme.color("ground"),
            "strokeWidth": 3,
            "strokeJoin": "round",
            "strokeOpacity": 0.8,
        }
        style: dict[str, Any] = {"align": "left", "fontSize": NAME}
        for row in rows:  # the first line; the others stand below it
            row["y"] = round(row["y"] - LEADING * (len(row["label"]) - 1) / 2, 1)
        return together(
            rows,
            *(
                draw()
                .mark_text(**theme.text_mark(self.on.locale, lineHeight=LEADING, **own))
                .encode(self.x, self.y, alt.Text("label:N"))
                for own in (style | halo, style)
            ),
        )

    def _last(self) -> list[str]:
        """Return the shares after the last step."""
        spots = (spot for spot in self.plan.spots if spot.step == self.steps - 1)
        return [self.on.percent(spot.customers / max(1, self.n)) for spot in spots]

    def _heads(self) -> alt.Chart:
        rows: Rows = [
            {"x": self.step * step, "head": self._head(step + 1)} for step in range(self.steps)
        ]
        style = theme.text_mark(
            self.on.locale, align="left", fontSize=11, color=theme.color("mute")
        )
        return (
            draw(rows).mark_text(**style).encode(self.x, alt.Text("head:N"), y=alt.YValue(TOP / 2))
        )

    def _head(self, number: int) -> str:
        said = self.on.t("chart.step", number=number)
        fits = not self.numbered or words.width(said) * 11 <= self.step - 4
        return said if fits else str(number)
