"""What sentences about statistics have in common."""

from __future__ import annotations

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
