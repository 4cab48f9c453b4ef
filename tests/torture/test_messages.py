"""Whatever browsers send: nothing is raised, printed or lost, and nothing forbidden is done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import ipywidgets
import pytest

import cjwidgets as cj
from cjwidgets.board.selection import BY_NAME
from cjwidgets.formats import cjmap
from cjwidgets.limits import Limits
from cjwidgets.model import JourneyMap
from model.edits import small_map
from torture.messages import MODES, NAMES, Visitor
from widgets.browser_double import Clock
from widgets.conftest import clock as clock
from widgets.conftest import timers as timers
from widgets.test_board import MINE, shop
from widgets.test_live import ten_customers
from widgets.timers import Timers

LOOKS = 2_000
"""How often a whole map is looked at, at most."""
BYTES = 120_000
UNNAMED = ("hello", "bye", "select", "events")
"""What is answered without the number of an edit."""

Rounds = Callable[[int], int]


class Browser:
    """Sends to a widget as a browser does, and hears what leaves it."""

    def __init__(self, widget: ipywidgets.DOMWidget) -> None:
        self.widget = widget
        self.heard: list[Any] = []
        widget.comm.publish_msg = self._hear

    def _hear(self, _: str, data: Any = None, **__: Any) -> None:
        json.dumps(data, allow_nan=False)
        if data.get("method") == "custom":
            self.heard.append(data["content"])

    def says(self, message: Any) -> list[Any]:
        """Send one message; return what is answered at once."""
        self.heard = []
        data = {"method": "custom", "content": message}
        self.widget.comm.handle_msg({"content": {"data": data}, "buffers": []})
        return self.heard


@pytest.fixture
def page(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    clock: Clock,
    timers: Timers,
) -> Any:
    """A place where nothing may show: neither on the page, nor as output, nor as an error."""
    printed: list[Any] = []
    page = type("Page", (), {"showtraceback": lambda self: printed.append(sys.exc_info()[1])})()
    monkeypatch.setattr(ipywidgets.widgets.widget, "get_ipython", lambda: page)
    caplog.clear()

    def is_clean(message: Any) -> None:
        assert not caplog.records, (caplog.text, message)
        assert not printed, message

    yield is_clean
    assert capfd.readouterr() == ("", "")


def without_comments(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_comments(each) for k, each in value.items() if k != "comments"}
    return [without_comments(each) for each in value] if isinstance(value, list) else value


def is_answered(message: Any, answers: list[Any]) -> bool:
    """Whether whoever waits for an answer to this message got one, and no fault of ours."""
    assert not any(each.get("code") == "internal" for each in answers), (message, answers)
    if not isinstance(message, dict) or message.get("type") in UNNAMED:
        return True
    cid = message.get("cid")
    if not isinstance(cid, str) or len(cid) > 80:
        return True
    return any(cid == each.get("cid") or cid in each.get("origins", ()) for each in answers)


class Watch:
    """Sees to it that a map stays what the mode of its editor lets it be."""

    def __init__(self, jm: JourneyMap, mode: str) -> None:
        self.jm, self.mode = jm, mode
        self.first, self.rev = jm.to_json(), jm.rev

    def look(self) -> None:
        """After every message."""
        assert self.jm.rev >= self.rev
        assert self.mode != "view" or self.jm.rev == self.rev
        self.rev = self.jm.rev

    def look_closely(self) -> None:
        """After some."""
        now = self.jm.to_json()
        if self.mode == "view":
            assert now == self.first
        elif self.mode == "comment":
            assert without_comments(now) == without_comments(self.first)
        json.dumps(now, allow_nan=False)
        assert JourneyMap.from_json(json.loads(json.dumps(now))) == self.jm
        assert len(cjmap.dumps(self.jm).encode()) <= BYTES


def is_alive(browser: Browser, widget: Any, jm: JourneyMap, number: int) -> None:
    """Check that a good edit is made, and answered."""
    mode, widget.mode = widget.mode, "edit"
    title = f"Alive {jm.rev}"
    change = {"kind": "updated", "id": jm.id, "fields": {"title": [None, title]}}
    edit = {"type": "edit", "cid": "alive", "changes": [change], "map": number}
    answers = browser.says(edit)
    assert jm.title == title
    assert any("alive" in each.get("origins", ()) for each in answers)
    widget.mode = mode


@pytest.mark.parametrize("mode", MODES)
def test_messages_to_an_editor(
    mode: str, rounds: Rounds, seed: int, page: Any, caps: Limits, tmp_path: Path
) -> None:
    rng = Random(f"{seed} {mode}")
    caps.document, caps.browsers = BYTES, 40
    jm = small_map()
    other = small_map()
    other.save(tmp_path / "other.cjmap.json")
    jm.touchpoints[0].journey = "other.cjmap.json"
    jm.save(tmp_path / "shop.cjmap.json")
    jm.attach(ten_customers())
    editor = cj.MapEditor(jm, mode=mode, author="Ann")
    browser, visitor = Browser(editor), Visitor(rng, jm)
    watches: list[Watch] = []
    done: set[Any] = set()
    files = sorted(tmp_path.iterdir())
    messages = rounds(1_000_000)
    often = max(50, messages // LOOKS)
    for n in range(messages):
        legs = editor.session._legs
        watches += [Watch(leg.map, mode) for leg in legs[len(watches) :]]
        number = rng.randrange(len(legs)) if n % 40 == 0 else visitor.number
        if number != visitor.number or n % 200 == 0:
            visitor.at(legs[number].map, number)
        message = visitor.message()
        answers = browser.says(message)
        page(message)
        assert is_answered(message, answers), (message, answers)
        done |= {each.get("code", each["type"]) for each in answers}
        assert mode == "edit" or not any("unmatched" in each for each in answers)
        assert len(editor._questions._open) <= caps.browsers
        for watch, leg in zip(watches, legs, strict=False):
            watch.look()
            assert len(leg._clients) <= caps.browsers
        if n % often == 0:
            for watch in watches:
                watch.look_closely()
    for watch in watches:
        watch.look_closely()
    # Else nothing was tried.
    assert {"commit", "trail", "input", "events"} <= done
    assert len(watches) > 1
    made = {each for each in tmp_path.rglob("*") if each not in files}
    assert len(made) <= caps.files
    assert mode == "edit" or not made
    is_alive(browser, editor, visitor.jm, visitor.number)


@pytest.mark.parametrize("mode", MODES)
def test_messages_to_cards(mode: str, rounds: Rounds, seed: int, page: Any, caps: Limits) -> None:
    caps.document, caps.browsers = BYTES, 40
    jm = small_map()
    cards = cj.PersonaCards(jm, mode=mode, author="Ann")
    browser, visitor = Browser(cards), Visitor(Random(f"{seed} {mode}"), jm)
    watch = Watch(jm, mode)
    messages = rounds(200_000)
    often = max(50, messages // LOOKS)
    for n in range(messages):
        message = visitor.message()
        answers = browser.says(message)
        page(message)
        assert is_answered(message, answers), (message, answers)
        watch.look()
        assert len(cards.session._clients) <= caps.browsers
        if n % often == 0:
            watch.look_closely()
    watch.look_closely()
    is_alive(browser, cards, jm, 0)


def said_to_a_board(rng: Random, visitor: Visitor) -> Any:
    """Return what the filter, the map or a chart of a board could say."""
    name = rng.choice(["web", "shop", "email", "no such", *NAMES])
    ids = [each.id for each in visitor.jm.walk()]
    rows = [{"stage": rng.choice(["Ask", "Buy", name])} for _ in range(rng.randint(0, 3))]
    turn = rng.choice([0, 0, 0, 1, visitor.junk()])
    dimension = rng.choice(["stages", "touchpoints", "personas"])
    own = [each.id for each in getattr(visitor.jm, dimension)]
    days = ["", "2026-03-01", "2026-03-05", "0001-01-01", "9999-12-31", name]
    message = rng.choice(
        [
            {"type": "toggle", "dimension": dimension, "key": rng.choice([*own, name])},
            {"type": "toggle", "dimension": name, "key": rng.choice(ids)},
            {"type": "toggle", "dimension": "channels", "key": name},
            {"type": rng.choice(["waits", "clear"])},
            {"type": "select", "node": rng.choice([*ids, name]), "add": visitor.junk()},
            {"type": "select", "personas": [rng.choice([*ids, name]), visitor.junk()]},
            {"name": "pick", "kind": "point", "points": rows, "ranges": {}, "turn": turn},
            {"name": "pick", "kind": "interval", "points": [], "ranges": {"x": [0, 1]}},
            {"ask": True, "type": "clear"},
            {"type": "period", "days": [rng.choice(days), rng.choice(days)]},
            {"type": "address", "text": f"#{rng.choice(['period', 'channels', name])}={name}"},
        ]
    )
    return visitor.perhaps_damaged(message)


def test_messages_to_a_board(rounds: Rounds, seed: int, page: Any, timers: Timers) -> None:
    rng = Random(seed)
    jm = shop()
    board = cj.JourneyBoard(jm, ten_customers(), charts={"drop_off": None, **MINE}, mode="view")
    parts = [board, board.editor, *board.charts.values()]
    browsers = [Browser(part) for part in parts]
    visitor, watch = Visitor(rng, jm), Watch(jm, "view")
    selected = set()
    messages = rounds(200_000)
    often = max(50, messages // LOOKS)
    for n in range(messages):
        message = said_to_a_board(rng, visitor) if rng.random() < 0.8 else visitor.message()
        rng.choice(browsers).says(message)
        page(message)
        watch.look()
        chosen = board.selection
        selected.add(chosen)
        assert {*chosen.stages, *chosen.touchpoints, *chosen.personas} <= {*jm.walk()}
        assert {*chosen.channels} <= {*BY_NAME["channels"].known(jm, board.scene.whole_log)}
        if n % often == 0:
            watch.look_closely()
            timers.ring()
            page(message)
    assert len(selected) > 3  # else nothing was tried
    board.select()
    browsers[0].says({"type": "toggle", "dimension": "stages", "key": "buy"})
    assert [each.id for each in board.selection.stages] == ["buy"]
