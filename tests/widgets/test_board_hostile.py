"""What a browser tells a widget is believed only as far as a chart could have said it."""

from __future__ import annotations

import copy
import functools
import logging
import sys

import altair as alt
import ipywidgets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.widgets.unanswered import Unanswered
from widgets.test_board import board as board
from widgets.test_board import shop

MALFORMED = [
    {"method": "update", "state": {"value": "x", "width": 5, "_options_labels": 3, "index": "y"}},
    {"method": "update", "state": {"value": None, "children": ["IPY_MODEL_none"], "layout": 1}},
    {"method": "update", "state": {"value": {"a": []}, "style": 3, "script": 3, "_key": 7}},
    {"method": "update", "state": {}, "buffer_paths": [["value", 0, "x"]]},
    {"method": "update", "state": [], "buffer_paths": 3},
    {"method": "update"},
    {"method": "custom", "content": [[[]]]},
    {"method": "custom"},
    {"method": "other"},
    {},
    [],
    "text",
    None,
]


def tell(widget, message) -> None:
    widget._handle_custom_msg(message, [])


def fail(*_):
    raise RuntimeError("inside")


@pytest.fixture
def shown(monkeypatch):
    """What ipywidgets prints on the page."""
    printed = []
    page = type("Page", (), {"showtraceback": lambda self: printed.append(sys.exc_info()[1])})()
    monkeypatch.setattr(ipywidgets.widgets.widget, "get_ipython", lambda: page)
    return printed


def sends(widget, data, buffers=()) -> None:
    """A browser sends this to a widget, as it is."""
    widget.comm.handle_msg({"content": {"data": data}, "buffers": list(buffers)})


def test_ipywidgets_itself_prints_what_is_raised(shown):
    plain = ipywidgets.IntSlider()
    plain.on_msg(fail)
    sends(plain, {"method": "custom", "content": {}})
    sends(plain, {"method": "update", "state": {"value": "x"}})
    assert [type(each).__name__ for each in shown] == ["RuntimeError", "TraitError"]


@pytest.mark.parametrize("kind", ["board", "view", "editor", "cards", "unanswered"])
def test_what_fails_inside_is_logged_and_not_on_the_page(kind, shown, monkeypatch, caplog):
    if kind == "unanswered":
        widget = Unanswered([], fail, "en")
    else:
        make = {
            "board": cj.JourneyBoard,
            "view": cj.ChartView,
            "editor": cj.MapEditor,
            "cards": cj.PersonaCards,
        }[kind]
        monkeypatch.setattr(make, "_hear", fail)
        widget = make() if kind == "view" else make(shop())
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        sends(widget, {"method": "custom", "content": {"type": "hello"}})
    (record,) = caplog.records
    assert (record.name, record.exc_info[0]) == ("cjwidgets.display.widget", RuntimeError)
    assert shown == []


def parts(widget: ipywidgets.Widget):
    """A widget and all that it brought, which a browser can send to."""
    found = {}

    def add(each):
        if isinstance(each, ipywidgets.Widget) and each.model_id not in found:
            found[each.model_id] = each
            for name in each.keys:
                value = getattr(each, name)
                for inner in value if isinstance(value, list | tuple) else [value]:
                    add(inner)

    add(widget)
    return list(found.values())


@pytest.mark.parametrize("make", [cj.JourneyBoard, cj.MapEditor, cj.PersonaCards, cj.WhatIf])
@pytest.mark.parametrize("data", MALFORMED)
def test_a_malformed_message_prints_nothing(make, data, shown):
    widget = make(shop())
    for part in parts(widget):
        before = part.get_state()
        sends(part, copy.deepcopy(data), [memoryview(b"x")])
        assert part.get_state() == before
    assert shown == []


def test_the_parts_of_what_if_are_all_there():
    kinds = {type(part).__name__ for part in parts(cj.WhatIf(shop()))}
    assert {"IntSlider", "Dropdown", "Checkbox", "HTML", "HBox", "Layout", "Code"} <= kinds
    assert {"SliderStyle", "ChartView", "Runtime", "Unanswered"} <= kinds


def test_a_hand_still_moves_the_controls(shown):
    tried = cj.WhatIf(shop())
    sends(tried._fewer, {"method": "update", "state": {"value": 55}, "buffer_paths": []})
    assert (tried._fewer.value, shown) == (55, [])
    sends(tried._without, {"method": "update", "state": {"value": True}})
    sends(tried._place, {"method": "update", "state": {"index": None}})
    assert (tried._without.value, tried._place.index, shown) == (True, None, [])


def test_only_controls_are_set_and_only_what_a_hand_can_set():
    tried = cj.WhatIf(shop())
    before = tried._said.value
    sends(tried._said, {"method": "update", "state": {"value": "<img src=x onerror=alert(1)>"}})
    sends(tried._fewer, {"method": "update", "state": {"max": 10**9, "description": "Pay"}})
    sends(tried._fewer.layout, {"method": "update", "state": {"width": "9px"}})
    assert (tried._said.value, tried._fewer.max) == (before, 100)
    assert (tried._fewer.description, tried._fewer.layout.width) == ("Fewer lost there, %", "auto")


@settings(max_examples=200)
@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["method", "state", "content", "buffer_paths", "value", "update", "type"]
                ),
                inner | st.sampled_from(["update", "custom", "request_state"]),
                max_size=4,
            )
        ),
    )
)
def test_whatever_a_browser_sends_prints_nothing(data):
    printed = []
    page = type("Page", (), {"showtraceback": lambda self: printed.append(1)})()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ipywidgets.widgets.widget, "get_ipython", lambda: page)
        for part in _tried():
            sends(part, copy.deepcopy(data), [memoryview(b"x")])
    assert printed == []


@functools.cache
def _tried():
    return parts(cj.WhatIf(shop()))


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 10**400, "x" * 20_001, [[[[[[1]]]]]], ["x"] * 10_001]
)
def test_a_selection_holds_what_charts_can_send(value):
    data = alt.Data(values=[{"n": 1}])
    chart = alt.Chart(data).mark_bar().encode(x="n:Q")
    pick = alt.selection_point("pick", fields=["n"])
    view = cj.ChartView(chart.add_params(pick, alt.selection_interval("brush")))
    tell(view, {"name": "pick", "points": [{"n": value}]})
    tell(view, {"name": "brush", "ranges": {"n": [0, value]}})
    assert view.selection is None
    tell(view, {"name": "pick", "points": [{"n": 1}]})
    assert view.selection.points == ({"n": 1},)


def test_a_chart_selects_only_channels_that_exist(board):
    board._chosen_in_chart(BoardSelection(channels=("no such",)))
    assert board.selection.channels == ()
