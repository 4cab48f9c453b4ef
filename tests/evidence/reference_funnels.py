"""Who reaches a step of a funnel, asked of every way to choose events: slow, and plain to read.

Each kind is given the times of one customer's events, which steps each event fulfils, the window
(None: any length) and whether it is strict; it says of each step whether it is reached, and
whether it is from the step before.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

Told = tuple[list[bool], list[bool]]
Kind = Callable[[list[int], list[list[bool]], "int | None", bool], Told]


def closed(times: list[int], fulfils: list[list[bool]], window: int | None, strict: bool) -> Told:
    """Step k is reached iff there are events i₁ < … < i_k, i_j of step j, as they must lie."""
    reached = []
    for k in range(1, len(fulfils[0]) + 1):
        hits = ([i for i, hit in enumerate(fulfils) if hit[j]] for j in range(k))
        reached.append(any(lies(ways, times, window, strict) for ways in rising(list(hits))))
    return reached, reached


def rising(hits: list[list[int]], after: int = -1) -> Iterable[tuple[int, ...]]:
    """All ways to choose one of each list, such that they rise."""
    if not hits:
        yield ()
        return
    for first in hits[0]:
        if first > after:
            yield from ((first, *rest) for rest in rising(hits[1:], first))


def lies(at: tuple[int, ...], times: list[int], window: int | None, strict: bool) -> bool:
    """Whether chosen events are near enough to each other, and strictly one after the other."""
    near = window is None or max(times[i] for i in at) - min(times[i] for i in at) <= window
    return near and not (strict and any(j != i + 1 for i, j in itertools.pairwise(at)))


def first_attempt(
    times: list[int], fulfils: list[list[bool]], window: int | None, strict: bool
) -> Told:
    """The first event of step one, then the first of step two after it, and so on."""
    reached: list[bool] = []
    at: list[int] = []
    for step in range(len(fulfils[0])):
        after = range(at[-1] + 1 if at else 0, len(times))
        after = after[:1] if strict and at else after
        hit = next((i for i in after if fulfils[i][step]), None)
        late = hit is not None and window is not None and at and times[hit] - times[at[0]] > window
        if hit is None or late:
            break
        at.append(hit)
        reached.append(True)
    reached += [False] * (len(fulfils[0]) - len(reached))
    return reached, reached


def open_(times: list[int], fulfils: list[list[bool]], window: int | None, strict: bool) -> Told:
    """Each step for itself; from the step before by a closed funnel of the two."""
    steps = range(len(fulfils[0]))
    reached = [any(hit[step] for hit in fulfils) for step in steps]
    come = [reached[0]]
    for step in steps[1:]:
        pair = [hit[step - 1 : step + 1] for hit in fulfils]
        come.append(closed(times, pair, window, strict)[0][1])
    return reached, come


def any_order(
    times: list[int], fulfils: list[list[bool]], window: int | None, strict: bool
) -> Told:
    """Some event of each step so far, in whatever order, all within the window."""
    hits = [[i for i, hit in enumerate(fulfils) if hit[step]] for step in range(len(fulfils[0]))]
    reached = [
        any(lies(ways, times, window, False) for ways in itertools.product(*hits[:k]))
        for k in range(1, len(hits) + 1)
    ]
    return reached, reached


def wait(
    times: list[int],
    fulfils: list[list[bool]],
    end: int,
    *,
    at_once: bool,
    active: int | None,
) -> tuple[int, int] | None:
    """How a wait for step two, from step one on, comes out, and how long it takes.

    0: it does not end before the log, 1: by step two, 2: by step three, 3: they were not
    active any more. None: it never begins.
    """
    start = next((i for i, hit in enumerate(fulfils) if hit[0]), None)
    if start is None:
        return None
    for i in range(start + (not at_once), len(times)):
        for step, hit in enumerate(fulfils[i]):
            if step and hit:
                return step, times[i] - times[start]
    gone = active is not None and times[-1] + active <= end
    return 3 if gone else 0, end - times[start]


KINDS: dict[str, Kind] = {
    "closed": closed,
    "first_attempt": first_attempt,
    "open": open_,
    "any_order": any_order,
}


def attempt(
    times: list[int], fulfils: list[list[bool]], begin: int, window: int | None
) -> list[int]:
    """Which events an attempt goes through that begins at one: the next that fits each step."""
    found = [begin]
    for step in range(1, len(fulfils[begin])):
        after = range(found[-1] + 1, len(times))
        hit = next((i for i in after if fulfils[i][step]), None)
        if hit is None or (window is not None and times[hit] - times[begin] > window):
            break
        found.append(hit)
    return found
