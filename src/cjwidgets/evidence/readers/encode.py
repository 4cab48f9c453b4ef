"""Turns a column of names into codes, fast where the column allows it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.readers.unknown_ids import ONES, is_placeholder, suspects, warn
from cjwidgets.evidence.reduce.arrays.events import Labels, Mask, look_up
from cjwidgets.evidence.reduce.people import People
from cjwidgets.locale import counted

Codes = NDArray[np.integer[Any]]

GAPS = {
    "customer": "Leave those rows out, EventLog(…, unknown=['']), or give each the id of somebody.",
    "event": "Drop those rows, or give them a name such as 'unknown' if they should count.",
    "time": "Drop those rows or fill them in: an event without a time has no place.",
    "sequence": "Fill them in, e.g. with 0, or leave the column out. What is infinite is none.",
    "cost": "What is infinite is no sum: correct it, or empty it where nothing was paid.",
}
"""What to do about rows without one."""
_WHOLE = re.compile(r"-?\d{1,18}")


def customers(
    column: nw.Series[Any], name: str, unknown: tuple[str, ...] | None = None
) -> tuple[NDArray[np.int32], Mask | None, People]:
    """Return a code from 0 for each row's customer, without gaps; which rows have one; and who.

    Ids in `unknown` name nobody (``""`` stands for gaps and blanks): their rows have no code,
    −1. Without `unknown` all rows count, and there is a warning of ids that look so.
    """
    codes, ids, named, gaps, numbered = _people(column, unknown or ())
    if unknown is None:
        _warn(codes, named, name, numbered=numbered)
    gone = [code for code, text in named.items() if text in (unknown or ())]
    if unknown is not None and "" in unknown:
        gone += gaps
    else:
        _refuse_gaps(codes, gaps, "customer", name)
    kept = ~np.isin(codes, gone)
    if not gone or kept.all():
        return codes.astype(np.int32, copy=False), None, People(ids)
    if not kept.any():
        raise DataError(
            f"Column {name!r} names nobody: all {counted(len(codes), 'row holds', 'rows hold')} "
            "what unknown= lists.",
            hint="Is it the column of customers?",
        )
    found = np.full(len(codes), -1, dtype=np.int32)
    found[kept], left = pd.factorize(codes[kept])
    return found, kept, People([ids[code] for code in left])


def _people(
    column: nw.Series[Any], unknown: tuple[str, ...]
) -> tuple[Codes, Sequence[Any], dict[int, str], list[int], bool]:
    """Return codes, their ids, those of nobody with their text, those of gaps, if there is a 1."""
    if column.dtype.is_integer() and not column.null_count():
        dense = _dense(column.to_numpy())
        if dense is not None:
            near, ids = dense
            sought = {0, -1, *(int(text) for text in unknown if _WHOLE.fullmatch(text))}
            places = {number: bisect_left(ids, number) for number in (*sought, 1)}
            known = {n: at for n, at in places.items() if at < len(ids) and ids[at] == n}
            named = {known[number]: str(number) for number in sought if number in known}
            return near, ids, named, [], 1 in known
    codes, values = _factorize(column)
    named = {
        code: str(value)
        for code, value in enumerate(values)
        if is_placeholder(value) or (unknown and str(value) in unknown)
    }
    ones = any(str(value).strip() in ONES for value in values)
    return codes, values, named, _gaps(codes, values), ones


def _warn(codes: Codes, named: dict[int, str], name: str, *, numbered: bool) -> None:
    if not named:
        return
    rows = np.bincount(codes[codes >= 0])
    counts = {text: int(rows[code]) for code, text in named.items() if rows[code]}
    rows[list(named)] = 0
    found = suspects(counts, int(rows.max(initial=0)), numbered=numbered)
    warn(found, len(codes), name, "EventLog", "leave those rows out")


def events(column: nw.Series[Any], name: str) -> Labels:
    """Return the event names of a column, which may have no gaps."""
    codes, values = _factorize(column)
    _refuse_gaps(codes, _gaps(codes, values), "event", name)
    return _labels(codes, values)


def labels(column: nw.Series[Any]) -> Labels:
    """Return the names of a column that may have gaps."""
    return _labels(*_factorize(column))


def _dense(values: NDArray[Any]) -> tuple[NDArray[np.int32], list[int]] | None:
    """Codes of integers that lie close together, and these, rising: a table instead of hashing."""
    if not len(values):
        return None
    low, high = int(values.min()), int(values.max())
    if high - low > 2 * len(values) + 1000:
        return None
    if values.dtype.itemsize < 8:  # the distance of two small integers may be none
        values = values.astype(np.int64)
    shifted = values - values.dtype.type(low)
    present = np.zeros(high - low + 1, dtype=np.bool_)
    present[shifted] = True
    ids = np.flatnonzero(present)
    numbers = (ids.astype(values.dtype) + values.dtype.type(low)).tolist()
    if len(ids) == len(present):
        return shifted.astype(np.int32), numbers
    code: NDArray[np.int32] = np.cumsum(present, dtype=np.int32)
    code -= 1
    return code[shifted], numbers


def _factorize(column: nw.Series[Any]) -> tuple[Codes, list[Any]]:
    """Codes (−1 where missing) and the values they mean."""
    native = column.to_native()
    if isinstance(native, pd.Series) and isinstance(native.dtype, pd.CategoricalDtype):
        return native.cat.codes.to_numpy(), native.cat.categories.tolist()
    if not isinstance(native, pd.Series) and column.dtype in (nw.String, nw.Categorical):
        native = pd.Series(_dictionary(column), copy=False)
        if isinstance(native.dtype, pd.CategoricalDtype):
            return native.cat.codes.to_numpy(), native.cat.categories.tolist()
    values = native if isinstance(native, pd.Series) else pd.Series(column.to_numpy())
    try:
        codes, found = pd.factorize(values)
    except TypeError:  # lists, dicts: no names
        raise DataError(
            f"Column {column.name!r} holds {values.map(type).iloc[0].__name__} values: expected "
            "texts or numbers.",
            hint="Make one row an event.",
        ) from None
    return codes, np.asarray(found, dtype=object).tolist()


def _dictionary(column: nw.Series[Any]) -> Any:
    """Texts of Arrow or Polars as categories, or as objects where pyarrow is not installed."""
    try:
        return column.to_arrow().dictionary_encode().to_pandas()
    except ImportError:
        return column.to_numpy()


def is_blank(value: Any) -> bool:
    """Say whether a cell holds nothing to read."""
    return not value.strip() if isinstance(value, str) else bool(pd.isna(value))


def _gaps(codes: Codes, values: list[Any]) -> list[int]:
    """Codes of rows without a name. A blank counts: else unknowns would be one busy customer."""
    blank = [i for i, value in enumerate(values) if isinstance(value, str) and not value.strip()]
    return [-1, *blank] if codes.min(initial=0) < 0 or blank else []


def _refuse_gaps(codes: Codes, gaps: list[int], role: str, name: str) -> None:
    if not gaps:
        return
    missing = np.isin(codes, gaps)
    if count := int(missing.sum()):
        raise DataError(
            f"Column {name!r} has no {role} in {count:,} of {counted(len(codes), 'row')}; the "
            f"first is row {int(np.argmax(missing))} (counting from 0).",
            hint=GAPS[role],
        )


def _labels(codes: Codes, values: list[Any]) -> Labels:
    """Names as text, sorted, so that they do not depend on the order of rows."""
    texts = [str(value) for value in values]
    blank = {text for text in texts if not text.strip()}
    names = sorted(set(texts) - blank)
    place = {name: i for i, name in enumerate(names)}
    # The last entry answers code −1: gaps, like blanks, get the code after the last name.
    narrow = np.min_scalar_type(len(names))
    lookup = np.array([*(place.get(text, len(names)) for text in texts), len(names)], dtype=narrow)
    return Labels(look_up(lookup, codes), tuple(names))
