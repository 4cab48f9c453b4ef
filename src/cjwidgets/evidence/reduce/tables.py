"""The small tables every statistic of a log is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

MOSTLY = 0.9
"""Where so many steps of rows go back in time, the others do so by mistake."""


@dataclass(frozen=True)
class Span:
    """What a log covers."""

    events: int
    customers: int
    first: int
    """µs UTC of the earliest event."""
    last: int
    """µs UTC of the latest event."""
    ties: int
    """Events that share customer and time with the event before them."""
    watched: int | None = field(default=None, repr=False)
    """µs UTC until when its customers were watched, if that is later than the latest event."""

    @property
    def end(self) -> int:
        """Until when its customers were watched."""
        return self.last if self.watched is None else self.watched

    def until(self, end: int | None) -> int:
        """Until when the customers of a part were watched that ends before a moment."""
        return self.end if end is None else min(self.end, end - 1)


@dataclass(frozen=True)
class RowOrder:
    """How the rows of a source lie, which orders the events of one moment."""

    newest_first: bool = False
    """An earlier row is a later event: customers' rows go back in time all through."""
    doubtful: bool = False
    """Rows nearly all go back in time, but not all: what came first is not known."""

    @classmethod
    def told(cls, back: int, steps: int) -> RowOrder:
        """Tell it by how many of some steps from moment to moment go back."""
        return cls(0 < steps == back, back < steps and back >= MOSTLY * steps)


AS_TIME_GOES = RowOrder()


@dataclass(frozen=True)
class Profile:
    """What the data of a log are like."""

    duplicates: int
    """Events that share customer, time and event name with another before them."""
    sizes: pd.DataFrame
    """How many customers have how many events: columns ``events``, ``customers``; sorted."""
    volume: pd.DataFrame
    """Events by period: columns ``period``, ``events``; sorted; only what occurs."""
    unpaid: int | None = None
    """Events without a cost; None in a log without costs."""


@dataclass(frozen=True)
class Reach:
    """Who was where. All arrays have shape (n_places,)."""

    events: Counts
    customers: Counts
    """Distinct customers with an event here."""
    entered: Counts
    """Customers whose first placed event is here."""
    left: Counts
    """Customers whose last placed event is here."""
    cost: Floats | None
    """Sum of the log's cost column; None without one."""
    anywhere: int
    """Customers with a placed event."""


@dataclass(frozen=True)
class Times:
    """Durations of one kind, in seconds; NaN where n is 0. Arrays of one shape."""

    n: Counts
    q25: Floats
    median: Floats
    q75: Floats
    low: Floats
    """Ends of the interval of the median (see ``medians.ranks``); NaN where there is none."""
    high: Floats
    most: Counts
    """How many are of the customer who has most."""
    people: Counts
    """How many customers have some."""


@dataclass(frozen=True)
class Dwell:
    """How long customers stay, by place. All arrays have shape (n_places,)."""

    times: Times
    censored: Counts
    """Stays without a known end: the customer's last placed event, or visit."""
    capped: Counts
    """Stays longer than the cap, counted as the cap."""


@dataclass(frozen=True)
class Chain:
    """How far customers get in a chain of steps; a row a group."""

    reached: Counts
    """Customers who reach each step; shape (n_groups, n_steps)."""
    customers: Counts
    """Customers of each group; shape (n_groups,)."""
    times: Times
    """From the first step's event to the last step's; shape (n_groups,)."""
    lengths: pd.DataFrame
    """Events from the first step's to the last step's, both included, of those who complete:
    columns ``group``, ``length``, ``customers``; sorted by the first two."""
    late: Counts
    """Customers who do not count in `reached`: their window is not over; shape (n_groups,)."""


@dataclass(frozen=True)
class Funnel:
    """Who reaches each step of a funnel. Arrays have shape (n_steps,)."""

    customers: int
    """Who count: with a window, those whose window is over."""
    late: int
    """Who do not count: their window is not over when the log ends."""
    reached: Counts
    on: Counts
    """Customers who reach the step before, and this one after it; all who reach the first."""
    open: Counts
    """Customers who do not reach this step, and were active shortly before the log ends."""
    waiting: Counts
    """Those of them who reach the step before, and have not gone on; nobody at the first."""


@dataclass(frozen=True)
class Exits:
    """Who leaves where. All arrays have shape (n_places,)."""

    left: Counts
    """Customers whose last placed event is here, and the log goes on for the window after their
    last event of any kind."""
    undecided: Counts
    """Customers whose last placed event is here, with less than the window after their last."""
    returned: Counts
    """Absences longer than the window, between two events of any kind of a customer whose last
    placed event is here."""


@dataclass(frozen=True)
class Order:
    """How customers keep to the order of the places. Arrays of shape (n_places,)."""

    visited: Counts
    """Customers with a placed event here."""
    repeated: Counts
    """Customers with two or more visits here (a visit: events here without one elsewhere)."""
    late: Counts
    """Customers whose first visit here comes after one at a later place."""
    furthest: Counts
    """Customers for whom this is the last place, in the order of places, of all they visited."""
