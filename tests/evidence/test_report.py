"""What a log covers and what is odd about it is told, in the zone of the source."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cjwidgets.evidence import EventLog, progress
from cjwidgets.model import JourneyMap, Stage

ROWS = pd.DataFrame(
    {
        "who": ["a", "a", "a", "b", "b", "c", "c", "c"],
        "at": pd.to_datetime(
            [
                "2026-03-01 23:30",
                "2026-03-02 10:00",
                "2026-03-02 10:00",
                "2026-03-02 10:00",
                "2026-03-02 10:00",
                "2026-03-06 10:00",
                "2026-03-06 10:00",
                "2026-03-06 10:00",
            ]
        ),
        "what": ["search", "cart", "pay", "pay", "pay", "chat", "cart", "chat"],
        "via": ["web", None, "web", "web", "shop", "web", None, "web"],
    }
)
ROLES = {"customer": "who", "time": "at", "event": "what"}


def found(log: EventLog, *more: JourneyMap) -> dict[str, tuple[Any, float, str]]:
    table = log.describe(*more)
    return {row.what: (row.value, row.share, row.note) for row in table.itertuples()}


def test_a_log_is_described():
    report = found(EventLog(ROWS, **ROLES, channel="via"))
    values = {what: value for what, (value, _, _) in report.items()}
    assert values == {
        "first": pd.Timestamp("2026-03-01 23:30"),
        "last": pd.Timestamp("2026-03-06 10:00"),
        "events": 8,
        "customers": 3,
        "event names": 4,
        "events a customer, fewest": 2,
        "events a customer, lower quartile": 2.5,
        "events a customer, median": 3,
        "events a customer, upper quartile": 3,
        "events a customer, most": 3,
        "days": 6,
        "days without events": 3,
        "longest silence": 3,
        "ties": 4,
        "duplicates": 2,
        "events without channel": 2,
        "channel": 2,
    }
    assert report["longest silence"] == (3, 0.5, "2026-03-03 – 2026-03-05")
    assert report["duplicates"][1] == 0.25
    assert report["ties"] == (4, 0.5, "ordered by row")
    assert report["event names"][2] == "cart, chat, pay, search"


def test_unmatched_events_are_named_the_most_frequent_first():
    jm = JourneyMap("Shop", stages=[Stage("Buy", match=["cart", "nothing*"])])
    log = EventLog(ROWS, **ROLES)
    assert found(log, jm)["unmatched events"] == (6, 0.75, "pay, chat, search")
    assert found(log, JourneyMap("Empty"))["unmatched events"][0] == 8


def test_days_are_those_of_the_zone():
    moscow = ROWS.assign(at=ROWS["at"].dt.tz_localize("UTC").dt.tz_convert("Europe/Moscow"))
    log = EventLog(moscow, **ROLES)
    report = found(log)
    assert report["days"][0] == 5  # 23:30 UTC was the next day there
    assert str(report["first"][0]) == "2026-03-02 02:30:00+03:00"
    assert report["first"][2] == "Europe/Moscow"
    assert log.describe().attrs["zone"] == "Europe/Moscow"


def test_one_event_is_a_log():
    report = found(EventLog(ROWS.iloc[:1], **ROLES))
    assert report["days"][0] == 1
    assert report["longest silence"] == (0, 0.0, "")
    assert report["events a customer, most"][0] == 1


def test_parts_and_ten_thousand_names_are_described():
    names = [f"event {i:05}" for i in range(10_000)]
    frame = pd.DataFrame({"who": 1, "at": "2026-03-01", "what": names})
    report = found(EventLog(frame, **ROLES))
    assert report["event names"][2].endswith("event 00004 and 9,995 more")
    part = EventLog(ROWS, **ROLES).between("2026-03-06")
    assert found(part)["events"][0] == 3
    assert found(part)["duplicates"][0] == 1


def test_quartiles_are_those_of_numpy():
    rng = np.random.default_rng(3)
    who = rng.integers(0, 37, 400) ** 2
    log = EventLog(pd.DataFrame({"who": who, "at": "2026-03-01", "what": "a"}), **ROLES)
    sizes = np.unique(who, return_counts=True)[1]
    told = [value for what, (value, _, _) in found(log).items() if "a customer" in what]
    assert told == np.quantile(sizes, [0, 0.25, 0.5, 0.75, 1]).tolist()


class Notebook:
    """Stands for a kernel: keeps what would be shown."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def display(self, data: dict[str, str], **_: Any) -> Notebook:
        self.lines.append(data["text/plain"])
        return self

    update = display


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    book = Notebook()
    fake = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=True))
    monkeypatch.setitem(sys.modules, "IPython", fake)
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=book.display))
    return book


def test_long_work_shows_progress_and_clears_it(notebook, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    EventLog(ROWS, **ROLES)
    assert notebook.lines[0].startswith("Event log: reading … (0 s)")
    assert any("sorting 8 events" in line for line in notebook.lines)
    assert notebook.lines[-1] == ""


def test_short_work_says_nothing(notebook):
    EventLog(ROWS, **ROLES)
    assert notebook.lines == []


def test_progress_is_cleared_when_the_work_fails(notebook, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with pytest.raises(Exception, match="empty"):
        EventLog(ROWS.iloc[:0], **ROLES)
    assert notebook.lines[-1] == ""
