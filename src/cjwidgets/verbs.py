"""The one table of what a map and its parts can do from the layers above the model."""

from __future__ import annotations

from typing import Any

from cjwidgets import files, journeys
from cjwidgets.model import JourneyMap, Node, Persona, Touchpoint

VERBS: dict[type[Node], dict[str, Any]] = {
    JourneyMap: {
        "save": files.save,
        "open": staticmethod(files.open),
    },
    Persona: {
        "save": files.save_persona,
        "open": staticmethod(files.open_persona),
    },
    Touchpoint: {
        "open_journey": journeys.open_journey,
        "create_journey": journeys.create_journey,
    },
}


def bind() -> None:
    """Give the nodes their verbs."""
    for node, verbs in VERBS.items():
        for name, verb in verbs.items():
            setattr(node, name, verb)
