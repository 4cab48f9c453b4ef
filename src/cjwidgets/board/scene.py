"""What a board shows: a map and its evidence, as far as somebody wants to see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from cjwidgets.display.words import count
from cjwidgets.errors import DataError
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Persona, Stage, Touchpoint
from cjwidgets.model.attachments import failure

if TYPE_CHECKING:  # a board opens before pandas is there
    from typing import TypeAlias

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from cjwidgets.evidence import EventLog, Survey

    Wanted: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class BoardSelection:
    """What is selected on a board: parts of its map, and channels by name.

    Attributes
    ----------
    stages : tuple of Stage
    touchpoints : tuple of Touchpoint
    personas : tuple of Persona
    channels : tuple of str

    Examples
    --------
    >>> import cjwidgets as cj
    >>> chosen = BoardSelection(channels=("App",))
    >>> chosen.channels, bool(chosen), bool(BoardSelection())
    (('App',), True, False)
    """

    stages: tuple[Stage, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    personas: tuple[Persona, ...] = ()
    channels: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stages or self.touchpoints or self.personas or self.channels)

    @property
    def people(self) -> tuple[tuple[Persona, ...], tuple[str, ...]]:
        """The personas and channels: they say whose evidence is shown, not of which places."""
        return self.personas, self.channels


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
        What customers are to reach.
    reads : frozenset of str
        The topics of model/bearing.py after an edit of which a scene is another one.
    """

    reads: ClassVar = frozenset(("language", "stages", "touchpoints", "personas", "segments"))
    map: JourneyMap
    whole_log: EventLog | None = None
    whole_survey: Survey | None = None
    selection: BoardSelection = field(default_factory=BoardSelection)
    goal: Any = None
    _without: dict[tuple[str, ...], Scene] = field(default_factory=dict, repr=False)

    @property
    def has(self) -> set[str]:
        """What charts can be drawn from here, as they say what they need."""
        log, survey = self.whole_log, self.whole_survey
        there = {
            "log": log is not None,
            "channel": log is not None and "channel" in log.roles,
            "survey": survey is not None,
            "persona": bool(self.map.personas),
        }
        return {name for name, is_there in there.items() if is_there}

    @property
    def locale(self) -> str:
        return self.map.locale

    @property
    def of(self) -> tuple[Any, ...]:
        """What is shown: scenes with the same filter the same evidence."""
        return (id(self.whole_log), id(self.whole_survey), self.segments, *self.selection.people)

    @cached_property
    def log(self) -> EventLog:
        """All events of customers who used the selected channels, and are like the personas."""
        channels = self.selection.channels
        if channels:
            part = self.without("channels").log
            return part.whose(channel=channels) if "channel" in part.roles else part
        if self.whole_log is None:
            raise failure(self.map) or DataError(text("board.needs_log", self.locale))
        names = self.segments
        return self.whole_log.where(segment=names) if names else self.whole_log

    @cached_property
    def survey(self) -> Survey:
        """The answers about the selected channels, of the selected personas."""
        return self._answers(self._of_personas, self._in_channels)

    def without(self, *dimensions: str) -> Scene:
        """Return the scene that these dimensions do not narrow: for charts that compare them.

        Parameters
        ----------
        *dimensions : {"stages", "touchpoints", "personas", "channels"}
        """
        if not any(getattr(self.selection, each) for each in dimensions):
            return self
        if dimensions not in self._without:
            selection = replace(self.selection, **dict.fromkeys(dimensions, ()))
            self._without[dimensions] = replace(self, selection=selection, _without={})
        return self._without[dimensions]

    def _answers(self, *conditions: Callable[[Survey], Wanted | None]) -> Survey:
        survey = self.whole_survey
        if survey is None:
            raise failure(self.map) or DataError(text("board.needs_survey", self.locale))
        for condition in conditions:
            wanted = condition(survey)
            if wanted is not None:
                survey = survey.part(wanted, text("board.selected_answers", self.locale))
        return survey

    def _of_personas(self, survey: Survey) -> Wanted | None:
        people = self.selection.personas
        if not people or not survey.has & {"persona", "segment"}:
            return None
        import numpy as np

        from cjwidgets.evidence.surveys.named import Names

        who = Names(self.map).personas(survey.rows, "persona" not in survey.has)
        return np.isin(who, [list(self.map.personas).index(each) for each in people])

    def _in_channels(self, survey: Survey) -> Wanted | None:
        channels = self.selection.channels
        if not channels or "channel" not in survey.has:
            return None
        return survey.rows["channel"].isin(channels).to_numpy()

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
    def segments(self) -> list[str]:
        """The log's segments that are the selected personas'; none where all count."""
        log = self.whole_log
        if log is None or "segment" not in log.roles:
            return []
        wanted = {each.segment.casefold(): each.segment for each in self.selection.personas}
        wanted.pop("", None)
        known = [name for name in log.names("segment") if name.casefold() in wanted]
        return known or list(wanted.values())

    @property
    def says(self) -> list[str]:
        """Say how much evidence is left, and what it can't follow, in the language of the map."""
        log, people = self.whole_log, self.selection.personas
        if log is None:
            unread = failure(self.map)
            return [str(unread)] if unread else []
        try:
            n = self.log.n_customers
        except DataError as error:
            return [error.sentence]
        every = log.n_customers
        counts = {"n": count(n, self.locale), "all": count(every, self.locale)}
        said = [text("board.customers" if n < every else "board.everyone", self.locale, **counts)]
        if people and "segment" not in log.roles:
            said.append(text("board.no_segment", self.locale))
        elif nameless := ", ".join(each.name for each in people if not each.segment):
            said.append(text("board.persona_segment", self.locale, persona=nameless))
        return said

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that are looked at closely; none where all are looked at from afar."""
        chosen = self.selection
        return chosen.stages or tuple(
            stage
            for stage in self.map.stages
            if any(each in chosen.touchpoints for each in stage.touchpoints)
        )

    @property
    def level(self) -> str:
        """How closely to look."""
        return "touchpoint" if self.stages else "stage"

    def here(self, table: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """Return the rows about the stages looked at: one of the columns has their ids."""
        ids = {stage.id for stage in self.stages}
        if not ids or table.empty:
            return table
        kept = table[[*columns]].isin(ids).any(axis=1)
        part = table[kept].reset_index(drop=True)
        part.attrs = {**table.attrs, "part": True}
        return part
