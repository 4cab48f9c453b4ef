"""What people want to hear of a table by place: where it is lowest and where highest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.inference.clustered import FEW
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.analysis.shared.wording import reason, then
from cjwidgets.locale import Language

Show = Callable[[float], str]
_WHERE = ("touchpoint", "stage")
_CANDIDATES = 100  # for either end; the surest pair is among them
_GROUPS = ("persona", "segment", "channel")


def extremes(frame: pd.DataFrame, column: str, what: str, show: Show, t: Language) -> str:
    """Say the surely lowest and highest value, or the only one, each with interval and n.

    Nobody alone is a headline, and nothing without an interval where others have one, unless
    so many people all said the same.
    """
    minimum = frame.attrs.get("minimum", 1)
    known = frame[frame[column].notna()]
    people = "respondents" if "respondents" in frame else "n"
    several = known[known[people] > 1]
    if several.empty:
        small = frame[frame["note"] == "small_n"]["note"]
        notes = () if known.empty else ("one_person",)
        note = (*notes, *small, *frame["note"], "no_answers")[0]
        return t("explain.survey.nothing", what=what, reason=reason(note, t, minimum=minimum))
    bounds = several[[f"{column}_low", f"{column}_high"]].notna().all(axis=1)
    alike = (several["note"] == "no_spread") & (several[people] >= FEW)
    sure = several[bounds | alike] if bounds.any() else several
    if len(sure) == 1:
        low = high = sure.iloc[0]
        place = where(low)
        whole = f"{what} · {place}" if place else what
        said = t("explain.survey.one", what=whole, cell=cell(low, column, show, t, frame.attrs))
        unsure = len(known) - 1
    else:
        low, high = apart(sure, column)
        said = t(
            "explain.survey.extremes",
            what=what,
            low=where(low),
            low_cell=cell(low, column, show, t, frame.attrs),
            high=where(high),
            high_cell=cell(high, column, show, t, frame.attrs),
        )
        if low[f"{column}_high"] >= high[f"{column}_low"]:
            said = then(said, t("explain.survey.overlap"), t)
        unsure = int((~known[column].between(low[column], high[column])).sum())
    if unsure:
        said = then(said, t("explain.survey.unsure", count=unsure), t)
    return then(said, hidden(frame, t), t)


def apart(sure: pd.DataFrame, column: str) -> tuple[Any, Any]:
    """Return the two rows that are surest to be apart, the lower one first.

    By the upper end of the interval of the one and the lower end of that of the other.
    """
    low, high = f"{column}_low", f"{column}_high"
    bounded = sure.assign(**{low: sure[low].fillna(sure[column])})
    bounded[high] = sure[high].fillna(sure[column])
    under = bounded.nsmallest(_CANDIDATES, [high, column])
    over = bounded.nlargest(_CANDIDATES, [low, column])
    gap = over[low].to_numpy()[None, :] - under[high].to_numpy()[:, None]
    rising = under[column].to_numpy()[:, None] <= over[column].to_numpy()[None, :]
    apart = under.index.to_numpy()[:, None] != over.index.to_numpy()[None, :]
    first, second = np.unravel_index(np.where(rising & apart, gap, -np.inf).argmax(), gap.shape)
    return sure.loc[under.index[first]], sure.loc[over.index[second]]


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
