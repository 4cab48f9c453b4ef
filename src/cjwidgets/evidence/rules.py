"""Ready-made rules: which stage, and which class of touchpoint, an event's name speaks of.

Names of events are guessed at by their words, in English, Russian and Chinese. What the rules
claim is a start to be looked over (see ``match_report``), not a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from cjwidgets.errors import InputError
from cjwidgets.knowledge import framework_stages, signals
from cjwidgets.model import JourneyMap

__all__ = ["aipl", "apply", "classes", "stages"]

# A word begins at the start, after a sign or digit, or at a capital within camelCase.
_BEGIN = r"(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))"
# It may be inflected, and ends before a sign, a digit or the next capital.
_END = r"(?i:s|es|ed|ing)?(?![a-z])(?:(?![A-Z])|(?<=[a-z])(?=[A-Z]))"


def stages(framework: str, locale: str = "en") -> dict[str, re.Pattern[str]]:
    """Return a rule for each stage of a framework: the words that speak of it.

    A name that fits several stages belongs to the last of them: ``"purchase_review"`` speaks
    of loyalty.

    Parameters
    ----------
    framework : str
        For example ``"AIPL"`` or ``"5A"``; see ``cjwidgets.frameworks()``.
    locale : str, default "en"
        Language of the stages' names.

    Returns
    -------
    dict of str to re.Pattern
        Stage → rule, in order.

    Raises
    ------
    InputError
        There are no ready-made rules for the framework.
    NotFoundError
        There is no such framework.

    Examples
    --------
    >>> rules = stages("AIPL")
    >>> [stage for stage, rule in rules.items() if rule.search("add_to_cart")]
    ['Interest']
    """
    names = framework_stages(framework, locale)
    known = signals()["stages"]
    if framework not in known:
        raise InputError(
            f"There are no ready-made rules for the framework {framework!r}.",
            hint=f"There are for {', '.join(known)}.",
        )
    patterns = [re.compile(text, re.DOTALL) for text in _stage_patterns(framework)]
    return dict(zip(names, patterns, strict=True))


def aipl(locale: str = "en") -> dict[str, re.Pattern[str]]:
    """Return the rules of AIPL: see, lean towards, buy, come back; see `stages`.

    Awareness is told by exposure, clicks and views; interest by following, interacting,
    searching, favourites and the cart; purchase by paying and ordering; loyalty by reviews and
    repeat purchases that are named so.

    Examples
    --------
    >>> list(aipl())
    ['Awareness', 'Interest', 'Purchase', 'Loyalty']
    """
    return stages("AIPL", locale)


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
    >>> is_ready_made(aipl()["Interest"]), is_ready_made(re.compile("cart"))
    (True, False)
    """
    return pattern.pattern in _ready_made() and pattern.flags == re.DOTALL | re.UNICODE


def apply(jm: JourneyMap, framework: str | None = None) -> list[str]:
    """Give the stages of a map the ready-made rules of its framework, in one step to undo.

    Stages that have rules keep them.

    Parameters
    ----------
    jm : JourneyMap
    framework : str, optional
        Default: the map's own.

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
    rules = list(stages(name).values())
    if len(rules) != len(jm.stages):
        raise InputError(
            f"{name} has {len(rules)} stages and {jm.title!r} has {len(jm.stages)}.",
            hint="Set .match of the stages by hand; cj.rules.stages(framework) has the rules.",
        )
    free = [(stage, rule) for stage, rule in zip(jm.stages, rules, strict=True) if not stage.match]
    with jm.batch(f"Rules of {name}"):
        for stage, rule in free:
            stage.match = rule
    return [stage.name for stage, _ in free]


@cache
def _ready_made() -> frozenset[str]:
    stages = (text for name in signals()["stages"] for text in _stage_patterns(name))
    return frozenset([*_class_patterns().values(), *stages])


def _class_patterns() -> dict[str, str]:
    return {name: _any(words) for name, words in signals()["touchpoints"].items()}


def _stage_patterns(framework: str) -> list[str]:
    groups = signals()["groups"]
    known = signals()["stages"][framework]
    spoken = [[word for group in own for word in groups[group]] for own in known]
    patterns = []
    for i, words in enumerate(spoken):
        others = _any(word for more in spoken[i + 1 :] for word in more)
        patterns.append(f"^(?!.*?{others}).*?{_any(words)}" if others else _any(words))
    return patterns


def _any(words: Iterable[str]) -> str:
    """One of the words: Latin ones whole, Russian ones as they begin, Chinese ones anywhere.

    ``"order !status"``: the word, unless that one follows.
    """
    latin: list[str] = []
    begins: list[str] = []
    inside: list[str] = []
    for word in dict.fromkeys(words):
        parts = [re.escape(part) for part in word.split() if not part.startswith("!")]
        but = [re.escape(part[1:]) for part in word.split() if part.startswith("!")]
        joined = r"[\W_]*".join(parts) + ("d?" if word.isascii() and parts[-1][-1] == "e" else "")
        joined += rf"(?![\W_]*(?:{'|'.join(but)}))" if but else ""
        place = latin if word.isascii() else begins if "а" <= word[0] <= "я" else inside
        place.append(joined)
    found = [f"{_BEGIN}(?i:{'|'.join(latin)}){_END}"] if latin else []
    found += [rf"(?<![^\W\d_])(?i:{'|'.join(begins)})"] if begins else []
    found += [f"(?:{'|'.join(inside)})"] if inside else []
    return f"(?:{'|'.join(found)})" if found else ""
