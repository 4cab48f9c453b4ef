# Made by `python -m tools.exports` from the fields of the nodes.
from cjwidgets.model.cards import Comment
from cjwidgets.model.cards import Evidence
from cjwidgets.model.cards import Goal
from cjwidgets.model.cards import Kpi
from cjwidgets.model.cards import Opportunity
from cjwidgets.model.cards import Pain
from cjwidgets.model.node import Node
from cjwidgets.model.nodes import Lane
from cjwidgets.model.nodes import Link
from cjwidgets.model.nodes import Persona
from cjwidgets.model.nodes import Stage
from cjwidgets.model.nodes import Touchpoint
from cjwidgets.model.rules.match_rules import AnyRule
from cjwidgets.model.values import Date
from cjwidgets.model.values import Measured
from cjwidgets.model.values import Numeric
from cjwidgets.model.values import Scale
from cjwidgets.model.values import Truth
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set
from typing import Any
from typing import TypedDict

class JourneyMapFields(TypedDict, total=False):
    id: str
    title: str
    kind: str
    locale: str
    objective: str
    scenario: str
    scope: str
    start: str
    end: str
    context: str
    framework: str
    derived_from: str
    status: str
    owner: str
    reviewed: Date | None
    review_due: Date | None
    scale: Scale
    column_width: Numeric | None
    density: str
    personas: Iterable[Persona | str]
    lanes: Iterable[Lane | str]
    stages: Iterable[Stage | str]
    links: Iterable[Link | str]
    comments: Iterable[Comment | str]

class PersonaFields(TypedDict, total=False):
    id: str
    name: str
    kind: str
    segment: str
    age: Numeric | None
    weight: Numeric | None
    description: str
    quote: str
    portrait: str
    goals: Iterable[Goal | str]
    needs: list[str] | tuple[str, ...]
    wishes: list[str] | tuple[str, ...]
    pains: list[str] | tuple[str, ...]
    objections: list[str] | tuple[str, ...]
    behaviours: list[str] | tuple[str, ...]
    channels: list[str] | tuple[str, ...]
    sources: list[str] | tuple[str, ...]
    answers: Mapping[Any, str]
    evidence: Iterable[Evidence | str]
    comments: Iterable[Comment | str]

class LaneFields(TypedDict, total=False):
    id: str
    title: str
    shows: str
    span: str
    second: str
    hidden: Truth
    height: Numeric | None

class StageFields(TypedDict, total=False):
    id: str
    name: str
    colour: str
    description: str
    goals: Iterable[Goal | str]
    duration: str
    satisfaction: Numeric | None
    pains: Iterable[Pain | str]
    opportunities: Iterable[Opportunity | str]
    kpis: Iterable[Kpi | str]
    texts: Mapping[Any, str]
    owner: str
    status: str
    collapsed: Truth
    evidence: Iterable[Evidence | str]
    speaker_notes: str
    comments: Iterable[Comment | str]
    match: AnyRule | Sequence[AnyRule] | Set[AnyRule]
    touchpoints: Iterable[Touchpoint | str]

class LinkFields(TypedDict, total=False):
    id: str
    text: str
    source: str | Node
    target: str | Node
    kind: str

class CommentFields(TypedDict, total=False):
    id: str
    text: str
    author: str
    at: str
    resolved: Truth
    resolved_by: str

class GoalFields(TypedDict, total=False):
    id: str
    text: str
    kind: str
    evidence: Iterable[Evidence | str]

class EvidenceFields(TypedDict, total=False):
    id: str
    source: str
    level: str
    n: Numeric | None
    date: Date | None
    collector: str
    note: str

class PainFields(TypedDict, total=False):
    id: str
    text: str
    severity: Numeric | None
    frequency: Numeric | None
    barrier: Truth
    goal: str | Node
    evidence: Iterable[Evidence | str]

class OpportunityFields(TypedDict, total=False):
    id: str
    text: str
    kind: str
    pain: str | Node
    owner: str
    metric: str
    status: str
    impact: Numeric | None
    effort: Numeric | None
    evidence: Iterable[Evidence | str]

class KpiFields(TypedDict, total=False):
    id: str
    name: str
    definition: str
    unit: str
    value: Numeric | None
    target: Numeric | None
    direction: str
    source: str

class TouchpointFields(TypedDict, total=False):
    id: str
    name: str
    channel: str
    mode: str
    category: str
    device: str
    initiator: str
    receiver: str
    key: Truth
    moment_of_truth: str
    actions: str
    thoughts: str
    goals: Iterable[Goal | str]
    emotion: Numeric | None
    emotions: Mapping[Any, Numeric]
    measured: Mapping[Any, Measured | Mapping[str, Any]]
    target: Numeric | None
    engagement: Numeric | None
    satisfaction: Numeric | None
    expectation: Numeric | None
    importance: Numeric | None
    duration: str
    image: str
    image_alt: str
    pains: Iterable[Pain | str]
    opportunities: Iterable[Opportunity | str]
    kpis: Iterable[Kpi | str]
    physical_evidence: str
    frontstage: str
    backstage: str
    support: str
    texts: Mapping[Any, str]
    owner: str
    status: str
    journey: str
    evidence: Iterable[Evidence | str]
    speaker_notes: str
    comments: Iterable[Comment | str]
    match: AnyRule | Sequence[AnyRule] | Set[AnyRule]
