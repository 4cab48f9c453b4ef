"""What browsers are told of the file of the map they show, and what they may do about it."""

from __future__ import annotations

import os

import pytest

import cjwidgets as cj
from cjwidgets.widgets.files import news
from widgets.test_trail import Wire


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", id="ask")])
    jm.personas.append(cj.Persona("Anna", id="anna"))
    chat = cj.Touchpoint("Chat", id="chat", emotions={"anna": 1})
    jm.stages[0].touchpoints.append(chat)
    jm.save("shop")
    return jm


def by_another(jm: cj.JourneyMap, **fields: str) -> None:
    other = cj.JourneyMap.open(jm.path)
    for name, value in fields.items():
        setattr(other, name, value)
    other.save()


def told(wire: Wire) -> dict:
    """What a browser is told that comes back to the page."""
    del wire.sent[:]
    wire.hello()
    return wire.state()["file"]


def test_the_state_of_the_file_is_told(shop):
    wire = Wire(shop)
    first = told(wire)
    assert (first["name"], first["edits"], first["changed"]) == ("shop.cjmap.json", 0, None)
    assert abs(first["saved"] - os.stat(shop.path).st_mtime * 1000) < 60_000
    shop.title = "Store"
    shop.objective = "More"
    assert told(wire)["edits"] == 2
    shop.save()
    now = told(wire)
    assert now["edits"] == 0
    assert now["saved"] >= first["saved"]


def test_an_opened_map_tells_when_its_file_was_written(shop):
    os.utime(shop.path, (1_000_000_000, 1_000_000_000))
    assert told(Wire(cj.JourneyMap.open("shop.cjmap.json")))["saved"] == 1_000_000_000_000


def test_a_map_without_a_file_says_so():
    jm = cj.JourneyMap("Shop")
    file = told(Wire(jm))
    assert file == {"number": 0, "name": None, "saved": None, "edits": 0, "changed": None}


@pytest.mark.parametrize("mode", ["view", "comment"])
def test_who_may_not_save_is_told_nothing_of_files(shop, mode):
    wire = Wire(shop, mode)
    by_another(shop, title="Theirs")
    assert told(wire) is None
    assert "shop.cjmap" not in str(wire.sent)
    assert wire.ask("take").startswith("Only those who may edit")
    assert shop.title == "Shop"


def test_edits_are_counted_from_the_file(shop):
    wire = Wire(shop)

    def count() -> int:
        return told(wire)["edits"]

    for title in "abc":
        shop.title = title
    assert count() == 3
    shop.undo()
    assert count() == 2
    shop.save()
    assert count() == 0
    shop.undo()
    assert count() == 1
    shop.redo()
    assert count() == 1  # it is what the file says, and still it was edited since
    shop.undo()
    shop.undo()
    assert count() == 2
    shop.title = "other"
    assert count() == 3  # two of the file are undone, one came instead
    shop.save()
    assert count() == 0


def test_every_commit_counts(shop):
    wire = Wire(shop)
    change = {"kind": "updated", "id": shop.id, "fields": {"title": ["Shop", "Store"]}}
    assert wire.ask("edit", base=shop.rev, label="", changes=[change]) == ""
    assert [m["edits"] for m in wire.sent if m["type"] == "commit"] == [1]
    assert wire.ask("save") == ""
    assert [m["edits"] for m in wire.sent if m["type"] == "commit"][-1] == 0


def test_a_file_that_others_changed_is_told_before_anything_is_saved(shop):
    wire = Wire(shop)
    by_another(shop, title="Theirs")
    os.utime(shop.path, (2_000_000_000, 2_000_000_000))
    assert told(wire)["changed"] == {"at": 2_000_000_000_000}
    assert told(wire)["changed"] == {"at": 2_000_000_000_000}
    # The first edit looks, too.
    other = Wire(cj.JourneyMap.open("shop.cjmap.json"))
    by_another(shop, title="Theirs again")
    other.trail.map.title = "Mine"
    assert other.state()["file"]["changed"] is not None


def test_a_file_that_was_written_anew_and_says_the_same_is_no_news(shop):
    wire = Wire(shop)
    os.utime(shop.path, (2_000_000_000, 2_000_000_000))
    assert told(wire)["changed"] is None


def test_a_file_is_read_once_for_each_time_it_changed(shop, monkeypatch):
    wire = Wire(shop)
    by_another(shop, title="Theirs")
    reads = []
    content = news.content_of
    monkeypatch.setattr(news, "content_of", lambda path: reads.append(path) or content(path))
    for _ in range(3):
        assert told(wire)["changed"]
    assert len(reads) == 1


def test_what_the_file_says_is_taken_and_undo_brings_back_what_was_here(shop):
    wire = Wire(shop)
    by_another(shop, title="Theirs", objective="More")
    shop.title = "Mine"
    shop.stages["Ask"].touchpoints.append(cj.Touchpoint("Cart", id="cart"))
    mine = shop.to_json()
    assert wire.ask("take") == ""
    assert shop == cj.JourneyMap.open("shop.cjmap.json")
    assert shop.touchpoints[0].emotions == {"anna": 1}
    assert not shop.unsaved
    assert told(wire)["changed"] is None
    shop.undo()
    assert shop.to_json() == mine
    assert told(wire)["edits"] == 1
    shop.save()  # what was replaced had been read here
    assert cj.JourneyMap.open("shop.cjmap.json").title == "Mine"


def test_what_is_no_map_is_not_taken(shop):
    wire = Wire(shop)
    shop.title = "Mine"
    mine = shop.to_json()
    for text in ("{}", '{"cjmap": 1, "id": "x", "stages": [1]}', "\0"):
        shop.path.write_text(text)
        assert wire.ask("take") != ""
        assert shop.to_json() == mine
        assert shop.unsaved
    shop.path.unlink()
    assert wire.ask("take") != ""
    shop.path.symlink_to("/etc/passwd")
    assert "can't be read" in wire.ask("take")
    assert shop.to_json() == mine


def test_a_file_that_is_gone_is_told_and_comes_back(shop):
    wire = Wire(shop)
    shop.path.unlink()
    assert told(wire)["changed"] == {"at": None}
    assert wire.ask("save") == ""
    assert cj.JourneyMap.open("shop.cjmap.json") == shop
    assert told(wire)["changed"] is None


def test_a_file_that_changed_is_replaced_though_nothing_was_edited_here(shop):
    wire = Wire(shop)
    by_another(shop, title="Theirs")
    assert told(wire)["changed"]
    assert "has changed since" in wire.ask("save")
    assert cj.JourneyMap.open("shop.cjmap.json").title == "Theirs"
    assert wire.ask("save", overwrite=True) == ""
    assert cj.JourneyMap.open("shop.cjmap.json").title == "Shop"
    assert told(wire)["changed"] is None
    kept = [name for name in os.listdir() if name != "shop.cjmap.json"]
    assert [cj.JourneyMap.open(name).title for name in kept] == ["Theirs"]
