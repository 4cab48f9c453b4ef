"""The absorbing Markov chain of a journey: pure mathematics on transition counts.

The states are n places, and three ends: *goal*, *lost* and *open*, where nobody knows yet.
Everywhere here, matrices have shape ``(..., n + 1, n + 3)``: a row a place and a last row for the
start; a column a place, then the goal (column n), lost (n + 1) and open (n + 2), which may be left
out. Leading axes (bootstrap draws) are computed at once.

Kemeny & Snell (1960), *Finite Markov Chains*, ch. 3: fundamental matrix N = (I − Q)⁻¹,
absorption B = N·R, expected steps t = N·1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Below this a probability is the noise of a matrix inverse.
_NOISE = 1e-12


@dataclass(frozen=True, eq=False)
class Absorption:
    """How an absorbing chain ends. Arrays of shape (..., n), but for ``total``."""

    total: Floats
    """P(goal) from the start; shape (...)."""
    goal: Floats
    """P(goal) from each place."""
    steps: Floats
    """Expected visits from a place to the end, its own included; NaN if some never end."""
    visits: Floats
    """Expected visits of a customer who starts; NaN at a place some never leave for good."""
    stay: Floats
    """Expected visits of a customer who is here, this one included: the diagonal of N."""
    lost: Floats
    """Share of the visits after which the customer is lost."""
    open: Floats
    """Share of the visits after which the customer may yet come."""

    @property
    def passed(self) -> Floats:
        """P(a customer who starts ever gets here)."""
        return self.visits / self.stay


def probabilities(counts: NDArray[np.generic]) -> Floats:
    """Turn transition counts into shares of each row; rows without a count stay 0.

    Examples
    --------
    >>> probabilities(np.array([[0, 3, 1], [1, 0, 0]])).tolist()
    [[0.0, 0.75, 0.25], [1.0, 0.0, 0.0]]
    """
    values = np.asarray(counts, float)
    left = values.sum(axis=-1, keepdims=True)
    return np.divide(values, left, out=np.zeros_like(values), where=left > 0)


def absorb(p: Floats) -> Absorption:
    """Solve an absorbing chain.

    Parameters
    ----------
    p : ndarray, shape (..., n + 1, n + 3)
        Transition probabilities. A row of zeros is a place nobody leaves: no goal from there.

    Returns
    -------
    Absorption
        Where customers can circle for ever, P(goal) counts them as not getting there, and the
        expected steps are NaN, not an artefact of a singular matrix.

    Examples
    --------
    A → B .6, A → lost .4, B → A .2, B → goal .5, B → lost .3; everybody starts at A:

    >>> p = np.array([[0, .6, 0, .4], [.2, 0, .5, .3], [1, 0, 0, 0]])
    >>> absorb(p).goal.round(6).tolist(), absorb(p).steps.round(6).tolist()
    ([0.340909, 0.568182], [1.818182, 1.363636])
    """
    n = p.shape[-2] - 1
    q, ends = p[..., :n, :n], p[..., :n, n:]
    leaves = (ends.sum(axis=-1) > 0) | (q.sum(axis=-1) == 0)
    endless = ~_leads_to(leaves, q)
    q = np.where(endless[..., None], 0.0, q)
    fundamental = np.linalg.inv(np.eye(n) - q)
    goal = (fundamental @ ends[..., :1])[..., 0]
    start = p[..., n, :]
    visits = (start[..., None, :n] @ fundamental)[..., 0, :]
    return Absorption(
        total=start[..., n] + (start[..., :n] * goal).sum(axis=-1),
        goal=np.clip(goal, 0.0, 1.0),
        steps=np.where(_leads_to(endless, q), np.nan, fundamental.sum(axis=-1)),
        visits=np.where(endless, np.nan, visits),
        stay=np.diagonal(fundamental, axis1=-2, axis2=-1),
        lost=ends[..., 1],
        open=ends[..., 2:].sum(axis=-1),
    )


def without(p: Floats, place: int, strategy: str) -> Floats:
    """Take a place out of the journey.

    ``"lost"``: whoever would come here is lost. ``"detour"``: they take one of the other ways
    from the place before, in the proportions in which it is left by them now, to lost included;
    where there is no other way, they are lost. Who may yet come stays open.
    """
    gone = np.array(p, float)
    ways = gone[..., : p.shape[-2] + 1]  # a view: all but open
    inflow = gone[..., place].copy()
    gone[..., place] = 0.0
    gone[..., place, :] = 0.0
    if strategy == "detour":
        rest = ways.sum(axis=-1, keepdims=True)
        # What is left of a row after its only way is gone may be noise, not a proportion.
        other = rest > _NOISE
        full = (inflow[..., None] + rest) * np.where(other, 1.0, 0.0)
        ways *= np.divide(full, rest, out=np.zeros_like(rest), where=other)
        inflow = np.where(other[..., 0], 0.0, inflow)
    inflow[..., place] = 0.0
    ways[..., -1] += inflow
    return gone


def removal(p: Floats, solved: Absorption, strategy: str = "lost") -> Floats:
    """Removal effect of each place: 1 − P(goal without it) / P(goal).

    NaN where P(goal) is 0. Anderl, Becker, von Wangenheim & Schumann (2016), *IJRM*
    33(3):457–474. With ``"lost"`` the customers who no longer get to the goal are those who
    ever get here times P(goal from here), so that no further matrix has to be solved.

    Examples
    --------
    >>> p = np.array([[0, .25, .5, .25], [0, 0, 1, 0], [.8, .2, 0, 0]])  # Google, Mailing, start
    >>> removal(p, absorb(p)).round(6).tolist()
    [0.75, 0.5]
    """
    if strategy == "lost":
        effect = np.nan_to_num(solved.passed) * solved.goal
    else:
        places = range(p.shape[-2] - 1)
        left = [absorb(without(p, place, strategy)).total for place in places]
        effect = solved.total[..., None] - np.stack(left, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(solved.total[..., None] > 0, effect / solved.total[..., None], np.nan)


def forgone(solved: Absorption) -> Floats:
    """Goals lost at each place, a customer who starts: what it would take to lose nobody here.

    The rise of P(goal) if nobody were lost here, and all who are lost now went on like those who
    go on: customers lost here times their P(goal) then. Who may yet come stays open. One row of
    the chain changes, so the answer follows from the diagonal of N: P(goal) of those who go on
    from here becomes B / (1 − open − lost · N).
    NaN where nobody ever goes on for good: what they would do can't be said.
    """
    kept = 1 - solved.open - solved.lost * solved.stay
    known = kept > _NOISE
    then = np.divide(solved.goal, kept, out=np.zeros_like(solved.goal), where=known)
    gain = np.nan_to_num(solved.visits) * solved.lost * np.minimum(then, 1.0)
    return np.where(known, gain, np.nan)


def _leads_to(there: Bools, q: Floats) -> Bools:
    """From which places one of some places can be reached."""
    ways = q > 0
    while True:
        more = there | (ways & there[..., None, :]).any(axis=-1)
        if (more == there).all():
            return more
        there = more
