"""Regular expressions of rules find what `re` finds, and none runs longer than it may."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog, claims
from cjwidgets.evidence.matching import searches
from cjwidgets.evidence.matching.searches import Searches

pytestmark = pytest.mark.usefixtures("caps", "forgotten")

HOSTILE = {
    r"(a+)+$": r"a+$",
    r"(a|aa)+$": r"a+$",
    r"(.*)*x": r"x",
    r"(\w+\s?)+$": r"[\w\s]+$",
    r"^(?=(a*)*b)": r"^a*b",
    r"^(a*)*\1b": r"^a*b",
    r"(?:a?){60}a{60}$": r"a{60}$",
    "a*" * 12 + "b": r"b",
}
"""What takes for ever on the name below, and what says the same at once."""
NAME = "a" * 60 + "!"


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known from other tests."""
    monkeypatch.setattr(searches, "_answers", {})
    monkeypatch.setattr(searches, "_stopped", {})


def log(*names: str) -> EventLog:
    frame = pd.DataFrame({"who": 1, "at": "2026-03-01", "what": list(names), "via": names[0]})
    return EventLog(frame, customer="who", time="at", event="what", channel="via")


def claimed(events: EventLog, *rules: Any) -> list[str]:
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", match=list(rules))])
    (mask,) = claims(jm, events, warn=False).by_stage()
    return [name for name, hit in zip(events.event_names, mask, strict=True) if hit]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_what_takes_too_long_is_refused_by_name_with_a_hint_that_works(pattern: str) -> None:
    cj.limits.patterns = 1
    events = log(NAME, "ab", "x")
    with pytest.raises(DataError) as caught:
        claimed(events, "x", re.compile(pattern))
    said = str(caught.value)
    assert f"Stage 'Buy': the rule re.compile({pattern!r}) did not end in time" in said
    assert "for 1 s, all together" in said
    assert "write a+" in said
    once = re.compile(HOSTILE[pattern])
    assert claimed(events, once) == [name for name in events.event_names if once.search(name)]


def test_a_rule_over_several_columns_is_stopped_too() -> None:
    cj.limits.patterns = 1
    with pytest.raises(DataError, match=r"Stage 'Buy': the rule re\.compile.* in time"):
        claimed(log(NAME), cj.Rule(channel=re.compile("(a+)+$")))


@pytest.mark.parametrize("backend", ["polars", "duckdb"])
def test_no_engine_runs_a_pattern_itself(backend: str) -> None:
    cj.limits.patterns = 1
    connection = pytest.importorskip("duckdb").connect()
    relation = connection.sql(
        f"SELECT unnest([1, 2]) AS who, TIMESTAMP '2026-03-01' AS at, "
        f"unnest(['{NAME}', 'aa']) AS what"
    )
    source = relation if backend == "duckdb" else relation.pl().lazy()
    events = EventLog(source, customer="who", time="at", event="what", in_place=True)
    with pytest.raises(DataError, match="did not end in time"):
        claimed(events, re.compile("(a+)+$"))
    assert claimed(events, re.compile("a$")) == ["aa"]


def test_more_time_is_given_as_the_hint_says(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def slow(asked: bytes, seconds: float) -> tuple[searches.Mask, float]:
        given.append(seconds)
        if seconds < 15:
            raise subprocess.TimeoutExpired("python", seconds)
        return real(asked, seconds)

    real = searches._ask
    monkeypatch.setattr(searches, "_ask", slow)
    cj.limits.patterns = 2
    events = log("aaa" * 10, "b")
    hostile = re.compile("^(a|aa){1,30}?b$|b")
    for _ in range(3):
        with pytest.raises(DataError, match="did not end in time") as caught:
            claimed(events, hostile)
    assert len(given) == 1  # it was not tried again with no more time
    advice = caught.value.hint.partition("To allow it in this kernel: ")[2]
    exec(advice.rstrip("."), {"cj": cj})
    assert claimed(events, hostile) == ["b"]
    assert claimed(events, hostile) == ["b"]
    assert len(given) == 2  # what was found is known


def test_any_number_of_seconds_is_taken() -> None:
    cj.limits.patterns = 10**400
    assert claimed(log("a" * 20, "b"), re.compile("^(a+)+$")) == ["a" * 20]


def test_the_time_is_for_all_patterns_of_a_map_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def four_seconds(asked: bytes, seconds: float) -> tuple[searches.Mask, float]:
        if seconds < 4:
            raise subprocess.TimeoutExpired("python", seconds)
        return np.ones(len(json.loads(asked)[2]), dtype=bool), 4.0

    monkeypatch.setattr(searches, "_ask", four_seconds)
    slow = [re.compile(f"(a+)+{sign}") for sign in "xyz"]
    cj.limits.patterns = 10
    assert claimed(log(NAME, "ab"), *slow[:2], *slow[:2])
    with pytest.raises(DataError, match=r"\(a\+\)\+z.*did not end.* for 10 s, all together"):
        claimed(log(NAME, "ac"), *slow)
    # More names have more time.
    names = (NAME, *map(str, range(1_500)))
    assert len(claimed(log(*names), *slow)) == 1_501


def test_the_product_s_own_rules_have_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "_ask", None)
    jm = cj.JourneyMap("Shop", framework="5A")
    cj.rules.apply(jm)
    opened = cj.JourneyMap.from_json(jm.to_json())
    names = [f"view_item_{i}" for i in range(200)]
    first = claims(opened, log(*names, "checkout"), warn=False).by_stage()
    assert [mask is not None and int(mask.sum()) for mask in first] == [0, 200, 0, 1, 0]
    classes = cj.rules.classes()
    assert claimed(log(*names, "newsletter opened"), classes["email"]) == ["newsletter opened"]
    own = re.compile(classes["email"].pattern, re.IGNORECASE)
    with pytest.raises(TypeError):  # not the product's any more: another process is asked
        claimed(log(*names * 5, "e" * 500), own)


UNUSUAL = (
    "", "pay", "क्षेत्र", "x²", "٣", "\x1c", "İı", "ß", "ſ", "a\nb", "naïve", "\0", "a{e}", "[:", "é",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"^\w+$", 0),
        (r"\W", 0),
        (r"\d", 0),
        (r"\s", 0),
        (r"\b.\b", 0),
        ("i", re.IGNORECASE),
        ("S", re.IGNORECASE),
        ("ss", re.IGNORECASE),
        (r"\w", re.ASCII),
        ("^b # a line", re.MULTILINE | re.VERBOSE),
        ("a.b", re.DOTALL),
        ("a{e}", 0),
        ("[[:]", 0),
        (r"(?i:É)", 0),
        ("a", re.DEBUG),
    ],
)
@pytest.mark.filterwarnings("ignore:Possible nested set:FutureWarning")
def test_another_process_finds_the_same(
    pattern: str, flags: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = re.compile(pattern, flags)
    monkeypatch.setattr(searches, "SURE", 0)
    found = Searches().hits(compiled, (*UNUSUAL, "\ud800"), "It")
    assert found.tolist() == [bool(compiled.search(name)) for name in (*UNUSUAL, "\ud800")]


@pytest.mark.parametrize(
    "pattern",
    ["pay", "^pay", "pay.*card", "(?i)check.?out|order_(done|ok)$", r"^\w+:\s*\d{1,3}$", "a+b"],
)
def test_ordinary_patterns_start_no_process(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "_ask", None)
    names = tuple(f"checkout order_{i}" for i in range(500))
    expected = [re.search(pattern, name) is not None for name in names]
    assert Searches().hits(re.compile(pattern), names, "It").tolist() == expected


@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_without_a_second_python_it_says_so(
    executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    events = log("a" * 200, "b")
    with pytest.raises(DataError, match=r"the rule .* may take very long.*lambda name") as caught:
        claimed(events, re.compile("(a+)+$"))
    advice = caught.value.hint.partition("stops: ")[2].rstrip(".").replace("…", "'^(a+)+$'")
    assert claimed(events, eval(advice, {"re": re})) == ["a" * 200]


INTERRUPTED = f"""
import re, subprocess
import cjwidgets as cj
from cjwidgets.evidence.matching.searches import Searches

class Told(subprocess.Popen):
    def communicate(self, *given, **named):
        print(self.pid, flush=True)
        return super().communicate(*given, **named)

subprocess.Popen = Told
cj.limits.patterns = 100_000
Searches().hits(re.compile("(a+)+$"), ({NAME!r},), "It")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process")
def test_an_interrupt_stops_it() -> None:
    import os

    command = [sys.executable, "-c", INTERRUPTED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        searching = int(running.stdout.readline())
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=300)
    assert b"KeyboardInterrupt" in said
    with pytest.raises(ProcessLookupError):
        os.kill(searching, 0)
