"""The kinds of lane: what a row of a map can hold.

Browsers have a copy, which tools/schema.py makes. To add one: an entry below, and its name
``lane.<name>`` in the catalogues; where it holds what no touchpoint has yet, a field in nodes.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Holds = Literal["text", "score", "choice", "cards", "sources", "picture", "curve", "own"]
"""``own`` is the text of a lane of somebody's own; ``curve`` the emotion of every persona."""


@dataclass(frozen=True)
class LaneKind:
    """A kind of lane.

    Attributes
    ----------
    name : str
        What ``Lane.shows`` says; the catalogues have its words as ``lane.<name>``.
    holds : str
        What a cell is, which says how it is drawn, edited, searched, copied and pasted.
    group : int
        Where a menu offers it: groups stand apart.
    field : str
        The field of the touchpoint; of the stage too, where that has it.
    spans : bool
        Whether a new lane has a cell for each stage.
    usual : bool
        Whether a new map has it.
    only : tuple of name and value
        What cards are like that stand here, and no more with the others where a lane has these.
    beside : str
        A choice that is said beside the value.
    mark : str
        A sign in front of the value.
    border : str
        The line above it in a service blueprint, in words ``editor.line.<border>``.
    """

    name: str
    holds: Holds
    group: int
    field: str = ""
    spans: bool = False
    usual: bool = False
    only: tuple[tuple[str, str], ...] = ()
    beside: str = ""
    mark: str = ""
    border: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "field", self.field or self.name)


_KINDS = (
    LaneKind("actions", "text", 0, usual=True),
    LaneKind("thoughts", "text", 0, usual=True),
    LaneKind("goals", "cards", 0, spans=True),
    LaneKind("emotion", "curve", 0, usual=True),
    LaneKind("satisfaction", "score", 0),
    LaneKind("moment_of_truth", "choice", 0, mark="★"),
    LaneKind("pains", "cards", 1, spans=True, usual=True),
    LaneKind("opportunities", "cards", 1, spans=True, usual=True),
    LaneKind("ideas", "cards", 1, field="opportunities", spans=True, only=(("kind", "idea"),)),
    LaneKind("kpis", "cards", 1, spans=True),
    LaneKind("channel", "text", 2, beside="mode"),
    LaneKind("image", "picture", 2),
    LaneKind("duration", "text", 2),
    LaneKind("owner", "text", 2),
    LaneKind("status", "text", 2),
    LaneKind("evidence", "sources", 2, usual=True),
    LaneKind("physical_evidence", "text", 3),
    LaneKind("frontstage", "text", 3, border="interaction"),
    LaneKind("backstage", "text", 3, border="visibility"),
    LaneKind("support", "text", 3, border="internal"),
    LaneKind("text", "own", 4, field="texts"),
)
LANES: Mapping[str, LaneKind] = MappingProxyType({kind.name: kind for kind in _KINDS})
"""Every kind of lane by its name, in the order of the menu."""
