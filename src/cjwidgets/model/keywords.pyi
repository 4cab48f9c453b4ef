# Made by `python -m tools.exports` from the fields of the nodes.
from typing import Any, TypedDict

class JourneyMapFields(TypedDict, total=False):
    id: Any
    title: Any
    kind: Any
    locale: Any
    objective: Any
    scenario: Any
    scope: Any
    start: Any
    end: Any
    context: Any
    framework: Any
    status: Any
    owner: Any
    reviewed: Any
    review_due: Any
    scale: Any
    personas: Any
    lanes: Any
    stages: Any
    links: Any
    comments: Any

class PersonaFields(TypedDict, total=False):
    id: Any
    name: Any
    kind: Any
    segment: Any
    age: Any
    weight: Any
    description: Any
    quote: Any
    portrait: Any
    goals: Any
    needs: Any
    wishes: Any
    pains: Any
    objections: Any
    behaviours: Any
    channels: Any
    sources: Any
    answers: Any
    evidence: Any
    comments: Any

class LaneFields(TypedDict, total=False):
    id: Any
    title: Any
    shows: Any
    span: Any
    second: Any
    hidden: Any
    height: Any

class StageFields(TypedDict, total=False):
    id: Any
    name: Any
    description: Any
    goals: Any
    duration: Any
    satisfaction: Any
    pains: Any
    opportunities: Any
    kpis: Any
    texts: Any
    owner: Any
    status: Any
    collapsed: Any
    evidence: Any
    comments: Any
    match: Any
    touchpoints: Any

class LinkFields(TypedDict, total=False):
    id: Any
    text: Any
    source: Any
    target: Any
    kind: Any

class CommentFields(TypedDict, total=False):
    id: Any
    text: Any
    author: Any
    at: Any
    resolved: Any
    resolved_by: Any

class GoalFields(TypedDict, total=False):
    id: Any
    text: Any
    kind: Any
    evidence: Any

class EvidenceFields(TypedDict, total=False):
    id: Any
    source: Any
    level: Any
    n: Any
    date: Any
    collector: Any
    note: Any

class PainFields(TypedDict, total=False):
    id: Any
    text: Any
    severity: Any
    frequency: Any
    barrier: Any
    goal: Any
    evidence: Any

class OpportunityFields(TypedDict, total=False):
    id: Any
    text: Any
    kind: Any
    pain: Any
    owner: Any
    metric: Any
    status: Any
    impact: Any
    effort: Any
    evidence: Any

class KpiFields(TypedDict, total=False):
    id: Any
    name: Any
    definition: Any
    unit: Any
    value: Any
    target: Any
    direction: Any
    source: Any

class TouchpointFields(TypedDict, total=False):
    id: Any
    name: Any
    channel: Any
    mode: Any
    category: Any
    device: Any
    initiator: Any
    receiver: Any
    key: Any
    moment_of_truth: Any
    actions: Any
    thoughts: Any
    goals: Any
    emotion: Any
    emotions: Any
    measured: Any
    target: Any
    engagement: Any
    satisfaction: Any
    expectation: Any
    importance: Any
    duration: Any
    image: Any
    image_alt: Any
    pains: Any
    opportunities: Any
    kpis: Any
    physical_evidence: Any
    frontstage: Any
    backstage: Any
    support: Any
    texts: Any
    owner: Any
    status: Any
    journey: Any
    evidence: Any
    comments: Any
    match: Any
