"""Opens a log that stays where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjwidgets.evidence.reduce.frames import rows
from cjwidgets.evidence.reduce.frames.engine import FrameEngine
from cjwidgets.evidence.reduce.frames.source import adapt


def engine(
    source: Any,
    roles: Mapping[str, str],
    *,
    time_unit: str | None = None,
    unknown: tuple[str, ...] | None = None,
) -> FrameEngine:
    """Make an engine that leaves the events where they are.

    Parameters
    ----------
    source : polars.LazyFrame, DuckDB relation, PySpark DataFrame or Ibis table
        Nothing is copied: each reduction is one query, and only small tables come back.
    roles : dict of str to str
        Role → column name: ``customer``, ``time``, ``event``, and optionally ``sequence``,
        ``channel``, ``segment``, ``device``, ``cost``. Any other role is a column kept as text,
        for rules.
    time_unit : str, optional
        Numbers in the time column count these since 1970 UTC: ``"s"``, ``"ms"``, ``"us"`` or
        ``"ns"``.
    unknown : tuple of str, optional
        Ids that name nobody, as for an ``EventLog``.

    Raises
    ------
    DataError
        The log is empty, lacks a column, has missing customers, times, events or sequence
        values, or its times are no datetimes (nor numbers of a known unit). Those are counted by
        one query.

    Notes
    -----
    A Polars frame has an order of rows; a database has none. There, where ``sequence`` does not
    order events of one moment, their order is always the same, but it means nothing:
    ``unordered()`` counts them.

    Spark keeps the narrow, sorted log (MEMORY_AND_DISK) as long as the engine lives; of the two
    placements asked for last the placed events and the visits with what is beside each, and of the
    two chains of steps the numbered events: further reductions then need neither exchange nor
    sort, and few windows.

    Examples
    --------
    >>> import polars as pl
    >>> events = pl.LazyFrame({"who": ["Anna", "Anna"], "what": ["search", "cart"],
    ...                        "at": ["2026-03-01 10:00", "2026-03-01 10:05"]})
    >>> events = events.with_columns(pl.col("at").str.to_datetime("%Y-%m-%d %H:%M"))
    >>> engine(events, {"customer": "who", "time": "at", "event": "what"}).span()
    Span(events=2, customers=1, first=1772359200000000, last=1772359500000000, ties=0)
    """
    adapted = adapt(source, roles, time_unit, unknown)
    return FrameEngine(rows.in_order(adapted) if adapted.rows else adapted)
