"""Where there is no interval: who all agree, whose stays are equal, who are too few."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from analysis.surveys import shop as places
from analysis.surveys import survey
from analysis.test_survival import waits
from analysis.toys import log, said, shop
from cjwidgets.analysis.inference.survival import incidence

EMPTY = re.compile(r"(interval|интервал[^,:]*:|区间|區間)\s*[–;)）]")
"""An interval that is none, in any language."""


def stays(minutes: int, people: int) -> cj.EventLog:
    """All stay at A for equally long, then at B for one to seven minutes."""
    rows = [
        (who, at, what, via)
        for who in range(people)
        for at, what, via in (
            (0, "A", "web"),
            (minutes, "B", "shop"),
            (minutes + 1 + who % 7, "C", "call"),
        )
    ]
    return log(*rows)


@pytest.mark.parametrize(("minutes", "people", "told"), [(20, 70, "20 min"), (25, 12, "25 min")])
def test_equal_stays_are_as_long_as_they_are(minutes: int, people: int, told: str):
    """That all stay equally long makes no interval, and no doubt that they do."""
    events = stays(minutes, people)
    table = cj.dwell(None, events, level="event")
    assert table["note"].tolist()[:2] == ["ties", ""]
    text = said(table)[0]
    assert f"longest at “A”: half of the stays last {told} or longer" in text
    assert f"no interval (n = {people})" in text
    took = said(cj.completion(shop("A", "B", "C"), events, "S1", start="S0"))[0]
    assert "too few" not in took
    assert "so many take equally long that there is no interval" in took
    channels = cj.channels(None, events)
    assert channels.attrs["equal_times"] == ["web"]
    assert f"longest in web: half of them {told} or more" in said(channels)[0]


def test_a_few_equal_stays_are_not_sure():
    few = [(f"few{who}", at, what) for who in range(5) for at, what in ((0, "Z"), (600, "A"))]
    many = [(who, at, what) for who in range(30) for at, what in ((0, "A"), (1 + who % 9, "B"))]
    assert "longest at “A”" in said(cj.dwell(None, log(*few, *many), level="event"))[0]


@pytest.mark.parametrize(("minutes", "cap"), [(40, 30), (10, 10)])
def test_channels_whose_visits_are_cut_are_no_longest(minutes: int, cap: int):
    """At B all stay for 50 minutes, at A for as long or longer than a visit counts."""
    way = ((0, "A"), (minutes, "B"), (minutes + 50, "C"))
    events = log(*((who, at, what, what) for who in range(9) for at, what in way))
    text = said(cj.channels(None, events, cap=f"{cap}min"))[0]
    assert f"In A at least half of the visits take {cap} min or longer: there they are cut" in text
    assert text.endswith("The same goes for “B”.")
    assert "longest in" not in text
    free = said(cj.channels(None, events, cap=None))[0]
    assert free.endswith("Visits take longest in B: half of them 50 min or more.")


@pytest.mark.parametrize("kind", ["emotion", "csat"])
@pytest.mark.parametrize("people", [20, 45])
def test_places_where_all_agree_are_told(kind: str, people: int):
    spread = (np.arange(people) % 3 + 2).tolist()
    asked = survey(
        [cj.Question("felt", kind=kind, scale=(1, 5))],
        respondent="who",
        who=list(range(people)) * 3,
        felt=[5] * people + spread + [1] * people,
        touchpoint=["A"] * people + ["B"] * people + ["C"] * people,
    )
    jm = places("A", "B", "C")
    table = cj.emotion(jm, asked) if kind == "emotion" else cj.csat(jm, asked, method="mean")
    text = cj.explain(table)
    assert "lowest at C" in text
    assert "highest at A" in text
    assert "unsure" not in text


def test_a_few_who_agree_are_no_headline():
    asked = survey(
        [cj.Question("felt", kind="emotion", scale=(1, 5))],
        felt=[5] * 6 + [2, 3, 4] * 9 + [2, 3, 1] * 9,
        touchpoint=["A"] * 6 + ["B"] * 27 + ["C"] * 27,
    )
    text = cj.explain(cj.emotion(places("A", "B", "C"), asked))
    assert "highest at B" in text
    assert "unsure: 1" in text


@pytest.mark.parametrize("channels", [("web", "shop"), ("App", "Desk", "Phone")])
def test_channels_that_share_nobody_do_not_share_most(channels: tuple[str, ...]):
    own = [(f"{via}{who}", 0, "A", via) for via in channels for who in range(9)]
    texts = said(cj.channel_overlaps(log(*own)))
    assert texts[0].startswith("No two channels share a customer: of the 18 who use")
    assert "most" not in texts[0]
    both = said(cj.channel_overlaps(log(*own, *[("x", 0, "A", via) for via in channels])))[0]
    assert "share most customers: 1 of the 19" in both
    assert ("The same goes for “App + Phone”, “Desk + Phone”." in both) == (len(channels) == 3)


@pytest.mark.parametrize("walks", [["AB", "AB", "AC"] * 20, ["A", "AB", "B"] * 9, ["AB"]])
def test_no_sentence_has_an_empty_interval(walks: list[str]):
    events = [(who, at, what) for who, path in enumerate(walks) for at, what in enumerate(path)]
    jm, seen = shop("A", "B", "C"), log(*events, ("late", 99_999, "C"))
    for table in (
        cj.markov(jm, seen, goal="S1"),
        cj.markov(jm, seen, goal="S1", strategy="detour"),
        cj.what_if(jm, seen, cj.DropOff("T0", by=-0.5), goal="S1"),
        cj.time_to(jm, seen, "S1", start="S0"),
    ):
        for text in said(table):
            assert not EMPTY.search(text), text


@pytest.mark.parametrize("people", range(1, 14))
def test_a_quantile_of_few_waits_has_no_lower_end(people: int):
    """Of order statistics: all lie above the quantile q with a chance of (1 − q)^n."""
    curve = incidence(waits(np.arange(people) + 1, np.ones(people, int)), 0.95)
    for share in (0.25, 0.5, 0.75):
        low = curve.quantile(share)[1]
        assert np.isnan(low) == ((1 - share) ** people >= 0.025)


@pytest.mark.parametrize("days", [[1], [3], [2, 9], [1, 2, 3, 4, 5]])
def test_how_long_few_wait_is_told_without_an_interval(days: list[int]):
    rows = [((who, 0, "A"), (who, day, "B")) for who, day in enumerate(days)]
    events = [event for each in rows for event in each]
    table = cj.time_to(shop("A", "B"), log(*events), "S1", start="S0", of="quantiles")
    assert pd.isna(table["median_low"].item())
    text = said(table)[0]
    assert "interval" not in text
    if len(days) == 1:
        assert "too few" in text
    else:
        assert f"(n = {len(days)})" in text
