"""Kinds of funnels, windows and who may yet come: each as it is said, by hand and slowly."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.analysis import exits, explain, funnel
from cjwidgets.errors import InputError
from cjwidgets.evidence import EventLog
from cjwidgets.locale import LOCALES
from cjwidgets.model import JourneyMap, Stage
from evidence.reference_funnels import KINDS

DAY = 24 * 60


def log(*events: tuple[object, float, str]) -> EventLog:
    """A log of (customer, day, event)."""
    frame = pd.DataFrame(events, columns=["who", "day", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["day"], unit="D")
    return EventLog(frame, customer="who", time="at", event="what", unknown=[])


def path(*customers: str) -> EventLog:
    """Customers by their events, a day each."""
    return log(*((w, day, what) for w, own in enumerate(customers) for day, what in enumerate(own)))


def stages(*rules: object) -> JourneyMap:
    return JourneyMap("Shop", stages=[Stage(f"S{i}", match=rule) for i, rule in enumerate(rules)])


def reached(events: EventLog, *rules: object, **options: object) -> list[int]:
    return funnel(stages(*rules), events, **options)["reached"].tolist()


def test_strict_takes_every_attempt():
    """The very next event after *an* event of the stage before, not after the first."""
    assert reached(path("aab", "axab", "acab"), "a", "b", strict=True) == [3, 3]
    assert reached(path("aab", "axb"), "a", "b", strict=True) == [2, 1]
    assert reached(path("abxabc"), "a", "b", "c", strict=True) == [1, 1, 1]
    # The last of one customer and the first of the next are no neighbours.
    assert reached(path("a", "b"), "a", "b", strict=True) == [1, 0]


def test_a_window_takes_every_attempt():
    events = log(("u", 0, "a"), ("u", 9, "a"), ("u", 9.1, "b"))
    assert reached(events, "a", "b", window="1d") == [1, 1]
    later = log(("u", 0, "a"), ("u", 9, "a"), ("u", 10.1, "b"), ("v", 30, "x"))
    assert reached(later, "a", "b", window="1d") == [1, 0]


def test_the_window_is_of_the_whole_attempt():
    """Each step is a day, the attempt two; the second a is too late for the first b."""
    assert reached(path("abc", "x" * 9), "a", "b", "c", window="2d") == [1, 1, 1]
    assert reached(path("abc", "x" * 9), "a", "b", "c", window="1d") == [1, 1, 0]
    assert reached(path("abxxabc", "x" * 20), "a", "b", "c", window="2d") == [1, 1, 1]


def test_a_first_attempt_is_the_first():
    first = {"kind": "first_attempt"}
    assert reached(path("aab", "axab"), "a", "b", strict=True, **first) == [2, 0]
    events = log(("u", 0, "a"), ("u", 9, "a"), ("u", 9.1, "b"))
    assert reached(events, "a", "b", window="1d", **first) == [1, 0]
    assert reached(path("axxb"), "a", "b", **first) == [1, 1]


def test_an_open_funnel_is_entered_anywhere():
    events = path("ab", "b", "bc", "ca", "ax")
    table = funnel(stages("a", "b", "c"), events, kind="open", minimum=1)
    assert table["reached"].tolist() == [3, 3, 2]
    # Of three at a one goes on to b; of three at b one to c.
    assert table["continued"].tolist()[1:] == [1, 1]
    assert table["drop_off"].tolist()[1:] == pytest.approx([2 / 3, 2 / 3])
    near = funnel(stages("a", "b"), path("axb", "ab", "x" * 9), kind="open", window="1d")
    assert (near["reached"].tolist(), near["continued"].tolist()[1]) == ([2, 2], 1)
    right_after = funnel(stages("a", "b"), path("axb", "ab"), kind="open", strict=True)
    assert (right_after["reached"].tolist(), right_after["continued"].tolist()[1]) == ([2, 2], 1)


def test_any_order():
    events = path("ab", "ba", "bca", "cb", "a")
    assert reached(events, "a", "b", "c", kind="any_order", minimum=1) == [4, 3, 1]
    assert reached(path("bxa", "ba", "x" * 9), "a", "b", kind="any_order", window="1d") == [2, 1]
    with pytest.raises(InputError, match="in any order none is the next"):
        funnel(stages("a", "b"), events, kind="any_order", strict=True)


def test_kinds_are_asked_for_by_name_and_told():
    for kind in KINDS:
        table = funnel(stages("a", "b"), path("ab"), kind=kind)
        assert table.attrs["kind"] == kind
    told = {funnel(stages("a", "b"), path("ab"), kind=each).attrs["definition"] for each in KINDS}
    assert len(told) == len(KINDS)
    with pytest.raises(InputError, match="'closed' or 'open' or 'any_order'"):
        funnel(stages("a"), path("a"), kind="loose")


# Some rules here match nothing, on purpose.
@pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text("abc", min_size=1, max_size=7), min_size=1, max_size=5),
    st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=2), min_size=1, max_size=3),
    st.sampled_from(list(KINDS)),
    st.booleans(),
    st.sampled_from([None, 1, 2]),
)
def test_any_log_gives_what_choosing_events_gives(customers, rules, kind, strict, days):
    """iff there are events i₁ < … < i_k: of all ways to choose them, none is forgotten."""
    strict = strict and kind != "any_order"
    window = None if days is None else f"{days}d"
    end = max(map(len, customers)) - 1
    rows = []
    for own in customers:
        fulfils = [[what in rule for rule in rules] for what in own]
        entries = 1 if kind in ("closed", "first_attempt") else len(rules)
        starts = [day for day, hit in enumerate(fulfils) if any(hit[:entries])] or [0]
        if days is None or starts[0] + days <= end:
            rows.append(KINDS[kind](list(range(len(own))), fulfils, days, strict)[0])
    table = funnel(
        stages(*rules), path(*customers), kind=kind, strict=strict, window=window, minimum=1
    )
    assert table["reached"].tolist() == [
        sum(row[step] for row in rows) for step in range(len(rules))
    ]
    assert table["n"].tolist() == [len(rows)] * len(rules)
    counted = table["open"] == len(customers) - len(rows)
    assert days is None or counted.all()


# Who may yet come ---------------------------------------------------------------


def early_and_late() -> EventLog:
    """50 who had ten days, half of whom buy, and 50 who had a day."""
    rows = [(w, 0, "a") for w in range(50)] + [(w, 2, "b") for w in range(25)]
    return log(*rows, *((100 + w, 8, "a") for w in range(50)), (999, 9, "a"))


def test_only_those_whose_window_is_over_count():
    table = funnel(stages("a", "b"), early_and_late(), window="7d")
    assert table["reached"].tolist() == [50, 25]
    assert table["drop_off"][1] == 0.5
    assert table["n"].tolist() == [50, 50]
    assert table["open"].tolist() == [51, 51]
    assert table["at_most"][1] == pytest.approx((25 + 51) / 101)


def test_whatever_they_did():
    """To leave out only those who have not bought yet would flatter."""
    rows = [(w, 8.5, "b") for w in range(100, 150)]
    late = early_and_late()
    bought = log(
        *((w, 0, "a") for w in range(50)), *((w, 2, "b") for w in range(25)),
        *((100 + w, 8, "a") for w in range(50)), (999, 9, "a"), *rows,
    )  # fmt: skip
    for each in (late, bought):
        table = funnel(stages("a", "b"), each, window="7d")
        assert (table["reached"][1], table["n"][1], table["open"][1]) == (25, 50, 51)


def test_a_window_begins_with_what_may_begin_an_attempt():
    """Who looks around for long and then begins has a window that begins there."""
    events = log(("u", 0, "x"), ("u", 8, "a"), ("v", 0, "x"), ("v", 9, "x"), ("w", 9, "b"))
    table = funnel(stages("a", "b"), events, window="5d")
    # u began too late, w came too late; v never began, and has been here long enough.
    assert (table["n"][0], table["open"][0], table["reached"][0]) == (1, 2, 0)


def test_without_a_window_shares_are_of_all_and_the_open_ones_are_told():
    events = log(
        ("gone", 0, "a"), ("active", 0, "a"), ("active", 35, "x"), ("done", 30, "a"),
        ("done", 31, "b"), ("new", 40, "x"),
    )  # fmt: skip
    table = funnel(stages("a", "b"), events)
    assert table["reached"].tolist() == [3, 1]
    assert table["n"].tolist() == [4, 4]
    assert table["share"].tolist() == [0.75, 0.25]
    assert table["open"].tolist() == [1, 2]
    assert table["at_most"].tolist() == [1.0, 0.75]
    assert table["drop_off"][1] == pytest.approx(2 / 3)
    assert table["waiting"].tolist()[1] == 1  # active, of active and gone
    assert funnel(stages("a", "b"), events, gone="3d")["open"].tolist() == [1, 1]


def test_open_is_what_exits_does_not_call_gone():
    """Who may yet come, and who is undecided, are the same people."""
    frame = cj.datasets.mattress_log(customers=300)
    events = EventLog(frame, customer="customer_id", time="time", event="event")
    last = frame.groupby("customer_id")["time"].max()
    searched = last.index.isin(frame["customer_id"][frame["event"] == "search"])
    for days in (10, 30, 60):
        gone = pd.Timedelta(days=days)
        active = last > frame["time"].max() - gone
        assert exits(None, events, level="event", window=gone)["undecided"].sum() == active.sum()
        table = funnel(stages("search"), events, gone=gone)
        assert table["open"][0] == (active & ~searched).sum()


def test_nobody_has_a_window_that_is_over():
    table = funnel(stages("a", "b"), path("ab", "a"), window="365d")
    assert table["note"].tolist() == ["undecided", "undecided"]
    assert table["n"].tolist() == [0, 0]
    assert table["open"].tolist() == [2, 2]
    for locale in LOCALES:
        assert "2" in explain(table, locale)


def test_the_sentence_says_who_may_yet_come():
    assert "51 more do not count: their 7 d were not over" in explain(
        funnel(stages("a", "b"), early_and_late(), window="7d")
    )
    said = explain(funnel(stages("a", "b"), early_and_late()))
    assert "76 customers who have not reached S1 were active in the last 30 d" in said
    assert "25% can still become 100%" in said
    assert "in any order" not in said


def test_nobody_is_lost_where_nobody_is():
    assert "lost" not in explain(funnel(stages("a", "b"), path("ab", "ab")))
