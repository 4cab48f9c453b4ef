"""A map as a table: stages and touchpoints are its columns, lanes its rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.formats.html import style
from cjwidgets.formats.html.columns import Column, columns, lanes, sheets
from cjwidgets.formats.html.details import Said, fields, listed
from cjwidgets.formats.html.markup import Html, element, join, one_way
from cjwidgets.formats.html.observed import origin
from cjwidgets.formats.html.rows import head, rows
from cjwidgets.formats.html.writer import LONGEST, Writer
from cjwidgets.limits import limits
from cjwidgets.model import JourneyMap, Lane

HEADED = ("title", "kind", "locale", "status", "reviewed", "review_due", "objective", "scenario")
MOST = 6
"""Columns of a table: a sheet of paper, also upright, has room for so many that can be read."""
LOOKS = ("shows", "span", "second", "height")
"""Fields that say how the editor draws a lane."""

Told = Mapping[str, Any]


def journey(jm: JourneyMap, told: Told | None = None) -> Html:
    """Return a map as HTML that says all of it but its comments.

    It can be read where styles and pictures are taken out. What is longer than
    ``cj.limits.static`` is shortened, and says so.

    Parameters
    ----------
    jm : JourneyMap
    told : dict, optional
        What data say of it, in the form of ``Figures.to_json``; ``stale`` where they are not
        counted yet.

    Examples
    --------
    >>> jm = JourneyMap("Shop", stages=["Ask", "Buy"])
    >>> "<th" in journey(jm), "Buy" in journey(jm)
    (True, True)
    """
    with jm._guard():
        every, held, told = columns(jm), lanes(jm), told or {}
        write = Writer(jm, pictures=limits.static // 3)
        top, table = [*_top(write)], _table(write, every, held, told)
        if len(table) <= limits.static:
            form = _form(write, told, *top, table, *_more(write))
            if len(form) <= limits.static:
                return form
        # What fits is not known before it is written, but about how much.
        room = limits.static * 15 // 16
        most = min(len(every), len(every) * room // (len(table) - write.spared + 1))
        rows = len(held)
        while True:
            write = Writer(jm, LONGEST)
            top, table = [*_top(write)], _table(write, every[:most], held[:rows], told)
            note = _shortened(write, len(every[:most]), len(every))
            form = _form(write, told, *top, table, note, short=True)
            if len(form) <= limits.static or not (most or rows):
                return form
            most = min(most // 2, limits.static // 30)
            rows = min(rows, limits.static // 200) if most else 0


def _form(write: Writer, told: Told, *parts: Html, short: bool = False) -> Html:
    rtl = is_rtl(write.jm)
    return one_way(style.page(write, *parts, *_bottom(write, told, short=short), rtl=rtl))


def _table(write: Writer, cols: list[Column], shown: list[Lane], told: Told) -> Html:
    if not cols:
        return style.note(write.t("editor.empty") if not write.jm.stages else "")
    rtl, goals = is_rtl(write.jm), all(lane.shows != "goals" for lane in shown)
    found = []
    parts = sheets(cols, MOST)
    widest = style.width(max(map(len, parts)))
    for at, part in enumerate(parts, 1):
        own, wide = cols[part.start : part.stop], style.width(len(part))
        label = [write.name(write.jm)]
        if len(parts) > 1:
            label.append(write.t("editor.present.count", n=at, all=len(parts)))
        table = element(
            "table",
            element("colgroup", element("col", width=style.HEAD), *[element("col")] * len(own)),
            element("thead", *head(write, own, goals=goals)),
            element("tbody", *rows(write, cols, part, shown, told, rtl=rtl)),
            class_="cjw-map",
            aria_label=", ".join(label),
            border=1,
            style=f"width:{wide}px;--cjw-share:{wide / widest:.1%}",
        )
        found.append(element("div", table, class_="cjw-scroll", tabindex=0))
    return one_way(join(found))


def _top(write: Writer) -> Iterator[Html]:
    jm = write.jm
    yield element("p", element("strong", write.name(jm)), class_="cjw-title", dir="auto")
    yield style.note(*identity(write))
    for name in ("objective", "scenario"):
        if value := getattr(jm, name):
            label = element("span", f"{write.label('JourneyMap', name)}: ", class_="cjw-note")
            yield element("p", label, write.said(value), dir="auto")


def identity(write: Writer) -> Iterator[str]:
    """Say which map this is, and which state of it."""
    jm = write.jm
    yield write.choice(jm, "kind")
    yield write.choice(jm, "status")
    yield write.t("editor.counts", stages=len(jm.stages), touchpoints=len(jm.touchpoints))
    if jm.path is not None:
        yield jm.path.name
        if jm.unsaved:
            yield write.t("static.edited")
    if jm.reviewed:
        yield write.t("editor.reviewed", day=write.t.day(jm.reviewed))
    if jm.review_due:
        yield write.t("editor.due", day=write.t.day(jm.review_due))


def _bottom(write: Writer, told: Told, *, short: bool) -> Iterator[Html]:
    yield style.note(
        "● " + write.t("static.measured"),
        "○ " + write.t("static.assumed"),
        write.t("static.interval", confidence=write.t.percent(CONFIDENCE, 4)),
    )
    for answer in told.get("nodes", {}).get(write.jm.id, {}).get("journey", ()):
        yield style.note(answer[6])
    most = 10 if short else None
    for source in told.get("sources", ())[:most]:
        yield style.note(origin(write, source))
    for problem in told.get("problems", ())[:most]:
        yield style.note(f"⚠ {write.short(problem)}")
    if told.get("stale"):
        yield style.note(write.t("static.unread"))
    talk = sum(
        not each.resolved for node in write.jm.walk() for each in getattr(node, "comments", ())
    )
    if talk:
        yield style.note(write.t("static.comments", count=talk))
    yield style.note(write.t("static.as_of"))


def _shortened(write: Writer, shown: int, of: int) -> Html:
    needed = limits.raising("static", 4 * limits.static)
    return style.note(write.t("static.shortened", shown=shown, all=of), needed)


def _more(write: Writer) -> Iterator[Html]:
    """Yield, folded up, all that the table has no place for."""
    found = list(_left_over(write))
    if found:
        inside = [
            join([element("p", element("strong", where), dir="auto"), listed(said)])
            for where, said in found
        ]
        yield element("details", element("summary", write.t("static.more")), *inside)


def _left_over(write: Writer) -> Iterator[tuple[str, list[Said]]]:
    jm = write.jm
    for name in HEADED:
        write.mark(jm, name)
    for lane in jm.lanes:
        for name in (*LOOKS, *(() if lane.hidden else ("hidden",))):
            write.mark(lane, name)
    named = {each.id for each in (*jm.personas, *jm.links)}  # the table may not have named them
    places = (part for stage in jm.stages for part in (stage, *stage.touchpoints))
    for node in (jm, *jm.personas, *places, *jm.lanes, *jm.links):
        write.mark(node, node.label)
        write.mark(node, "collapsed")
        said = list(fields(write, node))
        if said or node.id in named:
            yield write.name(node), said


def is_rtl(jm: JourneyMap) -> bool:
    """Return whether a map is written from right to left: by the first letter that tells."""
    names = [jm.title, *(each.name for each in jm.stages)]
    for sign in "".join(names):
        way = unicodedata.bidirectional(sign)
        if way in ("L", "R", "AL"):
            return way != "L"
    return False
