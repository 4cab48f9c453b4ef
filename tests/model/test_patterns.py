"""Regular expressions of files and browsers can't take the kernel's time by being compiled."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError
from cjwidgets.evidence.rules import patterns_in
from cjwidgets.model import JourneyMap, Stage
from cjwidgets.model.rules import patterns
from cjwidgets.model.rules.patterns import Minute, compiled

pytestmark = pytest.mark.usefixtures("caps", "fresh")

WIDE = r"[^a-\uffff]x"
"""Six signs of this kind take `re` 10 ms where case is ignored."""


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time was spent by other tests."""
    monkeypatch.setattr(patterns, "_minute", Minute())
    patterns._compile.cache_clear()


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Patterns that reached `re`."""
    seen: list[str] = []

    def compile(pattern: str, flags: int) -> re.Pattern[str]:
        seen.append(pattern)
        return re.compile("x")

    stand_in = SimpleNamespace(compile=compile, error=re.error, _parser=re._parser)  # type: ignore[attr-defined]
    monkeypatch.setattr(patterns, "re", stand_in)
    return seen


def with_rules(*rules: Any) -> dict[str, Any]:
    data = JourneyMap("Shop", stages=["Buy"]).to_json()
    data["stages"][0]["match"] = list(rules)
    return data


@pytest.mark.parametrize("rule", [lambda p: p, lambda p: {"event": p}, lambda p: {"via": ["x", p]}])
def test_what_takes_long_is_refused_unread_with_a_hint_that_works(rule: Any) -> None:
    cj.limits.patterns = 1
    hostile = with_rules(rule({"pattern": WIDE * 150, "flags": int(re.IGNORECASE)}))
    with pytest.raises(InputError, match=r"too long to compile.* 1 s, all together") as caught:
        JourneyMap.from_json(hostile)
    exec(caught.value.hint.partition(": ")[2].rstrip("."), {"cj": cj})
    jm = JourneyMap.from_json(hostile)
    assert jm.to_json()["stages"][0]["match"] == hostile["stages"][0]["match"]


@pytest.mark.parametrize(
    "pattern", [WIDE * 1_200, f"(?:(?:{WIDE * 1_200})*)", f"a|(?!{WIDE * 1_200})", "a" * 3_000_000]
)
def test_it_is_refused_before_it_is_compiled(pattern: str, called: list[str]) -> None:
    with pytest.raises(InputError, match=r"^Stage\.match: .*too long"):
        compiled(pattern, 0, "Stage.match")
    assert not called


def test_many_patterns_share_the_time_of_a_minute(
    called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr(patterns.time, "monotonic", lambda: now)
    rules = [{"pattern": f"{i}" + WIDE * 300} for i in range(10)]
    with pytest.raises(InputError, match="too long"):
        JourneyMap.from_json(with_rules(*rules))
    assert 1 < len(called) < 5
    known = len(called)
    JourneyMap.from_json(with_rules(*rules[:known]))  # what is known takes no time
    assert len(called) == known
    now = 61.0
    JourneyMap.from_json(with_rules(rules[known]))
    assert len(called) == known + 1


def test_a_refused_pattern_leaves_the_map_as_it_was() -> None:
    jm = JourneyMap("Shop", stages=[Stage("Buy", match="cart")])
    before = jm.to_json()
    rules = [{"pattern": WIDE * 2_000}]
    with pytest.raises(InputError, match="too long"):
        JourneyMap.from_json(with_rules(*rules))
    assert jm.to_json() == before


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "a{2,1}", "*", "(?P<1>a)", "(" * 3_000])
def test_what_is_no_regular_expression_is_said_as_ever(pattern: str) -> None:
    with pytest.raises(InputError, match=r"^Stage\.match: .* is no regular expression \("):
        compiled(pattern, 0, "Stage.match")


def test_the_estimate_is_near_the_truth_for_ordinary_patterns() -> None:
    own = [rule for stage in cj.rules.stages("5A").values() for rule in stage]
    for pattern in (pattern for rule in own for pattern in patterns_in(rule)):
        minute = Minute()
        minute.take(patterns._sets(patterns.tree_of(pattern.pattern, pattern.flags)))
        assert minute._spent < 0.1


def test_python_may_compile_what_it_likes() -> None:
    cj.limits.patterns = 1
    own = re.compile("[a-\uffff]" * 150)
    assert JourneyMap("Shop", stages=[Stage("Buy", match=own)]).stages[0].match == (own,)
