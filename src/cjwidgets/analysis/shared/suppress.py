"""Hides values that rest on too few people."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.errors import InputError


def suppress(
    frame: pd.DataFrame, columns: Sequence[str], minimum: int = MINIMUM, *, n: str = "n"
) -> pd.DataFrame:
    """Return the table with values of small cells missing, and ``small_n`` as their note.

    Such values say little, and may say it of somebody who can be recognised.

    Parameters
    ----------
    frame : pandas.DataFrame
        With a column ``note``.
    columns : list of str
        What is hidden; counts of people stay.
    minimum : int, optional
        Cells of fewer people are hidden; 1 hides nothing. Empty cells keep their note.
    n : str, default "n"
        Column that counts the people.

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
    """
    shown_from(minimum)
    small = (frame[n] > 0) & (frame[n] < minimum)
    hidden = frame.copy()
    hidden[list(columns)] = hidden[list(columns)].mask(small)
    hidden.loc[small, "note"] = "small_n"
    return hidden


def shown_from(minimum: int) -> None:
    """Refuse what is no number of people."""
    if isinstance(minimum, bool) or not isinstance(minimum, int) or minimum < 1:
        raise InputError(
            f"minimum={minimum!r} is no whole number from 1 on.", hint="minimum=1 shows everything."
        )
