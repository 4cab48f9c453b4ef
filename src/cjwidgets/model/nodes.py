"""The parts of a map that have a place in its grid, and the personas."""

from __future__ import annotations

from typing import Any

from cjwidgets.model.cards import Comment, Evidence, Goal, Kpi, Opportunity, Pain
from cjwidgets.model.children import Children
from cjwidgets.model.fields import Choice, Flag, Image, Number, Reference, Score, Text, Words
from cjwidgets.model.keyed import Measurements, Scores, Texts
from cjwidgets.model.node import Node
from cjwidgets.model.rules import Rules
from cjwidgets.model.values import Measured
from cjwidgets.model.vocabulary import CATEGORIES, LANES, MOMENTS


class Lane(Node):
    """A row of the map.

    ``shows`` says what it holds; a lane that shows ``"text"`` keeps its own text
    in ``texts`` of the touchpoints. ``span`` says whether a cell belongs to a
    touchpoint or spans the stage. ``second`` adds a curve to the emotion lane: the
    emotion aimed at, or the engagement. ``height`` is in pixels; None fits the content.
    """

    label = "title"
    referable = True

    title = Text()
    shows = Choice(*LANES, default="text")
    span = Choice("touchpoint", "stage")
    second = Choice("target", "engagement")
    hidden = Flag()
    height = Number(40, 2000)


class Link(Node):
    """An arrow from one touchpoint to another: a loop, a skip or a branch.

    The usual way, from each touchpoint to the next, needs none. A link goes when one
    of its ends does.
    """

    label = "text"

    text = Text()
    source = Reference("touchpoints", cascade=True)
    target = Reference("touchpoints", cascade=True)
    kind = Choice("loop", "skip", "branch", default="branch")


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
    portrait = Image()
    goals = Children(Goal)
    needs = Words()
    wishes = Words()
    pains = Words()
    objections = Words()
    behaviours = Words()
    channels = Words()
    sources = Words()
    answers = Texts()
    evidence = Children(Evidence)
    comments = Children(Comment)


class Touchpoint(Node):
    """A point of contact, online or offline.

    Attributes
    ----------
    journey : str
        A map that tells more: the path of its file, seen from this map's.
    target : float or None
        The emotion aimed at, on the map's scale.
    engagement : float or None
        How much it takes hold of the customer, from 1 to 5.
    emotion : float or None
        How customers feel here, on the map's scale: assumed, for all personas.
    emotions : mapping of persona id to float
        Personas who feel differently: assumed.
    measured : mapping of persona id to Measured
        What was measured; the empty id stands for all personas.
    match : tuple
        Which events of a log belong here: names, globs such as ``"pay*"``,
        compiled regular expressions, a `Rule` over several columns and a window
        of time, or a function of the event's name.

    Examples
    --------
    >>> tp = Touchpoint("Search", channel="search", emotion=1)
    >>> tp.emotion
    1.0
    """

    referable = True

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
    target = Score()
    engagement = Number(1, 5)
    satisfaction = Score()
    expectation = Score()
    importance = Number(0, 10)
    duration = Text()
    image = Image()
    image_alt = Text()
    pains = Children(Pain)
    opportunities = Children(Opportunity)
    kpis = Children(Kpi)
    physical_evidence = Text()
    frontstage = Text()
    backstage = Text()
    support = Text()
    texts = Texts()
    owner = Text()
    status = Text()
    journey = Text()
    evidence = Children(Evidence)
    comments = Children(Comment)
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
    status = Text()
    collapsed = Flag()
    evidence = Children(Evidence)
    comments = Children(Comment)
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
