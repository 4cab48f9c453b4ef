"""Small samples to try things on; everything in them is invented and says so."""

from typing import TYPE_CHECKING

from cjwidgets.datasets.mattress_map import mattress_map
from cjwidgets.loading import lazily as _lazily

if TYPE_CHECKING:
    from cjwidgets.datasets.answers import mattress_survey
    from cjwidgets.datasets.events import mattress_log

__all__ = ["mattress_log", "mattress_map", "mattress_survey"]

# These make frames of pandas; a map needs none.
__getattr__ = _lazily(
    __name__,
    {
        "mattress_log": "cjwidgets.datasets.events",
        "mattress_survey": "cjwidgets.datasets.answers",
    },
)


def __dir__() -> list[str]:
    return __all__
