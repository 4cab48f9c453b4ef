"""Where the events of some kinds are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
FEW = 8
KEPT = 2


class Positions:
    """Finds the events whose code is among some; what was asked for last is kept.

    A chain asks for the same steps again and again. At most ``KEPT`` positions an event are kept.
    """

    def __init__(self, codes: NDArray[np.integer[Any]]) -> None:
        self.codes = codes
        self._kept: dict[bytes, NDArray[np.integer[Any]]] = {}

    def of(self, member: Mask) -> NDArray[np.integer[Any]]:
        """Return the positions, rising, of the events with ``member[code]``."""
        key = member.tobytes()
        found = self._kept.pop(key, None)
        if found is None:
            found = np.flatnonzero(among(self.codes, member))
            if len(self.codes) < 2**31:
                found = found.astype(np.int32)
        self._kept[key] = found
        while sum(map(len, self._kept.values())) > KEPT * len(self.codes):
            del self._kept[next(iter(self._kept))]
        return found


def among(codes: NDArray[np.integer[Any]], member: Mask) -> Mask:
    """Return which codes are members."""
    wanted = np.flatnonzero(member)
    if len(wanted) > FEW:
        return member[codes]
    found = np.zeros(len(codes), dtype=np.bool_)
    for code in wanted:  # a comparison takes a tenth of a look-up
        found |= codes == codes.dtype.type(code)
    return found
