"""Who is undecided when the log ends is not lost: markov and what_if count them apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from analysis.journeys import WORDS, log_of, map_of, visits_until_goal
from cjwidgets.errors import InputError
from cjwidgets.locale import LOCALES

# Some rules here match nothing, on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:.*matches no event of the log")

# A day apart: of those who end without the goal, C2 and C3 are within two days of the end.
LATE = ["A", "ABG", "AB", "A?"]
TWO = "2d"


def test_who_may_yet_come_is_not_lost():
    table = cj.markov(map_of("AB"), log_of(*LATE), goal="G", gone=TWO, draws=2)
    assert table["lost"].tolist() == [1, 0]
    assert table["open"].tolist() == [1, 1]
    about = table.attrs
    assert (about["n"], about["goals"], about["p_goal"]) == (4, 1, 0.25)
    assert (about["open"], about["at_most"], about["gone"]) == (2, 0.75, TWO)
    # Only the one who is lost is saved, and goes on as those at A who went on: half of whom
    # (of AB… and AB) are at the goal, the other may yet come.
    assert table["goals_lost"].tolist() == pytest.approx([0.5, 0])


def test_any_event_is_presence():
    """The one who ends with an event without a place was active then, not at their last place."""
    jm, words = map_of("A"), ["AG", "AG"]
    still = log_of("A" + "?" * (2 * 24 * 60), *words)  # an event a minute: to the end of the log
    assert cj.markov(jm, still, goal="G", gone="1h", draws=2)["open"].tolist() == [1]
    assert cj.markov(jm, log_of("A", *words), goal="G", gone="1h", draws=2)["lost"].tolist() == [1]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (cj.DropOff("A", to=0), 0.6),  # of 2 lost, one more is at the goal for each that is now
        (cj.DropOff("A", by=-1), 0.6),
        (cj.DropOff("A", by=99), 0),
        (cj.DropOff("A", to=1), 0),
        (cj.Remove("A"), 0.6),
        (cj.Remove("A", "detour"), 0),
        (cj.Remove("A", "lost"), 0),
    ],
)
def test_no_change_saves_them_or_loses_them(change, after):
    log = log_of("A", "A", "AG", "AG", "A")  # three days later would be gone
    before = cj.what_if(map_of("AB"), log, change, goal="G", gone="2d", draws=2)
    assert before["before"].tolist() == [0.4]
    assert before["after"].tolist() == pytest.approx([0.8 if after else 0])
    about = before.attrs
    assert (about["open"], about["at_most"]) == (1, pytest.approx(0.6))


@settings(max_examples=30, deadline=None)
@given(WORDS, st.sampled_from(["1d", "3d", "5d", "365d"]))
def test_with_the_lost_they_are_all_who_end_here(words: list[str], gone: str) -> None:
    words = [*words, "ABCG", "A"]
    jm, log = map_of("ABC"), log_of(*words)
    table = cj.markov(jm, log, goal="G", gone=gone, draws=1)
    ends = [path[-2] for word in words if (path := visits_until_goal(word, "G", "ABC"))
            and path[-1] == "lost"]  # fmt: skip
    assert (table["lost"] + table["open"]).tolist() == [ends.count(place) for place in "ABC"]
    assert table.attrs["open"] == table["open"].sum()
    known = cj.markov(jm, log_of(*words, later="?"), goal="G", gone=gone, draws=1)
    if gone != "365d":
        assert not known["open"].any()
    # What is said of the goal itself does not depend on who may yet come.
    same = ["p_goal", "removal_effect", "share", "visits"]
    assert table[same].equals(known[same])
    assert table.attrs["p_goal"] == known.attrs["p_goal"]
    for row in table.to_dict("records"):
        if np.isnan(row["goals_lost"]):
            continue
        change = cj.DropOff(row["touchpoint"], to=0)
        gained = cj.what_if(jm, log, change, goal="G", gone=gone, draws=1)["gained"][0]
        assert gained == pytest.approx(1000 * row["goals_lost"] / row["n"], abs=1e-6)


@pytest.mark.parametrize("locale", LOCALES)
def test_it_is_said_in_sentence_and_chart(locale):
    jm, log = map_of("AB"), log_of(*LATE)
    for table, draw in (
        (cj.markov(jm, log, goal="G", gone=TWO, draws=2), cj.charts.markov),
        (cj.what_if(jm, log, cj.DropOff("A", to=0), goal="G", gone=TWO, draws=2),
         cj.charts.what_if),
    ):  # fmt: skip
        t = cj.locale.language(locale)
        at_most = t.percent(0.75)
        assert at_most in cj.explain(table, locale)
        below = " ".join(draw(table, locale=locale).title.subtitle)
        assert t.percent(0.75, 1) in below
        whole = cj.markov(jm, log_of(*LATE, later="?"), goal="G", gone=TWO, draws=2)
        assert at_most not in cj.explain(whole, locale)


def test_a_window_that_is_none():
    for ask in (cj.markov, lambda *a, **o: cj.what_if(*a, cj.Remove("A"), **o)):
        with pytest.raises(InputError, match="gone"):
            ask(map_of("A"), log_of("AG"), goal="G", gone="soon")
