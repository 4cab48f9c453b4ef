"""Places and periods as expressions: what a coding says, asked where the events are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.coding import NOWHERE, Coding, Kinds, Steps

# Up to so many texts a lookup asks one after the other; beyond, it halves them first.
_FEW = 48


# What str.strip takes away, which SQL's trim does not know.
_BLANKS = "".join(chr(i) for i in range(0x3001) if chr(i).isspace())


@dataclass(frozen=True)
class Coder:
    """Writes codings as expressions on the columns of one frame.

    No table is joined: the texts stand in the expression as literals, which each backend
    escapes itself.
    """

    texts: Mapping[str, str]
    """Role → column of text."""
    backend: str

    def period(self, cuts: tuple[int, ...]) -> nw.Expr:
        return _chain(((nw.col("time") < cut, i) for i, cut in enumerate(cuts)), len(cuts))

    def place(self, coding: Coding) -> nw.Expr:
        """Return the place of an event, −1 for nowhere."""
        return self._code(coding.kinds, coding.places)

    def pattern(self, steps: Steps) -> tuple[nw.Expr, list[list[int]]]:
        """Return a code for the set of steps an event fulfils, and the codes of each step."""
        patterns, codes = np.unique(steps.members.T, axis=0, return_inverse=True)
        codes = np.where(patterns[codes.ravel()].any(axis=1), codes.ravel(), NOWHERE)
        of_step = [np.flatnonzero(patterns[:, step]).tolist() for step in range(len(steps))]
        return self._code(steps.kinds, codes), of_step

    def _code(self, kinds: Kinds, codes: Any) -> nw.Expr:
        columns = [*kinds.columns, "period"]
        table = kinds.table[columns].astype(object)
        table = table.where(table.notna(), None).assign(code=np.asarray(codes))
        columns = _needed(table, columns)
        if not columns:
            return nw.lit(int(table["code"].iloc[0]) if len(table) else NOWHERE).cast(nw.Int64)
        table = table[[*columns, "code"]].drop_duplicates()
        table = table[table["code"] != NOWHERE]
        main = max(columns, key=lambda column: table[column].nunique())
        others = [column for column in columns if column != main]
        if not others:
            return self._lookup(table, main, kinds.cuts)
        branches = [
            (
                nw.all_horizontal(
                    *(
                        self._is(column, [value], kinds.cuts)
                        for column, value in zip(others, values, strict=True)
                    ),
                    ignore_nulls=False,
                ),
                self._lookup(part, main, kinds.cuts),
            )
            for values, part in table.groupby(others, dropna=False, sort=False)
        ]
        return _chain(branches, NOWHERE)

    def _lookup(self, table: pd.DataFrame, column: str, cuts: tuple[int, ...]) -> nw.Expr:
        """Return the code that goes with a column's value."""
        missing = table[column].isna()
        empty = [
            (self._is(column, [None], cuts), int(code)) for code in table.loc[missing, "code"][:1]
        ]
        codes = dict(zip(table.loc[~missing, column], table.loc[~missing, "code"], strict=True))
        # Polars looks texts up by hash, and would evaluate every branch of a condition.
        if self.backend == "polars" and len(codes) > 1 and column != "period":
            found = self._column(column, cuts).replace_strict(
                list(codes), list(codes.values()), default=NOWHERE, return_dtype=nw.Int64
            )
        else:
            found = self._search(column, dict(sorted(codes.items())), cuts)
        return _chain(empty, found) if empty else found

    def _search(self, column: str, codes: dict[Any, int], cuts: tuple[int, ...]) -> nw.Expr:
        # Only where texts compare by their bytes, as in Python: a warehouse may sort by language.
        if self.backend != "ibis" and len(codes) > _FEW:
            names = list(codes)
            half = len(names) // 2
            left, right = (
                self._search(column, {name: codes[name] for name in part}, cuts)
                for part in (names[:half], names[half:])
            )
            return _chain([(self._column(column, cuts) < names[half], left)], right)
        members: dict[int, list[Any]] = {}
        for name, code in codes.items():
            members.setdefault(int(code), []).append(name)
        return _chain(
            ((self._is(column, names, cuts), code) for code, names in members.items()), NOWHERE
        )

    def _is(self, column: str, values: list[Any], cuts: tuple[int, ...]) -> nw.Expr:
        expression = self._column(column, cuts)
        if len(values) > 1:
            return expression.is_in(values)
        if pd.isna(values[0]):
            return expression.is_null() | blank(expression, self.backend)
        return expression == nw.lit(values[0])

    def _column(self, column: str, cuts: tuple[int, ...]) -> nw.Expr:
        return self.period(cuts) if column == "period" else nw.col(self.texts[column])


def blank(text: nw.Expr, backend: str) -> nw.Expr:
    """Say whether a text holds nothing to read."""
    return text.str.strip_chars(None if backend == "ibis" else _BLANKS) == ""


def _needed(table: pd.DataFrame, columns: list[str]) -> list[str]:
    """Leave out columns on which no code depends: most rules ask for the event only."""
    for column in reversed(columns):
        rest = [other for other in columns if other != column]
        one = table.groupby(rest, dropna=False)["code"] if rest else table["code"]
        if bool(np.all(one.nunique() <= 1)):
            columns = rest
    return columns


def _chain(branches: Iterable[tuple[nw.Expr, Any]], otherwise: Any) -> nw.Expr:
    """Return the value of the first condition that holds."""
    chain: Any = nw
    for condition, value in branches:
        chain = chain.when(condition).then(_value(value))
    return _value(otherwise) if chain is nw else chain.otherwise(_value(otherwise))


def _value(value: Any) -> nw.Expr:
    return value if isinstance(value, nw.Expr) else nw.lit(int(value)).cast(nw.Int64)


def count_if(condition: nw.Expr) -> nw.Expr:
    """Count where a condition holds."""
    return flag(condition).sum().cast(nw.Int64)


def flag(condition: nw.Expr) -> nw.Expr:
    """Return 1 where a condition holds, else 0."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))
