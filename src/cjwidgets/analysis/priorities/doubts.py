"""The doubt of a what-if's model, in words: each with whether it speaks against the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from cjwidgets.analysis.shared.wording import may_yet
from cjwidgets.locale import Language


class Doubt(NamedTuple):
    """Something that is said of how far a what-if can be trusted."""

    kind: str
    """alike, held_out, order, open or assumption."""
    against: bool
    """Whether the data speak against the model here."""
    said: str


def doubts_of(row: Mapping[str, Any], about: Mapping[str, Any], t: Language) -> list[Doubt]:
    """Return what is to be said of one scenario; nothing where nothing is known."""
    found = []
    if pd.notna(row["gained_least"]):
        found.append(
            Doubt(
                "alike",
                False,
                t(
                    "explain.what_if.alike",
                    alike=t.percent(about["alike"]),
                    gained=signed(t, row["gained_alike"]),
                    interval=f"{signed(t, row['gained_least'])} … {signed(t, row['gained_most'])}",
                ),
            )
        )
    if pd.notna(row["predicted"]) and row["checked"]:
        off = not row["observed_low"] <= row["predicted"] <= row["observed_high"]
        found.append(
            Doubt(
                "held_out",
                off,
                t(
                    f"explain.what_if.held_out{'_off' if off else ''}",
                    predicted=t.percent(row["predicted"]),
                    observed=t.percent(row["observed"]),
                    interval=t.interval(row["observed_low"], row["observed_high"]),
                    n=row["checked"],
                ),
            )
        )
    return found


def doubts(frame: pd.DataFrame, t: Language) -> list[Doubt]:
    """Return what is to be said of the chain itself, whatever is tried."""
    about = frame.attrs
    found, p = [], about["order"]["p"]
    if pd.notna(p):
        against = p <= 1 - about["confidence"]
        key = "explain.what_if.order" if against else "explain.what_if.no_order"
        found.append(Doubt("order", against, t(key, p=t.number(p, 3))))
    if about["open"]:
        words = may_yet(about, frame["before"].iloc[0], t)
        found.append(Doubt("open", False, t("explain.what_if.open", **words)))
    found.append(Doubt("assumption", False, t("explain.what_if.assumption")))
    return found


def signed(t: Language, customers: float) -> str:
    """Write how many more or fewer, with a digit more where they are few."""
    return t.number(customers, 1 if abs(customers) < 9.95 else 0, sign=True)
