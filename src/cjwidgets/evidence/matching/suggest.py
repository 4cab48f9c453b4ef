"""Suggests where events that no rule claims might belong, by the words in their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from cjwidgets.errors import InputError
from cjwidgets.evidence import rules
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.claims import claims
from cjwidgets.evidence.matching.counts import by_event
from cjwidgets.evidence.matching.event_names import tokens
from cjwidgets.evidence.matching.likeness import scores
from cjwidgets.knowledge import signals
from cjwidgets.model import JourneyMap, Rule, Stage, Touchpoint

SIGNAL = 0.6
"""Score where only the ready-made rules of the map's framework speak for a stage."""
COLUMNS = ["event", "events", "customers", "stage", "touchpoint", "rule", "score", "reason"]


class Guess(NamedTuple):
    """Where an event may belong, and why."""

    score: float
    place: int
    reason: str
    rule: str | Rule
    alike: float = 0.0
    """How alike the words are, whatever they mean."""


@dataclass(frozen=True)
class Target:
    """A stage or touchpoint an event may belong to."""

    node: Stage | Touchpoint
    stage: str
    touchpoint: str
    known: tuple[str, ...]
    """Its name, and the names its rules ask for."""


@checked
def suggest_rules(
    jm: JourneyMap,
    log: EventLog,
    *,
    at_least: float = 0.5,
    top: int = 200,
    apply: float | bool | None = None,
) -> pd.DataFrame:
    """Suggest a stage or touchpoint for events that no rule of a map claims.

    Names are compared word by word, whatever their spelling (``add_to_cart``, ``addToCart``,
    ``Add to cart``) and script, with the names of touchpoints and stages and with the names
    their rules ask for. What shops have several words for is the same in four languages: a cart
    is a basket, a PDP the product page, and ``Корзина`` gets ``add_to_cart``. Where no name is
    alike, the ready-made rules of the map's framework may speak for a stage. Nothing is set
    unless ``apply`` says so.

    Parameters
    ----------
    jm : JourneyMap
    log : EventLog
    at_least : float, default 0.5
        Lowest score to suggest, from 0 to 1.
    top : int, default 200
        How many unmatched event names are looked at, the most frequent first.
    apply : float or bool, optional
        Adds the suggestions with at least this score to the map, in one step to undo; ``True``
        adds all of them, ``False`` none.

    Returns
    -------
    pandas.DataFrame
        One row an event with a suggestion, the best first: ``event``, ``events``,
        ``customers``, ``stage``, ``touchpoint`` (empty for the stage itself), ``rule`` (what
        would be added: the name, or a `Rule` where the stage asks for a sequence), ``score`` (1:
        the same words) and ``reason``.

    Raises
    ------
    DataError
        A rule of the map can't be used.
    InputError
        A score outside 0 to 1.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Look", touchpoints=["Product page"]), cj.Stage("Buy", touchpoints=["Cart"])])
    >>> frame = pd.DataFrame({"who": [1, 1, 2], "at": ["2026-03-01"] * 3,
    ...                       "what": ["product_page", "addToCart", "zzz"]})
    >>> log = EventLog(frame, customer="who", time="at", event="what")
    >>> suggest_rules(jm, log)[["event", "touchpoint", "score"]]
              event    touchpoint  score
    0  product_page  Product page    1.0
    1     addToCart          Cart    0.8
    >>> jm.touchpoints[1].match
    ()
    """
    if isinstance(apply, bool):  # which Python also takes for a 1 or 0
        apply = at_least if apply else None
    for name, value in (("at_least", at_least), ("apply", apply)):
        if value is not None and not 0 <= value <= 1:
            raise InputError(f"{name}={value!r} is no score.", hint="Pass one from 0 to 1.")
    found = claims(jm, log, warn=False)
    rows = []
    chosen: list[tuple[float, Target, str | Rule]] = []
    for row, target, guess in guesses(jm, log, by_event(log, found.kinds, ~found.anywhere())[:top]):
        if guess.score < at_least:
            continue
        place = (target.stage, target.touchpoint)
        score = round(guess.score, 2)
        rows.append((*row, *place, guess.rule, score, guess.reason))
        chosen.append((score, target, guess.rule))
    if apply is not None:
        _add(jm, [(target, rule) for score, target, rule in chosen if score >= round(apply, 2)])
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def guesses(
    jm: JourneyMap, log: EventLog, unmatched: pd.DataFrame
) -> Iterator[tuple[Any, Target, Guess]]:
    """Return where each event of a table of `by_event` may belong; none where nothing speaks."""
    spoken = _signals(jm)
    known = rules.stages(jm.framework, log=log) if spoken else {}
    targets = _targets(jm)
    for row in unmatched.itertuples(index=False):
        told = rules.named(known, str(row.event))
        guess = _guess(str(row.event), targets, [(spoken[at], rule) for at, rule in told])
        if guess is not None:
            yield row, targets[guess.place], guess


def _targets(jm: JourneyMap) -> list[Target]:
    targets = []
    for stage in jm.stages:
        targets.append(Target(stage, stage.name, "", (stage.name, *_asked(stage))))
        for each in stage.touchpoints:
            targets.append(Target(each, stage.name, each.name, (each.name, *_asked(each))))
    return targets


def _asked(node: Stage | Touchpoint) -> list[str]:
    """The names that the rules of a node ask for, as far as they are names."""
    asked: list[object] = []
    for rule in node.match:
        asked += rule.where.get("event", ()) if isinstance(rule, Rule) else [rule]
    return [name for name in asked if isinstance(name, str) and name.strip("*? ")]


def _guess(event: str, targets: list[Target], spoken: list[tuple[int, str | Rule]]) -> Guess | None:
    words = tokens(event)
    found = []
    for place, target in enumerate(targets):
        for name in target.known:
            alike, meant = scores(words, tokens(name))
            if score := max(alike, meant):
                like = "like" if score == alike else "means the same as"
                own = "" if name == target.known[0] else "its rule "
                found.append(Guess(score, place, f"{like} {own}{name!r}", event, alike))
    if not found or max(found)[0] < SIGNAL:
        found += [
            Guess(SIGNAL, place, f"its words speak of {targets[place].stage!r}", rule)
            for place, rule in spoken
        ]

    def rank(guess: Guess) -> tuple[float, bool, float, int]:
        """A touchpoint says more than its stage; of equals, the first in the map."""
        return guess.score, targets[guess.place].touchpoint != "", guess.alike, -guess.place

    return max(found, key=rank, default=None)


def _signals(jm: JourneyMap) -> list[int]:
    """Place among the targets of each stage, if the map has its framework and there are rules."""
    known = signals()["stages"].get(jm.framework)
    if known is None or len(known) != len(jm.stages):
        return []
    places, place = [], 0
    for stage in jm.stages:
        places.append(place)
        place += 1 + len(stage.touchpoints)
    return places


def _add(jm: JourneyMap, chosen: list[tuple[Target, str | Rule]]) -> None:
    with jm.batch("Suggested rules"):
        for target, rule in chosen:
            target.node.match = (*target.node.match, rule)
