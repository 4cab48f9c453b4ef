"""How long customers wait for a goal, also those who still do: one query."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.evidence.reduce.frames.attempts import fulfils
from cjwidgets.evidence.reduce.frames.results import small

COLUMNS = ["group", "outcome", "steps", "customers"]


def measure(
    frame: nw.LazyFrame,
    members: list[list[int]],
    *,
    groups: int | None,
    at_once: bool,
    resolution: int,
    active: int | None,
    end: int,
) -> pd.DataFrame:
    """Reduce all events of a log, numbered, with a ``code`` of their steps; see `Engine.waits`.

    With ``groups`` there is a place ``by`` which groups customers.
    """
    n, time = nw.col("n"), nw.col("time")
    start, *ends = members
    frame = frame.with_columns(n0=nw.when(fulfils(start)).then(n).min().over("customer"))
    after = (n >= nw.col("n0")) if at_once else (n > nw.col("n0"))
    own = {"last": time.max(), "began": nw.when(n == nw.col("n0")).then(time).min()}
    for number, codes in enumerate(ends, 1):
        here = fulfils(codes) & after
        own |= {f"n{number}": nw.when(here).then(n).min()}
        own |= {f"t{number}": nw.when(here).then(time).min()}
    if groups is not None:
        entry = nw.when(nw.col("by") != NOWHERE).then(n * groups + nw.col("by"))
        own["entry"] = entry.min()
    people = frame.group_by("customer").agg(**own)
    people = people.filter(~nw.col("began").is_null())
    group = nw.lit(0)
    if groups is not None:
        people = people.filter(~nw.col("entry").is_null())
        group = nw.col("entry") % groups
    goal = ~nw.col("n1").is_null()
    outcome, stop = nw.when(goal).then(nw.lit(1)), nw.when(goal).then(nw.col("t1"))
    if len(ends) > 1:
        over = nw.col("n2")
        goal = goal & (over.is_null() | (nw.col("n1") <= over))
        outcome = nw.when(goal).then(nw.lit(1)).when(~over.is_null()).then(nw.lit(2))
        stop = nw.when(goal).then(nw.col("t1")).when(~over.is_null()).then(nw.col("t2"))
    people = people.with_columns(
        group=group, outcome=outcome.otherwise(nw.lit(0)), stop=stop.otherwise(nw.lit(end))
    )
    if active is not None:
        gone = (nw.col("outcome") == 0) & (nw.col("last") + active <= end)
        people = people.with_columns(
            outcome=nw.when(gone).then(nw.lit(3)).otherwise(nw.col("outcome"))
        )
    spent = nw.col("stop") - nw.col("began")
    # The remainder goes first, so that the division is exact even where it is in floats.
    people = people.with_columns(spent=spent)
    steps = ((nw.col("spent") - nw.col("spent") % resolution) // resolution).cast(nw.Int64)
    people = people.with_columns(steps=steps)
    rows = small(people.group_by(*COLUMNS[:3]).agg(customers=nw.len()))[COLUMNS].astype("int64")
    return rows.sort_values(COLUMNS[:3], ignore_index=True)
