"""Hides values that rest on too few people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.errors import InputError
from cjwidgets.evidence.log import EventLog

HIDDEN = ("small_n", "beside_small")
"""The notes of what is hidden."""

_NOISE = 1e-9
Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]


def suppress(
    frame: pd.DataFrame,
    columns: Sequence[str],
    minimum: int = MINIMUM,
    *,
    n: str = "n",
    sets: Sequence[int] | NDArray[np.int64] | None = None,
    of: str = "",
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
        Of each row, the set of rows that together are everybody; −1 is none. Where the hidden of
        a set are one row, or together too few, they could be computed from the whole: then the
        next smallest are hidden, too (note ``beside_small``). Of shape (k, n_rows): rows are in
        k sets at once, as in one of their place and one of their group.
    of : str, optional
        Column that counts for how many of the people something is true. Where it is of none or
        of all of the hidden of a set, the whole would say so of each.

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
    people = frame[n].to_numpy(dtype=np.int64)
    true = frame[of].to_numpy(dtype=np.int64) if of else None
    parts = [] if sets is None else list(np.atleast_2d(np.asarray(sets, dtype=np.int64)))
    beside = _spread(small.to_numpy(dtype=np.bool_), people, parts, true, minimum) & ~small
    hidden = frame.copy()
    for column in columns:
        if pd.api.types.is_integer_dtype(hidden[column].dtype):
            hidden[column] = hidden[column].astype("Int64")
    hidden[list(columns)] = hidden[list(columns)].mask(small | beside)
    hidden.loc[beside, "note"] = "beside_small"
    hidden.loc[small, "note"] = "small_n"
    return hidden


def _spread(
    hidden: Mask, people: Counts, parts: Sequence[Counts], true: Counts | None, minimum: int
) -> Mask:
    """Return what is hidden when nothing of it can be computed from the whole of any set.

    What is hidden beside a small one in one set may be alone in another: until none is.
    """
    while True:
        more = hidden.copy()
        for part in parts:
            for key in np.unique(part[more & (part >= 0)]):
                own = np.flatnonzero((part == key) & (people > 0))
                more[_beside(own, more, people, true, minimum)] = True
        if (more == hidden).all() and len(parts) > 1:
            more |= _beside_solved(more, people, parts, minimum)
        if (more == hidden).all():
            return hidden
        hidden = more


def _beside_solved(hidden: Mask, people: Counts, parts: Sequence[Counts], minimum: int) -> Mask:
    """Return one row more for each hidden one that several wholes together tell.

    Each whole is a linear equation in what is hidden of it: what is equal in all solutions is
    known. Wholes of too few are hidden themselves.
    """
    at = np.flatnonzero(hidden & (people > 0))
    wholes = [
        part == key
        for part in parts
        for key in np.unique(part[hidden & (part >= 0)])
        if ((part == key) & (people > 0)).sum() > 1 and people[part == key].sum() >= minimum
    ]
    more = hidden & False
    if not len(at) or not wholes:
        return more
    equations = np.array(wholes)[:, at].astype(float)
    _, sizes, free = np.linalg.svd(equations)
    free = free[(sizes > _NOISE).sum() :]
    for row in at[(np.abs(free) < _NOISE).all(axis=0)]:
        near = np.any([whole for whole in wholes if whole[row]], axis=0)
        seen = np.flatnonzero(near & ~hidden & (people > 0))
        if len(seen):
            more[seen[people[seen].argmin()]] = True
    return more


def _beside(own: Counts, hidden: Mask, people: Counts, true: Counts | None, minimum: int) -> Counts:
    """Return the rows of a set to hide so that nobody computes those of them that are hidden."""
    gone, seen = own[hidden[own]], own[~hidden[own]]
    ranked = seen[np.argsort(people[seen], kind="stable")]
    if true is not None and true[own].sum() in (0, people[own].sum()):
        true = None  # so it is of everybody, which no hiding can undo
    for count in range(len(ranked) + 1):
        rows = np.append(gone, ranked[:count])
        number = people[rows].sum()
        told = true is not None and true[rows].sum() in (0, number)
        if len(rows) > 1 and number >= minimum and not told:
            return ranked[:count]
    return ranked


def shown_from(minimum: int) -> None:
    """Refuse what is no number of people."""
    if isinstance(minimum, bool) or not isinstance(minimum, int) or minimum < 1:
        raise InputError(
            f"minimum={minimum!r} is no whole number from 1 on.", hint="minimum=1 shows everything."
        )


def least(log: EventLog, minimum: int) -> int:
    """Return of how few people something is shown: 1 in a whole log that has no more.

    Who has a log of three reads of three. But a part of a log may be of three whom nobody chose.
    """
    shown_from(minimum)
    whole = log.lineage.whole is log.engine and not log.lineage.chosen
    return 1 if whole and log.n_customers < minimum else minimum
