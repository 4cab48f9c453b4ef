"""Charts whose axes and labels are written as everything else is: Vega's locale, from ours."""

from __future__ import annotations

import re
from typing import Any

from cjwidgets.locale import Language, language

_DIRECTIVES = {
    "year": "%Y",
    "month": "%b",
    "MM": "%m",
    "day": "%-d",
    "dd": "%d",
    "hour": "%-I",
    "HH": "%H",
    "mm": "%M",
    "half": "%p",
}


def speaking(spec: dict[str, Any], locale: str) -> dict[str, Any]:
    """Return a spec that has numbers, days and times in a language, unless it says how itself.

    Examples
    --------
    >>> speaking({"mark": "bar"}, "ru")["config"]["locale"]["number"]["decimal"]
    ','
    """
    config = spec.get("config") or {}
    if "locale" in config:
        return spec
    t = language(locale)
    return spec | {"config": config | {"locale": {"number": _numbers(t), "time": _times(t)}}}


def _numbers(t: Language) -> dict[str, Any]:
    # It is 1,234.5, written as the language does.
    sample = t("format.number")
    return {
        "decimal": sample[5],
        "thousands": sample[1],
        "grouping": [3],
        "currency": ["$", ""],  # which one is for the spec to say
        "percent": t("format.percent", value=""),
        "minus": "−",
        "nan": "–",
    }


def _times(t: Language) -> dict[str, Any]:
    day, moment = t("format.day", **_DIRECTIVES), t("format.moment", **_DIRECTIVES)
    clock = re.search(r"(?:%p)?%(?:H|-I).*", moment)
    return {
        "dateTime": moment,
        "date": day,
        "time": clock[0] if clock else moment,
        "periods": t("format.half").split("|"),
        "days": t("format.weekday_long").split("|"),
        "shortDays": t("format.weekday").split("|"),
        "months": t("format.month_long").split("|"),
        "shortMonths": t("format.month").split("|"),
    }
