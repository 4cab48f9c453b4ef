"""The small parts: what is pinned to stages, touchpoints and personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjwidgets.model.children import Children
from cjwidgets.model.fields import Choice, Day, Flag, Number, Reference, Text
from cjwidgets.model.node import Node
from cjwidgets.model.vocabulary import EVIDENCE_LEVELS

if TYPE_CHECKING:
    from typing import Unpack

    from cjwidgets.model.keywords import (
        CommentFields,
        EvidenceFields,
        GoalFields,
        KpiFields,
        OpportunityFields,
        PainFields,
    )


class Evidence(Node):
    """Where a statement comes from, and how far it carries."""

    label = "source"

    if TYPE_CHECKING:

        def __init__(
            self, source: str | None = None, /, **fields: Unpack[EvidenceFields]
        ) -> None: ...

    source = Text(help='Where it comes from, such as "exit survey 2026".')
    level = Choice(
        *EVIDENCE_LEVELS,
        default="assumption",
        words="level",
        help="How strong it is: assumed, told, a few people asked, many counted, or several "
        "kinds of sources that agree.",
    ).tag(bears_on=("evidence",))
    n = Number(1, whole=True, help="How many customers or answers it rests on; None for unknown.")
    date = Day(help="Day it was collected, or of the newest answer; None for unknown.")
    collector = Text(help="Who collected it.")
    note = Text(help="What else to know of it.")


class Comment(Node):
    """What somebody said about a part of the map."""

    label = "text"
    copied = False  # it was said of the one, not of the other

    if TYPE_CHECKING:

        def __init__(self, text: str | None = None, /, **fields: Unpack[CommentFields]) -> None: ...

    text = Text(help="What was said.")
    author = Text(help="Who said it.")
    at = Text(help='When, in UTC, such as "2026-10-04T09:30:00Z".')
    resolved = Flag(help="Whether it is dealt with.")
    resolved_by = Text(help="Who said that it is dealt with.")


class Goal(Node):
    """What the customer wants here."""

    label = "text"
    referable = True

    if TYPE_CHECKING:

        def __init__(self, text: str | None = None, /, **fields: Unpack[GoalFields]) -> None: ...

    text = Text(help="The goal in words.")
    kind = Choice(
        "rational",
        "emotional",
        default="rational",
        help="Whether it is about the matter itself or about how it feels.",
    )
    evidence = Children(Evidence, help="Sources that say so.")


class Pain(Node):
    """A difficulty or frustration of the customer."""

    label = "text"
    referable = True

    if TYPE_CHECKING:

        def __init__(self, text: str | None = None, /, **fields: Unpack[PainFields]) -> None: ...

    text = Text(help="The pain in words.")
    severity = Number(0, 10, help="How bad it is, from harmless to unbearable; None for unknown.")
    frequency = Number(
        0,
        1,
        share=True,
        help="Share of the customers who have it, 1 for all of them; None for unknown.",
    )
    barrier = Flag(help="Whether it stops the customer.")
    goal = Reference(
        "goals", help="Id of the goal it stands in the way of, or the goal itself; empty for none."
    )
    evidence = Children(Evidence, help="Sources that say so.")


class Opportunity(Node):
    """What could be done: a chance, a risk or an idea."""

    label = "text"
    referable = True

    if TYPE_CHECKING:

        def __init__(
            self, text: str | None = None, /, **fields: Unpack[OpportunityFields]
        ) -> None: ...

    text = Text(help="The opportunity in words.")
    kind = Choice(
        "opportunity",
        "risk",
        "idea",
        default="opportunity",
        help="Whether it is a chance, a risk, or an idea how to do better.",
    )
    pain = Reference("pains", help="Id of the pain it answers, or the pain itself; empty for none.")
    owner = Text(help="Who is responsible for it.")
    metric = Text(help="What will show whether it worked.")
    status = Text(help="How far it is, in words.")
    impact = Number(0, 10, help="How much it would help, from nothing to most; None for unknown.")
    effort = Number(
        0,
        help="Work that it takes, in one unit for all of the map, such as person-days; None "
        "for unknown.",
    )
    evidence = Children(Evidence, help="Sources that say so.")


class Kpi(Node):
    """A measure of how well something works."""

    label = "name"

    if TYPE_CHECKING:

        def __init__(self, name: str | None = None, /, **fields: Unpack[KpiFields]) -> None: ...

    name = Text(help="What it is called.")
    definition = Text(help="How it is counted.")
    unit = Text(help='Unit of its value and target, such as "%".')
    value = Number(help="Value today, in its unit; None for unknown.")
    target = Number(help="Value aimed at, in its unit; None for none.")
    direction = Choice(
        "up", "down", default="up", help="Whether higher or lower values are better."
    )
    source = Text(help="Where the value comes from.")
