"""Goals: who reaches them, how soon, how directly, and whether a target is met."""

from __future__ import annotations

import statistics
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from analysis.toys import LOGS, log, own, said, shop, unexplained, walks
from cjwidgets.analysis import completion, wilson
from cjwidgets.errors import DataError, InputError, JourneyError, NotFoundError
from cjwidgets.model import JourneyMap, Stage

WORKED = (
    (1, 0, "A"), (1, 3, "x"), (1, 9, "B"),           # 9 minutes, 3 events
    (2, 0, "B"), (2, 1, "A"), (2, 2, "A"), (2, 5, "B"),  # 4 minutes, 3 events
    (3, 0, "A"), (3, 1, "B"),                        # 1 minute, 2 events
    (4, 0, "A"), (4, 1, "x"),
    (5, 0, "B"),
)  # fmt: skip


def test_a_worked_example():
    table = completion(shop("A", "B"), log(*WORKED), "T1", start="T0")
    row = table.iloc[0]
    assert (row["completed"], row["n"], row["timed"], row["late"]) == (3, 4, 3, 0)
    assert row["share"] == 0.75
    assert [row["share_low"], row["share_high"]] == [*wilson(3, 4)]
    assert row["median_time"] == 4 * 60
    assert np.isnan([row["median_time_low"], row["median_time_high"]]).all()  # of three
    assert row["note"] == "few_people"
    assert row["directness"] == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert row["directness_median"] == pytest.approx(2 / 3)
    assert unexplained(table) == []
    assert "3" in said(table)[0]
    assert table.attrs["goal"] == "T1"


def test_without_a_start_everybody_starts():
    """5 begins with the goal and completes; of 2 the way from A to the second B is known."""
    row = completion(shop("A", "B"), log(*WORKED), "S1").iloc[0]
    assert (row["completed"], row["n"], row["timed"]) == (4, 5, 3)
    assert row["median_time"] == 4 * 60


def test_the_time_of_one_alone_has_no_interval():
    table = completion(shop("A", "B"), log((1, 0, "A"), (1, 9, "B"), (2, 0, "A")), "T1")
    row = table.iloc[0]
    assert (row["median_time"], row["timed"], row["note"]) == (540, 1, "one_value")
    assert table[["median_time_low", "median_time_high"]].isna().all(axis=None)
    assert "one alone is known: 9 min" in said(table)[0]


def test_a_window_leaves_out_who_had_no_time():
    events = log((1, 0, "A"), (1, 5, "B"), (2, 0, "A"), (2, 6, "B"), (3, 8, "A"), (3, 9, "B"),
                 (4, 10, "x"), (5, 4, "A"), (5, 5, "A"), (5, 10, "B"))  # fmt: skip
    row = completion(shop("A", "B"), events, "T1", start="T0", window="5min").iloc[0]
    assert (row["completed"], row["n"], row["late"]) == (2, 3, 1)
    row = completion(shop("A", "B"), events, "T1", start="T0", window="1h").iloc[0]
    assert (row["n"], row["late"], row["note"]) == (0, 4, "no_events")


@pytest.mark.parametrize(
    ("target", "share", "verdict"),
    [(0.2, 0.2, "met"), (0.99, 0.99, "missed"), (0.5, 0.5, "undecided"), (20, 0.4, "met"),
     (25, 0.5, "met"), (26, 0.52, "missed"), (1, 0.02, "met"),
     (50, 1.0, "missed"), (1.0, 1.0, "missed"), (60, 1.2, "missed")],
)  # fmt: skip
def test_a_target_is_judged_by_the_interval(target, share, verdict):
    """25 of 50: the Wilson interval is 0.366 – 0.634; a count of customers is a fact."""
    month = 30 * 24 * 60
    events = log(
        *((i, 0, "A") for i in range(50)), *((i, 1, "B") for i in range(25)), (0, month, "x")
    )
    table = completion(shop("A", "B"), events, "B", target=target)
    assert table["open"].tolist() == [0]
    assert table["target"].tolist() == [pytest.approx(share)]
    assert table["verdict"].tolist() == [verdict]
    assert len(said(table)) == 4


def test_a_target_is_missed_only_if_those_who_may_yet_come_could_not_reach_it():
    """25 of 50 have bought; ten more were seen today."""
    rows = [*((i, 0, "A") for i in range(50)), *((i, 1, "B") for i in range(25))]
    month = 40 * 24 * 60
    events = log(*rows, *((i, month, "x") for i in range(40, 50)))
    jm = shop("A", "B")
    for start in (None, "A"):
        for target, verdict in (
            (0.7, "undecided"),
            (0.9, "missed"),
            (0.3, "met"),
            (30, "undecided"),
            (36, "missed"),
        ):
            row = completion(jm, events, "B", start=start, target=target).iloc[0]
            assert (row["open"], row["at_most"], row["verdict"]) == (10, 0.7, verdict)
    table = completion(jm, events, "B", gone="41d")
    assert table["open"].tolist() == [25], "all who have not"
    assert "10 have not, were active in the last 30 d" in said(completion(jm, events, "B"))[0]
    by = log(*((*row, None, "old") for row in rows), (0, month, "x", None, "old"))
    assert completion(jm, by, "B", by="segment")["open"].tolist() == [0]


def test_with_a_window_who_came_too_late_may_yet_reach_it():
    rows = [*((i, 0, "A") for i in range(10)), *((i, 1, "B") for i in range(4))]
    events = log(*rows, *((100 + i, 60, "A") for i in range(6)))
    row = completion(shop("A", "B"), events, "B", start="A", window="30min").iloc[0]
    assert (row["n"], row["completed"], row["open"], row["late"]) == (10, 4, 6, 6)
    assert row["at_most"] == (4 + 6) / 16


def test_directness_does_not_hang_on_the_one_who_was_quickest():
    """Of 100 all need five events but one, who needs two: that one is not what all could do."""
    rows = [(who, at, what) for who in range(99) for at, what in enumerate("AxxxB")]
    row = completion(shop("A", "B"), log(*rows, (99, 0, "A"), (99, 1, "B")), "B", start="A").iloc[0]
    assert (row["directness"], row["directness_median"]) == (1, 1)
    some = [(99 + who, at, what) for who in range(10) for at, what in enumerate("AB")]
    row = completion(shop("A", "B"), log(*rows, *some), "B", start="A").iloc[0]
    assert row["directness_median"] == 0.4


@pytest.mark.parametrize("target", [0, -1, 1.5, "all", True, float("nan"), float("inf")])
def test_what_is_no_target_is_refused(target):
    with pytest.raises(InputError, match="is neither a share between 0 and 1 nor a number"):
        completion(shop("A"), walks(a="A"), "A", target=target)


def test_by_segment_small_groups_are_hidden():
    events = log(
        *((i, 0, "A", None, "old") for i in range(6)),
        *((i, 1, "B", None, "new") for i in range(3)),
        *((i, 0, "A", None, "new") for i in range(10, 13)), (20, 0, "A"),
    )  # fmt: skip
    table = completion(shop("A", "B"), events, "B", by="segment", target=0.1)
    assert table["segment"].tolist() == ["new", "old"]
    assert table["n"].tolist() == [3, 6]
    # Three could be computed from six, and all nine who have a segment.
    assert table["note"].tolist() == ["small_n", "beside_small"]
    assert table[["completed", "share"]].isna().all(axis=None)
    assert table["verdict"].tolist() == ["undecided", "undecided"]
    shown = completion(shop("A", "B"), events, "B", by="segment", target=0.1, minimum=3)
    assert shown["completed"].tolist() == [0, 3]
    assert shown["note"].tolist()[1] == "few_people"  # times of three
    assert shown["verdict"].tolist()[1] == "met"
    assert "old" in said(shown)[0]
    shown = completion(shop("A", "B"), events, "B", by="segment", minimum=1)
    assert shown["note"].tolist() == ["not_reached", "few_people"]
    assert len(said(shown)) == 4
    with pytest.raises(NotFoundError, match="no device"):
        completion(shop("A"), events, "A", by="device")
    with pytest.raises(InputError, match="minimum=0"):
        completion(shop("A"), events, "A", minimum=0)


def test_a_goal_nobody_reaches_and_a_start_nobody_makes():
    table = completion(shop("A", "B"), walks(a="BA"), "T1", start="T0")
    assert table["note"].tolist() == ["not_reached"]
    assert table["share"].tolist() == [0]
    assert len(said(table)) == 4
    table = completion(shop("B"), walks(a="B"), "B", start="B")
    assert table["note"].tolist() == ["not_reached"]
    only = completion(shop("A"), walks(a="A"), "A")
    assert only["note"].tolist() == ["censored"]
    assert unexplained(only) == []


def test_a_window_needs_a_start():
    with pytest.raises(InputError, match="counts from the start"):
        completion(shop("A"), walks(a="A"), "A", window="1d")
    with pytest.raises(DataError, match="belong to the goal 'S0'"):
        completion(JourneyMap("Shop", stages=[Stage("S0")]), walks(a="A"), "S0")


@settings(max_examples=80)
@given(LOGS, st.sampled_from([None, 3]), st.booleans())
def test_any_log(events, window, grouped):
    """The definition, word for word."""
    options = {"window": None if window is None else f"{window}min"}
    names = {event[2] for event in events}
    if not {"A", "B"} <= names:
        return
    if grouped and not any(event[4] for event in events):
        return
    table = completion(
        shop("A", "B"), log(*events), "B", start="A", minimum=1,
        by="segment" if grouped else None, **options,
    )  # fmt: skip
    end = max(event[1] for event in events)
    found: dict = {}
    for rows in own(events).values():
        segments = [row[4] for row in rows if row[4]]
        group = (
            found.setdefault(segments[0] if segments else None, [])
            if grouped
            else (found.setdefault(None, []))
        )
        starts = [i for i, row in enumerate(rows) if row[2] == "A"]
        if not starts or (window is not None and rows[starts[0]][1] > end - window):
            continue
        done = None
        for begin in starts if window is not None else starts[:1]:
            hit = next((i for i in range(begin + 1, len(rows)) if rows[i][2] == "B"), None)
            if hit is not None and (window is None or rows[hit][1] - rows[begin][1] <= window):
                done = (hit - begin + 1, rows[hit][1] - rows[begin][1])
                break
        group.append(done)
    shortest = min((one[0] for group in found.values() for one in group if one), default=None)
    for _, row in table.iterrows():
        group = found.get(row["segment"] if grouped else None, [])
        done = [one for one in group if one]
        assert (row["n"], row["completed"]) == (len(group), len(done))
        if done:
            assert row["median_time"] == 60 * statistics.median(time for _, time in done)
            if not grouped:
                assert row["directness"] == pytest.approx(
                    statistics.mean(shortest / length for length, _ in done)
                )
                assert row["directness_median"] == pytest.approx(
                    statistics.median(shortest / length for length, _ in done)
                )
        else:
            assert pd.isna(row["median_time"])


def test_start_and_goal_may_be_rules_of_several_columns():
    frame = pd.DataFrame(
        {
            "who": ["a", "a", "b", "b", "c", "c"],
            "at": [
                "2026-03-01",
                "2026-03-05",
                "2026-03-01",
                "2026-03-02",
                "2026-03-01",
                "2026-03-09",
            ],
            "what": ["look", "pay", "look", "pay", "look", "pay"],
            "via": ["web", "web", "web", "shop", "shop", "web"],
        }
    )
    events = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", match="pay")])
    goal = cj.Rule("pay", channel="web", until="2026-03-08")
    plain = cj.completion(jm, events, goal, minimum=1).iloc[0]
    assert (plain["completed"], plain["n"]) == (1, 3)
    begun = cj.completion(jm, events, goal, start=cj.Rule("look", channel="web"), minimum=1).iloc[0]
    assert (begun["completed"], begun["n"]) == (1, 2)
    inside = cj.completion(
        jm, events, cj.Rule("pay", channel="web"), start="look", window="2d", minimum=1
    ).iloc[0]
    assert inside["completed"] == 0


@pytest.mark.parametrize("minutes", [1, 3, 20])
@given(LOGS)
def test_a_window_is_that_of_the_funnel(minutes: int, events: list[tuple]):
    """The same number for the same question, whichever verb is asked."""
    journeys, within = log(*events), f"{minutes}min"
    warnings.simplefilter("ignore")  # rules that nothing fits
    try:
        row = completion(shop("A", "B"), journeys, "B", start="A", window=within).iloc[0]
        stages = cj.funnel(shop("A", "B"), journeys, window=within, minimum=1)
    except JourneyError:
        assume(False)
    assert [row["n"], row["completed"]] == stages["reached"].fillna(0).tolist()
    assert said(cj.funnel(shop("A", "B"), journeys, window=within))


def test_every_attempt_within_the_window_counts():
    events = log(("a", 0, "A"), ("a", 50, "A"), ("a", 55, "B"), ("b", 0, "A"), ("b", 90, "x"))
    row = completion(shop("A", "B"), events, "B", start="A", window="10min").iloc[0]
    assert [row["completed"], row["n"], row["median_time"]] == [1, 2, 300.0]
    row = completion(shop("A", "B"), events, "B", start="A", window="1h").iloc[0]
    assert [row["completed"], row["n"], row["median_time"]] == [1, 2, 55 * 60]
    table = completion(shop("A", "B"), events, "B", start="A", window="10min")
    assert "Every attempt of at most 10 min counts." in said(table)[0]
