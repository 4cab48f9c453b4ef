"""Where nothing has changed, the comparison of before and after seldom finds a difference."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj

ROLES = {"customer": "customer_id", "time": "time", "event": "event"}
CUT = "2026-04-01"
Logs = Callable[[int], cj.EventLog]


def shop(seed: int) -> cj.EventLog:
    """Return the log of the mattress shop, which nobody knew before it begins."""
    return cj.EventLog(cj.datasets.mattress_log(1000, seed=seed), **ROLES)


def running(seed: int) -> cj.EventLog:
    """Return the log of a shop in the middle of its life: many come from before it begins."""
    frame = cj.datasets.mattress_log(1500, seed=seed)
    frame = frame[pd.to_datetime(frame["time"]) >= "2026-01-25"]
    return cj.EventLog(frame, **ROLES)


SHOPS: dict[str, tuple[Logs, tuple[str | None, str, str | None]]] = {
    "new": (shop, (None, CUT, None)),
    "unequal": (shop, (None, "2026-05-01", None)),
    "running": (running, (None, "2026-04-20", None)),
    "between": (running, ("2026-03-01", "2026-04-10", "2026-06-01")),
}


@pytest.mark.parametrize("statistic", ["funnel", "drop_off", "reach"])
@pytest.mark.parametrize("name", SHOPS)
def test_before_and_after(
    name: str, statistic: str, rounds: Callable[[int], int], seed: int
) -> None:
    jm = cj.datasets.mattress_map()
    make, (start, cut, end) = SHOPS[name]
    draw = np.random.default_rng(seed)
    found = []
    for _ in range(runs := rounds(1000)):
        log = make(int(draw.integers(2**31)))
        table = cj.compare(jm, log.between(start, cut), log.between(cut, end), statistic=statistic)
        found.append(bool((table["p_adjusted"] < 0.05).any()))
    # A thin slice has room for chance: three standard errors.
    assert np.mean(found) <= 0.07 + 3 * (0.05 * 0.95 / runs) ** 0.5 * (runs < 1000)
