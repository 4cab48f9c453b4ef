"""What the events of a log mean to a stage or touchpoint whose rules are being chosen."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims, owners
from cjwidgets.evidence.matching.counts import by_event, count
from cjwidgets.evidence.matching.event_names import LONGEST_NAME
from cjwidgets.evidence.matching.likeness import ALIKE, alike
from cjwidgets.evidence.matching.searches import Mask
from cjwidgets.evidence.matching.suggest import guesses
from cjwidgets.model import JourneyMap, Stage, Touchpoint
from cjwidgets.model.rules.globs import Glob

COMPARED = 200
"""Unmatched names that are compared word by word, the most frequent first."""
Answer = dict[str, Any]


class Binding:
    """The events of a log by the rules of a map, as both are now.

    Customers are None where they are so few that their number is not shown.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    minimum : int
        Fewer customers are not counted out.
    most : int
        Names that one list holds.

    Raises
    ------
    DataError
        A rule of the map can't be used.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=[cj.Touchpoint("Cart")])])
    >>> frame = pd.DataFrame({"who": [1, 1, 2], "at": ["2026-03-01"] * 3,
    ...                       "what": ["basket", "zzz", "basket"]})
    >>> log = EventLog(frame, customer="who", time="at", event="what")
    >>> told = Binding(jm, log, minimum=1, most=9)
    >>> told.of(jm.touchpoints[0])["suggested"]
    [['basket', 2, 2]]
    >>> told.typed(jm.touchpoints[0], "bas")["star"]
    ['bas*', 2, 2, 0]
    """

    def __init__(self, jm: JourneyMap, log: EventLog, *, minimum: int, most: int) -> None:
        self.map, self.log, self.minimum, self.most = jm, log, minimum, most
        self._claims = claims(jm, log, warn=False)
        of = self._claims
        masks = {
            node.id: mask
            for nodes, own in ((of.stages, of.own), (of.touchpoints, of.claimed))
            for node, mask in zip(nodes, own, strict=True)
        }
        self._claimed = [
            (owner.id, mask) for _, owner in owners(jm) if (mask := masks.get(owner.id)) is not None
        ]

    @cached_property
    def _unmatched(self) -> pd.DataFrame:
        return by_event(self.log, self._claims.kinds, ~self._claims.anywhere())

    @cached_property
    def _guessed(self) -> list[tuple[str, Any, Any]]:
        """The id of the likeliest place for each unmatched event, the best first."""
        every = guesses(self.map, self.log, self._unmatched.head(COMPARED))
        found = [one for one in every if one[2].score >= ALIKE]
        found.sort(key=lambda one: -one[2].score)
        return [(target.node.id, guess.rule, row) for row, target, guess in found]

    def of(self, node: Stage | Touchpoint) -> Answer:
        """Return what the rules of a place match, and what no rule of the map does.

        Returns
        -------
        dict
            - ``rules``: ``[rule, customers, events]`` of each, as a file holds it,
            - ``together``: ``[customers, events]`` of all, each counted once,
            - ``all``: ``[customers, events]`` of the log,
            - ``unmatched``: ``kinds`` and ``events`` that no rule of the map matches, and their
              ``names``, the most frequent first,
            - ``suggested``: those of them that likely belong here, with the rule to add.
        """
        kinds, asker = self._claims.kinds, self._claims.asker
        field = type(node).fields["match"]
        masks = [asker.hits(rule, repr(node.name)) for rule in node.match]
        *counts, together = count(self.log, kinds, [*masks, _any(masks, len(kinds))])
        free = self._unmatched
        return {
            "rules": [
                [rule, *self._numbers(*number)]
                for rule, number in zip(field.dump(node.match), counts, strict=True)
            ],
            "together": self._numbers(*together),
            "all": [self.log.n_customers, self.log.n_events],
            "unmatched": {
                "kinds": len(free),
                "events": int(free["events"].sum()),
                "names": self._listed(free),
            },
            "suggested": [
                [field.dump([rule])[0], *self._numbers(row.events, row.customers)]
                for id, rule, row in self._guessed
                if id == node.id and len(row.event) <= LONGEST_NAME
            ][: self.most],
        }

    def typed(self, node: Stage | Touchpoint, text: str) -> Answer:
        """Return what a rule would match that is being typed for a place, and what is like it.

        Returns
        -------
        dict
                - ``rule``: ``[rule, customers, events, taken]`` of what was typed; ``taken`` is how
              many of its events other places match,
            - ``star``: likewise with stars, where it is part of names; else None,
            - ``free``: events that no rule matches and that are like it,
            - ``rest``: others that no rule matches,
            - ``elsewhere``: ``[name, id of the place, customers, events]`` of events like it that
              belong to another place.

        Raises
        ------
        InputError
            No rule may be called so.
        """
        type(node).fields["match"].validate(node, text)
        like = _Like(text, self.log.event_names)
        free = self._unmatched
        near = np.array([like.fits(name) for name in free["event"]], dtype=np.bool_)
        compared = [alike(name, text) for name in free["event"].head(COMPARED)]
        near[:COMPARED] |= np.array(compared, dtype=np.bool_)
        return {
            "rule": self._caught(node, text),
            "star": self._caught(node, like.with_star) if like.with_star else None,
            "free": self._listed(free[near]),
            "rest": self._listed(free[~near]),
            "elsewhere": self._elsewhere(node, like),
        }

    def _caught(self, node: Stage | Touchpoint, rule: str) -> list[Any]:
        hits = self._claims.asker.hits(rule, repr(node.name))
        taken = hits & self._others(node)
        found, (events, _) = count(self.log, self._claims.kinds, [hits, taken])
        return [rule, *self._numbers(*found), events]

    def _elsewhere(self, node: Stage | Touchpoint, like: _Like) -> list[list[Any]]:
        names, codes = self._claims.kinds.names("event")
        fits = np.array([*map(like.fits, names), False], dtype=np.bool_)[codes]
        mask = fits & self._others(node)
        places: dict[str, str] = {}
        for place, claimed in reversed(self._claimed):  # of several the first counts
            if place != node.id:
                found = codes[mask & claimed]
                places |= dict.fromkeys((names[code] for code in found), place)
        table = by_event(self.log, self._claims.kinds, mask)
        return [[name, places[name], *numbers] for name, *numbers in self._listed(table)]

    def _others(self, node: Stage | Touchpoint) -> Mask:
        """Which kinds places other than this one match."""
        masks = [mask for place, mask in self._claimed if place != node.id]
        return _any(masks, len(self._claims.kinds))

    def _listed(self, table: pd.DataFrame) -> list[list[Any]]:
        """The first of a table of `by_event`; what is too long is no name one could choose."""
        rows = table[[len(name) <= LONGEST_NAME for name in table["event"]]].head(self.most)
        return [
            [row.event, *self._numbers(row.events, row.customers)]
            for row in rows.itertuples(index=False)
        ]

    def _numbers(self, events: Any, customers: Any) -> list[int | None]:
        few = 0 < customers < self.minimum
        return [None if few else int(customers), int(events)]


class _Like:
    """What somebody types, as a search."""

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self._folded = text.casefold()
        self._glob = Glob(text) if any(sign in text for sign in "*?") else None
        self.with_star: str | None = None
        """A rule that means all names that begin so, or else hold it."""
        if self._glob is None and any(name.startswith(text) for name in names):
            self.with_star = f"{text}*"
        elif self._glob is None and any(text in name for name in names):
            self.with_star = f"*{text}*"

    def fits(self, name: str) -> bool:
        """Return whether a name holds what was typed, or the pattern that was typed means it."""
        return self._glob.matches(name) if self._glob else self._folded in name.casefold()


def _any(masks: list[Mask], kinds: int) -> Mask:
    found: Mask = np.logical_or.reduce([np.zeros(kinds, dtype=np.bool_), *masks])
    return found
