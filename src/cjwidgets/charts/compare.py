"""Before and after, as slopes: what rose, what fell, and what may be chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.layout.axis import Axis, shares
from cjwidgets.charts.layout.frame import Layer, Rows
from cjwidgets.charts.layout.frame import on as draw
from cjwidgets.charts.layout.pick import Pick, keys, listening
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.room import EDGE, narrow
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.spread import stacked
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.tips import answering, tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import theme, words
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import CompareOptions

TOP, PLOT, STEP, GAP = 36, 280, 17, 22
SLOPE, SMALL = 260, 12
WIDE = 270
ROW = ("name", "was", "shown", "people")
TONES = {"mute": ([4, 3], 1.25), "gain": ([1, 0], 2), "pain": ([1, 0], 2)}  # dash, width


@draws(analysis.compare)
def compare(
    jm: Source,
    before: EventLog | None = None,
    after: EventLog | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[CompareOptions],
) -> alt.LayerChart:
    """Draw the shares of two logs side by side: before and after a change.

    A full line is a difference that stands after adjustment for many tests, green up and red
    down (the other way round for what is lost); a dashed grey one may be chance.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.compare`.
    before, after : EventLog, optional

    Returns
    -------
    altair.LayerChart
        ``compare.data(jm, before, after)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> one, two = log.between(end="2026-04-01"), log.between("2026-04-01")
    >>> cj.charts.compare(jm, one, two).title.text
    'Before and after'
    """
    on = sheet("compare", analysis.compare, jm, before, after, locale=locale, **options)
    rows = [] if on.empty else _rows(on)
    if not rows:
        return on.nothing()
    counts = [on.count(on.table[f"n_{side}"].max()) for side in ("before", "after")]
    heading, reading = _told(on, counts)
    if narrow() is not None:
        return _close(on, rows, heading, reading)
    height = TOP + max(PLOT, 1.35 * STEP * len(rows))
    axis = shares(on, (row[side] for row in rows for side in ("before", "after")), zero=False)
    pick = Pick(on.keys) if on.keys else None
    names = max(words.width(row["name"]) * SMALL for row in rows)
    points = on.t("explain.survey.points", value="+00")
    usual = f"00 % · {points} (+00 … +00)"  # room for other numbers
    ends = max(words.width(shown) for shown in (usual, *(row["shown"] for row in rows)))
    ends = words.roomy(ends * SMALL, 40)
    left = min(WIDE, max(120, words.roomy(names * words.BOLD))) + GAP + 62
    right = left + SLOPE
    y = {side: axis.y(side, height - 10, TOP) for side in ("before", "after")}
    _place(rows, axis, height)
    width = right + GAP + 16 + ends
    layers: list[Layer] = [
        *_ends(on, left, right, height),
        axis.extent().encode(axis.y("at", height - 10, TOP), x=alt.XValue(left)),
        *_lines(y, left, right),
        *_labels(on, rows, left, right),
    ]
    if pick is not None:
        layers = pick.into([*_areas(pick, y, left, right, width), *layers])
    edge = EDGE if pick else 0
    return on.drawn(layers, width, height, rows=rows, reading=reading, edge=edge, heading=heading)


def _told(on: Sheet, counts: list[str]) -> tuple[str | None, str]:
    """Return the heading, where it is not the usual one, and what the marks are."""
    called = on.table.attrs.get("names")
    if called is None:
        return None, on.reading(before=counts[0], after=counts[1])
    both = {"first": words.clean(called[0]), "second": words.clean(called[1])}
    of = {"n_first": counts[0], "n_second": counts[1]}
    reading = on.reading("chart.compare.named.reading", **both, **of)
    return on.t("chart.compare.named.title", **both), reading


def _close(on: Sheet, rows: Rows, heading: str | None, reading: str) -> alt.LayerChart:
    """Draw the slopes lying, each below its name: there is no room for names on both sides."""
    axis = shares(on, (row[side] for row in rows for side in ("before", "after")), zero=False)
    columns = (Column(_end(on, "before"), "was", "mute"), Column(_end(on, "after"), "shown"))
    strip = Strip(on, rows, axis, columns, ("was", "shown", "people"))
    line = draw().mark_rule(opacity=1).encode(strip.x("before"), alt.X2("after"), strip.y)
    line = line.encode(*_tones(), **strip.described())
    then = strip.dot("before", color="mute", hollow=True)
    now = strip.dot("after", color="mute").encode(_hue())
    return strip.drawn(line, then, now, reading=reading, heading=heading)


def _end(on: Sheet, key: str) -> str:
    """Return what a side is called."""
    called = on.table.attrs.get("names")
    own = called and words.clean(called[key == "after"])
    return own or on.t(f"chart.{key}")


def _rows(on: Sheet) -> Rows:
    rows: Rows = []
    about = on.table.attrs
    alpha = 1 - about["confidence"]
    for line in records(on.table):
        if line["before"] is None or line["after"] is None:
            continue
        name = name_of(line, on.level)
        change, p = line["difference"], line["p_adjusted"]
        sure = p is not None and p < alpha
        better = change is not None and (change > 0) is (about["of"] != "drop_off")
        low, high = line["difference_low"], line["difference_high"]
        doubt = "" if low is None else f" ({on.points(low)} … {on.points(high)})"
        points = on.t("explain.survey.points", value=on.points(change))
        rows.append(
            keys(line, on.keys)
            | {
                "name": name,
                "before": line["before"],
                "after": line["after"],
                "tone": ("gain" if better else "pain") if sure else "mute",
                "was": on.percent(line["before"]),
                "shown": f"{on.percent(line['after'])} · {points}{doubt}",
                "people": f"n {on.count(line['n_before'])} · {on.count(line['n_after'])}",
            }
        )
        rows[-1]["says"] = f"{name}: {rows[-1]['was']} → {rows[-1]['shown']}"
    return rows


def _place(rows: Rows, axis: Axis, height: float) -> None:
    """Put the labels where they do not cover each other."""
    for side in ("before", "after"):
        length = (height - 10 - TOP) / (axis.high - axis.low)
        wanted = [height - 10 - length * (row[side] - axis.low) for row in rows]
        for row, at, want in zip(rows, stacked(wanted, STEP, TOP, height - 8), wanted, strict=True):
            row[f"{side}_at"], row[f"{side}_point"] = round(at, 1), round(want, 1)
            row[f"{side}_top"], row[f"{side}_foot"] = round(at - STEP / 2), round(at + STEP / 2)


def _ends(on: Sheet, left: float, right: float, height: float) -> list[alt.Chart]:
    layers = []
    for at, key, align in ((left, "before", "right"), (right, "after", "left")):
        head = theme.text_mark(
            on.locale, align=align, fontSize=11, color=theme.color("mute"), aria=True
        )
        rows = [{"head": _end(on, key)}]
        layers += [
            draw(rows)
            .mark_rule(color=theme.color("line"), strokeWidth=1, aria=False)
            .encode(x=alt.XValue(at), y=alt.YValue(TOP - 8), y2=alt.Y2Value(height)),
            draw(rows)
            .mark_text(**head)
            .encode(
                alt.Text("head:N"), alt.Description("head:N"), x=alt.XValue(at), y=alt.YValue(14)
            ),
        ]
    return layers


def _areas(pick: Pick, y: dict[str, alt.Y], left: float, right: float, end: float) -> list[Layer]:
    """Return what can be picked: both labels, and the slope between them."""
    out = 6 + GAP
    sides = (("before", -EDGE, left - out), ("after", right + out, end + EDGE))
    labels = [
        pick.area().encode(
            alt.Y(f"{side}_top:Q", axis=None, scale=None),
            alt.Y2(f"{side}_foot"),
            x=alt.XValue(start),
            x2=alt.X2Value(stop),
        )
        for side, start, stop in sides
    ]
    slope = draw().mark_rule(strokeWidth=11, aria=False, cursor="pointer")
    band = slope.encode(
        y["before"],
        alt.Y2("after"),
        x=alt.XValue(left),
        x2=alt.X2Value(right),
        stroke=pick.when("pick"),
    )
    return [*labels, listening(band)]


def _hue() -> alt.Color:
    tones = [theme.color(tone) for tone in TONES]
    return alt.Color("tone:N", legend=None, scale=alt.Scale(domain=list(TONES), range=tones))


def _tones() -> tuple[alt.Color, alt.StrokeDash, alt.StrokeWidth]:
    """Return what tells a difference that stands from one that may be chance."""
    dashes, widths = zip(*TONES.values(), strict=True)
    tones: dict[str, Any] = {"type": "ordinal", "domain": list(TONES)}
    return (
        _hue(),
        alt.StrokeDash("tone:N", legend=None, scale=alt.Scale(**tones, range=list(dashes))),
        alt.StrokeWidth("tone:O", legend=None, scale=alt.Scale(**tones, range=list(widths))),
    )


def _lines(y: dict[str, alt.Y], left: float, right: float) -> list[alt.Chart]:
    line = (
        draw()
        .mark_rule(opacity=1)
        .encode(
            y["before"],
            alt.Y2("after"),
            *_tones(),
            x=alt.XValue(left),
            x2=alt.X2Value(right),
            description=alt.Description("says:N"),
            tooltip=tips(*ROW),
        )
    )
    ends = [
        draw()
        .mark_point(filled=True, opacity=1, size=55, aria=False)
        .encode(y[side], _hue(), x=alt.XValue(at))
        for side, at in (("before", left), ("after", right))
    ]
    return [line, *ends]


def _labels(on: Sheet, rows: Rows, left: float, right: float) -> list[alt.Chart]:
    pixel = {side: alt.Y(f"{side}_at:Q", axis=None, scale=None) for side in ("before", "after")}
    leaders = [
        draw()
        .mark_rule(color=theme.color("mute"), opacity=0.5, aria=False)
        .encode(
            alt.Y(f"{side}_point:Q", axis=None, scale=None),
            alt.Y2(f"{side}_at"),
            x=alt.XValue(at + out * 6),
            x2=alt.X2Value(at + out * (6 + GAP)),
        )
        for side, at, out in (("before", left, -1), ("after", right, 1))
    ]
    room = (left - GAP - 54) / (SMALL * words.BOLD)
    for row in rows:
        row["short"] = words.wrap(row["name"], room, 1)[0]
    latin = {"font": theme.font()}
    style = {"fontSize": SMALL}
    name = (
        draw()
        .mark_text(**theme.text_mark(on.locale, align="right", fontWeight=600, **style))
        .encode(
            pixel["before"],
            alt.Text("short:N"),
            tooltip=tips("name"),
            x=alt.XValue(left - GAP - 52),
        )
    )
    was = (
        draw()
        .mark_text(**theme.text_mark(on.locale, align="right", **style) | latin)
        .encode(pixel["before"], alt.Text("was:N"), x=alt.XValue(left - GAP - 10))
    )
    was = answering(was, rows, "was", "", tips(*ROW))
    mark = theme.text_mark(on.locale, align="left", **style) | latin
    del mark["color"]
    now = (
        draw()
        .mark_text(**mark)
        .encode(pixel["after"], alt.Text("shown:N"), _hue(), x=alt.XValue(right + GAP + 10))
    )
    now = answering(now, rows, "shown", "", tips(*ROW))
    return [*leaders, name, was, now]
