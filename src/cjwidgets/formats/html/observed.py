"""What attached data say of a stage or touchpoint, in words. Twin of js/src/document/figures.ts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.formats.html.markup import BREAK, Html, join, plain
from cjwidgets.formats.html.writer import Writer

Numbers = Mapping[str, Any]


def in_words(write: Writer, numbers: Numbers, of: str) -> Html:
    """Return a line for each number: how many, how many lost or left, how long."""
    if numbers.get("small") and numbers.get("n") != 0:
        return plain(write.t("note.small_n", minimum=MINIMUM))
    if not numbers.get("n"):
        return plain(_why(write, numbers, "n"))
    return join(_lines(write, numbers, of), BREAK)


def answers_in_words(numbers: Numbers) -> list[str]:
    """Return a sentence for each score that people were asked for."""
    return [str(answer[6]) for answer in numbers.get("asked", ())]


def _lines(write: Writer, numbers: Numbers, place: str) -> Iterator[str]:
    n = numbers["n"]
    if place == "stage":
        yield _said(write, numbers, "reached", numbers["reached"])
    else:
        yield _share(write, numbers, "customers", "share", n)
    if numbers.get("came"):
        yield _said(write, numbers, "came", numbers["came"])
    if "done" in numbers:
        yield _share(write, numbers, "done", "done", numbers["done"][3])
    if "ended" in numbers:
        key = "ended_before" if place == "stage" else "ended"
        yield _said(write, numbers, key, numbers["ended"])
    else:
        yield _share(write, numbers, "lost" if place == "stage" else "left", "drop", n)
    if numbers.get("waiting"):
        key = "waiting" if place == "stage" else "undecided"
        yield _said(write, numbers, key, numbers["waiting"], gone=_gone(write, numbers))
    yield _stay(write, numbers)


def _said(write: Writer, numbers: Numbers, key: str, n: int, **values: str) -> str:
    return write.t(f"editor.figures.{key}", n=n, of=numbers.get("of", n), **values)


def _share(write: Writer, numbers: Numbers, key: str, name: str, n: int) -> str:
    value = numbers.get(name)
    return _said(
        write,
        numbers,
        key,
        n,
        share=write.t.percent(value[0]) if value else "–",
        interval=_interval(write, value[:3]) if value else _why(write, numbers, name),
        decided=write.t.count(numbers.get("decided", 0)),
        gone=_gone(write, numbers),
    )


def _gone(write: Writer, numbers: Numbers) -> str:
    return write.t.duration(numbers["gone"]) if "gone" in numbers else "–"


def _interval(write: Writer, value: Sequence[Any]) -> str:
    low, high = value[1:]
    return "–" if None in (low, high) else write.t.narrow(low, high)


def _stay(write: Writer, numbers: Numbers) -> str:
    value = numbers.get("dwell")
    if not value:
        return write.t("editor.figures.dwell", time="–", interval=_why(write, numbers, "dwell"))
    ends = "–".join("…" if end is None else write.t.duration(end) for end in value[1:])
    return write.t("editor.figures.dwell", time=write.t.duration(value[0]), interval=ends)


def _why(write: Writer, numbers: Numbers, name: str) -> str:
    return write.t(f"note.{numbers.get('why', {}).get(name, 'no_rule')}", minimum=MINIMUM)


def origin(write: Writer, source: Numbers) -> str:
    """Return where numbers come from: source, collector, n, day."""
    title = source["source"] or write.t(f"editor.figures.{source['kind']}")
    day = source["date"] and write.t.day(dt.date.fromisoformat(source["date"]))
    said = write.short(title), source["collector"], write.n(source["n"]), day
    return " · ".join(filter(None, said))
