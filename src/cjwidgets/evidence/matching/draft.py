"""Drafts a map from a log: stages, touchpoints with their rules, and the ways between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.errors import InputError
from cjwidgets.evidence import rules
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.ask import Asker
from cjwidgets.evidence.matching.event_names import humanise
from cjwidgets.evidence.matching.order import cut, positions, rising
from cjwidgets.evidence.matching.placement import NOWHERE, Placement
from cjwidgets.knowledge import framework_stages, signals
from cjwidgets.locale import Language, language, text
from cjwidgets.model import Evidence, JourneyMap, Link, Rule, Stage, Touchpoint

FEWEST = 3
"""Touchpoints that are drafted however rare they are."""
UNSPOKEN = 0.25
"""What a customer of a touchpoint whose words say no stage counts for, where stages are cut."""
# What an event's words may speak of, the most telling first.
CLASSES = (
    "email",
    "support",
    "social",
    "delivery",
    "word_of_mouth",
    "outbound",
    "inbound",
    "website",
)


@dataclass(frozen=True)
class Found:
    """A touchpoint that was found in a log."""

    name: str
    events: tuple[str, ...]
    """Names of its events, the most frequent first."""
    n_events: int
    n_customers: int
    nth: str = ""
    """Which of a customer's events, as for `Rule`; empty for all."""

    @property
    def match(self) -> tuple[str, ...] | Rule:
        return Rule(event=list(self.events), nth=self.nth) if self.nth else self.events


def from_log(
    log: EventLog,
    framework: str | None = None,
    *,
    title: str | None = None,
    stages: int | list[str] | None = None,
    at_least: float = 0.01,
    most: int = 25,
    links: float = 0.15,
    most_links: int = 10,
    locale: str = "en",
) -> JourneyMap:
    """See JourneyMap.from_log."""
    names = _stage_names(framework, stages, locale)
    _check(log, at_least, most, links, most_links)
    found = _frequent(log, at_least, most)
    t = language(locale)
    if framework in signals()["stages"]:
        found = _again(log, framework, found, at_least, most, t)
    when = positions(log, _placement(log, found))
    order = sorted(range(len(found)), key=lambda i: (when[i], -found[i].n_customers, found[i].name))
    found, when = [found[i] for i in order], when[order]
    stage_of = _stages_of(log, found, when, len(names), framework)
    jm = JourneyMap(title or t("draft.title"), framework=framework or "", locale=locale, stages=[])
    with jm.batch(t("draft.title")):
        for place, name in enumerate(names):
            own = [i for i in range(len(found)) if stage_of[i] == place]
            jm.stages.append(Stage(name, touchpoints=[_touchpoint(log, found[i], t) for i in own]))
        in_order = [i for place in range(len(names)) for i in np.flatnonzero(stage_of == place)]
        _link(jm, log, [found[i] for i in in_order], links, most_links, t)
    return jm


def _stage_names(framework: str | None, stages: int | list[str] | None, locale: str) -> list[str]:
    if framework is not None:
        if stages is not None:
            raise InputError("from_log takes a framework or stages, not both.")
        return framework_stages(framework, locale)
    if stages is None:
        return framework_stages("neutral", locale)
    if isinstance(stages, int) and not isinstance(stages, bool) and stages >= 1:
        return [text("draft.stage", locale, number=i + 1) for i in range(stages)]
    if isinstance(stages, list | tuple) and stages and all(isinstance(s, str) for s in stages):
        return list(stages)
    raise InputError(
        f"stages={stages!r} says no stages.", hint="Pass a number, e.g. 4, or a list of names."
    )


def _check(log: Any, at_least: float, most: int, links: float, most_links: int) -> None:
    if not isinstance(log, EventLog):
        raise InputError(
            f"from_log expects an EventLog, not {type(log).__name__}.",
            hint="For example cj.EventLog(frame, customer='user', time='at', event='name').",
        )
    for name, share in (("at_least", at_least), ("links", links)):
        if not 0 <= share <= 1:
            raise InputError(f"{name}={share!r} is no share.", hint="Pass one from 0 to 1.")
    for name, number, low in (("most", most, 1), ("most_links", most_links, 0)):
        if number < low:
            raise InputError(f"{name}={number!r} is too few.", hint=f"Pass {low} or more.")


def _frequent(log: EventLog, at_least: float, most: int) -> list[Found]:
    """The events that most customers have, spellings of one name together."""
    kinds = log.engine.kinds()
    spellings: dict[str, list[tuple[int, str]]] = {}
    for event, number in zip(kinds.table["event"], kinds.table["events"], strict=True):
        spellings.setdefault(humanise(event), []).append((-number, event))
    every = [
        Found(name, tuple(event for _, event in sorted(own)), -sum(number for number, _ in own), 0)
        for name, own in spellings.items()
    ]
    reach = log.engine.reach(_placement(log, every)).customers
    ranked = sorted(range(len(every)), key=lambda i: (-reach[i], -every[i].n_events, every[i].name))
    enough = at_least * log.n_customers
    return [
        Found(every[i].name, every[i].events, every[i].n_events, int(reach[i]))
        for rank, i in enumerate(ranked[:most])
        if reach[i] >= enough or rank < FEWEST
    ]


def _again(
    log: EventLog, framework: str, found: list[Found], at_least: float, most: int, t: Language
) -> list[Found]:
    """Part first purchases from further ones, where a stage of the framework is of those."""
    first = [
        pattern
        for own in rules.stages(framework, log=log).values()
        for rule in own
        if isinstance(rule, Rule) and rule.nth == "1"
        for pattern in rule.where["event"]
        if isinstance(pattern, re.Pattern)
    ]
    parted: list[Found] = []
    for left, each in zip(range(len(found), 0, -1), found, strict=True):
        bought = any(pattern.search(event) for pattern in first for event in each.events)
        again = [replace(each, nth=nth) for nth in ("1", "2+")]
        if bought and len(parted) + left < most:
            reach = log.engine.reach(_placement(log, again))
            counts = zip(reach.events.tolist(), reach.customers.tolist(), strict=True)
            names = each.name, t("draft.again", name=each.name)
            again = [
                replace(one, name=name, n_events=events, n_customers=customers)
                for one, name, (events, customers) in zip(again, names, counts, strict=True)
            ]
            if again[1].n_customers and again[1].n_customers >= at_least * log.n_customers:
                parted += again
                continue
        parted.append(each)
    return parted


def _placement(log: EventLog, found: list[Found]) -> Placement:
    if any(each.nth for each in found):
        asked = [rule for each in found for rule in _listed(each)]
        asker = Asker(log, asked)
        places = np.full(len(asker.kinds), NOWHERE, dtype=np.int32)
        for i, each in enumerate(found):
            for rule in _listed(each):
                places[asker.hits(rule, f"Touchpoint {each.name!r}")] = i
        return log.placement(asker.kinds, places, tuple(each.name for each in found))
    kinds = log.engine.kinds()
    place = {event: i for i, each in enumerate(found) for event in each.events}
    places = np.array([place.get(e, NOWHERE) for e in kinds.table["event"]], dtype=np.int32)
    return log.placement(kinds, places, tuple(each.name for each in found))


def _stages_of(
    log: EventLog,
    found: list[Found],
    when: NDArray[np.float64],
    size: int,
    framework: str | None,
) -> NDArray[np.int64]:
    """The stage of each touchpoint: by its words if they say so, else by its time.

    Touchpoints keep their order: no stage begins before the last has ended. Where words say
    otherwise, those of fewer customers give way.
    """
    if framework not in signals()["stages"]:
        return cut(when, size)
    spoken = _spoken(log, found, framework or "")
    known = np.flatnonzero(spoken != NOWHERE)
    if not len(known):
        return cut(when, size)
    nearest = known[np.argmin(np.abs(when[:, None] - when[known][None, :]), axis=1)]
    # What comes clearly before or after all that is spoken of lies in another stage.
    part = cut(when, size)
    outside = (when < when[known].min()) | (when > when[known].max())
    moved = np.clip(spoken[nearest] + part - part[nearest], 0, size - 1)
    wanted = np.where(spoken != NOWHERE, spoken, np.where(outside, moved, spoken[nearest]))
    weights = np.array([each.n_customers for each in found], dtype=np.float64)
    return rising(wanted, np.where(spoken != NOWHERE, weights, weights * UNSPOKEN), size)


def _spoken(log: EventLog, found: list[Found], framework: str) -> NDArray[np.int64]:
    """The stage whose rules claim most events of each touchpoint, if they claim half or more."""
    stages = list(rules.stages(framework, log=log).values())
    asker = Asker(log, [*(rule for each in found for rule in _listed(each)), *chain(*stages)])
    events = asker.kinds.table["events"].to_numpy()
    claimed = np.zeros((len(stages), len(asker.kinds)), dtype=np.bool_)
    for place, rule in ((place, rule) for place, own in enumerate(stages) for rule in own):
        claimed[place] |= asker.hits(rule, framework)
    spoken = np.full(len(found), NOWHERE, dtype=np.int64)
    for i, each in enumerate(found):
        own = np.logical_or.reduce([asker.hits(rule, each.name) for rule in _listed(each)])
        counts = (claimed & own) @ events
        if 2 * counts.max() >= events[own].sum():
            spoken[i] = np.argmax(counts)
    return spoken


def _listed(found: Found) -> list[str | Rule]:
    return [found.match] if isinstance(found.match, Rule) else list(found.match)


def _touchpoint(log: EventLog, found: Found, t: Language) -> Touchpoint:
    channel = _channel(log, found)
    return Touchpoint(
        found.name,
        channel=channel,
        category=_class(found, channel),
        match=found.match,
        evidence=[
            Evidence(
                t("draft.log"),
                level="quantitative",
                n=found.n_customers,
                date=log.last.date(),
                note=t("draft.events", events=found.n_events),
            )
        ],
    )


def _channel(log: EventLog, found: Found) -> str:
    """The channel of most of its events."""
    if "channel" not in log.columns:
        return ""
    table = log.engine.kinds(("event", "channel")).table
    own = table[table["event"].isin(found.events)].dropna(subset="channel")
    counts = own.groupby("channel")["events"].sum()
    return "" if counts.empty else str(counts.idxmax())


def _class(found: Found, channel: str) -> str:
    patterns = _classes()
    for said in (*found.events, channel):
        for name in CLASSES:
            if said and patterns[name].search(said):
                return name
    return ""


@cache
def _classes() -> dict[str, re.Pattern[str]]:
    return rules.classes()


def _link(
    jm: JourneyMap, log: EventLog, found: list[Found], share: float, most: int, t: Language
) -> None:
    """Draw the moves that many customers make beside the usual way."""
    pairs = log.engine.pairs(_placement(log, found), visits=True, customers=True)
    stage = [place for place, each in enumerate(jm.stages) for _ in each.touchpoints]
    moves = []
    for row in pairs.itertuples(index=False):
        if max(row.source, row.target) >= len(found) or row.target == row.source + 1:
            continue
        part = row.customers / found[row.source].n_customers
        if part >= share:
            moves.append((-row.customers, row.source, row.target, part))
    for _, source, target, part in sorted(moves)[:most]:
        onward = "skip" if stage[target] - stage[source] > 1 else "branch"
        kind = "loop" if target < source else onward
        jm.links.append(
            Link(
                t(f"draft.{kind}", share=t.percent(part)),
                source=jm.touchpoints[source].id,
                target=jm.touchpoints[target].id,
                kind=kind,
            )
        )
