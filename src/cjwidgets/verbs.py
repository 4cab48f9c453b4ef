"""The one table of what a map and its parts can do from the layers above the model."""

from __future__ import annotations

from types import MethodType
from typing import Any

from cjwidgets import files, journeys
from cjwidgets.loading import load
from cjwidgets.model import JourneyMap, Node, Persona, Touchpoint
from cjwidgets.model.attachments import attached


class Later:
    """A function of a module that is loaded when first asked for: it needs pandas."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    def __get__(self, obj: Any, owner: type | None = None) -> Any:
        return self.load()

    def load(self) -> Any:
        return load(self.module, self.name)


class Method(Later):
    """The same, given the map it is asked of."""

    def __get__(self, obj: Any, owner: type | None = None) -> Any:
        return self.load() if obj is None else MethodType(self.load(), obj)


VERBS: dict[type[Node], dict[str, Any]] = {
    JourneyMap: {
        "save": files.save,
        "open": staticmethod(files.open),
        "from_log": Later("cjwidgets.evidence.matching.draft", "from_log"),
        "attach": Method("cjwidgets.evidence.attached", "attach"),
        "detach": Method("cjwidgets.evidence.attached", "detach"),
        "attached": property(attached),
        "record": Method("cjwidgets.analysis.certainty.record", "record"),
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
