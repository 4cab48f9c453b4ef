"""Rows of names with a plot and columns of numbers beside them: the look of most charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from cjwidgets.charts.layout.axis import Axis
from cjwidgets.charts.layout.frame import Layer, Rows, on
from cjwidgets.charts.layout.pick import Pick
from cjwidgets.charts.layout.places import (
    FIGURES,
    GAP,
    HEAD,
    NAME,
    PLOT,
    SMALL,
    WIDE,
    ZONE,
    Column,
    above,
    beside,
)
from cjwidgets.charts.layout.room import EDGE, narrow
from cjwidgets.charts.layout.sheet import Sheet
from cjwidgets.charts.layout.tips import answering, tips
from cjwidgets.display import theme, words


class Strip:
    """Rows laid out around an axis.

    Each row has a ``name``; it may have a ``group`` (a quiet second line), ``absent`` (said in
    place of marks where there is no value), the texts of the columns and tooltips, and what it
    stands for (`pick.keys`). All marks share the rows.
    """

    def __init__(
        self,
        sheet: Sheet,
        rows: Rows,
        axis: Axis,
        columns: Sequence[Column] = (),
        tipped: Sequence[str] = (),
        *,
        plot: float = PLOT,
        lines: int = 2,
        wide: float = WIDE,
        pitch: float = 0,
        top: float = 0,
        zone: float = ZONE,
        picked: Sequence[str] | None = None,
    ) -> None:
        self.sheet, self.rows, self.axis, self.columns = sheet, rows, axis, tuple(columns)
        heads = {column.field: column.head for column in columns}
        self.tips = tips("name", *tipped, heads=heads)
        printed = dict.fromkeys((*tipped, *heads))
        self._asked = tips("name", *printed, heads=heads)  # of the numbers of a row
        keys = [name for name in sheet.keys if any(name in row for row in rows)]
        self.pick = Pick(keys if picked is None else picked) if keys or picked else None
        for number, row in enumerate(rows):
            row["row"] = number
            for column in self.columns:
                row[column.field] = row.get(column.field) or ""
        self.grouped = any(row.get("group") for row in rows)
        told: dict[str, Any] = {"grouped": self.grouped, "top": top, "ticks": bool(axis.ticks)}
        room = narrow()
        self.places = (
            beside(rows, columns, plot=plot, wide=wide, pitch=pitch, lines=lines, **told)
            if room is None
            else above(rows, columns, room=room, zone=zone, **told)
        )
        places = self.places
        self.left, self.right, self.width = places.left, places.right, places.width
        self.head, self.pitch = places.head, places.pitch
        self.height = self.head + self.pitch * len(rows)
        for row in rows:
            row["name_y"] = places.named(row["row"], len(row["lines"]), self.grouped)
            if places.above:
                row["top"], row["foot"] = places.top(row["row"]), places.top(row["row"] + 1)
        self.y = alt.Y("row:O", axis=None, scale=alt.Scale(**places.scale(len(rows))))

    def x(self, field: str) -> alt.X:
        """Return the encoding of a field on the axis."""
        return self.axis.x(field, self.left, self.right)

    def middle(self, row: int) -> float:
        """Return the pixels from the top to the middle of a row's marks."""
        return self.places.middle(row)

    def described(self) -> dict[str, Any]:
        """Return what a mark says and shows when asked."""
        return {"description": alt.Description("says:N"), "tooltip": self.tips}

    def bar(self, field: str, end: str, *, color: str, height: float, **style: Any) -> alt.Chart:
        """Return bars from a field to another."""
        mark: dict[str, Any] = {"color": theme.color(color), "size": height} | style
        for row in self.rows:
            if row.get(end) is None:
                row[field] = None  # Vega draws no mark without its first value
        return on().mark_bar(**mark).encode(self.x(field), alt.X2(end), self.y, **self.described())

    def whisker(
        self, low: str, high: str, *, color: str = "ink", shift: float = 0
    ) -> list[alt.Chart]:
        """Return an interval as a line with ends."""
        style: dict[str, Any] = {"color": theme.color(color), "aria": False, "yOffset": shift}
        span = on().mark_rule(**style, strokeWidth=1.5).encode(self.y, self.x(low), alt.X2(high))
        ends = [
            on()
            .mark_tick(**style, thickness=1.5, size=9, orient="vertical")
            .encode(self.y, self.x(end))
            for end in (low, high)
        ]
        return [span, *ends]

    def dot(
        self, field: str, *, color: str, shape: str = "circle", hollow: bool = False
    ) -> alt.Chart:
        """Return a mark at a field."""
        mark: dict[str, Any] = {
            "color": theme.color(color),
            "shape": shape,
            "filled": not hollow,
            "opacity": 1,
            "size": 85,
        }
        if hollow:
            mark |= {"fill": theme.color("ground"), "strokeWidth": 2, "size": 70}
        return on().mark_point(**mark).encode(self.x(field), self.y, **self.described())

    def drawn(
        self,
        *marks: Layer,
        n: Any = None,
        reading: str | None = None,
        heading: str | None = None,
    ) -> alt.LayerChart:
        """Return the chart of the marks, with all that stands around them."""
        layers, edge = self._layers(marks), EDGE if self.pick else 0
        about: dict[str, Any] = {"n": n, "reading": reading, "rows": self.rows, "edge": edge}
        about["heading"] = heading
        return self.sheet.drawn(layers, self.width, self.height, **about)

    def _layers(self, marks: Sequence[Layer]) -> list[Layer]:
        layers = [*self._rules(), *marks, *self._names(), self._absent(), *self._columns()]
        if self.pick is None:
            return layers
        height: dict[str, Any] = {"y": self.y}
        if self.places.above:  # with the name, and the figures
            height = {"y": alt.Y("top:Q", axis=None, scale=None), "y2": alt.Y2("foot")}
        area = self.pick.area().encode(
            **height, x=alt.XValue(-EDGE), x2=alt.X2Value(self.width + EDGE)
        )
        return self.pick.into([area, *layers])

    def _rules(self) -> list[alt.Chart]:
        tops: Rows = [{"at": self.head + self.pitch * row["row"]} for row in self.rows]
        across = (
            on(tops)
            .mark_rule(color=theme.color("line"), aria=False)
            .encode(
                alt.Y("at:Q", axis=None, scale=None),
                x=alt.XValue(0),
                x2=alt.X2Value(self.width),
            )
        )
        zero = (
            on(self._zeros(tops))
            .mark_rule(color=theme.color("mute"), aria=False)
            .encode(self.x("at"), alt.Y("top:Q", axis=None, scale=None), alt.Y2("foot"))
        )
        extent = self.axis.extent().encode(self.x("at"))
        down, label = self._close_ticks() if self.places.above else self._ticks()
        return [across, extent, down, zero, label]

    def _zeros(self, tops: Rows) -> Rows:
        """Return a piece of the line at 0 for each row, but where a text says why there is none."""
        places = self.places
        return [
            {
                "at": 0.0,
                "top": self._bottom(row) - places.zone if places.above else top["at"],
                "foot": self._bottom(row) if places.above else top["at"] + self.pitch,
            }
            for row, top in zip(self.rows, tops, strict=True)
            if self.axis.low < 0 < self.axis.high and row.get("absent") is None
        ]

    def _bottom(self, row: dict[str, Any]) -> float:
        return self.places.top(row["row"] + 1) - self.places.foot

    def _ticks(self) -> list[alt.Chart]:
        spaced = self.axis.spaced(self.right - self.left, SMALL)
        ticks = [{"at": at, "label": label} for at, label in spaced]
        down = (
            on(ticks)
            .mark_rule(color=theme.color("line"), aria=False, strokeDash=[2, 3])
            .encode(self.x("at"), y=alt.YValue(self.head), y2=alt.Y2Value(self.height))
        )
        label = (
            on(ticks)
            .mark_text(**self._quiet(align="center"))
            .encode(self.x("at"), alt.Text("label:N"), y=alt.YValue(self.head - HEAD / 2 - 1))
        )
        return [down, label]

    def _close_ticks(self) -> list[alt.Chart]:
        """Return the ticks where names stand above: their lines cross the marks and no text."""
        shown: Rows = []
        free = -float(EDGE)
        for at, label in self.axis.ticks:
            half = words.width(label) * SMALL / 2
            middle = self.left + (self.right - self.left) * self.axis.part(at)
            beyond = EDGE - 3  # signs are wider in some fonts
            middle = min(max(middle, half - beyond), self.right + beyond - half)
            if middle - half >= free:
                shown.append({"at": at, "label": label, "label_x": round(middle, 1)})
                free = middle + half + 6
        lines: Rows = [
            {"at": tick["at"], "top": self._bottom(row) - self.places.zone} | {"foot": foot}
            for tick in shown
            for row in self.rows
            if row.get("absent") is None
            for foot in [self._bottom(row)]
        ]
        down = (
            on(lines)
            .mark_rule(color=theme.color("line"), aria=False, strokeDash=[2, 3])
            .encode(self.x("at"), alt.Y("top:Q", axis=None, scale=None), alt.Y2("foot"))
        )
        label = (
            on(shown)
            .mark_text(**self._quiet(align="center"))
            .encode(
                alt.X("label_x:Q", axis=None, scale=None),
                alt.Text("label:N"),
                y=alt.YValue(self.head - self.places.ticks / 2),
            )
        )
        return [down, label]

    def _quiet(self, **style: Any) -> dict[str, Any]:
        """Return the look of a head."""
        return theme.text_mark(
            self.sheet.locale, fontSize=SMALL, color=theme.color("mute"), **style
        )

    def _names(self) -> list[alt.Chart]:
        style: dict[str, Any] = {"align": "left", "fontSize": NAME, "fontWeight": 600}
        full = tips("name")
        says = alt.Description("name:N")
        place = alt.XValue(0)
        locale = self.sheet.locale
        if not self.grouped or self.places.above:
            own = theme.centred(
                self.rows, "lines", "name_y", locale, leading=15, shared=True, aria=True, **style
            )
            groups = [self._groups()] if self.grouped else []
            return [own.encode(says, tooltip=full, x=place), *groups]
        name = theme.text_mark(locale, aria=True, dy=-7, **style)
        quiet = theme.text_mark(
            locale, dy=8, align="left", fontSize=SMALL, color=theme.color("mute")
        )
        return [
            on().mark_text(**name).encode(self.y, alt.Text("lines:N"), says, tooltip=full, x=place),
            on().mark_text(**quiet).encode(self.y, alt.Text("group:N"), x=place),
        ]

    def _groups(self) -> alt.Chart:
        """Return the second lines of names that stand above."""
        last = self.places.lines
        for row in self.rows:
            row["group_y"] = self.places.figured(row["row"], 0) - (FIGURES if last else 0)
        mark = on().mark_text(**self._quiet(align="left"))
        height = alt.Y("group_y:Q", axis=None, scale=None)
        return mark.encode(height, alt.Text("group:N"), x=alt.XValue(0))

    def _absent(self) -> alt.Chart:
        rows: Rows = [
            {
                "missing": words.wrap(row["absent"], self._free(row) / 12, 2),
                "said": f"{row['name']}: {row['absent']}",
                "missing_y": self.middle(row["row"]),
            }
            for row in self.rows
            if row.get("absent") is not None
        ]
        return theme.centred(
            rows,
            "missing",
            "missing_y",
            self.sheet.locale,
            leading=14,
            align="left",
            aria=True,
            fontStyle="italic",
            color=theme.color("mute"),
        ).encode(alt.Description("said:N"), x=alt.XValue(self.left + 2))

    def _free(self, row: dict[str, Any]) -> float:
        """Return the room of a text that stands for the marks of a row, and for missing numbers."""
        taken = (
            figure.at - words.width(row[column.field]) * 12 - GAP
            for column, figure in zip(self.columns, self.places.figures, strict=True)
            if row[column.field] and not self.places.above
        )
        return max(self.right, min(taken, default=self.right)) - self.left

    def _columns(self) -> list[alt.Chart]:
        marks = []
        places = self.places
        for line in {figure.line for figure in places.figures} if places.above else ():
            for row in self.rows:
                row[f"figures_{line}"] = places.figured(row["row"], line)
        for column, figure in zip(self.columns, places.figures, strict=True):
            # The font of numbers is Latin: CJK fonts set "·" and "–" a full em wide.
            style = theme.text_mark(
                self.sheet.locale,
                align=figure.align,
                color=theme.color(column.tone),
                fontWeight=600 if column.bold else 400,
            ) | {"font": theme.font()}
            height = alt.Y(f"figures_{figure.line}:Q", axis=None, scale=None)
            numbers = (
                on()
                .mark_text(**style)
                .encode(
                    height if places.above else self.y,
                    alt.Text(f"{column.field}:N"),
                    x=alt.XValue(figure.at),
                )
            )
            marks.append(answering(numbers, self.rows, column.field, column.head, self._asked))
            top = self.head - places.ticks
            middle = top - FIGURES * (max(places.lines, 1) - figure.line - 0.5)
            marks.append(
                on([{"head": column.head}])
                .mark_text(**self._quiet(align=figure.align))
                .encode(
                    alt.Text("head:N"),
                    x=alt.XValue(figure.at),
                    y=alt.YValue(middle if places.above else self.head - HEAD / 2 - 1),
                )
            )
        return marks
