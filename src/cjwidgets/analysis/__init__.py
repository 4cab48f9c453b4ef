"""Statistics of a journey: each a function of a map and its evidence, each with its interval."""

from cjwidgets.analysis.catalogue import PUBLIC as _PUBLIC
from cjwidgets.loading import keep_functions as _keep_functions
from cjwidgets.loading import lazily as _lazily

# Besides the statistics: what they take and are made of, and what the editor is given.
_TOOLS = {
    "DropOff": "priorities.improvements",
    "Figures": "figures.figures",
    "Interval": "inference.intervals",
    "Merge": "priorities.improvements",
    "Remove": "priorities.improvements",
    "Reorder": "priorities.improvements",
    "benjamini_hochberg": "inference.multiple_testing",
    "bootstrap": "inference.bootstrap",
    "explain": "shared.result",
    "figures": "figures.figures",
    "newcombe": "inference.intervals",
    "opportunity": "priorities.importance_performance",
    "suppress": "shared.suppress",
    "wilson": "inference.intervals",
}
_LAZY = {name: each.module for name, each in _PUBLIC.items()}
_LAZY |= {name: f"{__name__}.{module}" for name, module in _TOOLS.items()}

__getattr__, __dir__, __all__ = _lazily(__name__, _LAZY)
_keep_functions(__name__, ("figures",))
