"""A chart alone is drawn for a narrow place as well, where it is just what was drawn."""

from __future__ import annotations

import gc
import weakref

import altair as alt
import pytest

import cjwidgets as cj
from cjwidgets.display.again import follow_room
from cjwidgets.display.view import ChartView, spec_of


@pytest.fixture
def jm() -> cj.JourneyMap:
    return cj.datasets.mattress_map()


def log(customers: int = 60) -> cj.EventLog:
    frame = cj.datasets.mattress_log(customers)
    return cj.EventLog(frame, customer="customer_id", time="time", event="event")


def asked(chart: alt.TopLevelMixin, room: int = 340) -> ChartView:
    spec = spec_of(chart)
    view = ChartView(spec)
    follow_room(view, spec)
    view._handle_custom_msg({"type": "room", "room": room}, [])
    return view


def test_a_narrow_place_gets_a_chart_of_its_own(jm: cj.JourneyMap) -> None:
    data = log()
    chart = cj.charts.drop_off(jm, data)
    view = asked(chart)
    assert view._narrow["room"] == 340
    assert view._narrow["spec"]["width"] < 340 < view._chart["spec"]["width"]
    assert view._chart == ChartView(chart)._chart
    assert not asked(chart, 900)._narrow


def test_what_is_styled_or_out_of_date_stays_as_it_is(jm: cj.JourneyMap) -> None:
    data = log()
    assert not asked(cj.charts.drop_off(jm, data).properties(width=400))._narrow
    chart = cj.charts.drop_off(jm, data)
    jm.stages[0].name = "Begins"
    assert not asked(chart)._narrow


def test_data_are_not_kept_for_it(jm: cj.JourneyMap) -> None:
    data = log()
    chart = cj.charts.drop_off(jm, data)
    gone = weakref.ref(data)
    del data
    gc.collect()
    assert gone() is None
    assert not asked(chart)._narrow
