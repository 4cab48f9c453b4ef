"""Programs that are killed while they save, and programs that save at once: nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cjwidgets import JourneyMap

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and signals are POSIX here")

KILLED = """
import os, random, signal, sys
import cjwidgets as cj
from cjwidgets import disk

rounds, seed = map(int, sys.argv[1:])
chance = random.Random(seed)
path = cj.JourneyMap("0").save("shop")

def deadly(real):
    def call(*given, **more):
        step()
        result = real(*given, **more)
        step()
        return result
    return call

def step():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

deaths = 0
for number in range(rounds):
    left = chance.randrange(1, 90)
    jm = cj.JourneyMap.open(path)
    before = int(jm.title)
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        for name in ("open", "fdopen", "fsync", "chmod", "replace", "close"):
            setattr(disk.os, name, deadly(getattr(disk.os, name)))
        disk.tempfile.mkstemp = deadly(disk.tempfile.mkstemp)
        for title in range(before + 1, before + 6):
            jm.title, jm.context = str(title), "x" * chance.randrange(20_000)
            jm.save()
            os.write(told, b".")
        os._exit(0)
    os.close(told)
    done = 0
    while more := os.read(heard, 100):
        done += len(more)
    os.close(heard)
    deaths += os.waitpid(child, 0)[1] == signal.SIGKILL
    now = int(cj.JourneyMap.open(path).title)
    # What was acknowledged is there; what was not may be.
    assert before + done <= now <= min(before + done + 1, before + 5), (number, before, done, now)
assert deaths > rounds // 3, deaths
"""

SAVER = """
import random, sys, warnings
import cjwidgets as cj
from cjwidgets.errors import ChangedFileError

warnings.simplefilter("ignore")  # each text that is kept is told
name, rounds, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
chance = random.Random(name + seed)
jm = cj.JourneyMap("New")
for number in range(rounds):
    match chance.randrange(6):
        case 0:
            jm = cj.JourneyMap("New")
        case 1 | 2:
            jm = cj.JourneyMap.open("shop.cjmap.json")
    if len(jm.context) > 15_000:
        jm = cj.JourneyMap("New")
    jm.context += f" {name}{number} "  # and all that it has read
    try:
        jm.save("shop")
    except ChangedFileError:
        if chance.randrange(2):
            jm = cj.JourneyMap.open("shop.cjmap.json")
            continue
        jm.save("shop", overwrite=True)
    print(f"{name}{number}")
"""


def test_kills(tmp_path: Path, rounds: Callable[[int], int], seed: int) -> None:
    given = [str(max(rounds(2_000), 20)), str(seed)]
    subprocess.run([sys.executable, "-c", KILLED, *given], cwd=tmp_path, check=True)
    JourneyMap.open(tmp_path / "shop.cjmap.json")
    others = {path.name for path in tmp_path.iterdir()} - {"shop.cjmap.json"}
    assert all(name.startswith(".cjwidgets.") for name in others)


def test_two_savers(tmp_path: Path, rounds: Callable[[int], int], seed: int) -> None:
    JourneyMap("New").save(tmp_path / "shop")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, name, str(rounds(5_000)), str(seed)],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "ab"
    ]
    acknowledged = {line for each in programs for line in each.communicate()[0].split()}
    assert [each.returncode for each in programs] == [0, 0]
    kept = {word for path in tmp_path.iterdir() for word in JourneyMap.open(path).context.split()}
    assert acknowledged
    assert acknowledged <= kept
