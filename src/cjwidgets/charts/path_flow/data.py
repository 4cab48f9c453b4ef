"""The table behind the flow of paths: customers by step, place and next place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

import pandas as pd

from cjwidgets import analysis
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.analysis.shared.shares import shares
from cjwidgets.charts.layout.sheet import Sheet, Source, sheet
from cjwidgets.charts.path_flow import layout as at
from cjwidgets.errors import InputError
from cjwidgets.evidence import EventLog

if TYPE_CHECKING:
    from cjwidgets.analysis.keywords import PathsOptions

MOST, PATHS = 7, 200  # places at a step, paths that are looked at
OTHER = "…"


def flow_table(
    jm: Source,
    log: EventLog | None = None,
    *,
    steps: int = 5,
    locale: str | None = None,
    **options: Unpack[PathsOptions],
) -> pd.DataFrame:
    """Return the flows the chart draws.

    Parameters
    ----------
    jm, log, steps, locale, **options
        As of :func:`flow`.

    Returns
    -------
    pandas.DataFrame
        One row a step, place and next place: ``step`` (from 1), ``source``, ``target`` (empty
        where the journey ends, or goes on beyond the last step), ``ended`` (bool),
        ``customers``, ``share``, ``share_low``, ``share_high`` (of all customers with a path,
        Wilson), ``n``, for parts of a map ``source_id`` and ``target_id``. Places that are rare at
        a step are one, ``…``.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> frame, jm = cj.datasets.mattress_log(), cj.datasets.mattress_map()
    >>> log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    >>> flow_table(jm, log, level="stage", steps=2)[["source", "target", "customers"]].head(2)
          source         target  customers
    0  Awareness                       888
    1  Awareness  Consideration       1026
    """
    return flows(paths_sheet(jm, log, locale, options).table, steps)


def paths_sheet(
    jm: Source, log: EventLog | None, locale: str | None, options: Mapping[str, Any]
) -> Sheet:
    """Return the paths that a flow is of: more than the chart of paths has."""
    if not isinstance(jm, pd.DataFrame):
        options = {"top": PATHS, **options}
    return sheet("flow", analysis.paths, jm, log, locale=locale, **options)


def named(table: pd.DataFrame) -> dict[str, str]:
    """Return the names of the places on paths by their ids, in the order in which they occur."""
    if "place_ids" not in table:
        return {}
    pairs = zip(table["place_ids"], table["places"], strict=True)
    return {id: str(name) for ids, names in pairs for id, name in zip(ids, names, strict=True)}


def _read(place: str | None, names: dict[str, str]) -> tuple[str, str]:
    """Return the name of a place, and by what it is known."""
    return names.get(place or "", place or ""), place or ""


def _id(place: str | None) -> str:
    return "" if place in (None, OTHER) else str(place)


def flows(table: pd.DataFrame, steps: int) -> pd.DataFrame:
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= 12:
        raise InputError(f"steps={steps!r} is no whole number from 1 to 12.")
    known = "place_ids" in table
    columns = ("place_ids" if known else "places", "cut", "customers")
    walks = zip(*(table[name] for name in columns), strict=True) if len(table) else []
    names = named(table)
    found = at.counted(
        ((tuple(map(str, places)), bool(cut), int(n)) for places, cut, n in walks),
        steps,
        MOST,
        OTHER,
    )
    keys = sorted(found, key=lambda key: (key[0], _read(key[1], names), _read(key[2], names)))
    customers = [found[key] for key in keys]
    n = int(table["n"].max()) if len(table) else 0
    confidence = table.attrs.get("confidence", CONFIDENCE)
    frame = pd.DataFrame(
        {
            "step": [key[0] + 1 for key in keys],
            "source": [_read(key[1], names)[0] for key in keys],
            "target": [_read(key[2], names)[0] for key in keys],
            "ended": [key[2] is None for key in keys],
            "customers": customers,
            **shares("share", customers, [n] * len(keys), confidence),
            "n": n,
        }
    )
    if known:
        frame["source_id"] = [_id(key[1]) for key in keys]
        frame["target_id"] = [_id(key[2]) for key in keys]
    about = {name: table.attrs.get(name) for name in ("definition", "source", "unit")}
    frame.attrs = about | {"confidence": confidence}
    return frame
