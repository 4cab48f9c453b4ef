"""Numbers as people read them in a sentence."""

from __future__ import annotations

import math

from cjwidgets.analysis.shared.result import Translate
from cjwidgets.evidence.readers.times import span_micros

_UNITS = (("days", 86_400.0), ("hours", 3_600.0), ("minutes", 60.0), ("seconds", 1.0))


def percent(share: float) -> str:
    """Write a share in percent, with a digit more where it is small, or nearly all.

    Examples
    --------
    >>> percent(0.4932), percent(0.0134), percent(0.0), percent(0.0001)
    ('49%', '1.3%', '0%', '<0.1%')
    >>> percent(0.9962), percent(1.0), percent(0.9999)
    ('99.6%', '100%', '>99.9%')
    """
    if 0 < share < 0.0005:
        return "<0.1%"
    if 0.9995 <= share < 1 - 1e-9:
        return ">99.9%"
    digits = 1 if 0 < share < 0.0995 or 0.995 <= share < 1 else 0
    return f"{100 * share:.{digits}f}%"


def interval(low: float, high: float) -> str:
    """Write an interval of shares.

    Examples
    --------
    >>> interval(0.47, 0.512)
    '47%–51%'
    """
    return f"{percent(low)}–{percent(high)}"


def duration(seconds: float, t: Translate) -> str:
    """Write a duration in its largest fitting unit.

    Examples
    --------
    >>> from functools import partial
    >>> from cjwidgets.locale import text
    >>> duration(5400, partial(text, locale="en"))
    '1.5 h'
    """
    if math.isnan(seconds):
        return "–"
    name, size = next((unit for unit in _UNITS if abs(seconds) >= unit[1]), _UNITS[-1])
    return t(f"unit.{name}", value=f"{seconds / size:.3g}")


def length(text: str, t: Translate) -> str:
    """Write a length of time as somebody gave it, such as ``"30d"``, in the language.

    Examples
    --------
    >>> from functools import partial
    >>> from cjwidgets.locale import text
    >>> length("90min", partial(text, locale="en")), length("30d", partial(text, locale="ru"))
    ('1.5 h', '30 сут')
    """
    return duration(span_micros(text, "length") / 1e6, t)


def reason(note: str, t: Translate, **values: object) -> str:
    """Say why a value is missing: one of the notes in ``cjwidgets.analysis.shared.result``."""
    return t(f"note.{note}", **values)


def number(value: float, digits: int = 2, *, sign: bool = False) -> str:
    """Write a number with a true minus, and where asked with a plus.

    Examples
    --------
    >>> number(-0.5), number(1.25, 1, sign=True), number(0.001, sign=True)
    ('−0.50', '+1.2', '0.00')
    """
    text = f"{value:.{digits}f}"
    if not float(text):
        return text.lstrip("-")
    return f"{'+' if sign and value > 0 else ''}{text}".replace("-", "−")


def points(share: float, t: Translate) -> str:
    """Write a difference of shares in percentage points, with its sign.

    Examples
    --------
    >>> from functools import partial
    >>> from cjwidgets.locale import text
    >>> points(0.2, partial(text, locale="en")), points(-0.034, partial(text, locale="en"))
    ('+20 pp', '−3.4 pp')
    """
    digits = 0 if abs(share) >= 0.0995 else 1
    return t("explain.survey.points", value=number(100 * share, digits, sign=True))


def then(first: str, second: str, t: Translate) -> str:
    """Put one sentence after the other as the language does."""
    if not first or not second:
        return first or second
    return t("explain.survey.then", first=first, second=second)
