"""What attached data say of a stage or touchpoint, in words. Twin of js/src/document/figures.ts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.analysis.shared.wording import duration
from cjwidgets.display.words import count, percent, percent_range
from cjwidgets.formats.html.markup import BREAK, Html, join, plain
from cjwidgets.formats.html.writer import Writer
from cjwidgets.locale import localised

Numbers = Mapping[str, Any]


def in_words(write: Writer, numbers: Numbers, of: str) -> Html:
    """Return a line for each number: how many, how many lost or left, how long."""
    if not numbers.get("n"):
        return plain(_why(write, numbers, "n"))
    if numbers.get("small"):
        return plain(write.t("note.small_n", minimum=MINIMUM))
    lines = (
        _share(write, numbers, "share", "customers"),
        _share(write, numbers, "drop", "lost" if of == "stage" else "left"),
        _stay(write, numbers),
    )
    return join(lines, BREAK)


def _share(write: Writer, numbers: Numbers, name: str, key: str) -> str:
    value = numbers.get(name)
    return write.t(
        f"editor.figures.{key}",
        n=count(numbers["n"], write.locale),
        share=percent(value[0], write.locale) if value else "–",
        interval=_interval(write, value) if value else _why(write, numbers, name),
    )


def _interval(write: Writer, value: Sequence[Any]) -> str:
    low, high = value[1:]
    return "–" if None in (low, high) else percent_range(low, high, write.locale)


def _stay(write: Writer, numbers: Numbers) -> str:
    value = numbers.get("dwell")
    if not value:
        return write.t("editor.figures.dwell", time="–", interval=_why(write, numbers, "dwell"))
    ends = "–".join("…" if end is None else _time(write, end) for end in value[1:])
    return write.t("editor.figures.dwell", time=_time(write, value[0]), interval=ends)


def _time(write: Writer, seconds: float) -> str:
    def t(key: str, **values: object) -> str:
        shown = {name: localised(value, write.locale) for name, value in values.items()}
        return write.t(key, **shown)

    return "–" if math.isnan(seconds) else duration(seconds, t)


def _why(write: Writer, numbers: Numbers, name: str) -> str:
    return write.t(f"note.{numbers.get('why', {}).get(name, 'no_rule')}", minimum=MINIMUM)


def origin(write: Writer, source: Numbers) -> str:
    """Return where numbers come from: source, collector, n, day."""
    title = source["source"] or write.t(f"editor.figures.{source['kind']}")
    return " · ".join(
        filter(
            None, (write.short(title), source["collector"], write.n(source["n"]), source["date"])
        )
    )
