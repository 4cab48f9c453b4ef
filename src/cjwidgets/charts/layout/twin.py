"""Every chart has a data twin: the table it draws, for those who need the numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, Protocol, cast

import altair as alt
import pandas as pd

P = ParamSpec("P")


class Drawn(Protocol, Generic[P]):
    """A function that draws; its ``data`` takes the same arguments and returns the table."""

    data: Callable[P, pd.DataFrame]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> alt.LayerChart: ...


def with_data(
    data: Callable[P, pd.DataFrame],
) -> Callable[[Callable[P, alt.LayerChart]], Drawn[P]]:
    """Attach the table to the function that draws it: ``charts.emotion.data(jm)``."""

    def attach(draw: Callable[P, alt.LayerChart]) -> Drawn[P]:
        drawn = cast(Drawn[P], draw)
        drawn.data = data
        return drawn

    return attach
