"""What the two sides of a comparison are called, and whether they are the same people."""

from __future__ import annotations

from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.notice import notice
from cjwidgets.evidence.reduce.arrays import ArrayEngine
from cjwidgets.evidence.reduce.frames import FrameEngine
from cjwidgets.locale import counted

Names = tuple[str, str] | None


def check_names(names: Any) -> Names:
    """Return the names of two sides, or None.

    Raises
    ------
    InputError
        They are not two different texts.
    """
    if names is None:
        return None
    given = tuple(names) if isinstance(names, list | tuple) else ()
    if (
        len(given) != 2
        or not all(isinstance(name, str) and name.strip() for name in given)
        or given[0] == given[1]
    ):
        raise InputError(
            f"names={names!r} does not name the two logs.",
            hint="For example names=('A', 'B'): the first log, then the second.",
        )
    return given[0], given[1]


def in_both(first: EventLog, second: EventLog) -> int | None:
    """Count the customers whose id is in both logs; None where ids can't be laid side by side."""
    engines = first.engine, second.engine
    if isinstance(engines[0], FrameEngine) and isinstance(engines[1], FrameEngine):
        return engines[0].in_both(engines[1])
    one, two = (_ids(log) for log in (first, second))
    return None if one is None or two is None else len(one & two)


def _ids(log: EventLog) -> set[str] | None:
    engine = log.engine
    ids = engine.events.ids if isinstance(engine, ArrayEngine) else None
    return None if ids is None else set(map(str, ids))


def warn(count: int, names: Names) -> None:
    """Tell that some customers are on both sides."""
    called = "" if names is None else f", {names[0]!r} and {names[1]!r}"
    notice(
        f"{counted(count, 'customer is', 'customers are')} in both logs{called}, "
        "if an id means the same person in both. The comparison takes the logs for "
        "independent: because of that its intervals and p values are wrong. Leave them out of "
        "one of the logs."
    )
