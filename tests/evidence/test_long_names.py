"""Names of a log that are no names: what reads them takes no longer than reading takes."""

from __future__ import annotations

import difflib
import warnings

import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.evidence import EventLog, claims
from cjwidgets.evidence.matching import event_names
from cjwidgets.evidence.surveys import answers

LONG = 10_000


@pytest.fixture(autouse=True)
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Lengths of the texts that are compared letter by letter."""
    lengths: list[int] = []

    class Watched(difflib.SequenceMatcher[str]):
        def ratio(self) -> float:
            lengths.append(len(self.a) + len(self.b))
            return super().ratio()

    monkeypatch.setattr(difflib, "SequenceMatcher", Watched)
    return lengths


def log(*names: str) -> EventLog:
    frame = pd.DataFrame({"who": 1, "at": "2026-03-01", "what": list(names)})
    return EventLog(frame, customer="who", time="at", event="what")


def test_suggestions_for_long_names(compared: list[int]) -> None:
    jm = cj.JourneyMap("Shop", stages=["a" * 60, "payment", "word " * 3_000])
    events = log("a" * 30 + "b" + "a" * LONG, "paymant", "word " * LONG)
    found = cj.suggest_rules(jm, events)
    assert dict(zip(found["event"].str[:7], found["stage"].str[:7], strict=True)) == {
        "paymant": "payment",
        "word wo": "word wo",
    }
    assert compared
    assert max(compared) <= 2 * event_names.LONGEST_WORD


def test_close_names_of_long_rules(compared: list[int]) -> None:
    stages = [cj.Stage("Buy", match="a" * LONG), cj.Stage("Use", match="Paymnt")]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        claims(cj.JourneyMap("Shop", stages=stages), log("a" * LONG + "b", "payment"))
    assert "Close names: 'payment'." in str(caught[1].message)
    assert max(compared) <= 2 * event_names.LONGEST_NAME


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("+12.", 12), ("-.5", -0.5), ("1.50", 1.5), (" 2 ", 2)]
)
def test_numbers_are_read(text: str, number: float) -> None:
    assert answers._number(text) == number


@pytest.mark.parametrize("text", ["1" * 1_000_000 + "x", "1." + "1" * 1_000_000 + "x", ".", "1e3"])
def test_what_only_begins_like_a_number_is_told_in_one_pass(text: str) -> None:
    assert answers._number(text) != answers._number(text)  # NaN
