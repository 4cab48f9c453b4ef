"""Whether a chain remembers: does the next step depend on the place before the present one?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

DRAWS = 199
OTHERS = 8
"""So many ways in, and out, of a place are told apart; the rarest are one."""
AT_ONCE = 64
"""Places whose tables are drawn together: bounds the memory."""


class OrderTest(NamedTuple):
    """A test of the first order of a chain against the second."""

    g2: float
    """2 Σ observed · ln(observed / expected), over all places."""
    df: int
    p: float
    """NaN where no place has two ways in and two ways out."""
    n: int
    """Steps that were looked at."""


def order_test(triples: pd.DataFrame, *, draws: int = DRAWS, seed: int = 0) -> OrderTest:
    """Test whether where customers go next depends only on where they are.

    For each place, a table of where they came from by where they went next: in a first-order
    chain these are independent (Anderson & Goodman 1957, *Ann. Math. Statist.* 28:89–110;
    Billingsley 1961). Many cells hold few, so that G² is compared not with χ² but with what it is
    in tables of the same margins, drawn as if they were independent (an exact conditional test).

    Parameters
    ----------
    triples : DataFrame
        ``before``, ``source``, ``target``, ``count``: see ``Engine.triples``. All that are known:
        who may yet go anywhere is left out by the caller.
    draws : int, default 199
    seed : int, default 0

    Returns
    -------
    OrderTest

    Examples
    --------
    Who came from 0 goes to 3, who came from 1 goes to 4, all by way of 2:

    >>> frame = pd.DataFrame({"before": [0, 1], "source": 2, "target": [3, 4], "count": 20})
    >>> test = order_test(frame)
    >>> round(test.g2, 1), test.df, test.p, test.n
    (55.5, 1, 0.005, 40)
    """
    tables = [_table(own) for _, own in triples.groupby("source", sort=True)]
    tables = [each for each in tables if min(each.shape) > 1]
    if not tables:
        return OrderTest(np.nan, 0, np.nan, 0)
    random = np.random.default_rng(seed)
    drawn = np.zeros(draws)
    for start in range(0, len(tables), AT_ONCE):
        drawn += _drawn(_stacked(tables[start : start + AT_ONCE]), draws, random)
    observed = float(_g2(_stacked(tables)).sum())
    df = sum((rows - 1) * (columns - 1) for rows, columns in (each.shape for each in tables))
    n = int(sum(each.sum() for each in tables))
    # A hair's breadth: sums of equal terms in another order are as large.
    as_large = int(np.count_nonzero(drawn >= observed - 1e-9 * max(observed, 1.0)))
    return OrderTest(observed, df, (1 + as_large) / (1 + draws), n)


def _table(own: pd.DataFrame) -> Counts:
    """Return the ways in by the ways out of one place, the rarest of each as one."""
    ins, row = np.unique(own["before"].to_numpy(), return_inverse=True)
    outs, column = np.unique(own["target"].to_numpy(), return_inverse=True)
    table = np.zeros((len(ins), len(outs)), dtype=np.int64)
    np.add.at(table, (row, column), own["count"].to_numpy())
    return _pooled(_pooled(table).T).T


def _pooled(table: Counts) -> Counts:
    order = np.argsort(-table.sum(axis=1), kind="stable")
    table = table[order]
    if len(table) <= OTHERS + 1:
        return table
    rest: Counts = np.concatenate([table[:OTHERS], table[OTHERS:].sum(axis=0, keepdims=True)])
    return rest


def _stacked(tables: list[Counts]) -> Counts:
    """Put tables of several sizes into one array; what a table has not is 0."""
    shape = np.max([each.shape for each in tables], axis=0)
    stack = np.zeros((len(tables), *shape), dtype=np.int64)
    for place, each in enumerate(tables):
        stack[place, : each.shape[0], : each.shape[1]] = each
    return stack


def _drawn(tables: Counts, draws: int, random: np.random.Generator) -> Floats:
    """Return Σ G² of tables with the same margins, in which the ways in say nothing of those out.

    Cell by cell, all draws and tables at once: of those who are left to go this way out, so many
    came in here.
    """
    places, rows, columns = tables.shape
    drawn = np.zeros((draws, places, rows, columns), dtype=np.int64)
    left = np.tile(tables.sum(axis=1), (draws, 1, 1))
    for row in range(rows):
        own = np.tile(tables[:, row].sum(axis=-1), (draws, 1))
        for column in range(columns):
            others = left[..., column + 1 :].sum(axis=-1)
            drawn[..., row, column] = random.hypergeometric(left[..., column], others, own)
            own = own - drawn[..., row, column]
        left -= drawn[..., row, :]
    return _g2(drawn).sum(axis=-1)


def _g2(tables: NDArray[np.generic]) -> Floats:
    """Return 2 Σ O ln(O / E) of tables, E from the margins of each."""
    seen = np.asarray(tables, float)
    rows, columns = seen.sum(axis=-1, keepdims=True), seen.sum(axis=-2, keepdims=True)
    expected = rows * columns / seen.sum(axis=(-2, -1), keepdims=True)
    ratio = np.divide(seen, expected, out=np.ones_like(seen), where=seen > 0)
    result: Floats = 2 * (seen * np.log(ratio)).sum(axis=(-2, -1))
    return result
