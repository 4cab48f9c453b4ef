"""What a board shows: a map and its evidence, as far as somebody wants to see it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from cjwidgets.analysis.shared.defaults import GONE
from cjwidgets.analysis.shared.goals import goal_of
from cjwidgets.board.dimensions import DIMENSIONS, NARROWING, OF_PEOPLE, BoardSelection
from cjwidgets.board.period import PERIOD
from cjwidgets.errors import DataError, JourneyError
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Stage
from cjwidgets.model.attachments import failure

if TYPE_CHECKING:  # a board opens before pandas is there
    import pandas as pd

    from cjwidgets.evidence import EventLog, Survey

MANY = 24
"""Touchpoints that a chart has room for."""


@dataclass(frozen=True, eq=False)
class Scene:
    """What the charts of a board are drawn from.

    Attributes
    ----------
    map : JourneyMap
    whole_log, whole_survey : EventLog, Survey or None
        All evidence.
    selection : BoardSelection
    goal : Stage, Touchpoint, str or None
        What customers are to reach, if somebody said so.
    gone : str or timedelta
        How long somebody is absent before they are gone.
    reads : frozenset of str
        The topics of model/bearing.py after an edit of which a scene is another one.
    """

    reads: ClassVar = frozenset(
        ("language", *(topic for each in DIMENSIONS for topic in each.topics))
    )
    map: JourneyMap
    whole_log: EventLog | None = None
    whole_survey: Survey | None = None
    selection: BoardSelection = field(default_factory=BoardSelection)
    goal: Any = None
    gone: Any = GONE
    _without: dict[tuple[str, ...], Scene] = field(default_factory=dict, repr=False)

    @property
    def has(self) -> set[str]:
        """What charts can be drawn from here, as they say what they need."""
        log, survey = self.whole_log, self.whole_survey
        there = {
            "log": log is not None,
            "survey": survey is not None,
            "feelings": survey is not None and _tells_feelings(survey),
            **{each.field: each.is_there(self.map, log) for each in OF_PEOPLE},
        }
        return {name for name, is_there in there.items() if is_there}

    @property
    def locale(self) -> str:
        return self.map.locale

    @property
    def target(self) -> Any:
        """What customers are to reach: without a goal the last stage."""
        return next(reversed(self.map.stages), None) if self.goal is None else self.goal

    @property
    def end(self) -> Any:
        """The goal, if it is a place of the map: behind it nobody is lost."""
        return self.goal if goal_of(self.map, self.goal).places else None

    @property
    def of(self) -> tuple[Any, ...]:
        """What is shown: scenes with the same filter the same evidence."""
        asked = (each.asks(self.whole_log, self.selection.of(each)) for each in OF_PEOPLE)
        return (id(self.whole_log), id(self.whole_survey), *asked)

    @cached_property
    def log(self) -> EventLog:
        """All events of those whom the filter means."""
        for dimension in reversed(NARROWING):
            values = self.selection.of(dimension)
            if values:
                return dimension.narrowed(self.without(dimension.name).log, values)
        if self.whole_log is None:
            raise failure(self.map) or DataError(text("board.needs_log", self.locale))
        return self.whole_log

    @cached_property
    def survey(self) -> Survey:
        """The answers of those whom the filter means."""
        survey = self.whole_survey
        if survey is None:
            raise failure(self.map) or DataError(text("board.needs_survey", self.locale))
        told = text("board.selected_answers", self.locale)
        began = self._answered()
        survey = survey if began is None else survey.part(began, told)
        for dimension in OF_PEOPLE:
            values = self.selection.of(dimension)
            wanted = dimension.answers(self.map, survey, values) if values else None
            if wanted is not None:
                survey = survey.part(wanted, told)
        return survey

    def _answered(self) -> Any:
        """Return which answers are of those who began in the period; None where nobody knows."""
        period, log, survey = self.selection.period, self.whole_log, self.whole_survey
        if not period or log is None or survey is None:
            return None
        every, who = log.customer_ids, PERIOD.narrowed(log, period).customer_ids
        if every is None or who is None:
            return None
        asked = survey.rows["respondent"].map(dict(enumerate(survey.respondent_ids)))
        same = asked.isin([*map(str, every)]).any()
        return asked.isin([*map(str, who)]).to_numpy() if same else None

    @cached_property
    def still_open(self) -> int:
        """How many of those who began in the period may yet reach the goal."""
        from cjwidgets.analysis import completion

        try:
            found = completion(self.map, self.log, goal=self.target, gone=self.gone)
        except JourneyError:
            return 0
        yet = found["open"].iloc[0]
        return 0 if yet is None or yet != yet else int(yet)

    def without(self, *dimensions: str) -> Scene:
        """Return the scene that these dimensions do not narrow: for charts that compare them.

        Parameters
        ----------
        *dimensions : str
            By their names: ``"personas"``, ``"channels"``.
        """
        if not any(getattr(self.selection, each) for each in dimensions):
            return self
        if dimensions not in self._without:
            selection = replace(self.selection, **dict.fromkeys(dimensions, ()))
            self._without[dimensions] = replace(self, selection=selection, _without={})
        return self._without[dimensions]

    def evidence(self) -> tuple[dict[str, Any], list[str]]:
        """Return the log and the survey as far as they are shown, and why one of them is not."""
        found: dict[str, Any] = {}
        problems = []
        for kind, whole in (("log", self.whole_log), ("survey", self.whole_survey)):
            if whole is not None:
                try:
                    found[kind] = getattr(self, kind)
                except DataError as error:
                    problems.append(error.sentence)
        return found, problems

    @property
    def says(self) -> list[str]:
        """Say how much evidence is left, and what it can't follow, in the language of the map."""
        log = self.whole_log
        if log is None:
            unread = failure(self.map)
            return [str(unread)] if unread else []
        try:
            n = self.log.n_customers
        except DataError as error:
            return [error.sentence]
        every = log.n_customers
        counts = {"n": n, "all": every}
        said = [text("board.customers" if n < every else "board.everyone", self.locale, **counts)]
        for dimension in OF_PEOPLE:
            said += dimension.remarks(log, self.selection.of(dimension), self.locale)
        if self.selection.period:
            n_open = self.still_open
            said += [text("board.open", self.locale, n=n_open)] if n_open else []
            if self.whole_survey is not None and self._answered() is None:
                said.append(text("board.no_beginning", self.locale))
        return said

    @property
    def counted(self) -> int:
        """How many of the sentences say how much is left, and not what can't be followed."""
        try:
            there = self.whole_log is not None and bool(self.log)
        except DataError:
            return 0
        return 1 + bool(self.selection.period and self.still_open) if there else 0

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that detail cards speak of; none where they speak of all."""
        chosen = self.selection
        return chosen.stages or tuple(
            stage
            for stage in self.map.stages
            if any(each in chosen.touchpoints for each in stage.touchpoints)
        )

    def level(self, most: int = MANY) -> str:
        """How closely to look: at touchpoints, unless they are too many or have no rules."""
        places = self.map.touchpoints
        ruled = any(each.match for each in places)
        return "touchpoint" if ruled and len(places) <= most else "stage"

    def here(self, table: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """Return the rows a detail card speaks of: one of the columns has ids of their stages."""
        ids = {stage.id for stage in self.stages}
        if not ids or table.empty:
            return table
        kept = table[[*columns]].isin(ids).any(axis=1)
        part = table[kept].reset_index(drop=True)
        part.attrs = {**table.attrs, "part": True}
        return part


def _tells_feelings(survey: Survey) -> bool:
    """Whether somebody was asked how they felt, and at which place."""
    from cjwidgets.evidence.surveys.questions import FELT  # it needs pandas

    asked = any(each.kind == FELT for each in survey.questions)
    return asked and bool(survey.has & {"stage", "touchpoint"})
