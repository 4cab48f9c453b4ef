"""What customers did at each stage and touchpoint, as it stands on a map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjwidgets.analysis.customers.exits import exits
from cjwidgets.analysis.customers.funnel import funnel
from cjwidgets.analysis.customers.reach import reach
from cjwidgets.analysis.figures.numbers import Numbers, put, say_why
from cjwidgets.analysis.movement.dwell import dwell
from cjwidgets.analysis.shared.goals import Goal
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.notice import listening
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.model import JourneyMap


def stages(
    jm: JourneyMap,
    log: EventLog,
    nodes: dict[str, Numbers],
    goal: Goal,
    *,
    gone: Duration,
    minimum: int,
    confidence: float,
) -> None:
    """Put in who came in the order of the stages, who came in here, and who was lost before."""
    lost = funnel(jm, log, goal=[*goal.places] or None, gone=gone, minimum=1, confidence=confidence)
    seen = reach(jm, log, level="stage", confidence=confidence)
    stays = dwell(jm, log, level="stage", minimum=minimum, confidence=confidence)
    before = lost["reached"].where(lost["note"] != "no_rule").ffill().shift()
    for place, stage in enumerate(jm.stages):
        numbers = nodes[stage.id]
        if not _here(numbers, seen.iloc[place], minimum):
            continue
        row = lost.iloc[place]
        first = pd.isna(before[place])
        if first or not 0 < before[place] < minimum:
            numbers["reached"] = int(row["reached"])
            numbers["of"] = int(row["n"] if first else before[place])
            numbers["came"] = int(row["came_in"])
        if stage.id in goal.places:
            _done(numbers, seen.iloc[place])
        if row["note"] == "end":
            numbers["ended"] = int(row["ended"])
            say_why(numbers, "drop", "end")
        elif not first and before[place] < minimum:
            say_why(numbers, "drop", "small_n")
        else:
            put(numbers, "drop", row, "drop_off")
        if not first:
            _waiting(numbers, row["waiting"], gone)
        put(numbers, "dwell", stays.iloc[place], "median")


def touchpoints(
    jm: JourneyMap,
    log: EventLog,
    nodes: dict[str, Numbers],
    goal: Goal,
    *,
    gone: Duration,
    minimum: int,
    confidence: float,
) -> None:
    """Put in everybody who was there, and who left there for good."""
    if not any(touchpoint.match for touchpoint in jm.touchpoints):
        return
    with listening():  # the stages warned already
        seen = reach(jm, log, level="touchpoint", confidence=confidence)
        left = exits(jm, log, level="touchpoint", window=gone, confidence=confidence)
        stays = dwell(jm, log, level="touchpoint", minimum=minimum, confidence=confidence)
    stage_of = {each.id: stage.id for stage in jm.stages for each in stage.touchpoints}
    for place, touchpoint in enumerate(jm.touchpoints):
        numbers = nodes[touchpoint.id]
        if not _here(numbers, seen.iloc[place], minimum):
            continue
        row = left.iloc[place]
        numbers["of"] = int(seen["n"][place])
        put(numbers, "share", seen.iloc[place], "share")
        if touchpoint.id in goal.places:
            _done(numbers, seen.iloc[place])
            if len(goal.places) == 1:
                nodes[stage_of[touchpoint.id]] |= {
                    "done": numbers["done"],
                    "goal": touchpoint.id,
                }
        if touchpoint.id in goal.behind:
            numbers["ended"] = int(row["left"])
            say_why(numbers, "drop", "end")
        else:
            _waiting(numbers, row["undecided"], gone)
            if 0 < row["n"] < minimum:
                say_why(numbers, "drop", "small_n")
            else:
                numbers["decided"] = int(row["n"])
                put(numbers, "drop", row, "share")
        put(numbers, "dwell", stays.iloc[place], "median")


def _waiting(numbers: Numbers, waiting: Any, gone: Duration) -> None:
    """Put in who may yet go on, or come back, and how soon nobody would be expected any more."""
    numbers["gone"] = span_micros(gone, "gone") / 1e6
    if waiting:
        numbers["waiting"] = int(waiting)


def _done(numbers: Numbers, row: pd.Series[Any]) -> None:
    put(numbers, "done", row, "share")
    numbers["done"].append(int(row["customers"]))


def _here(numbers: Numbers, row: pd.Series[Any], minimum: int) -> bool:
    """Put in how many customers were here; say whether there is more to show."""
    if row["note"]:
        say_why(numbers, "n", row["note"])
    if pd.isna(row["customers"]):
        return False
    n = int(row["customers"])
    if n < minimum:
        numbers["small"] = True
    if not 0 < n < minimum:  # not how few: what is sent can be read
        numbers["n"] = n
    return n >= minimum
