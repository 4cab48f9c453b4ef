"""Which group of a bootstrap each customer is in: told by who they are, not by what they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import md5
from typing import Any

import numpy as np
from numpy.typing import NDArray

GROUPS = 257
"""Of customers, to draw from. A prime: ids that count in steps are still spread evenly."""
DIGITS = 4
"""Hexadecimal ones of the hash that tell the group."""

Codes = NDArray[np.int64]


def groups_of(ids: Iterable[Any]) -> Codes:
    """Return the group of each customer: the first digits of the MD5 of their id as text.

    Every database knows MD5, so that customers are in one group wherever their events are.

    Examples
    --------
    >>> groups_of(["Anna", "Viktor", 7])
    array([ 18,  18, 134])
    """
    numbers = (
        int(md5(str(each).encode(), usedforsecurity=False).hexdigest()[:DIGITS], 16) for each in ids
    )
    return np.fromiter(numbers, dtype=np.int64) % GROUPS


@dataclass(frozen=True, eq=False)
class People:
    """The ids of the customers of a whole log, shared by all of its parts."""

    ids: Sequence[Any]

    @cached_property
    def groups(self) -> Codes:
        return groups_of(self.ids)
