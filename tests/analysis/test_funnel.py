"""The funnel counts as its definition says, ties, loops and gaps included."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.toys import as_time_goes
from cjwidgets.analysis import funnel, wilson
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence import EventLog
from cjwidgets.model import JourneyMap, Stage, Touchpoint

COLUMNS = ["stage", "reached", "share", "open", "at_most", "drop_off", "drop_off_low"]
COLUMNS += ["drop_off_high", "continued", "waiting", "came_in", "n", "note"]
IDS = ["stage_id"]


def log(*events: tuple[object, int, str]) -> EventLog:
    """A log of (customer, minute, event)."""
    frame = pd.DataFrame(events, columns=["who", "minute", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["minute"], unit="min")
    return EventLog(frame, customer="who", time="at", event="what", unknown=[])


def shop(*rules: object) -> JourneyMap:
    return JourneyMap("Shop", stages=[Stage(f"S{i}", match=r) for i, r in enumerate(rules)])


def reached(jm: JourneyMap, events: EventLog) -> list[int]:
    return funnel(jm, events)["reached"].tolist()


def test_a_worked_example():
    """Four customers; by hand 3, 2, 1 reach A, B, C."""
    events = log(
        (1, 0, "A"), (1, 1, "B"), (1, 2, "C"),
        (2, 0, "A"), (2, 1, "x"), (2, 2, "B"), (2, 3, "A"),
        (3, 0, "B"), (3, 1, "A"), (3, 2, "C"),
        (4, 0, "B"), (4, 1, "C"),
    )  # fmt: skip
    table = funnel(shop("A", "B", "C"), events)
    assert table.columns.tolist() == [*COLUMNS, *IDS]
    assert table["stage"].tolist() == ["S0", "S1", "S2"]
    assert table["reached"].tolist() == [3, 2, 1]
    assert table["share"].tolist() == [0.75, 0.5, 0.25]
    assert table["drop_off"].tolist()[1:] == pytest.approx([1 / 3, 1 / 2])
    assert table.loc[0, ["drop_off", "drop_off_low", "drop_off_high"]].isna().all()
    assert table["came_in"].tolist() == [0, 2, 2]
    assert table["n"].tolist() == [4, 4, 4]
    low, high = wilson([1, 1], [3, 2])
    assert table["drop_off_low"].tolist()[1:] == pytest.approx(low.tolist())
    assert table["drop_off_high"].tolist()[1:] == pytest.approx(high.tolist())


def test_a_published_toy():
    """Retentioneering, tests/tools/funnel_test.py: 3, 2, 1 of 4."""
    events = log(
        (1, 0, "A"), (1, 1, "B"), (1, 2, "C"), (2, 0, "A"), (2, 1, "B"), (3, 0, "A"), (4, 0, "B"),
    )  # fmt: skip
    table = funnel(shop("A", "B", "C"), events)
    assert table["reached"].tolist() == [3, 2, 1]
    assert table["share"].tolist() == [0.75, 0.5, 0.25]
    assert (1 - table["drop_off"]).tolist()[1:] == pytest.approx([2 / 3, 0.5])


def test_the_table_says_what_it_is():
    table = funnel(shop("A"), log((1, 0, "A")), confidence=0.9)
    assert set(table.attrs) == {
        "statistic",
        "definition",
        "source",
        "unit",
        "confidence",
        "kind",
        "window",
        "strict",
        "gone",
        "minimum",
    }
    assert table.attrs["unit"] == "who"
    assert table.attrs["confidence"] == 0.9
    assert "Wilson" in table.attrs["source"]


def test_ties_go_by_the_order_of_rows():
    assert reached(shop("A", "B"), log((1, 0, "A"), (1, 0, "B"))) == [1, 1]
    assert reached(shop("A", "B"), log((1, 0, "B"), (1, 0, "A"))) == [1, 0]


def test_one_event_counts_for_one_stage():
    assert reached(shop("A", "A"), log((1, 0, "A"), (2, 0, "A"), (2, 0, "A"))) == [2, 1]


def test_the_earliest_match_leaves_room_for_the_next():
    # Were the last A taken, no B would follow.
    assert reached(shop("A", "B"), log((1, 0, "A"), (1, 1, "B"), (1, 2, "A"))) == [1, 1]


def test_customers_do_not_leak_into_each_other():
    assert reached(shop("A", "B"), log((1, 0, "A"), (2, 1, "B"))) == [1, 0]


def test_a_stage_without_rules_is_missing_and_skipped():
    table = funnel(shop("A", [], "B"), log((1, 0, "A"), (2, 0, "A"), (1, 1, "B")))
    assert table["reached"].isna().tolist() == [False, True, False]
    assert math.isnan(table["share"][1])
    assert math.isnan(table["drop_off"][1])
    assert table["drop_off"][2] == 0.5
    assert table["n"].tolist() == [2, 2, 2]


def test_after_a_stage_nobody_reached_there_is_no_rate():
    with pytest.warns(UserWarning, match="matches no event"):
        table = funnel(shop("A", "nothing", "A"), log((1, 0, "A"), (1, 1, "A")))
    assert table["reached"].tolist() == [1, 0, 0]
    assert table["drop_off"][1] == 1
    assert math.isnan(table["drop_off"][2])
    assert math.isnan(table["drop_off_low"][2])


def test_the_warning_points_at_the_caller():
    with pytest.warns(UserWarning, match="matches no event") as caught:
        funnel(shop("A", "nothing"), log((1, 0, "A")))
    assert caught[0].filename == __file__


def test_rules_of_touchpoints_count():
    jm = JourneyMap("Shop", stages=[Stage("S", touchpoints=[Touchpoint("T", match="A*")])])
    assert reached(jm, log((1, 0, "Ab"), (2, 0, "c"))) == [1]


def test_a_map_without_rules_says_what_to_set():
    with pytest.raises(DataError, match=r"No stage of 'Shop'.*Set \.match.*'A'"):
        funnel(shop([], []), log((1, 0, "A")))
    with pytest.raises(DataError, match="'Shop' has no stages"):
        funnel(shop(), log((1, 0, "A")))


def test_confidence_is_checked():
    with pytest.raises(InputError, match=r"Did you mean 0\.95"):
        funnel(shop("A"), log((1, 0, "A")), confidence=95)


def test_stages_of_one_name_keep_their_rows():
    jm = JourneyMap("Shop", stages=[Stage("Same", match="A"), Stage("Same", match="B")])
    assert funnel(jm, log((1, 0, "A"), (1, 1, "B")))["stage"].tolist() == ["Same", "Same"]


EVENTS = ["A", "B", "C", "datum['x']", "客服", "покупка"]
LOGS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 4), st.sampled_from(EVENTS)),
    min_size=1,
    max_size=60,
).map(as_time_goes)
RULES = st.lists(
    st.lists(st.sampled_from(EVENTS), max_size=3, unique=True), min_size=1, max_size=5
).filter(any)


def slow(rules: list[list[str]], events: list[tuple[int, int, str]]) -> list[int | None]:
    """The definition, word for word: one customer after the other, one event after the other."""
    counts: list[int | None] = [0 if rule else None for rule in rules]
    for customer in {who for who, _, _ in events}:
        own = sorted((e for e in events if e[0] == customer), key=lambda e: e[1])  # stable
        names = [what for _, _, what in own]
        place = -1
        for step, rule in enumerate(rules):
            if not rule:
                continue
            later = [i for i in range(place + 1, len(names)) if names[i] in rule]
            if not later:
                break
            place = later[0]
            counts[step] += 1
    return counts


# Some rules here match nothing, on purpose.
@pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")
@settings(max_examples=100)
@given(LOGS, RULES)
def test_any_log_gives_what_the_slow_way_gives(events, rules):
    found = funnel(shop(*rules), log(*events), minimum=1)["reached"]
    assert [None if pd.isna(value) else value for value in found] == slow(rules, events)


# Some rules here match nothing, on purpose.
@pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")
@settings(max_examples=50)
@given(LOGS, RULES, st.randoms(use_true_random=False))
def test_the_order_of_customers_does_not_matter(events, rules, random):
    """Rows of different customers may be shuffled as long as each keeps its own order."""
    queues: dict[int, list] = {}
    for event in events:
        queues.setdefault(event[0], []).append(event)
    shuffled = []
    while queues:
        who = random.choice(sorted(queues))
        shuffled.append(queues[who].pop(0))
        if not queues[who]:
            del queues[who]
    jm, mixed = shop(*rules), log(*shuffled)
    assume(not mixed.engine.row_order().newest_first)  # so that equal times go by their rows
    pd.testing.assert_frame_equal(funnel(jm, log(*events)), funnel(jm, mixed))


# Some rules here match nothing, on purpose.
@pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")
@settings(max_examples=50)
@given(LOGS, RULES)
def test_a_funnel_never_widens(events, rules):
    counts = funnel(shop(*rules), log(*events))["reached"].dropna().astype(int)
    assert (np.diff(counts) <= 0).all()
