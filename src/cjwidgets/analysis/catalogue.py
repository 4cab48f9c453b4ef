"""Every statistic, told once: its name, the question it answers, what it says, its chart.

A folder is a question, a file a statistic; the file has the function of its name, and
``sentence``, which says what was found. What ``cjwidgets`` and ``cjwidgets.analysis`` offer,
README's table and the tests that ask all statistics come from here (tools/exports.py).
"""

from __future__ import annotations

from dataclasses import dataclass

QUESTIONS = {
    "customers": "Who comes?",
    "movement": "How do they go?",
    "channel": "By which channel?",
    "feelings": "How do they feel?",
    "priorities": "What to do first?",
    "comparison": "What differs?",
    "certainty": "How sure are we?",
}
"""The question of each folder, in the order of README."""


@dataclass(frozen=True)
class Statistic:
    """A statistic.

    Attributes
    ----------
    name : str
        Of its function.
    folder : str
        By the question it answers.
    answers : str
        What it tells, for README; those beside each other that say the same share a row, and one
        that says nothing has a sentence only, for a table of something else.
    chart : str
        The chart that draws it, of ``cjwidgets.charts``.
    file : str
        Where its function is, if not in a file of its name.
    top : bool
        Whether ``cjwidgets`` has it; ``cjwidgets.analysis`` has all.
    """

    name: str
    folder: str
    answers: str
    chart: str = ""
    file: str = ""
    top: bool = True

    @property
    def module(self) -> str:
        """The module of its function and sentence."""
        return f"{__package__}.{self.folder}.{self.file or self.name}"


_ALL = (
    Statistic(
        "reach", "customers", "events and customers at each stage, touchpoint, channel or event"
    ),
    Statistic(
        "funnel",
        "customers",
        "who reaches the stages in order, and is lost before each",
        chart="drop_off",
    ),
    Statistic("exits", "customers", "who leaves where and does not come back within a window"),
    Statistic(
        "completion", "customers", "who reaches a goal, how soon, how directly; is a target met"
    ),
    Statistic(
        "time_to",
        "customers",
        "how long until a goal, the end of the log allowed for; by group, with a test",
        chart="time_to",
    ),
    Statistic("entries", "customers", "who reaches a goal, by where they came in"),
    Statistic(
        "retention", "customers", "who comes back, who is lost, period by period", chart="retention"
    ),
    Statistic("churn", "customers", "who comes back, who is lost, period by period"),
    Statistic("dwell", "movement", "how long customers stay", chart="dwell"),
    Statistic(
        "transitions", "movement", "what follows what, whole paths, ways back", chart="transitions"
    ),
    Statistic("paths", "movement", "what follows what, whole paths, ways back", chart="paths"),
    Statistic("loops", "movement", "what follows what, whole paths, ways back"),
    Statistic(
        "conformance", "movement", "planned against observed: skipped, repeated, late, extra"
    ),
    Statistic(
        "channels",
        "channel",
        "the scorecard: use, time, conversion, churn, CSAT, NPS",
        chart="channels",
    ),
    Statistic("switches", "channel", "changes between channels, customers in common"),
    Statistic("channel_overlaps", "channel", "changes between channels, customers in common"),
    Statistic("channel_coverage", "channel", "reach by segment; planned against used"),
    Statistic(
        "channel_gaps", "channel", "reach by segment; planned against used", chart="channel_stages"
    ),
    Statistic("channel_consistency", "channel", "how far satisfaction differs between channels"),
    Statistic("csat", "feelings", "scores by place and group"),
    Statistic("nps", "feelings", "scores by place and group"),
    Statistic("ces", "feelings", "scores by place and group"),
    Statistic("emotion", "feelings", "scores by place and group"),
    Statistic("peaks", "feelings", "peak, end, lowest point and slope of the emotion"),
    Statistic("expectation_gap", "feelings", "experience minus expectation"),
    Statistic(
        "distributions",
        "feelings",
        "all answers to a question; their own words: `survey.quotes`",
        chart="distributions",
        top=False,
    ),
    Statistic(
        "importance_performance",
        "priorities",
        "quadrants and opportunity scores",
        chart="importance_performance",
    ),
    Statistic(
        "markov", "movement", "goals lost and removal effect of each touchpoint", chart="markov"
    ),
    Statistic(
        "what_if",
        "priorities",
        "what `DropOff`, `Remove`, `Merge`, `Reorder` would do, with a band",
        chart="what_if",
    ),
    Statistic(
        "compare",
        "comparison",
        "two logs; segments of one; adjusted for many tests",
        chart="compare",
    ),
    Statistic(
        "compare_segments", "comparison", "two logs; segments of one; adjusted for many tests"
    ),
    Statistic("difference", "comparison", "answers of two groups", chart="difference"),
    Statistic("match_report", "certainty", "what the rules claim and miss"),
    Statistic(
        "ledger", "certainty", "what backs each part of the map, how much is assumed or stale"
    ),
    Statistic(
        "debt",
        "certainty",
        "what backs each part of the map, how much is assumed or stale",
        file="ledger",
    ),
    # Said of Survey.describe().
    Statistic("left_out", "certainty", ""),
)
STATISTICS = {each.name: each for each in _ALL}
"""Every statistic by its name."""

PUBLIC = {name: each for name, each in STATISTICS.items() if each.answers}
"""Those that are functions of their own."""
