"""Widgets that open before their data are read, and show the numbers when they are there."""

from __future__ import annotations

import threading
import time

import altair as alt
import pytest

import cjwidgets as cj
from cjwidgets.board.scene import Scene
from cjwidgets.display.drawing import spec_drawn
from cjwidgets.model.attachments import waits
from cjwidgets.widgets import recompute
from widgets.test_board import shop
from widgets.test_live import ten_customers
from widgets.timers import Timers


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> Timers:
    """Somebody looks: what a page can do without is computed when the timers go off."""
    monkeypatch.setattr(recompute, "host", lambda: "notebook")
    return Timers(monkeypatch)


def rings(timers: Timers) -> int:
    """Let timers go off until all is quiet."""
    count = 0
    while rung := timers.ring():
        count += rung
    return count


def bars(scene: Scene, n: int) -> alt.Chart:
    return alt.Chart(alt.Data(values=[{"n": n}]), title=scene.map.title).mark_bar().encode(x="n:Q")


def fails() -> cj.EventLog:
    raise FileNotFoundError(2, "No such file", "log.csv")


def spec(view: cj.ChartView) -> str:
    return str(view._spec)


def test_an_editor_opens_without_them(timers):
    jm = shop().attach(ten_customers)
    editor = cj.MapEditor(jm)
    waiting = {"nodes": {}, "sources": [], "problems": [], "filtered": None, "stale": True}
    assert editor._figures == waiting
    assert waits(jm)
    rings(timers)
    assert editor._figures["nodes"]["search"]["n"] == 10
    assert not editor._figures["stale"]


def test_edits_in_the_meantime_count(timers):
    jm = shop().attach(ten_customers)
    editor = cj.MapEditor(jm)
    jm.touchpoints[1].match = ["d"]
    rings(timers)
    assert editor._figures["nodes"]["pay"]["n"] == 8


def test_a_board_opens_without_them_and_draws_each_chart_once(timers):
    jm = shop().attach(ten_customers)
    board = cj.JourneyBoard(jm, charts=["emotion", "drop_off"])
    bar = board._filter()
    assert (bar["stale"], bar["said"]) == (True, [])
    assert [each["options"] for each in bar["dimensions"] if each["name"] == "channels"] == [[]]
    drawn = []
    for name, view in board.linked.views.items():
        view.observe(lambda _, name=name: drawn.append(name), "_chart")
    rings(timers)
    assert drawn == ["emotion", "drop_off"]
    assert board._filter()["said"] == ["10 customers"]
    assert not board._filter()["stale"]
    assert board.scene.log.n_customers == 10


def test_what_is_selected_in_the_meantime_stays_selected(timers):
    jm = shop().attach(ten_customers)
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    board.select(stages="Buy")
    rings(timers)
    assert board.selection.stages == (jm.stages["Buy"],)
    assert board.linked.views["drop_off"].selections["pick"].points


def test_a_board_that_is_to_choose_its_charts_needs_them_at_once(timers):
    jm = shop().attach(ten_customers)
    assert "drop_off" in cj.JourneyBoard(jm).linked.views
    assert not waits(jm)


def test_a_notebook_does_not_wait_long_for_pictures(timers, monkeypatch):
    monkeypatch.setattr("cjwidgets.board.board.PATIENCE", 0)
    board = cj.JourneyBoard(shop().attach(ten_customers), charts=["drop_off"])
    assert "<img" not in str(board._repr_mimebundle_())
    rings(timers)
    assert board._repr_mimebundle_()["text/html"].count("<img") == 1


def test_a_what_if_opens_without_them(timers):
    jm = shop().attach(ten_customers)
    tried = cj.WhatIf(jm)
    assert (tried.table, tried._said.value) == (None, "")
    rings(timers)
    assert tried.table is not None
    assert "Search" in tried._said.value


def test_all_of_a_page_read_them_once(timers):
    calls = []

    def read() -> cj.EventLog:
        calls.append(1)
        return ten_customers()

    jm = shop().attach(read)
    editor = cj.MapEditor(jm)
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    tried = cj.WhatIf(jm)
    assert calls == []
    rings(timers)
    assert calls == [1]
    assert editor._figures["nodes"] == board.editor._figures["nodes"] != {}
    assert tried.table is not None


def test_what_cannot_be_read_is_said_everywhere_and_the_rest_is_shown(timers):
    jm = shop().attach(fails, source="Web log")
    editor = cj.MapEditor(jm)
    board = cj.JourneyBoard(jm, charts=["emotion", "drop_off"])
    tried = cj.WhatIf(jm)
    rings(timers)
    sentence = "Web log could not be read: FileNotFoundError"
    assert editor._figures["problems"][0].startswith(sentence)
    assert not editor._figures["stale"]
    assert sentence in board._filter()["said"][0]
    assert not board._filter()["stale"]
    assert sentence in spec(board.charts["drop_off"])
    assert "could not" not in spec(board.charts["emotion"])
    assert sentence in tried._said.value


def test_a_board_that_is_to_choose_its_charts_opens_all_the_same(timers):
    board = cj.JourneyBoard(shop().attach(fails, source="Web log"))
    assert not board.linked.views  # of a log; the curve stands in the map
    assert "Web log could not be read" in board._filter()["said"][0]


def test_it_heals_when_it_is_attached_anew(timers):
    jm = shop().attach(fails)
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    rings(timers)
    jm.attach(ten_customers)
    assert board._filter()["stale"]
    rings(timers)
    assert board._filter()["said"] == ["10 customers"]
    assert board.editor._figures["problems"] == []
    assert "could not" not in spec(board.charts["drop_off"])


def test_a_chart_that_is_handed_over_meanwhile_is_not_the_last_word(timers):
    """Other data are attached while a chart of those before is on its way to the browser."""
    jm = shop().attach(ten_customers())
    board = cj.JourneyBoard(jm, charts={"mine": lambda scene: bars(scene, scene.log.n_customers)})
    rings(timers)
    view = board.linked.views["mine"]
    update, few = view.update, ten_customers().where(event="c")

    def slowly(*chart: object) -> None:
        threading.Thread(target=jm.attach, args=(few,)).start()
        time.sleep(0.2)  # it waits for this
        update(*chart)

    view.update = slowly
    board.redraw()
    timers.ring()
    view.update = update
    deadline = time.monotonic() + 20
    while board.scene.log is not few and time.monotonic() < deadline:
        time.sleep(0.01)
    rings(timers)
    assert board.scene.log.n_customers < 10
    assert f"'n': {board.scene.log.n_customers}" in spec(view)


def test_what_is_selected_counts_whoever_reads_the_data_then(timers, monkeypatch):
    jm = shop().attach(ten_customers)
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    show = board.linked.show
    reader = threading.Thread(target=lambda: jm.attached)

    def slowly(scene: Scene) -> None:
        reader.start()
        time.sleep(0.2)  # it has read them, and waits to say so
        show(scene)

    monkeypatch.setattr(board.linked, "show", slowly)
    board.select(stages="Buy")
    reader.join(20)
    rings(timers)
    assert board.scene.log.n_customers == 10
    assert board.scene.selection == board.selection


def test_nothing_is_drawn_while_edits_wait(timers, monkeypatch):
    held = []

    def drawn(*given: object, **more: object) -> object:
        held.append(tried._recompute.lock._is_owned())
        return spec_drawn(*given, **more)

    monkeypatch.setattr("cjwidgets.widgets.what_if.spec_drawn", drawn)
    tried = cj.WhatIf(shop().attach(ten_customers()))
    rings(timers)
    assert held == [False]


def test_without_a_browser_nothing_waits(monkeypatch):
    monkeypatch.setattr(recompute, "host", lambda: "none")
    jm = shop().attach(ten_customers)
    assert cj.MapEditor(jm)._figures["nodes"]["search"]["n"] == 10
    assert not waits(jm)
    jm = shop().attach(ten_customers)
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    assert "10" in spec(board.linked.views["drop_off"])
    assert not board._filter()["stale"]
    assert cj.WhatIf(shop().attach(ten_customers)).table is not None
