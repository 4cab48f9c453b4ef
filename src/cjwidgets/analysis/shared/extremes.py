"""What people want to hear of a table by place: where it is lowest and where highest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.analysis.shared.wording import reason, then
from cjwidgets.locale import Language

Show = Callable[[float], str]
_WHERE = ("touchpoint", "stage")
_GROUPS = ("persona", "segment", "channel")


def extremes(frame: pd.DataFrame, column: str, what: str, show: Show, t: Language) -> str:
    """Say the lowest and the highest value, or the only one, each with interval and n."""
    minimum = frame.attrs.get("minimum", 1)
    known = frame[frame[column].notna()]
    if known.empty:
        small = frame[frame["note"] == "small_n"]["note"]
        note = (*small, *frame["note"], "no_answers")[0]
        return t("explain.survey.nothing", what=what, reason=reason(note, t, minimum=minimum))
    low, high = known.loc[known[column].idxmin()], known.loc[known[column].idxmax()]
    if len(known) == 1:
        place = where(low)
        whole = f"{what} · {place}" if place else what
        said = t("explain.survey.one", what=whole, cell=cell(low, column, show, t, frame.attrs))
    else:
        said = t(
            "explain.survey.extremes",
            what=what,
            low=where(low),
            low_cell=cell(low, column, show, t, frame.attrs),
            high=where(high),
            high_cell=cell(high, column, show, t, frame.attrs),
        )
    return then(said, hidden(frame, t), t)


def hidden(frame: pd.DataFrame, t: Language) -> str:
    """Say how many cells are hidden, if some are."""
    count = int((frame["note"] == "small_n").sum())
    return t("explain.survey.hidden", count=count, minimum=frame.attrs["minimum"]) if count else ""


def where(row: Any) -> str:
    """Name the place and group of a row."""
    place = next((row[name] for name in _WHERE if name in row), "")
    group = next((row[name] for name in _GROUPS if name in row), "")
    return " · ".join(part for part in (place, group) if part)


def cell(row: Any, column: str, show: Show, t: Language, attrs: dict[str, Any]) -> str:
    """Write a value with its interval, if it has one, and n."""
    low, high = row.get(f"{column}_low", float("nan")), row.get(f"{column}_high", float("nan"))
    if pd.isna(low) or pd.isna(high):
        return t("explain.survey.bare", value=show(row[column]), n=row["n"])
    return t(
        "explain.survey.cell",
        value=show(row[column]),
        confidence=t.percent(attrs.get("confidence", CONFIDENCE), 4),
        low=show(low),
        high=show(high),
        n=row["n"],
    )
