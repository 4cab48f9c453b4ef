"""Entries, before and after, segments: shares side by side."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

from analysis.toys import log, said, shop, unexplained, walks
from cjwidgets.analysis import compare, compare_segments, entries, funnel
from cjwidgets.analysis.inference.intervals import newcombe
from cjwidgets.analysis.inference.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.inference.two_samples import shares
from cjwidgets.errors import DataError, InputError, NotFoundError


def visitors() -> list[tuple]:
    """By mail 20 come and 15 buy; by an ad 30 and 6; by a friend 3 and 3; 2 from nowhere."""
    rows, who = [], 0
    for channel, number, buyers in (("mail", 20, 15), ("ad", 30, 6), ("friend", 3, 3)):
        for i in range(number):
            who += 1
            rows.append((who, 0, "A", channel))
            if i < buyers:
                rows.append((who, 5, "B", "web"))
    return [*rows, (900, 0, "A", None), (901, 0, "A", None)]


def test_entries_by_hand():
    table = entries(shop("A", "B"), log(*visitors()), "T1", minimum=1)
    assert table["channel"].tolist() == ["ad", "mail", "friend"]
    assert table["completed"].tolist() == [6, 15, 3]
    assert table["n"].tolist() == [30, 20, 3]
    assert table["share"].tolist()[:2] == [0.2, 0.75]
    assert table["difference"].tolist()[:2] == pytest.approx([6 / 30 - 18 / 23, 15 / 20 - 9 / 33])
    low, high = newcombe(15, 20, 9, 33)
    assert [table["difference_low"][1], table["difference_high"][1]] == [low, high]
    sides = (6, 30, 18, 23), (15, 20, 9, 33), (3, 3, 21, 50)
    p = [float(shares(*four).p) for four in sides]
    assert table["p"].tolist() == pytest.approx(p)
    assert table["p_adjusted"].tolist() == pytest.approx(benjamini_hochberg(p).tolist())
    assert table["median_time"].tolist()[:2] == [300, 300]
    assert "mail" in said(table)[0]
    hidden = entries(shop("A", "B"), log(*visitors()), "T1")
    assert hidden["note"].tolist() == ["", "beside_small", "small_n"]
    gone = ["completed", "share", "difference", "p", "p_adjusted", "median_time", "at_goal"]
    assert hidden.loc[1:, gone].isna().all(axis=None)
    assert unexplained(hidden) == []
    assert "ad" in said(hidden)[0]
    assert "no other way" not in said(hidden)[0]
    assert said(hidden)[0].endswith("1 of 1.")


def test_entries_by_touchpoint_with_a_start():
    events = walks(**{f"x{i}": "AB" for i in range(6)}, **{f"y{i}": "CAC" for i in range(6)})
    table = entries(shop("A", "B", "C"), events, "B", level="touchpoint", start="A")
    assert table[["stage", "touchpoint", "completed", "n"]].to_numpy().tolist() == [
        ["S0", "T0", 6, 6],
        ["S2", "T2", 0, 6],
    ]
    assert table["note"].tolist() == ["", "not_reached"]
    assert table["difference"].tolist() == [1, -1]
    with pytest.raises(NotFoundError, match="no channel"):
        entries(shop("A"), events, "A")


def test_one_entry_has_no_others():
    events = log(*((i, at, what, "web") for i in range(9) for at, what in enumerate("AB")))
    table = entries(shop("A"), events, "B")
    assert table["note"].tolist() == ["undefined"]
    assert len(said(table)) == 4
    assert said(table)[0].startswith("Of those who enter by web, 100% reach B")
    assert len(said(entries(shop("A"), events, "B", minimum=10))) == 4
    rows = [(i, 0, "A", "web" if i % 2 else "ad") for i in range(12)]
    spread = entries(shop("A"), log(*rows, *((i, 1, "B", "till") for i in range(12))), "B")
    assert spread["note"].tolist() == ["no_spread", "no_spread"]
    assert unexplained(spread) == []


def test_a_journey_that_begins_with_the_goal_is_no_success_of_a_way_in():
    """200 come by mail and web, a fifth of each buys; 30 are first seen at the till."""
    rows = [(who, 0, "A", "web" if who % 2 else "mail") for who in range(200)]
    rows += [(who, 5, "B", "till") for who in range(200) if who % 10 < 2]
    rows += [(1000 + who, 5, "B", "till") for who in range(30)]
    rows += [(1000, 9, "B", "till"), (1001, 7, "A", "web"), (1001, 9, "B", "till")]
    table = entries(shop("A", "B"), log(*rows), "B")
    assert table["channel"].tolist() == ["mail", "web", "till"]
    assert table["share"].tolist()[:2] == [0.2, 0.2]
    assert table["difference"].tolist()[:2] == [0, 0]
    assert table["at_goal"].tolist() == [0, 0, 30]
    assert table["n"].tolist() == [100, 100, 0]
    assert table["note"].tolist() == ["", "", "only_goal"]
    assert table.loc[2, ["share", "difference", "p"]].isna().all()
    assert unexplained(table) == []
    assert said(table)[0].startswith("No way in surely leads to B more or less often")
    steps = entries(shop("A", "B"), log(*rows), "B", level="touchpoint", start="A")
    assert steps[["n", "at_goal"]].to_numpy().tolist() == [[200, 0], [0, 30]]


def test_a_goal_without_a_channel_comes_before_a_later_way_in():
    rows = [(1, 0, "B", None), (1, 5, "A", "web"), (1, 9, "B", None)]
    rows += [(who, 0, "A", "web") for who in range(2, 8)]
    table = entries(shop("A", "B"), log(*rows), "B")
    assert table[["n", "completed", "at_goal"]].to_numpy().tolist() == [[6, 0, 1]]


def test_entries_are_told_by_what_is_sure():
    """One of few customers does best and is hidden by chance: the sentence names the sure one."""
    rows, who = [], 0
    for channel, number, buyers in (("mail", 400, 200), ("ad", 400, 100), ("friend", 5, 4)):
        for i in range(number):
            who += 1
            rows += [(who, 0, "A", channel)] + [(who, 5, "B", "till")] * (i < buyers)
    text = said(entries(shop("A", "B"), log(*rows), "B"))[0]
    assert text.startswith("Who enters by mail reaches B more often than the others: 50%")
    assert "Who enters by ad reaches B less often than the others: 25%" in text


def logs() -> tuple:
    """80 before, of whom 48 get to B and 24 to C; 70 after, 56 and 28."""
    sizes = {"a": (80, 48, 24), "b": (70, 56, 28)}
    return tuple(
        walks(
            **{
                f"{name}{i}": "ABC" if i < third else "AB" if i < second else "A"
                for i in range(number)
            }
        )
        for name, (number, second, third) in sizes.items()
    )


def test_before_and_after_a_published_example():
    """56/70 and 48/80: Newcombe (1998), Statistics in Medicine 17:873–890, table II."""
    table = compare(shop("A", "B", [], "C"), *logs())
    assert table["before"].tolist()[:2] == [1, 0.6]
    assert table["after"].tolist()[:2] == [1, 0.8]
    row = table.iloc[1]
    assert round(row["difference_low"], 4) == 0.0524
    assert round(row["difference_high"], 4) == 0.3339
    assert (row["n_before"], row["n_after"], row["n"]) == (80, 70, 70)
    assert table["note"].tolist() == ["no_spread", "", "no_rule", ""]
    tested = table["p"].notna()
    assert table["p_adjusted"][tested].tolist() == pytest.approx(
        benjamini_hochberg(table["p"][tested]).tolist()
    )
    assert unexplained(table) == []
    assert "S1" in said(table)[0]
    assert "+20" in said(table)[0]


DAY = 24 * 60
MARCH_11 = pd.Timestamp("2026-03-11")


def stayers():
    """Returns a log of 40 days from 1 March: who is who is said in the test."""
    rows = [
        ("early", 0, "A"), ("early", 12 * DAY, "B"),
        ("run-in", 1 * DAY, "A"), ("run-in", 2 * DAY, "B"),
        ("one", 6 * DAY, "A"), ("one", 7 * DAY, "B"),
        ("slow", 6 * DAY, "A"), ("slow", 8 * DAY + 1, "B"),
        ("late", 9 * DAY, "A"), ("late", 11 * DAY, "B"),
        ("new", 10 * DAY, "A"), ("new", 11 * DAY, "B"),
        ("last", 19 * DAY, "A"), ("last", 20 * DAY - 1, "B"),
    ]  # fmt: skip
    return log(*rows)


def test_before_and_after_count_who_could_be_seen_as_long_in_both():
    events, jm = stayers(), shop("A", "B")
    before, after = events.between(end=MARCH_11), events.between(MARCH_11)
    table = compare(jm, before, after, window="2d", minimum=1)
    assert table.attrs["window"] == "2d"
    # Not "run-in", who may have come before the log; not "late", whose time is cut off; "slow"
    # buys after two days and counts as one who does not. "early" comes back after four days and
    # more, as somebody may do before, whose first visit the log does not know. "last" came in
    # time, but later in the period after than there is of the period before.
    assert (table.attrs["lookback"], table.attrs["span"]) == ("4d", "4d")
    assert table["n_before"].tolist() == [2, 2]
    assert table["before"].tolist() == [1, 0.5]
    assert table["n_after"].tolist() == [2, 2]
    assert table["after"].tolist() == [0.5, 0.5]
    assert table.attrs["seen"] == {"before": (2, 5), "after": (2, 4)}
    assert said(table)[0].endswith("2 of the 5 seen before, 2 of the 4 after.")
    assert len(said(table)) == 4

    everybody = compare(jm, before, after, customers="all", minimum=1)
    assert everybody["n_before"].tolist() == [5, 5]
    assert everybody.attrs["window"] is None
    filtered = compare(jm, before.where(event="A"), after.where(event="A"), window="2d", minimum=1)
    assert filtered["before"].tolist() == [1, 0]
    buyers = compare(jm, before.whose(event="B"), after.whose(event="B"), window="2d", minimum=1)
    assert buyers["n_before"].tolist() == [1, 1]


def test_periods_are_of_one_log():
    events, jm = stayers(), shop("A", "B")
    before, after = events.between(end=MARCH_11), events.between(MARCH_11)
    for pair in ((after, before), (events, events), (stayers(), after)):
        with pytest.raises(InputError, match="two periods of one log"):
            compare(jm, *pair, window="2d")
        with pytest.warns(UserWarning, match="in both logs"):
            assert compare(jm, *pair).attrs["window"] is None
    for option in ("window", "lookback"):
        with pytest.raises(DataError, match="none came at least 9d after"):
            compare(jm, before, after, **{option: "9d"})
        with pytest.raises(InputError, match=f"{option}='1d' is of new customers"):
            compare(jm, before, after, customers="all", **{option: "1d"})
    longer = compare(jm, before, after, window="2d", lookback="5d", minimum=1)
    assert (longer.attrs["lookback"], longer.attrs["span"]) == ("5d", "3d")
    assert longer["n_before"].tolist() == [2, 2]
    assert compare(jm, before, after, customers="all")["n_before"].tolist() == [5, 5]
    with pytest.raises(InputError, match="customers='old'"):
        compare(jm, before, after, customers="old")


def test_a_part_is_sent_without_the_whole():
    part = stayers().between(end=MARCH_11)
    sent = pickle.loads(pickle.dumps(part))
    assert sent.lineage.whole is sent.engine
    assert sent.n_events == part.n_events


def test_drop_off_is_of_the_stage_before():
    table = compare(shop("A", "B", [], "C"), *logs(), statistic="drop_off")
    assert table["before"].tolist()[1] == pytest.approx(0.4)
    assert table["after"].tolist()[3] == pytest.approx(0.5)
    assert table["n_before"].tolist() == [0, 80, 0, 48]
    assert table["note"].tolist() == ["first", "", "no_rule", ""]
    one = funnel(shop("A", "B", [], "C"), logs()[1])["drop_off"]
    pd.testing.assert_series_equal(table["after"], one, check_names=False)
    assert len(said(table)) == 4


def test_reach_of_channels_that_one_log_lacks():
    before = log(*((i, 0, "A", "web") for i in range(10)))
    after = log(*((10 + i, 0, "A", "app" if i < 4 else "web") for i in range(10)))
    table = compare(shop("A"), before, after, statistic="reach", level="channel")
    assert table[["channel", "before", "after", "n"]].to_numpy().tolist() == [
        ["app", 0, 0.4, 10],
        ["web", 1, 0.6, 10],
    ]
    assert len(said(table)) == 4


def test_rules_that_match_in_one_log_only_give_no_warning():
    table = compare(shop("A", "B"), walks(a="A"), walks(b="AB"), minimum=1)
    assert table["after"].tolist() == [1, 1]
    hidden = compare(shop("A", "B"), walks(a="A"), walks(b="AB"))
    assert hidden["note"].tolist() == ["small_n", "small_n"]
    assert len(said(hidden)) == 4
    nobody = compare(shop("B", "A"), walks(a="A"), walks(b="AB"), minimum=1, statistic="drop_off")
    assert nobody["note"].tolist() == ["first", "nobody_before"]


def segmented(*sizes: tuple[str, int, int]):
    rows, who = [], 0
    for segment, number, second in sizes:
        for i in range(number):
            who += 1
            rows.append((who, 0, "A", None, segment))
            if i < second:
                rows.append((who, 1, "B", None, segment))
    return log(*rows)


def test_two_segments_are_compared_once():
    events = segmented(("old", 70, 56), ("new", 80, 48))
    table = compare_segments(shop("A", "B"), events)
    assert table[["group", "other", "stage"]].to_numpy().tolist() == [
        ["new", "old", "S0"], ["new", "old", "S1"],
    ]  # fmt: skip
    assert table["difference"][1] == pytest.approx(-0.2)
    turned = compare_segments(shop("A", "B"), events, between=("old", "new"))
    assert round(turned["difference_low"][1], 4) == 0.0524
    assert "old" in said(turned)[0]


def test_several_segments_are_each_compared_with_all_others():
    events = segmented(("a", 20, 10), ("b", 20, 20), ("c", 3, 0))
    options = {"statistic": "reach", "level": "touchpoint"}
    hidden = compare_segments(shop("A", "B"), events, **options)
    assert hidden["note"].tolist() == ["beside_small"] * 2 + ["no_spread", ""] + ["small_n"] * 2
    assert hidden.loc[hidden["group"] == "a", ["first", "second", "p"]].isna().all(axis=None)
    assert unexplained(hidden) == []
    events = segmented(("a", 20, 10), ("b", 20, 20), ("c", 3, 0), ("d", 4, 1))
    table = compare_segments(shop("A", "B"), events, **options)
    table = table[table["group"] != "d"]
    assert table["group"].tolist() == ["a", "a", "b", "b", "c", "c"]
    assert table["other"].eq("").all()
    assert table["second"][1] == pytest.approx(21 / 27)
    assert table["n_second"].tolist() == [27, 27, 27, 27, 44, 44]
    assert table["note"].tolist() == ["no_spread", "", "no_spread", "", "small_n", "small_n"]
    assert table["p_adjusted"].notna().sum() == 2
    assert unexplained(table) == []
    assert "all others" in said(table)[0]


def test_what_can_not_be_compared_is_refused():
    one = segmented(("a", 9, 5))
    with pytest.raises(InputError, match="has one segment, 'a'"):
        compare_segments(shop("A"), one)
    two = segmented(("a", 9, 5), ("b", 9, 5))
    for between in (("a", "z"), ("a", "a"), "ab", ("a",)):
        with pytest.raises(InputError, match="does not name two"):
            compare_segments(shop("A"), two, between=between)
    with pytest.raises(InputError, match="statistic='dwell' is not"):
        compare_segments(shop("A"), two, statistic="dwell")
    with pytest.raises(InputError, match="minimum=0"):
        compare(shop("A"), two, two, minimum=0)
    with pytest.raises(InputError, match=r"Did you mean 0\.95"):
        compare(shop("A"), two, two, confidence=95)
    with pytest.raises(NotFoundError, match="no device"):
        compare_segments(shop("A"), two, by="device")


def test_the_toy_funnels_of_retentioneering():
    """tests/tools/funnel_test.py, "with_diff" and "with_diff_rest"."""
    paths = {"1": ("AB", "s1"), "2": ("A", "s1"), "3": ("ABC", "s2"), "4": ("A", "s2")}
    jm = shop("A", "B", "C")

    def table(more: dict):
        rows = [
            (who, minute, letter, None, segment)
            for who, (path, segment) in {**paths, **more}.items()
            for minute, letter in enumerate(path)
        ]
        found = compare_segments(jm, log(*rows), minimum=1)
        return found[found["group"] == "s1"]

    two = table({})
    assert (two["first"] * two["n_first"]).tolist() == [2, 1, 0]
    assert (two["second"] * two["n_second"]).tolist() == [2, 1, 1]
    rest = table({"5": ("AB", "s3")})
    assert (rest["first"] * rest["n_first"]).tolist() == [2, 1, 0]
    assert (rest["second"] * rest["n_second"]).tolist() == pytest.approx([3, 2, 1])
