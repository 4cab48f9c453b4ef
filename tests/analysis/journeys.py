"""Small maps and logs in which a letter is an event, a word a customer's journey."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from cjwidgets.evidence import EventLog
from cjwidgets.model import JourneyMap, Stage, Touchpoint

WORDS = st.lists(st.text("ABCG?", min_size=1, max_size=7), min_size=1, max_size=8)


def log_of(*words: str, later: str = "") -> EventLog:
    """One event a minute; each customer begins a day later, so that their groups differ.

    ``later``: what somebody else does half a year after them, so that all of them are gone.
    """
    start = pd.Timestamp("2026-03-01")
    rows = [
        (f"c{who}", start + pd.Timedelta(days=who, minutes=at), letter)
        for who, word in enumerate(words)
        for at, letter in enumerate(word)
    ]
    rows += [("later", start + pd.Timedelta(days=180 + len(words)), each) for each in later]
    frame = pd.DataFrame(rows, columns=["who", "at", "what"])
    return EventLog(frame, customer="who", time="at", event="what", unknown=[])


def map_of(*stages: str) -> JourneyMap:
    """``map_of("AB", "C")``: two stages with touchpoints A and B, and C."""
    return JourneyMap(
        "Letters",
        stages=[
            Stage(
                f"S{i}",
                id=f"s{i}",
                touchpoints=[
                    Touchpoint(name, id=f"t{i}-{at}", match=[name]) for at, name in enumerate(names)
                ],
            )
            for i, names in enumerate(stages)
        ],
    )


def visits_until_goal(word: str, goal: str, places: str) -> list[str]:
    """The visits of one journey, ending with the goal or with ``"lost"``; read it aloud."""
    visits: list[str] = []
    for letter in word:
        if letter == goal:
            return [*visits, "goal"]
        if letter in places and visits[-1:] != [letter]:
            visits.append(letter)
    return [*visits, "lost"] if visits else []
