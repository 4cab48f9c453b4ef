"""The small parts: what is pinned to stages, touchpoints and personas."""

from __future__ import annotations

from cjwidgets.model.children import Children
from cjwidgets.model.fields import Choice, Day, Flag, Number, Reference, Text
from cjwidgets.model.node import Node
from cjwidgets.model.vocabulary import EVIDENCE_LEVELS


class Evidence(Node):
    """Where a statement comes from, and how far it carries."""

    label = "source"

    source = Text()
    level = Choice(*EVIDENCE_LEVELS, default="assumption")
    n = Number(1, whole=True)
    date = Day()
    collector = Text()
    note = Text()


class Comment(Node):
    """What somebody said about a part of the map; ``at`` is a time in UTC."""

    label = "text"

    text = Text()
    author = Text()
    at = Text()
    resolved = Flag()
    resolved_by = Text()


class Goal(Node):
    """What the customer wants here; rational or emotional."""

    label = "text"
    referable = True

    text = Text()
    kind = Choice("rational", "emotional", default="rational")
    evidence = Children(Evidence)


class Pain(Node):
    """A difficulty or frustration; a barrier when it stops the customer."""

    label = "text"
    referable = True

    text = Text()
    severity = Number(0, 10)
    frequency = Number(0, 1)
    barrier = Flag()
    goal = Reference("goals")
    evidence = Children(Evidence)


class Opportunity(Node):
    """What could be done; ``pain`` is the id of the pain it answers."""

    label = "text"
    referable = True

    text = Text()
    kind = Choice("opportunity", "risk", "idea", default="opportunity")
    pain = Reference("pains")
    owner = Text()
    metric = Text()
    status = Text()
    impact = Number(0, 10)
    effort = Number(0)
    evidence = Children(Evidence)


class Kpi(Node):
    """A measure with its unit, target and the direction that is better."""

    label = "name"

    name = Text()
    definition = Text()
    unit = Text()
    value = Number()
    target = Number()
    direction = Choice("up", "down", default="up")
    source = Text()
