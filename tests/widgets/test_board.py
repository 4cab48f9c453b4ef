"""A board: map, filter and charts say the same, whoever changes it."""

from __future__ import annotations

import dataclasses
import gc
import weakref

import altair as alt
import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.errors import InputError, NotFoundError, UnknownFieldError
from widgets.test_live import ten_customers
from widgets.timers import Timers

MINE = {"bars": lambda scene: bars(scene)}


def bars(scene) -> alt.Chart:
    rows = [{"stage": each.name, "n": at} for at, each in enumerate(scene.map.stages)]
    chart = alt.Chart(alt.Data(values=rows), title=scene.map.title).mark_bar()
    pick = alt.selection_point("pick", fields=["stage"])
    return chart.encode(x="stage:N", y="n:Q").add_params(pick)


def shop() -> cj.JourneyMap:
    ask = cj.Stage("Ask", id="ask", touchpoints=[cj.Touchpoint("Search", id="search", match=["a"])])
    buy = cj.Stage("Buy", id="buy", touchpoints=[cj.Touchpoint("Pay", id="pay", match=["b"])])
    people = [cj.Persona("Anna", id="anna"), cj.Persona("Li", id="li")]
    return cj.JourneyMap("Shop", stages=[ask, buy], personas=people)


@pytest.fixture
def board(timers: Timers) -> cj.JourneyBoard:
    return cj.JourneyBoard(shop(), ten_customers(), charts={"drop_off": None, **MINE})


def chosen(board: cj.JourneyBoard) -> list[str]:
    return board.editor._selected["nodes"]


def pick(board: cj.JourneyBoard, *stages: str) -> None:
    """As a browser tells of a click in a chart."""
    view = board.charts["bars"]
    points = [{"stage": name} for name in stages]
    turn = view.get_state("_choices")["_choices"].get("pick", {}).get("turn", 0)
    view._hear({"name": "pick", "kind": "point", "points": points, "ranges": {}, "turn": turn})


def test_what_is_shown_depends_on_what_there_is(timers):
    assert list(cj.JourneyBoard(shop()).charts) == []
    jm = shop()
    assert list(cj.JourneyBoard(jm, ten_customers()).charts)[:2] == ["drop_off", "dwell"]
    # What is attached counts, and what a board is given is attached.
    assert len(jm.attached) == 1
    assert "drop_off" in cj.JourneyBoard(jm).charts


def test_a_chart_of_ones_own_is_checked_whatever_its_name(timers):
    def wrong(scene: object) -> alt.Chart:
        return bars(scene).mark_bar(opacity="nonsense")

    board = cj.JourneyBoard(shop(), charts={"emotion": wrong, "mine": wrong})
    for view in board.charts.values():
        assert "nonsense" in str(view._spec["layer"])


def test_the_name_of_one_chart_is_enough(timers):
    assert list(cj.JourneyBoard(shop(), charts="emotion").charts) == ["emotion"]


def test_a_selection_is_frozen_and_observable(board):
    heard = []
    board.observe(lambda change: heard.append(change.new), "selection")
    board.select(stages="Buy")
    assert heard == [BoardSelection(stages=(board.map.stages["Buy"],))]
    with pytest.raises(dataclasses.FrozenInstanceError):
        board.selection.stages = ()
    board.select()
    assert not board.selection


def test_python_selects_by_node_name_or_id(board):
    ask, buy = board.map.stages
    for wanted in (buy, "Buy", "buy", ["buy"], (buy,)):
        board.select(stages=wanted)
        assert board.selection.stages == (buy,)
    board.select(stages=["Buy", ask], touchpoints="Pay")
    board.filter(personas=["li"])
    assert board.selection.stages == (ask, buy), "in the order of the map"
    assert board.selection.personas == (board.map.personas["Li"],)


@pytest.mark.parametrize(
    ("wanted", "error", "says"),
    [
        ({"stages": "Nowhere"}, NotFoundError, "The map has no stage 'Nowhere'"),
        ({"channels": "app"}, NotFoundError, "There is no channel 'app'"),
        ({"stages": 3}, InputError, "expected parts of the map"),
        ({"stage": "Buy"}, UnknownFieldError, "stages"),
    ],
)
def test_what_is_not_there_is_not_selected(board, wanted, error, says):
    board.select(stages="Buy")
    with pytest.raises(error, match=says):
        (board.filter if "channels" in wanted else board.select)(**wanted)
    assert board.selection.stages == (board.map.stages["Buy"],)


def test_a_click_on_a_head_of_the_map_selects_it(board, timers):
    click = board.editor._hear
    click({"type": "select", "node": "buy", "add": False})
    assert chosen(board) == ["buy", "pay"]
    assert [dict(each) for each in board.charts["bars"].selections["pick"].points] == [
        {"stage": "Buy"}
    ]
    click({"type": "select", "node": "ask", "add": True})
    assert len(board.selection.stages) == 2
    click({"type": "select", "node": "pay", "add": False})
    assert board.selection == BoardSelection(touchpoints=(board.map.touchpoints[1],))
    click({"type": "select", "node": "pay", "add": False})
    assert not board.selection, "again: no longer selected"


def test_personas_shown_in_the_map_are_the_ones_selected(board):
    board.editor._hear({"type": "select", "personas": ["li"]})
    assert board.selection.personas == (board.map.personas["Li"],)
    assert board.editor._selected["personas"] == ["li"]
    board.editor._hear({"type": "select", "personas": ["anna", "li"]})
    assert not board.selection, "all of them is no selection"


def test_a_click_in_a_chart_selects_in_the_map(board, timers):
    pick(board, "Buy")
    assert board.selection == BoardSelection(stages=(board.map.stages["Buy"],))
    assert chosen(board) == ["buy", "pay"]
    timers.ring()
    assert board.charts["bars"].selections["pick"].points[0]["stage"] == "Buy"
    pick(board)
    assert not board.selection


def test_the_filter_bar(timers):
    frame = cj.datasets.mattress_log(60)
    log = cj.EventLog(
        frame, customer="customer_id", time="time", event="event", channel="channel",
        segment="segment",
    )  # fmt: skip
    board = cj.JourneyBoard(cj.datasets.mattress_map(), log, charts=["drop_off"])

    def bar():
        return board.get_state("_bar")["_bar"]

    assert bar()["said"] == ["60 customers"]
    anna = board.map.personas[0]
    board._hear({"type": "toggle", "dimension": "personas", "key": anna.id})
    board._hear({"type": "toggle", "dimension": "channels", "key": "website"})
    assert (board.selection.personas, board.selection.channels) == ((anna,), ("website",))
    assert bar()["stale"]
    timers.ring()
    assert not bar()["stale"]
    n = board.scene.log.n_customers
    assert bar()["said"] == [f"{n} of 60 customers"]
    assert f"n {n} " in board.charts["drop_off"]._spec["title"]["subtitle"][0]
    website = [each.id for each in board.map.touchpoints if each.channel == "website"]
    assert [each for each in chosen(board) if each in website] == website
    board._hear({"type": "clear"})
    assert not board.selection


@pytest.mark.parametrize(
    "message",
    [
        None, [], "clear", {}, {"type": "toggle"},
        {"type": "toggle", "dimension": "stages", "key": 3},
        {"type": "toggle", "dimension": "personas", "key": "nobody"},
        {"type": "toggle", "dimension": "channels", "key": "nowhere"},
        {"type": "toggle", "dimension": "map", "key": "buy"}, {"type": "toggle", "key": "buy"},
        {"type": "toggle", "dimension": ["stages"], "key": "buy"},
        {"type": "select"}, {"type": "select", "node": None}, {"type": "select", "personas": [{}]},
        {"type": "select", "node": ["buy"], "add": "yes"},
    ],
)  # fmt: skip
def test_a_browser_may_say_anything(board, message):
    board.select(stages="Buy")
    board.filter(personas="Li")
    before = board.selection
    board._hear(message)
    board.set_state({"_bar": 1, "selection": 2})
    if isinstance(message, dict) and "personas" not in message:
        board.editor._hear(message)
    assert board.selection == before


def test_edits_move_the_charts_they_concern(board, timers, monkeypatch):
    drawn = []
    for name, view in board.charts.items():
        update = view.update
        monkeypatch.setattr(
            view,
            "update",
            lambda *specs, name=name, update=update: (drawn.append(name), update(*specs)),
        )
    board.map.touchpoints[0].emotion = 2
    timers.ring()
    assert drawn == ["bars"], "the data say the same as before"
    drawn.clear()
    board.map.touchpoints[1].match = ["c"]
    timers.ring()
    assert drawn == ["drop_off", "bars"]
    board.map.title = "Store"
    timers.ring()
    assert board.charts["bars"]._spec["title"] == "Store"
    drawn.clear()
    board.map.attach(ten_customers())
    timers.ring()
    assert drawn == ["drop_off", "bars"]


def test_an_edit_leaves_no_chart_as_it_was_that_shows_it(timers):
    frame = pd.DataFrame({"who": range(20), "at": pd.Timestamp("2026-03-01"), "what": "a"})
    frame["via"] = ["web", "phone"] * 10
    log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    board = cj.JourneyBoard(shop(), log, charts=["channel_stages", "drop_off"])
    first = {name: view._spec for name, view in board.charts.items()}
    board.map.touchpoints[0].channel = "phone"
    assert board.linked.stale
    timers.ring()
    now = {name: view._spec for name, view in board.charts.items()}
    assert now["channel_stages"] != first["channel_stages"]
    assert now["drop_off"] is first["drop_off"]


def test_many_edits_are_drawn_once(board, timers, monkeypatch):
    drawn = []
    monkeypatch.setattr(board.charts["bars"], "update", lambda *specs: drawn.append(specs))
    for title in ("S", "St", "Sto", "Store"):
        board.map.title = title
    assert board.get_state("_bar")["_bar"]["stale"]
    timers.ring()
    assert len(drawn) == 1


def test_every_number_says_whom_it_counts_and_its_source(timers):
    jm = shop()
    jm.attach(ten_customers(), source="Shop <log>")
    board = cj.JourneyBoard(jm, charts={"drop_off": None, **MINE})
    about = board.charts["drop_off"]._spec["usermeta"]["about"]
    assert "n 10" in about[0]
    assert about[1] == "Source: Shop <log>"
    assert "usermeta" not in board.charts["bars"]._spec
    board.filter(period=(None, "2030-01-01"))
    timers.ring()
    assert "10 customers" in board.charts["drop_off"]._spec["usermeta"]["about"][2]


def test_what_is_removed_from_the_map_is_no_longer_selected(board, timers):
    board.select(stages=["Ask", "Buy"])
    board.map.stages.pop()
    assert board.selection.stages == (board.map.stages["Ask"],)
    assert chosen(board) == ["ask", "search"]
    board.map.undo()
    assert board.selection.stages == (board.map.stages["Ask"],)


def test_a_chart_that_fails_says_why_and_others_go_on(timers, caplog):
    def broken(scene):
        raise ZeroDivisionError("by zero")

    charts = {"broken": broken, "text": lambda scene: "no chart", "drop_off": None, **MINE}
    board = cj.JourneyBoard(shop(), charts=charts)
    shown = {name: str(view._spec) for name, view in board.charts.items()}
    assert "by zero" in shown["broken"]
    assert "ZeroDivisionError" in caplog.text
    assert "expects an Altair chart" in shown["text"]
    assert "needs a log" in shown["drop_off"]
    assert "Ask" in shown["bars"]


def test_two_boards_on_one_map_have_a_selection_each(board, timers):
    other = cj.JourneyBoard(board.map, charts=MINE)
    board.select(stages="Buy")
    assert not other.selection
    board.map.title = "Store"
    timers.ring()
    titles = [each.charts["bars"]._spec["title"] for each in (board, other)]
    assert titles == ["Store", "Store"]


def test_a_closed_board_hears_nothing(board, timers):
    view = board.charts["bars"]
    board.close()
    assert (board.comm, board.editor.comm, view.comm) == (None, None, None)
    board.map.title = "Store"
    board.map.detach()
    assert timers.ring() == 0
    board.close()


def test_a_map_does_not_keep_a_board_alive(timers):
    jm = shop()
    board = cj.JourneyBoard(jm, charts=MINE)
    board.close()
    gone = weakref.ref(board)
    del board
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: cj.JourneyBoard(7), InputError, "JourneyBoard expects a JourneyMap"),
        (lambda: cj.JourneyBoard(shop(), [1, 2]), InputError, "can't be bound to list"),
        (lambda: cj.JourneyBoard(shop(), charts=["bars"]), NotFoundError, "no chart 'bars'"),
        (lambda: cj.JourneyBoard(shop(), heigth=3), UnknownFieldError, "heigth"),
    ],
)
def test_bad_arguments_are_named(timers, make, error, says):
    with pytest.raises(error, match=says):
        make()


def test_a_board_names_itself(board):
    says = "JourneyBoard(JourneyMap('Shop', 2 stages, 2 touchpoints, 2 personas), charts=["
    assert repr(board) == says + "'drop_off', 'bars'])"


def test_where_there_are_no_widgets_its_charts_are_pictures(board):
    shown = board._repr_mimebundle_()
    data = shown[0] if isinstance(shown, tuple) else shown
    assert data["text/html"].count("<img") == len(board.charts) == 2
    assert "application/vnd.jupyter.widget-view+json" in data
