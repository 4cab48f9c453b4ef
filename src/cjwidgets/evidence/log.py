"""The event log: what customers did, prepared once for every statistic."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

import pandas as pd

from cjwidgets.evidence import report
from cjwidgets.evidence.notice import notice
from cjwidgets.evidence.parts import Parts
from cjwidgets.evidence.progress import Progress
from cjwidgets.evidence.readers import columns, prepare, presets, times
from cjwidgets.evidence.readers.column_roles import check_present, check_roles
from cjwidgets.evidence.readers.registry import reader_of
from cjwidgets.evidence.readers.unknown_ids import listed
from cjwidgets.evidence.reduce.arrays import ArrayEngine
from cjwidgets.evidence.reduce.frames import backend_of
from cjwidgets.evidence.reduce.frames import engine as frame_engine
from cjwidgets.locale import agreeing, counted
from cjwidgets.model import JourneyMap

STAY = ("duckdb", "spark", "ibis")
"""Backends whose frames are not brought into memory unless that is asked for."""


class EventLog(Parts):
    """Who did what and when: one row an event, sorted and encoded once.

    Events are ordered by customer, then time, then `sequence`, then row: events of one customer
    at the same time keep the order of their rows. (Real logs are full of ties, so time alone is
    no order.) Where customers' rows go back in time all through, the source is newest first, and
    such events are taken from the last row to the first; `describe` says so.

    Parameters
    ----------
    source : frame or path
        Anything Narwhals takes (pandas, Polars, PyArrow, DuckDB, …) or the path of a CSV
        (``.csv``, ``.csv.gz``, ``.tsv``; UTF-8), Parquet or XES file (``.xes``, ``.xes.gz``).
        Row order counts where rows are read, so a lazy source must keep it.
    customer : str
        Column that says whose event it is: a person, an account or a session. It is the unit
        of every statistic.
    time : str
        Column of times: datetimes, dates, or ISO 8601 text. Zoned times are converted to UTC;
        zoneless ones are taken as they stand. Numbers need ``time_unit``: else their unit would
        be a guess.
    event : str
        Column of event names. Numbers become text.
    sequence : str, optional
        Column of numbers that order a customer's events of the same time.
    channel, segment, device : str, optional
        Columns of names that may have gaps.
    cost : str, optional
        Column of numbers: what each event costs. It may have gaps: an event without a number
        costs nothing, and ``describe`` says how many there are.
    also : sequence of str, optional
        Further columns of names that rules of the map may use.
    preset : str, optional
        Export whose columns need not be named: ``"ga4"``, ``"matomo"``, ``"segment"``,
        ``"retentioneering"``, ``"pm4py"`` or ``"xes"`` (of XES files the default). A column
        that is named counts more; ``""`` leaves out one that the preset would take.
    time_unit : str, optional
        ``"s"``, ``"ms"``, ``"us"`` or ``"ns"``: numbers in the time column count these since
        1970 UTC. A preset knows its own.
    unknown : sequence of str, optional
        Ids that name nobody, such as ``"null"``: their events are left out. ``""`` stands for
        rows without an id. By default none are left out, and there is a warning of ids that
        look so; ``[]`` says that there are none.
    in_place : bool, optional
        Whether the events stay where they are: each statistic is then a query there, and only
        small tables come back. Else they are read once and kept, narrowed and sorted, in
        memory. By default DuckDB relations, PySpark frames and Ibis tables stay, and everything
        else is read. ``True`` also leaves a Polars ``LazyFrame`` where it is; ``False`` reads
        any frame. In place, times must be datetimes or numbers of a known unit. Rows of a
        database have no order: events of one moment that no `sequence` orders are warned of, and
        are taken in an order that is always the same, but means nothing.

    Attributes
    ----------
    engine : Engine
        Reduces the log to the small tables that statistics are made of.
    zone : str or None
        Zone the times were written in; None for wall-clock times.
    unit : str
        Name of the customer column.
    roles : dict of str to str
        Role → column of the source.

    Raises
    ------
    DataError
        The source can't be read, is empty, lacks a column, or has missing customers, events
        or times.
    InputError
        A column that is needed is not named, a name is not text or is used twice, or the unit
        is none.
    NotFoundError
        There is no such preset.

    Warns
    -----
    UserWarning
        The customer column holds ids that look like nobody's: see `unknown`. Or the events stay
        in a database, and different ones of a customer have the same time and no `sequence`. Or
        rows are newest first, but not all, and events of a customer have the same time.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "customer": ["Anna", "Anna", "Viktor"],
    ...     "time": ["2026-03-01 10:00", "2026-03-01 10:05", "2026-03-02 09:00"],
    ...     "event": ["search", "cart", "search"],
    ... })
    >>> EventLog(frame, customer="customer", time="time", event="event")
    EventLog(3 events, 2 customers, 2 event names, 2026-03-01 – 2026-03-02)
    >>> export = pd.DataFrame({"user_pseudo_id": ["1.2"], "event_name": ["page_view"],
    ...                        "event_timestamp": [1_772_352_000_000_000]})
    >>> EventLog(export, preset="ga4").first
    Timestamp('2026-03-01 08:00:00+0000', tz='UTC')
    """

    def __init__(
        self,
        source: Any,
        *,
        customer: str | None = None,
        time: str | None = None,
        event: str | None = None,
        sequence: str | None = None,
        channel: str | None = None,
        segment: str | None = None,
        device: str | None = None,
        cost: str | None = None,
        also: tuple[str, ...] | list[str] = (),
        preset: str | None = None,
        time_unit: str | None = None,
        unknown: Sequence[Any] | None = None,
        in_place: bool | None = None,
    ) -> None:
        named = {
            "customer": customer,
            "time": time,
            "event": event,
            "sequence": sequence,
            "channel": channel,
            "segment": segment,
            "device": device,
            "cost": cost,
        }
        times.check_unit(time_unit)
        nobody = listed(unknown)
        given = {role: name for role, name in named.items() if name is not None and name != ""}
        given |= {column: column for column in also}
        check_roles(given)
        reader = reader_of(source)
        preset = preset or (reader.preset if reader else None)
        known = None
        if preset is None:
            self.roles = presets.complete(named)
        else:
            known = presets.preset_of(preset)
            if reader is None:
                present = columns.names(source, known.likely)
            else:
                path = Path(source)
                source, present = columns.opened(path, reader, {*known.likely, *given.values()})
            self.roles = presets.fill(named, preset, present)
            time_unit = time_unit or known.unit or None
        self.roles |= {column: column for column in also}
        if reader is not None:
            check_present(present, self.roles, path.name)
        self.unit = self.roles["customer"]
        if in_place if in_place is not None else backend_of(source) in STAY:
            with Progress("Event log") as progress:
                progress.step("checking the rows where they are", long=True)
                engine = frame_engine(source, self.roles, time_unit=time_unit, unknown=nobody)
                progress.step("events of the same moment", long=True)
                unordered = engine.unordered()
            self.zone = engine.zone
            self._begin(engine)
            if unordered:
                notice(
                    f"{unordered:,} of {counted(self.n_events, 'event')} share customer and time "
                    "with another event, and rows that stay in a database have no order: which "
                    "came first is not known, so what tells the order (funnels, paths, moves) may "
                    "differ from a log that is read. Name the column that orders them, "
                    "EventLog(…, sequence='…'), or read rows that are in order, "
                    "EventLog(…, in_place=False)."
                )
        else:
            found, self.zone = prepare.events(source, self.roles, time_unit, nobody, known)
            self._begin(ArrayEngine(found))
        if self.engine.row_order().doubtful:
            notice(
                f"{self.span.ties:,} of {counted(self.n_events, 'event')} "
                f"{agreeing(self.span.ties, 'shares', 'share')} customer and time with "
                "another event, and the rows are newest first, but not all: which came first is "
                "not known, and they are taken as the rows lie. Sort them by time, oldest first, "
                "or name the column that orders them, EventLog(…, sequence='…')."
            )

    def describe(self, map: JourneyMap | None = None) -> pd.DataFrame:
        """Report what the log covers and what is odd about its data; see `report.describe`."""
        return report.describe(self, map)

    # Events never change: copies share them, and a pickle holds them without what was found.

    def __getstate__(self) -> dict[str, Any]:
        gone = {"_placements", "lineage"}  # who is sent a part is not sent the whole
        return {key: value for key, value in vars(self).items() if key not in gone}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._begin(self.engine)

    def __deepcopy__(self, memo: dict[int, Any]) -> EventLog:
        copied = copy(self)
        copied.roles = {**self.roles}
        return copied

    def __len__(self) -> int:
        return self.n_events

    def __repr__(self) -> str:
        counts = ", ".join(
            counted(count, noun)
            for count, noun in (
                (self.n_events, "event"),
                (self.n_customers, "customer"),
                (len(self.event_names), "event name"),
            )
        )
        return f"EventLog({counts}, {self.first:%Y-%m-%d} – {self.last:%Y-%m-%d})"
