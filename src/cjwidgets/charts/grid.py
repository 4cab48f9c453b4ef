"""Heat maps: a table of shares in which the larger ones are darker, every number written."""

from __future__ import annotations

from typing import Any

import altair as alt

from cjwidgets.charts import theme, words
from cjwidgets.charts.frame import Rows, on, tips

MANY = 12  # columns that still have room for names
CELL, TIGHT, HEIGHT, LOW = 84, 38, 40, 28
NAME, SMALL = 13, 11
FAINT, STRONG = 0.07, 0.72  # opacity of the fill: text stays legible on the strongest
WIDE = 230


class Grid:
    """Cells laid out by row and column.

    A cell has ``row``, ``column`` (positions), ``share`` (or None), ``shown`` and ``doubt``
    (texts, the second only where there is room), ``says``, and maybe ``absent`` (what stands
    in an empty cell).
    """

    def __init__(
        self, rows: list[str], columns: list[str], cells: Rows, locale: str, *, corner: str = ""
    ) -> None:
        self.rows, self.columns, self.cells, self.locale = rows, columns, cells, locale
        self.corner = corner
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
            self.cell = max(62, min(120, longest + 10), min(CELL, 640 / max(1, len(columns))))
            room = (self.cell - 6) / SMALL
            self.heads = [words.wrap(name, room, 3) for name in columns]
        widest = max((words.width(name) for name in rows), default=0) * NAME * words.BOLD + 18
        widest += 26 if self.tight else 0
        self.name = max(90.0, words.width(corner) * SMALL + 12, min(WIDE, widest))
        self.pitch = LOW if self.tight else HEIGHT
        self.top = 10 + 14 * max((len(head) for head in self.heads), default=1)
        self.width = self.name + self.cell * len(columns)
        self.height = self.top + self.pitch * len(rows)
        self.x = alt.X("left:Q", axis=None).scale(
            domain=[0, max(1, len(columns))],
            range=[self.name, self.width],
            nice=False,
            zero=False,
        )
        self.y = alt.Y("top:Q", axis=None).scale(
            domain=[0, max(1, len(rows))], range=[self.top, self.height], nice=False, zero=False
        )

    def layers(self) -> list[alt.Chart]:
        """Return the marks, and the names around them."""
        most = max((cell["share"] or 0.0 for cell in self.cells), default=0.0) or 1.0
        for cell in self.cells:
            share = cell["share"]
            cell |= {
                "left": cell["column"],
                "right": cell["column"] + 1,
                "top": cell["row"],
                "bottom": cell["row"] + 1,
                "across": cell["column"] + 0.5,
                "down": cell["row"] + 0.5,
                "strength": FAINT + (STRONG - FAINT) * share / most if share else 0.0,
            }
        fields = ("place", "shown", "doubt", "people")
        ground = (
            on(self.cells)
            .mark_rect(fill=theme.color("bar"), stroke=theme.color("line"), strokeWidth=1)
            .encode(
                self.x,
                alt.X2("right"),
                self.y,
                alt.Y2("bottom"),
                alt.FillOpacity("strength:Q", legend=None).scale(None),
                description=alt.Description("says:N"),
                tooltip=tips(*fields),
            )
        )
        return [ground, *self._numbers(), *self._names()]

    def _numbers(self) -> list[alt.Chart]:
        doubt = any(cell.get("doubt") for cell in self.cells) and not self.tight
        x = alt.X("across:Q", axis=None)
        y = alt.Y("down:Q", axis=None)
        size = SMALL if self.tight else 12
        own = {"font": theme.font()}
        known = [cell for cell in self.cells if cell["share"] is not None]
        absent = [cell for cell in self.cells if cell.get("absent")]
        base = theme.text_mark(self.locale, align="center", fontSize=size) | own
        texts = []
        # Where there is no interval (nothing was seen), the number stands in the middle.
        for paired in (True, False):
            rows = [cell for cell in known if (doubt and bool(cell.get("doubt"))) is paired]
            texts.append(
                on(rows)
                .mark_text(**base | {"dy": -6 if paired else 0})
                .encode(x, y, alt.Text("cell:N" if self.tight else "shown:N"))
            )
        if doubt:
            quiet = base | {"dy": 9, "fontSize": 10}
            texts.append(on(known).mark_text(**quiet).encode(x, y, alt.Text("doubt:N")))
        muted = theme.text_mark(
            self.locale, align="center", fontSize=SMALL, color=theme.color("mute")
        )
        texts.append(on(absent).mark_text(**muted).encode(x, y, alt.Text("absent:N")))
        return texts

    def _names(self) -> list[alt.Chart]:
        room = (self.name - 16) / (NAME * words.BOLD)
        rows: Rows = []
        for i, name in enumerate(self.rows):
            shown = f"{i + 1} {name}" if i < len(self.paired) and self.paired[i] else name
            lines = words.wrap(shown, room, 1 if self.tight else 2)
            rows.append({"down": i + 0.5, "lines": lines, "name": name})
        heads: Rows = [
            {"across": i + 0.5, "lines": head, "name": name}
            for i, (head, name) in enumerate(zip(self.heads, self.columns, strict=True))
        ]
        style: dict[str, Any] = {"align": "left", "fontSize": NAME, "fontWeight": 600}
        says = alt.Description("name:N")
        names = theme.centred(rows, "lines", self.locale, leading=14, aria=True, **style)
        mute = theme.color("mute")
        above = [
            on([head for head in heads if len(head["lines"]) == lines])
            .mark_text(
                **theme.text_mark(
                    self.locale,
                    aria=True,
                    fontSize=SMALL,
                    align="center",
                    color=mute,
                    lineHeight=14,
                )
            )
            .encode(
                alt.X("across:Q", axis=None),
                alt.Text("lines:N"),
                says,
                tooltip=tips("name"),
                y=alt.YValue(self.top - 1 - 14 * lines + 4),
            )
            for lines in sorted({len(head["lines"]) for head in heads})
        ]
        corner = theme.text_mark(self.locale, align="left", fontSize=SMALL, color=mute)
        return [
            *(
                name.encode(alt.Y("down:Q", axis=None), says, tooltip=tips("name"), x=alt.XValue(0))
                for name in names
            ),
            *above,
            on([{"corner": self.corner}])
            .mark_text(**corner)
            .encode(alt.Text("corner:N"), x=alt.XValue(0), y=alt.YValue(self.top - 10)),
        ]
