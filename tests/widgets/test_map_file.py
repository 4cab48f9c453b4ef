"""A widget that is given a file opens it, makes it where there is none, and loses nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

import cjwidgets as cj
from cjwidgets.errors import ChangedFileError, FileError
from rights import as_anybody

WIDGETS = pytest.mark.parametrize("widget", [cj.MapEditor, cj.PersonaCards, cj.JourneyBoard])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@WIDGETS
@pytest.mark.parametrize("name", ["plan", "plan.cjmap.json", Path("plan")])
def test_a_file_that_is_not_there_is_made(widget, name, folder):
    shown = widget(name)
    assert (shown.map.title, shown.map.unsaved) == ("plan", False)
    assert shown.map.path == folder.resolve() / "plan.cjmap.json"
    assert cj.JourneyMap.open("plan.cjmap.json") == shown.map


@WIDGETS
def test_a_file_is_opened_whatever_its_suffix(widget, folder):
    jm = cj.JourneyMap("Shop", stages=["Ask"])
    jm.save("shop")
    (folder / "shop.cjmap.json").rename("shop.json")
    assert widget("shop.json").map == jm
    assert [each.name for each in folder.iterdir()] == ["shop.json"]


@WIDGETS
@pytest.mark.parametrize("mode", ["view", "comment"])
def test_who_may_not_edit_makes_no_file(widget, mode, folder):
    with pytest.raises(FileError, match=r"no file 'plan\.cjmap\.json'"):
        widget("plan", mode=mode)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("name", ["", "a\0b", "no folder/plan", "."])
def test_what_can_be_no_file_is_refused(name, folder):
    with pytest.raises(FileError):
        cj.MapEditor(name)
    assert not list(folder.iterdir())


def test_what_is_no_map_is_refused_and_stays(folder):
    (folder / "plan.cjmap.json").write_text("{}")
    with pytest.raises(FileError):
        cj.MapEditor("plan")
    assert (folder / "plan.cjmap.json").read_text() == "{}"


def test_a_cell_run_again_finds_what_was_edited():
    first = cj.MapEditor("plan")
    first.map.stages.append("Ask")
    again = cj.MapEditor("plan.cjmap.json")
    assert again.map is first.map
    assert cj.JourneyBoard("plan").map is first.map
    assert [each.name for each in again.map.stages] == ["Ask"]


def test_a_file_that_changed_is_read_anew_unless_edits_would_be_lost(folder):
    first = cj.MapEditor("plan")
    elsewhere = cj.JourneyMap.open("plan.cjmap.json")
    elsewhere.stages.append("By another")
    elsewhere.save()
    second = cj.MapEditor("plan")
    assert second.map is not first.map
    assert second.map == elsewhere
    second.map.stages.append("Mine")
    elsewhere.stages.append("By another again")
    elsewhere.save()
    assert cj.MapEditor("plan").map is second.map
    with pytest.raises(ChangedFileError):
        second.map.save()
    # A file that was deleted takes nothing with it.
    with pytest.warns(UserWarning, match="kept as"):
        second.map.save(overwrite=True)
    (folder / "plan.cjmap.json").unlink()
    assert cj.MapEditor("plan").map is second.map


def test_a_map_that_was_saved_elsewhere_is_not_the_one_of_the_file():
    first = cj.MapEditor("plan")
    first.map.save("copy")
    assert cj.MapEditor("plan").map is not first.map
    assert cj.MapEditor("plan").map.title == "plan"


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX here")
def test_a_folder_that_may_not_be_looked_into_is_refused():
    cj.MapEditor()  # all modules are there now
    with tempfile.TemporaryDirectory() as name:  # others may not look into tmp_path
        folder = Path(name)
        cj.JourneyMap("Shop").save(folder / "shop")
        folder.chmod(0)
        with as_anybody():
            for file in ("shop", "shop.cjmap.json", "other"):
                with pytest.raises(FileError, match="Permission denied"):
                    cj.MapEditor(folder / file)
        folder.chmod(0o755)
