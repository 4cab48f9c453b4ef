# Made by `python -m tools.exports` from the names in __init__.py.
from cjwidgets.datasets import mattress_survey as mattress_survey
from cjwidgets.datasets.events import mattress_log as mattress_log
from cjwidgets.datasets.mattress_map import mattress_map as mattress_map

__all__ = [
    "mattress_log",
    "mattress_map",
    "mattress_survey",
]
