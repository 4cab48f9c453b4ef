"""The one table of what a JourneyMap can do from the layers above the model."""

from __future__ import annotations

from typing import Any

from cjwidgets import files
from cjwidgets.model import JourneyMap

VERBS: dict[str, Any] = {
    "save": files.save,
    "open": staticmethod(files.open),
}


def bind() -> None:
    """Give JourneyMap its verbs."""
    for name, verb in VERBS.items():
        setattr(JourneyMap, name, verb)
