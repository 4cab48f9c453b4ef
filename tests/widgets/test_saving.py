"""Saving from an editor: nothing of others is lost, and no map waits for another."""

from __future__ import annotations

import json
import os
import pickle
import warnings
from pathlib import Path

import pytest

import cjwidgets as cj
from cjwidgets.errors import ChangedFileError, FileError
from cjwidgets.widgets.files.whereabouts import life_of
from widgets.test_trail import Wire


@pytest.fixture
def maps(tmp_path: Path) -> list[cj.JourneyMap]:
    """A map and three that its touchpoints open, all opened, and with edits in no file."""
    names = ["one", "two", "three"]
    for name in names:
        cj.JourneyMap(name).save(tmp_path / name)
    shop = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=names)])
    for touchpoint, name in zip(shop.touchpoints, names, strict=True):
        touchpoint.journey = f"{name}.cjmap.json"
    shop.save(tmp_path / "shop")
    found = [shop, *(touchpoint.open_journey() for touchpoint in shop.touchpoints)]
    for jm in found:
        jm.objective = "Edited"
    return found


def elsewhere(*maps: cj.JourneyMap) -> None:
    """Somebody else saves these maps' files."""
    for jm in maps:
        other = cj.JourneyMap.open(jm.path)
        other.objective = "Theirs"
        other.save()


def objective(jm: cj.JourneyMap) -> str:
    return cj.JourneyMap.open(jm.path).objective


def files_of(wire: Wire) -> dict:
    [told] = [each for each in wire.sent if each["type"] == "files"]
    return told


def test_a_refusal_stops_no_other_map(maps):
    elsewhere(maps[0], maps[2])
    editor = cj.MapEditor(maps[0])
    with pytest.raises(FileError, match=r"shop\.cjmap\.json has changed .*two\.cjmap\.json has"):
        editor.save_all()
    assert [objective(jm) for jm in maps] == ["Theirs", "Edited", "Theirs", "Edited"]
    assert [jm.unsaved for jm in maps] == [True, False, True, False]
    with pytest.warns(UserWarning, match="it is kept as") as told:
        assert editor.save_all(overwrite=True) == [maps[0].path, maps[2].path]
    assert [each.filename for each in told] == [__file__] * 2
    assert [objective(jm) for jm in maps] == ["Edited"] * 4
    editor.close()


def test_refusals_of_all_kinds_are_named_in_one_error(maps, caps, tmp_path):
    elsewhere(maps[1])
    maps[2].context = "x" * 20_000
    maps[3].path.chmod(0o444)
    caps.document = 15_000
    editor = cj.MapEditor(maps[0])
    with pytest.raises(FileError) as caught:
        editor.save_all()
    sentence, hint = caught.value.sentence, caught.value.hint
    for name, reason in {
        "one": "has changed since",
        "two": "can't be written: The document has",
        "three": "can't be written: it is marked read-only",
    }.items():
        assert f"{tmp_path / name}.cjmap.json {reason}" in sentence
    assert "cj.limits.document" in hint
    assert "overwrite=True" in hint
    assert caught.value.code == "file"
    assert objective(maps[0]) == "Edited"
    editor.close()


def test_a_browser_is_told_what_changed_and_may_choose(maps, tmp_path):
    wire = Wire(maps[0])
    elsewhere(maps[1], maps[2])
    sentence = wire.ask("save")
    assert sentence.count("has changed since") == 2
    assert "tmp" not in json.dumps(wire.sent)
    told = files_of(wire)
    assert told["changed"] == [
        {"number": 1, "file": "one.cjmap.json"},
        {"number": 2, "file": "two.cjmap.json"},
    ]
    assert [objective(jm) for jm in maps] == ["Edited", "Theirs", "Theirs", "Edited"]
    assert [m["code"] for m in wire.sent if m["type"] == "reject"] == [ChangedFileError.code]
    assert wire.state()["unsaved"] == 2
    # The first under another name, which is free; what is in the file stays there.
    before = set(os.listdir(tmp_path))
    assert wire.ask("save-as", number=1, name="Shop!") == ""
    assert files_of(wire)["made"] == ["shop-2.cjmap.json"]
    assert maps[1].path == tmp_path / "shop-2.cjmap.json"
    assert set(os.listdir(tmp_path)) - before == {"shop-2.cjmap.json"}
    assert cj.JourneyMap.open(tmp_path / "one.cjmap.json").objective == "Theirs"
    # The second replaces it, and the browser hears where the old text is.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert wire.ask("save", overwrite=True) == ""
    [[file, kept]] = files_of(wire)["kept"]
    assert file == "two.cjmap.json"
    assert cj.JourneyMap.open(tmp_path / kept).objective == "Theirs"
    assert [objective(jm) for jm in maps] == ["Edited"] * 4
    assert wire.state()["unsaved"] == 0


def test_functions_in_rules_are_told_to_whoever_saves(maps):
    maps[0].stages[0].match = [str.isupper]
    wire = Wire(maps[0])
    assert wire.ask("save") == ""
    assert files_of(wire)["functions"] == ["Stage('Buy', 3 touchpoints)"]
    maps[0].title = "Store"
    editor = cj.MapEditor(maps[0])
    with pytest.warns(UserWarning, match="holds a Python function") as told:
        editor.save_all()
    assert told[0].filename == __file__
    editor.close()


@pytest.mark.parametrize("mode", ["comment", "view"])
def test_who_may_not_edit_saves_nothing(maps, mode, tmp_path):
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    wire = Wire(maps[0], mode)
    assert "write files" in wire.ask("save")
    assert "write files" in wire.ask("save", overwrite=True)
    assert "write files" in wire.ask("save-as", number=0, name="mine")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "name", ["../up", "/etc/cron", "..", "", ".x", "a\\b", "a\0b", "n" * 10**5]
)
def test_another_name_names_no_folder(maps, name, tmp_path):
    before = set(os.listdir(tmp_path))
    wire = Wire(maps[0])
    assert wire.ask("save-as", number=0, name=name) == ""
    [made] = set(os.listdir(tmp_path)) - before
    assert made.endswith(".cjmap.json")
    assert made[0].isalnum()
    assert maps[0].path == tmp_path / made


def test_messages_that_name_no_map_are_refused(maps, tmp_path):
    before = set(os.listdir(tmp_path))
    wire = Wire(maps[0])
    for number in (-1, 4, 10**9):
        assert "no map with the number" in wire.ask("save-as", number=number, name="x")
    for wrong in ({"number": "0", "name": "x"}, {"number": 0, "name": None}, {"name": "x"}):
        assert "no message" in wire.ask("save-as", **wrong)
    assert set(os.listdir(tmp_path)) == before


def test_a_map_without_a_file_gets_one_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    wire = Wire(cj.JourneyMap("New"))
    assert wire.ask("save-as", number=0, name="My plan") == ""
    assert wire.trail.map.path == tmp_path / "my-plan.cjmap.json"
    assert wire.state()["unsaved"] == 0


def test_beside_a_map_elsewhere_nothing_is_made(maps, tmp_path):
    (tmp_path / "inner").mkdir()
    maps[0].save(tmp_path / "inner/shop")
    wire = Wire(maps[0])
    assert "no files can be made" in wire.ask("save-as", number=1, name="x")
    assert not (tmp_path / "x.cjmap.json").exists()


def test_browsers_make_so_many_files(maps, caps, tmp_path):
    caps.files = 3
    wire = Wire(maps[0])
    assert wire.ask("save-as", number=0, name="a") == ""
    assert wire.ask("save-as", number=0, name="b") == ""
    elsewhere(maps[1])
    assert wire.ask("save", overwrite=True) == ""
    assert len(files_of(wire)["kept"]) == 1
    count = len(os.listdir(tmp_path))
    assert "at most 3 files" in wire.ask("save-as", number=0, name="c")
    maps[1].objective = "Again"
    elsewhere(maps[1])
    assert "at most 3 files" in wire.ask("save", overwrite=True)
    assert objective(maps[1]) == "Theirs"
    assert len(os.listdir(tmp_path)) == count
    maps[2].objective = "Again"
    assert "has changed since" in wire.ask("save")
    assert objective(maps[2]) == "Again"


def test_a_file_and_its_copy_are_two_though_their_maps_are_equal(tmp_path):
    one = cj.JourneyMap("One")
    one.save(tmp_path / "one")
    (tmp_path / "two.cjmap.json").write_bytes((tmp_path / "one.cjmap.json").read_bytes())
    shop = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=["One", "Two"])])
    shop.save(tmp_path / "shop")
    for touchpoint in shop.touchpoints:
        touchpoint.journey = f"{touchpoint.name.lower()}.cjmap.json"
    found = [touchpoint.open_journey() for touchpoint in shop.touchpoints]
    for jm in found:
        jm.objective = "Edited"
    assert found[0] == found[1]
    assert found[0] is not found[1]
    assert life_of(found[0]) != life_of(found[1])
    elsewhere(*found)
    editor = cj.MapEditor(shop)
    with pytest.raises(FileError, match=r"one\.cjmap\.json has .*two\.cjmap\.json has") as caught:
        editor.save_all()
    editor.close()
    assert len(caught.value.changed) == 2
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.changed == caught.value.changed
