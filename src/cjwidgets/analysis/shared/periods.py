"""Codings that tell periods apart, and placements of two things at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.placement import NOWHERE, Column, EventKinds, Placement
from cjwidgets.limits import limits


def halved(log: EventLog, placement: Placement, cut: int) -> tuple[Placement, Placement]:
    """Return a placement of the events before a moment (µs), and one of those from it on."""
    kinds = _finer(log, placement, (cut,))
    places = carried(placement, kinds)
    # The placement may have cuts of its own, but what counts is on which side of this one.
    late = np.array(kinds.cuts).searchsorted(cut) < kinds.table["period"].to_numpy()
    sides = (np.where(side, places, NOWHERE).astype(np.int32) for side in (~late, late))
    before, after = (log.placement(kinds, side, placement.names) for side in sides)
    return before, after


def crossed(log: EventLog, first: Placement, second: Placement) -> Placement:
    """Return the placement of pairs: place ``i · len(second) + j``; nowhere if one is nowhere."""
    columns = (*first.kinds.columns, *second.kinds.columns)
    cuts = (*first.kinds.cuts, *second.kinds.cuts)
    kinds = log.engine.kinds(tuple(dict.fromkeys(columns)), tuple(sorted({*cuts})))
    one, two = carried(first, kinds), carried(second, kinds)
    both = (one != NOWHERE) & (two != NOWHERE)
    places = np.where(both, one * len(second) + two, NOWHERE).astype(np.int32)
    names = tuple(f"{i} · {j}" for i in first.names for j in second.names)
    return log.placement(kinds, places, names)


def parted(log: EventLog, placement: Placement, other: Placement) -> Placement:
    """Return a placement without the events that are anywhere in another: its last place is these.

    An event of the other belongs to the last place, wherever it was.
    """
    columns = (*placement.kinds.columns, *other.kinds.columns)
    cuts = (*placement.kinds.cuts, *other.kinds.cuts)
    kinds = log.engine.kinds(tuple(dict.fromkeys(columns)), tuple(sorted({*cuts})))
    away = carried(other, kinds) != NOWHERE
    places = np.where(away, len(placement), carried(placement, kinds)).astype(np.int32)
    return log.placement(kinds, places, (*placement.names, ""))


def periods_of(log: EventLog, period: int) -> int:
    """Return how many periods (µs) a log has from its first event on.

    Raises
    ------
    DataError
        There are too many.
    """
    span = log.span
    number = (span.end - span.first) // period + 1
    if number > limits.periods:
        raise DataError(
            f"The log has {number:,} such periods: more than {limits.periods:,}.",
            hint=f"Choose a longer period. {limits.raising('periods', number)}",
        )
    return number


def carried(placement: Placement, kinds: EventKinds) -> NDArray[np.int32]:
    """Return the place of each of some finer kinds, which have all columns and cuts of its own."""
    own = placement.kinds
    periods = kinds.table["period"].to_numpy()
    starts = np.array([-np.inf, *kinds.cuts])[periods]
    finer = np.searchsorted(np.array(own.cuts), starts, side="right")
    keys = _keys(own.table, own.columns, own.table["period"].to_numpy())
    place = dict(zip(keys, placement.places.tolist(), strict=True))
    return np.array(
        [place[key] for key in _keys(kinds.table, own.columns, finer)], dtype=np.int32
    ).reshape(-1)


def _finer(log: EventLog, placement: Placement, cuts: tuple[int, ...]) -> EventKinds:
    own = placement.kinds
    return log.engine.kinds(own.columns, tuple(sorted({*own.cuts, *cuts})))


def _keys(table: pd.DataFrame, columns: tuple[Column, ...], periods: NDArray[Any]) -> list[Any]:
    names = [
        [None if pd.isna(name) else name for name in table[column].tolist()] for column in columns
    ]
    return list(zip(*names, periods.tolist(), strict=True))
