"""The executor in memory counts what the slow reference counts, on logs made to confuse it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjwidgets.evidence import EventLog
from cjwidgets.evidence.matching.placement import ChainSteps, EventKinds, Placement
from evidence.reference import Event, ReferenceEngine
from evidence.reference_funnels import KINDS

NAMES = ["a", "b", "c", "d\n", "出门", "e'\""]
MINUTE = 60_000_000
BASE = 1_767_225_600_000_000
Z = 2.0

events = st.builds(
    Event,
    customer=st.sampled_from([1, 2, 3, 7, 900]),
    time=st.integers(0, 6).map(lambda minute: BASE + minute * MINUTE),
    event=st.sampled_from(NAMES),
    sequence=st.integers(0, 2),
    channel=st.sampled_from(["web", "shop", None]),
    cost=st.sampled_from([0.0, 1.5, 2.0, None]),
)
logs = st.lists(events, min_size=1, max_size=40)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=40, deadline=None)


def engines(rows: list[Event]) -> list:
    frame = pd.DataFrame(
        {
            "who": [row.customer for row in rows],
            "at": pd.to_datetime([row.time for row in rows], unit="us"),
            "what": [row.event for row in rows],
            "step": [row.sequence for row in rows],
            "via": pd.Series([row.channel for row in rows], dtype=object),
            "paid": pd.Series([row.cost for row in rows], dtype=float),
        }
    )
    log = EventLog(
        frame, customer="who", time="at", event="what", sequence="step", channel="via", cost="paid"
    )
    if log.engine.row_order().newest_first:  # the reference takes rows as time goes
        return engines(rows[::-1])
    return [log.engine, ReferenceEngine(rows)]


def placement(kinds: EventKinds, seed: int, size: int = 3) -> Placement:
    """Places that depend on the kinds alone."""
    draw = np.random.default_rng(seed)
    places = draw.integers(-1, size, len(kinds)).astype(np.int32)
    return Placement(kinds, places, tuple("ABCDEFG"[:size]))


def same(one: object, two: object) -> None:
    """Two small tables are equal to the last count."""
    if isinstance(one, pd.DataFrame):
        assert isinstance(two, pd.DataFrame)
        gaps = [frame.astype(object).where(frame.notna(), None) for frame in (one, two)]
        assert gaps[0].to_dict("list") == gaps[1].to_dict("list")
        assert one.attrs == two.attrs
    elif isinstance(one, np.ndarray):
        np.testing.assert_allclose(one, two, rtol=1e-12, equal_nan=True)
    elif hasattr(one, "__dataclass_fields__"):
        for name in one.__dataclass_fields__:
            same(getattr(one, name), getattr(two, name))
    else:
        assert one == two


def compare(rows: list[Event], ask) -> None:
    answers = [ask(engine) for engine in engines(rows)]
    same(*answers)


@few
@given(logs)
def test_kinds_and_span(rows):
    compare(rows, lambda engine: engine.span())
    compare(rows, lambda engine: engine.profile(period=2 * MINUTE, start=BASE + 3 * MINUTE))
    cuts = (BASE + 2 * MINUTE, BASE + 5 * MINUTE)
    for columns in (("event",), ("event", "channel"), ("channel",)):
        compare(rows, lambda e, c=columns: e.kinds(c).table)
        compare(rows, lambda e, c=columns: e.kinds(c, cuts).table)


@few
@given(logs, seeds)
def test_counts(rows, seed):
    def places(engine):
        return placement(engine.kinds(("event", "channel")), seed)

    compare(rows, lambda e: e.reach(places(e)))
    compare(rows, lambda e: e.order(places(e)))
    compare(rows, lambda e: e.exits(places(e), window=2 * MINUTE))
    compare(rows, lambda e: e.activity(period=2 * MINUTE))
    compare(rows, lambda e: e.returns(period=2 * MINUTE))
    start, end = BASE + MINUTE, BASE + 4 * MINUTE
    for unseen in (1, 2 * MINUTE, 10 * MINUTE):
        spans = {"window": 2 * MINUTE, "unseen": unseen}
        compare(rows, lambda e, s=spans: e.newcomers(start, end, **s).profile(period=1, start=0))
    for since, until in ((None, end), (start, end), (end, None)):

        def part(engine, since=since, until=until):
            return engine.began(since, until)

        compare(rows, lambda e: part(e).profile(period=1, start=0))
        if part(ReferenceEngine(rows)).span().events:
            compare(rows, lambda e: part(e).exits(places(part(e)), window=2 * MINUTE))
            compare(rows, lambda e: part(e).whose("channel", ("web",)).span())
        compare(rows, lambda e, a=since, b=until: e.between(a, b).span())
    compare(rows, lambda e: e.where("channel", ("web",)).between(start, None).span())


@few
@given(logs, seeds, st.booleans())
def test_pairs(rows, seed, visits):
    last = {"active": 2 * MINUTE}
    for options in (
        {},
        {"customers": True} | last,
        {"groups": True},
        {"until": (1,), "groups": True},
        {"groups": True} | last,
    ):
        compare(rows, lambda e, o=options: e.pairs(placement(e.kinds(), seed), visits=visits, **o))
    until = (1,) if visits else ()
    compare(rows, lambda e: e.triples(placement(e.kinds(), seed), until=until, **last))


@pytest.mark.parametrize("size", [1, 8, 9, 33, 64, 65, 300])
def test_customers_of_any_number_of_places(size):
    rows = [Event(i % 7, BASE + i * MINUTE, f"page {i * i % size}") for i in range(700)]

    def ask(engine):
        kinds = engine.kinds()
        every = np.arange(len(kinds), dtype=np.int32)
        names = tuple(kinds.table["event"])
        # All events have a place, or those of one name have none.
        some = [Placement(kinds, every - gone, names[gone:]) for gone in (0, 1)]
        return [engine.reach(each).customers.tolist() for each in some]

    compare(rows, ask)


@pytest.mark.parametrize("groups", [False, True])
def test_pairs_of_more_places_than_a_table_holds(groups):
    rows = [Event(i % 7, BASE + i * MINUTE, f"page {i * 31 % 1500}") for i in range(3000)]

    def ask(engine):
        kinds = engine.kinds()
        every = Placement(kinds, np.arange(len(kinds), dtype=np.int32), tuple(kinds.table["event"]))
        return engine.pairs(every, customers=not groups, groups=groups)

    compare(rows, ask)


@few
@given(logs, seeds, st.sampled_from(["", "visits", "inside"]), st.sampled_from([None, MINUTE]))
def test_dwell(rows, seed, per, cap):
    options = {per: True} if per else {}
    compare(rows, lambda e: e.dwell(placement(e.kinds(), seed), cap=cap, z=Z, **options))


def test_durations_of_centuries_at_many_places():
    """Place and duration do not fit into one integer."""
    century = 100 * 365 * 86_400_000_000
    rows = [
        Event(i % 3, BASE + (i % 5 - 4) * century + i, f"page {i * 7 % 1100}") for i in range(2500)
    ]

    def ask(engine):
        kinds = engine.kinds()
        every = Placement(kinds, np.arange(len(kinds), dtype=np.int32), tuple(kinds.table["event"]))
        return engine.dwell(every, z=Z)

    compare(rows, ask)


@few
@given(logs, seeds, st.sampled_from([1, 2, 3, 20]), st.sampled_from([1, 3, 40]))
def test_paths(rows, seed, top, length):
    compare(rows, lambda e: e.paths(placement(e.kinds(), seed), top=top, length=length))


@settings(max_examples=60, deadline=None)
@given(logs, seeds, st.sampled_from([None, MINUTE]), st.booleans())
def test_chain(rows, seed, window, grouped):
    def ask(engine):
        kinds = engine.kinds()
        members = np.random.default_rng(seed).random((3, len(kinds))) < 0.4
        by = placement(engine.kinds(("channel",)), seed) if grouped else None
        return engine.chain(ChainSteps(kinds, members), by=by, window=window, z=Z)

    compare(rows, ask)


@settings(max_examples=150, deadline=None)
@given(logs, seeds, st.sampled_from(list(KINDS)), st.booleans(), st.sampled_from([None, 1, MINUTE]))
def test_funnel(rows, seed, kind, strict, window):
    def ask(engine):
        kinds = engine.kinds()
        members = np.random.default_rng(seed).random((3, len(kinds))) < 0.4
        options = {"kind": kind, "strict": strict and kind != "any_order", "window": window}
        return engine.funnel(ChainSteps(kinds, members), active=2 * MINUTE, **options)

    compare(rows, ask)


@few
@given(
    logs,
    seeds,
    st.booleans(),
    st.booleans(),
    st.sampled_from([2, 3]),
    st.sampled_from([None, 1, MINUTE]),
)
def test_waits(rows, seed, at_once, grouped, size, active):
    def ask(engine):
        kinds = engine.kinds()
        members = np.random.default_rng(seed).random((size, len(kinds))) < 0.3
        by = placement(engine.kinds(("channel",)), seed) if grouped else None
        steps = ChainSteps(kinds, members)
        return engine.waits(steps, at_once=at_once, by=by, resolution=7_000_000, active=active)

    compare(rows, ask)


@few
@given(logs, seeds, st.sampled_from([{}, {"then": True}, {"firsts": True}]))
def test_joint(rows, seed, how):
    compare(
        rows,
        lambda e: e.joint(
            placement(e.kinds(), seed), placement(e.kinds(("channel",)), seed + 1, 2), **how
        ),
    )


def test_long_paths_of_many_places():
    """More digits than one integer holds."""
    rows = [
        Event(customer, BASE + i * MINUTE, NAMES[(i * 7 + customer // 2) % 6])
        for customer in range(8)
        for i in range(35)
    ]
    compare(rows, lambda e: e.paths(placement(e.kinds(), 3, 7), top=0, length=30))


@pytest.mark.parametrize("options", [{}, {"visits": True}])
def test_a_placement_without_any_event(options):
    rows = [Event(1, BASE, "a"), Event(2, BASE, "b")]

    def nowhere(engine):
        kinds = engine.kinds()
        return Placement(kinds, np.full(len(kinds), -1, dtype=np.int32), ("A",))

    compare(rows, lambda e: e.reach(nowhere(e)))
    compare(rows, lambda e: e.pairs(nowhere(e), **options))
    compare(rows, lambda e: e.dwell(nowhere(e), z=Z, **options))
    compare(rows, lambda e: e.paths(nowhere(e)))
    compare(rows, lambda e: e.order(nowhere(e)))
    compare(rows, lambda e: e.exits(nowhere(e), window=1))
