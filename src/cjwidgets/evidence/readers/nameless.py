"""Names events that have none by what they are, as an export tells it."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from cjwidgets.evidence.readers.presets import Preset

Columns = dict[str, nw.Series[Any]]


def named(events: nw.Series[Any], columns: Columns, preset: Preset) -> nw.Series[Any]:
    """Return the names of events; one without a name is ``"goal: Buy"``, ``"download"``, ….

    Parameters
    ----------
    events : narwhals.Series
        Names, which may have gaps.
    columns : dict of str to narwhals.Series
        The columns of `Preset.naming` that the source has.
    preset : Preset

    Returns
    -------
    narwhals.Series
        Gaps are left where a row does not say what it is, or is said to be a page.
    """
    names = _texts(events)
    gaps = pd.isna(names)
    if preset.kind not in columns or not gaps.any():
        return events
    at = np.flatnonzero(gaps)
    kinds = _texts(columns[preset.kind])[at]
    found = kinds.copy()
    found[kinds == PAGE] = None
    for kind, parts in preset.parts.items():
        own = np.flatnonzero(kinds == kind)
        texts = [_texts(columns[part])[at[own]] for part in parts if part in columns]
        for row, *said in zip(own, *texts, strict=True):
            known = [text for text in said if text is not None]
            found[row] = f"{kind}: {' - '.join(known)}" if known else kind
    names[at] = found
    return nw.from_native(pd.Series(names, name=events.name, dtype=object), series_only=True)


PAGE = "action"
"""What Matomo calls a page that was seen: without a title it has no name."""


def _texts(column: nw.Series[Any]) -> np.ndarray[Any, np.dtype[np.object_]]:
    """Return texts; None where there is none or a blank."""
    return np.array([_text(value) for value in column.to_list()], dtype=object)


def _text(value: Any) -> str | None:
    return None if pd.isna(value) or not str(value).strip() else str(value)
