# Made by `python -m tools.exports` from the statistics that charts draw.
from typing import TypedDict

from cjwidgets.analysis.shared.targets import Target
from cjwidgets.evidence.readers.times import Duration
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from collections.abc import Mapping

class FunnelOptions(TypedDict, total=False):
    kind: str
    window: Duration | None
    strict: bool
    goal: Target | None
    gone: Duration
    minimum: int
    confidence: float

class TimeToOptions(TypedDict, total=False):
    start: Target | None
    instead: Target | None
    by: str | None
    strata: str | None
    of: str
    minimum: int
    confidence: float

class RetentionOptions(TypedDict, total=False):
    period: Duration
    minimum: int
    confidence: float

class DwellOptions(TypedDict, total=False):
    level: str
    per: str
    cap: Duration | None
    minimum: int
    confidence: float

class TransitionsOptions(TypedDict, total=False):
    level: str
    loops: bool
    ends: bool
    minimum: int
    confidence: float

class PathsOptions(TypedDict, total=False):
    level: str
    top: int
    length: int
    minimum: int
    confidence: float

class ChannelsOptions(TypedDict, total=False):
    goal: Target | None
    window: Duration
    cap: Duration
    survey: Survey | None
    minimum: int
    confidence: float

class ChannelGapsOptions(TypedDict, total=False):
    names: Mapping[str, str] | None
    minimum: int
    confidence: float

class EmotionOptions(TypedDict, total=False):
    level: str
    by: str | None
    feeling: str
    question: str | None
    per: str | None
    weights: Weights | None
    minimum: int
    confidence: float
    resamples: int
    seed: int

class DistributionsOptions(TypedDict, total=False):
    question: str
    level: str
    by: str | None
    weights: Weights | None
    minimum: int
    confidence: float

class ImportancePerformanceOptions(TypedDict, total=False):
    level: str
    by: str | None
    question: str | None
    split: str
    weights: Weights | None
    minimum: int
    confidence: float
    resamples: int
    seed: int

class MarkovOptions(TypedDict, total=False):
    goal: Target
    level: str
    strategy: str
    gone: Duration
    minimum: int
    confidence: float
    draws: int
    seed: int

class WhatIfOptions(TypedDict, total=False):
    goal: Target
    level: str
    alike: float
    gone: Duration
    minimum: int
    confidence: float
    draws: int
    seed: int

class CompareOptions(TypedDict, total=False):
    statistic: str
    level: str
    customers: str
    window: Duration | None
    lookback: Duration | None
    names: tuple[str, str] | None
    strata: str | None
    minimum: int
    confidence: float

class DifferenceOptions(TypedDict, total=False):
    of: str
    by: str
    between: tuple[str, str] | None
    strata: str | None
    method: str | None
    level: str
    question: str | None
    weights: Weights | None
    minimum: int
    confidence: float
    resamples: int
    seed: int
