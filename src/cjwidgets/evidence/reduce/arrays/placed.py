"""The events that have a place in a placement, and the visits they make up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cjwidgets.evidence.reduce.arrays.events import Events, Mask, look_up

# Above this, a table of customers × places costs more than sorting the pairs that occur.
DENSE = 4
FEW = 16
BITS = 64
# To look first whether all positions are there takes as long as to take what is there.
GO: Literal["clip"] = "clip"


@dataclass(frozen=True)
class Placed:
    """Events at a place, in the order of the log.

    Attributes
    ----------
    events : Events
        The whole log.
    places : ndarray of integers, shape (n_placed,)
    size : int
        Number of places there are.
    at : ndarray of int64, shape (n_placed,), or None
        Position of each in the log; None if all events are placed.
    """

    events: Events
    places: NDArray[np.integer[Any]]
    size: int
    at: NDArray[np.int64] | None

    def __len__(self) -> int:
        return len(self.places)

    @property
    def positions(self) -> NDArray[np.int64]:
        return np.arange(len(self)) if self.at is None else self.at

    @cached_property
    def owners(self) -> NDArray[np.int32]:
        return self.events.owners if self.at is None else self.events.owners.take(self.at, mode=GO)

    @cached_property
    def stamps(self) -> NDArray[np.int64]:
        return self.events.stamps if self.at is None else self.events.stamps.take(self.at, mode=GO)

    @cached_property
    def begins(self) -> Mask:
        """Where a customer's first placed event is."""
        if self.at is None:
            return self.events.begins
        begins = np.ones(len(self), dtype=np.bool_)
        np.not_equal(self.owners[1:], self.owners[:-1], out=begins[1:])
        return begins

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Position (among the placed) of each customer's first."""
        return np.flatnonzero(self.begins)

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """Position (among the placed) of each customer's last."""
        return np.append(self.starts[1:], len(self)) - 1 if len(self) else self.starts

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """Number of placed events of each customer who has some."""
        return np.diff(np.append(self.starts, len(self)))

    @property
    def turns(self) -> NDArray[np.int64]:
        """Position (among the placed) of the first event of each visit."""
        new = self.begins.copy()
        new[1:] |= self.places[1:] != self.places[:-1]
        return np.flatnonzero(new)

    @cached_property
    def visits(self) -> Placed:
        """The first event of each visit."""
        turns = self.turns
        return self if len(turns) == len(self) else self._at(turns)

    def until(self, places: tuple[int, ...]) -> Placed:
        """Return the events up to each customer's first at one of ``places``, this included."""
        final = np.isin(self.places, places)
        if not final.any():
            return self
        before: NDArray[np.int64] = (
            np.cumsum(final) - final
        )  # such events before this one, of all customers
        # Positions are looked up five times as fast as a mask.
        return self._at(np.flatnonzero(before == np.repeat(before[self.starts], self.numbers)))

    def _at(self, at: NDArray[np.int64]) -> Placed:
        places, where = self.places[at], at if self.at is None else self.at[at]
        return Placed(self.events, places, self.size, where)

    @cached_property
    def customers(self) -> NDArray[np.int64]:
        """Number of distinct customers at each place."""
        if self.size <= BITS:
            return self._of_bits
        if not self._dense:
            return self.count(self.places[self.firsts])
        here = np.zeros((self.events.customers, self.size), dtype=np.bool_)
        here.reshape(-1)[self._keys] = True
        return here.sum(axis=0, dtype=np.int64)

    @property
    def _of_bits(self) -> NDArray[np.int64]:
        """What `customers` are, told by a bit for each place: where one was is an integer."""
        if not len(self):
            return np.zeros(self.size, dtype=np.int64)
        own = np.min_scalar_type((1 << self.size) - 1)
        bits = own.type(1) << np.arange(self.size, dtype=own)
        where = np.bitwise_or.reduceat(look_up(bits, self.places), self.starts)
        return np.array([np.count_nonzero(where & bit) for bit in bits], dtype=np.int64)

    @property
    def _keys(self) -> NDArray[np.int64]:
        """A number for each pair of a customer and a place."""
        key: NDArray[np.int64] = self.owners * np.int64(self.size)
        key += self.places
        return key

    @property
    def _dense(self) -> bool:
        """Whether a table of all such pairs costs less than sorting those that occur."""
        return self.events.customers * self.size <= DENSE * len(self) + 1_000_000

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """Position (among the placed) of each customer's first event at each place, rising."""
        key = self._keys
        if self._dense:
            first = np.full(self.events.customers * self.size, -1, dtype=np.int64)
            first[key[::-1]] = np.arange(len(self) - 1, -1, -1)  # the earliest is written last
            return np.sort(first[first >= 0])
        return np.sort(np.unique(key, return_index=True)[1])

    @property
    def lasts(self) -> NDArray[np.int64]:
        """Position (among the placed) of each customer's last event at each place."""
        key = self.owners.astype(np.int64) * self.size + self.places
        return len(key) - 1 - np.unique(key[::-1], return_index=True)[1]

    def count(self, places: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
        return tally(places, self.size)


def tally(codes: NDArray[np.integer[Any]], size: int) -> NDArray[np.int64]:
    """Count each of the codes 0 … size − 1."""
    if size <= FEW and codes.itemsize == 1:  # comparing bytes a few times is quicker than adding
        own = codes.dtype.type
        return np.array([np.count_nonzero(codes == own(code)) for code in range(size)], np.int64)
    return np.bincount(codes, minlength=size)
