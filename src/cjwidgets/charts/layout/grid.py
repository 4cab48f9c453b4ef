"""Heat maps: a table of shares in which the larger ones are darker, every number written."""

from __future__ import annotations

from typing import Any

import altair as alt

from cjwidgets.charts.layout.frame import Layer, Rows, on
from cjwidgets.charts.layout.pick import Pick, keys
from cjwidgets.charts.layout.places import LEADING, Places
from cjwidgets.charts.layout.room import EDGE, narrow
from cjwidgets.charts.layout.sheet import Sheet
from cjwidgets.charts.layout.tips import tips
from cjwidgets.display import theme, words

MANY = 12  # columns that still have room for names
CELL, TIGHT, HEIGHT, LOW = 84, 38, 40, 28
NAME, SMALL = 13, 11
FAINT, STRONG = 0.07, 0.72  # opacity of the fill: text stays legible on the strongest
WIDE = 230
FEW = "·"  # stands where few are: that some are is known, how many is not shown
ROOMY, PLAIN, BARE = 44, 34, 16  # pixels of a cell that has room for a doubt, a "%", a number


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
        self.listed: list[str] = []  # the names of columns that are only numbers
        room = narrow()
        if room is None:
            self._beside()
        else:
            self._above(room)
        self.width, self.height = self.places.right, self.places.top(len(rows))
        self.x = alt.X(
            "column:O",
            axis=None,
            scale=alt.Scale(
                domain=list(range(len(columns))),
                range=[self.places.left, self.width],
                padding=0,
            ),
        )
        self.y = alt.Y("row:O", axis=None, scale=alt.Scale(**self.places.scale(len(rows))))

    def _beside(self) -> None:
        """Lay out names to the left of the cells."""
        rows, columns = self.rows, self.columns
        self.tight = len(columns) > MANY
        self.numbers = 12 if not self.tight else SMALL
        # Too many columns for names are numbered as the rows of the same name.
        self.paired = self._pairs() if self.tight else []
        self.cell: float = TIGHT
        self.heads = [
            [str(i + 1)] if i < len(self.paired) and self.paired[i] else words.wrap(name, 3.6, 3)
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
        self.name = max(90.0, words.width(self.corner) * SMALL + 12, min(WIDE, words.roomy(widest)))
        self.top = 10 + 14 * max((len(head) for head in self.heads), default=1)
        right = self.name + self.cell * len(columns)
        self.places = Places(self.name, right, self.top, LOW if self.tight else HEIGHT, right)

    def _above(self, room: float) -> None:
        """Lay out names above the cells, which have the whole width."""
        self.name = room
        self.cell = room / max(1, len(self.columns))
        self.tight = self.cell < ROOMY
        self.numbers = SMALL if self.cell >= PLAIN else SMALL - 1 if self.cell >= BARE else 0
        own = (self.cell - 4) / SMALL
        fits = [words.longest(name) <= own for name in self.columns]
        pairs = self._pairs()
        # As wide as they are, or all that have a number beside the rows' names have one here too.
        self.paired = [] if all(fits) else pairs
        self.heads = []
        for i, name in enumerate(self.columns):
            numbered = not fits[i] or (bool(self.paired) and i < len(pairs) and pairs[i])
            self.heads.append([str(i + 1)] if numbered else words.wrap(name, own, 3))
            if numbered and not (i < len(pairs) and pairs[i]):
                self.listed.append(f"{i + 1} {name}")
        listed = words.wrap(" · ".join(self.listed), room / SMALL, 12) if self.listed else []
        said = f"{self.corner} · %" if BARE <= self.cell < PLAIN else self.corner
        corner = words.wrap(said, room / SMALL, 2) if said else []
        self.listed = [*corner, *listed]
        over = 15 * len(self.listed)
        self.top = over + 10 + 14 * max((len(head) for head in self.heads), default=1)
        line = room / (NAME * words.BOLD)
        lines = max(
            (len(words.wrap(self._called(i), line, 4)) for i in range(len(self.rows))), default=1
        )
        zone = LOW if self.tight else HEIGHT
        self.places = Places(0, room, self.top, 8 + LEADING * lines + zone + 6, room, above=True)
        self.places.zone, self.places.foot = zone, 6

    def _pairs(self) -> list[bool]:
        return [one == two for one, two in zip(self.rows, self.columns, strict=False)]

    def _called(self, row: int) -> str:
        """Return the name of a row, with its number where columns have only that."""
        numbered = row < len(self.paired) and self.paired[row]
        return f"{row + 1} {self.rows[row]}" if numbered else self.rows[row]

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
        places = self.places
        room = (self.name - (0 if places.above else 16)) / (NAME * words.BOLD)
        broken = 4 if places.above else 1 if self.tight else 2
        names: Rows = []
        for i, name in enumerate(self.rows):
            lines = words.wrap(self._called(i), room, broken)
            at = places.named(i, len(lines), grouped=False)
            row = {"row": i, "name_y": at, "lines": lines, "name": name} | self.of_rows[i]
            if places.above:
                row |= {"top": places.top(i), "foot": places.middle(i) - places.zone / 2}
            names.append(row)
        heads: Rows = []
        for i, (head, name) in enumerate(zip(self.heads, self.columns, strict=True)):
            # Set on the line below them.
            at = self.top + 3 - 7 * (len(head) + 1)
            row = {"column": i, "head_y": at, "lines": head, "name": name}
            heads.append(row | self.of_columns[i])
        return names, heads

    def _areas(self, pick: Pick, names: Rows, heads: Rows) -> list[Layer]:
        at = ("row", "column", "top", "foot", *pick.fields)
        named = [row for row in (*names, *heads) if keys(row, pick.fields)]
        stand = [{key: row[key] for key in at if key in row} for row in named]
        left: dict[str, Any] = {"x": alt.XValue(-EDGE), "x2": alt.X2Value(self.name)}
        above: dict[str, Any] = {"y": alt.YValue(0), "y2": alt.Y2Value(self.top)}
        beside: dict[str, Any] = {"y": self.y}
        if self.places.above:
            beside = {"y": alt.Y("top:Q", axis=None, scale=None), "y2": alt.Y2("foot")}
        return [
            pick.area([row for row in stand if "row" in row]).encode(**beside, **left),
            pick.area([row for row in stand if "column" in row]).encode(self.x, **above),
        ]

    def _marks(self) -> list[alt.Chart]:
        most = max((cell["share"] or 0.0 for cell in self.cells), default=0.0) or 1.0
        for cell in self.cells:
            share, middle = cell["share"], self.places.middle(cell["row"])
            strength = FAINT + (STRONG - FAINT) * share / most if share else 0.0
            cell["strength"] = round(strength, 3)
            cell["number"] = "" if share is None else self._number(cell)
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
        base = theme.text_mark(self.locale, align="center", fontSize=self.numbers or SMALL)
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

    def _number(self, cell: dict[str, Any]) -> str:
        if self.cell >= PLAIN or not self.places.above:
            return str(cell["cell" if self.tight else "shown"])
        # The head says "%"; where not even a number has room the tint and the tooltip say it.
        return f"{100 * cell['share']:.0f}" if self.numbers else ""

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
        above = self.places.above
        quiet = theme.text_mark(self.locale, lineHeight=15, **style)
        corner = (
            on([{"corner": self.listed if above else self.corner}])
            .mark_text(**quiet)
            .encode(
                alt.Text("corner:N"), x=alt.XValue(0), y=alt.YValue(8 if above else self.top - 10)
            )
        )
        return [names, corner]

    def _heads(self, rows: Rows) -> list[alt.Chart]:
        style: dict[str, Any] = {"fontSize": SMALL, "color": theme.color("mute")}
        heads = theme.centred(
            rows, "lines", "head_y", self.locale, leading=14, aria=True, align="center", **style
        )
        return [heads.encode(self.x, alt.Description("name:N"), tooltip=tips("name"))]
