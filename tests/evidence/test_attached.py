"""Binding logs and surveys to a map."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.toys import log
from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.model.attachments import watch_attached


def survey(**columns: list) -> cj.Survey:
    frame = pd.DataFrame({"who": [1, 2, 2], "csat": [5, 4, 1], **columns})
    roles = {"time": "time"} if "time" in columns else {}
    return cj.Survey(frame, respondent="who", questions=["csat"], **roles)


def test_a_log_and_a_survey_keep_their_order_and_say_what_they_are():
    jm = cj.JourneyMap("Shop")
    events = log((1, 0, "A"), (2, 3 * 24 * 60, "B"))
    answers = survey(time=["2026-01-05", "2026-01-09", "2026-01-07"])
    assert jm.attached == ()
    assert jm.attach(events, source="Web", collector="Ann").attach(answers) is jm
    one, two = jm.attached
    assert (one.data, one.kind, one.n, one.source, one.collector) == (
        events,
        "log",
        2,
        "Web",
        "Ann",
    )
    assert one.date == dt.date(2026, 3, 4), "the day of the newest event"
    assert (two.kind, two.n, two.date) == ("survey", 2, dt.date(2026, 1, 9))


def test_a_survey_without_times_has_no_day():
    assert cj.JourneyMap().attach(survey()).attached[0].date is None


def test_attaching_again_renews_and_comes_last():
    jm, first, second = cj.JourneyMap(), log((1, 0, "A")), log((1, 0, "B"))
    jm.attach(first, source="Old").attach(second).attach(first, source="New")
    assert [(each.data, each.source) for each in jm.attached] == [(second, ""), (first, "New")]


def test_detaching_one_or_all():
    jm, first, second = cj.JourneyMap("Shop"), log((1, 0, "A")), log((1, 0, "B"))
    jm.attach(first).attach(second)
    assert [each.data for each in jm.detach(first).attached] == [second]
    with pytest.raises(NotFoundError, match="not attached to 'Shop'"):
        jm.detach(first)
    assert jm.detach().attached == ()
    assert jm.detach().attached == ()


def test_what_is_no_data_is_refused():
    jm = cj.JourneyMap()
    with pytest.raises(InputError, match=r"DataFrame: expected an EventLog or a Survey") as error:
        jm.attach(pd.DataFrame())
    assert "cj.EventLog(frame" in error.value.hint
    assert jm.attached == ()


def test_those_who_watch_are_told_until_they_stop():
    jm, told = cj.JourneyMap(), []
    stop = watch_attached(jm, lambda: told.append(len(jm.attached)))
    jm.attach(log((1, 0, "A")))
    jm.detach()
    stop()
    jm.attach(log((1, 0, "A")))
    assert told == [1, 0]


def test_data_are_no_part_of_the_map():
    """Neither of its file, nor of its history, nor of a copy; and they die with it."""
    jm = cj.JourneyMap("Shop", stages=["Ask"])
    before = jm.to_json()
    events = log((1, 0, "A"))
    jm.attach(events)
    assert jm.to_json() == before
    assert cj.JourneyMap.from_json(before).attached == ()
    jm.undo()
    assert len(jm.attached) == 1
    gone = weakref.ref(events)
    del jm, events
    gc.collect()
    assert gone() is None
