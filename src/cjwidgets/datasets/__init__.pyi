# Made by `python -m tools.exports` from the names in __init__.py.
from cjwidgets.datasets.events import mattress_log as mattress_log
from cjwidgets.datasets.mattress_map import mattress_map as mattress_map
from cjwidgets.datasets.survey import mattress_survey as mattress_survey

__all__ = [
    "mattress_log",
    "mattress_map",
    "mattress_survey",
]
