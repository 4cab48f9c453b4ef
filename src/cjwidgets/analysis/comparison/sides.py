"""Two groups of customers side by side: the same shares of both, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.customers.funnel import funnel
from cjwidgets.analysis.customers.reach import reach
from cjwidgets.analysis.inference import two_samples
from cjwidgets.analysis.inference.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.suppress import HIDDEN, suppress
from cjwidgets.analysis.shared.surest import farthest
from cjwidgets.analysis.shared.wording import about_turned, points, then
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.notice import listening
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DIFFERENCE = ("difference", "difference_low", "difference_high", "p", "p_adjusted")
PLACE = ("stage", "touchpoint", "channel", "event", "stage_id", "touchpoint_id")
WHAT = {
    "reach": "customers with an event here, of all",
    "funnel": "customers who reach the stage in order, of all",
    "drop_off": "customers who reached the observed stage before and not this one, of the former",
}
SOURCE = (
    "Newcombe (1998), Statistics in Medicine 17:873–890, method 10; Benjamini & Hochberg (1995), "
    "J. R. Statist. Soc. B 57:289–300."
)


@dataclass(frozen=True, eq=False)
class Side:
    """Successes and trials of one group of customers, by place.

    Where a share is missing, ``notes`` say why.
    """

    head: pd.DataFrame
    k: NDArray[np.float64]
    n: NDArray[np.float64]
    notes: NDArray[np.object_]

    @property
    def share(self) -> NDArray[np.float64]:
        return np.divide(self.k, self.n, out=np.full(len(self.k), np.nan), where=self.n > 0)


def side(jm: JourneyMap, log: EventLog, statistic: str, level: str) -> Side:
    """Count one group.

    A rule that matches nothing in it is no typing error: it may match in the other.
    """
    chosen("statistic", statistic, tuple(WHAT))
    with listening():
        table = reach(jm, log, level=level) if statistic == "reach" else funnel(jm, log, minimum=1)
    head = table[[name for name in PLACE if name in table]]
    if statistic == "reach":
        k, n = _floats(table["customers"]), _floats(table["n"])
    else:
        k, n = _floats(table["reached"]), _floats(table["n"])
        if statistic == "drop_off":
            n = _floats(table["reached"].ffill().shift().where(table["reached"].notna()))
            k = n - k
    missing = np.isnan(k) | np.isnan(n) | (n == 0)
    return Side(head, k, n, table["note"].where(missing, "").to_numpy(dtype=object))


def _floats(column: pd.Series[Any]) -> NDArray[np.float64]:
    values: NDArray[np.float64] = column.to_numpy("float64", na_value=np.nan)
    return values


def difference_columns(k1: Any, n1: Any, k2: Any, n2: Any, confidence: float) -> dict[str, Any]:
    """Return the columns of a difference, k1/n1 − k2/n2; not adjusted yet."""
    found = two_samples.shares(k1, n1, k2, n2, confidence)
    return dict(zip(DIFFERENCE, (*found, np.full(found.p.shape, np.nan)), strict=True))


def suppressed(
    frame: pd.DataFrame, more: Sequence[str], minimum: int, **whole: Any
) -> pd.DataFrame:
    """Hide the rows of few customers (``n``), and adjust p over those that stay.

    ``whole`` is what `suppress` is told of rows that together are everybody.
    """
    shown = suppress(frame, [*DIFFERENCE, *more], minimum, **whole)
    shown["p_adjusted"] = benjamini_hochberg(shown["p"])
    return shown


def hidden(frame: pd.DataFrame, level: str, minimum: int, *, chained: bool) -> pd.DataFrame:
    """Hide the rows of few customers of each group, and what could tell of them.

    ``chained``: n is who came from the row before. Then it says what those of that row did, and
    is hidden with all that follows.
    """
    small = frame["n"] < minimum
    key = next(name for name in (f"{level}_id", level) if name in frame)
    several = len(frame[["group", "other"]].drop_duplicates()) > 1
    counted = frame.assign(
        _n=frame["n"].where(small, frame["n_first"]),
        _k=(frame["first"] * frame["n_first"]).round().fillna(0).astype(np.int64),
    )
    sets = pd.factorize(frame[key])[0] if several else np.full(len(frame), -1)
    more = ["first", "second"]
    shown = suppressed(counted, more, minimum, n="_n", sets=sets, of="_k")
    shown = shown.drop(columns=["_n", "_k"])
    if not chained:
        return shown
    gone = shown["note"].isin(HIDDEN).groupby([frame["group"], frame["other"]]).cummax()
    if gone.any():
        counts = ["n_first", "n_second", "n"]
        shown[counts] = shown[counts].astype("Int64").mask(gone)
        shown.loc[gone, [*DIFFERENCE, *more]] = np.nan
        shown.loc[gone & ~shown["note"].isin(HIDDEN), "note"] = "beside_small"
        shown["p_adjusted"] = benjamini_hochberg(shown["p"])
    return shown


def compare_sides(
    first: Side, second: Side, names: tuple[str, str], confidence: float
) -> pd.DataFrame:
    """Return the table of first − second, with ``names`` of their shares; nothing hidden yet."""
    head, (one, two) = _aligned([first, second])
    difference = difference_columns(one.k, one.n, two.k, two.n, confidence)
    counts = [np.nan_to_num(each.n).astype(np.int64) for each in (one, two)]
    notes = np.where(one.notes != "", one.notes, two.notes)
    return head.assign(
        **dict(zip(names, (one.share, two.share), strict=True)),
        **difference,
        **{f"n_{name}": count for name, count in zip(names, counts, strict=True)},
        n=np.minimum(*counts),
        note=np.where((notes == "") & np.isnan(difference["p"]), "no_spread", notes).tolist(),
    )


def _aligned(sides: Sequence[Side]) -> tuple[pd.DataFrame, list[Side]]:
    """Return sides of the same rows: channels and events may occur in one of them only."""
    heads = [each.head for each in sides]
    if all(head.equals(heads[0]) for head in heads):
        return heads[0], list(sides)
    (name,) = heads[0].columns
    every = pd.Index(sorted({value for head in heads for value in head[name]}), name=name)
    moved = []
    for each in sides:
        k = pd.Series(each.k, index=each.head[name]).reindex(every, fill_value=0.0).to_numpy()
        n = np.full(len(every), each.n[0])
        moved.append(Side(every.to_frame(index=False), k, n, np.full(len(every), "", object)))
    return moved[0].head, moved


def said(frame: pd.DataFrame, t: Language, key: str, names: tuple[str, str]) -> str:
    """Say where two groups differ most, and how many differences stand after adjustment."""
    known = frame.dropna(subset="difference")
    row = farthest(known)
    if row is None:
        return t("explain.contrast.none")
    text = t(
        key,
        place=row[frame.attrs["level"]],
        first=names[0],
        second=names[1],
        one=t.percent(row[frame.attrs["columns"][0]]),
        two=t.percent(row[frame.attrs["columns"][1]]),
        difference=points(row["difference"], t),
        low=points(row["difference_low"], t),
        high=points(row["difference_high"], t),
    )
    return stands(text, known, frame.attrs["confidence"], t)


def about_strata(
    said: str, about: Mapping[str, Any], t: Language, key: str = "explain.segments.turned"
) -> str:
    """Add that the difference is within strata, or in which ones it points the other way."""
    if about["strata"] is not None:
        said = then(said, t("explain.segments.within", role=about["strata"]), t)
    return about_turned(said, about["turned"], t, key)


def stands(said: str, known: pd.DataFrame, confidence: float, t: Language) -> str:
    """Add how many of the tested differences stand after adjustment."""
    tested = int(known["p_adjusted"].notna().sum())
    if not tested:
        return said
    level = 1 - confidence
    count = int((known["p_adjusted"] < level).sum())
    more = t("explain.difference.stands", count=count, tests=tested, level=t.percent(level, 4))
    return then(said, more, t)
