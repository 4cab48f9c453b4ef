"""The figures of a widget follow its map and its data, and say when they are behind."""

from __future__ import annotations

import gc
import threading
import weakref
from importlib import import_module
from typing import Any

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.evidence import EventLog
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Stage, Touchpoint
from cjwidgets.widgets import recompute
from cjwidgets.widgets.live import Live
from cjwidgets.widgets.recompute import PAUSE
from widgets.timers import Timers

# The package has a function of the same name.
computing = import_module("cjwidgets.analysis")


def shop() -> JourneyMap:
    ask = Stage("Ask", id="ask", touchpoints=[Touchpoint("Search", id="search", match=["a"])])
    buy = Stage("Buy", id="buy", touchpoints=[Touchpoint("Pay", id="pay", match=["b"])])
    return JourneyMap("Shop", stages=[ask, buy])


def ten_customers() -> EventLog:
    """Ten are at "a", six at "b", seven at "c", eight at "d"."""
    counts = {"a": 10, "b": 6, "c": 7, "d": 8}
    events = [(who, what) for what, count in counts.items() for who in range(count)]
    frame = pd.DataFrame(events, columns=["who", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(range(len(frame)), unit="min")
    return EventLog(frame, customer="who", time="at", event="what")


class Watched:
    """A map that is watched, and all that was told of it."""

    def __init__(self, jm: JourneyMap | None = None) -> None:
        self.told: list[Any] = []
        self.map = jm or shop()
        self.live = Live(self.map, self.told.append)

    @property
    def last(self) -> Any:
        return self.told[-1]

    def n(self, id: str) -> Any:
        return self.last["nodes"][id].get("n")


@pytest.fixture
def watched(timers: Timers) -> Watched:
    jm = shop()
    jm.attach(ten_customers(), source="Web")
    return Watched(jm)


def test_without_data_there_is_nothing_to_tell_and_nothing_to_wait_for(timers):
    watched = Watched()
    watched.map.stages[0].match = ["z"]
    assert watched.told == [None]
    assert timers.ring() == 0


def test_what_is_attached_before_is_told_at_once(watched, timers):
    assert [told["stale"] for told in watched.told] == [False]
    assert (watched.n("ask"), watched.n("buy")) == (10, 6)
    assert watched.last["sources"] == [
        {"kind": "log", "source": "Web", "collector": "", "n": 10, "date": "2026-03-01"}
    ]
    assert timers.ring() == 0


def test_attaching_and_detaching(timers, monkeypatch):
    monkeypatch.setattr(recompute, "host", lambda: "notebook")
    watched = Watched()
    log = ten_customers()
    watched.map.attach(log)
    assert timers.ring() == 1
    assert watched.n("pay") == 6
    watched.map.detach(log)
    assert watched.last["stale"]
    timers.ring()
    assert watched.last is None


def test_where_nobody_looks_attaching_and_detaching_is_told_at_once(timers):
    watched = Watched()
    watched.map.attach(ten_customers())
    assert (watched.n("pay"), watched.last["stale"]) == (6, False)
    watched.map.detach()
    assert watched.last is None
    assert timers.ring() == 0


def test_an_edit_of_a_rule_is_stale_first_and_then_told(watched, timers):
    before = watched.last
    watched.map.touchpoints[1].match = ["d"]
    assert watched.last == {**before, "stale": True}
    assert timers.ring() == 1
    assert watched.n("pay") == 8
    assert not watched.last["stale"]


def test_typing_a_rule_is_computed_once(watched, timers, monkeypatch):
    asked = []
    original = computing.figures
    monkeypatch.setattr(computing, "figures", lambda jm, **_: asked.append(1) or original(jm))
    for rule in ("e", "ea", "each", "d"):
        watched.map.touchpoints[1].match = [rule]
    assert len(watched.told) == 2, "stale is said once"
    assert timers.ring() == 1
    assert len(asked) == 1
    assert set(timers.seconds) == {PAUSE}
    assert watched.n("pay") == 8


EDITS = {
    "a stage more": lambda jm: jm.stages.append(Stage("After", match=["c"])),
    "a stage less": lambda jm: jm.stages.pop(),
    "another order": lambda jm: jm.stages.move(jm.stages[1], 0),
    "a name, which surveys and warnings use": lambda jm: setattr(jm.stages[0], "name", "Wonder"),
    "the scale": lambda jm: setattr(jm, "scale", cj.Scale(1, 5)),
    "evidence": lambda jm: jm.stages[0].evidence.append(cj.Evidence("Talk", level="qualitative")),
    "a batch of edits": lambda jm: jm.apply(
        jm.stages[0].id and [{"kind": "updated", "id": "ask", "fields": {"match": [[], ["c"]]}}]
    ),
}


CARDS = {
    "a goal": lambda jm: jm.stages[0].goals,
    "a pain": lambda jm: jm.touchpoints[0].pains,
    "an opportunity": lambda jm: jm.touchpoints[0].opportunities,
    "a persona": lambda jm: jm.personas,
}


@pytest.mark.parametrize("cards", CARDS.values(), ids=CARDS)
def test_what_backs_a_card_is_no_figure(watched, timers, cards):
    told = cj.Evidence("Talk", level="anecdote")
    jm = watched.map
    cards(jm).append("Mine")
    timers.ring()
    before = len(watched.told)
    (card,) = cards(jm)
    card.evidence.append(told)
    told.level = "qualitative"
    jm.undo()
    card.evidence.remove(card.evidence[0])
    assert len(watched.told) == before
    assert timers.ring() == 0


def test_what_goes_from_a_card_to_a_touchpoint_and_back_is_computed_anew(watched, timers):
    jm = watched.map
    place = jm.touchpoints[0]
    place.pains.append(cj.Pain("Slow", evidence=[cj.Evidence("Talk", level="qualitative")]))
    (pain,) = place.pains
    timers.ring()
    moved = pain.evidence[0]
    for target in (place.evidence, pain.evidence):
        target.move(moved, 0)
        assert watched.last["stale"]
        timers.ring()
        assert not watched.last["stale"]
    place.evidence.move(moved, 0)
    timers.ring()
    moved.level = "anecdote"
    assert watched.last["stale"]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_matters_is_computed_anew(watched, timers, edit):
    edit(watched.map)
    assert watched.last["stale"]
    assert timers.ring() == 1
    assert not watched.last["stale"]


OTHERS = {
    "what customers do": lambda jm: setattr(jm.touchpoints[0], "actions", "Types"),
    "an assumed emotion": lambda jm: setattr(jm.touchpoints[0], "emotion", 1),
    "a pain": lambda jm: jm.stages[0].pains.append(cj.Pain("Too dear")),
    "the title": lambda jm: setattr(jm, "title", "Store"),
}


@pytest.mark.parametrize("edit", OTHERS.values(), ids=OTHERS)
def test_what_does_not_matter_is_not(watched, timers, edit):
    edit(watched.map)
    assert len(watched.told) == 1
    assert timers.ring() == 0


def test_undo_brings_the_figures_back(watched, timers):
    before = watched.last
    watched.map.touchpoints[1].match = ["c"]
    timers.ring()
    assert watched.n("pay") == 7
    watched.map.undo()
    timers.ring()
    assert watched.last == before


def test_an_edit_while_it_computes_is_not_lost_and_does_not_wait(watched, timers, monkeypatch):
    """The answer that comes too late is dropped: the numbers stay stale until the next."""
    original = computing.figures
    started, go_on = threading.Event(), threading.Event()

    def slowly(jm: JourneyMap, **_: Any) -> Any:
        found = original(jm)
        started.set()
        assert go_on.wait(20)
        return found

    monkeypatch.setattr(computing, "figures", slowly)
    watched.map.touchpoints[1].match = ["c"]
    thread = threading.Thread(target=timers.ring)
    thread.start()
    assert started.wait(20)
    watched.map.touchpoints[1].match = ["d"]  # would wait for ever if a lock were held
    go_on.set()
    thread.join(20)
    assert watched.last["stale"]
    assert watched.n("pay") == 6
    timers.ring()
    assert (watched.n("pay"), watched.last["stale"]) == (8, False)


def test_an_error_keeps_the_last_numbers_says_so_and_heals(watched, timers, monkeypatch, caplog):
    def fails(_: JourneyMap, **__: Any) -> None:
        raise ZeroDivisionError("by zero")

    with monkeypatch.context() as patch:
        patch.setattr(computing, "figures", fails)
        watched.map.touchpoints[1].match = ["d"]
        timers.ring()
    assert watched.n("pay") == 6
    assert watched.last["stale"]
    assert "ZeroDivisionError" in watched.last["problems"][0]
    assert "could not compute" in caplog.text
    watched.map.touchpoints[1].match = ["c"]
    timers.ring()
    assert (watched.n("pay"), watched.last["stale"], watched.last["problems"]) == (7, False, [])


def test_a_rule_that_matches_nothing_is_a_problem(watched, timers):
    watched.map.touchpoints[1].match = ["bb"]
    timers.ring()
    (problem,) = watched.last["problems"]
    assert "'bb' matches no event" in problem
    assert watched.n("pay") == 0
    assert watched.last["nodes"]["pay"]["why"]["n"] == "no_events"


def test_closing_stops_it(watched, timers):
    watched.map.touchpoints[1].match = ["d"]
    told = len(watched.told)
    watched.live.close()
    assert timers.ring() == 0
    watched.map.touchpoints[1].match = ["c"]
    watched.map.detach()
    assert len(watched.told) == told
    assert timers.ring() == 0


def test_it_turns_to_another_map(watched, timers):
    first, other = watched.map, shop()
    watched.live.show(other)
    assert watched.last is None
    first.touchpoints[1].match = ["d"]
    assert timers.ring() == 0, "what is not shown is not computed"
    other.attach(ten_customers())
    timers.ring()
    assert watched.n("pay") == 6
    watched.live.show(first)
    assert watched.n("pay") == 8


def test_a_map_does_not_keep_it_alive():
    jm = shop().attach(ten_customers())
    live = weakref.ref(Live(jm, lambda _: None))
    gc.collect()
    assert live() is None
    jm.touchpoints[1].match = ["d"]


def test_an_editor_tells_the_browser_and_refuses_to_be_told(timers):
    jm = shop().attach(ten_customers())
    editor = cj.MapEditor(jm)
    assert editor.get_state("_figures")["_figures"]["nodes"]["pay"]["n"] == 6
    editor.set_state({"_figures": {"nodes": {}}})
    assert editor._figures["nodes"]["pay"]["n"] == 6
    jm.touchpoints[1].match = ["d"]
    assert editor._figures["stale"]
    timers.ring()
    assert editor._figures["nodes"]["pay"]["n"] == 8
    editor.close()
    jm.touchpoints[1].match = ["c"]
    assert timers.ring() == 0


def test_the_figures_of_one_map_never_stand_on_another(tmp_path, timers, monkeypatch):
    inner = shop()
    inner.save(tmp_path / "inner")
    outer = shop()
    outer.touchpoints[1].journey = "inner.cjmap.json"
    outer.save(tmp_path / "outer")
    outer.attach(ten_customers())
    editor = cj.MapEditor(outer)
    sent: list[Any] = []

    def send(key: Any = None) -> None:
        sent.append(key if key != "_figures" or editor._figures else "no figures")

    monkeypatch.setattr(editor, "send_state", send)
    editor.open_journey("pay")
    editor.back()
    assert sent == ["no figures", "_snapshot", "_snapshot", "_figures"]
    assert editor._figures["nodes"]["pay"]["n"] == 6


def test_why_there_is_no_number_is_said_in_the_language_of_the_map_now(watched, timers):
    for place in (*watched.map.stages, *watched.map.touchpoints):
        place.match = ()
    timers.ring()
    assert watched.last["problems"] == [text("problem.no_rules", "en")]
    watched.map.locale = "ru"
    timers.ring()
    assert watched.last["problems"] == [text("problem.no_rules", "ru")]


@pytest.mark.parametrize("edit", [("key", True), ("moment_of_truth", "magic"), ("owner", "Ann")])
def test_what_the_figures_do_not_say_is_not_computed(watched, timers, edit):
    setattr(watched.map.touchpoints[0], *edit)
    assert timers.ring() == 0
    assert not watched.last["stale"]
