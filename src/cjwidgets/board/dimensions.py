"""What a board can be filtered by, and what be selected on it: a record for each dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjwidgets.board.dimension import Dimension, Point
from cjwidgets.board.period import PERIOD
from cjwidgets.errors import InputError, NotFoundError
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Persona, Stage, Touchpoint
from cjwidgets.model.naming import called, check_one

if TYPE_CHECKING:  # a board opens before pandas is there
    from datetime import date

    from cjwidgets.board.dimension import Wanted
    from cjwidgets.evidence import EventLog, Survey


@dataclass(frozen=True)
class BoardSelection:
    """What is selected on a board, which lights up, and what it is filtered by, which narrows.

    Attributes
    ----------
    stages : tuple of Stage
    touchpoints : tuple of Touchpoint
        They are selected.
    personas : tuple of Persona
    channels, segment : tuple of str
    period : tuple of datetime.date
        The first and the last day on which customers began, None where it is open. By these and
        those above it is filtered; an empty tuple is no filter.

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
    segment: tuple[str, ...] = ()
    period: tuple[date | None, ...] = ()

    def __bool__(self) -> bool:
        return any(map(self.of, DIMENSIONS))

    def of(self, dimension: Dimension) -> tuple[Any, ...]:
        """Return what is selected of a dimension."""
        values: tuple[Any, ...] = getattr(self, dimension.name)
        return values

    @property
    def people(self) -> tuple[tuple[Any, ...], ...]:
        """What says whose evidence is shown, not of which places."""
        return tuple(map(self.of, OF_PEOPLE))


@dataclass(frozen=True, kw_only=True)
class Nodes(Dimension):
    """Parts of the map; by themselves they narrow nobody's evidence."""

    nodes: Callable[[JourneyMap], Iterable[Any]]

    def known(self, jm: JourneyMap, log: EventLog | None) -> tuple[Any, ...]:
        return tuple(self.nodes(jm))

    def ordered(self, jm: JourneyMap, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(each for each in self.nodes(jm) if each in values)

    def asked(self, jm: JourneyMap, log: EventLog | None, wanted: Any) -> Sequence[Any]:
        if not isinstance(wanted, str | Stage | Touchpoint | Persona):
            raise InputError(f"{self.name}={wanted!r}: expected parts of the map, names or ids.")
        nodes = self.known(jm, log)
        hits = called(nodes, wanted)
        if not hits:
            there = ", ".join(repr(each.name) for each in nodes[:8]) or "none"
            raise NotFoundError(f"The map has no {self.field} {wanted!r}.", hint=f"It has {there}.")
        check_one(hits, wanted)
        return hits

    def key(self, value: Any) -> str:
        return str(value.id)

    def label(self, value: Any) -> str:
        return str(value.name)

    def point(self, value: Any) -> dict[str, Any]:
        return {self.field: value.name, f"{self.field}_id": value.id}

    def picked(self, jm: JourneyMap, points: Sequence[Point]) -> tuple[Any, ...]:
        return tuple(n for n in self.nodes(jm) if any(self.means(p, n) for p in points))

    def means(self, point: Point, node: Any) -> bool:
        """Whether a point means a part of the map: by its id, or where it has none by its name."""
        id = point.get(f"{self.field}_id")
        return bool(point.get(self.field) == node.name if id is None else id == node.id)


@dataclass(frozen=True, kw_only=True)
class Personas(Nodes):
    """Personas: the evidence is that of those who are of their segments."""

    def asks(self, log: EventLog | None, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*values, *_segments(log, values))

    def narrowed(self, log: EventLog, values: tuple[Any, ...]) -> EventLog:
        names = _segments(log, values)
        return log.where(segment=names) if names else log

    def answers(self, jm: JourneyMap, survey: Survey, values: tuple[Any, ...]) -> Wanted | None:
        if not survey.has & {"persona", "segment"}:
            return None
        import numpy as np

        from cjwidgets.evidence.surveys.named import Names

        who = Names(jm).personas(survey.rows, "persona" not in survey.has)
        return np.isin(who, [list(jm.personas).index(each) for each in values])

    def remarks(self, log: EventLog, values: tuple[Any, ...], locale: str) -> list[str]:
        if values and "segment" not in log.roles:
            return [text("board.no_segment", locale)]
        nameless = ", ".join(each.name for each in values if not each.segment)
        return [text("board.persona_segment", locale, persona=nameless)] if nameless else []


@dataclass(frozen=True, kw_only=True)
class Column(Dimension):
    """Names in a column of the data: the evidence is that of customers who have one of them.

    Attributes
    ----------
    on_map : callable, optional
        Returns what a touchpoint of the map says of it.
    """

    on_map: Callable[[Touchpoint], str] | None = None

    def known(self, jm: JourneyMap, log: EventLog | None) -> tuple[Any, ...]:
        return log.names(self.field) if log is not None and self.is_there(jm, log) else ()

    def is_there(self, jm: JourneyMap, log: EventLog | None) -> bool:
        return log is not None and self.field in log.roles

    def ordered(self, jm: JourneyMap, values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(values))

    def left(
        self, jm: JourneyMap, log: EventLog | None, values: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        there = {*self.known(jm, log), *(map(self.on_map, jm.touchpoints) if self.on_map else ())}
        return tuple(each for each in self.ordered(jm, values) if each in there)

    def asked(self, jm: JourneyMap, log: EventLog | None, wanted: Any) -> Sequence[Any]:
        names = self.known(jm, log)
        if wanted not in names:
            there = ", ".join(map(repr, names)) or "none"
            raise NotFoundError(
                f"There is no {self.field} {wanted!r}.", hint=f"{self.name.capitalize()}: {there}."
            )
        return [str(wanted)]

    def key(self, value: Any) -> str:
        return str(value)

    def label(self, value: Any) -> str:
        return str(value)

    def point(self, value: Any) -> dict[str, Any]:
        return {self.field: value}

    def picked(self, jm: JourneyMap, points: Sequence[Point]) -> tuple[Any, ...]:
        said = (str(point[self.field]) for point in points if self.field in point)
        return tuple(dict.fromkeys(said))

    def holds(self, touchpoint: Touchpoint, values: tuple[Any, ...]) -> bool:
        return self.on_map is not None and self.on_map(touchpoint) in values

    def narrowed(self, log: EventLog, values: tuple[Any, ...]) -> EventLog:
        known = self.field in log.roles
        return log.whose(**{self.field: values}) if known else log

    def answers(self, jm: JourneyMap, survey: Survey, values: tuple[Any, ...]) -> Wanted | None:
        if self.field not in survey.has:
            return None
        wanted: Wanted = survey.rows[self.field].isin(values).to_numpy()
        return wanted


def _segments(log: EventLog | None, personas: tuple[Persona, ...]) -> list[str]:
    """Return the log's segments that are the personas'; none where all count."""
    if log is None or "segment" not in log.roles:
        return []
    wanted = {each.segment.casefold(): each.segment for each in personas}
    wanted.pop("", None)
    known = [name for name in log.names("segment") if name.casefold() in wanted]
    return known or list(wanted.values())


STAGES = Nodes(
    name="stages",
    field="stage",
    topics=("stages",),
    shows="chips",
    nodes=lambda jm: jm.stages,
)
TOUCHPOINTS = Nodes(
    name="touchpoints",
    field="touchpoint",
    topics=("touchpoints",),
    shows="chips",
    nodes=lambda jm: jm.touchpoints,
)
OF_PLACES = (STAGES, TOUCHPOINTS)
"""They are selected, and narrow nothing: a click selects one of all these."""

PERSONAS = Personas(
    name="personas",
    field="persona",
    topics=("personas", "segments"),
    marked=True,
    nodes=lambda jm: jm.personas,
)
OF_PEOPLE: tuple[Dimension, ...] = (
    PERSONAS,
    Column(
        name="channels", field="channel", shows="list", on_map=lambda touchpoint: touchpoint.channel
    ),
    Column(name="segment", field="segment", shows="list"),
    PERIOD,
)
"""A board is filtered by them: they say whose evidence is shown."""

NARROWING: tuple[Dimension, ...] = (PERIOD, *OF_PEOPLE[:-1])
"""Of a log, each narrows what those before it leave: who began when is asked of the whole."""

DIMENSIONS: tuple[Dimension, ...] = (*OF_PLACES, *OF_PEOPLE)
"""All, in the order of the filter bar."""
