"""A map is drafted from a log: the same one every time, and ready to be edited."""

from __future__ import annotations

import datetime
import itertools
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjwidgets import JourneyMap
from cjwidgets.analysis import funnel, match_report
from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.evidence import EventLog, from_log
from cjwidgets.evidence.matching.order import cut, positions, rising
from cjwidgets.model import Rule

WAY = ["page_view", "search", "add_to_cart", "payment_done", "review_posted"]


def log(*paths: list[str], channel: str | None = None) -> EventLog:
    """A customer a path; an event a minute; ``event@channel``."""
    rows = [
        (customer, pd.Timestamp("2026-03-01") + pd.Timedelta(minutes=i), *step.split("@"), None)[:4]
        for customer, path in enumerate(paths, start=1)
        for i, step in enumerate(path)
    ]
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "via"])
    return EventLog(frame, customer="who", time="at", event="what", channel=channel)


def told(jm: JourneyMap) -> dict[str, list[str]]:
    return {stage.name: [each.name for each in stage.touchpoints] for stage in jm.stages}


def moves(jm: JourneyMap) -> list[tuple[str, str, str, str]]:
    return [
        (link.kind, jm.node(link.source).name, jm.node(link.target).name, link.text)
        for link in jm.links
    ]


def test_touchpoints_stand_in_the_order_of_occurrence():
    jm = JourneyMap.from_log(log(*[WAY] * 3, WAY[:2]))
    assert told(jm) == {
        "Early": ["Page view"],
        "Mid": ["Search", "Add to cart"],
        "Late": ["Payment done", "Review posted"],
    }
    assert jm.links == []
    assert jm.title == "Journey drafted from a log"


def test_a_touchpoint_carries_rule_channel_class_and_evidence():
    one = ["page_view@web", "page_view@app", "pageView@app", "newsletter@email", "thing@call"]
    jm = from_log(log(one, one[:2], channel="via"), locale="ru")
    view, mail, thing = jm.touchpoints
    assert (view.name, view.channel, view.category) == ("Page view", "app", "website")
    assert view.match == ("page_view", "pageView")
    assert (mail.channel, mail.category) == ("email", "email")
    assert thing.category == "support"  # by its channel
    (evidence,) = view.evidence
    assert (evidence.level, evidence.n) == ("quantitative", 2)
    assert evidence.date == datetime.date(2026, 3, 1)
    assert (evidence.source, evidence.note) == ("Журнал событий", "Событий: 5")
    assert jm.locale == "ru"
    assert JourneyMap.from_json(jm.to_json()) == jm


def test_the_draft_matches_its_log():
    events = log(*[WAY] * 3, WAY[:2])
    jm = from_log(events, "AIPL")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert funnel(jm, events)["reached"].tolist() == [4, 4, 3, 3]
    assert set(match_report(jm, events)["status"]) == {"matched"}


def test_a_framework_gives_stages_by_words():
    paths = [[*WAY[:3], "zzz", *WAY[3:]]] * 2
    jm = from_log(log(*paths), "AIPL")
    assert told(jm) == {
        "Awareness": ["Page view"],
        "Interest": ["Search", "Add to cart", "Zzz"],
        "Purchase": ["Payment done"],
        "Loyalty": ["Review posted"],
    }
    assert jm.framework == "AIPL"
    assert list(told(from_log(log(WAY), "AIPL", locale="zh-Hant"))) == [
        "認知",
        "興趣",
        "購買",
        "忠誠",
    ]


@pytest.mark.parametrize("framework", ["B2B", "AIPL"])
def test_without_words_the_order_decides(framework: str):
    jm = from_log(log(["xa", "xb", "xc", "xd"]), framework)
    assert [own for own in told(jm).values() if own] == [["Xa"], ["Xb"], ["Xc"], ["Xd"]]


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (["payment_done", "xa", "xb", "xc"], ["Purchase", "Loyalty", "Loyalty", "Loyalty"]),
        (["xa", "xb", "xc", "payment_done"], ["Awareness", "Awareness", "Interest", "Purchase"]),
        (["page_view", "xa", "xb", "xc"], ["Awareness", "Interest", "Purchase", "Loyalty"]),
    ],
)
def test_one_name_that_speaks_does_not_pull_all_others_into_its_stage(
    way: list[str], says: list[str]
):
    jm = from_log(log(*[way] * 3), "AIPL")
    stages = {each.match[0]: stage.name for stage in jm.stages for each in stage.touchpoints}
    assert [stages[event] for event in way] == says


@pytest.mark.parametrize(
    "way",
    [
        ["page_view", "review_opened", "add_to_cart", "payment_done"],
        ["add_to_cart", "page_view", "payment_done", "search"],
        ["membership", "payment_done", "page_view", "review_posted"],
        ["repeat_purchase", "xa", "search", "review_posted", "xb"],
    ],
)
@pytest.mark.parametrize("framework", ["AIPL", "5A", "retention", "roles"])
def test_a_draft_keeps_the_order_that_most_customers_take(way: list[str], framework: str):
    jm = from_log(log(*[way] * 5, way[::-1]), framework)
    assert [each.match[0] for each in jm.touchpoints] == way


def test_who_buys_again_is_loyal_and_who_buys_is_not():
    again = [*WAY[:4], "payment_done", "payment_done"]
    events = log(*[WAY[:4]] * 3, *[again] * 2)
    jm = from_log(events, "AIPL")
    assert told(jm)["Purchase"] == ["Payment done"]
    assert told(jm)["Loyalty"] == ["Payment done, again"]
    first, further = jm.touchpoints[-2:]
    assert first.match == (Rule(event="payment_done", nth=1),)
    assert further.match == (Rule(event="payment_done", nth="2+"),)
    assert [each.evidence[0].n for each in (first, further)] == [5, 2]
    assert further.evidence[0].note == "4 events"
    assert funnel(jm, events, minimum=1)["reached"].tolist() == [5, 5, 5, 2]
    assert JourneyMap.from_json(jm.to_json()) == jm
    assert told(from_log(log(*[WAY[:4]] * 3), "AIPL"))["Loyalty"] == []
    assert len(from_log(events, "AIPL", most=4).touchpoints) == 4


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=6),
    st.integers(1, 4),
)
def test_no_other_row_of_stages_is_nearer_to_what_is_wanted(drawn, size):
    wanted = np.array([min(part, size - 1) for part, _ in drawn])
    weights = np.array([weight for _, weight in drawn], dtype=float)
    found = rising(wanted, weights, size)
    assert (np.diff(found) >= 0).all()
    every = itertools.combinations_with_replacement(range(size), len(wanted))
    best = min(float((weights * np.abs(wanted - np.array(row))).sum()) for row in every)
    assert float((weights * np.abs(wanted - found)).sum()) == best


def test_stages_can_be_a_number_or_names():
    assert list(told(from_log(log(WAY), stages=2))) == ["Stage 1", "Stage 2"]
    jm = from_log(log(WAY), stages=["Look", "Buy", "Tell", "Rest", "More", "Most"])
    assert told(jm)["Look"] == ["Page view"]
    assert told(jm)["Most"] == []


def test_moves_beside_the_usual_way_are_links():
    back = ["page_view", "search", "page_view", "add_to_cart", "payment_done"]
    skip = ["page_view", "payment_done", "review_posted"]
    branch = ["page_view", "add_to_cart", "payment_done"]
    jm = from_log(log(*[WAY] * 6, back, back, skip, branch, branch), "AIPL")
    assert moves(jm) == [
        ("branch", "Page view", "Add to cart", "36% branch off"),
        ("loop", "Search", "Page view", "25% go back"),
    ]
    assert ("skip", "Page view", "Payment done") in {
        move[:3] for move in moves(from_log(log(*[WAY] * 3, skip), "AIPL"))
    }
    assert len(from_log(log(*[WAY] * 6, back, back, branch), links=0, most_links=1).links) == 1


def test_one_undo_takes_the_draft_back():
    jm = from_log(log(WAY), "AIPL")
    assert jm.undo()
    assert (len(jm.stages), len(jm.links)) == (0, 0)
    assert not jm.can_undo
    assert jm.redo()
    assert len(jm.touchpoints) == 5


def test_rare_events_are_left_out_but_for_a_few():
    paths = [WAY[:1]] * 200 + [WAY]
    assert len(from_log(log(*paths)).touchpoints) == 3
    assert len(from_log(log(*paths), at_least=0).touchpoints) == 5
    assert len(from_log(log(*paths), at_least=0, most=4).touchpoints) == 4


def test_ten_thousand_kinds_of_one_customer():
    jm = from_log(log([f"event {i}" for i in range(10_000)]))
    assert len(jm.touchpoints) == 25
    assert jm.links == []


def test_one_event_and_hostile_names():
    assert sum(map(len, told(from_log(log(["a"]))).values())) == 1
    names = ["*", "?", "<b>", "=1+1", "客服\u2028", "😀", "_", "x" * 300, " lead"]
    events = log(names, names)
    jm = from_log(events, at_least=0)
    assert len(jm.touchpoints) == len(names)
    assert set(match_report(jm, events)["status"]) == {"matched"}


def test_the_order_of_rows_does_not_matter():
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(
        {
            "who": rng.integers(0, 40, 600),
            "at": pd.Timestamp("2026-03-01") + pd.to_timedelta(rng.permutation(600), unit="h"),
            "what": rng.choice([*WAY, "home", "chat", "help"], 600),
        }
    )
    roles = {"customer": "who", "time": "at", "event": "what"}
    drafts = []
    for order in (frame, frame[::-1]):
        data = from_log(EventLog(order, **roles), "5A").to_json()
        drafts.append(
            [[t["name"] for t in stage.get("touchpoints", [])] for stage in data["stages"]]
            + [link["text"] for link in data["links"]]
        )
    assert drafts[0] == drafts[1]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"framework": "AIPL", "stages": 3}, "a framework or stages, not both"),
        ({"stages": 0}, "stages=0 says no stages"),
        ({"stages": []}, "says no stages"),
        ({"stages": [1]}, "says no stages"),
        ({"at_least": 2}, "at_least=2 is no share"),
        ({"links": -1}, "links=-1 is no share"),
        ({"most": 0}, "most=0 is too few"),
    ],
)
def test_bad_options_get_a_sentence(options: dict, says: str):
    with pytest.raises(InputError, match=says):
        from_log(log(WAY), **options)


def test_what_is_no_log_or_framework_is_named():
    with pytest.raises(InputError, match="expects an EventLog, not DataFrame"):
        from_log(pd.DataFrame())
    with pytest.raises(NotFoundError, match="no framework 'AIDA'"):
        from_log(log(WAY), "AIDA")


def test_positions_compare_first_events():
    events = log(["a", "b", "a"], ["a", "b", "c"], ["b", "a", "c"], ["d"])
    # a: before b twice of three, before c twice of two; d has nobody to be compared with.
    assert positions(events, events.labels("event")).tolist() == [
        1 / 5,
        2 / 5,
        1,
        0.5,
    ]


def test_cuts_minimise_the_distances():
    assert cut(np.array([0.5, 0.5, 0.5]), 3).tolist() == [0, 0, 0]
    assert cut(np.array([0, 0.01, 0.02, 0.9, 1.0]), 2).tolist() == [0, 0, 0, 1, 1]
    assert cut(np.array([0.1]), 5).tolist() == [0]


@given(st.lists(st.integers(0, 12).map(lambda x: x / 4), min_size=1, max_size=9), st.integers(1, 4))
def test_no_other_cuts_are_better(values, parts):
    """All ways to cut are tried."""
    rising = np.sort(np.array(values))
    places = [i for i in range(1, len(rising)) if rising[i] != rising[i - 1]]

    def distance(labels: np.ndarray) -> float:
        groups = [rising[labels == part] for part in np.unique(labels)]
        return sum(float(((own - own.mean()) ** 2).sum()) for own in groups)

    best = min(
        distance(np.searchsorted(ends, np.arange(len(rising)), side="right"))
        for ends in itertools.combinations(places, min(parts, len(places) + 1) - 1)
    )
    assert distance(cut(rising, parts)) == pytest.approx(best, abs=1e-9)
