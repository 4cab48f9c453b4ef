"""The in-place executor: reductions as expressions, run where the events are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

import narwhals as nw
import pandas as pd

from cjwidgets.evidence.matching.placement import (
    NOWHERE,
    ChainSteps,
    Column,
    Earlier,
    EventKinds,
    Placement,
)
from cjwidgets.evidence.reduce.frames import (
    chain,
    durations,
    earlier,
    exits,
    funnel,
    joint,
    order,
    pairs,
    paths,
    profile,
    reach,
    waits,
)
from cjwidgets.evidence.reduce.frames.codes import Coder
from cjwidgets.evidence.reduce.frames.kept import Kept
from cjwidgets.evidence.reduce.frames.source import Source
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


class FrameEngine:
    """Implements ``Engine`` on the frame of a `Source`."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._frame = source.frame
        self._texts: dict[Column, str] = dict(source.texts.items())
        self._coder = Coder(self._texts, source.backend)
        self._kept = Kept()
        self._kinds: dict[tuple[tuple[Column, ...], tuple[int, ...]], EventKinds] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        self._source.check_movable()
        return FrameEngine, (self._source,)

    @property
    def zone(self) -> str | None:
        """Zone the times were written in; None for wall-clock times."""
        return self._source.zone

    def where(self, role: str, names: tuple[str, ...]) -> FrameEngine:
        """Return the engine of the events whose ``role`` is one of ``names``."""
        return self._of(self._source.filtered(self._has(role, names)))

    def whose(self, role: str, names: tuple[str, ...]) -> FrameEngine:
        """Return the engine of all events of customers who have one of these names."""
        return self._of(self._source.of_customers(self._has(role, names)))

    def _has(self, role: str, names: tuple[str, ...]) -> nw.Expr:
        return nw.col(self._source.texts[role]).is_in(list(names))

    def newcomers(self, start: int, end: int, *, window: int, unseen: int) -> FrameEngine:
        """Return the engine of the first ``window`` µs of the customers who came in a period."""
        return FrameEngine(self._source.newcomers(start, end, window, unseen))

    def began(self, start: int | None, end: int | None) -> FrameEngine:
        """Return the engine of all events of customers who began in a period."""
        return self._of(self._source.began(start, end))

    def between(self, start: int | None, end: int | None) -> FrameEngine:
        """Return the engine of the events with ``start <= time < end`` (µs UTC)."""
        conditions = [nw.col("time") >= start] if start is not None else []
        conditions += [nw.col("time") < end] if end is not None else []
        return self._of(self._source.filtered(*conditions), end) if conditions else self

    def _of(self, part: Source, end: int | None = None) -> FrameEngine:
        """Return the engine of a part, watched as long as the whole, or to before ``end``."""
        return FrameEngine(replace(part, watched=self._span.until(end)))

    def span(self) -> Span:
        """Return what the log covers."""
        return self._span

    @cached_property
    def _span(self) -> Span:
        return profile.span(self._frame, self._source.watched)

    def unordered(self) -> int:
        """Count the events that share their moment with another one, in no order."""
        return self._unordered

    @cached_property
    def _unordered(self) -> int:
        return profile.unordered(self._frame, self._source) if self._span.ties else 0

    def row_order(self) -> RowOrder:
        """Return how the rows lie that order events of one moment."""
        return self._source.row_order

    def profile(self, *, period: int, start: int) -> Profile:
        """Count duplicates, the events of each customer and those of each period."""
        event, cost = self._source.texts["event"], self._source.cost
        return profile.count(self._frame, event, period=period, start=start, cost=cost)

    def kinds(
        self, columns: tuple[Column, ...] = ("event",), cuts: tuple[int, ...] = ()
    ) -> EventKinds:
        """Return the distinct kinds of events by some columns and periods."""
        if (columns, cuts) not in self._kinds:
            frame = self._with(columns).with_columns(period=self._coder.period(cuts))
            texts = {column: self._texts[column] for column in columns}
            self._kinds[columns, cuts] = profile.kinds(frame, texts, cuts)
        return self._kinds[columns, cuts]

    def reach(self, placement: Placement) -> Reach:
        """Count events and customers by place."""
        moves = self._moves(placement, "before", "target")
        return reach.count(moves, len(placement), cost=self._source.cost)

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
        """Count which place follows which."""
        beside = "before" if visits else "target"
        return pairs.count(
            self._moves(placement, beside, watched=active is not None),
            self._order("place"),
            len(placement),
            visits=visits,
            customers=customers,
            groups=groups,
            until=until,
            active=active,
            end=0 if active is None else self._span.end,
        )

    def triples(
        self, placement: Placement, *, until: tuple[int, ...] = (), active: int
    ) -> pd.DataFrame:
        """Count which visit follows which two."""
        return pairs.triples(
            self._moves(placement, "before", watched=True),
            self._order("place"),
            len(placement),
            until=until,
            active=active,
            end=self._span.end,
        )

    def dwell(
        self,
        placement: Placement,
        *,
        visits: bool = False,
        inside: bool = False,
        cap: int | None = None,
        z: float,
    ) -> Dwell:
        """Measure the time to the customer's next placed event, or with ``visits`` visit."""
        if inside:
            frame = pairs.whole_visits(self._moves(placement, "before"), self._order("place"))
            return durations.dwell(frame, len(placement), cap=cap, z=z)
        frame = self._visits(placement, "after") if visits else self._moves(placement, "after")
        return durations.dwell(frame, len(placement), cap=cap, z=z)

    def chain(
        self, steps: ChainSteps, *, by: Placement | None = None, window: int | None = None, z: float
    ) -> Chain:
        """Follow customers through steps: the earliest event of a step after the one before."""
        frame, members, order = self._stepped(steps, by)
        return chain.follow(
            frame,
            order,
            members,
            groups=None if by is None else len(by),
            customers=self._span.customers if by is None else 0,
            window=None if window is None else (window, self._span.end),
            z=z,
        )

    def funnel(
        self,
        steps: ChainSteps,
        *,
        kind: str = "closed",
        window: int | None = None,
        strict: bool = False,
        active: int,
    ) -> Funnel:
        """Count the customers who reach each step."""
        frame, members, order = self._stepped(steps)
        return funnel.count(
            frame,
            order,
            members,
            kind=kind,
            window=window,
            strict=strict,
            active=active,
            end=self._span.end,
        )

    def waits(
        self,
        steps: ChainSteps,
        *,
        at_once: bool = False,
        by: Placement | None = None,
        resolution: int,
        active: int | None = None,
    ) -> pd.DataFrame:
        """Measure how long each customer waits from a start to a goal."""
        frame, members, _ = self._stepped(steps, by)
        return waits.measure(
            frame,
            members,
            groups=None if by is None else len(by),
            at_once=at_once,
            resolution=resolution,
            active=active,
            end=self._span.end,
        )

    def _stepped(
        self, steps: ChainSteps, by: Placement | None = None
    ) -> tuple[nw.LazyFrame, list[list[int]], list[str]]:
        """All events, numbered, with a ``code`` of their steps; the codes of each; their order."""
        kinds = [steps.kinds, *([] if by is None else [by.kinds])]
        frame = self._with(column for own in kinds for column in own.columns)
        frame, members = self._coder.patterned(frame, "code", steps)
        codes = ["code"] if by is None else ["code", "by"]
        frame = frame if by is None else self._coder.placed(frame, by=by)
        order = self._order(*codes)
        frame = frame.select("customer", "time", *self._source.sequence, *codes)
        frame = chain.numbered(frame, order)
        if self._source.keeps and by is None:
            key = steps.kinds, steps.members.tobytes()
            return self._kept.of("steps", key, lambda: frame), members, order
        return frame, members, order

    def paths(self, placement: Placement, *, top: int = 20, length: int = 20) -> pd.DataFrame:
        """Count whole paths of visits, cut after ``length`` visits."""
        return paths.count(
            self._visits(placement), self._order("place"), len(placement), top=top, length=length
        )

    def exits(self, placement: Placement, *, window: int) -> Exits:
        """Count who left where, and was gone for ``window`` µs."""
        frame = exits.since(self._coded(placement), self._order("place"), window=window)
        return exits.count(frame, len(placement), window=window, end=self._span.end)

    def joint(
        self, first: Placement, second: Placement, *, then: bool = False, firsts: bool = False
    ) -> Counts:
        """Count customers by what they have in two placements."""
        frame = self._with((*first.kinds.columns, *second.kinds.columns))
        frame = self._coder.placed(frame, one=first, two=second)
        shape, order = (len(first), len(second)), self._order("one", "two")
        return joint.count(frame, order, shape, then=then, firsts=firsts)

    def in_both(self, other: FrameEngine) -> int | None:
        """Count the customers of this and another, in one query; None where none can ask both."""
        if self._source.backend != other._source.backend:
            return None
        return joint.shared(self._frame, other._frame)

    def order(self, placement: Placement) -> Order:
        """Compare the order of each customer's visits with the order of the places."""
        return order.compare(self._visits(placement), self._order("place"), len(placement))

    def activity(self, *, period: int) -> pd.DataFrame:
        """Count the customers active by cohort and age."""
        return profile.activity(self._frame, period=period, start=self._span.first)

    def returns(self, *, period: int) -> pd.DataFrame:
        """Count the customers of each period by the one they are next active in."""
        return profile.returns(self._frame, period=period, start=self._span.first)

    def _order(self, *codes: str) -> list[str]:
        """Columns that order a customer's events; codes decide where nothing else does."""
        return ["time", *self._source.sequence, *(codes if self._source.shuffled else ())]

    def _moves(self, placement: Placement, *names: str, watched: bool = False) -> nw.LazyFrame:
        """The placed events, which know what is beside them: see `pairs.linked`, `watched`."""
        if not self._source.keeps:
            placed = self._placed(placement, watched=watched)
            return pairs.linked(placed, self._order("place"), *names)
        return self._kept.of(
            "moves", placement, lambda: self._beside(self._placed(placement, watched=True))
        )

    def _beside(self, frame: nw.LazyFrame) -> nw.LazyFrame:
        return pairs.linked(frame, self._order("place"), *pairs.BESIDE)

    def _placed(self, placement: Placement, *, watched: bool) -> nw.LazyFrame:
        coded = self._coded(placement)
        coded = pairs.watched(coded) if watched else coded
        return coded.filter(nw.col("place") != NOWHERE)

    def _coded(self, placement: Placement) -> nw.LazyFrame:
        """All events, with what the reductions of places need of them."""
        columns = ["customer", "time", *self._source.sequence, "place"]
        columns += ["cost"] * self._source.cost
        frame = self._with(placement.kinds.columns)
        return self._coder.placed(frame, place=placement).select(*columns)

    def _with(self, columns: Iterable[Column]) -> nw.LazyFrame:
        """All events, with the counts of what came before that are among some columns."""
        frame = self._frame
        for column in dict.fromkeys(columns):
            if isinstance(column, Earlier):
                kinds, self._texts[column] = self.kinds(column.columns), column.name
                frame = earlier.counted(frame, self._coder, column, kinds, self._order())
        return frame

    def _visits(self, placement: Placement, *names: str) -> nw.LazyFrame:
        """The first event of each visit."""
        visits = pairs.visits_of(self._moves(placement, "before"))
        if self._source.keeps and names:
            return self._kept.of("visits", placement, lambda: self._beside(visits))
        return pairs.linked(visits, self._order("place"), *names) if names else visits
