"""Globs mean what they always meant, and cost what reading the text costs."""

from __future__ import annotations

import fnmatch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cjwidgets.model import JourneyMap, Stage
from cjwidgets.model.rules.globs import Glob
from model.slow_globs import fits, steps

TEXTS = st.text("ab\n[é", max_size=10)


@given(st.text("ab\n[é*?", max_size=9), TEXTS)
@example("", "")
@example("*", "")
@example("a*a", "a")  # the two may not share a letter
@example("a?*", "a")
@example("*ab*ba*", "aba")
@example("*?a?*a", "baaa")
@example("********************!", "a" * 10)
def test_a_glob_means_what_its_definition_says(pattern: str, text: str) -> None:
    assert Glob(pattern).matches(text) == fits(pattern, text)


@given(st.text("ab-\\[]!^*?&|~", max_size=12), st.text("ab-\\[]!^&|~\n", max_size=8))
@example("[!]a]*", "b")
@example("[a-]b", "-b")
@example("[b-a]", "a")
@example("[!b-a]", "a")
@example("[]", "[]")
@example("[[]*[]]", "[x]")
@example("*[ab]?[!c]*", "xxaxd")
@example("*[*]*[?]", "a*b?")
def test_with_sets_a_glob_means_what_the_standard_library_says(pattern: str, text: str) -> None:
    assert Glob(pattern, sets=True).matches(text) == fnmatch.fnmatchcase(text, pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "*" * 20 + "!",
        "*a" * 20 + "!",
        "*a?" * 20 + "!",
        "*" + "a?" * 20 + "!*",
        "*a*?" * 20 + "b*",
        "*" + "?" * 200 + "b*",
    ],
)
def test_the_steps_grow_with_the_text_and_no_faster(pattern: str) -> None:
    short, long = (steps(pattern, "a" * length) for length in (1_000, 4_000))
    assert long <= 4 * short + 100


def test_names_are_found_by_sets_and_stars_in_any_case() -> None:
    jm = JourneyMap("Shop", stages=["Ask 1", "Ask 2", "Ask [x]", "Buy\nnow"])
    assert jm.find("ASK [12]") == list(jm.stages[:2])
    assert jm.find("*[[]x]") == [jm.stages[2]]
    assert jm.find("buy?n*", Stage) == [jm.stages[3]]
    assert jm.find("*" * 20 + "!") == []
