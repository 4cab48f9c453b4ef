"""What a change would do, as tables: what was tried, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cjwidgets.formats.html import style
from cjwidgets.formats.html.journey import identity, is_rtl
from cjwidgets.formats.html.markup import Html, element
from cjwidgets.formats.html.writer import LONGEST, Writer
from cjwidgets.model import JourneyMap

COLUMNS = (
    *("static.change", "static.now", "static.then", "chart.interval"),
    *("chart.per_1000", "chart.interval"),
    *("chart.what_if.whole", "chart.what_if.foretold"),
)


def what_if(
    jm: JourneyMap,
    settings: Sequence[tuple[str, str]],
    sentence: str,
    results: Iterable[Mapping[str, Any]] = (),
    *pictures: Html,
) -> Html:
    """Return settings, the sentence about them, and the rows of `what_if`, as HTML.

    Examples
    --------
    >>> "Checkout" in what_if(JourneyMap("Shop"), [("At", "Checkout")], "It helps.")
    True
    """
    write = Writer(jm, LONGEST)
    of = element("strong", f"{write.t('chart.what_if.title')} · {write.name(jm)}")
    tried = (
        element(
            "tr", element("th", name, scope="row"), element("td", write.said(value), dir="auto")
        )
        for name, value in settings
    )
    parts = [
        element("p", of, class_="cjw-title", dir="auto"),
        style.note(*identity(write)),
        element("table", element("tbody", *tried), border=1),
        element("p", sentence, dir="auto"),
    ]
    if rows := [_row(write, each) for each in results]:
        names = [write.t(key) for key in COLUMNS] + ["n"]
        head = element("tr", *(element("th", name, scope="col") for name in names))
        table = element("table", element("thead", head), element("tbody", *rows), border=1)
        parts.append(element("div", table, class_="cjw-scroll", tabindex=0))
    return style.page(write, *parts, *pictures, style.note(write.t("static.tried")), rtl=is_rtl(jm))


def _row(write: Writer, row: Mapping[str, Any]) -> Html:
    def share(name: str) -> str:
        return "–" if _gone(row[name]) else write.t.percent(row[name])

    def gained(name: str) -> str:
        value = row[name]
        return "–" if _gone(value) else write.t.number(value, 1, sign=True)

    ends = row["after_low"], row["after_high"]
    doubt = "–" if any(map(_gone, ends)) else write.t.narrow(*ends)
    cells = (
        *(share("before"), share("after"), doubt),
        *(gained("gained"), f"{gained('gained_low')} … {gained('gained_high')}"),
        f"{gained('gained_least')} … {gained('gained_most')}",
        f"{share('predicted')} · {share('observed')}",
        write.t.count(row["n"]),
    )
    name = element("th", write.said(row["scenario"]), scope="row", dir="auto")
    return element("tr", name, *(element("td", each) for each in cells))


def _gone(value: float | None) -> bool:
    return value is None or value != value
