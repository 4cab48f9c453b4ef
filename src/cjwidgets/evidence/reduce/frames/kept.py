"""What a library keeps of a log, so that it is not computed anew for each statistic."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import narwhals as nw

from cjwidgets.evidence.reduce.frames import native

KEPT = 2
"""Of each sort, so many frames are kept: those asked for last."""


class Kept:
    """Frames by their sort and what they are of."""

    def __init__(self) -> None:
        self._frames: dict[str, dict[Hashable, nw.LazyFrame]] = {}

    def of(self, sort: str, key: Hashable, made: Callable[[], nw.LazyFrame]) -> nw.LazyFrame:
        """Return a frame that is kept; made, if it is not."""
        own = self._frames.setdefault(sort, {})
        found = own.pop(key, None)
        if found is None:
            found = nw.from_native(native.persisted(made().to_native()))
        own[key] = found
        while len(own) > KEPT:
            del own[next(iter(own))]
        return found
