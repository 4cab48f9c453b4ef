"""What a browser tells a widget is believed only as far as a chart could have said it."""

from __future__ import annotations

import logging

import altair as alt
import pytest

import cjwidgets as cj
from cjwidgets.widgets.answers import Answers
from widgets.test_board import board as board
from widgets.test_board import shop


def tell(widget, message) -> None:
    widget._handle_custom_msg(message, [])


def fail(*_):
    raise RuntimeError("inside")


@pytest.mark.parametrize("kind", ["board", "view", "editor", "answers"])
def test_what_fails_inside_is_logged_and_not_on_the_page(kind, monkeypatch, caplog, capsys):
    shown = []
    page = type("Page", (), {"showtraceback": lambda self: shown.append(1)})()
    monkeypatch.setattr("ipywidgets.widgets.widget.get_ipython", lambda: page, raising=False)
    if kind == "answers":
        widget = Answers([], fail, "en")
    else:
        make = {"board": cj.JourneyBoard, "view": cj.ChartView, "editor": cj.MapEditor}[kind]
        monkeypatch.setattr(make, "_hear", fail)
        widget = make() if kind == "view" else make(shop())
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        tell(widget, {"type": "hello"})
    (record,) = caplog.records
    assert (record.name, record.exc_info[0]) == ("cjwidgets.charts.widget", RuntimeError)
    assert not shown


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
    board._chosen_in_chart(cj.charts.scene.BoardSelection(channels=("no such",)))
    assert board.selection.channels == ()
