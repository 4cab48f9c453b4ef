"""What an executor must be able to do, whatever holds the events."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from cjwidgets.evidence.matching.placement import ChainSteps, Column, EventKinds, Placement
from cjwidgets.evidence.reduce.tables import (
    Chain,
    Counts,
    Dwell,
    Exits,
    Funnel,
    Order,
    Profile,
    Reach,
    RowOrder,
    Span,
)


class Engine(Protocol):
    """Reduces one log to small tables.

    Two executors share this protocol and its meaning to the last count: ``arrays`` (sorted and
    encoded once in memory) and ``frames`` (in place, on DuckDB, Spark, a warehouse).

    Events of a customer are ordered by time, then by the sequence column, then by row (from the
    last row, where the source is newest first). An event whose kind has no place (−1) is passed
    over, as if it were not in the log, unless a method says otherwise. A *visit* is a run of a
    customer's placed events at one place.
    """

    def span(self) -> Span:
        """Return what the log covers."""
        ...

    def unordered(self) -> int:
        """Count the events that another one of the customer shares its moment with, in no order.

        The rows of a database have none: there, events of other names with the same time (and
        sequence, if there is one) may have come before or after. Rows that were read have one.
        """
        ...

    def row_order(self) -> RowOrder:
        """Return how the rows lie that order events of one moment (of a database: none do)."""
        ...

    def profile(self, *, period: int, start: int) -> Profile:
        """Count duplicates, the events of each customer and those of each period.

        An event at ``time`` (µs UTC) is in the period ``(time - start) // period``, which may
        be negative.
        """
        ...

    def kinds(
        self, columns: tuple[Column, ...] = ("event",), cuts: tuple[int, ...] = ()
    ) -> EventKinds:
        """Return the distinct kinds of events by some columns and periods.

        ``columns`` are roles of the log (``"event"``, ``"channel"``, ``"segment"``,
        ``"device"``), columns it was told to keep for rules, or counts of what came before.
        """
        ...

    def reach(self, placement: Placement) -> Reach:
        """Count events and customers by place."""
        ...

    def pairs(
        self,
        placement: Placement,
        *,
        visits: bool = False,
        customers: bool = False,
        groups: bool = False,
        until: tuple[int, ...] = (),
        active: int | None = None,
    ) -> pd.DataFrame:
        """Count which place follows which.

        ``visits``: between visits, so that no place follows itself; else between events.

        Returns columns ``source``, ``target`` (places; ``source == len(placement)`` is the start
        before a customer's first event, ``target == len(placement) + 1`` the end after the last),
        ``count``; with ``customers`` (not together with groups) also the distinct customers, and
        ``n``, those at the source (at any place, of a start); with ``groups`` first ``group``.
        A customer's group, for bootstraps that draw whole customers, is told by who they are
        (``people.groups_of`` their id), never by what they did: else those who did alike would
        be drawn together. ``until``: places at which a customer's journey is over; what they do
        after their first event there is passed over. With ``active`` (µs) the end of a customer
        who had an event, of any kind, less than so long before the log ends is
        ``len(placement) + 2``: there they may yet come. Sorted by group, source, target; only
        pairs that occur.
        """
        ...

    def triples(
        self, placement: Placement, *, until: tuple[int, ...] = (), active: int
    ) -> pd.DataFrame:
        """Count which visit follows which two: one row a ``before``, ``source`` and ``target``.

        Start and ends are as in ``pairs``; before a customer's first visit is the start. Sorted;
        only what occurs.
        """
        ...

    def dwell(
        self,
        placement: Placement,
        *,
        visits: bool = False,
        inside: bool = False,
        cap: int | None = None,
        z: float,
    ) -> Dwell:
        """Measure the time to the customer's next placed event, or with ``visits`` visit.

        With ``inside``, it is the time from the first event of a visit to its last; none is
        censored. ``cap`` in µs.
        """
        ...

    def chain(
        self, steps: ChainSteps, *, by: Placement | None = None, window: int | None = None, z: float
    ) -> Chain:
        """Follow customers through steps: the earliest event of a step after the one before.

        ``by`` groups customers by the place of their first placed event in that placement; those
        without one are left out. Without ``by`` there is one group: everybody. ``window`` (µs): a
        step counts only if its event is at most that long after the first step's event; any such
        event begins an attempt, and the first that gets through counts in times and lengths. Who
        had their first less than the window before the log ends is late, and counts nowhere else.
        """
        ...

    def funnel(
        self,
        steps: ChainSteps,
        *,
        kind: str = "closed",
        window: int | None = None,
        strict: bool = False,
        active: int,
    ) -> Funnel:
        """Count the customers who reach each step, by one of these kinds.

        ``"closed"``: a customer reaches step k iff there are events i₁ < … < i_k of theirs, i_j
        of step j; with ``window`` (µs) such that i_k is at most that long after i₁; ``strict``:
        such that each is the customer's very next event after the one before.
        ``"first_attempt"``: the same, but i₁ is the customer's first event of step one, and each
        other the earliest of its step after the one before (``strict``: the very next event).
        ``"open"``: they reach step k iff they have an event of it; they go on to it from the
        step before by two events, as if both were a closed funnel.
        ``"any_order"``: they reach step k iff they have events of all steps up to it, with
        ``window`` such that no two of those are further apart; an event that fulfils several
        steps counts for each. Here ``strict`` has no meaning.

        A customer's window begins with their first event that may begin an attempt (of step one;
        ``open`` and ``any_order``: of any step), or else with their first event. ``active``
        (µs): who had an event, of any kind, less than so long before the log ends may yet come.
        """
        ...

    def waits(
        self,
        steps: ChainSteps,
        *,
        at_once: bool = False,
        by: Placement | None = None,
        resolution: int,
        active: int | None = None,
    ) -> pd.DataFrame:
        """Measure how long each customer waits: from a start to a goal, or to what ends the wait.

        ``steps``: start, goal and, if there is a third, what else ends a wait. It begins with the
        customer's first event of the start and ends with the next of goal or end, whichever comes
        first (one event that is both is the goal); ``at_once``: the start's own event may be it.
        Who has neither waits until the log ends; with ``active`` (µs), who had no event of any
        kind for so long before it is gone. ``by`` as in ``chain``.

        Returns columns ``group``, ``outcome`` (0 still waiting, 1 goal, 2 ended otherwise, 3 gone),
        ``steps`` (duration // resolution, in µs) and ``customers``; sorted; only what occurs.
        """
        ...

    def paths(self, placement: Placement, *, top: int = 20, length: int = 20) -> pd.DataFrame:
        """Count whole paths of visits, cut after ``length`` visits.

        Returns the ``top`` paths (of all if 0): columns ``path`` (tuple of places), ``cut``
        (bool: the path went on), ``customers``; by customers falling, then path, then cut.
        ``attrs``: ``customers`` (with a placed event), ``paths`` (distinct ones) and ``cut``
        (customers whose path went on).
        """
        ...

    def exits(self, placement: Placement, *, window: int) -> Exits:
        """Count who left where, and was gone for ``window`` µs.

        Here an event without a place is not passed over: whoever has one is there. It counts for
        the place of the customer's placed event before it.
        """
        ...

    def joint(
        self, first: Placement, second: Placement, *, then: bool = False, firsts: bool = False
    ) -> Counts:
        """Count customers by what they have in two placements of the same kinds or other ones.

        Shape (len(first), len(second)): customers with an event at i and one at j; with
        ``then`` the latest event at j must not be before the earliest at i, in the order of
        the log (the same event counts); with ``firsts`` the earliest at j must not be.
        """
        ...

    def order(self, placement: Placement) -> Order:
        """Compare the order of each customer's visits with the order of the places."""
        ...

    def activity(self, *, period: int) -> pd.DataFrame:
        """Count the customers active by cohort and age.

        ``period`` in µs; periods are counted from the log's first event. Returns ``cohort``
        (period of the customer's first event), ``age`` (periods since), ``customers``; sorted;
        only what occurs.
        """
        ...

    def returns(self, *, period: int) -> pd.DataFrame:
        """Count the customers active in each period by the period they are next active in.

        Periods as in ``activity``. Returns ``period``, ``next`` (−1 without one), ``customers``;
        sorted; only what occurs.
        """
        ...

    def where(self, role: str, names: tuple[str, ...]) -> Engine:
        """Return the engine of the events whose ``role`` is one of ``names``.

        Customers of a part were watched as long as those of the whole: its last event is not its
        end. So it is of the other parts.
        """
        ...

    def whose(self, role: str, names: tuple[str, ...]) -> Engine:
        """Return the engine of all events of customers who have one of these names."""
        ...

    def newcomers(self, start: int, end: int, *, window: int, unseen: int) -> Engine:
        """Return the engine of the first ``window`` µs of the customers who came in a period.

        They come with their first event at ``start <= time < end`` before which they had none
        for ``unseen`` µs; kept are their events less than ``window`` after it.
        """
        ...

    def began(self, start: int | None, end: int | None) -> Engine:
        """Return the engine of all events of who began at ``start <= time < end``."""
        ...

    def between(self, start: int | None, end: int | None) -> Engine:
        """Return the engine of the events with ``start <= time < end`` (µs UTC).

        Customers were watched to its end.
        """
        ...
