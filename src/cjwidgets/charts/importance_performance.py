"""Importance against performance: where effort pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.frame import Layer, Rows
from cjwidgets.charts.layout.frame import on as draw
from cjwidgets.charts.layout.pick import Pick, keys
from cjwidgets.charts.layout.places import LEADING
from cjwidgets.charts.layout.room import EDGE, narrow
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.spread import apart
from cjwidgets.charts.layout.tips import answering, tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import theme, words
from cjwidgets.evidence import Survey

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import ImportancePerformanceOptions

PLOT, LEFT, TOP, LIST = 430, 26, 6, 34  # the square, and the gap before the list
ROW, BADGE, NAME = 21, 21, 12
TONES = {
    "concentrate_here": "pain",
    "keep_up": "persona-1",
    "low_priority": "mute",
    "possible_overkill": "persona-2",
}
CORNERS = {  # (right, top): more satisfied, more important
    "concentrate_here": (False, True),
    "keep_up": (True, True),
    "low_priority": (False, False),
    "possible_overkill": (True, False),
}


@draws(analysis.importance_performance)
def importance_performance(
    jm: Source,
    survey: Survey | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[ImportancePerformanceOptions],
) -> alt.LayerChart:
    """Draw importance against satisfaction, split into four quadrants.

    The number of a mark is its rank by opportunity; the list beside it has the names, the
    opportunity score and its interval. A place that another would cover is moved aside, with a
    line to where it belongs.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.importance_performance`.
    survey : Survey, optional

    Returns
    -------
    altair.LayerChart
        ``importance_performance.data(jm, survey)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_survey(500), cj.datasets.mattress_map()
    >>> survey = cj.Survey(frame, questions=["importance", "csat"], touchpoint="touchpoint")
    >>> cj.charts.importance_performance(jm, survey, resamples=100).title.text
    'Importance and performance'
    """
    statistic = analysis.importance_performance
    on = sheet("importance_performance", statistic, jm, survey, locale=locale, **options)
    rows = [] if on.empty else _rows(on)
    if not rows:
        return on.nothing()
    split, plot = _split(on, rows), _plot()
    badges = apart([(row["px"], row["py"]) for row in rows], BADGE, plot, plot)
    for row, (x, y) in zip(rows, badges, strict=True):
        row |= {"bx": round(x + LEFT, 1), "by": round(y + TOP, 1)}
        pick = Pick(on.keys) if on.keys else None
    listed, left, width, height = _list(on, rows) if narrow() is None else _below(on, rows)
    layers: list[Layer] = [*_ground(on, split), *_marks(on, rows), *listed]
    if pick is not None:
        line = pick.area().encode(
            alt.Y("line_top:Q", axis=None, scale=None),
            alt.Y2("line_foot"),
            x=alt.XValue(left - EDGE),
            x2=alt.X2Value(width + EDGE),
        )
        layers = pick.into([line, pick.halo(size=1100).encode(*_badge()), *layers])
    return on.drawn(layers, width, height, rows=rows)


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of all places: what is selected lights up."""
    return importance_performance(scene.map, scene.survey)


def _plot() -> float:
    """Return the side of the square."""
    room = narrow()
    return PLOT if room is None else min(PLOT, room - LEFT - 2)


def _split(on: Sheet, rows: Rows) -> tuple[float, float]:
    """Return where the quadrants meet: at the middle, or at the means of the places."""
    if "5, the middle" in on.table.attrs["definition"]:
        return 5.0, 5.0
    return tuple(
        sum(row[axis] for row in rows) / len(rows) for axis in ("satisfaction", "importance")
    )


def _rows(on: Sheet) -> Rows:
    by = on.by
    rows: Rows = []
    seen = on.table.dropna(subset=["importance", "satisfaction"])
    for number, line in enumerate(records(seen.sort_values("rank", kind="stable")), start=1):
        name = name_of(line, on.level) if on.level else on.t("chart.journey")
        name = f"{name} · {name_of(line, by)}" if by else name
        importance, satisfaction = line["importance"], line["satisfaction"]
        score = on.decimal(round(line["opportunity"], 1))
        doubt = ""
        if line["opportunity_low"] is not None:
            ends = (on.decimal(round(line[f"opportunity_{e}"], 1)) for e in ("low", "high"))
            doubt = "–".join(ends)
        rows.append(
            keys(line, on.keys)
            | {
                "number": str(number),
                "name": name,
                "importance": importance,
                "satisfaction": satisfaction,
                "tone": TONES.get(line["quadrant"], "mute"),
                "px": _plot() * satisfaction / 10,
                "py": _plot() * (1 - importance / 10),
                "score": score,
                "doubt": doubt,
                "people": on.count(line["n"]),
                "felt": f"{on.t('chart.importance')} {on.decimal(round(importance, 1))}, "
                f"{on.t('chart.satisfaction')} {on.decimal(round(satisfaction, 1))}",
            }
        )
        row = rows[-1]
        row["says"] = f"{name}: {row['felt']}, {on.t('chart.opportunity')} {score} ({doubt})"
    return rows


def _tips(on: Sheet) -> list[alt.Tooltip]:
    heads = {"score": on.t("chart.opportunity"), "doubt": on.t("chart.interval"), "people": "n"}
    return tips("name", "felt", *heads, heads=heads)


def _scales() -> tuple[alt.X, alt.Y]:
    ends: dict[str, Any] = {"domain": [0, 10], "nice": False, "zero": False}
    return (
        alt.X("satisfaction:Q", axis=None, scale=alt.Scale(range=[LEFT, LEFT + _plot()], **ends)),
        alt.Y("importance:Q", axis=None, scale=alt.Scale(range=[TOP + _plot(), TOP], **ends)),
    )


def _ground(on: Sheet, split: tuple[float, float]) -> list[alt.Chart]:
    x, y = _scales()
    here = [{"satisfaction": split[0], "importance": split[1]}]
    line: dict[str, Any] = {"color": theme.color("mute"), "strokeDash": [3, 4], "aria": False}
    frame = (
        draw([{}])
        .mark_rect(fill=None, stroke=theme.color("line"), aria=False)
        .encode(
            x=alt.XValue(LEFT),
            x2=alt.X2Value(LEFT + _plot()),
            y=alt.YValue(TOP),
            y2=alt.Y2Value(TOP + _plot()),
        )
    )
    layers = [
        frame,
        draw(here).mark_rule(**line).encode(x, y=alt.YValue(TOP), y2=alt.Y2Value(TOP + _plot())),
        draw(here).mark_rule(**line).encode(y, x=alt.XValue(LEFT), x2=alt.X2Value(LEFT + _plot())),
    ]
    for key, (right, top) in CORNERS.items():
        said = on.t(f"chart.quadrant.{key}")
        lines = [said]
        if narrow() is not None:
            lines = words.wrap(said, (_plot() / 2 - 16) / (11 * words.BOLD), 3)
        mark = theme.text_mark(
            on.locale,
            align="right" if right else "left",
            fontSize=11,
            fontWeight=600,
            color=theme.color(TONES[key]),
        )
        layers.append(
            draw([{"corner": lines}])
            .mark_text(**mark | {"lineHeight": 14})
            .encode(
                alt.Text("corner:N"),
                x=alt.XValue(LEFT + _plot() - 8 if right else LEFT + 8),
                y=alt.YValue(TOP + 14 if top else TOP + _plot() - 14 * len(lines)),
            )
        )
    mute = theme.text_mark(on.locale, fontSize=11, color=theme.color("mute"))
    return [
        *layers,
        draw([{"axis": f"{on.t('chart.satisfaction')} 0–10 →"}])
        .mark_text(**mute | {"align": "left"})
        .encode(alt.Text("axis:N"), x=alt.XValue(LEFT), y=alt.YValue(TOP + _plot() + 16)),
        draw([{"axis": f"{on.t('chart.importance')} 0–10 →"}])
        .mark_text(**mute | {"align": "left", "angle": 270})
        .encode(alt.Text("axis:N"), x=alt.XValue(10), y=alt.YValue(TOP + _plot())),
    ]


def _badge() -> tuple[alt.X, alt.Y]:
    return alt.X("bx:Q", axis=None, scale=None), alt.Y("by:Q", axis=None, scale=None)


def _marks(on: Sheet, rows: Rows) -> list[alt.Chart]:
    for row in rows:  # a line from the badge to its place, none where it stands there
        away = abs(row["bx"] - row["px"] - LEFT) + abs(row["by"] - row["py"] - TOP) > 8
        row["tx"] = row["px"] + LEFT if away else row["bx"]
        row["ty"] = row["py"] + TOP if away else row["by"]
    lead = (
        draw()
        .mark_rule(color=theme.color("mute"), aria=False)
        .encode(*_badge(), alt.X2("tx"), alt.Y2("ty"))
    )
    tones = list(TONES.values())
    hues: dict[str, Any] = {"domain": tones, "range": [theme.color(tone) for tone in tones]}
    point = (
        draw()
        .mark_point(filled=True, opacity=1, size=22, aria=False)
        .encode(*_scales(), alt.Color("tone:N", legend=None, scale=alt.Scale(**hues)))
    )
    badge = (
        draw()
        .mark_point(fill=theme.color("ground"), shape="circle", size=310, opacity=1, strokeWidth=2)
        .encode(
            *_badge(),
            alt.Stroke("tone:N", legend=None, scale=alt.Scale(**hues)),
            description=alt.Description("says:N"),
            tooltip=_tips(on),
        )
    )
    style = theme.text_mark(on.locale, align="center", fontSize=11, fontWeight=600)
    number = draw().mark_text(**style | {"font": theme.font()})
    return [lead, point, badge, number.encode(*_badge(), alt.Text("number:N"))]


def _list(on: Sheet, rows: Rows) -> tuple[list[alt.Chart], float, float, float]:
    """Return the list, where it begins and ends, and the height of all."""
    left = LEFT + _plot() + LIST
    widest = max(words.width(row["name"]) for row in rows) * NAME * words.BOLD
    room = min(240.0, max(110.0, words.roomy(widest)))
    for number, row in enumerate(rows):
        row["short"] = words.wrap(row["name"], room / (NAME * words.BOLD), 1)[0]
        row["line"] = TOP + ROW * (number + 1.5)
        row["line_top"], row["line_foot"] = row["line"] - ROW / 2, row["line"] + ROW / 2
    score = left + 26 + room + max(46, words.width(on.t("chart.opportunity")) * 11 - 20)
    doubt = score + max(64, words.width(on.t("chart.interval")) * 11 + 10)
    end = doubt + 44
    y = alt.Y("line:Q", axis=None, scale=None)
    columns = (
        ("number", left + 16, "right", "mute", 400, ""),
        ("short", left + 26, "left", "ink", 600, ""),
        ("score", score, "right", "ink", 600, on.t("chart.opportunity")),
        ("doubt", doubt, "right", "mute", 400, on.t("chart.interval")),
        ("people", end, "right", "mute", 400, "n"),
    )
    layers = []
    for field, at, align, tone, weight, head in columns:
        mark = theme.text_mark(
            on.locale, align=align, color=theme.color(tone), fontWeight=weight, fontSize=NAME
        )
        if field != "short":
            mark |= {"font": theme.font()}
        text = draw().mark_text(**mark).encode(y, alt.Text(f"{field}:N"), x=alt.XValue(at))
        layers.append(_asked(on, rows, text, field, head))
        quiet = theme.text_mark(on.locale, align=align, fontSize=11, color=theme.color("mute"))
        layers.append(
            draw([{"head": head}])
            .mark_text(**quiet)
            .encode(alt.Text("head:N"), x=alt.XValue(at), y=alt.YValue(TOP + ROW * 0.5))
        )
    return layers, left, end, TOP + max(PLOT + 26, ROW * (len(rows) + 1) + 8)


def _asked(on: Sheet, rows: Rows, text: alt.Chart, field: str, head: str) -> alt.Chart:
    """Let names say themselves, and numbers what the mark says."""
    if not head:
        return text.encode(tooltip=tips("name"))
    return answering(text, rows, field, head, _tips(on))


def _below(on: Sheet, rows: Rows) -> tuple[list[alt.Chart], float, float, float]:
    """Return the list as it stands below the square, with the numbers below each name."""
    room, first = narrow() or PLOT, TOP + _plot() + 34
    for row in rows:
        row["lines"] = words.wrap(row["name"], (room - 26) / (NAME * words.BOLD), 3)
    named = LEADING * max(len(row["lines"]) for row in rows)
    pitch = 6 + named + LEADING + 6
    for number, row in enumerate(rows):
        top = first + 22 + pitch * number
        row |= {"line_top": top, "line_foot": top + pitch, "line": top + 6 + LEADING / 2}
        row["figures"] = row["line"] + LEADING * len(row["lines"])
    columns = (
        ("number", 16, "right", "mute", 400, "", "line"),
        ("lines", 26, "left", "ink", 600, "", "line"),
        ("score", 26, "left", "ink", 600, on.t("chart.opportunity"), "figures"),
        ("doubt", room - 60, "right", "mute", 400, on.t("chart.interval"), "figures"),
        ("people", room, "right", "mute", 400, "n", "figures"),
    )
    layers = []
    for field, at, align, tone, weight, head, height in columns:
        mark = theme.text_mark(
            on.locale, align=align, color=theme.color(tone), fontWeight=weight, fontSize=NAME
        ) | {"lineHeight": LEADING}
        y = alt.Y(f"{height}:Q", axis=None, scale=None)
        text = draw().mark_text(**mark).encode(y, alt.Text(f"{field}:N"), x=alt.XValue(at))
        layers.append(_asked(on, rows, text, field, head))
        quiet = theme.text_mark(on.locale, align=align, fontSize=11, color=theme.color("mute"))
        over = draw([{"head": head}]).mark_text(**quiet)
        layers.append(over.encode(alt.Text("head:N"), x=alt.XValue(at), y=alt.YValue(first + 12)))
    return layers, 0, room, first + 22 + pitch * len(rows)
