"""Finds the distinct kinds of events, and the kind of each event."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.evidence.matching.placement import Column, Earlier, EventKinds
from cjwidgets.evidence.reduce.arrays.events import Events, Labels
from cjwidgets.evidence.reduce.arrays.placed import tally


def event_kinds(
    events: Events, columns: tuple[Column, ...], labels: list[Labels], cuts: tuple[int, ...]
) -> tuple[EventKinds, NDArray[np.integer[Any]]]:
    """Return the kinds by columns and their labels, and the position of each event's among them."""
    sizes = [len(label.names) + 1 for label in labels]
    parts: list[NDArray[Any]] = [label.codes for label in labels]
    if cuts:
        parts.append(np.searchsorted(np.array(cuts), events.stamps, side="right"))
        sizes.append(len(cuts) + 1)
    counts: NDArray[np.int64] | None
    if len(parts) == 1:
        codes, counts = parts[0], tally(parts[0], sizes[0])
    else:
        codes = parts[0].astype(np.int64)
        for part, size in zip(parts[1:], sizes[1:], strict=True):
            codes = codes * size + part
        room = int(np.prod([float(size) for size in sizes]))
        counts = np.bincount(codes, minlength=room) if room <= len(events) + 1_000_000 else None
    if counts is None:
        present, codes, number = np.unique(codes, return_inverse=True, return_counts=True)
    else:
        present = np.flatnonzero(counts)
        number = counts[present]
        if len(present) != present[-1] + 1:
            place = np.zeros(len(counts), dtype=np.min_scalar_type(len(present)))
            place[present] = np.arange(len(present))
            codes = place[codes]
    table: dict[Column, Any] = {}
    digits = present
    if cuts:
        digits, period = np.divmod(digits, sizes.pop())
    for column, label, size in zip(columns[::-1], labels[::-1], sizes[::-1], strict=True):
        digits, code = np.divmod(digits, size)
        names = np.array([*label.names, None], dtype=object)
        table[column] = pd.Series(names[code], dtype=object)
    frame = pd.DataFrame({column: table[column] for column in columns})
    frame["period"] = period if cuts else 0
    frame["events"] = number
    return EventKinds(columns, cuts, frame), codes


def earlier_labels(
    events: Events, earlier: Earlier, kinds: EventKinds, codes: NDArray[np.integer[Any]]
) -> Labels:
    """Return how many earlier events of the customer count, by the code of each event's kind."""
    counts = np.zeros(len(kinds), dtype=np.bool_)
    counts[list(earlier.members)] = True
    own = counts[codes]
    before = np.cumsum(own, dtype=np.int64) - own
    before -= before[events.begins][events.owners]
    narrow = np.min_scalar_type(earlier.most)
    names = tuple(map(str, range(earlier.most + 1)))
    return Labels(np.minimum(before, earlier.most).astype(narrow), names)
