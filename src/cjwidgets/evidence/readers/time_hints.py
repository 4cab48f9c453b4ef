"""Says how to make times of texts and numbers that are none: by what the whole column fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.locale import agreeing, counted

EPOCHS = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}
EPOCH_NAMES = {"s": "seconds", "ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds"}
YEAR_2000, YEAR_2100 = 946_684_800, 4_102_444_800

# Days, by what they are counted from: as numbers of 2000 to 2100, the likelier first.
_DAYS = (
    (36_526, 73_051, "days as Excel counts them", ", origin='1899-12-30'"),
    (10_957, 47_482, "days since 1970", ""),
    (2_451_544, 2_488_070, "Julian days", ", origin='julian'"),
)
_COMPACT = {
    6: ("%y%m%d", "%d%m%y", "%m%d%y"),
    8: ("%Y%m%d", "%d%m%Y", "%m%d%Y"),
    10: ("%Y%m%d%H",),
    12: ("%Y%m%d%H%M",),
    14: ("%Y%m%d%H%M%S",),
}
_NUMBER = re.compile(r"-?\d{1,19}(?:\.\d+)?")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):\d\d(?P<second>:\d\d)?(?P<fine>[.,]\d{1,9})?(?P<gap>\s?)(?P<half>[ap]m)?"
    r"(?P<space>\s?)(?P<zone>Z|[+-]\d\d:?\d\d|UTC|GMT)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?P<weekday>[A-Za-z]{3,9}(?P<comma>,?\s+))?(?P<a>\d{1,4}|[A-Za-z]{3,9})(?P<s1>[-./,\s]{1,2})"
    r"(?P<b>\d{1,2}|[A-Za-z]{3,9})(?P<s2>[-./,\s]{1,2})(?P<c>\d{1,4})(?P<join>[,:T\s]{0,3})"
)
_MOST = 1_000
"""Distinct texts that a format is tried on first; only one that fits these is tried on all."""


def of_texts(texts: pd.Series[Any], name: str, bad: NDArray[np.bool_], zoned: bool) -> str:
    """Return what to do about a column of texts, some of which are ``bad``: no ISO 8601."""
    frame = f"frame[{name!r}]"
    numbers = _as_numbers(texts)
    if numbers is not None:
        return of_numbers(numbers, name, f"pandas.to_numeric({frame})")
    first = next((text for text in texts[bad] if isinstance(text, str)), "").strip()
    candidates = list(_formats(first))
    if fits := _fitting(candidates, texts):
        return _state(fits, frame)
    mixed = not bad.all()
    if mixed and (fits := _fitting(candidates, texts[bad])):
        theirs, iso = (_coerced(frame, each, zoned) for each in (fits[0], "ISO8601"))
        return (
            f"{int(bad.sum()):,} of {counted(len(texts), 'row')} "
            f"{agreeing(int(bad.sum()), 'is', 'are')} written another way than ISO 8601. If "
            f"theirs is {fits[0]!r}: {theirs}.fillna({iso})."
        )
    if not mixed and (most := _mostly(candidates, texts)):
        column = _coerced(frame, most, zoned)
        return (
            f"If {most!r} is the format, leave the other rows out: "
            f"frame.assign(**{{{name!r}: {column}}}).dropna(subset=[{name!r}])."
        )
    if not mixed and _CLOCK.fullmatch(first):
        return (
            "It is a time of day: put the column of dates before it, e.g. "
            f"frame['date'] + ' ' + {frame}."
        )
    if mixed:  # pandas would take a year alone for a time, and "now"
        full = f"{frame}.where({frame}.str.len() >= 8)"
        return f"To leave such rows out: frame[{_coerced(full, 'ISO8601', True)}.notna()]."
    return f"Convert it first, e.g. pandas.to_datetime({frame}, format='%d.%m.%Y %H:%M')."


def of_numbers(numbers: NDArray[np.float64], name: str, column: str = "") -> str:
    """Return what numbers in a column of times may mean.

    They are never guessed: the same digits are seconds here and milliseconds there.
    """
    column = column or f"frame[{name!r}]"
    low, high = (float(numbers.min()), float(numbers.max())) if len(numbers) else (0.0, 0.0)
    if compact := _compact(numbers, low, high):
        texts = column.removeprefix("pandas.to_numeric(").removesuffix(")")
        return _state(
            compact, texts if texts != column else f"{column}.astype('int64').astype(str)"
        )
    if units := units_of(low, high):
        return (
            f"They look like {EPOCH_NAMES[units[0]]} since 1970: if so, say time_unit={units[0]!r}."
        )
    for least, most, what, origin in _DAYS:
        if least <= low and high < most:
            return f"They look like {what}: pandas.to_datetime({column}, unit='D'{origin})."
    return (
        "Convert them and name the unit: "
        f"pandas.to_datetime({column}, unit='s', origin='2026-01-01')."
    )


def units_of(low: float, high: float) -> list[str]:
    """Return the units of which numbers between these make times from 2000 to 2100."""
    return [
        unit
        for unit, per_second in EPOCHS.items()
        if low >= YEAR_2000 * per_second and high < YEAR_2100 * per_second
    ]


def _as_numbers(texts: pd.Series[Any]) -> NDArray[np.float64] | None:
    if not all(isinstance(each, str) and _NUMBER.fullmatch(each.strip()) for each in texts):
        return None
    return texts.astype("float64").to_numpy()


def _compact(numbers: NDArray[np.float64], low: float, high: float) -> list[str]:
    """Formats of numbers that are dates without separators, such as 2026030110."""
    digits = len(f"{low:.0f}")
    if low <= 0 or digits < 8 or digits != len(f"{high:.0f}") or (numbers % 1).any():
        return []
    texts = pd.Series([f"{number:.0f}" for number in np.unique(numbers)], dtype=object)
    return _fitting(_COMPACT.get(digits, ()), texts)


def _formats(text: str) -> Iterator[str]:
    """Yield the formats that may be meant by a text."""
    if text.isascii() and text.isdigit():
        yield from _COMPACT.get(len(text), ())
        return
    clock, at = "", len(text)
    if found := re.search(rf"(?<!\d)(?:{_CLOCK.pattern})$", text, re.IGNORECASE):
        clock, at = _clock(found), found.start()
    date = _DATE.fullmatch(text[:at])
    if date is None:
        yield from ("%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M:%S %Z %Y", "%a %b %d %H:%M:%S %z %Y")
        return
    week = date["weekday"] or ""
    day = "" if not week else ("%a" if len(week.strip(", ")) == 3 else "%A") + date["comma"]
    for order in _orders(date["a"], date["b"], date["c"]):
        yield f"{day}{order[0]}{date['s1']}{order[1]}{date['s2']}{order[2]}{date['join']}{clock}"


def _clock(found: re.Match[str]) -> str:
    zone = found["zone"] or ""
    code = "%Z" if zone.isalpha() and len(zone) == 3 else "%z"
    return "".join(
        (
            "%I" if found["half"] else "%H",
            ":%M",
            ":%S" if found["second"] else "",
            f"{found['fine'][0]}%f" if found["fine"] else "",
            f"{found['gap']}%p" if found["half"] else found["gap"],
            f"{found['space']}{code}" if zone else found["space"],
        )
    )


def _orders(a: str, b: str, c: str) -> list[tuple[str, str, str]]:
    """Which of three parts is the day, which the month, which the year."""
    year = "%Y" if 4 in (len(a), len(c)) else "%y"
    if a.isalpha():
        return [(_month(a), "%d", year)]
    if b.isalpha():
        return [("%Y", _month(b), "%d")] if len(a) == 4 else [("%d", _month(b), year)]
    if len(a) == 4:
        return [("%Y", "%m", "%d"), ("%Y", "%d", "%m")]
    orders = [("%d", "%m", year), ("%m", "%d", year)]
    return orders if year == "%Y" else [*orders, ("%y", "%m", "%d")]


def _month(name: str) -> str:
    return "%b" if len(name) == 3 else "%B"


def _fitting(formats: Sequence[str], texts: pd.Series[Any]) -> list[str]:
    """Return the formats by which every text is a time of a year near ours."""
    if not all(isinstance(each, str) for each in texts):
        return []
    distinct = pd.Series(texts.str.strip().unique(), dtype=object)
    fits = [
        each
        for each in formats
        if _reads(each, distinct[:_MOST]) and (len(distinct) <= _MOST or _reads(each, distinct))
    ]
    # After a whole year comes the month: nobody writes it otherwise who has a choice.
    return fits[:1] if fits and fits[0].startswith("%Y") else fits


def _reads(format: str, texts: pd.Series[Any]) -> bool:
    read = _times(format, texts)
    return bool(read.notna().all() and read.dt.year.between(1900, 2100).all())


def _mostly(formats: Sequence[str], texts: pd.Series[Any]) -> str | None:
    """Return the format by which most texts are times."""
    known = texts.where([isinstance(each, str) for each in texts], "").str.strip()
    shares = {each: _times(each, known).notna().mean() for each in formats}
    best = max(shares, key=lambda each: shares[each], default=None)
    return best if best is not None and shares[best] > 0.5 else None


def _times(format: str, texts: pd.Series[Any]) -> pd.Series[Any]:
    try:
        return pd.to_datetime(texts, format=format, errors="coerce", utc=True)
    except ValueError:  # a format that pandas does not take
        return pd.Series([pd.NaT] * len(texts), dtype="datetime64[us, UTC]")


def _state(formats: Sequence[str], column: str) -> str:
    zoned = ", utc=True" if "%z" in formats[0].lower() else ""
    call = f"pandas.to_datetime({column}, format={formats[0]!r}{zoned})"
    if len(formats) == 1:
        return f"State the format: {call}."
    others = " or ".join(f"format={each!r}" for each in formats[1:])
    return f"Say which is the day and which the month: {call}, or {others}."


def _coerced(column: str, format: str, zoned: bool) -> str:
    utc = ", utc=True" if zoned or "%z" in format.lower() else ""
    return f"pandas.to_datetime({column}, format={format!r}{utc}, errors='coerce')"
