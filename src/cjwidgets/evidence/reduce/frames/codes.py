"""Places and periods as columns: what a placement says, asked where the events are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.matching.placement import NOWHERE, ChainSteps, Column, EventKinds, Placement
from cjwidgets.evidence.reduce.frames import native

# Up to so many texts stand in an expression; more are a table to join.
_FEW = 48

# What str.strip takes away, which SQL's trim does not know.
_BLANKS = "".join(chr(i) for i in range(0x3001) if chr(i).isspace())


@dataclass(frozen=True)
class Coder:
    """Adds what placements say to a frame, as expressions on its columns.

    The texts stand in the expression as literals, which each backend escapes itself; where they
    are many, in a small table that is joined.
    """

    texts: Mapping[Column, str]
    """Role, or count of what came before → column of text."""
    backend: str

    def period(self, cuts: tuple[int, ...]) -> nw.Expr:
        return _chain(((nw.col("time") < cut, i) for i, cut in enumerate(cuts)), len(cuts))

    def placed(self, frame: nw.LazyFrame, **placements: Placement) -> nw.LazyFrame:
        """Add columns with the place of each event, −1 for nowhere."""
        for name, placement in placements.items():
            frame = self._coded(frame, name, placement.kinds, placement.places)
        return frame

    def patterned(
        self, frame: nw.LazyFrame, name: str, steps: ChainSteps
    ) -> tuple[nw.LazyFrame, list[list[int]]]:
        """Add a code for the set of steps an event fulfils; return the codes of each step, too."""
        patterns, codes = np.unique(steps.members.T, axis=0, return_inverse=True)
        codes = np.where(patterns[codes.ravel()].any(axis=1), codes.ravel(), NOWHERE)
        of_step = [np.flatnonzero(patterns[:, step]).tolist() for step in range(len(steps))]
        return self._coded(frame, name, steps.kinds, codes), of_step

    def members(
        self, frame: nw.LazyFrame, name: str, kinds: EventKinds, members: tuple[int, ...]
    ) -> nw.LazyFrame:
        """Add the kind of each event that is of one of some kinds, −1 for others."""
        codes = np.full(len(kinds), NOWHERE)
        codes[list(members)] = members
        return self._coded(frame, name, kinds, codes)

    def _coded(self, frame: nw.LazyFrame, name: str, kinds: EventKinds, codes: Any) -> nw.LazyFrame:
        columns: list[Column] = [*kinds.columns, "period"]
        table = kinds.table[columns].astype(object)
        table = table.where(table.notna(), None).assign(code=np.asarray(codes))
        columns = _needed(table, columns)
        if not columns:
            code = nw.lit(int(table["code"].iloc[0]) if len(table) else NOWHERE).cast(nw.Int64)
            return frame.with_columns(**{name: code})
        table = table[[*columns, "code"]].drop_duplicates()
        table = table[table["code"] != NOWHERE]
        main = max(columns, key=lambda column: table[column].nunique())
        others = [column for column in columns if column != main]
        parts = list(table.groupby(others, dropna=False, sort=False)) if others else [((), table)]
        conditions = [
            nw.all_horizontal(
                *(
                    self._is(column, [value], kinds.cuts)
                    for column, value in zip(others, values, strict=True)
                ),
                ignore_nulls=False,
            )
            if others
            else nw.lit(True)
            for values, _ in parts
        ]
        tables = [part[[main, "code"]] for _, part in parts]
        many = main != "period" and table[main].nunique() > _FEW
        if many and self.backend != "polars":
            return self._joined(frame, name, main, conditions, tables)
        found = [self._lookup(part, main, kinds.cuts) for part in tables]
        code = _chain(zip(conditions, found, strict=True), NOWHERE) if others else found[0]
        return frame.with_columns(**{name: code})

    def _joined(
        self,
        frame: nw.LazyFrame,
        name: str,
        main: Column,
        conditions: list[nw.Expr],
        tables: list[pd.DataFrame],
    ) -> nw.LazyFrame:
        """Join the codes by text, and by which of some conditions holds."""
        rows = pd.concat([part.assign(part=i) for i, part in enumerate(tables)])
        rows = rows.rename(columns={main: "text"}).fillna({"text": ""})
        text = nw.col(self.texts[main])
        if (rows["text"] == "").any():  # whatever is blank has one code
            gone = text.is_null() | blank(text, self.backend)
            text = nw.when(gone).then(nw.lit("")).otherwise(text)
        part = _chain(((one, i) for i, one in enumerate(conditions)), NOWHERE)
        lookup = native.beside(
            frame.to_native(),
            {
                f"{name}_text": [str(value) for value in rows["text"]],
                f"{name}_part": rows["part"].tolist(),
                name: rows["code"].tolist(),
            },
            self.backend,
        )
        keys = {f"{name}_text": text, f"{name}_part": part}
        joined = frame.with_columns(**keys).join(nw.from_native(lookup), on=list(keys), how="left")
        return joined.with_columns(nw.col(name).fill_null(NOWHERE)).drop(*keys)

    def _lookup(self, table: pd.DataFrame, column: Column, cuts: tuple[int, ...]) -> nw.Expr:
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
            members: dict[int, list[Any]] = {}
            for name, code in codes.items():
                members.setdefault(int(code), []).append(name)
            found = _chain(
                ((self._is(column, names, cuts), code) for code, names in members.items()), NOWHERE
            )
        return _chain(empty, found) if empty else found

    def _is(self, column: Column, values: list[Any], cuts: tuple[int, ...]) -> nw.Expr:
        expression = self._column(column, cuts)
        if len(values) > 1:
            return expression.is_in(values)
        if pd.isna(values[0]):
            return expression.is_null() | blank(expression, self.backend)
        return expression == nw.lit(values[0])

    def _column(self, column: Column, cuts: tuple[int, ...]) -> nw.Expr:
        return self.period(cuts) if column == "period" else nw.col(self.texts[column])


def blank(text: nw.Expr, backend: str) -> nw.Expr:
    """Say whether a text holds nothing to read."""
    return stripped(text, backend) == ""


def stripped(text: nw.Expr, backend: str) -> nw.Expr:
    """Return a text without the blanks around it."""
    return text.str.strip_chars(None if backend == "ibis" else _BLANKS)


def _needed(table: pd.DataFrame, columns: list[Column]) -> list[Column]:
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
