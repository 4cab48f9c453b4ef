"""The journey map as Python objects; every edit is a Change."""

from cjwidgets.model.cards import Comment, Evidence, Goal, Kpi, Opportunity, Pain
from cjwidgets.model.changes import Added, Change, Moved, Removed, Updated
from cjwidgets.model.children import NodeList
from cjwidgets.model.history import Transaction
from cjwidgets.model.journey import JourneyMap
from cjwidgets.model.node import Node
from cjwidgets.model.nodes import Lane, Link, Persona, Stage, Touchpoint
from cjwidgets.model.rules.rule import Rule
from cjwidgets.model.values import Measured, Scale, UnboundRule

__all__ = [
    "Added",
    "Change",
    "Comment",
    "Evidence",
    "Goal",
    "JourneyMap",
    "Kpi",
    "Lane",
    "Link",
    "Measured",
    "Moved",
    "Node",
    "NodeList",
    "Opportunity",
    "Pain",
    "Persona",
    "Removed",
    "Rule",
    "Scale",
    "Stage",
    "Touchpoint",
    "Transaction",
    "UnboundRule",
    "Updated",
]
