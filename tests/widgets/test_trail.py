"""The trail of maps in an editor, without a kernel."""

from __future__ import annotations

import json

import pytest

import cjwidgets as cj
from cjwidgets.errors import FileError, InputError, NotFoundError
from cjwidgets.widgets.roles import Role
from cjwidgets.widgets.trail import Trail


class Wire:
    """One browser of a trail: says hello to each map that is shown, and keeps what it is sent."""

    def __init__(self, map: cj.JourneyMap, mode: str = "edit") -> None:
        self.sent: list[dict] = []
        self.trail = Trail(map, self.receive, self.hello)
        self.trail.role = Role(mode)
        self.hello()

    def receive(self, message: dict) -> None:
        self.sent.append(json.loads(json.dumps(message)))

    def hello(self) -> None:
        self.place = self.trail.snapshot()
        self.say({"type": "hello", "client": "a", "rev": self.place["rev"]})

    def say(self, message: dict, map: int | None = None) -> None:
        self.trail.handle({"map": self.place["map"] if map is None else map, **message})

    def ask(self, kind: str, map: int | None = None, **more: object) -> str:
        """Ask for something; return the sentence of a refusal, or nothing."""
        del self.sent[:]
        self.say({"type": kind, "cid": "x", **more}, map)
        rejects = [m for m in self.sent if m["type"] == "reject" and m["cid"] == "x"]
        answers = rejects or [m for m in self.sent if "x" in m.get("origins", [])]
        assert answers, "every message is answered"
        return answers[0].get("sentence", "")

    def state(self) -> dict:
        return [m for m in self.sent if m["type"] == "trail"][-1]["trail"]


@pytest.fixture
def shop(tmp_path):
    loop = cj.Touchpoint("Card", id="card", journey="../shop.cjmap.json")
    (tmp_path / "parts").mkdir()
    cj.JourneyMap("Paying", stages=[cj.Stage("Choose", touchpoints=[loop])]).save(
        tmp_path / "parts/pay"
    )
    pay = cj.Touchpoint("Pay", id="pay", journey="parts/pay.cjmap.json")
    ask = cj.Touchpoint("Live chat!", id="chat")
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", id="buy", touchpoints=[pay, ask])])
    jm.save(tmp_path / "shop")
    return jm


def test_the_editor_shows_a_journey_and_goes_back(shop):
    editor = cj.MapEditor(shop)
    paying = editor.open_journey("pay")
    assert (editor.map, editor.shown, paying.title) == (shop, paying, "Paying")
    assert editor.session.snapshot()["doc"]["title"] == "Paying"
    assert editor.back() is shop
    assert editor.back() is shop
    assert editor.open_journey(shop.node("pay")) is paying
    with pytest.raises(NotFoundError, match="nothing with the id 'pay'"):
        editor.open_journey("pay")
    editor.close()
    assert shop._listeners == paying._listeners == []


@pytest.mark.parametrize("number", [7, -1, "", None, 0.5, float("nan"), False, True, 0.0])
def test_who_asks_in_no_map_is_answered_too(shop, number):
    trail = Wire(shop)
    del trail.sent[:]
    trail.trail.handle({"type": "undo", "cid": "x", "map": number})
    assert [(m["type"], m["cid"], m["code"]) for m in trail.sent] == [("reject", "x", "input")]


def test_a_file_is_opened_once_whoever_opens_it(shop):
    one, other = cj.MapEditor(shop), cj.MapEditor(shop)
    paying = one.open_journey("pay")
    assert other.open_journey("pay") is paying
    assert shop.node("pay").open_journey() is paying
    # A map that opens the one it came from: the same object, and the trail goes back to it.
    assert paying.node("card").open_journey() is shop
    assert one.open_journey("card") is shop
    assert one.session.snapshot()["trail"]["crumbs"] == [{"title": "", "unsaved": False}]
    # JourneyMap.open reads the file anew.
    assert cj.JourneyMap.open(paying.path) is not paying


def test_each_map_has_its_own_edits_and_history(shop):
    wire = Wire(shop)
    rename = {"kind": "updated", "id": "buy", "fields": {"name": ["Buy", "Order"]}}
    assert wire.ask("open", node="pay") == ""
    paying = wire.trail.shown
    # A tab that did not know yet: its edit goes to the map it was made in.
    assert wire.ask("edit", map=0, changes=[rename]) == ""
    assert shop.stages[0].name == "Order"
    assert wire.ask("undo") == ""
    assert shop.stages[0].name == "Order"
    paying.stages[0].name = "Pick"
    assert {m["map"] for m in wire.sent if m["type"] == "commit"} == {1}
    assert wire.ask("undo") == ""
    assert (paying.stages[0].name, shop.stages[0].name) == ("Choose", "Order")
    assert wire.ask("back", to=0) == ""
    assert wire.ask("undo") == ""
    assert shop.stages[0].name == "Buy"


def test_what_can_not_be_opened_is_said_and_nothing_moves(shop):
    wire = Wire(shop)
    assert "has no journey of its own" in wire.ask("open", node="chat")
    shop.node("chat").journey = "nowhere.cjmap.json"
    assert "can't be opened from here" in wire.ask("open", node="chat")
    (shop.path.parent / "broken.cjmap.json").write_text("{")
    shop.node("chat").journey = "broken.cjmap.json"
    assert "can't be opened from here" in wire.ask("open", node="chat")
    assert "is no touchpoint" in wire.ask("open", node="buy")
    assert "nothing with the id" in wire.ask("open", node="gone")
    assert wire.trail.shown is shop
    for message in (None, {"type": "open", "cid": "y"}, {"type": "back", "cid": "y", "to": -1}):
        wire.trail.handle(message)
        assert wire.sent[-1]["type"] == "reject"
    wire.say({"type": "undo", "cid": "y"}, map=7)
    assert wire.sent[-1]["type"] == "reject"


def test_a_new_journey_is_a_file_beside_its_map(shop):
    wire = Wire(shop)
    folder = shop.path.parent
    (folder / "live-chat.cjmap.json").write_text("somebody's")
    assert wire.ask("create", node="chat") == ""
    assert shop.node("chat").journey == "live-chat-2.cjmap.json"
    assert wire.trail.shown.title == "Live chat!"
    assert wire.trail.shown.path == folder / "live-chat-2.cjmap.json"
    assert (folder / "live-chat.cjmap.json").read_text() == "somebody's"
    assert "has a journey already" in wire.ask("create", map=0, node="chat")
    shop.undo()
    assert shop.node("chat").journey == ""
    draft = Wire(cj.JourneyMap("New", stages=[cj.Stage("A", touchpoints=["B"])]))
    sentence = draft.ask("create", node=draft.trail.map.touchpoints[0].id)
    assert sentence.startswith("Save the map first: ")
    with pytest.raises(FileError, match="Save the map first"):
        cj.Touchpoint("Alone").create_journey()


def test_files_that_miss_edits_are_told_and_saved(shop):
    wire, other = Wire(shop), Wire(shop)
    told = wire.place["trail"]
    assert (told["crumbs"], told["unsaved"]) == ([{"title": "", "unsaved": False}], 0)
    wire.ask("open", node="pay")
    wire.trail.shown.title = "Payment"
    shop.title = "Store"
    told = wire.state()
    assert told["crumbs"] == [{"title": "Store", "unsaved": True}, {"title": "", "unsaved": True}]
    assert told["unsaved"] == 2
    # Who looks at another map is told too.
    told = other.state()
    assert (told["crumbs"], told["unsaved"]) == ([{"title": "", "unsaved": True}], 2)
    shop.save()
    assert wire.state()["unsaved"] == 1
    assert wire.ask("save") == ""
    assert wire.state()["unsaved"] == other.state()["unsaved"] == 0
    assert cj.JourneyMap.open(wire.trail.shown.path).title == "Payment"
    shop.title = "Shop"
    editor = cj.MapEditor(shop)
    assert editor.save_all() == [shop.path]
    assert not shop.unsaved
    assert Wire(cj.JourneyMap("No file")).place["trail"]["unsaved"] is None


@pytest.mark.parametrize("mode", ["comment", "view"])
def test_who_may_not_edit_may_open_and_writes_no_file(shop, mode):
    wire = Wire(shop, mode)
    before = shop.path.read_text()
    shop.title = "Edited"
    assert "write files" in wire.ask("create", node="chat")
    assert "write files" in wire.ask("save")
    assert shop.path.read_text() == before
    assert not shop.node("chat").journey
    assert wire.ask("open", node="pay") == ""
    rename = {"kind": "updated", "id": "card", "fields": {"name": ["Card", "Cash"]}}
    assert wire.ask("edit", changes=[rename]) != ""
    assert wire.trail.shown.node("card").name == "Card"


def test_only_a_map_on_the_trail_leads_on(shop):
    wire = Wire(shop)
    wire.ask("open", node="pay")
    wire.ask("back", to=0)
    assert "not shown any more" in wire.ask("open", map=1, node="card")
    # From an earlier map of the trail the way begins anew.
    wire.ask("open", node="pay")
    other = cj.JourneyMap("Chatting")
    other.save(shop.path.parent / "chat")
    shop.node("chat").journey = "chat.cjmap.json"
    assert wire.ask("open", map=0, node="chat") == ""
    assert wire.trail.shown.title == "Chatting"
    assert len(wire.place["trail"]["crumbs"]) == 2


def test_a_browser_that_missed_the_move_is_told_when_it_asks(shop):
    wire = Wire(shop)
    moves: list[int] = []
    wire.trail._moved = lambda: moves.append(1)
    wire.trail.open("pay")
    wire.say({"type": "hello", "client": "b", "rev": 0}, map=0)
    assert len(moves) == 2
    wire.say({"type": "hello", "client": "b", "rev": 0}, map=1)
    assert len(moves) == 2
    with pytest.raises(InputError):
        wire.trail.show(wire.trail.map, Wire(shop).trail._way[0])


@pytest.mark.parametrize("odd", [True, False, 1.0, "0", None, [0]])
def test_true_and_false_are_no_places(shop, odd, tmp_path):
    wire = Wire(shop)
    wire.trail.open("pay")
    before, files = wire.trail.shown, sorted(tmp_path.rglob("*"))
    assert wire.ask("back", to=odd), "a sentence, and nothing else happens"
    assert wire.trail.shown is before
    assert wire.ask("save-as", number=odd, name="copy")
    assert sorted(tmp_path.rglob("*")) == files
    assert not wire.ask("back", to=0)
    assert wire.trail.shown is shop
