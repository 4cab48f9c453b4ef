"""What a chart is drawn from: a table of a statistic, and the language it speaks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from inspect import signature
from typing import Any, TypeAlias

import altair as alt
import pandas as pd

from cjwidgets.analysis import explain
from cjwidgets.charts.layout.empty import empty
from cjwidgets.charts.layout.fit import in_card
from cjwidgets.charts.layout.frame import Layer, Rows, framed
from cjwidgets.charts.layout.pick import KEYS, telling
from cjwidgets.display import words
from cjwidgets.errors import DataError, InputError
from cjwidgets.locale import language
from cjwidgets.model import JourneyMap

Statistic = Callable[..., pd.DataFrame]
Source: TypeAlias = JourneyMap | pd.DataFrame | None
"""A map, or a table the statistic returned; None where the statistic needs no map."""


class Sheet:
    """A table, with the words and numbers of a language.

    Parameters
    ----------
    chart : str
        Key of the chart's texts in the catalogues: ``chart.<chart>.title``.
    table : pandas.DataFrame
        May have no rows: then `empty` is true, and `nothing` is the chart.
    locale, title : str
        Of the map.
    """

    def __init__(self, chart: str, table: pd.DataFrame, locale: str, title: str) -> None:
        self.chart, self.table, self.locale, self.title = chart, table, locale, title
        self.t = language(locale)

    @property
    def empty(self) -> bool:
        return self.table.empty

    @property
    def level(self) -> str:
        """The column with the names of the places."""
        known = ("touchpoint", "stage", "channel", "event")
        return next((name for name in known if name in self.table), "")

    @property
    def by(self) -> str:
        """The column with the names of the groups that answers are told apart by."""
        known = ("persona", "segment", "channel")
        return next((name for name in known if name in self.table and name != self.level), "")

    @cached_property
    def keys(self) -> list[str]:
        """The columns that say what a row stands for: place, channel, persona."""
        names = [name for name in KEYS if name in self.table]
        if self.part:
            return [*names, *(f"{name}_id" for name in names if f"{name}_id" in self.table)]
        return telling(names, records(self.table))

    @property
    def part(self) -> bool:
        """Whether rows are left out: who sees only some does not know which names repeat."""
        return bool(self.table.attrs.get("part"))

    def percent(self, share: float) -> str:
        return self.t.percent(share)

    def interval(self, low: float, high: float) -> str:
        """Return an interval of shares without its sign; empty where it is not known."""
        return self.t.narrow(low, high) if known(low, high) else ""

    def count(self, number: float) -> str:
        return self.t.count(number)

    def decimal(self, number: float, *, sign: bool = False) -> str:
        return self.t.number(number, sign=sign)

    def points(self, difference: float) -> str:
        """Return a difference of shares in percentage points, with its sign."""
        return self.t.points(difference)

    def span(self, low: float, high: float, *, sign: bool = False) -> str:
        """Return an interval of numbers; empty where it is not known."""
        if not known(low, high):
            return ""
        return f"{self.decimal(low, sign=sign)} … {self.decimal(high, sign=sign)}"

    def duration(self, seconds: float) -> str:
        return self.t.duration(seconds)

    def why(self, note: str) -> str:
        """Say why a value is missing."""
        minimum = self.table.attrs.get("minimum", "")
        return self.t(f"note.{note or 'undefined'}", minimum=minimum)

    def reading(self, key: str = "", **values: object) -> str:
        """Say what the marks of the chart are."""
        level = self.table.attrs.get("confidence")
        values |= {"level": self.t.percent(level, 4)} if level else {"level": ""}
        return self.t(key or f"chart.{self.chart}.reading", **values)

    def below(self, n: Any = None) -> str:
        """Return the line under the heading: the map, and how many were counted."""
        unit = words.clean(str(self.table.attrs.get("unit") or ""))
        counted = "" if n is None else f"n {self.count(float(n))}"
        if counted and unit and unit not in ("seconds", "answer"):
            counted += f" ({unit})"
        title = "" if in_card() else self.title
        return " · ".join(part for part in (title, counted, self._open()) if part)

    def _open(self) -> str:
        """Say how many may yet reach the goal, where that is told of all."""
        about = self.table.attrs
        if not about.get("open"):
            return ""
        at_most = self.t.percent(about["at_most"], 1)
        return self.t("chart.may_yet", n=self.count(about["open"]), at_most=at_most)

    def nothing(self, key: str = "chart.nothing") -> alt.LayerChart:
        """Return the chart that says there is nothing to draw."""
        return empty(self.t(f"chart.{self.chart}.title"), self.t(key), self.locale)

    def drawn(
        self,
        layers: Sequence[Layer],
        width: float,
        height: float,
        *,
        rows: Rows | None = None,
        n: Any = None,
        reading: str | None = None,
        edge: float = 0,
        heading: str | None = None,
    ) -> alt.LayerChart:
        """Return the finished chart; its description says in a sentence what it shows."""
        return framed(
            layers,
            rows=rows,
            width=width,
            height=height,
            heading=heading or self.t(f"chart.{self.chart}.title"),
            below=self.below(n),
            reading=self.reading() if reading is None else reading,
            says=explain(self.table, self.locale),
            locale=self.locale,
            edge=edge,
        )


def known(*values: Any) -> bool:
    """Whether none of these is missing."""
    return not any(
        pd.isna(value) or (isinstance(value, float) and math.isinf(value)) for value in values
    )


def records(table: pd.DataFrame) -> Rows:
    """Return the rows with plain Python values, missing ones as None: what JSON knows."""
    plain = table.astype(object)
    return [
        {str(name): _plain(value) for name, value in row.items()}
        for row in plain.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return list(value)
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def name_of(row: dict[str, Any], column: str) -> str:
    """Return the name in a column, on one line."""
    return words.clean(str(row.get(column) or ""))


def tabled(statistic: Statistic) -> Callable[..., pd.DataFrame]:
    """Return the data twin of a chart of this statistic."""

    def data(source: Source, /, *evidence: Any, locale: str | None = None, **options: Any) -> Any:
        return _table(statistic, source, evidence, options)

    data.__doc__ = (
        f"Return the table the chart draws; see :func:`cjwidgets.analysis.{statistic.__name__}`."
    )
    return data


def sheet(
    chart: str,
    statistic: Statistic,
    source: Source,
    /,
    *evidence: Any,
    locale: str | None = None,
    **options: Any,
) -> Sheet:
    """Return what to draw: the statistic of a map, or a table that is ready.

    A map without stages has an empty table: a chart then says what to do, where the statistic
    alone would be an error.
    """
    jm = source if isinstance(source, JourneyMap) else None
    tongue = locale or (jm.locale if jm is not None else "en")
    language(tongue)  # an unknown language is refused before anything is counted
    title = words.clean(jm.title) if jm is not None else ""
    try:
        table = _table(statistic, source, evidence, options)
    except DataError:
        if jm is None or jm.stages:
            raise
        table = pd.DataFrame()
    return Sheet(chart, table, tongue, title)


def _table(
    statistic: Statistic, source: Source, evidence: tuple[Any, ...], options: dict[str, Any]
) -> pd.DataFrame:
    given = tuple(each for each in evidence if each is not None)
    name = statistic.__name__
    if not isinstance(source, pd.DataFrame):
        try:
            signature(statistic).bind(source, *given, **options)
        except TypeError as error:
            raise InputError(
                f"The chart can't be drawn with these arguments: {error}.",
                hint=f"It takes those of cj.analysis.{name}.",
            ) from None
        return statistic(source, *given, **options)
    if given or options:
        raise InputError(
            "A ready table is drawn as it is: evidence and options have no use beside it.",
            hint=f"Pass them to cj.analysis.{name}(…), and its table to the chart.",
        )
    made = source.attrs.get("statistic")
    if made != name:
        raise InputError(
            f"This table is of {made!r}, the chart draws {name!r}."
            if made
            else "This table does not say which statistic it is of.",
            hint=f"Pass what cj.analysis.{name}(…) returned, unchanged.",
        )
    return source
