"""A map that has no file yet: when that is told, how it gets one, how it is known again."""

from __future__ import annotations

import os

import pytest

import cjwidgets as cj
from cjwidgets.widgets.files.whereabouts import life_of, place
from widgets.test_trail import Wire


def test_a_new_map_can_be_saved_from_its_first_edit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    jm = cj.JourneyMap()
    wire = Wire(jm)
    assert wire.place["trail"]["fresh"] is None
    change = {"kind": "updated", "id": jm.id, "fields": {"title": ["", "My shop"]}}
    assert wire.ask("edit", base=0, label="", changes=[change]) == ""
    assert (wire.state()["fresh"], wire.state()["unsaved"]) == (0, None)
    (tmp_path / "my-shop.cjmap.json").write_text("somebody's")
    assert wire.ask("save-as", number=0, name="My shop") == ""
    assert jm.path == tmp_path / "my-shop-2.cjmap.json"
    assert cj.JourneyMap.open(jm.path).title == "My shop"
    assert (tmp_path / "my-shop.cjmap.json").read_text() == "somebody's"
    # From here on it is a map with a file.
    assert (wire.state()["fresh"], wire.state()["unsaved"]) == (None, 0)
    jm.title = "Shop"
    assert (wire.state()["fresh"], wire.state()["unsaved"]) == (None, 1)


@pytest.mark.parametrize("name", ["../out", "/etc/x", "a/../../b", "C:\\x", "..", "\0", " . "])
def test_a_name_from_a_browser_never_leads_out_of_the_folder(name, tmp_path, monkeypatch):
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    jm = cj.JourneyMap("Shop")
    jm.title = "Store"
    wire = Wire(jm)
    assert wire.ask("save-as", number=0, name=name) == ""
    assert jm.path.parent == folder
    assert os.listdir(tmp_path) == ["work"]
    assert [each.endswith(".cjmap.json") for each in os.listdir(folder)] == [True]


@pytest.mark.parametrize("mode", ["comment", "view"])
def test_who_may_not_edit_makes_no_file(mode, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    jm = cj.JourneyMap("Shop")
    jm.title = "Store"
    assert Wire(jm, mode).ask("save-as", number=0, name="x").startswith("Only those who may edit")
    assert os.listdir(tmp_path) == []


def test_a_map_is_known_again_by_itself_and_its_notebook_and_by_nothing_else(monkeypatch, tmp_path):
    jm, same = cj.JourneyMap("Shop", id="shop"), cj.JourneyMap("Shop", id="shop")
    one, two, other = (Wire(each).place["trail"] for each in (jm, jm, same))
    assert one["life"] == two["life"] == life_of(jm) != other["life"]
    jm.title = "Store"
    assert life_of(jm) == one["life"]
    assert one["place"] == other["place"] == place()
    monkeypatch.setenv("JPY_SESSION_NAME", "secret/plans.ipynb")
    there = place()
    assert there != one["place"]
    assert "plans" not in there
    monkeypatch.chdir(tmp_path)
    assert place() == there
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert place() != one["place"]
