"""Small logs and maps that tests of statistics share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd
from hypothesis import strategies as st

from cjwidgets.evidence import EventLog
from cjwidgets.locale import LOCALES
from cjwidgets.model import JourneyMap, Stage, Touchpoint

START = pd.Timestamp("2026-03-01")


def log(*events: tuple, columns: Iterable[str] = ("channel", "segment", "cost")) -> EventLog:
    """A log of (customer, minute, event[, channel[, segment[, cost]]])."""
    width = max(map(len, events))
    also = list(columns)[: width - 3]
    rows = [(*event, *[None] * (width - len(event))) for event in events]
    frame = pd.DataFrame(rows, columns=["who", "minute", "what", *also])
    frame["at"] = START + pd.to_timedelta(frame["minute"], unit="min")
    roles = {"customer": "who", "time": "at", "event": "what", **{each: each for each in also}}
    return EventLog(frame, **roles, unknown=[])  # 0 is somebody, also where nobody else is


def walks(**paths: str) -> EventLog:
    """A log in which each customer's events are the letters of a text, all at one time."""
    return log(*((who, 0, what) for who, path in paths.items() for what in path))


def shop(*rules: object) -> JourneyMap:
    """A map of a stage a rule; each has one touchpoint that claims it."""
    return JourneyMap(
        "Shop",
        stages=[
            Stage(f"S{i}", id=f"s{i}", touchpoints=[Touchpoint(f"T{i}", id=f"t{i}", match=rule)])
            for i, rule in enumerate(rules)
        ],
    )


# Retentioneering, tests/tools/transition_matrix_input.csv: all events at one time.
TOY = {"user_1": "ABCABCBBB", "user_2": "ABABCC", "user_3": "BBB"}

# PM4Py's running example: its six cases.
RUNNING = {
    "1": "register thorough check decide reject",
    "2": "register check casual decide pay",
    "3": "register casual check decide reinitiate thorough check decide pay",
    "4": "register check thorough decide reject",
    "5": "register casual check decide reinitiate check casual decide reinitiate casual check "
    "decide reject",
    "6": "register casual check decide pay",
}


def running_example() -> EventLog:
    return log(
        *(
            (who, minute, what)
            for who, path in RUNNING.items()
            for minute, what in enumerate(path.split())
        )
    )


def as_time_goes(events: list[tuple]) -> list[tuple]:
    """The rows, turned around where they would pass for newest first: see `RowOrder`."""
    rows: dict[object, list[int]] = {}
    for who, minute, *_ in events:
        rows.setdefault(who, []).append(minute)
    steps = [two - one for each in rows.values() for one, two in pairwise(each) if one != two]
    steps = steps or [two[1] - one[1] for one, two in pairwise(events)]
    falls = sum(step < 0 for step in steps)
    return events if falls <= sum(step > 0 for step in steps) else events[::-1]


EVENTS = ["A", "B", "C", "客服"]
LOGS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 9),
        st.sampled_from(EVENTS),
        st.sampled_from(["web", "shop", "call", None]),
        st.sampled_from(["old", "new", None]),
    ),
    min_size=1,
    max_size=30,
).map(as_time_goes)
"""Events for `log`, full of ties and gaps."""


def own(events: list[tuple]) -> dict[object, list[tuple]]:
    """Each customer's events in order: by minute, then by row."""
    customers: dict[object, list[tuple]] = {}
    for event in events:
        customers.setdefault(event[0], []).append(event)
    return {who: sorted(rows, key=lambda row: row[1]) for who, rows in customers.items()}


def visits(places: list) -> list:
    """Runs at one place, as one each; None is passed over."""
    placed = [place for place in places if place is not None]
    return [place for i, place in enumerate(placed) if i == 0 or placed[i - 1] != place]


def unexplained(table: pd.DataFrame) -> list[str]:
    """The columns with a missing value in a row whose note says nothing."""
    silent = table[table["note"] == ""]
    return [column for column in silent if silent[column].isna().any()]


def said(table: pd.DataFrame) -> list[str]:
    """The sentence about a table in every language; none has a gap."""
    from cjwidgets.analysis.shared.result import explain

    sentences = [explain(table, locale) for locale in LOCALES]
    for each in sentences:
        assert each.strip()
        assert "nan" not in each
        assert "{" not in each
    return sentences
