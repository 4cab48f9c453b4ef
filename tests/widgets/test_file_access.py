"""What browsers of an editor make the kernel read and write: maps in the folder of its map."""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from pathlib import Path

import pytest

import cjwidgets as cj
from cjwidgets import files
from cjwidgets.errors import FileError
from cjwidgets.widgets.files import access
from widgets.test_trail import Wire

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX here")
MODES = ["edit", "comment", "view"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the map; what lies beside it is nobody's business."""
    cj.JourneyMap("Secret").save(tmp_path / "secret")
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def shop(home: Path) -> cj.JourneyMap:
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", id="buy", touchpoints=["Cart", "Pay"])])
    jm.touchpoints[0].journey = "cart.cjmap.json"
    cj.JourneyMap("Filling the cart").save(home / "cart")
    jm.save(home / "shop")
    return jm


def asked(jm: cj.JourneyMap, journey: str, mode: str = "view") -> dict:
    """Let a browser open a journey; return its answer."""
    jm.touchpoints[1].journey = journey
    wire = Wire(jm, mode)
    sentence = wire.ask("open", node=jm.touchpoints[1].id)
    moved = wire.trail.shown is not jm
    wire.trail.close()
    rejects = [each for each in wire.sent if each["type"] == "reject"]
    assert moved == (not sentence) == (not rejects)
    return {"moved": moved, "said": json.dumps(rejects)}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "journey",
    [
        "../secret.cjmap.json",  # there, and a map
        "../nowhere.cjmap.json",
        "{folder}/secret.cjmap.json",
        "{folder}/nowhere/at/all.cjmap.json",
        "/etc/passwd",
        "/dev/zero",
        "//host/share/map.cjmap.json",
        "cart.cjmap.json/../../secret.cjmap.json",
        "nowhere/../../secret.cjmap.json",
        "shop.json",
        "notes.txt",
        "plain.json",
        "broken.cjmap.json",
        "folder.cjmap.json",
        "folder.cjmap.json/..",
        "a\0.cjmap.json",
        "n" * 3_000 + ".cjmap.json",
        ".",
        "~/secret.cjmap.json",
    ],
)
def test_all_refusals_are_one(shop, home, mode, journey, caplog):
    caplog.set_level(logging.INFO)
    (home / "notes.txt").write_text("words")
    (home / "plain.json").write_text((home / "cart.cjmap.json").read_text())
    (home / "broken.cjmap.json").write_text("{")
    (home / "folder.cjmap.json").mkdir()
    missing = asked(shop, "nowhere.cjmap.json", mode)
    assert not missing["moved"]
    assert asked(shop, journey.format(folder=home.parent), mode) == missing
    # Whole words: a random id may hold any letters.
    words = {word.removesuffix(".cjmap.json") for word in re.findall(r"[\w.-]+", missing["said"])}
    assert "Pay" in words
    assert not words & {"secret", "cart", "home", "nowhere", *home.parts[1:]}
    assert "cjwidgets opens no" in caplog.text  # the server keeps the reason


@posix
@pytest.mark.parametrize("mode", MODES)
def test_links_lead_nowhere_else(shop, home, mode):
    missing = asked(shop, "nowhere.cjmap.json", mode)
    os.mkfifo(home / "pipe.cjmap.json")
    (home / "file.cjmap.json").symlink_to("../secret.cjmap.json")
    (home / "folder").symlink_to("..")
    (home / "zero.cjmap.json").symlink_to("/dev/zero")
    (home / "waits.cjmap.json").symlink_to("pipe.cjmap.json")
    (home / "circle.cjmap.json").symlink_to("circle.cjmap.json")
    (home / "empty.cjmap.json").symlink_to("gone.cjmap.json")
    for name in ("pipe", "file", "folder/secret", "zero", "waits", "circle", "empty"):
        assert asked(shop, f"{name}.cjmap.json", mode) == missing, name
    (home / "near.cjmap.json").symlink_to("cart.cjmap.json")
    assert asked(shop, "near.cjmap.json", mode)["moved"]


@posix
def test_no_refusal_leaves_a_file_open(shop, home):
    os.mkfifo(home / "pipe.cjmap.json")
    (home / "folder.cjmap.json").mkdir()
    before = len(os.listdir("/dev/fd"))
    for name in ("pipe", "folder", "nowhere"):
        asked(shop, f"{name}.cjmap.json")
    assert len(os.listdir("/dev/fd")) == before


def test_foreign_paths_are_not_even_looked_at(shop, home, monkeypatch):
    """On Windows a look at a network drive tells its host who looks."""
    looked = []
    real = os.path.realpath
    monkeypatch.setattr(
        access.os.path, "realpath", lambda path, **more: looked.append(str(path)) or real(path)
    )
    asked(shop, "//host/share/map.cjmap.json")
    asked(shop, str(home.parent / "secret.cjmap.json"))
    assert not [path for path in looked if "share" in path or "secret" in path]


@pytest.mark.parametrize("mode", MODES)
def test_maps_of_the_folder_open(shop, home, mode):
    (home / "parts").mkdir()
    (home / "parts" / "pay.cjmap.json").write_text((home / "cart.cjmap.json").read_text())
    for path in ("cart.cjmap.json", "parts/../cart.cjmap.json", "parts/pay.cjmap.json"):
        assert asked(shop, path, mode)["moved"]
    assert asked(shop, str(home / "cart.cjmap.json"), mode)["moved"]


def test_a_file_is_measured_before_it_is_read(shop, home, caps):
    caps.document = 10_000
    with (home / "large.cjmap.json").open("wb") as file:
        file.truncate(10_001)
    reads = []
    fdopen = os.fdopen
    try:
        access.os.fdopen = lambda *args, **more: reads.append(args) or fdopen(*args, **more)
        missing = asked(shop, "nowhere.cjmap.json")
        assert asked(shop, "large.cjmap.json") == missing
        assert reads == []
        assert asked(shop, "cart.cjmap.json")["moved"]
    finally:
        access.os.fdopen = fdopen
    assert len(reads) == 1


def test_a_file_is_read_while_the_map_is_everyones(shop, monkeypatch):
    free = []
    content = access.content_of

    def slow(path):
        def look():
            free.append(shop._lock.acquire(blocking=False))
            if free[-1]:
                shop._lock.release()

        other = threading.Thread(target=look)
        other.start()
        other.join()
        shop.title = "Store"  # somebody edits meanwhile
        return content(path)

    monkeypatch.setattr(access, "content_of", slow)
    wire = Wire(shop)
    assert wire.ask("open", node=shop.touchpoints[0].id) == ""
    assert free == [True]
    assert wire.trail.shown.title == "Filling the cart"


def test_two_that_open_one_file_at_once_get_one_map(shop, monkeypatch):
    both = threading.Barrier(2, timeout=60)
    content = access.content_of

    def slow(path):
        both.wait()
        return content(path)

    monkeypatch.setattr(access, "content_of", slow)
    wires = [Wire(shop), Wire(shop)]
    node = shop.touchpoints[0].id
    threads = [
        threading.Thread(target=wire.ask, args=("open",), kwargs={"node": node}) for wire in wires
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wires[0].trail.shown is wires[1].trail.shown
    assert wires[0].trail.shown is not shop
    assert len(shop._family) == 2


def test_python_opens_everything_and_what_it_showed_may_be_shown_again(shop, home):
    away = "../secret.cjmap.json"
    shop.touchpoints[1].journey = away
    id = shop.touchpoints[1].id
    assert shop.touchpoints[1].open_journey().title == "Secret"
    # That a script opened it shows it to nobody.
    assert not asked(shop, away)["moved"]
    editor = cj.MapEditor(shop, mode="view")
    told = []
    editor.session._send = told.append
    editor.session.handle({"type": "hello", "client": "a", "rev": -1, "map": 0})
    editor.session.handle({"type": "open", "cid": "x", "node": id, "map": 0})
    [refused] = [each for each in told if each["type"] == "reject"]
    advice = refused["hint"].partition(", ")[2].partition(" opens it")[0]
    exec(advice, {"editor": editor})
    assert editor.shown.title == "Secret"
    editor.back()
    editor.session.handle({"type": "open", "cid": "y", "node": id, "map": 0})
    assert editor.shown.title == "Secret"
    # From there, too, the way leads only into the folder of the map that was given.
    cj.JourneyMap("Other").save(home.parent / "other")
    stage = cj.Stage("A", touchpoints=[cj.Touchpoint("B", id="b", journey="other.cjmap.json")])
    editor.shown.stages.append(stage)
    editor.session.handle({"type": "open", "cid": "z", "node": "b", "map": 1})
    assert editor.shown.title == "Secret"
    editor.close()


def test_a_map_without_a_file_opens_what_is_in_the_working_folder(shop, home, monkeypatch):
    monkeypatch.chdir(home)
    draft = cj.JourneyMap.from_json(shop.to_json())
    assert asked(draft, "cart.cjmap.json")["moved"]
    assert not asked(draft, "../secret.cjmap.json")["moved"]


# Writing ---------------------------------------------------------------------------------


def create(wire: Wire, jm: cj.JourneyMap, name: str, map: int = 0) -> str:
    touchpoint = cj.Touchpoint(name)
    jm.stages[0].touchpoints.append(touchpoint)
    return wire.ask("create", map=map, node=touchpoint.id)


def test_browsers_create_so_many_files(shop, home, caps):
    caps.files = 3
    wire, before = Wire(shop), len(os.listdir(home))
    for number in range(3):
        assert create(wire, shop, f"New {number}") == ""
        wire.ask("back", to=0)
        shop.undo()  # the file is there all the same
    assert "at most 3 files" in create(wire, shop, "One more")
    assert shop.touchpoints[-1].journey == ""
    assert len(os.listdir(home)) == before + 3
    exec(wire.sent[-1]["hint"].partition(": ")[2].rstrip("."), {"cj": cj})
    assert wire.ask("create", map=0, node=shop.touchpoints[-1].id) == ""
    # Python is asked by nobody.
    for number in range(5):
        shop.stages[0].touchpoints.append(f"Script {number}")
        shop.touchpoints[-1].create_journey()


@pytest.mark.parametrize("mode", ["comment", "view"])
def test_those_who_may_not_edit_create_nothing(shop, home, mode):
    before = sorted(os.listdir(home))
    assert "write files" in create(Wire(shop, mode), shop, "New")
    assert sorted(os.listdir(home)) == before


@pytest.mark.parametrize(
    "name",
    ["../up", "/etc/cron", "..", ".hidden", "a\\b", "C:\\x", "con\u202egnp.", "n" * 300, "-"],
)
def test_the_name_of_a_touchpoint_names_no_folder(shop, home, name):
    around = sorted(os.listdir(home.parent))
    before = set(os.listdir(home))
    assert create(Wire(shop), shop, name) == ""
    [made] = set(os.listdir(home)) - before
    assert made.endswith(".cjmap.json")
    assert made[0].isalnum()
    assert sorted(os.listdir(home.parent)) == around


@posix
def test_a_link_to_nowhere_is_left_alone(shop, home):
    (home / "new.cjmap.json").symlink_to("../elsewhere")
    assert create(Wire(shop), shop, "New") == ""
    assert shop.touchpoints[-1].journey == "new-2.cjmap.json"
    assert not (home.parent / "elsewhere").exists()


def test_beside_a_map_that_python_opened_elsewhere_browsers_create_nothing(shop, home):
    wire = Wire(shop)
    shop.touchpoints[1].journey = "../secret.cjmap.json"
    wire.trail.open(shop.touchpoints[1].id)
    secret = wire.trail.shown
    secret.stages.append("Ask")
    around = sorted(os.listdir(home.parent))
    assert "no files can be made from here" in create(wire, secret, "New", map=1)
    assert sorted(os.listdir(home.parent)) == around
    assert secret.touchpoints[-1].create_journey().path == home.parent / "new.cjmap.json"


def test_what_can_not_be_written_names_no_folder_to_browsers(shop, home, monkeypatch):
    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.os, "replace", fail)
    wire = Wire(shop)
    assert create(wire, shop, "New") == "new.cjmap.json can't be written: Permission denied."
    assert "home" not in json.dumps(wire.sent)
    assert "shop.cjmap.json can't be written: " in wire.ask("save")
    assert "home" not in json.dumps(wire.sent)
    with pytest.raises(FileError, match="home"):  # Python may know
        shop.save()
