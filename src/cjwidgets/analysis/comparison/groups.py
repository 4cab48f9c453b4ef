"""Groups side by side, as a verb counts them: what becomes of them among alike customers."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.comparison.strata import candidates, names_of, turned, warn
from cjwidgets.analysis.inference import two_samples
from cjwidgets.analysis.inference.intervals import Interval, wilson
from cjwidgets.analysis.inference.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.periods import crossed
from cjwidgets.analysis.shared.places import labels
from cjwidgets.analysis.shared.suppress import HIDDEN
from cjwidgets.errors import InputError
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.placement import Placement
from cjwidgets.evidence.notice import listening

Floats = NDArray[np.float64]
Turns = dict[str, list[str]]
Difference = tuple[Floats, Floats]
"""Of each group to all others, or of one to the only other: which way, and p."""


def crossed_with(log: EventLog, groups: Placement, role: str | None) -> Placement:
    """Return the placement of groups within the names of a role; of all as one if there is none.

    Raises
    ------
    DataError
        Some customers have several names of it, or none.
    NotFoundError
        The log has no such role.
    """
    if role is None:
        return groups
    names_of(log, role)
    return crossed(log, groups, labels(log, role))


def strata_of(values: NDArray[Any], groups: Sized) -> Floats:
    """Return values by group and stratum, as they are crossed, in shape (n_strata, n_groups)."""
    return np.asarray(values, dtype=float).reshape(len(groups), -1).T


def check(strata: str | None, by: str | None) -> None:
    """Refuse strata of what is compared, or of nothing."""
    if strata is not None and by is None:
        raise InputError(
            f"strata={strata!r} need groups to compare.", hint="Say which: by='segment'."
        )
    if strata is not None and strata == by:
        raise InputError(f"strata={strata!r} is what is compared.", hint="Name another column.")


def compared(names: Sized) -> int:
    """Return how many comparisons groups make: two are compared once."""
    return 1 if len(names) == 2 else len(names)


def turns(
    log: EventLog,
    by: str,
    names: Sequence[str],
    differences: Callable[[str | None], Difference],
    known: NDArray[np.bool_],
    confidence: float,
) -> Turns:
    """Return the roles within which groups compare the other way, and which; warn of them.

    ``differences`` compares them within the names of a role; ``known`` says which are not hidden,
    nor of so few that no headline names them.
    """
    found: Turns = {}
    shown = known[: compared(names)] & (known.all() if len(names) == 2 else True)
    roles = candidates([log], by) if shown.any() and len(names) > 1 else []
    if not roles:
        return found
    with listening():  # what rules miss was told before
        crude = _table(differences(None), shown)
        for role in roles:
            at = turned(crude, _table(differences(role), shown), 1 - confidence)
            if at.any():
                both = [True, True] if len(names) == 2 else at.tolist()
                found[role] = [name for name, turn in zip(names, both, strict=True) if turn]
    for role, groups in found.items():
        warn(role, groups, at="Of")
    return found


def told(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows of a table are not hidden, nor of so few that no headline names them."""
    enough = (frame["n"] >= MINIMUM) & ~frame["note"].isin(HIDDEN)
    return enough.to_numpy(dtype=np.bool_)


def _table(difference: Difference, shown: NDArray[np.bool_]) -> pd.DataFrame:
    value, p = (np.where(shown, each, np.nan) for each in difference)
    return pd.DataFrame({"difference": value, "p": p, "p_adjusted": benjamini_hochberg(p)})


def to_others(k: Floats, n: Floats, confidence: float = CONFIDENCE) -> two_samples.Difference:
    """Compare each share k / n to that of all others within strata: Mantel–Haenszel.

    Parameters
    ----------
    k, n : ndarray, shape (n_strata, n_groups)
    confidence : float, optional
    """
    rest = k.sum(axis=1, keepdims=True) - k, n.sum(axis=1, keepdims=True) - n
    return two_samples.mantel_haenszel(k, n, *rest, confidence)


def of_shares(k: Floats, n: Floats) -> Difference:
    """Return which way the shares k / n, of shape (n_strata, n_groups), are apart within strata."""
    found = to_others(k, n)
    size = compared(k[0])
    return found.value[:size], found.p[:size]


def standardised(k: Floats, n: Floats, confidence: float) -> tuple[Floats, Interval]:
    """Return the share that each group would have if all had the strata as everybody has them.

    Direct standardisation; NaN where a group has nobody in a stratum. The interval puts the Wilson
    limits of the strata together (Yan & Su 2010, Stat. Biopharm. Res. 2:329–335).

    Parameters
    ----------
    k, n : ndarray, shape (n_strata, n_groups)
    confidence : float

    Examples
    --------
    >>> share, band = standardised(np.array([[130.0], [280]]), np.array([[200.0], [800]]), 0.95)
    >>> float(share[0].round(4)), float(band.low[0].round(4)), float(band.high[0].round(4))
    (0.41, 0.3808, 0.4397)
    """
    some = n.sum(axis=1) > 0
    k, n = k[some], n[some]
    weight = n.sum(axis=1, keepdims=True) / max(n.sum(), 1)
    each = np.divide(k, n, out=np.full(k.shape, np.nan), where=n > 0)
    low, high = wilson(k, n, confidence)
    share = (weight * each).sum(axis=0)
    below = np.sqrt((weight**2 * (each - low) ** 2).sum(axis=0))
    above = np.sqrt((weight**2 * (high - each) ** 2).sum(axis=0))
    return share, Interval(np.maximum(share - below, 0), np.minimum(share + above, 1))
