"""Places and periods: what statistics of a log count by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.toys import LOGS, log, shop
from cjwidgets.analysis.shared.periods import crossed, halved, periods_of
from cjwidgets.analysis.shared.places import places_of
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.targets import fulfilling, named
from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.reduce.tables import Reach
from cjwidgets.model import JourneyMap, Stage, Touchpoint

MINUTE = 60_000_000


def test_touchpoints_come_with_their_stages():
    jm = JourneyMap(
        "Shop",
        stages=[
            Stage("Look", touchpoints=[Touchpoint("Website", match="A")]),
            Stage("Buy", touchpoints=[Touchpoint("Website", match="B"), Touchpoint("Call")]),
        ],
    )
    places = places_of(jm, log((1, 0, "A"), (1, 1, "B")), "touchpoint")
    assert places.head.to_dict("list") == {
        "stage": ["Look", "Buy", "Buy"],
        "touchpoint": ["Website", "Website", "Call"],
        "stage_id": [jm.stages[at].id for at in (0, 1, 1)],
        "touchpoint_id": [each.id for each in jm.touchpoints],
    }
    assert places.ruled.tolist() == [True, True, False]
    assert places.notes(np.array([1, 0, 0])) == ["", "no_events", "no_rule"]
    assert places.named(np.array([1, 3, 4]), "source") == {
        "source_stage": ["Buy", "", ""],
        "source": ["Website", "", ""],
        "source_stage_id": [jm.stages[1].id, "", ""],
        "source_id": [jm.touchpoints[1].id, "", ""],
    }


def test_a_level_that_can_not_be_is_refused():
    events = log((1, 0, "A"))
    with pytest.raises(InputError, match="level='page' is not 'touchpoint' or 'stage'"):
        places_of(shop("A"), events, "page")
    with pytest.raises(InputError, match="needs a map"):
        places_of(None, events, "stage")
    with pytest.raises(NotFoundError, match="The log has no channel"):
        places_of(None, events, "channel")
    with pytest.raises(DataError, match=r"No touchpoint of 'Shop' says.*\['A'\]"):
        places_of(shop([]), events, "touchpoint")
    with pytest.raises(DataError, match="'Shop' has no stages"):
        places_of(shop(), events, "stage")


def test_a_share_of_nobody_is_missing():
    found = shares("x", [0, 1], [0, 2], 0.95)
    assert np.isnan(found["x"]).tolist() == np.isnan(found["x_low"]).tolist() == [True, False]
    assert found["x"][1] == 0.5


@pytest.mark.parametrize("target", ["S1", "T1", "B", "B*", ["T1", "nothing else, but B"][:1]])
def test_a_target_is_a_node_or_an_event(target):
    found = claims(shop("A", "B"), log((1, 0, "A"), (1, 1, "B")))
    assert fulfilling(target, found).tolist() == [False, True]


def test_a_target_may_be_the_node_itself_or_several():
    jm = shop("A", "B")
    found = claims(jm, log((1, 0, "A"), (1, 1, "B")))
    assert fulfilling(jm.stages[0], found).tolist() == [True, False]
    assert fulfilling(jm.touchpoints[1].id, found).tolist() == [False, True]
    assert fulfilling([jm.touchpoints[1], "A"], found).tolist() == [True, True]
    assert named([jm.touchpoints[1], "A"]) == "T1, A"


def test_what_is_no_target_is_refused():
    jm = shop("A", [])
    found = claims(jm, log((1, 0, "A")))
    with pytest.raises(DataError, match="No rule says which events belong to the goal 'S1'"):
        fulfilling("S1", found)
    with pytest.raises(InputError, match=r"The start 'Z' is neither.*Events: 'A'"):
        fulfilling("Z", found, "start")
    with pytest.raises(InputError, match="'S0' is not on this map"):
        fulfilling(shop("A").stages[0], found)
    with pytest.raises(InputError, match="goal is empty"):
        fulfilling([], found)
    with pytest.raises(InputError, match="neither a stage"):
        fulfilling(7, found)


@settings(max_examples=40)
@given(LOGS, st.integers(-1, 11))
def test_halves_split_a_placement_at_a_moment(events, minute):
    known = [event for event in events if event[3]]
    if not known:
        return
    whole = log(*events)
    placement = whole.labels("channel")
    cut = whole.micros("2026-03-01") + minute * MINUTE
    before, after = (whole.engine.reach(half) for half in halved(whole, placement, cut))
    for half, chosen in (
        (before, [event for event in known if event[1] < minute]),
        (after, [event for event in known if event[1] >= minute]),
    ):
        assert counted(half, placement.names) == {
            name: (
                sum(event[3] == name for event in chosen),
                len({event[0] for event in chosen if event[3] == name}),
            )
            for name in placement.names
        }


@settings(max_examples=40)
@given(LOGS)
def test_two_codings_cross(events):
    known = [event for event in events if event[3] and event[4]]
    if not known:
        return
    whole = log(*events)
    one, two = whole.labels("channel"), whole.labels("segment")
    found = whole.engine.reach(crossed(whole, one, two))
    names = [(i, j) for i in one.names for j in two.names]
    assert counted(found, names) == {
        (i, j): (
            sum(event[3:5] == (i, j) for event in known),
            len({event[0] for event in known if event[3:5] == (i, j)}),
        )
        for i, j in names
    }


@settings(max_examples=40)
@given(LOGS, st.integers(1, 12))
def test_periods(events, minutes):
    times = [event[1] for event in events]
    last = (max(times) - min(times)) // minutes
    assert periods_of(log(*events), minutes * MINUTE) == last + 1


def counted(found: Reach, names) -> dict:
    counts = zip(found.events.tolist(), found.customers.tolist(), strict=True)
    return dict(zip(names, counts, strict=True))
