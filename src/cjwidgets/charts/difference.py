"""How two groups of customers differ, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import altair as alt

from cjwidgets import analysis
from cjwidgets.charts.layout.axis import numbers, shares
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.sheet import Sheet, Source, name_of, records, sheet
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.charts.layout.twin import draws
from cjwidgets.evidence import Survey

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import DifferenceOptions


@draws(analysis.difference)
def difference(
    jm: Source,
    survey: Survey | None = None,
    *,
    locale: str | None = None,
    **options: Unpack[DifferenceOptions],
) -> alt.LayerChart:
    """Draw how the answers of two groups differ at each place, with intervals.

    A filled mark is a difference that stands after adjustment for many tests, a hollow one may
    be chance.

    Parameters
    ----------
    jm : JourneyMap or DataFrame
        A map, or the table of :func:`cjwidgets.difference`.
    survey : Survey, optional

    Returns
    -------
    altair.LayerChart
        ``difference.data(jm, survey)`` returns the table.

    Raises
    ------
    DataError, InputError
        As the statistic; a table of another one.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_survey(500), cj.datasets.mattress_map()
    >>> survey = cj.Survey(frame, questions=["csat"], touchpoint="touchpoint", segment="segment")
    >>> cj.charts.difference(jm, survey, by="persona").title.text
    'How two groups differ'
    """
    on = sheet("difference", analysis.difference, jm, survey, locale=locale, **options)
    if on.empty:
        return on.nothing()
    share = on.table.attrs["method"] == "share"
    rows = _rows(on, share)
    ends = [row[end] for row in rows for end in ("value", "low", "high")]
    axis = (shares if share else numbers)(on, ends, signed=True)
    first, second = (str(name) for name in on.table.attrs["between"])
    columns = (
        Column(on.t("chart.difference.short"), "shown", bold=True),
        Column(on.t("chart.interval"), "doubt", "mute"),
        Column("n", "people", "mute"),
    )
    strip = Strip(on, rows, axis, columns, ("sides", "shown", "doubt", "people"))
    hollow = strip.dot("unsure", color="persona-1", hollow=True)
    return strip.drawn(
        *strip.whisker("low", "high"),
        strip.dot("sure", color="persona-1"),
        hollow,
        reading=on.reading(first=first, second=second),
    )


def _rows(on: Sheet, share: bool) -> Rows:
    rows: Rows = []
    alpha = 1 - on.table.attrs["confidence"]
    for line in records(on.table):
        name = name_of(line, on.level) if on.level else on.t("chart.journey")
        value, low, high = (line[f"difference{end}"] for end in ("", "_low", "_high"))
        row: dict[str, Any] = {"name": name, "value": value, "low": low, "high": high} | keys(
            line, on.keys
        )
        row |= {"people": f"{on.count(line['n_first'])} · {on.count(line['n_second'])}"}
        row["says"] = name
        if on.level == "touchpoint":
            row["group"] = name_of(line, "stage")
        if value is None:
            row["absent"] = on.why(line["note"])
        else:
            sure = line["p_adjusted"] is not None and line["p_adjusted"] < alpha
            row["sure" if sure else "unsure"] = value
            show = (
                (lambda each: on.t("explain.survey.points", value=on.points(each)))
                if share
                else (lambda each: on.decimal(each, sign=True))
            )
            row["shown"] = show(value)
            row["doubt"] = (
                ""
                if low is None
                else f"{on.points(low)} … {on.points(high)}"
                if share
                else on.span(low, high, sign=True)
            )
            sides = [
                on.percent(line[side]) if share else on.decimal(line[side])
                for side in ("first", "second")
            ]
            row["sides"] = " · ".join(sides)
            row["says"] = f"{name}: {row['shown']} ({row['doubt']}), n {row['people']}"
        rows.append(row)
    return rows
