"""The filter of a board in the address of its page: a link opens with the same one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from cjwidgets.board.dimensions import OF_PEOPLE, BoardSelection
from cjwidgets.board.period import PERIOD
from cjwidgets.board.selection import VERBS, ordered
from cjwidgets.errors import JourneyError
from cjwidgets.model import JourneyMap

if TYPE_CHECKING:
    from cjwidgets.evidence import EventLog

BETWEEN = ".."
"""Stands between the two days of a period."""
LONGEST, MOST, SHOWN = 8_000, 200, 40
"""Of a link: characters, values, and characters of a value that is not here."""


def address_of(now: BoardSelection) -> str:
    """Return the filter as the part of an address behind its #; empty where there is none."""
    told = [
        (each.name, each.key(value))
        for each in OF_PEOPLE
        if each is not PERIOD
        for value in now.of(each)
    ]
    if now.period:
        told.append((PERIOD.name, BETWEEN.join(map(PERIOD.key, now.period))))
    return urlencode(told)


def read(
    jm: JourneyMap, log: EventLog | None, now: BoardSelection, address: str
) -> tuple[BoardSelection, list[str]]:
    """Return the selection with the filter of an address, and what in it is not here.

    What somebody else wrote may be anything: nothing of it is an error, and what is not known is
    left out.
    """
    if len(address) > LONGEST:
        return now, [_short(address)]
    try:
        told = parse_qsl(address.removeprefix("#"), max_num_fields=MOST, errors="replace")
    except ValueError:
        return now, [_short(address)]
    found: dict[str, tuple[Any, ...]] = {}
    refused = []
    for name, value in told:
        values = _named(jm, log, name, value)
        if not values:
            refused.append(_short(f"{name}={value}"))
        elif name == PERIOD.name:
            found[name] = values
        else:
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return ordered(jm, replace(now, **found)), refused


def _named(jm: JourneyMap, log: EventLog | None, name: str, value: str) -> tuple[Any, ...]:
    """Return the values of a dimension that an address names; none where it has no such."""
    dimension = VERBS["filter"].get(name)
    if dimension is None:
        return ()
    if dimension is not PERIOD:
        return tuple(each for each in dimension.known(jm, log) if dimension.key(each) == value)
    try:
        return PERIOD.written(jm, log, [end or None for end in value.split(BETWEEN)])
    except JourneyError:
        return ()


def _short(told: str) -> str:
    return told if len(told) <= SHOWN else f"{told[:SHOWN]}…"
