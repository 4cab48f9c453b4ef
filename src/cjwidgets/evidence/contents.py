"""What a log holds, as its engine tells it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.errors import NotFoundError
from cjwidgets.evidence.matching.placement import NOWHERE, EventKinds, Placement
from cjwidgets.evidence.readers import prepare, times
from cjwidgets.evidence.reduce.engine import Engine
from cjwidgets.evidence.reduce.tables import Span


class Contents:
    """Counts, times, names and placements of the events behind an engine."""

    engine: Engine
    zone: str | None
    roles: dict[str, str]

    def _start(self, engine: Engine) -> None:
        self.engine = engine
        self._placements: dict[Any, Placement] = {}

    @property
    def span(self) -> Span:
        """What the log covers: events, customers, first and last time, ties."""
        return self.engine.span()

    @property
    def n_customers(self) -> int:
        """Number of distinct customers."""
        return self.span.customers

    @property
    def n_events(self) -> int:
        """Number of events."""
        return self.span.events

    @property
    def first(self) -> pd.Timestamp:
        """Time of the earliest event, in the zone of the source."""
        return times.moment(self.span.first, self.zone)

    @property
    def last(self) -> pd.Timestamp:
        """Time of the latest event, in the zone of the source."""
        return times.moment(self.span.last, self.zone)

    @property
    def event_names(self) -> tuple[str, ...]:
        """The distinct event names, sorted."""
        return self.names("event")

    @property
    def columns(self) -> tuple[str, ...]:
        """Roles whose names rules may use: ``"event"`` first."""
        return ("event", *(role for role in self.roles if role not in (*prepare.NAMELESS, "event")))

    def names(self, role: str) -> tuple[str, ...]:
        """Return the distinct names of a role, sorted."""
        return self.labels(role).names

    def labels(self, role: str) -> Placement:
        """Return the placement by the names of a role; events without one have no place."""
        if role not in self.columns:
            raise NotFoundError(
                f"The log has no {role}.",
                hint=f"Name the column when you make it: EventLog(…, {role}=…)."
                if role in ("channel", "segment", "device")
                else f"It has {', '.join(self.columns)}.",
            )
        kinds = self.engine.kinds((role,))
        names = kinds.table[role]
        known = names.notna().to_numpy()
        places = np.where(known, np.cumsum(known) - 1, NOWHERE).astype(np.int32)
        return self.placement(kinds, places, tuple(names[known]))

    def placement(self, kinds: EventKinds, places: Any, names: tuple[str, ...]) -> Placement:
        """Return a placement; the same one for the same places, so that work on it is done once."""
        key = (kinds.columns, kinds.cuts, places.tobytes(), names)
        return self._placements.setdefault(key, Placement(kinds, places, names))
