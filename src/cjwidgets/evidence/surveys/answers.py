"""Reads the answers of a survey: numbers on their scales, and what had to be left out."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.notice import notice
from cjwidgets.evidence.readers import columns
from cjwidgets.evidence.readers.unknown_ids import ONES, is_placeholder, suspects, warn
from cjwidgets.evidence.surveys.questions import Question
from cjwidgets.locale import agreeing, counted

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_LABELLED = re.compile(r"([+-]?\d+(?:\.\d+)?)(?:\s+[-–—]\s+|\s*[:=)]\s*)[^\d\s].*", re.DOTALL)
"""A number with what its end of the scale is called: ``10 - Extremely likely``."""


class Answers(NamedTuple):
    """Answers to one question: row and value of each that counts, and how many do not."""

    rows: NDArray[np.int64]
    values: NDArray[Any]
    missing: int
    not_applicable: int
    unreadable: int
    off_scale: int


def text_of(value: Any) -> str:
    """Return a cell as text: ``""`` where it is missing or blank."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if value is pd.NA:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # an id column with gaps comes as floats
    return str(value).strip()


def texts(column: nw.Series[Any]) -> NDArray[np.object_]:
    """Return a column as texts, ``""`` for gaps."""
    codes, distinct = _distinct(column)
    return np.array([*map(text_of, distinct), ""], dtype=object)[codes]


def read(source: Any, wanted: dict[str, str]) -> dict[str, nw.Series[Any]]:
    """Read each column once: one column may serve several roles."""
    by_column: dict[str, str] = {}
    for role, name in wanted.items():
        if not isinstance(name, str):
            raise InputError(
                f"{role}={name!r} is not a column name: expected text.",
                hint=f"Pass the name of the {role} column, e.g. {role}='{role}'.",
            )
        by_column.setdefault(name, role)
    read = columns.read(source, {role: name for name, role in by_column.items()}, "survey")
    return {role: read[by_column[name]] for role, name in wanted.items()}


def people(
    column: nw.Series[Any] | None, n: int, unknown: tuple[str, ...] | None = None
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Codes and ids; rows without an id are people of their own, after the known ones.

    So are rows with an id in `unknown`. Without `unknown` there is a warning of ids that look as
    if they named nobody.
    """
    if column is None:
        return np.arange(n), ("",) * n
    given = pd.Series(texts(column))
    if unknown is None:
        _warn_of_nobody(given, column.name)
    codes, ids = pd.factorize(given.mask(given.isin(["", *map(str.strip, unknown or ())]), None))
    unnamed = codes == -1
    codes[unnamed] = len(ids) + np.arange(unnamed.sum())
    return codes, (*map(str, ids), *[""] * int(unnamed.sum()))


def _warn_of_nobody(given: pd.Series[Any], name: str) -> None:
    rows = given[given != ""].value_counts()
    counts = {text: int(rows[text]) for text in rows.index if is_placeholder(text)}
    largest = int(rows.drop(list(counts)).max() if len(rows) > len(counts) else 0)
    found = suspects(counts, largest, numbered=bool(rows.index.isin(ONES).any()))
    warn(found, len(given), name, "Survey", "count each of those rows as somebody else")


def scored(question: Question, column: nw.Series[Any], rows: NDArray[np.int64]) -> Answers:
    """Read the answers to a question with a scale; ``rows`` are the rows of the cells."""
    numbers, blank = _numbers(column, question.words())
    apart = _standing_for_none(column, numbers, question) & ~blank
    numbers, blank = np.where(apart, np.nan, numbers), blank | apart
    readable = ~np.isnan(numbers)
    fits = readable & question.holds(np.where(readable, numbers, 0.0))
    answers = Answers(
        rows[fits],
        numbers[fits],
        missing=int((blank & ~apart).sum()),
        not_applicable=int(apart.sum()),
        unreadable=int((~blank & ~readable).sum()),
        off_scale=int((readable & ~fits).sum()),
    )
    bad = answers.unreadable + answers.off_scale
    if bad:
        first = text_of(column[int(np.argmax(~blank & ~fits))])
        _complain(question, answers, bad, first)
    return answers


def spoken(column: nw.Series[Any], rows: NDArray[np.int64]) -> Answers:
    """Read the answers to an open question."""
    words = texts(column)
    said = words != ""
    return Answers(rows[said], words[said], int((~said).sum()), 0, 0, 0)


def _complain(question: Question, answers: Answers, bad: int, first: str) -> None:
    scale = f"{question.ends.low:g} to {question.ends.high:g}"
    shown = repr(first) if len(first) <= 40 else repr(first[:39] + "…")
    total = bad + len(answers.rows)
    sentence = (
        f"Question {question.name!r}: {bad:,} of {counted(total, 'answer')} "
        f"{agreeing(bad, 'is no number', 'are no numbers')} from {scale}; "
        f"the first is {shown}."
    )
    if bad * 2 > total:
        asked = f"Question({question.name!r}, kind={question.kind!r}"
        low, high = question.ends.low, question.ends.high
        if re.search(r"\d", first):
            raise DataError(
                sentence,
                hint=f"If they are on another scale, declare it: {asked}, scale=(low, high)); if "
                f"some stand for no opinion: {asked}, not_applicable=[{first}]).",
            )
        if first.casefold() in ("true", "false"):
            hint = f"They are true or false, a scale from 0 to 1: {asked}, scale=(0, 1))."
            raise DataError(sentence, hint=hint)
        raise DataError(
            sentence,
            hint="They are words: name those of the steps, from the lowest: "
            f"{asked}, scale=Scale({low:g}, {high:g}, labels=[…])).",
        )
    notice(f"{sentence} They are left out.")


def _standing_for_none(
    column: nw.Series[Any], numbers: NDArray[np.float64], question: Question
) -> NDArray[np.bool_]:
    """Return which answers are codes of no opinion."""
    codes = {text_of(each).casefold() for each in question.not_applicable}
    if not codes:
        return np.zeros(len(numbers), dtype=np.bool_)
    known = np.isin(numbers, [float(each) for each in codes if _NUMBER.fullmatch(each)])
    if column.dtype.is_numeric():
        return known
    return known | np.isin([text.casefold() for text in texts(column)], sorted(codes))


def _numbers(
    column: nw.Series[Any], words: dict[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Numbers of a column, NaN where there is none, and which cells are blank.

    ``words`` is what labels mean.
    """
    if column.dtype.is_numeric():
        numbers = np.asarray(column.cast(nw.Float64).to_numpy(), dtype=float)
        return np.where(np.isinf(numbers), np.nan, numbers), np.isnan(numbers)
    codes, distinct = _distinct(column)
    numbers = np.array([*(_meant(value, words) for value in distinct), np.nan])
    blank = np.array([*(text_of(value) == "" for value in distinct), True])
    return numbers[codes], blank[codes]


def _meant(value: Any, words: dict[str, float]) -> float:
    if isinstance(value, str):
        text = value.strip()
        if text.casefold() in words:
            return words[text.casefold()]
        if labelled := _LABELLED.fullmatch(text):
            return float(labelled[1])
    if isinstance(value, bool | np.bool_):
        return words.get(str(value).casefold(), float("nan"))
    return _number(value)


def _number(value: Any) -> float:
    if isinstance(value, bool | np.bool_):
        return float("nan")
    text = text_of(value)
    try:
        whole = bool(_NUMBER.fullmatch(text)) or (not isinstance(value, str) and text != "")
        number = float(text) if whole else float("nan")
    except ValueError:
        return float("nan")
    return number if np.isfinite(number) else float("nan")


def _distinct(column: nw.Series[Any]) -> tuple[NDArray[np.int64], list[Any]]:
    """Codes and distinct values in order of appearance; −1 (the last) for gaps."""
    native = column.to_native()
    values = native if isinstance(native, pd.Series) else pd.Series(column.to_list(), dtype=object)
    if values.dtype == object:
        # 1 and True are equal to a hash table, and lists have no hash.
        keys = [(type(value).__name__, text_of(value)) for value in values]
        codes, _ = pd.factorize(pd.Series(keys, dtype=object))
        first = pd.Series(codes).drop_duplicates().index
        return codes, [values.iloc[at] for at in first]
    codes, distinct = pd.factorize(values)
    return codes, list(distinct)
