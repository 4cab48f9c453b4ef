"""Headlines name what is sure: by the bounds of intervals, and never one person."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj
from analysis import toys
from analysis.surveys import shop, survey
from cjwidgets.analysis.shared.extremes import extremes
from cjwidgets.locale import language

LOCALES = ["en", "ru", "zh-Hans", "zh-Hant"]


def told(*rows: tuple[str, float, float, float, int], locale: str = "en") -> str:
    names = ["touchpoint", "x", "x_low", "x_high", "respondents"]
    frame = pd.DataFrame(rows, columns=names)
    frame["n"], frame["note"] = frame["respondents"], ""
    t = language(locale)
    return extremes(frame, "x", "Joy", t.number, t)


NONE = float("nan")
MANY = ("Many", 2.0, 1.9, 2.1, 500)
MOST = ("Most", 4.0, 3.9, 4.1, 500)


def test_few_who_are_extreme_are_not_the_headline():
    few = ("Few", 1.0, 0.0, 3.5, 6), ("Loud", 5.0, 1.0, 6.0, 6)
    said = told(*few, MANY, MOST)
    assert "lowest at Many, 2 (" in said
    assert "highest at Most, 4 (" in said
    assert "too unsure: 2" in said
    assert "overlap" not in said
    assert "unsure" not in told(MANY, MOST)


@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_alone_is_a_headline(locale: str):
    alone = ("Alone", -9.0, NONE, NONE, 1)
    said = told(alone, MANY, MOST, locale=locale)
    assert "Many" in said
    assert "Most" in said
    assert "Alone" not in said
    assert "Alone" not in told(alone, locale=locale)
    assert "Alone" not in told(alone, MANY, locale=locale)


def test_one_person_is_nothing_to_tell_even_if_asked_for():
    answers = survey(["csat"], csat=[1] + [5, 4] * 10, touchpoint=["A"] + ["B"] * 20)
    said = cj.explain(cj.csat(shop("A", "B"), answers, minimum=1, method="mean"))
    assert "· Buy" not in said
    assert "· B:" in said
    one = survey(["csat"], csat=[1], touchpoint=["A"])
    assert "no value" in cj.explain(cj.csat(shop("A"), one, minimum=1))


def test_what_overlaps_is_said_to():
    assert "overlap" in told(("A", 2.0, 1.0, 3.0, 20), ("B", 2.5, 1.5, 3.5, 20))
    # The one in the middle is the surest on either side, and can't be both.
    said = told(("A", 3.0, 2.9, 3.1, 99), ("B", 3.5, 2.0, 5.0, 9), ("C", 2.5, 1.0, 4.0, 9))
    assert "lowest at A" in said
    assert "highest at B" in said
    assert "overlap" in said
    assert "too unsure: 1" in said


def test_without_any_interval_estimates_are_told():
    said = told(("A", 2.0, NONE, NONE, 4), ("B", 3.0, NONE, NONE, 4), ("C", 9.0, NONE, NONE, 1))
    assert "lowest at A, 2 (n = 4); highest at B, 3 (n = 4)" in said


def test_the_greatest_opportunity_is_a_sure_one():
    many, few = 60, 6
    answers = survey(
        ["importance", "satisfaction"],
        importance=[5, 4] * (many // 2) + [5, 5, 5, 5, 5, 1],
        satisfaction=[2, 1] * (many // 2) + [1, 1, 1, 1, 1, 1],
        touchpoint=["Many"] * many + ["Few"] * few,
    )
    table = cj.importance_performance(shop("Many", "Few"), answers)
    many_, few_ = table["opportunity"]
    assert few_ > many_, "the case is one of a small place that seems worst"
    assert "Many" in cj.explain(table).split(",")[0]


cells = st.tuples(st.integers(0, 9), st.integers(0, 4), st.integers(0, 4), st.integers(1, 30))


@given(st.lists(cells, min_size=2, max_size=12))
def test_no_two_places_are_further_apart_for_sure(drawn: list[tuple[int, int, int, int]]):
    rows = [
        (f"[{at}]", float(x), float(x - a), float(x + b), n)
        for at, (x, a, b, n) in enumerate(drawn)
    ]
    said, able = told(*rows), [row for row in rows if row[4] > 1]
    named = [row for row in rows if row[0] in said]
    assert all(row in able for row in named)
    assert len(named) == min(len(able), 2)
    if len(named) == 2:
        best = max(
            high[2] - low[3] for low in able for high in able if low != high and low[1] <= high[1]
        )
        found = [b[2] - a[3] for a in named for b in named if a != b and a[1] <= b[1]]
        assert best in found


def shop_of(**journeys: str) -> cj.EventLog:
    """A log of journeys, one letter an event, a minute apart."""
    rows = [
        (who, pd.Timestamp("2026-03-01") + pd.Timedelta(minutes=at), what, what)
        for who, journey in journeys.items()
        for at, what in enumerate(journey)
    ]
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "via"])
    return cj.EventLog(frame, customer="who", time="at", event="what", channel="via")


def test_places_that_are_tied_are_all_told():
    log = shop_of(a="ABCD", b="AB", c="AEFGH")
    said = cj.explain(cj.reach(None, log, level="event"))
    assert "“A” is reached by 3 of 3 customers" in said
    assert "The fewest are at “C”: 1 of 3" in said
    assert said.endswith("The same goes for “D”, “E”, “F” and 2 more.")
    assert said.count("The same goes") == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_where_all_are_alike_none_is_the_fewest(locale: str):
    said = cj.explain(cj.reach(None, shop_of(a="ABC", b="CBA"), level="event"), locale=locale)
    assert all(said.count(place) == 1 for place in "ABC")


def test_ways_channels_and_stages_that_are_tied_are_all_told():
    log = shop_of(a="ABAC", b="ABAC")
    said = cj.explain(cj.transitions(None, log, level="event"))
    assert said.endswith("The same goes for “A → C”, “B → A”.")
    assert "The same goes for “B”, “C”." in cj.explain(cj.channels(None, log))
    assert "“A + C”, “B + C”" in cj.explain(cj.channel_overlaps(log))
    jm = cj.JourneyMap("Shop", stages=[cj.Stage(name, match=name) for name in "ABC"])
    lost = cj.explain(cj.funnel(jm, shop_of(a="ABC", b="AB", c="A", d="A")))
    assert "before B: 50%" in lost
    assert "The same goes for “C”." in lost
    again = cj.explain(cj.loops(jm, shop_of(a="ABABC", b="AB"), level="stage"))
    assert "The same goes for “B”." in again


@pytest.mark.parametrize(
    ("per", "what"),
    [
        ("visit", "first event elsewhere"),
        ("event", "next one"),
        ("inside", "first event to its last"),
    ],
)
def test_a_sentence_of_stays_says_what_a_stay_is(per: str, what: str):
    many = shop_of(**{f"c{i}": "AABBA" + "A" * i for i in range(12)})
    for log, cap in ((many, None), (many, "1s")):
        said = cj.explain(cj.dwell(None, log, level="event", per=per, cap=cap))
        assert what in said
        assert "n counts stays, not customers" in said
    few = shop_of(a="AAB")
    assert cj.explain(cj.dwell(None, few, level="event")).startswith("Too few stays")


def walked(*paths: tuple[int, str], segments: tuple[str, ...] = ()) -> cj.EventLog:
    """A log of so many customers a path; of each path a segment."""
    rows: list[tuple[object, ...]] = []
    who = 0
    for at, (count, path) in enumerate(paths):
        for _ in range(count):
            who += 1
            own = segments[at] if segments else "all"
            rows += [(who, minute, what, "web", own) for minute, what in enumerate(path)]
    return toys.log(*rows)


def test_few_who_are_all_lost_are_not_the_headline_of_a_funnel():
    """All two at the last stage but one are lost, and a hundred of two hundred before."""
    table = cj.funnel(
        toys.shop("A", "B", "C", "D"),
        walked((100, "A"), (98, "AB"), (2, "ABC"), (1, "D")),
        minimum=1,
    )
    assert table["drop_off"].tolist()[1:] == pytest.approx([0.5, 0.98, 1.0])
    assert "before S2" in cj.explain(table)
    assert "before S3" not in cj.explain(table)
    assert "too unsure: 1" in cj.explain(table)


def test_what_one_alone_repeats_is_no_headline():
    jm, events = toys.shop("A", "B"), walked((40, "ABA"), (60, "A"), (1, "CBAB"))
    many = cj.loops(jm, walked((40, "AxA"), (60, "A"), (1, "BAB")), level="stage")
    assert many["share"].tolist() == [pytest.approx(0, abs=0.5), 1.0]
    assert "“S1” is visited" not in cj.explain(many)
    assert "“S0” is visited again" in cj.explain(cj.loops(jm, events, level="stage"))
    assert "too few" in cj.explain(cj.loops(jm, walked((1, "ABAB")), level="stage"))


def test_who_alone_skips_is_no_headline():
    jm = toys.shop("A", "B", "C")
    table = cj.conformance(jm, walked((50, "AC"), (50, "ABC"), (1, "C")))
    assert "“T1” is skipped most" in cj.explain(table)
    late = cj.conformance(jm, walked((20, "BAC"), (30, "ABC"), (1, "CBA")))
    assert "“T0” most often comes later" in cj.explain(late)
    for of in ("touchpoints", "transitions"):
        one = cj.explain(cj.conformance(jm, walked((1, "CBA")), of=of))
        assert "1 of 1" not in one
        assert "1 of its 1" not in one
        assert "as planned:" not in one


def test_the_way_of_most_is_that_of_enough():
    """Four of four go from C to A, and a few of many from A to B: nothing is said to be most."""
    table = cj.transitions(toys.shop("A", "B", "C"), walked((3, "AB"), (60, "A"), (4, "CA")))
    said = cj.explain(table)
    assert "from “T0” to “T1”: 3 of 67 " in said
    assert "too unsure: 1" in said


def test_a_segment_of_few_is_no_headline():
    paths, segments = [(30, "AB"), (30, "A"), (1, "AB")], ("big", "wide", "tiny")
    events = walked(*paths, segments=segments)
    grouped = cj.completion(toys.shop("A", "B"), events, "S1", by="segment", minimum=1)
    assert "tiny" not in cj.explain(grouped)
    assert "big: 30 of 30" in cj.explain(grouped)
    assert "wide: 0 of 30" in cj.explain(grouped)
    waits = cj.time_to(toys.shop("A", "B"), events, "S1", by="segment", of="quantiles", minimum=1)
    assert "tiny" not in cj.explain(waits)
    cover = cj.channel_coverage(
        toys.log(
            *[(who, 0, "A", "web", "big") for who in range(40)],
            *[(who, 1, "A", "shop", "big") for who in range(39)],
            (99, 0, "A", "shop", "tiny"),
        ),
        minimum=1,
    )
    assert "tiny" not in cj.explain(cover)


def test_of_differences_the_sure_one_is_told():
    """Of three who reached C two went on, of two in the other group none: it seems most."""
    one, two = [(57, "AB"), (40, "A"), (3, "ABC")], [(30, "AB"), (68, "A"), (2, "AB")]
    segments = ("one",) * 3 + ("two",) * 3
    events = walked(*one, *two, segments=segments)
    table = cj.compare_segments(toys.shop("A", "B", "C"), events, statistic="drop_off", minimum=1)
    seems = table.loc[table["difference"].abs().idxmax()]
    sure = table.loc[(-table["difference_high"]).combine(table["difference_low"], max).idxmax()]
    assert seems["stage"] == sure["stage"] == "S1"
    few = walked(
        (60, "A"), (60, "AB"), (2, "ABC"), (80, "A"), (38, "AB"), (2, "AB"), segments=segments
    )
    table = cj.compare_segments(toys.shop("A", "B", "C"), few, statistic="funnel", minimum=1)
    assert "“S1”" in cj.explain(table)


def test_a_period_of_one_is_not_the_surest_loss():
    month = 30 * 1440
    rows = [(who, 0, "x") for who in range(100)] + [(who, month, "x") for who in range(85)]
    rows += [(0, 2 * month, "x"), (1, 3 * month, "x"), (2, 5 * month, "x")]
    table = cj.churn(toys.log(*rows))
    known = table.dropna(subset="churn")
    assert known["churn_low"].max() == known.loc[known["n"] == 85, "churn_low"].item()
    one = [(who, 0, "x") for who in range(100)] + [(who, month, "x") for who in range(90)]
    one += [(who, 2 * month, "x") for who in range(88)] + [(who, 3 * month, "x") for who in [0]]
    assert "n = 1)" not in cj.explain(
        cj.churn(toys.log(*one, (0, 5 * month, "x"), (0, 6 * month, "x")))
    )
