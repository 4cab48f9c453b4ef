"""Asks the rules of a map which kinds of events they mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from cjwidgets.errors import DataError
from cjwidgets.evidence.matching.event_names import LONGEST_NAME
from cjwidgets.evidence.matching.placement import EventKinds
from cjwidgets.evidence.matching.searches import Mask, Searches
from cjwidgets.evidence.matching.sequences import Sequences, most_of
from cjwidgets.evidence.notice import notice
from cjwidgets.model import Rule, UnboundRule
from cjwidgets.model.rules.globs import Glob
from cjwidgets.model.rules.match_rules import AnyRule
from cjwidgets.model.rules.nth import bounds

if TYPE_CHECKING:
    from cjwidgets.evidence.log import EventLog

KEPT = 10_000_000
"""Answers to rules that are texts, in bytes a log: rules are edited, and logs live long."""


class Asker:
    """The kinds of events that some rules can tell apart, and which of them each rule means.

    Rules see the distinct names of a column, once each.

    Attributes
    ----------
    kinds : EventKinds
        By the event's name, by the further columns and moments that the rules name, and by what
        they ask to have come before.
    """

    def __init__(self, log: EventLog, rules: Iterable[AnyRule]) -> None:
        self.log = log
        columns: set[str] = set()
        self._cuts: dict[str, int] = {}
        rules = list(rules)
        for rule in rules:
            if isinstance(rule, Rule):
                columns |= set(rule.where) & set(log.columns)
                moments = filter(None, (rule.since, rule.until))
                self._cuts |= {moment: log.micros(moment) for moment in moments}
        cuts = tuple(sorted(set(self._cuts.values())))
        named = ("event", *sorted(columns - {"event"}))
        asking = [rule for rule in rules if isinstance(rule, Rule) and (rule.nth or rule.after)]
        self._searches = Searches()
        self._base = self.kinds = log.engine.kinds(named, () if asking else cuts)
        self._sequences = Sequences(self._base)
        for rule in asking:
            if set(rule.where) <= set(named):
                if rule.nth:
                    self._sequences.need(self._fit(rule, "A rule"), most_of(rule.nth))
                if rule.after:
                    self._sequences.need(self._any_of("event", rule.after, "A rule"), 1)
        if asking:
            self.kinds = log.engine.kinds((*named, *self._sequences.columns), cuts)

    def hits(self, rule: AnyRule, where: str) -> Mask:
        """Return which kinds a rule means; ``where`` names its owner in messages."""
        if not isinstance(rule, Rule):
            return self._fits("event", rule, where, self.kinds)
        for column in rule.where:
            if column not in self.kinds.columns:
                raise DataError(
                    f"{where}: {rule!r} asks for {column!r}, a column the log does not have.",
                    hint=f"It has {', '.join(self.log.columns)}. Name further ones when you make "
                    f"it: EventLog(…, {_keyword(column)}).",
                )
        mask = self._fit(rule, where, self.kinds)
        if rule.nth:
            first, last = bounds(rule.nth)
            last = None if last is None else last - 1
            own = self._fit(rule, where)
            mask &= self._sequences.before(self.kinds, own, first - 1, last)
        if rule.after:
            own = self._any_of("event", rule.after, where)
            mask &= self._sequences.before(self.kinds, own, 1, None)
        period = self.kinds.table["period"].to_numpy()
        if rule.since:
            mask &= period > self.kinds.cuts.index(self._cuts[rule.since])
        if rule.until:
            mask &= period <= self.kinds.cuts.index(self._cuts[rule.until])
        return mask

    def _fit(self, rule: Rule, where: str, kinds: EventKinds | None = None) -> Mask:
        """Which kinds (by default of the base) the columns of a rule fit."""
        kinds = self._base if kinds is None else kinds
        mask = np.ones(len(kinds), dtype=np.bool_)
        for column, names in rule.where.items():
            mask &= self._any_of(column, names, where, kinds)
        return mask

    def _any_of(
        self, column: str, names: Iterable[Any], where: str, kinds: EventKinds | None = None
    ) -> Mask:
        """Which kinds (by default of the base) have one of some names in a column."""
        kinds = self._base if kinds is None else kinds
        found: Mask = np.logical_or.reduce(
            [self._fits(column, name, where, kinds) for name in names]
        )
        return found

    def warn(self, rule: AnyRule, where: str, place: str) -> None:
        """Warn that a rule of a place, called ``where`` in messages, means no event of the log."""
        names = self.kinds.names("event")[0]
        alone = rule.where.get("event", ()) if isinstance(rule, Rule) else (rule,)
        near: list[str] = []
        for asked in alone:
            if isinstance(asked, str) and len(asked) <= LONGEST_NAME:
                folded = {n.casefold(): n for n in names if len(n) <= LONGEST_NAME}
                near += [folded[n] for n in difflib.get_close_matches(asked.casefold(), folded)]
        guess = f"Close names: {', '.join(map(repr, near[:3]))}." if near else _some(names)
        notice(
            f"{where}: the rule {shown(rule)} matches no event of the log. {guess}",
            "problem.rule",
            place=place,
            rule=shown(rule),
        )

    def _fits(self, column: str, rule: Any, where: str, kinds: EventKinds) -> Mask:
        """Which kinds fit; a text means the same whenever it is asked, a function may not."""
        if not isinstance(rule, str):
            return self._asked(column, rule, where, kinds)
        told = kinds.told
        if (column, rule) not in told:
            if len(told) * len(kinds) > KEPT:
                told.clear()
            told[column, rule] = self._asked(column, rule, where, kinds)
            told[column, rule].setflags(write=False)
        return told[column, rule]

    def _asked(self, column: str, rule: Any, where: str, kinds: EventKinds) -> Mask:
        names, codes = kinds.names(column)
        hits = np.zeros(len(names) + 1, dtype=np.bool_)  # the last one is for events without
        hits[:-1] = matches(rule, names, where, self._searches)
        return hits[codes]


def matches(rule: AnyRule, names: tuple[str, ...], where: str, searches: Searches) -> Mask:
    """Return which names a rule of one column matches; ``where`` names its owner in messages."""
    if isinstance(rule, re.Pattern):
        return searches.hits(rule, names, f"{where}: the rule {shown(rule)}")
    if isinstance(rule, UnboundRule):
        raise DataError(
            f"{where} was matched by the Python function {rule.name!r}, which the file could not "
            "hold.",
            hint="Define it again and set .match again.",
        )
    test = _test_of(rule, names)
    return np.fromiter((_ask(test, name, rule, where) for name in names), np.bool_, len(names))


def shown(rule: Any) -> str:
    """Return a rule as a person would write it."""
    if isinstance(rule, re.Pattern):
        return f"re.compile({rule.pattern!r})"
    if isinstance(rule, str | Rule):
        return repr(rule)
    if isinstance(rule, UnboundRule):
        return f"{rule.name}()"
    return f"{getattr(rule, '__name__', type(rule).__name__)}()"


def _test_of(rule: Any, names: Iterable[str]) -> Callable[[str], Any]:
    if not isinstance(rule, str):
        test: Callable[[str], Any] = rule
        return test
    if rule in names or not any(sign in rule for sign in "*?"):
        return lambda name: name == rule
    return Glob(rule).matches


def _ask(test: Callable[[str], Any], name: str, rule: AnyRule, where: str) -> bool:
    try:
        answer = test(name)
    except Exception as error:
        raise DataError(
            f"{where}: the rule {shown(rule)} failed on event {name!r} with "
            f"{type(error).__name__}: {error}".rstrip(". ")
            + ".",
            hint="A rule gets one event name (str) and returns True or False.",
        ) from error
    if not isinstance(answer, bool | np.bool_):
        raise DataError(
            f"{where}: the rule {shown(rule)} returned {answer!r} for event {name!r}: expected "
            "True or False.",
            hint="Wrap the result in bool(...).",
        )
    return bool(answer)


def _some(names: tuple[str, ...]) -> str:
    more = ", …" if len(names) > 8 else ""
    return f"Events: {', '.join(map(repr, names[:8]))}{more}."


def _keyword(column: str) -> str:
    own = column in ("channel", "segment", "device")
    return f"{column}=…" if own else f"also=[{column!r}]"
