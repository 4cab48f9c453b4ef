"""Attempts to get through steps, as windows over windows."""

from __future__ import annotations

import narwhals as nw

from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.evidence.reduce.frames.codes import flag

NOTHING = NOWHERE - 1
"""A code that no event has."""
NEVER = -(2**62)
"""Stands for the time of what did not happen: further back than any window reaches."""


def fulfils(codes: list[int], code: nw.Expr | None = None) -> nw.Expr:
    """Return which events fulfil a step of some codes."""
    code = nw.col("code") if code is None else code
    return code.is_in(codes or [NOTHING])


def first_attempts(
    frame: nw.LazyFrame, members: list[list[int]], kept: nw.Expr, *, strict: bool = False
) -> nw.LazyFrame:
    """Add where (``n0``, ``n1`` …) and when (``t0`` …) a customer's first attempt is at each step.

    From step to step only the events that may still count are left, and those that `kept` tells;
    ``n`` numbers the events of a customer.
    """
    n, time = nw.col("n"), nw.col("time")
    for step, codes in enumerate(members):
        here = fulfils(codes)
        if step:
            before = nw.col(f"n{step - 1}")  # missing where that was not reached
            here = here & ((n == before + 1) if strict else (n > before))
        frame = frame.with_columns(
            **{
                f"{name}{step}": nw.when(here).then(value).min().over("customer")
                for name, value in (("n", n), ("t", time))
            }
        )
        later = sorted({code for codes in members[step + 1 :] for code in codes})
        frame = frame.filter(kept | (fulfils(later) & (n > nw.col(f"n{step}"))))
    return frame


def any_attempts(
    frame: nw.LazyFrame, order: list[str], members: list[list[int]], window: int
) -> nw.LazyFrame:
    """Add how far (``depth``) any attempt of a customer comes, each by the next event that fits.

    And where and when the first begins that gets through (``nb``, ``tb``), and ends (``ne``,
    ``te``); and the customer's first event of the first step (``n0``, ``t0``).
    """
    begins = fulfils(members[0])
    through = begins
    columns = {"depth": flag(begins)}
    for last in range(1, len(members)):
        frame = frame.with_columns(ne=nw.col("n"), te=nw.col("time"))
        for step in range(last, 0, -1):
            frame = _next(frame, order, members, step)
        through = begins & (nw.col("te") - nw.col("time") <= min(window, -NEVER // 2))
        frame = frame.with_columns(**{f"far{last}": flag(through)})
        columns[f"far{last}"] = nw.col(f"far{last}")
    found = {"n0": (begins, nw.col("n")), "t0": (begins, nw.col("time"))}
    found |= {"nb": (through, nw.col("n")), "tb": (through, nw.col("time"))}
    if len(members) > 1:
        found |= {"ne": (through, nw.col("ne")), "te": (through, nw.col("te"))}
    else:
        found |= {"ne": found["nb"], "te": found["tb"]}
    depth = [each.max().over("customer") for each in columns.values()]
    return frame.with_columns(
        depth=sum(depth[1:], depth[0]),
        **{
            name: nw.when(some).then(value).min().over("customer")
            for name, (some, value) in found.items()
        },
    )


def _next(
    frame: nw.LazyFrame, order: list[str], members: list[list[int]], step: int
) -> nw.LazyFrame:
    """Make ``ne`` and ``te`` those of the next event of a step, of each event before it."""
    here = fulfils(members[step])
    ends = {name: nw.when(here).then(nw.col(name)) for name in ("ne", "te")}
    frame = frame.with_columns(
        **{name: each.otherwise(nw.lit(-NEVER)) for name, each in ends.items()}
    )
    least = {name: nw.col(name).cum_min(reverse=True) for name in ("ne", "te")}
    frame = frame.with_columns(
        **{name: each.over("customer", order_by=order) for name, each in least.items()}
    )
    if set(members[step]) & set(members[step - 1]):  # an event must not follow itself
        past = {name: nw.col(name).shift(-1) for name in ("ne", "te")}
        frame = frame.with_columns(
            **{name: each.over("customer", order_by=order) for name, each in past.items()}
        )
        frame = frame.with_columns(
            **{name: nw.col(name).fill_null(-NEVER) for name in ("ne", "te")}
        )
    return frame


def arrived(step: int, window: int | None) -> nw.Expr:
    """Return whose first attempt has an event of a step that the window does not shut out."""
    there = ~nw.col(f"n{step}").is_null()
    return there if window is None else there & (nw.col(f"t{step}") - nw.col("t0") <= window)
