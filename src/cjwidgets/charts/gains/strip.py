"""A row a place: how many more of 1,000 customers would reach the goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from cjwidgets.analysis.priorities.doubts import signed
from cjwidgets.charts.layout.axis import numbers
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.places import Column
from cjwidgets.charts.layout.sheet import Sheet, records
from cjwidgets.charts.layout.strip import Strip
from cjwidgets.model import Touchpoint

KEYS = ("touchpoint", "touchpoint_id")
LEAST = 0.5
"""Gains of 1,000 customers that are written as 0: such places have no row."""


def gains(
    table: pd.DataFrame, places: Sequence[Touchpoint], *, goal: Any, fewer: float, locale: str
) -> alt.LayerChart:
    """Draw the gain of one change at each of these places, whose ids are the scenarios."""
    on = Sheet("what_if", table, locale, "")
    named = {each.id: each for each in places}
    rows = _rows(on, named)
    if not rows:
        return on.nothing("chart.what_if.no_gain")
    axis = numbers(on, (0.0, *(row[end] for row in rows for end in ("gained", "high"))))
    columns = (
        Column(on.t("chart.per_1000"), "shown", bold=True),
        Column(on.t.percent(table.attrs["confidence"], 4), "doubt", "mute"),
        Column(on.t("field.goal"), "after", "mute"),
    )
    strip = Strip(on, rows, axis, columns, ("shown", "doubt", "now", "people"), picked=KEYS)
    first = table.iloc[0]
    about = {
        "goal": getattr(goal, "name", goal),
        "share": on.t.percent(first["before"], 1),
        "n": on.count(first["n"]),
        "fewer": on.t.percent(fewer, 0),
    }
    return strip.drawn(
        *strip.whisker("low", "high", color="gain"),
        strip.dot("gained", color="gain", hollow=True),
        reading=on.t("chart.what_if.by_place", **about),
    )


def _rows(on: Sheet, places: dict[str, Touchpoint]) -> Rows:
    rows: Rows = []
    for line in records(on.table):
        if (
            line["note"] not in ("", "no_spread")
            or line["gained"] is None
            or line["gained"] < LEAST
        ):
            continue
        place = places[line["scenario"]]
        row = keys({"touchpoint": place.name, "touchpoint_id": place.id}, KEYS)
        row |= {"name": place.name, "gained": line["gained"]}
        row |= {"low": line["gained_low"], "high": line["gained_high"]}
        row["shown"] = signed(on.t, round(line["gained"]))
        known = line["gained_low"] is not None
        ends = (on.count(round(line[f"gained_{end}"])) for end in ("low", "high"))
        row["doubt"] = "–".join(ends) if known else ""
        row["after"] = on.t.percent(line["after"], 1)
        row["now"] = f"{on.t.percent(line['before'], 1)} → {row['after']}"
        row["people"] = f"n {on.count(line['n'])}"
        row["says"] = f"{place.name}: {row['shown']} ({row['doubt']}), {row['now']}"
        rows.append(row)
    return sorted(rows, key=lambda row: -row["gained"])
