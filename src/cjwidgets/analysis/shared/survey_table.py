"""Makes the table of a survey statistic: a row a cell, with counts and the reason of each gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.inference.bootstrap import bootstrap
from cjwidgets.analysis.inference.clustered import FEW, by_t, median, people, weighted_median
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.errors import InputError
from cjwidgets.evidence.surveys.placing import Cell, Placed
from cjwidgets.model import Scale

Row = dict[str, Any]
COUNTS = ("n", "respondents")
LARGE = 5_000
BOOTSTRAP = (
    f"Student's t by respondent; from {FEW} to {LARGE:,} respondents percentile bootstrap by "
    "respondent"
)


def tabulate(
    placed: Placed,
    measure: Callable[[Cell], Row],
    columns: tuple[str, ...],
    minimum: int,
    whole: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Measure each cell.

    Returns the head of `placed`, then `columns` (floats; those in `whole` Int64), ``n``
    (answers, or respondents where each has one voice), ``respondents`` and ``note``.
    ``measure`` gives the columns it can and may give n, respondents and a note. Cells of fewer
    than `minimum` respondents are hidden. Weighted ones have ``n_effective`` too: as many
    respondents of equal weight as theirs are worth.
    """
    if placed.weights is not None:
        columns = (*columns, "n_effective")
    rows = [_row(cell, measure, columns) for cell in placed]
    names = (*columns, *COUNTS, "note")
    frame = pd.DataFrame(rows, columns=list(names), index=placed.head.index)
    kinds = dict.fromkeys(columns, "float64") | dict.fromkeys((*whole, *COUNTS), "Int64")
    frame = frame.astype(kinds | {"note": "str"})
    frame[list(COUNTS)] = frame[list(COUNTS)].astype("int64")
    hidden = suppress(frame, columns, minimum, n="respondents", sets=wholes(placed))
    return pd.concat([placed.head, hidden], axis=1)


def wholes(placed: Placed) -> NDArray[np.int64]:
    """Return the sets of cells that together are everybody: of a place, stage and the journey."""
    at, groups = np.arange(len(placed.cells)), placed.groups
    place, group = at // groups, at % groups
    sets = [np.full(len(at), -1)]
    # People are in one segment or persona, and answer in channels: only the first are a whole.
    if groups > 1 and "channel" not in placed.head:
        sets.append(place)
    if "stage_id" in placed.head:
        sets.append(group)
    if "touchpoint_id" in placed.head:
        stage = pd.factorize(placed.head["stage_id"])[0]
        sets.append(stage * groups + group)
    return np.array(sets, dtype=np.int64)


def shown(placed: Placed, minimum: int) -> NDArray[np.bool_]:
    """Return which cells are shown, as in every table of these answers."""
    people = [len(np.unique(cell.respondents)) for cell in placed]
    frame = pd.DataFrame({"respondents": people, "note": ""})
    notes = suppress(frame, [], minimum, n="respondents", sets=wholes(placed))["note"]
    return (notes == "").to_numpy(dtype=np.bool_) & (frame["respondents"] > 0).to_numpy()


def _row(cell: Cell, measure: Callable[[Cell], Row], columns: tuple[str, ...]) -> Row:
    row: dict[str, Any] = dict.fromkeys(columns, np.nan)
    row |= {"n": len(cell.values), "respondents": len(np.unique(cell.respondents)), "note": ""}
    if not len(cell.values):
        return row | {"note": "no_answers"}
    if "n_effective" in columns:
        row["n_effective"] = people(cell.respondents, cell.weights)
    return row | measure(cell)


def mean(
    cell: Cell,
    name: str,
    *,
    confidence: float,
    ends: tuple[float, float],
    **options: Any,
) -> dict[str, Any]:
    """Return a mean with its interval, within ``ends``; where there is none, the note says why.

    The bootstrap of `FEW` people and more; of fewer, and where they weigh unlike, Student's t;
    from `LARGE` on its limit, which is the same.
    """
    weights = cell.weights
    value = float(np.average(cell.values, weights=weights))
    found: dict[str, Any] = {name: value, f"{name}_low": np.nan, f"{name}_high": np.nan}
    if note := no_interval(cell):
        return found | {"note": note}
    own = len(np.unique(cell.respondents))
    few = people(cell.respondents, weights) < FEW
    if few or weights is not None or own >= LARGE:
        low, high = by_t(cell.values, cell.respondents, confidence, weights)
    else:
        low, high = bootstrap(cell.values, cell.respondents, confidence=confidence, **options)
    if not low < high:
        return found | {"note": "few_people" if np.isnan(low) else "no_spread"}
    low, high = np.clip([low, high], *ends)
    return found | {f"{name}_low": float(low), f"{name}_high": float(high), "note": ""}


def middle(cell: Cell, name: str, *, confidence: float) -> dict[str, Any]:
    """Return a median with its interval; none where it would have no width."""
    value, low, high = (
        (float(np.median(cell.values)), *median(cell.values, cell.respondents, confidence))
        if cell.weights is None
        else weighted_median(cell.values, cell.respondents, confidence, cell.weights)
    )
    wide = bool(low < high)
    return {
        name: value,
        f"{name}_low": float(low) if wide else np.nan,
        f"{name}_high": float(high) if wide else np.nan,
        "note": "" if wide else no_interval(cell) or ("few_people" if np.isnan(low) else "ties"),
    }


def no_interval(cell: Cell) -> str:
    """Return the note that says why there is nothing an interval could rest on, or nothing."""
    if len(np.unique(cell.respondents)) < 2:
        return "one_person"
    return "" if np.ptp(cell.values) > 0 else "no_spread"


def one_scale(placed: Placed) -> Scale:
    """Return the scale of all questions; raise InputError where they differ."""
    first = placed.questions[0]
    for each in placed.questions[1:]:
        if (each.ends, each.good) != (first.ends, first.good):
            raise InputError(
                f"Questions {first.name!r} and {each.name!r} have different scales: their mean "
                "has no meaning.",
                hint=f"Choose one, e.g. question={first.name!r}.",
            )
    return first.ends


def check(confidence: float) -> None:
    """Refuse a confidence that is no share, even if no cell would ask for it."""
    quantile(confidence)
