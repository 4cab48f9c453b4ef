"""What others wrote in a file that is saved: refused or kept, never lost."""

import os
import subprocess
import sys
import threading
from typing import Any

import pytest

import cjwidgets
from cjwidgets import disk, files
from cjwidgets.errors import ChangedFileError, FileError
from cjwidgets.model import JourneyMap
from formats.saved import edited, posix
from model.edits import small_map


def test_a_file_that_others_changed_is_refused(old, monkeypatch):
    path, content = old
    told: list[Any] = []
    jm = edited(path)
    path.write_bytes(content + b"\n")
    for target in [(), (path,)]:
        with pytest.raises(FileError, match="has changed since") as caught:
            jm.save(*target)
        assert path.read_bytes() == content + b"\n"
        assert jm.unsaved
        assert isinstance(caught.value, ChangedFileError)
        with monkeypatch.context() as patch:
            patch.setattr(JourneyMap, "save", lambda jm, *given, **more: told.append((given, more)))
            exec(caught.value.hint.partition(": ")[2].rstrip("."), {"jm": jm})
        assert told.pop() == (tuple(map(str, target)), {"overwrite": True})
    with pytest.warns(UserWarning, match="it is kept as shop"):
        jm.save(overwrite=True)
    assert files.open(path).title == "Edited"
    (kept,) = set(os.listdir(path.parent)) - {path.name}
    assert path.with_name(kept).read_bytes() == content + b"\n"
    jm.save()
    assert len(os.listdir(path.parent)) == 2


def test_a_file_never_read_is_kept_beside(old):
    path, content = old
    small_map().save(path)  # run again: it says the same
    assert os.listdir(path.parent) == [path.name]
    other = cjwidgets.JourneyMap("Other")
    with pytest.warns(UserWarning, match="it is kept as shop"):
        other.save(path)
    (kept,) = set(os.listdir(path.parent)) - {path.name}
    assert path.with_name(kept).read_bytes() == content
    assert files.open(path).title == "Other"


def test_overwriting_a_file_never_read_keeps_it_too(old):
    path, content = old
    with pytest.warns(UserWarning, match="it is kept as shop"):
        cjwidgets.JourneyMap("Other").save(path, overwrite=True)
    (kept,) = set(os.listdir(path.parent)) - {path.name}
    assert path.with_name(kept).read_bytes() == content


def test_what_is_kept_is_kept_by_a_name_of_its_own(old):
    """Many in one second; and none is left behind by a save that failed."""
    path, _ = old
    for number in range(4):
        with pytest.warns(UserWarning, match="it is kept as shop"):
            cjwidgets.JourneyMap(f"Other {number}").save(path)
    titles = {files.open(each).title for each in path.parent.iterdir()}
    assert titles == {"Shop", "Other 0", "Other 1", "Other 2", "Other 3"}


def test_a_save_that_fails_keeps_nothing_beside(old, monkeypatch):
    path, content = old
    path.chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        cjwidgets.JourneyMap("Other").save(path)
    path.chmod(0o644)
    real, calls = os.replace, []

    def fail(*given):
        calls.append(given)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(*given)

    monkeypatch.setattr(disk.os, "replace", fail)
    with pytest.raises(FileError, match="No space left"):
        cjwidgets.JourneyMap("Other").save(path)
    assert os.listdir(path.parent) == [path.name]
    assert path.read_bytes() == content


def test_what_can_not_be_read_can_not_be_kept_and_stays(old, monkeypatch):
    path, content = old

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.read_bytes", refuse)
        with pytest.raises(FileError, match="can't be written: Permission denied"):
            cjwidgets.JourneyMap("Other").save(path)
    assert path.read_bytes() == content


@posix
def test_a_folder_that_can_not_be_listed_takes_files(tmp_path, monkeypatch):
    real = os.open

    def refuse(path, *given, **more):
        if os.path.isdir(path):
            raise PermissionError(13, "Permission denied")
        return real(path, *given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "open", refuse)
        path = small_map().save(tmp_path / "shop")
    assert files.open(path) == small_map()


@posix
def test_two_programs_that_save_at_once_lose_nothing(tmp_path):
    """Each replaces what it never read; every text is in the file or beside it."""
    script = (
        "import sys, warnings, cjwidgets as cj\n"
        "warnings.simplefilter('ignore')\n"
        "for n in range(20): cj.JourneyMap(f'{sys.argv[1]} {n}').save('shop')\n"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", script, name], cwd=tmp_path) for name in "abc"
    ]
    assert [program.wait() for program in programs] == [0, 0, 0]
    titles = {files.open(each).title for each in tmp_path.iterdir()}
    assert titles == {f"{name} {n}" for name in "abc" for n in range(20)}


@posix
def test_who_holds_the_folder_for_long_is_not_waited_for(old, monkeypatch):
    import fcntl

    path, _ = old
    monkeypatch.setattr(disk, "_TURN", 0)
    handle = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    edited(path).save()
    os.close(handle)
    assert files.open(path).title == "Edited"


def test_savers_of_one_map_leave_the_file_as_the_map_says(tmp_path):
    jm = small_map()
    path = jm.save(tmp_path / "shop")
    begin = threading.Barrier(4)

    def work(name):
        begin.wait()
        for n in range(15):
            jm.title = f"{name} {n}"
            jm.save()

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not jm.unsaved
    assert files.open(path) == jm
