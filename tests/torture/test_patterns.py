"""Random regular expressions: what they cost is never underrated, and every search ends."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import hypothesis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.errors import DataError
from cjwidgets.evidence.matching.effort import most_steps
from cjwidgets.evidence.matching.searches import SURE, Searches
from evidence.backtracking import PATTERNS, Search


def test_no_search_takes_more_steps_than_were_foretold(
    rounds: Callable[[int], int], seed: int
) -> None:
    def holds(pattern: str, text: str) -> None:
        compiled = re.compile(pattern)
        assert Search(compiled, text).steps <= most_steps(compiled, len(text))

    each = given(PATTERNS, st.text("ab", max_size=12))(holds)
    slow = list(HealthCheck)
    hypothesis.seed(seed)(
        settings(max_examples=rounds(50_000), database=None, suppress_health_check=slow)(each)
    )()


PIECES = ["a", "b", ".", r"\w", "(a|aa)", "(a|b|ab)", "(?:a?b?)", "(a*)", r"(?=a*b)", "(?:(?:a+)+)"]
REPEATS = ["", "", "*", "+", "?", "{2,}", "*?", "++"]


@pytest.mark.usefixtures("caps")
def test_every_search_ends(rounds: Callable[[int], int], seed: int) -> None:
    cj.limits.patterns = 1
    rng = random.Random(seed)
    names = tuple("".join(rng.choices("aaaaab", k=rng.randint(0, 60))) for _ in range(20))
    for _ in range(rounds(2_000)):
        parts = [rng.choice(PIECES) + rng.choice(REPEATS) for _ in range(rng.randint(1, 6))]
        pattern = re.compile("".join(parts) + rng.choice(["", "c", "$"]))
        try:
            found = Searches().hits(pattern, names, "It")
        except DataError:
            assert most_steps(pattern, 60) * len(names) > SURE
        else:
            assert found.tolist() == [pattern.search(name) is not None for name in names]
