"""Makes a log in memory from a source: read, encode, sort once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.progress import Progress
from cjwidgets.evidence.readers import columns, encode, nameless, times
from cjwidgets.evidence.readers.encode import is_blank
from cjwidgets.evidence.readers.presets import Preset
from cjwidgets.evidence.reduce.arrays.events import Events, Labels, Mask
from cjwidgets.evidence.reduce.arrays.newest_first import in_order
from cjwidgets.evidence.reduce.arrays.sort import order
from cjwidgets.locale import counted

NAMELESS = ("customer", "time", "sequence", "cost")


def events(
    source: Any,
    roles: dict[str, str],
    time_unit: str | None = None,
    unknown: tuple[str, ...] | None = None,
    preset: Preset | None = None,
) -> tuple[Events, str | None]:
    """Return the events of a source in the order of the log, and the zone of its times.

    Raises
    ------
    DataError
        The source can't be read, is empty, lacks a column, or has gaps where it may not.
    InputError
        A column name is not text or is used twice.
    """
    with Progress("Event log") as progress:
        progress.step("reading", long=columns.is_large(source))
        naming = () if preset is None else _naming(source, preset)
        more = {name: name for name in naming if name not in roles.values()}
        read = columns.read(source, roles | more)
        if preset is not None and naming:
            whole = {roles.get(role, role): column for role, column in read.items()}
            said = {name: whole[name] for name in naming}
            read = {role: read[role] for role in roles}
            read["event"] = nameless.named(read["event"], said, preset)
        rows = len(read["event"])
        if rows == 0:
            raise DataError(
                "The log is empty: it has no rows.", hint="Check the filter that made the frame."
            )
        progress.step(f"times of {counted(rows, 'event')}")
        stamps, zone = times.microseconds(read["time"], roles["time"], time_unit)
        progress.step("customers")
        owners, kept, people = encode.customers(read["customer"], roles["customer"], unknown)
        progress.step("events")
        labels = {"event": encode.events(read["event"], roles["event"])}
        for role, column in read.items():
            if role not in (*NAMELESS, "event"):
                progress.step(role)
                labels[role] = encode.labels(column)
        sequence = _numbers(read["sequence"], "sequence") if "sequence" in read else None
        cost = _numbers(read["cost"], "cost") if "cost" in read else None
        paid = None if cost is None else cost.astype(np.float64)
        found = Events(owners, stamps, labels, paid, people)
        progress.step(f"sorting {counted(rows, 'event')}")
        at, rising = _order(found, sequence, kept)
        if at is not None:  # rows that are in the order of time are not newest first
            lie, at = in_order(at, owners, stamps, sequence)
            found = replace(found, row_order=lie)
        return _sorted(found, at, rising), zone


def _naming(source: Any, preset: Preset) -> tuple[str, ...]:
    """Return the columns of a source that name rows without a name."""
    if not preset.naming:
        return ()
    present = columns.names(source, preset.likely)
    return tuple(name for name in preset.naming if name in present)


def _order(
    found: Events, sequence: NDArray[Any] | None, kept: Mask | None
) -> tuple[NDArray[np.int64] | None, NDArray[np.int32]]:
    """Return where the events to keep are, in their order, and their owners in it.

    The places are None if that is all as they are.
    """
    if kept is None:
        return order(found.owners, found.stamps, sequence)
    at = np.flatnonzero(kept)
    sequence = None if sequence is None else sequence[at]
    among, rising = order(found.owners[at], found.stamps[at], sequence)
    return at if among is None else at[among], rising


def _sorted(found: Events, at: NDArray[np.int64] | None, owners: NDArray[np.int32]) -> Events:
    if at is not None:
        found = replace(
            found,
            owners=owners,
            stamps=_taken(found.stamps, at),
            labels={role: Labels(_taken(x.codes, at), x.names) for role, x in found.labels.items()},
            cost=None if found.cost is None else _taken(found.cost, at),
        )
    arrays: list[NDArray[Any]] = [found.owners, found.stamps]
    for array in [*arrays, *(label.codes for label in found.labels.values())]:
        array.setflags(write=False)
    return found


def _taken(values: NDArray[Any], at: NDArray[np.int64]) -> NDArray[Any]:
    # To look first whether all positions are there takes as long as to take what is there.
    return values.take(at, mode="clip")


def _numbers(column: nw.Series[Any], role: str) -> NDArray[Any]:
    # Texts as a CSV holds them; what is empty throughout has no kind that says anything.
    if column.dtype == nw.String or column.null_count() == len(column):
        texts = column.to_list()
        parsed = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce")
        if all(is_blank(texts[i]) for i in np.flatnonzero(parsed.isna())):
            column = nw.from_native(parsed.rename(column.name), series_only=True)
    if not column.dtype.is_numeric():
        raise DataError(
            f"Column {column.name!r} can't be the {role}: it holds {column.dtype}, expected "
            "numbers.",
            hint=f"Convert it first, e.g. pandas.to_numeric(frame[{column.name!r}]).",
        )
    values = column.to_numpy()
    missing = np.zeros(len(values), np.bool_)
    if values.dtype.kind == "f":
        # Money is on some events only: where there is none, nothing was paid.
        missing = np.isinf(values) if role == "cost" else ~np.isfinite(values)
    if count := int(missing.sum()):
        what = "infinite" if role == "cost" else "no"
        raise DataError(
            f"Column {column.name!r} has {what} {role} in {count:,} of "
            f"{counted(len(values), 'row')}; the first is row "
            f"{int(np.argmax(missing))} (counting from 0).",
            hint=encode.GAPS[role],
        )
    return values
