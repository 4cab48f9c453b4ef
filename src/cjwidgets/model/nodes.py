"""The parts of a map below the map itself."""

from __future__ import annotations

from typing import Any

from cjwidgets.model.children import Children
from cjwidgets.model.fields import Choice, Day, Flag, Number, Reference, Score, Text, Words
from cjwidgets.model.keyed import Measurements, Scores, Texts
from cjwidgets.model.node import Node
from cjwidgets.model.rules import Rules
from cjwidgets.model.values import Measured

EVIDENCE_LEVELS = ("assumption", "anecdote", "qualitative", "quantitative", "triangulated")
MOMENTS = ("discovery", "purchase", "experience", "loyalty", "magic")
CATEGORIES = (
    "word_of_mouth",
    "outbound",
    "inbound",
    "social",
    "support",
    "website",
    "email",
    "delivery",
)
LANES = (
    "channel",
    "actions",
    "thoughts",
    "goals",
    "emotion",
    "satisfaction",
    "pains",
    "opportunities",
    "moment_of_truth",
    "kpis",
    "physical_evidence",
    "frontstage",
    "backstage",
    "support",
    "evidence",
    "text",
)


class Evidence(Node):
    """Where a statement comes from, and how far it carries."""

    label = "source"

    source = Text()
    level = Choice(*EVIDENCE_LEVELS, default="assumption")
    n = Number(1, whole=True)
    date = Day()
    collector = Text()
    note = Text()


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
    goal = Reference()
    evidence = Children(Evidence)


class Opportunity(Node):
    """What could be done; ``pain`` is the id of the pain it answers."""

    label = "text"
    referable = True

    text = Text()
    kind = Choice("opportunity", "risk", "idea", default="opportunity")
    pain = Reference()
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


class Lane(Node):
    """A row of the map.

    ``shows`` says what it holds; a lane that shows ``"text"`` keeps its own text
    in ``texts`` of the touchpoints. ``span`` says whether a cell belongs to a
    touchpoint or spans the stage.
    """

    label = "title"
    referable = True

    title = Text()
    shows = Choice(*LANES, default="text")
    span = Choice("touchpoint", "stage")
    hidden = Flag()
    height = Number(0, 2000)


class Persona(Node):
    """A customer profile: whose journey this is."""

    referable = True

    name = Text()
    kind = Choice("actual", "ideal", "proto", default="actual")
    segment = Text()
    age = Number(0, 150)
    weight = Number(0, 1)
    description = Text()
    quote = Text()
    portrait = Text()
    goals = Children(Goal)
    needs = Words()
    wishes = Words()
    pains = Words()
    objections = Words()
    behaviours = Words()
    channels = Words()
    sources = Words()
    evidence = Children(Evidence)


class Touchpoint(Node):
    """A point of contact, online or offline.

    Attributes
    ----------
    emotion : float or None
        How customers feel here, on the map's scale: assumed, for all personas.
    emotions : mapping of persona id to float
        Personas who feel differently: assumed.
    measured : mapping of persona id to Measured
        What was measured; the empty id stands for all personas.
    match : tuple
        Which events of a log belong here: names, globs such as ``"pay*"``,
        compiled regular expressions, or a function of the event's name.

    Examples
    --------
    >>> tp = Touchpoint("Search", channel="search", emotion=1)
    >>> tp.emotion
    1.0
    """

    name = Text()
    channel = Text()
    mode = Choice("online", "offline")
    category = Choice(*CATEGORIES)
    device = Text()
    initiator = Text()
    receiver = Text()
    key = Flag()
    moment_of_truth = Choice(*MOMENTS)
    actions = Text()
    thoughts = Text()
    goals = Children(Goal)
    emotion = Score()
    emotions = Scores()
    measured = Measurements()
    satisfaction = Score()
    expectation = Score()
    importance = Number(0, 10)
    duration = Text()
    pains = Children(Pain)
    opportunities = Children(Opportunity)
    kpis = Children(Kpi)
    physical_evidence = Text()
    frontstage = Text()
    backstage = Text()
    support = Text()
    texts = Texts()
    owner = Text()
    evidence = Children(Evidence)
    match = Rules()

    def emotion_of(self, persona: Persona | str | None = None) -> float | None:
        """Return the assumed emotion of a persona: their own, else that of all."""
        own = self.emotions.get(getattr(persona, "id", persona or ""))
        return self.emotion if own is None else own

    def measured_of(self, persona: Persona | str | None = None) -> Measured | None:
        """Return the measured emotion of a persona: their own, else that of all."""
        own = self.measured.get(getattr(persona, "id", persona or ""))
        return self.measured.get("") if own is None else own

    def set_emotion(self, value: float | None, persona: Persona | str | None = None) -> None:
        """Set the assumed emotion of one persona, or of all without ``persona``."""
        if persona is None:
            self.emotion = value
        else:
            with self._guard():
                self.emotions = self.emotions.with_(getattr(persona, "id", persona), value)

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

    name = Text()
    description = Text()
    goals = Children(Goal)
    duration = Text()
    satisfaction = Score()
    pains = Children(Pain)
    opportunities = Children(Opportunity)
    kpis = Children(Kpi)
    texts = Texts()
    owner = Text()
    evidence = Children(Evidence)
    match = Rules()
    touchpoints = Children(Touchpoint)

    def _details(self) -> list[str]:
        return super()._details()[-1:] if self.touchpoints else []


def default_lanes() -> list[Lane]:
    """Return the rows a new map starts with."""
    shown: dict[str, dict[str, Any]] = {
        "actions": {},
        "thoughts": {},
        "emotion": {},
        "pains": {"span": "stage"},
        "opportunities": {"span": "stage"},
        "evidence": {},
    }
    return [Lane(id=f"lane-{name}", shows=name, **more) for name, more in shown.items()]
