"""Turns a time column of any kind into int64 microseconds UTC, or says why it can't."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.readers import time_hints
from cjwidgets.evidence.readers.encode import GAPS, is_blank
from cjwidgets.evidence.readers.time_hints import EPOCH_NAMES, EPOCHS, YEAR_2100
from cjwidgets.locale import counted

# A full date comes first: pandas alone would also take "today", "2024" or a bare number.
_DATE = r"(?:\d{4}([-/])\d{1,2}\1\d{1,2}|\d{8})"
_STAMP = re.compile(rf"{_DATE}(?:[T ].*)?", re.DOTALL)
_OFFSET = re.compile(rf"{_DATE}[T ].*?(Z|[+-]\d\d(?::?\d\d)?)", re.DOTALL)
# pandas wants days in a capital letter.
Duration: TypeAlias = str | dt.timedelta | np.timedelta64
"""A length of time, ``"30min"`` or ``"7d"``."""
_DAYS = re.compile(r"(?<=[\d ])d\b")

# Two days within the years 1 to 9999, so that they are shown in every zone.
_FIRST, _LAST = (-62_135_424_000_000_000, 253_402_128_000_000_000)
_LARGEST = str(2**63 - 1)
_YEAR_1900 = -2_208_988_800
# As databases write it; pandas knows Z only.
_UTC = re.compile(r"\s*(?:UTC|GMT)$")


def microseconds(
    column: nw.Series[Any], name: str, unit: str | None = None
) -> tuple[NDArray[np.int64], str | None]:
    """Return times as int64 microseconds UTC, and the zone they were written in.

    Times without a zone are taken as they stand, as if UTC: their order and distances are
    those of the wall clock. Zoned times are converted. Parts finer than 1 µs are cut off.
    With a ``unit``, numbers (and texts of digits) are that many units since 1970 UTC.

    Raises
    ------
    DataError
        Numbers without a unit, unreadable or missing values, or zoned and zoneless times side
        by side.
    """
    stamps, zone = _read(column, name, unit)
    if len(stamps):
        check_years(int(stamps.min()), int(stamps.max()), name)
    return stamps, zone


def check_years(low: int, high: int, name: str) -> None:
    """Refuse times (µs UTC) of years that no calendar shows."""
    for micros in (low, high):
        if not _FIRST <= micros <= _LAST:
            year = np.datetime64(micros, "us").astype("datetime64[Y]")
            raise DataError(
                f"Column {name!r} holds a time in the year {year}: expected the years 1 to 9999.",
                hint="Is it damaged, or made from numbers of another unit?",
            )


def _read(
    column: nw.Series[Any], name: str, unit: str | None
) -> tuple[NDArray[np.int64], str | None]:
    native = column.to_native()
    if isinstance(native, pd.Series) and isinstance(native.dtype, pd.DatetimeTZDtype):
        # Narwhals 2.29 does not know zones with an underscore ("America/New_York").
        _refuse_missing(native.isna().to_numpy(), name)
        return _as_microseconds(native), str(native.dt.tz)
    dtype = column.dtype
    if not dtype.is_temporal() and is_blank(column[0]) and all(map(is_blank, column.to_list())):
        _refuse_missing(np.ones(len(column), np.bool_), name)
    if unit is not None:
        epochs = _epochs(column, name, unit)
        if epochs is not None:
            return epochs, "UTC"
    if isinstance(dtype, nw.Datetime):
        return _stamps(column, name, dtype.time_zone), dtype.time_zone
    if dtype == nw.Date:
        return _stamps(column.cast(nw.Datetime("us")), name, None), None
    if dtype.is_numeric() or dtype == nw.Boolean:
        raise _numeric(column, name)
    values = pd.Series(column.to_list(), dtype=object)
    _refuse_missing(values.isna().to_numpy(), name)
    return _uniform_texts(values) or _mixed(values, name)


def check_unit(unit: str | None) -> None:
    """Refuse a unit of times that is none."""
    if unit is not None and unit not in EPOCHS:
        raise InputError(
            f"time_unit={unit!r} is no unit of time.", hint=f"Choose one of {', '.join(EPOCHS)}."
        )


def check_epoch(seconds: float, name: str, unit: str) -> None:
    """Refuse a time that a number of this unit can hardly mean."""
    if not _YEAR_1900 <= seconds < YEAR_2100:
        number = seconds * EPOCHS[unit]
        raise DataError(
            f"Column {name!r} holds {number:.15g}, which is no plausible number "
            f"of {EPOCH_NAMES[unit]} since 1970.",
            hint=time_hints.of_numbers(np.array([number]), name),
        )


def span_micros(value: Any, what: str) -> int:
    """Return a positive length of time such as ``"30min"`` or ``"7d"`` in µs.

    Raises
    ------
    InputError
        It is none.
    """
    try:
        if isinstance(value, int | float):
            raise ValueError("a bare number has no unit")
        if isinstance(value, str):
            value = _DAYS.sub("D", value)
        micros = int(pd.Timedelta(value).value) // 1000
    except (ValueError, TypeError, OverflowError):
        micros = 0
    if micros <= 0:
        raise InputError(
            f"{what}={value!r} is no length of time.",
            hint=f"For example {what}='30min', '7d' or a datetime.timedelta.",
        )
    return micros


def stamp_micros(stamp: pd.Timestamp) -> int:
    """Return one moment as µs UTC; without a zone, as it stands."""
    return int(stamp.as_unit("us").asm8.astype(np.int64))  # in ns, 1600 would be too early


def moment(stamp: int, zone: str | None) -> pd.Timestamp:
    """Return µs UTC as a time in a zone; without one, as it stands."""
    found = pd.Timestamp(stamp, unit="us")
    return found if zone is None else found.tz_localize("UTC").tz_convert(zone)


def _epochs(column: nw.Series[Any], name: str, unit: str) -> NDArray[np.int64] | None:
    """Numbers of units since 1970; None where the column holds something else."""
    if column.dtype == nw.String:
        _refuse_missing(_gaps(column), name)
        column = column.str.strip_chars()
        if not column.str.contains(r"^-?\d{1,19}(?:\.\d+)?$").all():
            return None
        digits = column.str.strip_chars("-")
        too_large = ((digits.str.len_chars() == len(_LARGEST)) & (digits > _LARGEST)).any()
        whole = not (too_large or column.str.contains(".", literal=True).any())
        column = column.cast(nw.Int64() if whole else nw.Float64())
    if not column.dtype.is_numeric():
        return None
    _refuse_missing(_gaps(column), name)
    values = column.to_numpy()
    per_second = int(EPOCHS[unit])
    if values.dtype.kind in "iu":
        exact = values.astype(np.int64)
        micros = exact // 1000 if unit == "ns" else exact * (1_000_000 // per_second)
    else:
        micros = np.floor(np.asarray(values, dtype=np.float64) * (1e6 / per_second) + 1e-6)
    seconds = np.asarray(values, dtype=np.float64) / per_second
    if len(seconds):
        check_epoch(float(seconds.min()), name, unit)
        check_epoch(float(seconds.max()), name, unit)
    return micros.astype(np.int64)


def _gaps(column: nw.Series[Any]) -> NDArray[np.bool_]:
    gaps = column.is_null()
    if column.dtype.is_float():
        gaps = gaps | column.is_nan().fill_null(False)
    return gaps.to_numpy().astype(np.bool_)


def _stamps(column: nw.Series[Any], name: str, zone: str | None) -> NDArray[np.int64]:
    if zone is not None:
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    stamps = np.asarray(column.to_numpy(), dtype="datetime64[us]")
    _refuse_missing(np.isnat(stamps), name)
    return stamps.astype(np.int64)


def _uniform_texts(values: pd.Series[Any]) -> tuple[NDArray[np.int64], str | None] | None:
    """Fast path for the usual column: all ISO 8601, with one offset or none."""
    if not all(isinstance(v, str) and len(v) >= 8 and v[0] in "0123456789" for v in values):
        return None
    if values.iloc[:1].str.contains(_UTC).all():
        values = values.str.replace(_UTC, "Z", regex=True)
    try:
        parsed = pd.to_datetime(values, format="ISO8601")
    except ValueError:
        return None
    zone = None if parsed.dt.tz is None else str(parsed.dt.tz)
    return _as_microseconds(parsed), zone


def _mixed(values: pd.Series[Any], name: str) -> tuple[NDArray[np.int64], str | None]:
    """Slow path: objects, several offsets, or something to complain about."""
    kinds = [_kind(value) for value in values]
    texts = values.map(_text)
    parsed = pd.to_datetime(texts, format="ISO8601", utc=True, errors="coerce")
    bad = parsed.isna().to_numpy() | np.array([kind == "?" for kind in kinds])
    if bad.any():
        row = int(np.argmax(bad))
        hint = time_hints.of_texts(values, name, bad, "zoned" in kinds)
        raise DataError(_sentence(name, values[row], row), hint=hint)
    if len(set(kinds)) == 2:
        row = next(i for i, kind in enumerate(kinds) if kind != kinds[0])
        raise DataError(
            f"Column {name!r} mixes times with a zone and times without: row 0 is "
            f"{str(values[0])!r}, row {row} is {str(values[row])!r}.",
            hint="Give every time a zone. If those without one are in UTC: "
            f"pandas.to_datetime(frame[{name!r}], format='ISO8601', utc=True).",
        )
    return _as_microseconds(parsed), "UTC" if kinds[0] == "zoned" else None


def _text(value: Any) -> str:
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    return _UTC.sub("Z", value.strip()) if isinstance(value, str) else ""


def _as_microseconds(parsed: pd.Series[Any]) -> NDArray[np.int64]:
    naive = parsed.dt.tz_convert("UTC").dt.tz_localize(None) if parsed.dt.tz else parsed
    return naive.to_numpy().astype("datetime64[us]").astype(np.int64)


def _kind(value: Any) -> str:
    if isinstance(value, str):
        text = _text(value)
        if not _STAMP.fullmatch(text):
            return "?"
        return "zoned" if _OFFSET.fullmatch(text) else "naive"
    if isinstance(value, dt.datetime):
        return "zoned" if value.tzinfo is not None else "naive"
    return "naive" if isinstance(value, dt.date) else "?"


def _refuse_missing(missing: NDArray[np.bool_], name: str) -> None:
    if count := int(missing.sum()):
        raise DataError(
            f"Column {name!r} has no time in {count:,} of {counted(len(missing), 'row')}; the "
            f"first is row {int(np.argmax(missing))} (counting from 0).",
            hint=GAPS["time"],
        )


def _sentence(name: str, value: Any, row: int) -> str:
    shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"
    return (
        f"Column {name!r} has {shown} in row {row} (counting from 0): expected a time such as "
        "'2026-03-13 10:21:14'."
    )


def _numeric(column: nw.Series[Any], name: str) -> DataError:
    values = np.asarray(column.drop_nulls().to_numpy(), dtype=float)
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    return DataError(
        f"Column {name!r} holds numbers ({low:.15g} to {high:.15g}): expected times.",
        hint=time_hints.of_numbers(values, name),
    )
