"""Small samples to try things on; everything in them is invented and says so."""

from cjwidgets.datasets.mattress_map import mattress_map as mattress_map
from cjwidgets.loading import lazily as _lazily

# These make frames of pandas; a map needs none.
_LAZY = {
    "mattress_log": "cjwidgets.datasets.events",
    "mattress_survey": "cjwidgets.datasets.survey",
}
__getattr__, __dir__, __all__ = _lazily(__name__, _LAZY, "mattress_map")
