"""Heat maps: a table of shares in which the larger ones are darker, every number written."""

from __future__ import annotations

from typing import Any

import altair as alt

from cjwidgets.charts.layout.frame import EDGE, Layer, Rows, on, tips
from cjwidgets.charts.layout.pick import Pick, keys
from cjwidgets.charts.layout.sheet import Sheet
from cjwidgets.display import theme, words

MANY = 12  # columns that still have room for names
CELL, TIGHT, HEIGHT, LOW = 84, 38, 40, 28
NAME, SMALL = 13, 11
FAINT, STRONG = 0.07, 0.72  # opacity of the fill: text stays legible on the strongest
WIDE = 230


class Grid:
    """Cells laid out by row and column.

    A cell has ``row``, ``column`` (positions), ``share`` (or None), ``shown`` and ``doubt``
    (texts, the second only where there is room), ``says``, maybe ``absent`` (what stands in an
    empty cell), and what it stands for (`pick.keys`). ``of_rows`` and ``of_columns`` are what
    the names around them stand for, which are all cells beside them.
    """

    def __init__(
        self,
        sheet: Sheet,
        rows: list[str],
        columns: list[str],
        cells: Rows,
        *,
        corner: str = "",
        of_rows: Rows | None = None,
        of_columns: Rows | None = None,
    ) -> None:
        self.sheet, self.rows, self.columns, self.cells = sheet, rows, columns, cells
        self.locale, self.corner = sheet.locale, corner
        self.of_rows = of_rows or [{} for _ in rows]
        self.of_columns = of_columns or [{} for _ in columns]
        stand = [name for each in (*self.of_rows, *self.of_columns) for name in each]
        self.pick = Pick(list(dict.fromkeys(stand))) if stand else None
        self.tight = len(columns) > MANY
        # Too many columns for names are numbered as the rows of the same name.
        self.paired = [self.tight and one == two for one, two in zip(rows, columns, strict=False)]
        self.cell: float = TIGHT
        self.heads = [
            [str(i + 1)] if i < len(rows) and self.paired[i] else words.wrap(name, 3.6, 3)
            for i, name in enumerate(columns)
        ]
        if not self.tight:
            longest = max((words.longest(name) for name in columns), default=0) * SMALL
            most = min(CELL, 640 / max(1, len(columns)))
            self.cell = max(62, min(120, words.roomy(longest + 10, 10)), most)
            room = (self.cell - 6) / SMALL
            self.heads = [words.wrap(name, room, 3) for name in columns]
        widest = max((words.width(name) for name in rows), default=0) * NAME * words.BOLD + 18
        widest += 26 if self.tight else 0
        self.name = max(90.0, words.width(corner) * SMALL + 12, min(WIDE, words.roomy(widest)))
        self.pitch = LOW if self.tight else HEIGHT
        self.top = 10 + 14 * max((len(head) for head in self.heads), default=1)
        self.width = self.name + self.cell * len(columns)
        self.height = self.top + self.pitch * len(rows)
        self.x = alt.X(
            "column:O",
            axis=None,
            scale=alt.Scale(
                domain=list(range(len(columns))), range=[self.name, self.width], padding=0
            ),
        )
        self.y = alt.Y(
            "row:O",
            axis=None,
            scale=alt.Scale(
                domain=list(range(len(rows))), range=[self.top, self.height], padding=0
            ),
        )

    def drawn(self, *, n: Any = None, reading: str | None = None) -> alt.LayerChart:
        """Return the chart."""
        names, heads = self._named()
        layers: list[Layer] = [*self._marks(), *self._names(names), *self._heads(heads)]
        if self.pick is not None:
            layers = self.pick.into([*self._areas(self.pick, names, heads), *layers])
        edge = EDGE if self.pick else 0
        about: dict[str, Any] = {"rows": self.cells, "n": n, "reading": reading, "edge": edge}
        return self.sheet.drawn(layers, self.width, self.height, **about)

    def _named(self) -> tuple[Rows, Rows]:
        room = (self.name - 16) / (NAME * words.BOLD)
        names: Rows = []
        for i, name in enumerate(self.rows):
            shown = f"{i + 1} {name}" if i < len(self.paired) and self.paired[i] else name
            lines = words.wrap(shown, room, 1 if self.tight else 2)
            at = self.top + self.pitch * (i + 0.5)
            names.append({"row": i, "name_y": at, "lines": lines, "name": name} | self.of_rows[i])
        heads: Rows = []
        for i, (head, name) in enumerate(zip(self.heads, self.columns, strict=True)):
            # Set on the line below them.
            at = self.top + 3 - 7 * (len(head) + 1)
            row = {"column": i, "head_y": at, "lines": head, "name": name}
            heads.append(row | self.of_columns[i])
        return names, heads

    def _areas(self, pick: Pick, names: Rows, heads: Rows) -> list[Layer]:
        at = ("row", "column", *pick.fields)
        named = [row for row in (*names, *heads) if keys(row, pick.fields)]
        stand = [{key: row[key] for key in at if key in row} for row in named]
        left: dict[str, Any] = {"x": alt.XValue(-EDGE), "x2": alt.X2Value(self.name)}
        above: dict[str, Any] = {"y": alt.YValue(0), "y2": alt.Y2Value(self.top)}
        return [
            pick.area([row for row in stand if "row" in row]).encode(self.y, **left),
            pick.area([row for row in stand if "column" in row]).encode(self.x, **above),
        ]

    def _marks(self) -> list[alt.Chart]:
        most = max((cell["share"] or 0.0 for cell in self.cells), default=0.0) or 1.0
        for cell in self.cells:
            share, middle = cell["share"], self.top + self.pitch * (cell["row"] + 0.5)
            strength = FAINT + (STRONG - FAINT) * share / most if share else 0.0
            cell["strength"] = round(strength, 3)
            cell["number"] = "" if share is None else cell["cell" if self.tight else "shown"]
            cell["doubt"] = cell.get("doubt") or ""
            cell["absent"] = cell.get("absent") or ""
            # Where there is no interval (nothing was seen), the number stands in the middle.
            cell["number_y"] = middle - (6 if cell["doubt"] and not self.tight else 0)
            cell.pop("cell", None)
        ground = (
            on()
            .mark_rect(fill=theme.color("bar"), stroke=theme.color("line"), strokeWidth=1)
            .encode(
                self.x,
                self.y,
                alt.FillOpacity("strength:Q", legend=None, scale=None),
                description=alt.Description("says:N"),
                tooltip=tips("place", "shown", "doubt", "people"),
            )
        )
        base = theme.text_mark(self.locale, align="center", fontSize=SMALL if self.tight else 12)
        base |= {"font": theme.font()}
        height = alt.Y("number_y:Q", axis=None, scale=None)
        number = on().mark_text(**base).encode(self.x, height, alt.Text("number:N"))
        quiet = base | {"dy": 9, "fontSize": 10}
        doubt = on().mark_text(**quiet).encode(self.x, self.y, alt.Text("doubt:N"))
        muted = theme.text_mark(
            self.locale, align="center", fontSize=SMALL, color=theme.color("mute")
        )
        absent = on().mark_text(**muted).encode(self.x, self.y, alt.Text("absent:N"))
        frames = [] if self.pick is None else [self._frame(self.pick)]
        return [ground, *frames, number, *([] if self.tight else [doubt]), absent]

    def _frame(self, pick: Pick) -> alt.Chart:
        """Return a frame of the cells that are picked: a tint would change what their own says."""
        frame = on().mark_rect(fill=None, strokeWidth=2, aria=False)
        return frame.encode(self.x, self.y, stroke=pick.when("persona-1"))

    def _names(self, rows: Rows) -> list[alt.Chart]:
        style: dict[str, Any] = {"align": "left", "fontSize": NAME, "fontWeight": 600}
        names = theme.centred(
            rows, "lines", "name_y", self.locale, leading=14, aria=True, **style
        ).encode(alt.Description("name:N"), tooltip=tips("name"), x=alt.XValue(0))
        style = {"align": "left", "fontSize": SMALL, "color": theme.color("mute")}
        corner = (
            on([{"corner": self.corner}])
            .mark_text(**theme.text_mark(self.locale, **style))
            .encode(alt.Text("corner:N"), x=alt.XValue(0), y=alt.YValue(self.top - 10))
        )
        return [names, corner]

    def _heads(self, rows: Rows) -> list[alt.Chart]:
        style: dict[str, Any] = {"fontSize": SMALL, "color": theme.color("mute")}
        heads = theme.centred(
            rows, "lines", "head_y", self.locale, leading=14, aria=True, align="center", **style
        )
        return [heads.encode(self.x, alt.Description("name:N"), tooltip=tips("name"))]
