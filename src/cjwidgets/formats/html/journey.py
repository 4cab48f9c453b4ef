"""A map as a table: stages and touchpoints are its columns, lanes its rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

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
        top, bottom = [*_top(write)], [*_bottom(write, told)]
        room = limits.static - len(_form(write, *top, *bottom))
        found = [*_sheets(write, every, held, told, room)]
        if _count(found) == len(every):
            form = _form(write, *top, _tables(write, found), *_more(write), *bottom)
            if len(form) <= limits.static:
                return form
        if write.spared:
            write, found = Writer(jm, LONGEST), []
        return _short(write, told, every, held, found)


class Sheet(NamedTuple):
    """A table of some of the columns, without its frame."""

    part: range
    inside: Html


def _count(sheets: list[Sheet]) -> int:
    return sum(len(sheet.part) for sheet in sheets)


def _form(write: Writer, *parts: Html) -> Html:
    return one_way(style.page(write, *parts, rtl=is_rtl(write.jm)))


def _short(
    write: Writer,
    told: Told,
    every: list[Column],
    held: list[Lane],
    found: list[Sheet],
) -> Html:
    """Return as much of a map as there is room for: sheets, else rows of the first one."""
    top, bottom = [*_top(write)], [*_bottom(write, told, most=10)]

    def form(sheets: list[Sheet]) -> Html:
        note = _shortened(write, _count(sheets), len(every))
        return _form(write, *top, _tables(write, sheets), note, *bottom)

    room = limits.static - len(form([]))
    found = found or [*_sheets(write, every, held, told, room)]
    most, rows = MOST, limits.static // 200
    while len(made := form(found)) > limits.static or not found:
        if found:
            found.pop()
        elif most and room > 0:
            found = [*_sheets(write, every[:most], held[:rows], told, room)]
            most //= 2
        else:
            break
    return made


def _sheets(
    write: Writer, cols: list[Column], shown: list[Lane], told: Told, room: int
) -> Iterator[Sheet]:
    """Yield sheet after sheet until there is no more room."""
    rtl, goals = is_rtl(write.jm), all(lane.shows != "goals" for lane in shown)
    parts = sheets(cols, MOST)
    for part in parts:
        own = cols[part.start : part.stop]
        inside = [
            element("colgroup", element("col", width=style.HEAD), *[element("col")] * len(own)),
            element("thead", *head(write, own, goals=goals)),
            element("tbody", *rows(write, cols, part, shown, told, rtl=rtl)),
        ]
        sheet = Sheet(part, join(inside))
        room -= len(one_way(_table(write, sheet, len(parts), len(parts), MOST)))
        if room < 0:
            return
        yield sheet


def _tables(write: Writer, found: list[Sheet]) -> Html:
    if not found:
        return style.note(write.t("editor.empty") if not write.jm.stages else "")
    widest = max(len(sheet.part) for sheet in found)
    count = len(found)
    return join([_table(write, sheet, at, count, widest) for at, sheet in enumerate(found, 1)])


def _table(write: Writer, sheet: Sheet, at: int, count: int, widest: int) -> Html:
    label = [write.name(write.jm)]
    if count > 1:
        label.append(write.t("editor.present.count", n=at, all=count))
    wide = style.width(len(sheet.part))
    table = element(
        "table",
        sheet.inside,
        class_="cjw-map",
        aria_label=", ".join(label),
        border=1,
        style=f"width:{wide}px;--cjw-share:{wide / style.width(widest):.1%}",
    )
    return element("div", table, class_="cjw-scroll", tabindex=0)


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


def _bottom(write: Writer, told: Told, most: int | None = None) -> Iterator[Html]:
    yield style.note(
        "● " + write.t("static.measured"),
        "○ " + write.t("static.assumed"),
        write.t("static.interval", confidence=write.t.percent(CONFIDENCE, 4)),
    )
    for answer in told.get("nodes", {}).get(write.jm.id, {}).get("journey", ()):
        yield style.note(answer[6])
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
