"""The rows of the table of a map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cjwidgets.display.personas import persona_class
from cjwidgets.formats.html import style
from cjwidgets.formats.html.cells import cell
from cjwidgets.formats.html.columns import Column, by_stage, spans_stage
from cjwidgets.formats.html.curve import drawn
from cjwidgets.formats.html.details import cards
from cjwidgets.formats.html.feelings import Line, lines
from cjwidgets.formats.html.markup import BREAK, Html, element, join, plain
from cjwidgets.formats.html.observed import answers_in_words, in_words
from cjwidgets.formats.html.writer import Writer
from cjwidgets.model import Lane, Stage, Touchpoint
from cjwidgets.model.lanes import LANES

Nodes = Mapping[str, Any]


def head(write: Writer, cols: list[Column], *, goals: bool) -> Iterator[Html]:
    """Yield the row of the stages, with their goals where no lane has them; and the touchpoints."""
    stages = [
        element("th", _stage(write, stage, goals=goals), colspan=span, scope="colgroup", dir="auto")
        for stage, span in by_stage(cols)
    ]
    yield element("tr", _title(write.t("editor.stage"), "row"), *stages)
    points = [
        element("th", _touchpoint(write, each.touchpoint), scope="col", dir="auto") for each in cols
    ]
    yield element("tr", _title(write.t("editor.touchpoint"), "row"), *points)


def _title(title: str, scope: str, rowspan: int | None = None) -> Html:
    return element("th", title, scope=scope, rowspan=rowspan, dir="auto")


def _stage(write: Writer, stage: Stage, *, goals: bool) -> Html:
    name = element("strong", write.name(stage))
    if not (goals and stage.goals):
        return name
    return join([name, element("small", cards(write, stage.goals))])


def _touchpoint(write: Writer, touchpoint: Touchpoint | None) -> Html:
    if touchpoint is None:
        return Html("–")
    said = [touchpoint.channel and write.short(touchpoint.channel)]
    said.append(touchpoint.mode and write.t(f"editor.{touchpoint.mode}"))
    said.append(f"★ {write.t('editor.key')}" if touchpoint.key else "")
    moment = touchpoint.moment_of_truth
    said.append(f"★ {write.t(f'moment.{moment}')}" if moment else "")
    for name in ("channel", "mode", "key", "moment_of_truth"):
        write.mark(touchpoint, name)
    shown = element("strong", write.name(touchpoint))
    small = " · ".join(filter(None, said))
    return join([shown, BREAK, element("small", small)]) if small else shown


def rows(
    write: Writer, every: list[Column], part: range, shown: list[Lane], told: Nodes, *, rtl: bool
) -> Iterator[Html]:
    """Yield what was observed, and a row or two for each lane, of some of the columns."""
    cols = every[part.start : part.stop]
    nodes: Nodes = told.get("nodes", {})
    yield from _observed(write, cols, nodes)
    yield from _answers(write, cols, nodes)
    kinds = [LANES[lane.shows] for lane in shown]
    apart = [kind for kind in kinds if kind.only]
    for lane in shown:
        if LANES[lane.shows].holds == "curve":
            yield from _feelings(write, every, part, lane, nodes, rtl=rtl)
            continue
        title = _title(write.name(lane), "row")
        if spans_stage(lane):
            cells = [
                element(
                    "td",
                    cell(write, lane, (stage, *stage.touchpoints), nodes, apart=apart),
                    colspan=span,
                    dir="auto",
                )
                for stage, span in by_stage(cols)
            ]
        else:
            cells = [
                element(
                    "td",
                    cell(write, lane, _owners(column), nodes, apart=apart, of_stage=False),
                    dir="auto",
                )
                for column in cols
            ]
        yield element("tr", title, *cells)


def _owners(column: Column) -> tuple[Stage | Touchpoint, ...]:
    """What a stage itself says stands in its first column."""
    own = (column.stage,) if column.first else ()
    return (*own, column.touchpoint) if column.touchpoint else own


def _observed(write: Writer, cols: list[Column], nodes: Nodes) -> Iterator[Html]:
    if not any("n" in numbers for numbers in nodes.values()):
        return
    title = write.t("editor.figures.observed")
    stages = [
        element("td", in_words(write, nodes.get(stage.id, {}), "stage"), colspan=span)
        for stage, span in by_stage(cols)
    ]
    yield element("tr", _title(f"{title}: {write.t('editor.stage')}", "row"), *stages)
    if not any("n" in nodes.get(each.touchpoint.id, {}) for each in cols if each.touchpoint):
        return
    points = [
        element(
            "td",
            in_words(write, nodes.get(each.touchpoint.id, {}), "touchpoint")
            if each.touchpoint
            else "",
        )
        for each in cols
    ]
    yield element("tr", _title(f"{title}: {write.t('editor.touchpoint')}", "row"), *points)


def _answers(write: Writer, cols: list[Column], nodes: Nodes) -> Iterator[Html]:
    said = [
        answers_in_words(nodes.get(each.touchpoint.id, {})) if each.touchpoint else []
        for each in cols
    ]
    if any(said):
        cells = [element("td", join(map(plain, each), BREAK)) for each in said]
        yield element("tr", _title(write.t("editor.figures.asked"), "row"), *cells)


def _feelings(
    write: Writer, every: list[Column], part: range, lane: Lane, nodes: Nodes, *, rtl: bool
) -> Iterator[Html]:
    """Yield the curve, and what it shows in words."""
    # How the curve comes in and leaves depends on two columns on either side.
    start = max(part.start - 2, 0)
    within = range(part.start - start, part.stop - start)
    points = [column.touchpoint for column in every[start : part.stop + 2]]
    found = lines(write, points, nodes)
    aim = [getattr(each, lane.second, None) if each and lane.second else None for each in points]
    for each in points:
        if each is not None and lane.second:
            write.mark(each, lane.second)
    scale = write.jm.scale
    ends = (scale.high, scale.neutral, scale.low)
    axis = [
        element(
            "span",
            join([f"{write.number(end, sign=scale.low < 0)} ", element("small", write.word(end))]),
        )
        for end in ends
    ]
    heights = [_on_scale(write, lane, value) for value in aim]
    picture = drawn(found, heights, scale, style.COLUMN, within, rtl=rtl)
    yield element(
        "tr",
        element(
            "th",
            element("div", *join_lines(axis), class_="cjw-axis"),
            scope="row",
        ),
        element("td", picture, colspan=len(part), class_="cjw-curve"),
    )
    said = (_felt(write, found, index, lane, aim[index]) for index in within)
    cells = (element("td", each, dir="auto") for each in said)
    yield element("tr", _title(write.name(lane), "row"), *cells)


def join_lines(parts: list[Html]) -> Iterator[Html]:
    """Yield parts each of which begins a line where there are no styles."""
    for index, each in enumerate(parts):
        if index:
            yield BREAK
        yield each


def _on_scale(write: Writer, lane: Lane, value: float | None) -> float | None:
    """Return where a second curve stands: engagement has a scale of its own, from 1 to 5."""
    if value is None or lane.second != "engagement":
        return value
    scale = write.jm.scale
    return scale.low + (value - 1) / 4 * (scale.high - scale.low)


def _felt(write: Writer, found: list[Line], at: int, lane: Lane, aim: float | None) -> Html:
    said = []
    for line in found:
        point = line.points[at]
        if point is None:
            continue
        basis = write.t("emotion.measured" if point.measured else "emotion.assumed")
        sign = line.sign(measured=point.measured)
        mark = element("span", sign, class_=persona_class(line.number))
        value = f" {line.name}: {write.number(point.value)}, {write.word(point.value)} "
        how = write.how(basis, point.low, point.high, point.n, point.source)
        said.append(join([mark, value, element("small", how)]))
    if aim is not None:
        said.append(join([f"┄ {write.t(f'emotion.{lane.second}')}: {write.number(aim)}"]))
    return join(said, BREAK)
