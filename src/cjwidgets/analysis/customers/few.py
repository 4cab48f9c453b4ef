"""What a funnel does not show: the stages that too few reach, and what would tell of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.suppress import suppress

HERE = ("reached", "share", "open", "at_most")
WAY = ("drop_off", "drop_off_low", "drop_off_high", "continued", "waiting", "came_in", "ended")


def hide(table: Any, minimum: int, *, chained: bool) -> Any:
    """Hide the stages that few customers come to, and how the few of a stage went on.

    ``chained``: who reaches a stage has reached those before. Then all that follows a hidden
    stage is of the same few, nobody included. ``table``: a frame, or its columns.
    """
    known = _floats(table["reached"])
    observed = ~np.isnan(known)
    reached = np.nan_to_num(known)
    before = np.zeros(len(reached))
    at = np.flatnonzero(observed)
    before[at[1:]] = reached[at[:-1]]
    people = reached + (np.nan_to_num(_floats(table["came_in"])) if chained else 0)
    few, done = _few(people, minimum), np.zeros(len(reached))
    if "done" in table:
        done = np.nan_to_num(_floats(table["done"]))
    behind = few | (_few(before, minimum) & observed)
    if not (behind.any() or _few(done, minimum).any()):
        return table
    here = (np.logical_or.accumulate(behind) if chained else few) & observed
    frame = pd.DataFrame(table)
    ways = [each for each in WAY if each in frame]
    counted = frame.assign(
        _here=np.where(here, 1, people).astype(np.int64),
        _way=np.where(here | behind, 1, before).astype(np.int64),
    )
    shown = suppress(counted, HERE, minimum, n="_here")
    shown = suppress(shown, ways, minimum, n="_way")
    if "done" in frame:
        shown["done"] = frame["done"].mask(_few(done, minimum))
    return shown[list(frame)]


def _floats(column: Any) -> NDArray[np.float64]:
    return pd.Series(column).to_numpy(np.float64, na_value=np.nan)


def _few(people: NDArray[np.float64], minimum: int) -> NDArray[np.bool_]:
    return (people > 0) & (people < minimum)
