"""Small samples to try things on; everything in them is invented and says so."""

from cjwidgets.datasets.mattress_log import mattress_log
from cjwidgets.datasets.mattress_map import mattress_map
from cjwidgets.datasets.mattress_survey import mattress_survey

__all__ = ["mattress_log", "mattress_map", "mattress_survey"]
