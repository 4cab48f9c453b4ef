"""Ready-made rules: which stage, and which class of touchpoint, an event speaks of.

Names of events are guessed at by their words, in English, Russian and Chinese. What a name can't
tell, the log must: a purchase is a paid order, and who comes back has bought before. What the rules
claim is a start to be looked over (see ``match_report``), not a finding.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cjwidgets.errors import InputError
from cjwidgets.evidence.words import any_of
from cjwidgets.knowledge import framework_stages, signals
from cjwidgets.locale import counted
from cjwidgets.model import JourneyMap, Rule

if TYPE_CHECKING:
    from cjwidgets.evidence.log import EventLog

__all__ = ["aipl", "apply", "classes", "stages"]

BOUGHT = ("paid", "order")
"""What a purchase is told by, the surer first: an order where a log tells of no payment."""
BACK = ("again", "advocate")
"""What means something only of those who have bought before."""
SERIOUS = (*BOUGHT, *BACK)
"""What a name does not speak of that says it came to nothing, such as ``payment_failed``."""

StageRules = dict[str, tuple["re.Pattern[str] | Rule", ...]]


def stages(framework: str, locale: str = "en", *, log: EventLog | None = None) -> StageRules:
    """Return the rules for each stage of a framework: words that speak of it, and sequences.

    Where a stage of coming back follows the purchase, the first purchase is that of the one, and
    each from the second on is of the other. There, what speaks of loyalty counts only after a
    purchase: a review, for example, or using it. A name that fits several stages belongs to the
    last of them: ``"purchase_review"`` speaks of loyalty.

    Parameters
    ----------
    framework : str
        For example ``"AIPL"`` or ``"5A"``; see ``cjwidgets.frameworks()``.
    locale : str, default "en"
        Language of the stages' names.
    log : EventLog, optional
        Tells what a purchase is: what was paid, or, where no name tells of paying, what was
        ordered. If there is neither, what is used needs no purchase before, and nothing shows
        that anybody came back. Without a log it is what was paid.

    Returns
    -------
    dict of str to tuple
        Stage → rules, in order: for `match`.

    Raises
    ------
    InputError
        There are no ready-made rules for the framework.
    NotFoundError
        There is no such framework.

    Examples
    --------
    >>> rules = stages("AIPL")
    >>> [pattern.search("add_to_cart") is not None for pattern in rules["Interest"]]
    [True]
    >>> [rule.nth for rule in rules["Loyalty"]], rules["Purchase"][0].nth
    (['2+', '', ''], '1')
    """
    names = framework_stages(framework, locale)
    known = signals()["stages"]
    if framework not in known:
        raise InputError(
            f"There are no ready-made rules for the framework {framework!r}.",
            hint=f"There are for {', '.join(known)}.",
        )
    return dict(zip(names, _stage_rules(framework, _told_by(framework, log)), strict=True))


def aipl(locale: str = "en", *, log: EventLog | None = None) -> StageRules:
    """Return the rules of AIPL: see, lean towards, buy, come back; see `stages`.

    Awareness is told by exposure, clicks and views; interest by following, interacting,
    searching, favourites and the cart; purchase by the first paid order; loyalty by each further
    one, and by reviews and memberships of those who have bought.

    Examples
    --------
    >>> list(aipl())
    ['Awareness', 'Interest', 'Purchase', 'Loyalty']
    """
    return stages("AIPL", locale, log=log)


def classes() -> dict[str, re.Pattern[str]]:
    """Return a rule for each class of touchpoint: what ``Touchpoint.category`` may be.

    Examples
    --------
    >>> classes()["email"].search("newsletter_opened") is not None
    True
    """
    return {name: re.compile(text, re.DOTALL) for name, text in _class_patterns().items()}


def is_ready_made(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is one of the product's own, which take as long as reading takes.

    Examples
    --------
    >>> is_ready_made(aipl()["Interest"][0]), is_ready_made(re.compile("cart"))
    (True, False)
    """
    return pattern.pattern in _ready_made() and pattern.flags == re.DOTALL | re.UNICODE


def apply(
    jm: JourneyMap, framework: str | None = None, *, log: EventLog | None = None
) -> list[str]:
    """Give the stages of a map the ready-made rules of its framework, in one step to undo.

    Stages that have rules keep them.

    Parameters
    ----------
    jm : JourneyMap
    framework : str, optional
        Default: the map's own.
    log : EventLog, optional
        Tells what a purchase is; see `stages`.

    Returns
    -------
    list of str
        Names of the stages that got a rule.

    Raises
    ------
    InputError
        The map has no framework or not its stages, or there are no rules for it.

    Examples
    --------
    >>> jm = JourneyMap("Shop", framework="AIPL")
    >>> apply(jm)
    ['Awareness', 'Interest', 'Purchase', 'Loyalty']
    """
    name = framework or jm.framework
    if not name:
        raise InputError(
            f"{jm.title!r} has no framework.", hint="Name it: rules.apply(map, 'AIPL')."
        )
    rules = list(stages(name, log=log).values())
    if len(rules) != len(jm.stages):
        raise InputError(
            f"{name} has {counted(len(rules), 'stage')} and {jm.title!r} has {len(jm.stages)}.",
            hint="Set .match of the stages by hand; cj.rules.stages(framework) has the rules.",
        )
    both = zip(jm.stages, rules, strict=True)
    free = [(stage, own) for stage, own in both if own and not stage.match]
    with jm.batch(f"Rules of {name}"):
        for stage, own in free:
            stage.match = own
    return [stage.name for stage, _ in free]


def named(known: StageRules, name: str) -> list[tuple[int, str | Rule]]:
    """Return the stages (their positions) an event's name may belong to, and the rule that says it.

    The rule is of the name alone, or with the sequence that the stage asks for.
    """
    found: list[tuple[int, str | Rule]] = []
    for place, own in enumerate(known.values()):
        for rule in own:
            if isinstance(rule, re.Pattern):
                if rule.search(name):
                    found.append((place, name))
            elif any(_fits(each, name) for each in rule.where["event"]):
                asked = Rule(event=name, nth=rule.nth, after=rule.after or None)
                found.append((place, asked))
    return found


def patterns_in(rule: re.Pattern[str] | Rule) -> list[re.Pattern[str]]:
    """Return the regular expressions a rule consists of."""
    parts = (rule,) if isinstance(rule, re.Pattern) else (*rule.where["event"], *rule.after)
    return [part for part in parts if isinstance(part, re.Pattern)]


def _fits(pattern: str | re.Pattern[str], name: str) -> bool:
    return isinstance(pattern, re.Pattern) and pattern.search(name) is not None


@cache
def _ready_made() -> frozenset[str]:
    found = set(_class_patterns().values())
    for framework in signals()["stages"]:
        for told_by in (*BOUGHT, None):
            for own in _stage_rules(framework, told_by):
                found |= {pattern.pattern for rule in own for pattern in patterns_in(rule)}
    return frozenset(found)


def _class_patterns() -> dict[str, str]:
    return {name: any_of(words) for name, words in signals()["touchpoints"].items()}


def _told_by(framework: str, log: EventLog | None) -> str | None:
    """The group of words that tells of a purchase in a log; None if none does."""
    if log is None:
        return BOUGHT[0]
    known = signals()["stages"][framework]
    bought = next((place for place, own in enumerate(known) if BOUGHT[0] in own), 0)
    for group in BOUGHT:
        pattern = _pattern(framework, bought, (group,))
        if any(pattern.search(name) for name in log.event_names):
            return group
    return None


@cache
def _stage_rules(
    framework: str, told_by: str | None
) -> tuple[tuple[re.Pattern[str] | Rule, ...], ...]:
    """The rules of each stage, where a purchase is told by a group of words, or by none."""
    known = signals()["stages"][framework]
    bought = next((place for place, own in enumerate(known) if BOUGHT[0] in own), len(known))
    again = told_by and any("again" in own for own in known[bought + 1 :])
    purchase = _pattern(framework, bought, (told_by,)) if told_by else None
    found = []
    for place, own in enumerate(known):
        later = place > bought
        ask = {*BACK, *(("use",) if purchase else ())} if later else {told_by} if again else set()
        rules: list[re.Pattern[str] | Rule] = []
        plain = [
            tuple(group for group in own if group not in ask and group not in SERIOUS),
            tuple(group for group in own if group not in ask and group in SERIOUS),
        ]
        rules += [_pattern(framework, place, groups) for groups in plain if groups]
        if purchase and again and place == bought:
            rules.insert(0, Rule(event=purchase, nth=1))
        if purchase and later and "again" in own:
            rules.append(Rule(event=purchase, nth="2+"))
        if purchase and later:
            rules += [
                Rule(event=_pattern(framework, place, (group,)), after=purchase)
                for group in own
                if group in ask
            ]
        found.append(tuple(rules))
    return tuple(found)


@cache
def _pattern(framework: str, place: int, groups: tuple[str, ...]) -> re.Pattern[str]:
    """Words of some groups of a stage, but in names that speak of a later stage, or of paying."""
    every, known = signals()["groups"], signals()["stages"][framework]
    words = [word for group in groups for word in every[group]]
    others = [word for own in known[place + 1 :] for group in own for word in every[group]]
    if groups != BOUGHT[:1] and BOUGHT[0] in known[place] and BOUGHT[0] not in groups:
        others += every[BOUGHT[0]]
    if set(groups) <= set(SERIOUS):
        others += signals()["against"]
    but = any_of(others)
    return re.compile(f"^(?!.*?{but}).*?{any_of(words)}" if but else any_of(words), re.DOTALL)
