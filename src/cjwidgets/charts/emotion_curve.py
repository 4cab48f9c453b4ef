"""The emotion curve: how each persona feels along the journey."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np

from cjwidgets.analysis.peaks import peak_end
from cjwidgets.charts import emotion_layout as at
from cjwidgets.charts import theme, words
from cjwidgets.charts.emotion_data import emotion_table, travellers
from cjwidgets.charts.emotion_layout import Layout
from cjwidgets.charts.emotion_points import Rows, points
from cjwidgets.charts.frame import framed, on
from cjwidgets.charts.notice import notice
from cjwidgets.charts.twin import with_data
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap


@with_data(emotion_table)
def emotion(jm: JourneyMap) -> alt.LayerChart:
    """Draw how each persona feels at each touchpoint.

    Filled marks are measured, hollow ones assumed; an upright line is the interval stated with
    a measurement, a ring the peak and the end, which are remembered. The curve breaks where
    nothing is known. Personas differ in colour and mark.

    Parameters
    ----------
    jm : JourneyMap
        A map without personas shows one curve, for everyone; a map without touchpoints or
        emotions a sentence that says what to do.

    Returns
    -------
    altair.LayerChart
        Style and layer it like any other. ``emotion.data(jm)`` returns the table.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Ask", touchpoints=[cj.Touchpoint("Search", emotion=1)])])
    >>> cj.charts.emotion(jm).properties(height=400).to_dict()["height"]
    400
    """
    heading = text("chart.emotion.title", jm.locale)
    if not jm.touchpoints:
        return notice(heading, text("chart.emotion.empty", jm.locale), jm.locale)
    people = travellers(jm)
    felt = points(jm, people)
    if not felt:
        return notice(heading, text("chart.emotion.none", jm.locale), jm.locale)
    known = {row["basis"] for row in felt}
    bases = [(b, text(f"emotion.{b}", jm.locale)) for b in ("measured", "assumed") if b in known]
    ringed = _peaks_and_ends(felt, jm.scale.neutral)
    if ringed:
        bases.append((at.RING, text("chart.peak_end", jm.locale)))
    layout = at.plan(jm, people, bases)
    draw = _Drawing(jm, layout, [name for name, _ in people])
    layers = [
        *draw.stages(),
        *draw.scale(),
        draw.rings(ringed),
        *draw.curves(felt),
        draw.names(),
        *draw.legend(),
    ]
    return framed(
        layers,
        width=layout.width,
        height=layout.height,
        heading=heading,
        below=words.clean(jm.title),
        says=_says(felt, jm.locale),
        locale=jm.locale,
    )


def _says(felt: Rows, locale: str) -> str:
    """Say what the curve shows: its lowest and highest mark, and where it ends."""
    low, high = (pick(felt, key=lambda row: row["emotion"]) for pick in (min, max))
    end = max(felt, key=lambda row: int(row["x"]))
    told = {"low": low, "high": high, "end": end}
    return text("chart.emotion.says", locale, **{name: row["says"] for name, row in told.items()})


def _peaks_and_ends(felt: Rows, neutral: float) -> Rows:
    """Return the marks that will be remembered; a curve of two marks has nothing else."""
    found: Rows = []
    for persona in dict.fromkeys(row["persona"] for row in felt):
        own = [row for row in felt if row["persona"] == persona]
        if len(own) > 2:
            peak, end = peak_end(np.array([row["emotion"] for row in own]), neutral)
            found += [own[at] for at in sorted({int(peak), int(end)})]
    return found


class _Drawing:
    """The layers, on two shared scales: columns across, the map's scale upwards."""

    def __init__(self, jm: JourneyMap, layout: Layout, people: list[str]) -> None:
        self.jm, self.layout, self.people = jm, layout, people
        self.x = alt.X("x:Q", axis=None).scale(
            domain=[0, len(layout.slots)],
            range=[layout.gutter, layout.width],
            nice=False,
            zero=False,
        )
        self.y = alt.Y("emotion:Q", axis=None).scale(
            domain=[jm.scale.low, jm.scale.high],
            range=[layout.bottom, layout.top],
            nice=False,
            zero=False,
        )
        hues = [theme.persona_color(i) for i in range(len(people))]
        marks = [theme.persona_shape(i) for i in range(len(people))]
        self.hue = alt.Color("persona:N", legend=None).scale(domain=people, range=hues)
        self.shape = alt.Shape("persona:N", legend=None).scale(domain=people, range=marks)

    def words(self, **style: Any) -> dict[str, Any]:
        return theme.text_mark(self.jm.locale, **style)

    def stages(self) -> list[alt.Chart]:
        layout = self.layout
        rows: Rows = []
        for number, stage in enumerate(self.jm.stages):
            own = [slot.x for slot in layout.slots if slot.stage == number]
            rows.append(
                {
                    "x": min(own) - 0.5,
                    "end": max(own) + 0.5,
                    "lines": at.stage_lines(stage, layout.step),
                    "stage": words.clean(stage.name),
                }
            )
        foot = layout.head + layout.head_height
        tint = (
            on(rows)
            .mark_rect(
                color=theme.color("stage"), stroke=theme.color("ground"), strokeWidth=2, aria=False
            )
            .encode(self.x, alt.X2("end"), y=alt.YValue(layout.head), y2=alt.Y2Value(foot))
        )
        edge = (
            on(rows[1:])
            .mark_rule(color=theme.color("line"), aria=False)
            .encode(self.x, y=alt.YValue(foot), y2=alt.Y2Value(layout.height))
        )
        style = self.words(
            aria=True,
            align="left",
            dx=at.PAD,
            fontSize=at.HEAD,
            fontWeight=600,
            lineHeight=at.LINE,
        )
        name = (
            on(rows)
            .mark_text(**style | {"baseline": "line-top"})
            .encode(
                self.x,
                alt.Text("lines:N"),
                alt.Description("stage:N"),
                alt.Tooltip("stage:N", title=text("editor.stage", self.jm.locale)),
                y=alt.YValue(layout.head + 6),
            )
        )
        return [tint, edge, name]

    def scale(self) -> list[alt.Chart]:
        line = [{"x": 0, "end": len(self.layout.slots), "emotion": self.jm.scale.neutral}]
        neutral = (
            on(line)
            .mark_rule(color=theme.color("mute"), strokeDash=[3, 4], opacity=0.6, aria=False)
            .encode(self.x, alt.X2("end"), self.y)
        )
        rows = [{"emotion": value, "lines": lines} for value, lines in at.scale_words(self.jm)]
        labels = theme.centred(
            rows,
            "lines",
            self.jm.locale,
            leading=13,
            align="right",
            color=theme.color("mute"),
            fontSize=at.SMALL,
        )
        place = alt.XValue(self.layout.gutter - 12)
        return [neutral, *(label.encode(self.y, x=place) for label in labels)]

    def curves(self, felt: Rows) -> list[alt.Chart]:
        line = (
            on(felt)
            .mark_line(interpolate="monotone", strokeWidth=2, aria=False)
            .encode(self.x, self.y, self.hue, alt.Detail("run:N"))
        )
        interval = (
            on([row for row in felt if row["low"] is not None])
            .mark_rule(strokeWidth=2, opacity=0.45, aria=False)
            .encode(self.x, alt.Y("low:Q", axis=None), alt.Y2("high"), self.hue)
        )
        details = [
            alt.Tooltip(f"{field}:N", title="")
            for field in ("persona", "stage", "touchpoint", "felt", "ground")
        ]
        says = alt.Description("says:N")
        marks = [
            self.marks([row for row in felt if row["basis"] == basis], basis, 95).encode(
                self.x, self.y, self.hue, self.shape, says, tooltip=details
            )
            for basis in ("measured", "assumed")
        ]
        return [line, interval, *marks]

    def rings(self, ringed: Rows) -> alt.Chart:
        return self.ring(ringed, 300).encode(self.x, self.y, self.hue)

    def ring(self, rows: Rows, size: float, **style: Any) -> alt.Chart:
        return on(rows).mark_point(
            shape="circle", filled=False, size=size, strokeWidth=1.25, aria=False, **style
        )

    def marks(self, rows: Rows, basis: str, size: float, **style: Any) -> alt.Chart:
        """Filled is measured, hollow assumed: never told by colour alone."""
        if basis == "assumed":
            style |= {"fill": theme.color("ground")}
            size *= 0.85
        filled = basis == "measured"
        return on(rows).mark_point(filled=filled, size=size, opacity=1, strokeWidth=2, **style)

    def names(self) -> alt.Chart:
        rows = [
            {
                "x": slot.x,
                "lines": at.name_lines(slot, self.layout.step),
                "touchpoint": words.clean(slot.touchpoint.name),
            }
            for slot in self.layout.slots
            if slot.touchpoint
        ]
        style = self.words(aria=True, fontSize=at.NAME, lineHeight=at.LINE, baseline="line-top")
        return (
            on(rows)
            .mark_text(**style)
            .encode(
                self.x,
                alt.Text("lines:N"),
                alt.Description("touchpoint:N"),
                alt.Tooltip("touchpoint:N", title=text("editor.touchpoint", self.jm.locale)),
                y=alt.YValue(self.layout.names),
            )
        )

    def legend(self) -> list[alt.Chart]:
        """Drawn by hand: Vega's own legend can't say filled and hollow beside the personas."""
        rows = [
            {
                "x": self.layout.across(key.left + 6),
                "after": self.layout.across(key.left + 18),
                "y": 7 + at.KEY * key.row,
                "name": key.name,
                "persona": self.people[key.person],
                "basis": key.basis,
                "who": key.person >= 0,
            }
            for key in self.layout.keys
        ]
        height = alt.Y("y:Q", axis=None).scale(None)
        quiet = {"aria": False}
        who = [row for row in rows if row["who"]]
        people = self.marks(who, "measured", 80, **quiet).encode(
            self.x, height, self.hue, self.shape
        )
        mute = theme.color("mute")
        bases = [
            self.marks(
                [row for row in rows if not row["who"] and row["basis"] == basis],
                basis,
                60,
                color=mute,
                **quiet,
            ).encode(self.x, height)
            for basis in ("measured", "assumed")
        ]
        names = [
            on([row for row in rows if row["who"] is shown])
            .mark_text(**self.words(align="left", color=theme.color(tint)))
            .encode(alt.X("after:Q", axis=None), height, alt.Text("name:N"))
            for shown, tint in ((True, "ink"), (False, "mute"))
        ]
        ringed = [row for row in rows if row["basis"] == at.RING]
        ring = self.ring(ringed, 130, color=mute, opacity=1).encode(self.x, height)
        return [people, *bases, ring, *names]
