"""What was chosen on a board, as a page writes it down: in its address, or kept in the browser.

A link opens with the same filter. What a browser kept is put back on a board that was made anew,
whose map may have other ids: then by name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl, urlencode

from cjwidgets.board.dimension import Dimension
from cjwidgets.board.dimensions import OF_PEOPLE, BoardSelection
from cjwidgets.board.period import PERIOD
from cjwidgets.board.selection import BY_NAME, VERBS, ordered
from cjwidgets.errors import JourneyError
from cjwidgets.model import JourneyMap

if TYPE_CHECKING:
    from cjwidgets.evidence import EventLog

BETWEEN = ".."
"""Stands between the two days of a period."""
Choice: TypeAlias = tuple[str, str, str]
"""The name of a dimension, and of a value its key and how it is read."""
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
    choices = [(name, value, "") for name, value in told]
    found, left_out = _found(jm, log, choices, VERBS["filter"])
    refused = [_short(f"{name}={value}") for name, value, _ in left_out]
    return ordered(jm, replace(now, **found)), refused


def recalled(
    jm: JourneyMap, log: EventLog | None, kept: list[Choice]
) -> tuple[BoardSelection, list[str]]:
    """Return the selection that a browser kept, and what of it is here no more."""
    found, left_out = _found(jm, log, kept[:MOST], BY_NAME)
    return ordered(jm, BoardSelection(**found)), [_short(label) for *_, label in left_out]


def choices(told: Any) -> list[Choice]:
    """Return what a browser says that it kept; what is nothing of ours is left out."""
    kept: list[Choice] = []
    for each in told if isinstance(told, list) else []:
        match each:
            case {"dimension": str(name), "key": str(key), "name": str(label)}:
                kept.append((name, key, label))
    return kept


def _found(
    jm: JourneyMap,
    log: EventLog | None,
    told: list[Choice],
    dimensions: dict[str, Dimension],
) -> tuple[dict[str, tuple[Any, ...]], list[Choice]]:
    """Return values by dimension, and what is not here."""
    found: dict[str, tuple[Any, ...]] = {}
    left_out = []
    for choice in told:
        name, key, label = choice
        dimension = dimensions.get(name)
        values = () if dimension is None else _named(jm, log, dimension, key, label)
        if not values:
            left_out.append(choice)
        elif name == PERIOD.name:
            found[name] = values
        else:
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return found, left_out


def _named(
    jm: JourneyMap, log: EventLog | None, dimension: Dimension, key: str, label: str
) -> tuple[Any, ...]:
    """Return the values of a dimension that are meant; none where it has no such."""
    if dimension is not PERIOD:
        known = dimension.known(jm, log)
        meant = tuple(each for each in known if dimension.key(each) == key)
        called = [each for each in known if label and dimension.label(each) == label]
        return meant or (tuple(called) if len(called) == 1 else ())
    try:
        return PERIOD.written(jm, log, [end or None for end in key.split(BETWEEN)])
    except JourneyError:
        return ()


def _short(told: str) -> str:
    return told if len(told) <= SHOWN else f"{told[:SHOWN]}…"
