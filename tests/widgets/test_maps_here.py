"""Other maps of the folder: what a browser may see, open and make of them."""

from __future__ import annotations

import os

import pytest

import cjwidgets as cj
from widgets.test_trail import Wire


@pytest.fixture
def folder(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def shop(folder):
    jm = cj.JourneyMap("Shop", stages=["Ask"])
    jm.save("shop")
    return jm


def listed(wire: Wire) -> list[str]:
    assert wire.ask("maps") == ""
    [told] = [m for m in wire.sent if m["type"] == "maps"]
    assert told["cid"] == "x"
    return told["names"]


def shown(wire: Wire) -> str:
    return wire.trail.shown.title


def test_the_maps_of_the_folder_are_listed_newest_first(shop, folder):
    for at, name in enumerate(("old", "new", "middle")):
        path = cj.JourneyMap(name).save(name)
        os.utime(path, (at, [0, 9, 5][at]))
    (folder / "notes.txt").write_text("")
    (folder / "sub.cjmap.json").mkdir()
    (folder / "link.cjmap.json").symlink_to("/etc/passwd")
    assert listed(Wire(shop)) == ["new.cjmap.json", "middle.cjmap.json", "old.cjmap.json"]
    # A map without a file sees all of them.
    assert "shop.cjmap.json" in listed(Wire(cj.JourneyMap()))


def test_no_more_are_listed_than_a_cap_allows(shop, folder):
    for name in "abc":
        cj.JourneyMap(name).save(name)
    cj.limits.listed = 2
    try:
        assert len(listed(Wire(cj.JourneyMap()))) == 2
    finally:
        cj.limits.reset()


@pytest.mark.parametrize("mode", ["view", "comment"])
def test_readers_see_and_open_no_other_map(shop, mode):
    cj.JourneyMap("Plan").save("plan")
    wire = Wire(shop, mode)
    for question in (
        wire.ask("maps"),
        wire.ask("open-map", name="plan.cjmap.json"),
        wire.ask("copy", title="Copy", derive=False),
        wire.ask("copy", title="Copy", derive=True),
    ):
        assert question.startswith("Only those who may edit")
    assert "plan" not in str(wire.sent)
    assert sorted(os.listdir()) == ["plan.cjmap.json", "shop.cjmap.json"]


def test_another_map_is_opened_and_one_comes_back(shop):
    for name in ("Plan", "Idea"):
        cj.JourneyMap(name).save(name)
    wire = Wire(shop)
    assert wire.ask("open-map", name="Plan.cjmap.json") == ""
    assert shown(wire) == "Plan"
    wire.trail.shown.title = "Plan B"
    # From there to a third: the way back is short.
    assert wire.ask("open-map", name="Idea.cjmap.json") == ""
    assert shown(wire) == "Idea"
    assert [each["title"] for each in wire.trail._state()["crumbs"]] == ["Shop", ""]
    # What was edited meanwhile is not lost: it is one of the maps that are saved.
    assert wire.trail._state()["unsaved"] == 1
    assert wire.ask("save") == ""
    assert cj.JourneyMap.open("Plan.cjmap.json").title == "Plan B"
    assert wire.ask("open-map", name="shop.cjmap.json") == ""
    assert wire.trail.shown is shop


def test_a_map_that_another_editor_shows_is_the_same_one(shop):
    other = cj.MapEditor("plan")
    other.map.title = "Being edited"
    wire = Wire(shop)
    assert wire.ask("open-map", name="plan.cjmap.json") == ""
    assert wire.trail.shown is other.map
    # It brought its journeys along.
    tp = cj.Touchpoint("Chat", id="chat")
    other.map.stages = [cj.Stage("Ask", touchpoints=[tp])]
    made = tp.create_journey()
    assert any(each is made for each in shop._family)


NAMES = ["../out.cjmap.json", "/etc/passwd", "plan", "no.cjmap.json", "", ".", "a\0b.cjmap.json"]


@pytest.mark.parametrize("name", [*NAMES, "link.cjmap.json", "sub/in.cjmap.json", "bad.cjmap.json"])
def test_what_is_no_map_of_the_folder_is_refused_alike(shop, folder, name):
    cj.JourneyMap("Out").save(folder.parent / "out")
    (folder / "sub").mkdir()
    cj.JourneyMap("In").save(folder / "sub/in")
    (folder / "link.cjmap.json").symlink_to(folder.parent / "out.cjmap.json")
    (folder / "bad.cjmap.json").write_text("{")
    wire = Wire(shop)
    assert wire.ask("open-map", name=name).endswith("can't be opened from here.")
    assert wire.trail.shown is shop


def test_a_copy_is_a_map_of_its_own(shop):
    wire = Wire(shop)
    shop.objective = "Edited, and not saved"
    (path := shop.path.with_name("my-copy.cjmap.json")).write_text("somebody's")
    assert wire.ask("copy", title="My copy", derive=False) == ""
    copy = wire.trail.shown
    assert (copy.title, copy.objective) == ("My copy", "Edited, and not saved")
    assert copy.path.name == "my-copy-2.cjmap.json"
    assert path.read_text() == "somebody's"
    assert {each.id for each in copy.walk()}.isdisjoint(each.id for each in shop.walk())
    assert copy.derived_from == ""
    assert not copy.unsaved
    assert not copy.can_undo
    assert shop.unsaved
    assert cj.JourneyMap.open("shop.cjmap.json").objective == ""


def test_a_target_map_is_derived(shop):
    wire = Wire(shop)
    assert wire.ask("copy", title="Next year", derive=True) == ""
    target = wire.trail.shown
    assert (target.title, target.kind, target.derived_from) == (
        *("Next year", "future"),
        "shop.cjmap.json",
    )
    assert cj.JourneyMap.open("next-year.cjmap.json") == target
    assert target.stages[0].id == shop.stages[0].id


def test_copies_are_counted_like_other_files(shop):
    cj.limits.files = 1
    try:
        wire = Wire(shop)
        assert wire.ask("copy", title="One", derive=False) == ""
        assert "at most 1 files" in wire.ask("copy", title="Two", derive=False)
    finally:
        cj.limits.reset()
    assert sorted(os.listdir()) == ["one.cjmap.json", "shop.cjmap.json"]
