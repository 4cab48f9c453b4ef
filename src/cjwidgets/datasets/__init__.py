"""Small samples to try things on; everything in them is invented and says so."""

from cjwidgets.datasets.mattress_log import mattress_log
from cjwidgets.datasets.mattress_map import mattress_map

__all__ = ["mattress_log", "mattress_map"]
