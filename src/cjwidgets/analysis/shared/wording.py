"""What sentences about statistics have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from cjwidgets.analysis.shared.suppress import HIDDEN
from cjwidgets.evidence.readers.times import span_micros
from cjwidgets.locale import Language


def length(text: str, t: Language) -> str:
    """Write a length of time as somebody gave it, such as ``"30d"``, in the language.

    Examples
    --------
    >>> from cjwidgets.locale import language
    >>> length("90min", language("en")), length("30d", language("ru"))
    ('1.5 h', '30 сут')
    """
    return t.duration(span_micros(text, "length") / 1e6)


def reason(note: str, t: Language, **values: object) -> str:
    """Say why a value is missing: one of the notes in ``cjwidgets.analysis.shared.result``."""
    return t(f"note.{note}", **values)


def points(share: float, t: Language) -> str:
    """Write a difference of shares in percentage points, with its sign.

    Examples
    --------
    >>> from cjwidgets.locale import language
    >>> points(0.2, language("en")), points(-0.034, language("en"))
    ('+20 pp', '−3.4 pp')
    """
    return t("explain.survey.points", value=t.points(share))


def then(first: str, second: str, t: Language) -> str:
    """Put one sentence after the other as the language does."""
    if not first or not second:
        return first or second
    return t("explain.survey.then", first=first, second=second)


def windowed(said: str, window: str | None, t: Language) -> str:
    """Add how long attempts may take, if a window says it, such as ``"7d"``."""
    return said if window is None else then(said, t("explain.window", window=length(window, t)), t)


def bounds(interval: str, confidence: float, t: Language, n: int | None = None) -> str:
    """Write an interval in brackets after its value, and how many it is of, if that is given.

    Of what has no interval there is n alone, or nothing.

    Examples
    --------
    >>> from cjwidgets.locale import language
    >>> t = language("en")
    >>> bounds("28%–42%", 0.95, t), bounds("28%–42%", 0.95, t, 90), bounds("", 0.95, t, 1)
    (' (95% interval 28%–42%)', ' (95% interval 28%–42%; n = 90)', ' (n = 1)')
    """
    said = {"confidence": t.percent(confidence, 4), "interval": interval}
    if n is None:
        return t("explain.bounds", **said) if interval else ""
    return t("explain.bounds.of", **said, n=n) if interval else t("explain.bounds.none", n=n)


def hidden(frame: pd.DataFrame, t: Language) -> str:
    """Say that what few do is not shown, where a table hides it; else nothing."""
    notes = set(frame["note"]) if "note" in frame else set()
    if not {*notes, frame.attrs.get("note", "")} & set(HIDDEN):
        return ""
    return t("explain.hidden", minimum=frame.attrs["minimum"])


def listed(names: Iterable[str], t: Language) -> str:
    """Write names one after the other, each once and in the quotation marks of the language.

    Examples
    --------
    >>> from cjwidgets.locale import language
    >>> listed(["Ask", "Buy"], language("en")), listed(["Ask", "Buy"], language("ru"))
    ('“Ask”, “Buy”', '«Ask», «Buy»')
    """
    marked = (t("explain.tied.name", place=name) for name in dict.fromkeys(names))
    return t("explain.tied.between").join(marked)


def about_turned(said: str, turned: Mapping[str, Iterable[str]], t: Language, key: str) -> str:
    """Add within which roles, and of which names, a comparison points the other way."""
    for role, names in turned.items():
        said = then(said, t(key, role=role, places=listed(names, t)), t)
    return said


TOLD = 3
"""So many places are named that are as far out as the one of a headline; more are counted."""


def tied(frame: pd.DataFrame, row: Any, by: str, name: str | tuple[str, str], t: Language) -> str:
    """Say which other rows of a table are as high, or as low, as the one that is told.

    Parameters
    ----------
    frame : DataFrame
    row : Series
        One of its rows.
    by : str
        The column whose extreme the row is.
    name : str or tuple of two
        The column that names a row, or the two that a row leads from and to.
    t : Language

    Returns
    -------
    str
        Empty where it is alone.

    Examples
    --------
    >>> from cjwidgets.locale import language
    >>> frame = pd.DataFrame({"stage": ["Look", "Ask", "Buy"], "customers": [9, 2, 2]})
    >>> tied(frame, frame.loc[1], "customers", "stage", language("en"))
    'The same goes for “Buy”.'
    """
    # Equal but for the noise of computing is equal.
    values = frame[by].astype("Float64").round(9)
    same = frame[(values == values[row.name]).fillna(False)].drop(index=row.name)
    if same.empty:
        return ""
    columns = [name] if isinstance(name, str) else list(name)
    named = [" → ".join(map(str, values)) for values in same[columns].to_numpy()]
    places = listed(named[:TOLD], t)
    more = len(named) - TOLD
    key = "explain.tied.more" if more > 0 else "explain.tied"
    return t(key, places=places, count=more)


def may_yet(about: Mapping[str, Any], share: float, t: Language) -> dict[str, Any]:
    """Return the words for who may yet reach the goal, and what their share can still become."""
    # Where few may come, what they would change is in the digits.
    digits = 1 if t.percent(share) == t.percent(about["at_most"]) else None
    return {
        "open": about["open"],
        "window": length(about["gone"], t),
        "share": t.percent(share, digits),
        "at_most": t.percent(about["at_most"], digits),
    }
