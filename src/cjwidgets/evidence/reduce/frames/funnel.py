"""Who reaches each step of a funnel, of any kind: one query, which returns one row."""

from __future__ import annotations

from collections.abc import Iterator

import narwhals as nw
import numpy as np

from cjwidgets.evidence.matching.placement import NOWHERE
from cjwidgets.evidence.reduce.frames.attempts import NEVER, arrived, first_attempts, fulfils
from cjwidgets.evidence.reduce.frames.codes import count_if, flag
from cjwidgets.evidence.reduce.frames.results import small
from cjwidgets.evidence.reduce.tables import Funnel

Members = list[list[int]]
Flags = dict[str, nw.Expr]


def count(
    frame: nw.LazyFrame,
    order: list[str],
    members: Members,
    *,
    kind: str,
    window: int | None,
    strict: bool,
    active: int,
    end: int,
) -> Funnel:
    """Reduce all events of a log, numbered, with a ``code`` of their steps; see `Engine.funnel`."""
    n, time, steps = nw.col("n"), nw.col("time"), range(len(members))
    if strict and kind != "first_attempt":
        columns: Flags = {}
        for back in steps[1:]:
            columns |= {f"c{back}": nw.col("code").shift(back), f"b{back}": time.shift(back)}
        frame = frame.with_columns(
            **{name: each.over("customer", order_by=order) for name, each in columns.items()}
        )
    # A customer's first and last events tell when they came and were last seen.
    ends = (n == 1) | nw.col("after").is_null()
    frame = frame.filter((nw.col("code") != NOWHERE) | ends)
    first = kind == "first_attempt" or (kind == "closed" and not strict and window is None)
    own: Flags = {}
    if first:
        frame = first_attempts(frame, members, ends, strict=strict)
        own = {f"r{step}": flag(arrived(step, window)).max() for step in steps}
    elif kind == "open":
        frame, own = _open(frame, order, members, window, strict=strict)
    elif kind == "any_order":
        frame, own = _any_order(frame, order, members, window)
    else:
        follow = _adjacent if strict else _latest
        frame, reached = follow(frame, order, members, window)
        own = {f"r{step}": flag(here).max() for step, here in enumerate(reached)}
    entries = members if kind in ("open", "any_order") else members[:1]
    start = fulfils(sorted({code for codes in entries for code in codes}))
    began = nw.col("t0").max() if first else nw.when(start).then(time).min()
    people = frame.group_by("customer").agg(first=time.min(), last=time.max(), began=began, **own)
    if kind == "any_order":  # every step so far
        for step in steps[1:]:
            both = (nw.col(f"r{step - 1}") == 1) & (nw.col(f"r{step}") == 1)
            people = people.with_columns(**{f"r{step}": flag(both)})
    elif kind == "open" and window is None and not strict:
        for step in steps[1:]:
            on = nw.col(f"z{step}") > nw.col(f"a{step - 1}")
            people = people.with_columns(**{f"o{step}": flag(on)})
    over = nw.lit(True)
    if window is not None:
        came = nw.when(nw.col("began").is_null()).then(nw.col("first")).otherwise(nw.col("began"))
        over = came + window <= end
    return _summed(people, len(members), over, nw.col("last") + active > end, kind == "open")


def _summed(
    people: nw.LazyFrame, size: int, over: nw.Expr, lately: nw.Expr, entered: bool
) -> Funnel:
    people = people.with_columns(over=flag(over), lately=flag(over & lately))
    counts, lately = nw.col("over") == 1, nw.col("lately") == 1
    sums = {"customers": count_if(counts), "late": count_if(~counts)}
    for step in range(size):
        here = nw.col(f"r{step}") == 1
        on = nw.col(f"o{step}") == 1 if entered and step else here
        before = nw.col(f"r{step - 1}") == 1 if step else nw.lit(False)
        sums |= {
            f"reached{step}": count_if(counts & here),
            f"on{step}": count_if(counts & on),
            f"open{step}": count_if(lately & ~here),
            f"waiting{step}": count_if(lately & before & ~on),
        }
    row = small(people.select(**sums)).fillna(0).iloc[0]
    names = ("reached", "on", "open", "waiting")
    table = [[int(row[f"{name}{step}"]) for step in range(size)] for name in names]
    return Funnel(int(row["customers"]), int(row["late"]), *np.array(table, dtype=np.int64))


def _adjacent(
    frame: nw.LazyFrame, order: list[str], members: Members, window: int | None
) -> tuple[nw.LazyFrame, Iterator[nw.Expr]]:
    """Whether an event and those right before it are all steps so far."""
    return frame, (_run(members[: step + 1], window) for step in range(len(members)))


def _run(members: Members, window: int | None) -> nw.Expr:
    run = fulfils(members[-1])
    for back, codes in enumerate(members[-2::-1], 1):
        run = run & fulfils(codes, nw.col(f"c{back}"))
    if window is not None and len(members) > 1:
        run = run & (nw.col("time") - nw.col(f"b{len(members) - 1}") <= window)
    return run


def _latest(
    frame: nw.LazyFrame, order: list[str], members: Members, window: int | None
) -> tuple[nw.LazyFrame, Iterator[nw.Expr]]:
    """When the latest attempt began that leads to each event, step by step."""
    begun = nw.when(fulfils(members[0])).then(nw.col("time")).otherwise(nw.lit(NEVER))
    frame = frame.with_columns(s0=begun)
    for step, codes in enumerate(members[1:], 1):
        frame, best = _so_far(frame, order, {step: f"s{step - 1}"}, members)
        good = fulfils(codes) & _within(best[step], window)
        begun = nw.when(good).then(best[step]).otherwise(nw.lit(NEVER))
        frame = frame.with_columns(**{f"s{step}": begun})
    return frame, (nw.col(f"s{step}") > NEVER for step in range(len(members)))


def _so_far(
    frame: nw.LazyFrame, order: list[str], of: dict[int, str], members: Members
) -> tuple[nw.LazyFrame, dict[int, nw.Expr]]:
    """The highest that some columns had before each event, by the step that follows."""
    top = {f"m{step}": nw.col(name).cum_max() for step, name in of.items()}
    frame = frame.with_columns(
        **{name: each.over("customer", order_by=order) for name, each in top.items()}
    )
    # Where one event may be both steps, it must not follow itself.
    both = [step for step in of if set(members[step]) & set(members[step - 1])]
    if both:
        past = {f"m{step}": nw.col(f"m{step}").shift(1) for step in both}
        frame = frame.with_columns(
            **{name: each.over("customer", order_by=order) for name, each in past.items()}
        )
    return frame, {step: nw.col(f"m{step}").fill_null(NEVER) for step in of}


def _within(begun: nw.Expr, window: int | None) -> nw.Expr:
    return begun > NEVER if window is None else nw.col("time") - begun <= min(window, -NEVER // 2)


def _open(
    frame: nw.LazyFrame, order: list[str], members: Members, window: int | None, *, strict: bool
) -> tuple[nw.LazyFrame, Flags]:
    """Who was at each step, and who came to it from the one before."""
    n, time = nw.col("n"), nw.col("time")
    own = {f"r{step}": flag(fulfils(codes)).max() for step, codes in enumerate(members)}
    later = range(1, len(members))
    if strict:
        runs = {step: _run(members[step - 1 : step + 1], window) for step in later}
    elif window is None:
        for step in later:
            own[f"a{step - 1}"] = nw.when(fulfils(members[step - 1])).then(n).min()
            own[f"z{step}"] = nw.when(fulfils(members[step])).then(n).max()
        runs = {}
    else:
        when = {
            f"w{step}": nw.when(fulfils(codes)).then(time).otherwise(nw.lit(NEVER))
            for step, codes in enumerate(members)
        }
        frame = frame.with_columns(**when)
        of = {step: f"w{step - 1}" for step in later}
        frame, best = _so_far(frame, order, of, members) if of else (frame, {})
        runs = {step: fulfils(members[step]) & _within(best[step], window) for step in later}
    return frame, own | {f"o{step}": flag(run).max() for step, run in runs.items()}


def _any_order(
    frame: nw.LazyFrame, order: list[str], members: Members, window: int | None
) -> tuple[nw.LazyFrame, Flags]:
    """Of each event as the last of a set: is what each step had last recent enough?"""
    names = [f"w{step}" for step in range(len(members))]
    if window is None:
        return frame, {f"r{step}": flag(fulfils(codes)).max() for step, codes in enumerate(members)}
    when = [nw.when(fulfils(codes)).then(nw.col("time")) for codes in members]
    frame = frame.with_columns(
        **{name: each.otherwise(nw.lit(NEVER)) for name, each in zip(names, when, strict=True)}
    )
    top = {name: nw.col(name).cum_max().over("customer", order_by=order) for name in names}
    frame = frame.with_columns(**top)
    oldest = [nw.col(names[0])]  # Spark has no least of one
    oldest += [nw.min_horizontal(*names[:end]) for end in range(2, len(names) + 1)]
    return frame, {
        f"r{step}": flag(_within(each, window)).max() for step, each in enumerate(oldest)
    }
