"""Hides values that rest on too few people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.errors import InputError


def suppress(
    frame: pd.DataFrame,
    columns: Sequence[str],
    minimum: int = MINIMUM,
    *,
    n: str = "n",
    sets: Sequence[int] | NDArray[np.int64] | None = None,
) -> pd.DataFrame:
    """Return the table with values of small cells missing, and ``small_n`` as their note.

    Such values say little, and may say it of somebody who can be recognised.

    Parameters
    ----------
    frame : pandas.DataFrame
        With a column ``note``.
    columns : list of str
        What is hidden, counts of what people did or said included; how many they are stays.
    minimum : int, optional
        Cells of fewer people are hidden; 1 hides nothing. Empty cells keep their note.
    n : str, default "n"
        Column that counts the people.
    sets : array_like of int, optional
        Of each row, the set of rows that together are everybody. Where the hidden of a set are
        one row, or together too few, they could be computed from the whole: then the next
        smallest are hidden, too (note ``beside_small``).

    Returns
    -------
    pandas.DataFrame
        A new table.

    Raises
    ------
    InputError
        ``minimum`` is no whole number from 1 on.

    Examples
    --------
    >>> frame = pd.DataFrame({"share": [0.5, 0.4], "n": [4, 40], "note": ["", ""]})
    >>> suppress(frame, ["share"])["share"].tolist()
    [nan, 0.4]

    Of a whole, the other could tell of those four:

    >>> suppress(frame, ["share"], sets=[0, 0])["note"].tolist()
    ['small_n', 'beside_small']
    """
    shown_from(minimum)
    small = (frame[n] > 0) & (frame[n] < minimum)
    beside = small & False
    for key in np.unique(sets) if sets is not None and small.any() else ():
        own = frame[n][np.asarray(sets) == key]
        beside.loc[_beside(own[own > 0], minimum)] = True
    hidden = frame.copy()
    for column in columns:
        if pd.api.types.is_integer_dtype(hidden[column].dtype):
            hidden[column] = hidden[column].astype("Int64")
    hidden[list(columns)] = hidden[list(columns)].mask(small | beside)
    hidden.loc[beside, "note"] = "beside_small"
    hidden.loc[small, "note"] = "small_n"
    return hidden


def _beside(people: pd.Series[int], minimum: int) -> list[int]:
    """Return the rows to hide so that nobody computes the small ones from all others."""
    ranked = people.sort_values(kind="stable")
    small = int((ranked < minimum).sum())
    if not small:
        return []
    hidden = max(2, small)
    while ranked.iloc[:hidden].sum() < minimum and hidden < len(ranked):
        hidden += 1
    return list(ranked.index[small:hidden])


def shown_from(minimum: int) -> None:
    """Refuse what is no number of people."""
    if isinstance(minimum, bool) or not isinstance(minimum, int) or minimum < 1:
        raise InputError(
            f"minimum={minimum!r} is no whole number from 1 on.", hint="minimum=1 shows everything."
        )
