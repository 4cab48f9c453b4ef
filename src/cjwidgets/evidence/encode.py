"""Turns a column of names into codes, fast where the column allows it."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.reduce.arrays.events import Labels

Codes = NDArray[np.integer[Any]]


def customers(column: nw.Series[Any], name: str) -> NDArray[np.int32]:
    """Return a code from 0 for each row's customer, without gaps."""
    if column.dtype.is_integer() and not column.null_count():
        dense = _dense(column.to_numpy())
        if dense is not None:
            return dense
    codes, values = _factorize(column)
    _refuse_gaps(codes, values, "customer", name)
    return codes.astype(np.int32, copy=False)


def events(column: nw.Series[Any], name: str) -> Labels:
    """Return the event names of a column, which may have no gaps."""
    codes, values = _factorize(column)
    _refuse_gaps(codes, values, "event", name)
    return _labels(codes, values)


def labels(column: nw.Series[Any]) -> Labels:
    """Return the names of a column that may have gaps."""
    return _labels(*_factorize(column))


def _dense(values: NDArray[Any]) -> NDArray[np.int32] | None:
    """Codes of integers that lie close together: a table instead of hashing."""
    if not len(values):
        return None
    low, high = int(values.min()), int(values.max())
    if high - low > 2 * len(values) + 1000:
        return None
    shifted = values - values.dtype.type(low)
    present = np.zeros(high - low + 1, dtype=np.bool_)
    present[shifted] = True
    if present.all():
        return shifted.astype(np.int32)
    code: NDArray[np.int32] = np.cumsum(present, dtype=np.int32)
    code -= 1
    return code[shifted]


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


def _refuse_gaps(codes: Codes, values: list[Any], role: str, name: str) -> None:
    """Refuse rows without a name. A blank counts: else unknowns would be one busy customer."""
    blank = [i for i, value in enumerate(values) if isinstance(value, str) and not value.strip()]
    if codes.min(initial=0) >= 0 and not blank:
        return
    missing = np.isin(codes, [-1, *blank])
    if count := int(missing.sum()):
        raise DataError(
            f"Column {name!r} has no {role} in {count:,} of {len(codes):,} rows; the first is row "
            f"{int(np.argmax(missing))} (counting from 0).",
            hint="Drop those rows, or give them a name such as 'unknown' if they should count.",
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
    return Labels(lookup[codes], tuple(names))
