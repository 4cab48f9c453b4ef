"""What one thing is that a board is filtered by, or that is selected on it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cjwidgets.model import JourneyMap, Touchpoint
from cjwidgets.model.bearing import Topic

if TYPE_CHECKING:  # a board opens before pandas is there
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    from cjwidgets.evidence import EventLog, Survey

    Wanted: TypeAlias = NDArray[np.bool_]

Point = Mapping[str, Any]
"""What was picked in a chart, by the fields of its parameter."""


@dataclass(frozen=True, kw_only=True)
class Dimension(ABC):
    """One thing that a board can be filtered by, or that can be selected.

    Attributes
    ----------
    name : str
        Its field of `BoardSelection`; the heading of its buttons is ``board.<name>``.
    field : str
        What tables and charts call one of its values.
    topics : tuple of str
        The topics of model/bearing.py that it depends on.
    shows : {"buttons", "list", "days", "chips"}
        Whether the line offers all values side by side, in a list that opens, as two days, or
        those that are selected, to be taken back.
    marked : bool
        Whether its values have the marks that personas have in the curve.
    """

    name: str
    field: str
    topics: tuple[Topic, ...] = ()
    shows: Literal["buttons", "list", "days", "chips"] = "buttons"
    marked: bool = False

    @abstractmethod
    def known(self, jm: JourneyMap, log: EventLog | None) -> tuple[Any, ...]:
        """Return all values that can be selected, in their order."""

    @abstractmethod
    def ordered(self, jm: JourneyMap, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return these values in their order, without parts that the map lost."""

    def left(
        self, jm: JourneyMap, log: EventLog | None, values: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        """Return what is still there of these values, in the map or in the data."""
        return self.ordered(jm, values)

    def written(self, jm: JourneyMap, log: EventLog | None, wanted: Any) -> tuple[Any, ...]:
        """Return the values that somebody wrote down: one, or several."""
        each: Iterable[Any] = wanted if isinstance(wanted, list | tuple | set) else (wanted,)
        return tuple(value for one in each for value in self.asked(jm, log, one))

    @abstractmethod
    def asked(self, jm: JourneyMap, log: EventLog | None, wanted: Any) -> Sequence[Any]:
        """Return the values that somebody wrote down as one."""

    @abstractmethod
    def key(self, value: Any) -> str:
        """Return what browsers call a value."""

    @abstractmethod
    def label(self, value: Any) -> str:
        """Return how a value is read."""

    @abstractmethod
    def point(self, value: Any) -> dict[str, Any]:
        """Return all that a point of a chart may say of a value."""

    @abstractmethod
    def picked(self, jm: JourneyMap, points: Sequence[Point]) -> tuple[Any, ...]:
        """Return the values that points of a chart mean."""

    def holds(self, touchpoint: Touchpoint, values: tuple[Any, ...]) -> bool:
        """Whether a touchpoint of the map is of one of the values."""
        return False

    def is_there(self, jm: JourneyMap, log: EventLog | None) -> bool:
        """Whether charts of it can be drawn."""
        return bool(self.known(jm, log))

    def asks(self, log: EventLog | None, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return what these values ask of a log: the same for the same evidence."""
        return values

    def narrowed(self, log: EventLog, values: tuple[Any, ...]) -> EventLog:
        """Return the events that are of these values; all where the log does not know."""
        return log

    def answers(self, jm: JourneyMap, survey: Survey, values: tuple[Any, ...]) -> Wanted | None:
        """Return which rows of a survey are of these values; None where it does not know."""
        return None

    def remarks(self, log: EventLog, values: tuple[Any, ...], locale: str) -> list[str]:
        """Say what of these values a log can't follow."""
        return []
