"""The journeys most customers make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from cjwidgets.analysis.shared.checks import whole
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.places import Places, places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.wording import hidden, then, tied
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "A path is the sequence of a customer's visits (runs of events at one place), from the first "
    "event on, cut after {length} visits; those cut alike count as one. share = customers with "
    "exactly this path / n, n = customers with an event at any of the places, with a Wilson score "
    "interval."
)
SOURCE = "Variants as in process mining; interval: Wilson (1927), JASA 22:209–212."
ARROW, MORE = " → ", "…"


@checked
def paths(
    jm: JourneyMap | None,
    log: EventLog,
    *,
    level: str = "touchpoint",
    top: int = 20,
    length: int = 20,
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """List the most frequent paths.

    Parameters
    ----------
    jm : JourneyMap or None
        Not needed for channels and events.
    log : EventLog
    level : {"touchpoint", "stage", "channel", "event"}, default "touchpoint"
    top : int, default 20
        How many paths; 0 for all.
    length : int, default 20
        Longer paths are cut after so many visits.
    minimum : int, default 1
        Paths of fewer customers are not listed, nor the rarest of the others where these would
        tell how few they are. In a whole log of fewer customers all are.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a path, most customers first:

        - ``path``: the names, joined by arrows; ``…`` at the end where it was cut,
        - ``places``: the names as a tuple,
        - ``visits``: how many,
        - ``cut``: whether it went on,
        - ``customers``,
        - ``share``, ``share_low``, ``share_high``: customers / n and its Wilson interval,
        - ``together``: share of this path and all above it,
        - ``n``: customers with any path,
        - ``note``: always empty,
        - ``place_ids``: as ``places``, of stages and touchpoints: names may repeat.

        No row without an event at any place. ``attrs``: ``definition``, ``source``, ``unit``,
        ``confidence``, ``level``, ``paths`` (how many different ones there are, cut as they are),
        ``length``, ``cut`` (customers whose path was cut, listed or not; missing where they are
        too few), ``minimum``, ``note`` (``no_events`` if there is no row, ``small_n`` if all are
        rare).

    Raises
    ------
    DataError
        No place of this level has a rule.
    InputError
        An unknown level, a number that is none, a confidence that is no share.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": ["Anna", "Anna", "Viktor", "Olga"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-02", "2026-03-03"],
    ...                       "what": ["search", "cart", "search", "search"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> paths(None, log, level="event")[["path", "customers", "share"]].round(2)
                path  customers  share
    0         search          2   0.67
    1  search → cart          1   0.33
    """
    whole("top", top, 0)
    whole("length", length, 1)
    places = places_of(jm, log, level)
    found = log.engine.paths(places.placement, top=top, length=length)
    n, cut = found.attrs["customers"], found.attrs["cut"]
    minimum = least(log, minimum)
    found = found[: _listed(found, minimum)]
    names = _names(places)
    walked = [tuple(names[place] for place in path) for path in found["path"]]
    customers = found["customers"].to_numpy()
    columns: dict[str, Any] = {
        "path": [
            ARROW.join((*path, MORE) if cut else path)
            for path, cut in zip(walked, found["cut"], strict=True)
        ],
        "places": pd.Series(walked, dtype=object),
        "visits": [len(path) for path in walked],
        "cut": found["cut"].to_numpy(),
        "customers": customers,
        **shares("share", customers, n, confidence),
        "together": customers.cumsum() / max(n, 1),
        "n": n,
        "note": "",
        **_ids(places, found["path"]),
    }
    return describe(
        columns,
        "paths",
        DEFINITION.format(length=length),
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        paths=found.attrs["paths"],
        length=length,
        cut=None if 0 < cut < minimum else cut,
        minimum=minimum,
        note="" if len(found) else "small_n" if n else "no_events",
    )


def _listed(found: pd.DataFrame, minimum: int) -> int:
    """Return how many paths are listed, so that all others are nobody, or enough people."""
    customers = found["customers"].to_numpy()
    listed = int((customers >= minimum).sum())
    while minimum > 1 and listed:
        people = found.attrs["customers"] - int(customers[:listed].sum())
        if not people or people >= minimum:
            break
        listed -= 1
    return listed


def _ids(places: Places, paths: Iterable[Sequence[int]]) -> dict[str, pd.Series[Any]]:
    """Return the ids of the places on each path, where they are parts of a map."""
    column = f"{places.level}_id"
    if column not in places.head:
        return {}
    ids = list(places.head[column])
    return {"place_ids": pd.Series([tuple(ids[at] for at in path) for path in paths], dtype=object)}


def _names(places: Places) -> list[str]:
    """Name each place; touchpoints that share a name with their stage, too."""
    own = places.head[places.level]
    if places.level != "touchpoint":
        return list(own)
    twice = own.duplicated(keep=False)
    return [
        f"{name} ({stage})" if double else name
        for name, stage, double in zip(own, places.head["stage"], twice, strict=True)
    ]


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say which path is most frequent, and how much the listed ones cover."""
    if frame.empty:
        return hidden(frame, t) or t("explain.paths.none")
    first = frame.iloc[0]
    said = t(
        "explain.paths",
        path=first["path"],
        customers=first["customers"],
        n=first["n"],
        share=t.percent(first["share"]),
        interval=t.interval(first["share_low"], first["share_high"]),
        listed=len(frame),
        paths=frame.attrs["paths"],
        together=t.percent(frame["together"].iloc[-1]),
    )
    said = then(said, tied(frame, first, "customers", "path", t), t)
    cut, length = frame.attrs["cut"], frame.attrs["length"]
    if not cut:
        return said
    return said + t("explain.paths.cut", cut=cut, n=first["n"], length=length)
