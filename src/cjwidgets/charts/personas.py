"""What each persona felt, place by place, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.difference import difference
from cjwidgets.charts.distributions import distributions
from cjwidgets.charts.layout.axis import Axis, numbers
from cjwidgets.charts.layout.frame import Rows, called, together
from cjwidgets.charts.layout.frame import on as draw
from cjwidgets.charts.layout.legend import entry, legend, legend_height
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import FAR, FEW, Column
from cjwidgets.charts.layout.room import narrow
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.tips import tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import words
from cjwidgets.display.personas import persona_color, persona_hue, persona_mark
from cjwidgets.errors import JourneyError
from cjwidgets.evidence import Survey
from cjwidgets.evidence.surveys.questions import FELT
from cjwidgets.locale import text

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import EmotionOptions

LANE, THIN = 13, 9  # between two personas of a row; in many rows
WIDEST = 6
"""Gaps that a board shows of two personas."""
KEYS = 560  # pixels for the names of personas


@draws(analysis.emotion)
def personas(
    jm: Source,
    survey: Survey | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[EmotionOptions],
) -> alt.LayerChart:
    """Draw the mean emotion of each persona at each place, with its interval.

    Personas differ in colour and mark; intervals of one place that do not overlap tell them
    apart. For a test of two of them see :func:`difference`.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.emotion`.
    survey : Survey, optional

    Returns
    -------
    altair.LayerChart
        ``personas.data(jm, survey, by="persona")`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_survey(500), cj.datasets.mattress_map()
    >>> felt = cj.Question("pleasure", kind="emotion", scale="affective_slider")
    >>> survey = cj.Survey(frame, questions=[felt], touchpoint="touchpoint", segment="segment")
    >>> cj.charts.personas(jm, survey, by="persona", resamples=100).title.text
    'What people felt'
    """
    on = sheet("personas", analysis.emotion, jm, survey, locale=locale, **options)
    if on.empty:
        return on.nothing()
    by = on.by
    lines = records(on.table)
    whose = {_whose(line, by): name_of(line, by) for line in lines}
    people = list(whose.values())
    rows, points = _rows(on, by, whose)
    low, high = on.table.attrs["scale"]
    signed = low < 0
    axis = Axis(low, high, numbers(on, (low, high), signed=signed).ticks)
    axis = Axis(low, high, tuple(tick for tick in axis.ticks if low <= tick[0] <= high))
    legends = [
        entry(persona_hue(i), name, shape=persona_mark(i).shape)
        for i, name in enumerate(people)
        if len(people) > 1
    ]
    lane = LANE if len(rows) <= FEW else THIN
    room = narrow() or KEYS
    strip = Strip(
        on,
        rows,
        axis,
        [Column("n", "counts", "mute")],
        pitch=max(FAR, lane * len(people) + 14),
        zone=lane * len(people) + 6,
        top=legend_height(legends, room),
        picked=on.keys,
    )
    for point in points:
        shift = lane * (point["who"] - (len(people) - 1) / 2)
        point["y"] = round(strip.middle(point["row"]) + shift, 1)
    key = legend(legends, on.locale, left=0, top=8, room=room)
    n = int(on.table["n"].sum())
    return strip.drawn(*key, together(points, *_marks(strip, len(people))), n=n)


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw what the curve of the map does not show.

    At selected places what was answered there; else where two personas differ most, whichever the
    filter has; of one persona, or many, what each felt.
    """
    if scene.stages:
        return _answered(scene)
    survey = scene.without("personas").survey
    level = scene.level() if "touchpoint" in survey.has else "stage"
    by = "persona" if survey.has & {"persona", "segment"} else None
    chosen = scene.selection.personas or tuple(scene.map.personas)
    if by and len(chosen) == 2:
        apart = _differing(scene, survey, level, chosen)
        if apart is not None:
            return apart
    return personas(scene.map, survey, level=level, by=by)


def _answered(scene: Scene) -> alt.TopLevelMixin:
    survey = scene.survey
    felt = next((each.name for each in survey.questions if each.kind == FELT), "")
    level = "touchpoint" if "touchpoint" in survey.has else "stage"
    table = distributions.data(scene.map, survey, question=felt, level=level)
    drawn = distributions(scene.here(table, "stage_id"), locale=scene.locale)
    where = ", ".join(words.clean(each.name) for each in scene.stages)
    return called(drawn, text("chart.personas.at", scene.locale, place=where))


def _differing(scene: Scene, survey: Survey, level: str, two: Any) -> alt.TopLevelMixin | None:
    """Draw the widest gaps between two personas; None where none is known."""
    first, second = (each.name for each in two)
    options: dict[str, Any] = {"of": "emotion", "by": "persona", "level": level}
    try:
        table = analysis.difference(scene.map, survey, between=(first, second), **options)
    except JourneyError:
        return None
    gaps = table["difference"].abs().sort_values(ascending=False).dropna()
    if gaps.empty:
        return None
    widest = table.loc[gaps.index[:WIDEST]].reset_index(drop=True)
    widest.attrs = {**table.attrs, "part": True}
    drawn = difference(widest, locale=scene.locale)
    return called(drawn, text("chart.personas.differ", scene.locale))


def _whose(line: dict[str, Any], by: str) -> str:
    """Return by what a group is known: personas may share a name."""
    return str(line.get(f"{by}_id") or name_of(line, by))


def _rows(on: Sheet, by: str, whose: dict[str, str]) -> tuple[Rows, Rows]:
    """Return one row a place, and one point a place and persona."""
    people, known = list(whose.values()), list(whose)
    rows: Rows = []
    points: Rows = []
    # A run of rows a place: names of places may repeat.
    for number, line in enumerate(records(on.table)):
        who = known.index(_whose(line, by))
        if number % len(people) == 0:
            name = name_of(line, on.level) if on.level else on.t("chart.journey")
            place = keys(line, (each for each in on.keys if each not in (by, f"{by}_id")))
            rows.append(place | {"name": name, "group": "", "counts": ""})
            if on.level == "touchpoint":
                rows[-1]["group"] = name_of(line, "stage")
        row = rows[-1]
        row["counts"] += f"{' · ' if row['counts'] else ''}{on.count(line['n'])}"
        if line["mean"] is None:
            continue
        shown = on.decimal(line["mean"], sign=on.table.attrs["scale"][0] < 0)
        doubt = on.span(line["mean_low"], line["mean_high"], sign=True)
        points.append(
            {
                **keys(line, on.keys),
                "row": len(rows) - 1,
                "who": who,
                "name": row["name"],
                "whose": people[who],
                "mean": line["mean"],
                "mean_low": line["mean_low"],
                "mean_high": line["mean_high"],
                "shown": f"{shown} [{doubt}]" if doubt else shown,
                "people": f"n {on.count(line['n'])}",
            }
        )
        point = points[-1]
        told = (point[key] for key in ("whose", "name", "shown", "people"))
        point["says"] = " · ".join(filter(None, told))
    silent = set(range(len(rows))) - {point["row"] for point in points}
    notes = on.table["note"].tolist()
    for number in silent:
        rows[number]["absent"] = on.why(notes[number * len(people)])
    return rows, points


def _marks(strip: Strip, people: int) -> list[alt.Chart]:
    who = list(range(people))
    hue = alt.Color(
        "who:N",
        legend=None,
        scale=alt.Scale(domain=who, range=[persona_color(i) for i in who]),
    )
    shape = alt.Shape(
        "who:N",
        legend=None,
        scale=alt.Scale(domain=who, range=[persona_mark(i).shape for i in who]),
    )
    y = alt.Y("y:Q", axis=None, scale=None)
    span = (
        draw()
        .mark_rule(strokeWidth=2, opacity=0.45, aria=False)
        .encode(strip.x("mean_low"), alt.X2("mean_high"), y, hue)
    )
    dot = (
        draw()
        .mark_point(filled=True, opacity=1, size=75)
        .encode(
            strip.x("mean"),
            y,
            hue,
            shape,
            description=alt.Description("says:N"),
            tooltip=tips("name", "whose", "shown", "people"),
        )
    )
    halos = (
        [strip.pick.halo(size=190 if narrow() else 300).encode(strip.x("mean"), y)]
        if strip.pick
        else []
    )
    return [*halos, span, dot]
