"""The event log: what customers did, prepared once for every statistic."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence import columns, times

Codes = NDArray[np.int32]


class EventLog:
    """Who did what and when: one row an event, sorted and encoded once.

    Events are ordered by customer, then time, then row: events of one customer at the same
    time keep the order of their rows. (Real logs are full of ties, so time alone is no order.)

    Parameters
    ----------
    source : frame or path
        Anything Narwhals takes (pandas, Polars, PyArrow, DuckDB, …) or the path of a CSV
        (``.csv``, ``.csv.gz``, ``.tsv``; UTF-8) or Parquet file. Row order counts, so a lazy
        source must keep it.
    customer : str
        Column that says whose event it is: a person, an account or a session. It is the unit
        of every statistic.
    time : str
        Column of times: datetimes, dates, or ISO 8601 text. Zoned times are converted to UTC;
        zoneless ones are taken as they stand. Numbers are refused: their unit is a guess.
    event : str
        Column of event names. Numbers become text.
    channel : str, optional
        Column of channels; the only column that may have gaps.

    Attributes
    ----------
    customer_codes, event_codes : ndarray of int32, shape (n_events,)
        Position in `customer_ids` and in `event_names`, in the order of the log.
    channel_codes : ndarray of int32, shape (n_events,), or None
        Position in `channel_names`; −1 where unknown.
    times : ndarray of int64, shape (n_events,)
        Microseconds since 1970 UTC.
    starts : ndarray of int64, shape (n_customers + 1,)
        Customer ``i`` owns the events ``starts[i]:starts[i + 1]``.
    customer_ids : ndarray of object, shape (n_customers,)
        The customers as they were written, by first appearance.
    event_names, channel_names : tuple of str
        Distinct names, sorted.
    zone : str or None
        Zone the times were written in; None for wall-clock times.
    unit : str
        Name of the customer column.

    Raises
    ------
    DataError
        The source can't be read, is empty, lacks a column, or has missing customers, events
        or times.
    InputError
        A column name is not text or is used twice.

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
    """

    customer_codes: Codes
    event_codes: Codes
    channel_codes: Codes | None
    times: NDArray[np.int64]

    def __init__(
        self, source: Any, *, customer: str, time: str, event: str, channel: str | None = None
    ) -> None:
        roles = {"customer": customer, "time": time, "event": event}
        if channel is not None:
            roles["channel"] = channel
        read = columns.read(source, roles)
        if len(read["event"]) == 0:
            raise DataError(
                "The log is empty: it has no rows.", hint="Check the filter that made the frame."
            )
        stamps, self.zone = times.microseconds(read["time"], time)
        owners, self.customer_ids = _encode(read["customer"], "customer", customer)
        names, event_ids = _encode(read["event"], "event", event)
        names, self.event_names = _sorted_names(names, event_ids)
        order = np.lexsort((stamps, owners))  # stable: ties stay in row order

        self.unit = customer
        self.customer_codes = _frozen(owners[order])
        self.event_codes = _frozen(names[order])
        self.times = _frozen(stamps[order])
        self.starts = _frozen(
            np.searchsorted(self.customer_codes, np.arange(len(self.customer_ids) + 1))
        )
        self.channel_codes = None
        self.channel_names: tuple[str, ...] = ()
        if channel is not None:
            codes, ids = _factorize(read["channel"])
            codes, self.channel_names = _sorted_names(codes, ids)
            self.channel_codes = _frozen(codes[order])

    @property
    def n_customers(self) -> int:
        """Number of distinct customers."""
        return len(self.customer_ids)

    @property
    def n_events(self) -> int:
        """Number of events."""
        return len(self.event_codes)

    @property
    def first(self) -> pd.Timestamp:
        """Time of the earliest event, in the zone of the source."""
        return self._moment(int(self.times.min()))

    @property
    def last(self) -> pd.Timestamp:
        """Time of the latest event, in the zone of the source."""
        return self._moment(int(self.times.max()))

    def _moment(self, stamp: int) -> pd.Timestamp:
        moment = pd.Timestamp(stamp, unit="us")
        return moment if self.zone is None else moment.tz_localize("UTC").tz_convert(self.zone)

    def __len__(self) -> int:
        return self.n_events

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{count:,} {noun}{'' if count == 1 else 's'}"
            for count, noun in (
                (self.n_events, "event"),
                (self.n_customers, "customer"),
                (len(self.event_names), "event name"),
            )
        )
        return f"EventLog({counts}, {self.first:%Y-%m-%d} – {self.last:%Y-%m-%d})"


def _encode(column: nw.Series[Any], role: str, name: str) -> tuple[Codes, NDArray[np.object_]]:
    """Codes and distinct values of a column without gaps.

    A blank counts as a gap: else all unknown visitors would become one busy customer.
    """
    codes, ids = _factorize(column)
    blank = [i for i, value in enumerate(ids) if isinstance(value, str) and not value.strip()]
    missing = np.isin(codes, [-1, *blank])
    if count := int(missing.sum()):
        raise DataError(
            f"Column {name!r} has no {role} in {count:,} of {len(codes):,} rows; the first is row "
            f"{int(np.argmax(missing))} (counting from 0).",
            hint="Drop those rows, or give them a name such as 'unknown' if they should count.",
        )
    return codes, ids


def _factorize(column: nw.Series[Any]) -> tuple[Codes, NDArray[np.object_]]:
    native = column.to_native()
    values = native if isinstance(native, pd.Series) else pd.Series(column.to_numpy())
    try:
        codes, ids = pd.factorize(values)
    except TypeError:  # lists, dicts: no names
        raise DataError(
            f"Column {column.name!r} holds {values.map(type).iloc[0].__name__} values: expected "
            "texts or numbers.",
            hint="Make one row an event.",
        ) from None
    return codes.astype(np.int32), np.asarray(ids, dtype=object)


def _sorted_names(codes: Codes, ids: NDArray[np.object_]) -> tuple[Codes, tuple[str, ...]]:
    """Names as text, sorted, so that they do not depend on the order of rows."""
    texts = [str(value) for value in ids]
    names = sorted(set(texts))
    place = {name: i for i, name in enumerate(names)}
    # The last entry answers code −1, so that gaps stay gaps.
    lookup = np.array([*(place[text] for text in texts), -1], dtype=np.int32)
    return lookup[codes], tuple(names)


def _frozen(values: NDArray[Any]) -> NDArray[Any]:
    values.setflags(write=False)
    return values
