"""Random globs against their definition, and hostile ones in a process that must end."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable

from cjwidgets.evidence.matching.ask import matches
from cjwidgets.evidence.matching.searches import Searches
from cjwidgets.model.rules.globs import Glob
from model.slow_globs import fits, steps

LETTERS = "aab\n[é"


def text(rng: random.Random, letters: str, most: int) -> str:
    return "".join(rng.choices(letters, k=rng.randint(0, most)))


def test_random_globs_mean_what_their_definition_says(
    rounds: Callable[[int], int], seed: int
) -> None:
    rng = random.Random(seed)
    fitted = 0
    for _ in range(rounds(100_000)):
        pattern = text(rng, LETTERS + "***??", 12)
        glob = Glob(pattern)
        for _ in range(4):
            name = text(rng, LETTERS, 14)
            expected = fits(pattern, name)
            assert glob.matches(name) == expected, (pattern, name)
            fitted += expected
    assert fitted  # else nothing was tried


def test_random_globs_take_steps_by_the_letters_they_read(
    rounds: Callable[[int], int], seed: int
) -> None:
    rng = random.Random(seed)
    for _ in range(rounds(2_000)):
        pattern = "*" + text(rng, "aab***??", 40)
        name = text(rng, "aaaaab", 2_000)
        assert steps(pattern, name) <= 20 * (len(pattern) + len(name)) + 50, (pattern, name)


HOSTILE = """
from cjwidgets.evidence.matching.ask import matches
from cjwidgets.evidence.matching.searches import Searches
from cjwidgets.model import JourneyMap

name = "a" * {length}
jm = JourneyMap("Shop", stages=[name[:20_000]])
for pattern in ("*" * 20 + "!", "*a" * 10_000 + "!", "*" + "a?" * 10_000 + "!*"):
    assert not matches(pattern, (name,), "Stage 'Buy'", Searches()).any()
    assert not jm.find(pattern)
"""


def test_hostile_globs_end(rounds: Callable[[int], int]) -> None:
    code = HOSTILE.format(length=rounds(1_000_000))
    subprocess.run([sys.executable, "-c", code], check=True, timeout=600)


def test_a_glob_that_is_a_name_of_the_log_means_itself() -> None:
    assert matches("a*", ("a*", "ab"), "It", Searches()).tolist() == [True, False]
