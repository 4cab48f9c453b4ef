"""The events of a log in memory: sorted and encoded once, then only read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.people import Codes, People
from cjwidgets.evidence.reduce.tables import AS_TIME_GOES, RowOrder

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Labels:
    """A column of names: ``names[codes]``, with code ``len(names)`` where the name is missing."""

    codes: NDArray[np.integer[Any]]
    names: tuple[str, ...]


def look_up(table: NDArray[np.integer[Any]], codes: NDArray[np.integer[Any]]) -> Any:
    """Return ``table[codes]`` of codes from −1 up; −1 is the last of the table."""
    if codes.itemsize == table.itemsize == 1:  # bytes for bytes: several times as fast
        every = np.arange(256, dtype=np.uint8).view(codes.dtype)
        known = table.take(every, mode="wrap").tobytes()
        return np.frombuffer(codes.tobytes().translate(known), dtype=table.dtype)
    return table.take(codes, mode="wrap")


@dataclass(frozen=True)
class Events:
    """Events by customer, then time, then sequence, then row.

    Attributes
    ----------
    owners : ndarray of int32, shape (n,)
        Customer of each event, rising from 0 without gaps.
    stamps : ndarray of int64, shape (n,)
        µs UTC.
    labels : dict of str to Labels
        By role: ``"event"`` always.
    cost : ndarray of float64, shape (n,), or None
        NaN where an event has none.
    people : People, or None
        Who the customers are; without it they are their codes.
    whose : ndarray of int64, shape (customers,), or None
        Which of the people each customer is; None if all are there, in their order.
    row_order : RowOrder
    watched : int, optional
        µs UTC until when the customers were watched, if that is later than the last event.
    """

    owners: NDArray[np.int32]
    stamps: NDArray[np.int64]
    labels: dict[str, Labels]
    cost: NDArray[np.float64] | None = None
    people: People | None = None
    whose: Codes | None = None
    row_order: RowOrder = AS_TIME_GOES
    watched: int | None = None

    def __len__(self) -> int:
        return len(self.owners)

    def __reduce__(self) -> tuple[Any, ...]:
        return Events, (
            self.owners,
            self.stamps,
            self.labels,
            self.cost,
            self.people,
            self.whose,
            self.row_order,
            self.watched,
        )

    @cached_property
    def begins(self) -> Mask:
        """Where a customer's first event is."""
        begins = np.empty(len(self), dtype=np.bool_)
        begins[:1] = True
        np.not_equal(self.owners[1:], self.owners[:-1], out=begins[1:])
        return begins

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """Position of each customer's last event."""
        starts = np.flatnonzero(self.begins)
        return np.append(starts[1:], len(self)) - 1 if len(self) else starts

    @property
    def customers(self) -> int:
        return int(self.owners[-1]) + 1 if len(self) else 0

    @property
    def ids(self) -> Sequence[Any] | None:
        """The id of each customer; None if nobody knows who they are."""
        if self.people is None or self.whose is None:
            return None if self.people is None else self.people.ids
        return [self.people.ids[code] for code in self.whose]

    @property
    def groups(self) -> Codes:
        """Group of each customer in a bootstrap: see ``Engine.pairs``."""
        people = People(range(self.customers)) if self.people is None else self.people
        return people.groups if self.whose is None else people.groups[self.whose]

    def take(self, keep: Mask) -> Events:
        """Return the events of a mask; customers left without any are gone."""
        at = np.flatnonzero(keep)  # positions are looked up five times as fast as a mask
        owners = self.owners[at]
        new = np.empty(len(owners), dtype=np.int32)
        new[:1] = 0
        np.cumsum(owners[1:] != owners[:-1], out=new[1:])
        return Events(
            owners=new,
            stamps=self.stamps[at],
            labels={
                role: Labels(label.codes[at], label.names) for role, label in self.labels.items()
            },
            cost=None if self.cost is None else self.cost[at],
            people=self.people or People(range(self.customers)),
            whose=self._left(at),
            row_order=self.row_order,
            watched=self.watched,
        )

    def _left(self, at: NDArray[np.int64]) -> Codes:
        """Which people have one of some events."""
        owners = self.owners[at]
        new = np.ones(len(owners), dtype=np.bool_)
        np.not_equal(owners[1:], owners[:-1], out=new[1:])
        left = owners[new].astype(np.int64)
        return left if self.whose is None else self.whose[left]
