"""The samples are the same everywhere, say that they are invented, and fit each other."""

from __future__ import annotations

import hashlib
import warnings

import pytest

from cjwidgets.analysis import csat, expectation_gap, funnel, nps
from cjwidgets.charts import emotion
from cjwidgets.datasets import mattress_log, mattress_map, mattress_survey
from cjwidgets.errors import InputError
from cjwidgets.evidence import EventLog, Question, Survey


@pytest.fixture(scope="module")
def frame():
    return mattress_log()


@pytest.fixture(scope="module")
def log(frame):
    return EventLog(frame, customer="customer_id", time="time", event="event", channel="channel")


def test_the_log_is_the_same_on_every_machine(frame):
    text = "\n".join(",".join(map(str, row)) for row in frame.itertuples(index=False))
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "7947db6385e6a468cfc19c0fe098fd604bb87908cfe85c42e7e7213d81ebe5e2"
    assert mattress_log().equals(frame)
    assert not mattress_log(seed=8).equals(frame)


def test_its_columns(frame):
    assert frame.columns.tolist() == [
        "customer_id", "time", "event", "channel", "device", "segment"
    ]  # fmt: skip
    assert frame["customer_id"].nunique() == 2000
    assert frame["time"].is_monotonic_increasing
    assert not frame.isna().any(axis=None)
    assert set(frame["device"]) == {"mobile", "desktop", "tablet", "offline"}
    assert set(frame["segment"]) == {p.segment for p in mattress_map().personas}


def test_it_says_that_it_is_synthetic(frame):
    assert "Synthetic" in frame.attrs["source"]
    assert "**Synthetic**" in mattress_log.__doc__
    assert "invented" in mattress_map().context


def test_it_has_what_real_logs_have(frame):
    own = frame.groupby("customer_id")
    assert frame.duplicated(["customer_id", "time"]).sum() > 500  # ties
    assert (own["time"].agg(lambda t: t.dt.date.nunique()) > 1).mean() > 0.3  # several visits
    assert frame.duplicated(["customer_id", "event"]).mean() > 0.2  # loops
    assert (own["event"].nunique() == 1).sum() > 50  # one-event customers


def test_the_forced_account_is_where_people_turn_back(frame):
    times = frame[frame["event"] == "account_form"].groupby("customer_id").size()
    assert 0.3 < (times > 1).mean() < 0.5


def test_the_map_fits_the_log(log):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # every rule finds events
        table = funnel(mattress_map(), log)
    drops = table["drop_off"].tolist()[1:]
    assert drops == pytest.approx([0.47, 0.35, 0.05, 0.64], abs=0.02)


def test_some_events_are_not_on_the_map(log):
    """Blind spots, for the review to find."""
    rules = {rule for tp in mattress_map().touchpoints for rule in tp.match}
    assert {"phone_order", "return_requested"} <= set(log.event_names)
    assert not {"phone_order", "return_requested"} & rules


def test_the_map_is_whole_and_the_same_every_time():
    jm = mattress_map()
    assert jm == mattress_map()
    assert jm is not mattress_map()
    assert [len(stage.touchpoints) for stage in jm.stages] == [2, 3, 2, 2, 2]
    assert [p.name for p in jm.personas] == ["Anna, 41", "Viktor, 63"]
    pains = {pain.id for stage in jm.stages for pain in stage.pains}
    assert {o.pain for stage in jm.stages for o in stage.opportunities if o.pain} <= pains
    for touchpoint in jm.touchpoints:
        assert touchpoint.actions
        assert touchpoint.thoughts
        assert touchpoint.channel
        assert touchpoint.match
        assert touchpoint.evidence
    table = emotion.data(jm)
    assert set(table["basis"]) == {"measured", "assumed"}
    measured = table[table["basis"] == "measured"]
    assert measured[["n", "low", "high"]].notna().all(axis=None)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"customers": 0}, "customers=0"),
        ({"customers": 2.5}, "customers=2.5"),
        ({"customers": True}, "customers=True"),
        ({"customers": 10**9}, "customers=1000000000"),
        ({"seed": -1}, "seed=-1"),
        ({"seed": "x"}, "seed='x'"),
    ],
)
def test_bad_arguments_are_named(arguments: dict, says: str):
    with pytest.raises(InputError, match=f"{says} is not a whole number"):
        mattress_log(**arguments)


def test_one_customer_is_enough():
    assert mattress_log(customers=1)["customer_id"].unique().tolist() == ["C00001"]


@pytest.fixture(scope="module")
def answers():
    return mattress_survey()


def test_the_survey_is_the_same_on_every_machine(answers):
    text = "\n".join(",".join(map(str, row)) for row in answers.itertuples(index=False))
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "c421275d4ae374d33aecd3731d190d710f2566544e880c9dc42ade6e0d267ecd"
    assert not mattress_survey(seed=8).equals(answers)
    assert "Synthetic" in answers.attrs["source"]


def test_the_survey_is_by_customers_of_the_log(frame, answers):
    known = set(zip(frame["customer_id"], frame["segment"], strict=True))
    assert set(zip(answers["customer_id"], answers["segment"], strict=True)) <= known
    assert set(answers["channel"]) <= set(frame["channel"])
    assert not answers.duplicated(["customer_id", "touchpoint"]).any()
    assert answers["time"].is_monotonic_increasing
    assert answers["comment"].notna().sum() > 300


def test_the_survey_fits_the_map_and_finds_the_fault(answers):
    jm = mattress_map()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # every touchpoint is on the map, every answer on its scale
        survey = Survey(
            answers,
            respondent="customer_id",
            time="time",
            touchpoint="touchpoint",
            channel="channel",
            segment="segment",
            questions=[
                "csat",
                "expectation",
                "importance",
                Question("pleasure", kind="emotion", scale="affective_slider"),
                Question("arousal", scale="affective_slider"),
                Question("ease", kind="ces2"),
                Question("recommend", kind="nps"),
                Question("comment", kind="open"),
            ],
        )
        table = csat(jm, survey)
        gap = expectation_gap(jm, survey)
    assert (table["note"] == "").all()
    worst = [
        each.loc[each[name].idxmin(), "touchpoint"]
        for each, name in ((table, "csat"), (gap, "gap"))
    ]
    assert worst == ["Checkout", "Checkout"]
    assert 10 < nps(jm, survey)["nps"].item() < 50
    assert survey.describe()[["unreadable", "off_scale", "repeated"]].to_numpy().sum() == 0


def test_a_survey_of_nobody_has_its_columns():
    assert mattress_survey(customers=1, seed=1).columns.tolist()[:3] == [
        "customer_id", "time", "touchpoint"
    ]  # fmt: skip
