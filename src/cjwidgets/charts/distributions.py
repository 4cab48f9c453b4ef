"""What was answered, as bars around the middle of the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.layout.axis import Axis
from cjwidgets.charts.layout.fit import plot_beside
from cjwidgets.charts.layout.frame import Rows, together
from cjwidgets.charts.layout.frame import on as draw
from cjwidgets.charts.layout.legend import legend, legend_height
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.room import narrow
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.tips import tips
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import theme
from cjwidgets.evidence import Survey

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import DistributionsOptions

BAR, PLOT = 22, 360
BESIDE = 440  # of names and numbers
LABELLED = 30  # pixels of a part that has room for a number
TOLD = 7  # shades that can be told apart in a legend
FAINT, STRONG = 0.18, 0.5  # opacity: ink stays legible on the strongest, light and dark


@draws(analysis.distributions)
def distributions(
    jm: Source,
    survey: Survey | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[DistributionsOptions],
) -> alt.LayerChart:
    """Draw how often each answer was given, around the middle of the scale.

    Answers below the middle stand to the left, answers above it to the right; the middle one
    stands on the line, half on each side.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.analysis.distributions`.
    survey : Survey, optional

    Returns
    -------
    altair.LayerChart
        ``distributions.data(jm, survey, question="csat")`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_survey(500), cj.datasets.mattress_map()
    >>> survey = cj.Survey(frame, questions=["csat"], touchpoint="touchpoint")
    >>> cj.charts.distributions(jm, survey, question="csat", level="touchpoint").title.text
    'What was answered'
    """
    on = sheet("distributions", analysis.distributions, jm, survey, locale=locale, **options)
    if on.empty:
        return on.nothing()
    values = sorted(set(on.table["value"]))
    rows, parts = _rows(on, values)
    left = max([0.05, *(-part["start"] for part in parts)])
    right = max([0.05, *(part["end"] for part in parts)])
    axis = Axis(-left, right, ())
    plot = narrow() or plot_beside(BESIDE, PLOT)
    for part in parts:
        if part["share"] * plot / (left + right) < LABELLED:
            part["shown"] = ""
    tones = [_tone(value, values) for value in values]
    legends: Rows = [
        {"hue": hue, "label": on.decimal(value), "shape": "square", "filled": True, "opacity": o}
        for value, (hue, o) in zip(values, tones, strict=True)
        if value in _told(values)
    ]
    columns = (
        Column(on.t("chart.below"), "below", "persona-2", bold=True),
        Column(on.t("chart.interval"), "below_doubt", "mute"),
        Column(on.t("chart.above"), "above", "persona-1", bold=True),
        Column(on.t("chart.interval"), "above_doubt", "mute"),
        Column("n", "people", "mute"),
    )
    room = plot if narrow() else plot + BESIDE / 2  # it stands above the numbers, too
    top = legend_height(legends, room)
    strip = Strip(on, rows, axis, columns, plot=plot, top=top, zone=BAR + 2, picked=on.keys)
    return strip.drawn(
        *legend(legends, on.locale, left=strip.left, top=8, room=room),
        together(parts, *_marks(strip, tones)),
        reading=on.reading(question=str(on.table.attrs["question"])),
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of answers to the first question that has numbers, at the selected stages."""
    from cjwidgets.evidence.surveys.questions import OPEN

    asked = (each.name for each in scene.survey.questions if each.kind != OPEN)
    question = next(asked, "")
    level = "touchpoint" if scene.stages else "stage"
    table = distributions.data(scene.map, scene.survey, question=question, level=level)
    return distributions(scene.here(table, "stage_id"), locale=scene.locale)


def _told(values: list[float]) -> list[float]:
    """Return the answers that the legend names: of many, the ends and those beside the middle."""
    if len(values) <= TOLD:
        return values
    middle = (values[0] + values[-1]) / 2
    below = max(value for value in values if value <= middle)
    above = min(value for value in values if value >= middle)
    return [values[0], below, above, values[-1]]


def _tone(value: float, values: list[float]) -> tuple[str, float]:
    """Return colour and opacity of an answer: stronger, the farther from the middle."""
    middle = (values[0] + values[-1]) / 2
    if value == middle:
        return "mute", 0.3
    far = abs(value - middle) / max(values[-1] - middle, 1e-9)
    return "persona-1" if value > middle else "persona-2", FAINT + (STRONG - FAINT) * far**1.5


def _rows(on: Sheet, values: list[float]) -> tuple[Rows, Rows]:
    """Return one row a place and group, and one part a row and answer."""
    by = on.by
    rows: Rows = []
    parts: Rows = []
    lines = records(on.table)
    for start in range(0, len(lines), len(values)):
        cell = lines[start : start + len(values)]
        first = cell[0]
        place = name_of(first, on.level) if on.level else on.t("chart.journey")
        group = name_of(first, by) if by else ""
        stands = keys(first, on.keys)
        row: dict[str, Any] = {"name": place, "group": group, "people": on.count(first["n"])}
        row |= stands
        if not on.level and group:
            row |= {"name": group, "group": ""}
        elif on.level == "touchpoint" and not group:
            row["group"] = name_of(first, "stage")
        rows.append(row)
        if any(line["share"] is None for line in cell):
            row["absent"] = on.why(first["note"])
            continue
        for side in ("below", "above"):
            row[side] = on.percent(first[side])
            row[f"{side}_doubt"] = on.interval(first[f"{side}_low"], first[f"{side}_high"])
        at = -first["below"] - (1 - first["below"] - first["above"]) / 2
        for number, line in enumerate(cell):
            share = on.percent(line["share"])
            doubt = on.interval(line["share_low"], line["share_high"])
            told = f"{on.decimal(line['value'])}: {share} ({doubt})"
            people = f"{on.count(line['count'])} / {on.count(line['n'])}"
            parts.append(
                stands
                | {
                    "row": len(rows) - 1,
                    "step": number,
                    "name": row["name"],
                    "share": line["share"],
                    "start": round(at, 5),
                    "end": round(at + line["share"], 5),
                    "middle": round(at + line["share"] / 2, 5),
                    "shown": share,
                    "told": told,
                    "people": people,
                    "says": f"{row['name']} · {told}, {people}",
                }
            )
            at += line["share"]
    return rows, parts


def _marks(strip: Strip, tones: list[tuple[str, float]]) -> list[alt.Chart]:
    answers = list(range(len(tones)))
    hue = alt.Color(
        "step:O",
        legend=None,
        scale=alt.Scale(domain=answers, range=[theme.color(hue) for hue, _ in tones]),
    )
    strength = alt.Opacity(
        "step:O",
        legend=None,
        scale=alt.Scale(type="ordinal", domain=answers, range=[opacity for _, opacity in tones]),
    )
    x, end = strip.x("start"), alt.X2("end")
    ground = (  # else the line of the middle would cross the numbers
        draw().mark_bar(color=theme.color("ground"), size=BAR, aria=False).encode(x, end, strip.y)
    )
    part = (
        draw()
        .mark_bar(size=BAR)
        .encode(
            x,
            end,
            strip.y,
            hue,
            strength,
            description=alt.Description("says:N"),
            tooltip=tips("name", "told", "people"),
        )
    )
    style = theme.text_mark(strip.sheet.locale, align="center", fontSize=11)
    number = (
        draw()
        .mark_text(**style | {"font": theme.font()})
        .encode(strip.x("middle"), strip.y, alt.Text("shown:N"))
    )
    return [ground, part, number]
