"""What the slow reference counts: rows of a log, and what a placement makes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.evidence.matching.placement import EventKinds
from cjwidgets.evidence.reduce.medians import Clusters, ranks
from cjwidgets.evidence.reduce.tables import Times


@dataclass(frozen=True)
class Event:
    """A row of a log, as it was written."""

    customer: Any
    time: int
    """µs UTC."""
    event: str
    sequence: int = 0
    channel: str | None = None
    segment: str | None = None
    device: str | None = None
    cost: float | None = 0.0


@dataclass(frozen=True)
class Placed:
    """An event with what a placement makes of it."""

    time: int
    place: int
    cost: float
    position: int
    """Position among all events of the customer, from 0."""


def kind_of(event: Event, columns: tuple[str, ...], cuts: tuple[int, ...]) -> tuple[Any, ...]:
    """What tells an event's kind, as the table of kinds spells it."""
    return (
        *(None if is_gap(getattr(event, column)) else getattr(event, column) for column in columns),
        sum(event.time >= cut for cut in cuts),
    )


def is_gap(name: str | None) -> bool:
    return name is None or not name.strip()


def rows_of(kinds: EventKinds) -> list[tuple[Any, ...]]:
    columns = [
        [None if pd.isna(value) else value for value in kinds.table[column]]
        for column in kinds.columns
    ]
    return list(zip(*columns, kinds.table["period"].tolist(), strict=True))


def visits_of(own: list[Placed]) -> list[Placed]:
    """The first event of each run at one place."""
    return [one for i, one in enumerate(own) if i == 0 or own[i - 1].place != one.place]


def times_of(durations: list[list[tuple[int, Any]]], z: float) -> Times:
    """Summarise pairs of a duration and the customer whose it is, by place."""
    rows = []
    for some in durations:
        if not some:
            rows.append([np.nan] * 5)
            continue
        ordered = sorted(duration for duration, _ in some)
        quartiles = np.quantile(ordered, [0.25, 0.5, 0.75])
        low, high = ranks(len(some), z, clusters_of(some, float(quartiles[1])))
        known = int(low) > 0
        ends = [ordered[int(low) - 1], ordered[int(high) - 1]] if known else [np.nan] * 2
        rows.append([*quartiles, *ends])
    table = np.array(rows, dtype=float).reshape(-1, 5).T / 1e6
    owners = [Counter(customer for _, customer in some) for some in durations]
    most = np.array([max(own.values(), default=0) for own in owners], dtype=np.int64)
    people = np.array([len(own) for own in owners], dtype=np.int64)
    return Times(np.array([len(some) for some in durations], dtype=np.int64), *table, most, people)


def clusters_of(some: list[tuple[int, Any]], median: float) -> Clusters:
    own: dict[Any, list[int]] = {}
    for duration, customer in some:
        own.setdefault(customer, []).append((duration > median) - (duration < median))
    every = list(own.values())
    found = Clusters(
        squares=sum(len(signs) ** 2 for signs in every),
        sums=sum(map(sum, every)),
        spread=sum(sum(signs) ** 2 for signs in every),
        cross=sum(len(signs) * sum(signs) for signs in every),
        apart=sum(abs(sign) for signs in every for sign in signs),
    )
    return Clusters(*map(np.array, found))
