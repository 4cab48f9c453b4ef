"""What is said to be the most steps of a search is never too little, and tells what ends."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cjwidgets.evidence import rules
from cjwidgets.evidence.matching.effort import most_steps
from cjwidgets.evidence.rules import patterns_in
from evidence.backtracking import PATTERNS, Search


@given(PATTERNS, st.text("ab", max_size=8))
@example("(?:a*)*b", "aaaaaaa")
@example("(?:a|a)*b", "aaaaaaa")
@example("(?:(?:a?){2}){2}b", "aaa")
@example("(?:a?){2}+b", "aaa")
@example("(?=(?:a+)+$)b", "aaaa")
def test_no_search_takes_more_steps(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    search = Search(compiled, text)
    assert search.steps <= most_steps(compiled, len(text))
    if (
        search.found is not None
        and "++" not in pattern
        and "*+" not in pattern
        and "}+" not in pattern
    ):
        # Empty rounds of what never goes back are a matter of taste.
        assert search.found == (compiled.search(text) is not None)


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|aa)+$", "(.*)*x", r"(\w+\s?)+$", r"^(a*)*\1b", "(?:a?){60}a{60}$", "(?=(a+)+$)"],
)
def test_what_never_ends_is_told(pattern: str) -> None:
    assert most_steps(re.compile(pattern), 60) > 1e12


@pytest.mark.parametrize("pattern", ["pay", "pay.*card", r"^\w+@\w+\.com$", "(?i)check.?out"])
def test_what_ends_soon_is_told(pattern: str) -> None:
    assert most_steps(re.compile(pattern), 30) < 20_000


def test_patterns_of_any_depth_are_told_or_said_to_be_beyond_telling() -> None:
    deep = re.compile("(?:" * 200 + "a" + ")?" * 200)
    assert most_steps(deep, 30) > 1e12
    assert most_steps(re.compile("a" * 20_000), 30) < 1e6
    assert most_steps(re.compile("(?:a|bc){2,9999999}" * 20), 10_000) == math.inf


def test_the_ready_made_rules_end() -> None:
    own = [rule for stage in rules.stages("5A").values() for rule in stage]
    every = [pattern for rule in own for pattern in patterns_in(rule)]
    for pattern in (*every, *rules.classes().values()):
        assert most_steps(pattern, 20) < 1e8
