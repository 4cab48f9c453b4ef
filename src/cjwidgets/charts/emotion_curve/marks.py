"""The layers of the emotion curve: marks and names, and what can be picked and brushed."""

from __future__ import annotations

from typing import Any

import altair as alt

from cjwidgets.charts.emotion_curve import layout as at
from cjwidgets.charts.emotion_curve.data import Part
from cjwidgets.charts.emotion_curve.layout import Layout
from cjwidgets.charts.layout.frame import Layer, Rows, on
from cjwidgets.charts.layout.pick import Pick
from cjwidgets.charts.layout.tips import tips
from cjwidgets.display import theme, words
from cjwidgets.display.personas import persona_color, persona_mark
from cjwidgets.locale import text

# A brush ends in a click too, on nothing or on itself: what was picked stays.
_MARK = "event.item.mark"
ON_MARKS = f"event.item && {_MARK}.marktype != 'group' && {_MARK}.name != 'brush_brush'"


class Drawing:
    """The layers, on two shared scales: columns across, the map's scale upwards."""

    def __init__(self, some: Part, layout: Layout, felt: Rows) -> None:
        self.some, self.jm, self.layout, self.felt = some, some.jm, layout, felt
        self.pick = Pick(some.fields, on=f"click[{ON_MARKS}]")
        self.x = alt.X(
            "x:Q",
            axis=None,
            scale=alt.Scale(
                domain=[0, len(layout.slots)],
                range=[layout.gutter, layout.width],
                nice=False,
                zero=False,
            ),
        )
        self.y = alt.Y(
            "emotion:Q",
            axis=None,
            scale=alt.Scale(
                domain=[self.jm.scale.low, self.jm.scale.high],
                range=[layout.bottom, layout.top],
                nice=False,
                zero=False,
            ),
        )
        who = [number for number, _, _ in some.people]
        hues = [persona_color(i) for i in who]
        shapes = [persona_mark(i).shape for i in who]
        inside = [*hues, theme.color("ground")]
        self.hue = alt.Color("who:N", legend=None, scale=alt.Scale(domain=who, range=hues))
        self.line = alt.Stroke("who:N", legend=None, scale=alt.Scale(domain=who, range=hues))
        self.shape = alt.Shape("who:N", legend=None, scale=alt.Scale(domain=who, range=shapes))
        self.fill = alt.Fill(
            "inside:N", legend=None, scale=alt.Scale(domain=[*who, -1], range=inside)
        )
        self.size = alt.Size("size:Q", legend=None, scale=None)

    def layers(self, ringed: Rows) -> list[Layer]:
        brush = alt.selection_interval(
            name="brush",
            encodings=["x"],
            zoom=False,
            mark=alt.BrushConfig(
                fill=theme.color("bar"), fillOpacity=0.14, stroke=theme.color("bar")
            ),
        )
        layers = [
            self.columns(),
            *self.keys(),
            *self.stages(),
            *self.scale(),
            self.halos(),
            self.rings(ringed),
            *self.curves(),
            self.names(),
            *self.legend(),
            *(self.listed() if self.layout.listed else []),
        ]
        return self.pick.into(layers, brush)

    def words(self, **style: Any) -> dict[str, Any]:
        return theme.text_mark(self.jm.locale, **style)

    def columns(self) -> alt.Chart:
        """Return what is picked by a click beside the marks: a touchpoint."""
        rows: Rows = []
        for slot in self.layout.slots:
            row: dict[str, Any] = {"x": slot.x - 0.5, "end": slot.x + 0.5}
            rows.append(row | self.some.stands(self.some.stages[slot.stage], slot.touchpoint))
        top = self.layout.head + self.layout.head_height
        return self.pick.area(rows).encode(
            self.x, alt.X2("end"), y=alt.YValue(top), y2=alt.Y2Value(self.layout.under + 4)
        )

    def stages(self) -> list[alt.Chart]:
        layout = self.layout
        rows: Rows = []
        for number, stage in enumerate(self.some.stages):
            own = [slot.x for slot in layout.slots if slot.stage == number]
            rows.append(
                {
                    "x": min(own) - 0.5,
                    "end": max(own) + 0.5,
                    "lines": at.stage_lines(stage, layout.step, number),
                    **self.some.stands(stage),
                    "name": words.clean(stage.name),
                }
            )
        foot = layout.head + layout.head_height
        title = alt.Tooltip("name:N", title=text("editor.stage", self.jm.locale))
        tint = (
            on(rows)
            .mark_rect(stroke=theme.color("ground"), strokeWidth=2, aria=False)
            .encode(
                self.x,
                alt.X2("end"),
                title,
                fill=self.pick.when("pick", "stage"),
                y=alt.YValue(layout.head),
                y2=alt.Y2Value(foot),
            )
        )
        edge = (
            on(rows[1:])
            .mark_rule(color=theme.color("line"), aria=False)
            .encode(self.x, y=alt.YValue(foot), y2=alt.Y2Value(layout.under))
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
                alt.Description("name:N"),
                title,
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
        low, high = self.jm.scale.low, self.jm.scale.high
        rows: Rows = [
            {"y": self.layout.bottom - at.PLOT * (value - low) / (high - low), "lines": lines}
            for value, lines in at.scale_words(self.jm)
        ]
        style: dict[str, Any] = {"color": theme.color("mute"), "fontSize": at.SMALL}
        if self.layout.listed:
            return [neutral, *self._scale_inside(rows, style)]
        labels = theme.centred(
            rows, "lines", "y", self.jm.locale, leading=13, align="right", **style
        )
        return [neutral, labels.encode(x=alt.XValue(self.layout.gutter - 12))]

    def _scale_inside(self, rows: Rows, style: dict[str, Any]) -> list[alt.Chart]:
        """Return the words of the scale at the left of the plot, where it has no gutter."""
        ends: dict[str, Rows] = {"left": [], "right": []}
        for row, sides in zip(rows, ((-8, -22), (-8, 8, -22, 22), (8, 22)), strict=True):
            line = " ".join(row["lines"])
            end, y = self._free(line, [row["y"] + side for side in sides])
            ends[end].append({"y": y, "line": line})
        height = alt.Y("y:Q", axis=None, scale=None)
        at_end = {"left": alt.XValue(2), "right": alt.XValue(self.layout.width - 2)}
        return [
            on(shown)
            .mark_text(**self.words(align=end, **style))
            .encode(height, alt.Text("line:N"), x=at_end[end])
            for end, shown in ends.items()
            if shown
        ]

    def _free(self, line: str, heights: list[float]) -> tuple[str, float]:
        """Return at which end of the plot, and how high, a word lies below no mark."""
        low, high = self.jm.scale.low, self.jm.scale.high
        long = words.width(line) * at.SMALL + 2 + at.MARK
        places = [(end, y) for y in heights for end in ("left", "right")]
        for end, y in places:
            for row in self.felt:
                x = self.layout.gutter + self.layout.step * row["x"]
                down = self.layout.bottom - at.PLOT * (row["emotion"] - low) / (high - low)
                inside = x < long if end == "left" else x > self.layout.width - long
                if inside and abs(down - y) < at.SMALL / 2 + at.MARK:
                    break
            else:
                return end, y
        return places[0]

    def listed(self) -> list[alt.Chart]:
        """Return the names of the places below the curve, where columns have only numbers."""
        top = self.layout.names + at.LINE + 18
        rows: Rows = [
            {"y": top + at.LISTED * i, "line": entry.text, "head": entry.head}
            for i, entry in enumerate(self.layout.listed)
        ]
        height = alt.Y("y:Q", axis=None, scale=None)
        return [
            on([row for row in rows if row["head"] is head])
            .mark_text(**self.words(align="left", fontSize=at.NAME, fontWeight=weight))
            .encode(height, alt.Text("line:N"), x=alt.XValue(0))
            for head, weight in ((True, 600), (False, 400))
        ]

    def halos(self) -> alt.Chart:
        return self.pick.halo(size=420).encode(self.x, self.y)

    def curves(self) -> list[alt.Chart]:
        line = (
            on()
            .mark_line(interpolate="monotone", strokeWidth=2, aria=False)
            .encode(self.x, self.y, self.hue, alt.Detail("run:N"))
        )
        interval = (
            on()
            .mark_rule(strokeWidth=2, opacity=0.45, aria=False)
            .encode(self.x, alt.Y("low:Q", axis=None), alt.Y2("high"), self.hue)
        )
        details = tips("persona", "stage", "touchpoint", "felt", "ground")
        marks = self.marks().encode(self.x, self.y, alt.Description("says:N"), tooltip=details)
        return [line, interval, marks]

    def rings(self, ringed: Rows) -> alt.Chart:
        rows = [{key: row[key] for key in ("x", "emotion", "who")} for row in ringed]
        return self.ring(rows, 300).encode(self.x, self.y, self.hue)

    def ring(self, rows: Rows, size: float, **style: Any) -> alt.Chart:
        return on(rows).mark_point(
            shape="circle", filled=False, size=size, strokeWidth=1.25, aria=False, **style
        )

    def marks(self, rows: Rows | None = None, **style: Any) -> alt.Chart:
        chart = on(rows).mark_point(opacity=1, strokeWidth=2, **style)
        return chart.encode(self.line, self.fill, self.shape, self.size)

    def names(self) -> alt.Chart:
        rows = [
            {
                "x": slot.x,
                "lines": at.name_lines(slot, self.layout.step),
                **self.some.stands(self.some.stages[slot.stage], slot.touchpoint),
                "name": words.clean(slot.touchpoint.name),
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
                alt.Description("name:N"),
                alt.Tooltip("name:N", title=text("editor.touchpoint", self.jm.locale)),
                y=alt.YValue(self.layout.names),
            )
        )

    def _keys(self) -> Rows:
        rows: Rows = []
        for key in self.layout.keys:
            row = {
                "x": self.layout.across(key.left + 6),
                "after": self.layout.across(key.left + 18),
                "left": self.layout.across(key.left - 4),
                "right": self.layout.across(key.left + 18 + words.width(key.name) * 12),
                "y": 7 + at.KEY * key.row,
                "top": at.KEY * key.row - 3,
                "foot": at.KEY * key.row + 18,
                "name": key.name,
                "basis": key.basis,
            }
            if key.person >= 0:
                row |= {"who": key.person, "inside": key.person, "size": 80}
                row |= self.some.stands(person=key.person)
            rows.append(row)
        return rows

    def keys(self) -> list[alt.Chart]:
        """Return what is picked by a click in the legend: a persona."""
        area = self.pick.area([row for row in self._keys() if "who" in row])
        top = alt.Y("top:Q", axis=None, scale=None)
        return [area.encode(alt.X("left:Q", axis=None), alt.X2("right"), top, alt.Y2("foot"))]

    def legend(self) -> list[alt.Chart]:
        """Drawn by hand: Vega's own legend can't say filled and hollow beside the personas."""
        rows = self._keys()
        height = alt.Y("y:Q", axis=None, scale=None)
        who = [row for row in rows if "who" in row]
        people = self.marks(who, aria=False).encode(self.x, height)
        mute = theme.color("mute")
        plain = [row for row in rows if "who" not in row]
        bases = [
            on([row for row in plain if row["basis"] == basis])
            .mark_point(
                color=mute,
                fill=mute if basis == "measured" else theme.color("ground"),
                size=size,
                strokeWidth=2,
                opacity=1,
                aria=False,
            )
            .encode(self.x, height)
            for basis, size in (("measured", 60), ("assumed", 51))
        ]
        names = [
            on(own)
            .mark_text(**self.words(align="left", color=theme.color(tint)))
            .encode(alt.X("after:Q", axis=None), height, alt.Text("name:N"))
            for own, tint in ((who, "ink"), (plain, "mute"))
        ]
        ringed = [row for row in plain if row["basis"] == at.RING]
        ring = self.ring(ringed, 130, color=mute, opacity=1).encode(self.x, height)
        return [people, *bases, ring, *names]
