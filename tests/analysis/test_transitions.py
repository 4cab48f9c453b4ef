"""Transitions, switches, loops and paths: how customers move."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings

from analysis.toys import (
    LOGS,
    TOY,
    log,
    own,
    running_example,
    said,
    shop,
    unexplained,
    visits,
    walks,
)
from cjwidgets.analysis import loops, paths, switches, transitions, wilson
from cjwidgets.analysis.channel.switches import ratio
from cjwidgets.errors import InputError, NotFoundError


def counts(table: pd.DataFrame) -> dict:
    """(source, target) → count, with ends named by their kind."""
    return {
        (source or kind, target or kind): count
        for source, target, kind, count in table[["source", "target", "kind", "count"]].itertuples(
            index=False
        )
    }


def test_transitions_of_a_published_toy():
    """Retentioneering, tests/tools/transition_matrix_test.py."""
    table = transitions(None, walks(**TOY), level="event", loops=True)
    assert counts(table) == {
        ("A", "B"): 4,
        ("B", "A"): 1, ("B", "B"): 4, ("B", "C"): 3, ("B", "end"): 2,
        ("C", "A"): 1, ("C", "B"): 1, ("C", "C"): 1, ("C", "end"): 1,
        ("start", "A"): 2, ("start", "B"): 1,
    }  # fmt: skip
    assert table.set_index(["source", "target"]).loc[("B", "A"), "probability"] == 0.1


def test_transitions_of_the_running_example():
    """PM4Py, tests/input_data/running-example.dfg: all its edges, starts and ends."""
    table = transitions(None, running_example(), level="event")
    assert counts(table) == {
        ("register", "casual"): 3, ("register", "check"): 2, ("register", "thorough"): 1,
        ("casual", "check"): 4, ("casual", "decide"): 2,
        ("check", "decide"): 6, ("check", "casual"): 2, ("check", "thorough"): 1,
        ("thorough", "check"): 2, ("thorough", "decide"): 1,
        ("decide", "reinitiate"): 3, ("decide", "pay"): 3, ("decide", "reject"): 3,
        ("reinitiate", "thorough"): 1, ("reinitiate", "check"): 1, ("reinitiate", "casual"): 1,
        ("start", "register"): 6, ("pay", "end"): 3, ("reject", "end"): 3,
    }  # fmt: skip
    row = table.set_index(["source", "target"]).loc[("decide", "reinitiate")]
    assert (row["count"], row["customers"], row["n"]) == (3, 2, 6)
    assert row["share"] == pytest.approx(2 / 6)
    assert [row["share_low"], row["share_high"]] == [*wilson(2, 6)]
    assert row["probability"] == pytest.approx(3 / 9)


def test_transitions_between_touchpoints_carry_their_stages():
    table = transitions(shop("A", "B"), walks(a="AABx", b="B"))
    assert table.columns.tolist()[:4] == ["source_stage", "source", "target_stage", "target"]
    assert table[["source_stage", "source", "target", "kind", "count"]].to_numpy().tolist() == [
        ["S0", "T0", "T1", "", 1],
        ["S1", "T1", "", "end", 2],
        ["", "", "T0", "start", 1],
        ["", "", "T1", "start", 1],
    ]
    inner = transitions(shop("A", "B"), walks(a="AABx", b="B"), ends=False, loops=True)
    assert counts(inner) == {("T0", "T0"): 1, ("T0", "T1"): 1}
    assert "too few" in said(inner)[0], "one customer's way is no headline"
    two = transitions(shop("A", "B"), walks(a="AABx", b="AB"), ends=False, loops=True)
    assert "T0" in said(two)[0]


def test_without_a_placed_event_there_is_nothing_to_count():
    for statistic in (transitions, paths):
        with pytest.warns(UserWarning, match="matches no event"):
            table = statistic(shop("Z"), walks(a="A"))
        assert (len(table), table.attrs["note"]) == (0, "no_events")
        assert said(table)[0] == "No event belongs to any of these places."
    alone = transitions(None, walks(a="A"), level="event")
    assert len(said(alone)) == 4


CHANNELS = (
    (1, 0, "e", "web"), (1, 1, "e", "shop"), (1, 2, "e", "web"), (1, 3, "e", "web"),
    (2, 0, "e", "web"), (2, 1, "e"), (2, 2, "e", "shop"),
    (3, 0, "e", "web"), (4, 0, "e"),
)  # fmt: skip


def test_switches_by_hand():
    table = switches(log(*CHANNELS))
    assert table[["source", "target", "count", "customers", "n"]].to_numpy().tolist() == [
        ["web", "shop", 2, 2, 3],
        ["shop", "web", 1, 1, 2],
    ]
    assert table["share"].tolist() == pytest.approx([2 / 3, 1 / 2])
    overall = switches(log(*CHANNELS), of="customers")
    assert overall[["switched", "switches", "n", "note"]].to_numpy().tolist() == [[2, 3, 3, ""]]
    assert overall["share"][0] == pytest.approx(2 / 3)
    assert overall["per_customer"][0] == 1
    assert overall["per_customer_low"][0] < 1 < overall["per_customer_high"][0]
    assert "web" in said(table)[0]
    assert "2" in said(overall)[0]


def test_switches_of_nobody():
    still = log((1, 0, "e", "web"), (2, 0, "e", "web"))
    assert switches(still).empty
    overall = switches(still, of="customers")
    assert overall["note"].tolist() == ["no_spread"]
    assert overall["share"].tolist() == [0]
    assert len(said(switches(still))) == len(said(overall)) == 4
    with pytest.raises(NotFoundError, match="no channel"):
        switches(walks(a="A"))
    with pytest.raises(InputError, match="of='all'"):
        switches(still, of="all")


def test_the_interval_of_a_ratio():
    """By hand: 16 of 8, residuals ±1 and ±3, error √(4/3 · 20)/8, t of 3 degrees of freedom."""
    low, high = ratio([1, 3, 5, 7], [2, 2, 2, 2], 0.95)
    half = 3.182446 * (4 / 3 * (9 + 1 + 1 + 9)) ** 0.5 / 8
    assert [low, high] == pytest.approx([0, 2 + half], rel=2e-3)
    low, high = ratio([3, 4, 4, 5], [2, 2, 2, 2], 0.95)
    half = 3.182446 * (4 / 3 * 2) ** 0.5 / 8
    assert [low, high] == pytest.approx([2 - half, 2 + half], rel=2e-3)
    assert pd.isna(ratio([1], [2], 0.95).low)
    assert pd.isna(ratio([1, 1], [2, 2], 0.95).low)


@settings(max_examples=60)
@given(LOGS)
def test_switches_of_any_log(events):
    if not any(event[3] for event in events):
        return
    table = switches(log(*events))
    walked = {who: visits([row[3] for row in rows]) for who, rows in own(events).items()}
    pairs = Counter(pair for path in walked.values() for pair in pairwise(path))
    assert {(row["source"], row["target"]): row["count"] for _, row in table.iterrows()} == dict(
        pairs
    )
    overall = switches(log(*events), of="customers").iloc[0]
    assert overall["switched"] == sum(len(path) > 1 for path in walked.values())
    assert overall["switches"] == pairs.total()
    assert overall["n"] == sum(bool(path) for path in walked.values())


def test_loops_by_hand():
    table = loops(shop("A", "B", "C", []), walks(a="AABAC", b="BCB", c="A"))
    assert table["visits"].tolist() == [3, 3, 2, pd.NA]
    assert table["repeats"].tolist() == [1, 1, 0, pd.NA]
    assert table["in_a_row"].tolist() == [1, 0, 0, pd.NA]
    assert table["repeated"].tolist() == [1, 1, 0, pd.NA]
    assert table["n"].tolist() == [2, 2, 2, 0]
    assert table["share"].tolist()[:3] == [0.5, 0.5, 0]
    assert table["back"].tolist() == [0, 1, 1, pd.NA]
    assert table["back_share"].tolist()[:3] == [0, 0.5, 1]
    assert unexplained(table) == []
    assert "T0" in said(table)[0]


def test_where_nobody_goes_on_there_is_no_way_back():
    table = loops(shop("A", "B"), walks(a="AB"))
    assert table["note"].tolist() == ["", "undefined"]
    assert table["back"].tolist() == [0, 0]
    assert len(said(table)) == 4
    with pytest.raises(InputError, match="level='channel'"):
        loops(shop("A"), walks(a="A"), level="channel")


@settings(max_examples=60)
@given(LOGS)
def test_loops_of_any_log(events):
    jm = shop("A", "B")
    jm.stages[0].match = ["A"] if any(event[2] in "AB" for event in events) else ["*"]
    places = {"A": 0, "B": 1} if jm.stages[0].match == ("A",) else dict.fromkeys("ABC客", 0)
    with _quiet():
        table = loops(jm, log(*events), level="stage")
    walked = [visits([places.get(row[2][0]) for row in rows]) for rows in own(events).values()]
    for place in (0, 1):
        counted = [path.count(place) for path in walked]
        assert table["visits"][place] == sum(counted)
        assert table["repeats"][place] == sum(max(count - 1, 0) for count in counted)
        assert table["repeated"][place] == sum(count > 1 for count in counted)
        steps = [pair for path in walked for pair in pairwise(path) if pair[0] == place]
        assert table["back"][place] == sum(target < place for _, target in steps)
    assert unexplained(table) == []


def _quiet():
    import warnings

    return warnings.catch_warnings(action="ignore")


def test_paths_by_hand():
    events = walks(a="AABx", b="AB", c="BAB", d="ABAB", e="x")
    table = paths(shop("A", "B"), events)
    assert table["path"].tolist() == ["T0 → T1", "T0 → T1 → T0 → T1", "T1 → T0 → T1"]
    assert table["customers"].tolist() == [2, 1, 1]
    assert table["share"].tolist() == [0.5, 0.25, 0.25]
    assert table["together"].tolist() == [0.5, 0.75, 1]
    assert table["n"].tolist() == [4, 4, 4]
    assert table.attrs["paths"] == 3
    cut = paths(shop("A", "B"), events, length=2, top=1)
    assert cut["path"].tolist() == ["T0 → T1"]
    cut = paths(shop("A", "B"), events, length=2)
    assert cut["path"].tolist() == ["T0 → T1", "T0 → T1 → …", "T1 → T0 → …"]
    assert cut["cut"].tolist() == [False, True, True]
    assert "T0 → T1" in said(table)[0]


def test_paths_that_are_cut_are_counted_and_told():
    events = walks(**{f"c{i}": "AB" * (12 + i) for i in range(10)}, z="AB")
    table = paths(shop("A", "B"), events, top=1)
    assert (table.attrs["cut"], table.attrs["length"], table.attrs["paths"]) == (10, 20, 2)
    assert all("20" in each and "10" in each for each in said(table))
    assert "10 of 11 customers made more than 20 visits" in said(table)[0]
    whole = paths(shop("A", "B"), events, top=1, length=100)
    assert (whole.attrs["cut"], whole.attrs["paths"]) == (0, 11)
    assert "more than" not in said(whole)[0]


def test_the_variants_of_the_running_example():
    """Six cases, six variants, as PM4Py counts them."""
    table = paths(None, running_example(), level="event", top=0)
    assert len(table) == table.attrs["paths"] == 6
    assert table["visits"].tolist() == [5, 9, 5, 13, 5, 5] or table["visits"].sum() == 42


def test_touchpoints_of_one_name_are_told_apart():
    jm = shop("A", "B")
    for touchpoint in jm.touchpoints:
        touchpoint.name = "Website"
    assert paths(jm, walks(a="AB"))["path"].tolist() == ["Website (S0) → Website (S1)"]


def test_no_path_at_all():
    with pytest.warns(UserWarning, match="matches no event"):
        table = paths(shop("Z"), walks(a="A"))
    assert table.empty
    assert len(said(table)) == 4
    with pytest.raises(InputError, match="top=-1 is no whole number from 0 on"):
        paths(shop("A"), walks(a="A"), top=-1)
    with pytest.raises(InputError, match="length=True"):
        paths(shop("A"), walks(a="A"), length=True)


def test_ten_thousand_kinds_of_events():
    names = [f"page {i}" for i in range(10_000)]
    events = log(*((i % 50, i, name) for i, name in enumerate(names)))
    assert len(transitions(None, events, level="event")) == 10_050
    assert paths(None, events, level="event", length=3)["visits"].eq(3).all()
