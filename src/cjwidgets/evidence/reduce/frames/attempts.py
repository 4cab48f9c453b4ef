"""Attempts to get through steps, as windows over windows."""

from __future__ import annotations

import narwhals as nw

from cjwidgets.evidence.matching.placement import NOWHERE

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


def arrived(step: int, window: int | None) -> nw.Expr:
    """Return whose first attempt has an event of a step that the window does not shut out."""
    there = ~nw.col(f"n{step}").is_null()
    return there if window is None else there & (nw.col(f"t{step}") - nw.col("t0") <= window)
