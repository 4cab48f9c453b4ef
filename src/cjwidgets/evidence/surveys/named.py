"""Finds the stages, touchpoints and personas of a map that rows of a survey name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.evidence.notice import notice
from cjwidgets.locale import agreeing, counted
from cjwidgets.model import JourneyMap
from cjwidgets.model.naming import check_one

Rule = Mapping[str, Any] | Callable[[str], Any]
Texts = NDArray[np.object_]
Places = NDArray[np.int64]
NOWHERE = -1


def check_rules(rules: Mapping[str, Rule], roles: Mapping[str, str | None]) -> None:
    """Refuse rules of unknown roles, without a column, or that are none."""
    for role, rule in rules.items():
        if role not in roles:
            raise InputError(f"There is no rule for {role!r}.", hint=f"Roles: {', '.join(roles)}.")
        if roles[role] is None:
            raise InputError(
                f"The rule for {role} has no column to ask: {role}=None.",
                hint=f"Name the column it goes by, e.g. {role}='page'.",
            )
        if not isinstance(rule, Mapping) and not callable(rule):
            raise InputError(f"The rule for {role} is neither a dict nor a function: {rule!r}.")


def applied(rule: Rule | None, texts: Texts, role: str) -> Texts:
    """Translate the texts of a column by a rule, asked once a distinct text."""
    if rule is None:
        return texts
    codes, distinct = pd.factorize(texts)
    answers = np.empty(len(distinct), dtype=object)
    for at, text in enumerate(distinct):
        answers[at] = _answer(rule, text, role)
    return answers[codes]


def _answer(rule: Rule, text: str, role: str) -> str:
    if isinstance(rule, Mapping):
        answer = rule.get(text, text)
    else:
        try:
            answer = rule(text)
        except Exception as error:
            failed = f"{type(error).__name__}: {error}".rstrip(". ")
            raise DataError(
                f"The rule for {role} failed on {text!r} with {failed}.",
                hint="A rule gets one value of the column (str) and returns an id or name.",
            ) from error
    answer = getattr(answer, "id", answer)
    if answer is None:
        return ""
    if not isinstance(answer, str):
        raise DataError(
            f"The rule for {role} gave {answer!r} for {text!r}: expected an id or name.",
            hint="Return None for rows that belong nowhere.",
        )
    return answer.strip()


class Names:
    """The ids and names of a map, looked up as people write them.

    An id goes before a name, a name as it is written before one in other letters.
    """

    def __init__(self, jm: JourneyMap) -> None:
        self.jm = jm
        self.touchpoints = jm.touchpoints
        self.stage_of = np.array(
            [at for at, stage in enumerate(jm.stages) for _ in stage.touchpoints] + [NOWHERE]
        )

    def stages(self, texts: Texts) -> Places:
        """Return the place of each stage named, −1 for blank or unknown."""
        return self._each(texts, lambda text: _only(_hits(self.jm.stages, text), text, "stages"))

    def personas(self, rows: pd.DataFrame, by_segment: bool) -> Places:
        """Return the persona of each row, by the column of personas or by their segment."""
        people = list(self.jm.personas)
        if not by_segment:
            return self._each(
                rows["persona"].to_numpy(),
                lambda text: _only(_hits(people, text), text, "personas"),
            )
        segments = {each.segment.casefold(): at for at, each in enumerate(people) if each.segment}
        return self._each(
            rows["segment"].to_numpy(), lambda text: segments.get(text.casefold(), NOWHERE)
        )

    def places(self, rows: pd.DataFrame) -> tuple[Places, Places]:
        """Return stage and touchpoint of each row; −1 where blank or unknown.

        A touchpoint brings its stage; two of one name are told apart by the row's stage.
        """
        stages = self.stages(rows["stage"].to_numpy())
        keys = pd.DataFrame({"stage": stages, "touchpoint": rows["touchpoint"].to_numpy()})
        codes, distinct = pd.factorize(pd.MultiIndex.from_frame(keys))
        found = np.array([self._touchpoint(*key) for key in distinct] or [0], dtype=np.int64)
        touchpoints: Places = found[codes] if len(codes) else np.array([], dtype=np.int64)
        return np.where(touchpoints == NOWHERE, stages, self.stage_of[touchpoints]), touchpoints

    def _touchpoint(self, stage: int, text: str) -> int:
        if not text:
            return NOWHERE
        hits = _hits(self.touchpoints, text)
        inside = [at for at in hits if self.stage_of[at] == stage]
        return _only(inside or hits, text, "touchpoints")

    def _each(self, texts: Texts, find: Callable[[str], int]) -> Places:
        codes, distinct = pd.factorize(texts)
        found = np.array([find(text) if text else NOWHERE for text in distinct] or [0])
        return found[codes] if len(codes) else np.array([], dtype=np.int64)

    def chosen(
        self, rows: pd.DataFrame, by_segment: bool, stage: Any, touchpoint: Any, persona: Any
    ) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
        """Return rows with the names of the map, and which of them were asked for."""
        at_stage, at_touchpoint = self.places(rows)
        who = self.personas(rows, by_segment)
        wanted = np.ones(len(rows), dtype=np.bool_)
        within: list[int] = []  # the stage that was asked for tells touchpoints of one name apart
        for asked, nodes, places, noun in (
            (stage, list(self.jm.stages), at_stage, "stage"),
            (touchpoint, list(self.touchpoints), at_touchpoint, "touchpoint"),
            (persona, list(self.jm.personas), who, "persona"),
        ):
            rows[noun] = [
                nodes[at].name if at != NOWHERE else text
                for at, text in zip(places, rows[noun], strict=True)
            ]
            if asked is not None:
                hits = _asked(nodes, asked, noun)
                inside = [at for at in hits if noun == "touchpoint" and self.stage_of[at] in within]
                hits = inside or hits
                check_one([nodes[at] for at in hits], asked)
                wanted &= np.isin(places, hits)
                within = hits if noun == "stage" else within
        return rows, wanted


def warn_unknown(nodes: Sequence[Any], texts: Texts, places: Places, role: str) -> None:
    """Warn of names the map does not have."""
    unknown = pd.Series(texts[(places == NOWHERE) & (texts != "")])
    if unknown.empty:
        return
    name = unknown.value_counts().index[0]
    folded = {each.name.casefold(): each.name for each in nodes}
    close = difflib.get_close_matches(name.casefold(), folded, n=1)
    guess = f" Did you mean {folded[close[0]]!r}?" if close else ""
    which = agreeing(len(unknown), "it is", "they are")
    notice(
        f"{counted(len(unknown), 'answer names', 'answers name')} a {role} that the map does not "
        f"have, most of all {name!r}: {which} left out.{guess}",
        "problem.unknown",
        count=len(unknown),
        name=name,
    )


def _hits(nodes: Sequence[Any], text: str) -> list[int]:
    folded = text.casefold()
    for same in (
        lambda node: node.id == text,
        lambda node: node.name == text,
        lambda node: node.name.strip().casefold() == folded,
    ):
        if hits := [at for at, node in enumerate(nodes) if same(node)]:
            return hits
    return []


def _only(hits: list[int], text: str, nouns: str) -> int:
    if len(hits) > 1:
        raise DataError(
            f"The map has {len(hits)} {nouns} named {text!r}: it is not clear which is meant.",
            hint="Use ids, or for touchpoints a column with their stage.",
        )
    return hits[0] if hits else NOWHERE


def _asked(nodes: list[Any], asked: Any, noun: str) -> list[int]:
    text = getattr(asked, "id", asked)
    if not isinstance(text, str):
        raise InputError(f"{noun}={asked!r} is neither a node of the map nor its id or name.")
    hits = _hits(nodes, text)
    if not hits:
        raise NotFoundError(f"The map has no {noun} {text!r}.")
    return hits
