"""The parts of a map that have a place in its grid, and the personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjwidgets.model.cards import Comment, Evidence, Goal, Kpi, Opportunity, Pain
from cjwidgets.model.children import Children
from cjwidgets.model.fields import Choice, Flag, Image, Number, Reference, Text, Words
from cjwidgets.model.keyed import Measurements, Scores, Texts
from cjwidgets.model.lanes import LANES, LaneKind
from cjwidgets.model.node import Node
from cjwidgets.model.rules.match_rules import MatchRules
from cjwidgets.model.scores import Score
from cjwidgets.model.values import Measured
from cjwidgets.model.vocabulary import CATEGORIES, MOMENTS
from cjwidgets.verbs.of_persona import PersonaVerbs
from cjwidgets.verbs.of_touchpoint import TouchpointVerbs

if TYPE_CHECKING:
    from typing import Unpack

    from cjwidgets.model.keywords import (
        LaneFields,
        LinkFields,
        PersonaFields,
        StageFields,
        TouchpointFields,
    )


class Lane(Node):
    """A row of the map.

    Examples
    --------
    >>> Lane("Feeling", shows="emotion", second="target")
    Lane('Feeling')
    """

    label = "title"
    referable = True

    if TYPE_CHECKING:

        def __init__(self, title: str | None = None, /, **fields: Unpack[LaneFields]) -> None: ...

    title = Text(
        help="Name of the row; empty for the usual name of what it shows, in the map's language."
    )
    shows = Choice(
        *LANES,
        default="text",
        words="lane",
        help='What the row holds; "text" is a lane of your own, kept in the touchpoints\' texts.',
    )
    span = Choice(
        "touchpoint",
        "stage",
        help="Whether a cell belongs to a touchpoint or spans its stage; empty for touchpoints.",
    )
    second = Choice(
        "target",
        "engagement",
        help="A second curve in the emotion lane: the emotion aimed at, or the engagement; "
        "empty for none.",
    )
    hidden = Flag(help="Whether the row is left out; what it holds is kept.")
    height = Number(40, 2000, help="Height in pixels; None fits the content.")


class Link(Node):
    """An arrow from one touchpoint to another: a loop, a skip or a branch.

    The usual way, from each touchpoint to the next, needs none. A link goes when one
    of its ends does.
    """

    label = "text"

    if TYPE_CHECKING:

        def __init__(self, text: str | None = None, /, **fields: Unpack[LinkFields]) -> None: ...

    text = Text(help="Words at the arrow.")
    source = Reference(
        "touchpoints",
        cascade=True,
        help="Id of the touchpoint it starts at, or the touchpoint itself; the arrow goes "
        "when that does.",
    )
    target = Reference(
        "touchpoints",
        cascade=True,
        help="Id of the touchpoint it ends at, or the touchpoint itself; the arrow goes when "
        "that does.",
    )
    kind = Choice(
        "loop",
        "skip",
        "branch",
        default="branch",
        words="editor.link",
        help="Whether it leads back, past touchpoints, or on to one of several.",
    )


class Persona(PersonaVerbs, Node):
    """A customer profile: whose journey this is."""

    referable = True

    if TYPE_CHECKING:

        def __init__(self, name: str | None = None, /, **fields: Unpack[PersonaFields]) -> None: ...

    name = Text(help="What the persona is called.").tag(bears_on=("personas",))
    kind = Choice(
        "actual",
        "ideal",
        "proto",
        default="actual",
        words="persona.kind",
        help="Whom it stands for: customers there are, those wished for, or a first guess.",
    )
    segment = Text(
        help="Name of these customers in the segment column of logs and surveys, in any case."
    ).tag(bears_on=("segments",))
    age = Number(0, 150, help="Age in years; None for unknown.")
    weight = Number(
        0,
        1,
        share=True,
        help="Share of the customers who are like this, 1 for all of them; None for unknown.",
    )
    description = Text(help="Who it is, in a few sentences.")
    quote = Text(help="What such a customer says, word for word.")
    portrait = Image(help="Picture of the persona; empty for none.")
    goals = Children(Goal, help="What the persona wants to reach.")
    needs = Words(help="What the persona needs.")
    wishes = Words(help="What the persona would like besides.")
    pains = Words(help="What is hard for the persona.")
    objections = Words(help="What speaks against buying.")
    behaviours = Words(help="What the persona usually does.")
    channels = Words(help="Channels the persona uses.")
    sources = Words(help="Where the persona gets information.")
    answers = Texts(
        help="Answers to the interview: by problem, competitors, why, feelings, improve, "
        "expectations."
    )
    evidence = Children(Evidence, help="Sources of what is said here.")
    comments = Children(Comment, help="What was said about the persona.")


class Touchpoint(TouchpointVerbs, Node):
    """A point of contact, online or offline.

    Examples
    --------
    >>> tp = Touchpoint("Search", channel="search", emotion=1)
    >>> tp.emotion
    1.0
    """

    referable = True

    if TYPE_CHECKING:

        def __init__(
            self, name: str | None = None, /, **fields: Unpack[TouchpointFields]
        ) -> None: ...

    name = Text(help="What the touchpoint is called.").tag(bears_on=("touchpoints",))
    channel = Text(
        help="Channel of the contact, as the channel column of logs and surveys names it."
    ).tag(bears_on=("channels",))
    mode = Choice(
        "online",
        "offline",
        words="editor",
        help="Whether contact is online or offline; empty for unknown.",
    )
    category = Choice(*CATEGORIES, help="Class of the contact; empty for unknown.")
    device = Text(help='Device that is used, such as "phone".')
    initiator = Text(help='Who starts the contact, such as "customer".')
    receiver = Text(help="Whom the contact goes to.")
    key = Flag(help="Whether it is a key touchpoint, where customers make up their minds.")
    moment_of_truth = Choice(
        *MOMENTS, words="moment", help="Which moment of truth it is; empty for none."
    )
    actions = Text(help="What the customer does.")
    thoughts = Text(help="What the customer thinks.")
    goals = Children(Goal, help="What the customer wants here.")
    emotion = Score(
        help="How customers feel here: assumed, for all personas; None for unknown."
    ).tag(bears_on=("feelings",))
    emotions = Scores(
        help="How personas feel who feel differently: assumed, by the id of the persona."
    ).tag(bears_on=("feelings",))
    measured = Measurements(
        help="What was measured, by the id of the persona; the empty id stands for all of them."
    ).tag(bears_on=("feelings",))
    target = Score(help="The emotion aimed at; None for none.")
    engagement = Number(
        1, 5, help="How much it takes hold of the customer, from little to much; None for unknown."
    )
    satisfaction = Score(help="How satisfied customers are here; None for unknown.")
    expectation = Score(help="What customers expect before they come here; None for unknown.")
    importance = Number(
        0, 10, help="How much it matters to customers, from nothing to most; None for unknown."
    )
    duration = Text(help='How long it takes, in words, such as "5 min".')
    image = Image(help="Picture of the touchpoint; empty for none.")
    image_alt = Text(help="The picture in words, for those who do not see it.")
    pains = Children(Pain, help="What is hard for the customer here.")
    opportunities = Children(
        Opportunity, help="What could be done better here: chances, risks and ideas."
    )
    kpis = Children(Kpi, help="Measures of how well it works.")
    physical_evidence = Text(help="What the customer sees or holds, such as a receipt.")
    frontstage = Text(help="What staff do where the customer sees it.")
    backstage = Text(help="What staff do where the customer does not see it.")
    support = Text(help="Systems and partners that stand behind it.")
    texts = Texts(help="Texts of the lanes of your own, by the id of the lane.")
    owner = Text(help="Who is responsible for it.")
    status = Text(help="How far work on it is, in words.")
    journey = Text(
        help="A map that tells more: the path of its file, seen from this map's; empty for none."
    )
    evidence = Children(Evidence, help="Sources of what is said here.").tag(bears_on=("evidence",))
    speaker_notes = Text(help="What the speaker wants to say of it; only a presentation shows it.")
    comments = Children(Comment, help="What was said about the touchpoint.")
    match = MatchRules(
        help='Which events of a log belong here: names, globs such as "pay*", patterns, '
        "rules over several columns, functions of the name."
    ).tag(bears_on=("events",))

    def emotion_of(self, persona: Persona | str | None = None) -> float | None:
        """Return the assumed emotion of a persona: their own, else that of all."""
        own = self.emotions.get(_id_of(persona))
        return self.emotion if own is None else own

    def measured_of(self, persona: Persona | str | None = None) -> Measured | None:
        """Return the measured emotion of a persona: their own, else that of all."""
        own = self.measured.get(_id_of(persona))
        return self.measured.get("") if own is None else own

    def set_emotion(self, value: float | None, persona: Persona | str | None = None) -> None:
        """Set the assumed emotion of one persona, or of all without ``persona``."""
        if persona is None:
            self.emotion = value
        else:
            with self._guard():
                self.emotions = self.emotions.with_(_id_of(persona), value)

    def _details(self) -> list[str]:
        named = {"channel": self.channel, "emotion": self.emotion}
        return [f"{name}={value!r}" for name, value in named.items() if value not in ("", None)]


class Stage(Node):
    """A phase of the journey, with its touchpoints in order.

    Examples
    --------
    >>> Stage("Ask", touchpoints=["Search", "Live chat"])
    Stage('Ask', 2 touchpoints)
    """

    if TYPE_CHECKING:

        def __init__(self, name: str | None = None, /, **fields: Unpack[StageFields]) -> None: ...

    name = Text(help="What the stage is called.").tag(bears_on=("stages",))
    colour = Choice(
        "blue",
        "orange",
        "violet",
        "teal",
        "pink",
        "olive",
        help="Tint of its head in the editor; empty for the usual one.",
    )
    description = Text(help="What happens in it.")
    goals = Children(Goal, help="What the customer wants in it.")
    duration = Text(help='How long it takes, in words, such as "2 days".')
    satisfaction = Score(help="How satisfied customers are with it; None for unknown.")
    pains = Children(Pain, help="What is hard for the customer in it.")
    opportunities = Children(
        Opportunity, help="What could be done better in it: chances, risks and ideas."
    )
    kpis = Children(Kpi, help="Measures of how well it works.")
    texts = Texts(help="Texts of the lanes of your own, by the id of the lane.")
    owner = Text(help="Who is responsible for it.")
    status = Text(help="How far work on it is, in words.")
    collapsed = Flag(help="Whether its touchpoints are folded away.")
    evidence = Children(Evidence, help="Sources of what is said here.").tag(bears_on=("evidence",))
    speaker_notes = Text(help="What the speaker wants to say of it; only a presentation shows it.")
    comments = Children(Comment, help="What was said about the stage.")
    match = MatchRules(
        help="Which events of a log belong to the stage but to no touchpoint of it, as of "
        "Touchpoint."
    ).tag(bears_on=("events",))
    touchpoints = Children(Touchpoint, help="Its touchpoints, in order.").tag(
        bears_on=("touchpoints",)
    )

    def _details(self) -> list[str]:
        return super()._details()[-1:] if self.touchpoints else []


def _id_of(persona: Persona | str | None) -> str:
    return persona.id if isinstance(persona, Persona) else persona or ""


def can_span(kind: LaneKind) -> bool:
    """Return whether a stage can hold what lanes of this kind show."""
    return kind.field in Stage.parts


def default_lanes() -> list[Lane]:
    """Return the rows a new map starts with."""
    return [
        Lane(id=f"lane-{name}", shows=name, span="stage" if kind.spans else "")
        for name, kind in LANES.items()
        if kind.usual
    ]
