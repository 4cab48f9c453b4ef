"""Every statistic on logs that leave little to say: a table or a sentence, never a crash."""

from __future__ import annotations

import warnings

import pytest

from analysis.toys import log, said, shop, unexplained
from cjwidgets import analysis
from cjwidgets.errors import JourneyError

MAP = shop("A", "B")
STATISTICS = {
    "reach": lambda events: analysis.reach(MAP, events),
    "reach by event": lambda events: analysis.reach(None, events, level="event"),
    "exits": lambda events: analysis.exits(MAP, events, window="1h"),
    "exits by channel": lambda events: analysis.exits(MAP, events, level="channel"),
    "completion": lambda events: analysis.completion(MAP, events, "T1", target=0.5),
    "completion in time": lambda events: analysis.completion(
        MAP, events, "S1", start="S0", window="1h", by="segment"
    ),
    "dwell": lambda events: analysis.dwell(MAP, events, per="visit", cap="1h"),
    "transitions": lambda events: analysis.transitions(MAP, events, loops=True),
    "transitions by event": lambda events: analysis.transitions(None, events, level="event"),
    "switches": analysis.switches,
    "switches by customer": lambda events: analysis.switches(events, of="customers"),
    "loops": lambda events: analysis.loops(MAP, events),
    "paths": lambda events: analysis.paths(MAP, events),
    "paths by event": lambda events: analysis.paths(None, events, level="event", length=3),
    "retention": lambda events: analysis.retention(events, period="30d"),
    "churn": lambda events: analysis.churn(events, period="30d"),
    "channels": lambda events: analysis.channels(MAP, events, goal="T1"),
    "channel_coverage": analysis.channel_coverage,
    "channel_overlaps": analysis.channel_overlaps,
    "channel_gaps": lambda events: analysis.channel_gaps(MAP, events),
    "entries": lambda events: analysis.entries(MAP, events, "T1"),
    "compare": lambda events: analysis.compare(MAP, events, events),
    "compare_segments": lambda events: analysis.compare_segments(MAP, events),
}
LOGS = {
    "one event": [(1, 0, "A", "web", "old", 1.0)],
    "one customer": [(1, i, "AB"[i % 2], "web", "old", 1.0) for i in range(5)],
    "one moment": [(i, 0, "AB"[i % 2], "web", "old", 0.0) for i in range(8)],
    "nothing matches": [(i, i, "x", "web", "ab"[i % 2], 0.0) for i in range(8)],
    "no channel, no segment": [(i, i, "A", None, None, 0.0) for i in range(8)],
    "ten thousand kinds": [
        (i % 97, i, f"page {i}" if i % 3 else "A", "web", "old", 0.0) for i in range(15_000)
    ],
    "odd names": [
        (i, i, name, "{t}", ("%s", "{0}")[i % 2], 0.0)
        for i, name in enumerate(["A", "B", "{x}", "a\nb", "客"])
    ],
}


ONE_SEGMENT = {"compare_segments"}
NO_NAMES = {
    "exits by channel", "completion in time", "switches", "switches by customer", "channels",
    "channel_coverage", "channel_overlaps", "channel_gaps", "entries", "compare_segments",
}  # fmt: skip
REFUSED = {
    "one event": ONE_SEGMENT,
    "one customer": ONE_SEGMENT,
    "one moment": ONE_SEGMENT,
    "nothing matches": set(),
    "no channel, no segment": NO_NAMES,
    "ten thousand kinds": ONE_SEGMENT,
    "odd names": set(),
}


@pytest.mark.parametrize("name", LOGS)
def test_every_statistic(name):
    events = log(*LOGS[name])
    for statistic, ask in STATISTICS.items():
        with warnings.catch_warnings():
            # Rules that match nothing are warned of, and a log beside itself: so they are made.
            warnings.filterwarnings("ignore", "(?s).*(matches no event|in both logs)", UserWarning)
            try:
                table = ask(events)
            except JourneyError:
                continue
        assert unexplained(table) == [], statistic
        assert {"definition", "source", "confidence", "unit"} <= table.attrs.keys(), statistic
        if name != "odd names":  # they hold the braces that are looked for
            said(table)
        else:
            analysis.explain(table)


@pytest.mark.parametrize("name", LOGS)
def test_what_is_refused(name):
    """Only what makes no sense of a log is; all else gives a table."""
    events, refused = log(*LOGS[name]), set()
    for statistic, ask in STATISTICS.items():
        with warnings.catch_warnings():
            # Rules that match nothing are warned of: so these logs are made.
            warnings.simplefilter("ignore", UserWarning)
            try:
                ask(events)
            except JourneyError as error:
                refused.add((statistic, str(error)[:40]))
    assert {statistic for statistic, _ in refused} == REFUSED[name], refused
