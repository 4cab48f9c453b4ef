"""Saving and opening: whole or not at all."""

import os
import stat
import subprocess
import sys
import threading

import pytest

import cjwidgets
from cjwidgets import disk, files
from cjwidgets.errors import FileError
from cjwidgets.formats import cjmap
from cjwidgets.model import UnboundRule
from formats.saved import edited, posix
from model.edits import small_map


def test_saved_and_opened(tmp_path):
    jm = cjwidgets.JourneyMap("Shop", stages=["Ask 商店"])
    path = jm.save(tmp_path / "shop")
    assert path == tmp_path / "shop.cjmap.json"
    assert path.read_bytes() == cjmap.dumps(jm).encode()
    assert cjwidgets.JourneyMap.open(path) == jm
    assert jm.save(str(path)) == path
    assert os.listdir(tmp_path) == ["shop.cjmap.json"]


def test_a_missing_file_says_what_is_there(old):
    path, _ = old
    with pytest.raises(FileError) as caught:
        files.open(path.with_name("shopp.cjmap.json"))
    assert "can't be read: No such file" in caught.value.sentence
    assert caught.value.hint == "In that folder: shop.cjmap.json."
    with pytest.raises(OSError, match="No such file"):
        files.open(path.parent / "nowhere" / "shop.cjmap.json")


def test_a_folder_is_no_map(tmp_path):
    with pytest.raises(FileError, match="can't be read"):
        files.open(tmp_path)


def test_not_utf8(tmp_path):
    path = tmp_path / "shop.cjmap.json"
    path.write_bytes("Магазин".encode("cp1251"))
    with pytest.raises(FileError, match="is not a text file in UTF-8"):
        files.open(path)


def test_a_mark_of_windows_editors_is_no_harm(old):
    path, content = old
    path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert files.open(path) == small_map()


@pytest.mark.parametrize("share", range(1, 10))
def test_a_file_cut_in_the_middle(old, share):
    path, content = old
    path.write_bytes(content[: len(content) * share // 10])
    with pytest.raises(FileError, match=r"shop\.cjmap\.json is not a complete JSON document"):
        files.open(path)


def test_no_such_folder(tmp_path):
    with pytest.raises(FileError, match="can't be written: No such file or directory"):
        files.save(small_map(), tmp_path / "nowhere" / "shop")
    assert os.listdir(tmp_path) == []


def test_a_file_marked_read_only_stays(old):
    path, content = old
    path.chmod(0o444)
    with pytest.raises(FileError, match="can't be written: it is marked read-only"):
        files.save(edited(path), path)
    assert path.read_bytes() == content
    assert os.listdir(path.parent) == [path.name]


def test_a_folder_in_the_way(tmp_path):
    (tmp_path / "shop.cjmap.json").mkdir()
    with pytest.raises(FileError, match="can't be written"):
        files.save(small_map(), tmp_path / "shop.cjmap.json")
    assert os.listdir(tmp_path) == ["shop.cjmap.json"]


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_crash_leaves_the_old_file_whole(old, monkeypatch, step, error):
    path, content = old

    def fail(*_):
        raise error

    monkeypatch.setattr(disk.os, step, fail)
    with pytest.raises(FileError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        files.save(edited(path), path)
    monkeypatch.undo()
    assert path.read_bytes() == content
    assert os.listdir(path.parent) == [path.name]
    if isinstance(error, OSError):
        assert "No space left" in str(caught.value)
    files.save(edited(path), path)
    assert files.open(path).title == "Edited"


@posix
def test_the_rights_of_the_file_stay(old):
    path, _ = old
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~disk._umask()
    path.chmod(0o600)
    files.save(edited(path), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_a_link_stays_a_link(old):
    path, _ = old
    (path.parent / "links").mkdir()
    link = path.parent / "links" / "link.cjmap.json"
    link.symlink_to("../shop.cjmap.json")
    assert files.save(edited(path), link) == link
    assert link.is_symlink()
    assert files.open(path).title == files.open(link).title == "Edited"
    assert os.listdir(link.parent) == [link.name]


@posix
def test_links_in_a_circle(tmp_path):
    a, b = tmp_path / "a.cjmap.json", tmp_path / "b.cjmap.json"
    a.symlink_to(b)
    b.symlink_to(a)
    with pytest.raises(FileError, match="can't be read"):
        files.open(a)


def test_functions_are_named_in_a_warning(tmp_path):
    jm = cjwidgets.JourneyMap("Shop", stages=["Ask"])
    jm.stages[0].match = [str.isupper, "cart"]
    with pytest.warns(UserWarning, match=r"Stage\('Ask'\)\.match holds a Python function") as seen:
        path = jm.save(tmp_path / "shop")
    assert len(seen) == 1
    assert seen[0].filename == __file__
    again = cjwidgets.JourneyMap.open(path)
    assert again.stages[0].match == (UnboundRule("isupper"), "cart")
    again.save(path)  # no function any more, no warning: warnings are errors here


def test_a_map_saved_while_it_is_edited_is_one_that_was(tmp_path):

    jm = small_map()
    done = threading.Event()

    def edit():
        for number in range(300):
            with jm.batch():
                jm.title = f"{number}"
                jm.stages[0].name = f"{number}"
        done.set()

    thread = threading.Thread(target=edit)
    thread.start()
    while not done.is_set():
        again = files.open(files.save(jm, tmp_path / "shop"))
        assert again.title == again.stages[0].name or again.title == "Shop"
    thread.join()


def test_the_file_opened_is_the_file_saved(old):
    path, _ = old
    plan = path.rename(path.with_name("plan.json"))
    edited(plan).save()
    assert os.listdir(plan.parent) == ["plan.json"]
    assert files.open(plan).title == "Edited"
    jm = files.open(plan)
    jm.title = "Named"
    assert jm.save(plan) == plan
    assert jm.save(str(plan)) == plan
    assert os.listdir(plan.parent) == ["plan.json"]
    assert files.open(plan).title == "Named"
    assert jm.save(plan.with_name("other.json")).name == "other.json.cjmap.json"


@pytest.mark.parametrize("path", [".", "", "a\0b"])
def test_a_path_that_names_no_file(path):
    with pytest.raises(FileError, match="names no file"):
        small_map().save(path)


def test_a_full_disk_is_named(old, monkeypatch):
    path, _ = old
    jm = edited(path)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk.os, "fsync", fail)
    with pytest.raises(FileError) as caught:
        jm.save()
    assert "disk" in caught.value.hint


def test_a_long_name_is_saved(tmp_path):
    path = tmp_path / ("n" * (255 - len(files.SUFFIX)) + files.SUFFIX)
    assert files.open(small_map().save(path)) == small_map()


def test_what_a_killed_program_left_is_swept(tmp_path):
    """Seen from outside: a program that is killed while it writes, and one that saves later."""
    script = (
        "import os, cjwidgets as cj\n"
        "from cjwidgets import files\n"
        "files.os.replace = lambda *_: os.kill(os.getpid(), 9)\n"
        "cj.JourneyMap('Lost').save('shop')\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
    [left] = tmp_path.iterdir()
    small_map().save(tmp_path / "shop")
    assert left.exists()  # somebody may still be writing it
    long_ago = left.stat().st_mtime - 2 * disk._ABANDONED
    os.utime(left, (long_ago, long_ago))
    other = tmp_path / "notes.txt"
    other.write_text("not ours")
    os.utime(other, (long_ago, long_ago))
    small_map().save(tmp_path / "shop")
    assert {each.name for each in tmp_path.iterdir()} == {"shop.cjmap.json", "notes.txt"}


@posix
def test_the_folder_is_settled_after_the_file(tmp_path, monkeypatch):
    done = []
    for name in ("fsync", "replace"):
        real = getattr(disk.os, name)

        def tell(*given, name=name, real=real):
            is_folder = name == "fsync" and stat.S_ISDIR(os.fstat(given[0]).st_mode)
            done.append("folder" if is_folder else name)
            return real(*given)

        monkeypatch.setattr(disk.os, name, tell)
    small_map().save(tmp_path / "shop")
    assert done == ["fsync", "replace", "folder"]


@posix
def test_a_pipe_in_the_way_stops_nobody(tmp_path):
    os.mkfifo(tmp_path / "shop.cjmap.json")
    path = small_map().save(tmp_path / "shop")
    assert files.open(path) == small_map()
