"""Rows of names with a plot and columns of numbers beside them: the look of most charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from cjwidgets.charts.layout.axis import Axis
from cjwidgets.charts.layout.fit import plot_beside
from cjwidgets.charts.layout.frame import EDGE, Layer, Rows, on, tips
from cjwidgets.charts.layout.pick import Pick
from cjwidgets.charts.layout.sheet import Sheet
from cjwidgets.display import theme, words

PLOT, HEAD, GAP = 360, 26, 18
END = 14  # the last tick's label reaches beyond the plot
FAR, CLOSE, FEW = 44, 34, 12
NAME, SMALL = 13, 11  # font sizes
NARROW, WIDE = 110, 260  # of the names


@dataclass(frozen=True)
class Column:
    """Numbers at the right: texts of the rows, under a head; ``usual`` is one that has room."""

    head: str
    field: str
    tone: str = "ink"
    bold: bool = False
    usual: str = ""


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
        picked: Sequence[str] | None = None,
    ) -> None:
        self.sheet, self.rows, self.axis, self.columns = sheet, rows, axis, tuple(columns)
        self.tipped = ("name", *tipped)
        keys = [name for name in sheet.keys if any(name in row for row in rows)]
        self.pick = Pick(keys if picked is None else picked) if keys or picked else None
        grouped = any(row.get("group") for row in rows)
        self.head = HEAD + top
        self.pitch = max(pitch, (FAR if len(rows) <= FEW else CLOSE) + 15 * max(0, lines - 2))
        for number, row in enumerate(rows):
            row["row"] = number
        room = max((words.width(row["name"]) for row in rows), default=0) * NAME * words.BOLD
        broken = 1 if grouped else lines
        needed = room + 20 if room <= wide else room / broken + 40  # words break unevenly
        # Paths have a name several times: they take what there is, and a rename moves nothing.
        needed = wide if broken > 2 and room > wide else needed
        self.name = min(wide, max(NARROW, words.roomy(needed)))
        for row in rows:
            row["lines"] = words.wrap(row["name"], (self.name - 16) / (NAME * words.BOLD), broken)
            if grouped:
                row["group"] = words.wrap(row.get("group", ""), (self.name - 8) / SMALL, 1)[0]
            row["name_y"] = self.middle(row["row"])
            for column in self.columns:
                row[column.field] = row.get(column.field) or ""
        self.grouped = grouped
        after = END if axis.ticks else 0
        needs = [GAP + self._needed(each) for each in self.columns]
        plot = plot_beside(self.name + after + sum(needs), plot) if axis.ticks else plot
        self.left, self.right = self.name, self.name + plot
        self.height = self.head + self.pitch * len(rows)
        ends, at = [], self.right + after
        for need in needs:
            at += need
            ends.append(at)
        self.ends = ends
        self.width = at + (0 if self.columns else 12)
        self.y = alt.Y(
            "row:O",
            axis=None,
            scale=alt.Scale(
                domain=list(range(len(rows))), range=[self.head, self.height], padding=0
            ),
        )

    def _needed(self, column: Column) -> float:
        texts = [(row.get(column.field) or "", 12.0) for row in self.rows]
        texts += [(column.head, float(SMALL)), (column.usual, 12.0)]
        widest = max(words.width(shown) * size for shown, size in texts)
        return words.roomy(max(30.0, widest * (words.BOLD if column.bold else 1)))

    def x(self, field: str) -> alt.X:
        """Return the encoding of a field on the axis."""
        return self.axis.x(field, self.left, self.right)

    def middle(self, row: int) -> float:
        """Return the pixels from the top to the middle of a row."""
        return self.head + self.pitch * (row + 0.5)

    def described(self) -> dict[str, Any]:
        """Return what a mark says and shows when asked."""
        return {"description": alt.Description("says:N"), "tooltip": tips(*self.tipped)}

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

    def drawn(self, *marks: Layer, n: Any = None, reading: str | None = None) -> alt.LayerChart:
        """Return the chart of the marks, with all that stands around them."""
        layers, edge = self._layers(marks), EDGE if self.pick else 0
        about: dict[str, Any] = {"n": n, "reading": reading, "rows": self.rows, "edge": edge}
        return self.sheet.drawn(layers, self.width, self.height, **about)

    def _layers(self, marks: Sequence[Layer]) -> list[Layer]:
        layers = [*self._rules(), *marks, *self._names(), self._absent(), *self._columns()]
        if self.pick is None:
            return layers
        area = self.pick.area().encode(
            self.y, x=alt.XValue(-EDGE), x2=alt.X2Value(self.width + EDGE)
        )
        return self.pick.into([area, *layers])

    def _rules(self) -> list[alt.Chart]:
        tops: Rows = [{"at": self.head + self.pitch * row["row"]} for row in self.rows]
        line: dict[str, Any] = {"color": theme.color("line"), "aria": False}
        across = (
            on(tops)
            .mark_rule(**line)
            .encode(
                alt.Y("at:Q", axis=None, scale=None),
                x=alt.XValue(0),
                x2=alt.X2Value(self.width),
            )
        )
        spaced = self.axis.spaced(self.right - self.left, SMALL)
        ticks = [{"at": at, "label": label} for at, label in spaced]
        down = (
            on(ticks)
            .mark_rule(**line, strokeDash=[2, 3])
            .encode(self.x("at"), y=alt.YValue(self.head), y2=alt.Y2Value(self.height))
        )
        ends: Rows = [  # not where a text says why there is no mark
            {"at": 0.0, "top": top["at"], "foot": top["at"] + self.pitch}
            for row, top in zip(self.rows, tops, strict=True)
            if self.axis.low < 0 < self.axis.high and row.get("absent") is None
        ]
        zero = (
            on(ends)
            .mark_rule(color=theme.color("mute"), aria=False)
            .encode(self.x("at"), alt.Y("top:Q", axis=None, scale=None), alt.Y2("foot"))
        )
        style = theme.text_mark(
            self.sheet.locale, fontSize=SMALL, color=theme.color("mute"), align="center"
        )
        label = (
            on(ticks)
            .mark_text(**style)
            .encode(self.x("at"), alt.Text("label:N"), y=alt.YValue(self.head - HEAD / 2 - 1))
        )
        return [across, self.axis.extent().encode(self.x("at")), down, zero, label]

    def _names(self) -> list[alt.Chart]:
        style: dict[str, Any] = {"align": "left", "fontSize": NAME, "fontWeight": 600}
        full = tips("name")
        says = alt.Description("name:N")
        place = alt.XValue(0)
        locale = self.sheet.locale
        if not self.grouped:
            own = theme.centred(
                self.rows, "lines", "name_y", locale, leading=15, shared=True, aria=True, **style
            )
            return [own.encode(says, tooltip=full, x=place)]
        name = theme.text_mark(locale, aria=True, dy=-7, **style)
        quiet = theme.text_mark(
            locale, dy=8, align="left", fontSize=SMALL, color=theme.color("mute")
        )
        return [
            on().mark_text(**name).encode(self.y, alt.Text("lines:N"), says, tooltip=full, x=place),
            on().mark_text(**quiet).encode(self.y, alt.Text("group:N"), x=place),
        ]

    def _absent(self) -> alt.Chart:
        rows: Rows = [
            {
                "missing": words.wrap(row["absent"], (self.right - self.left) / 12, 2),
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

    def _columns(self) -> list[alt.Chart]:
        marks = []
        for column, end in zip(self.columns, self.ends, strict=True):
            # The font of numbers is Latin: CJK fonts set "·" and "–" a full em wide.
            style = theme.text_mark(
                self.sheet.locale,
                align="right",
                color=theme.color(column.tone),
                fontWeight=600 if column.bold else 400,
            ) | {"font": theme.font()}
            marks.append(
                on()
                .mark_text(**style)
                .encode(self.y, alt.Text(f"{column.field}:N"), x=alt.XValue(end))
            )
            head = theme.text_mark(
                self.sheet.locale, align="right", fontSize=SMALL, color=theme.color("mute")
            )
            marks.append(
                on([{"head": column.head}])
                .mark_text(**head)
                .encode(
                    alt.Text("head:N"), x=alt.XValue(end), y=alt.YValue(self.head - HEAD / 2 - 1)
                )
            )
        return marks
