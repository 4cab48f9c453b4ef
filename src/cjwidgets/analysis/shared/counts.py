"""Hides counts of too few people where the count itself is what a table tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.suppress import suppress


def hide_counts(
    table: Any,
    columns: Sequence[str],
    minimum: int,
    *,
    people: str | NDArray[Any],
    sets: Sequence[int] | NDArray[np.int64] | None = None,
    n: str = "n",
) -> Any:
    """Return the table without what few people did, and without how many they are.

    Parameters
    ----------
    table : pandas.DataFrame, or dict of its columns
        With a column ``note``.
    columns : list of str
        What is hidden in a row of few; those that the table has not are passed over.
    minimum : int
        1 hides nothing.
    people : str or array_like of int
        How many each row is of, or the column that says it.
    sets : array_like of int, optional
        As of `suppress`.
    n : str, default "n"
        A column that is hidden wherever it is below ``minimum``, if the table has it.

    Returns
    -------
    pandas.DataFrame
        Or the table itself, where nobody asks to hide.

    Examples
    --------
    >>> frame = pd.DataFrame({"customers": [3, 7, 40], "n": 50, "note": ""})
    >>> hide_counts(frame, ["customers"], 5, people="customers", sets=[0, 0, 0])["note"].tolist()
    ['small_n', 'beside_small', '']
    """
    if minimum == 1:
        return table
    frame = pd.DataFrame(table)
    counted = frame[people] if isinstance(people, str) else pd.Series(people, index=frame.index)
    own = [column for column in columns if column in frame]
    whole = counted.fillna(0).astype(np.int64)
    shown = suppress(frame.assign(_people=whole), own, minimum, n="_people", sets=sets)
    if n in frame and n not in own:
        few = ((frame[n] > 0) & (frame[n] < minimum)).fillna(False)
        if few.any():
            shown[n] = shown[n].astype("Int64").mask(few)
    return shown[list(frame)]


def wholes(source: NDArray[np.int64], target: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return the sets of ways whose sums are known, as `suppress` takes them.

    Each probability tells how many leave a place, and as many come to it; as many as start end.
    ``size`` is the start, and whatever lies behind it an end.
    """
    to = np.minimum(target, size)
    both = [np.where((source == place) | (to == place), 0, -1) for place in range(size + 1)]
    return np.array([source, to, *both], dtype=np.int64)
