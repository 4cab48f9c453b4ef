"""Sorts the answers of a survey into the cells of a table: places of a map by groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.surveys.named import NOWHERE, Names, warn_unknown
from cjwidgets.evidence.surveys.questions import OPEN, Question, Values
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights, weighed
from cjwidgets.model import JourneyMap

LEVELS = ("journey", "stage", "touchpoint")
GROUPS = ("persona", "segment", "channel")
Read = Callable[[Question, Values], Values]


class Cell(NamedTuple):
    """The answers in one cell; ``kinds`` are positions in the kinds asked for.

    Without ``weights`` all weigh the same.
    """

    values: Values
    respondents: NDArray[np.int64]
    kinds: NDArray[np.int64]
    weights: Values | None = None


@dataclass(frozen=True, eq=False)
class Placed:
    """Answers in the cells of a table.

    Attributes
    ----------
    head : pandas.DataFrame
        One row a cell, by place in the order of the map, then by group: the columns
        ``stage``, ``touchpoint`` and the group, as far as they were asked for; ``stage_id``,
        ``touchpoint_id`` and ``persona_id`` where these are parts of the map.
    cells : list of Cell
    questions : tuple of Question
        Whose answers they are.
    left_out : int
        Answers without a place or a group.
    groups : int
        Rows of a place, one a group: names may repeat.
    weights : dict, optional
        Shares of the population that answers were weighted to.
    """

    head: pd.DataFrame
    cells: list[Cell]
    questions: tuple[Question, ...]
    left_out: int
    groups: int = 1
    weights: dict[str, float] | None = None

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)


def place(
    jm: JourneyMap,
    survey: Survey,
    kinds: tuple[tuple[str, ...], ...],
    read: Read,
    *,
    level: str,
    by: str | None = None,
    question: str | None = None,
    weights: Weights | None = None,
) -> Placed:
    """Return the answers of some kinds by place and group.

    Parameters
    ----------
    kinds : tuple of tuples of str
        What is asked for; of several kinds in one tuple the first that was asked is taken.
    read : function of (Question, values)
        Makes answers comparable, e.g. puts them on one scale.
    level : {"journey", "stage", "touchpoint"}
        ``journey`` takes all answers, wherever they were given.
    by : {"persona", "segment", "channel"}, optional
    question : str, optional
        Only this question of the first kind.
    weights : dict, optional
        Persona or segment → share of the population.

    Raises
    ------
    DataError
        The survey has no such question, or no answer has a place on the map.
    InputError
        An unknown level, group or question; weights that fit nobody.

    Warns
    -----
    UserWarning
        Answers name places the map does not have.
    """
    _known("level", level, LEVELS)
    if by is not None:
        _known("by", by, GROUPS)
    asked = [_asked(survey, some, question if at == 0 else None) for at, some in enumerate(kinds)]
    chosen = np.concatenate(asked)
    answers = survey.answers[survey.answers["question"].isin(chosen)].reset_index(drop=True)
    if answers.empty:
        raise DataError(
            "The survey has no answers to "
            + ", ".join(repr(survey.questions[at].name) for at in chosen)
            + ".",
            hint="survey.describe() says what was left out.",
        )
    rows = _rows(survey, answers)
    places, head = _places(jm, rows, level)
    groups, names = _groups(jm, survey, rows, by)
    kept = (places != NOWHERE) & (groups != NOWHERE)
    if not kept.any():
        raise _nowhere(jm, rows, level, by, bool((places == NOWHERE).all()))
    heavy, shares = None, None
    if weights is not None:
        heavy, shares = weighed(jm, survey, rows, weights, kept)
        kept &= heavy > 0
    if names:
        head = head.loc[head.index.repeat(len(names))].reset_index(drop=True)
        head[by] = list(names) * (len(head) // len(names))
        if by == "persona":
            head["persona_id"] = [each.id for each in jm.personas] * (len(head) // len(names))
    codes = places * max(len(names), 1) + groups
    values = _values(survey, answers, read)
    kind = np.zeros(len(survey.questions), dtype=np.int64)
    for at, some in enumerate(asked):
        kind[some] = at
    event_kinds = kind[answers["question"].to_numpy()]
    respondents = rows["respondent"].to_numpy()
    order = np.flatnonzero(kept)[np.argsort(codes[kept], kind="stable")]
    ends = np.searchsorted(codes[order], np.arange(len(head) + 1))
    cells = [
        Cell(values[at], respondents[at], event_kinds[at], _own(heavy, at))
        for at in (order[low:high] for low, high in pairwise(ends))
    ]
    questions = tuple(survey.questions[at] for at in chosen)
    return Placed(head, cells, questions, int((~kept).sum()), max(len(names), 1), shares)


def _own(weights: Values | None, at: NDArray[np.int64]) -> Values | None:
    """Return the weights of a cell; None where all weigh the same."""
    return None if weights is None or not len(at) or np.ptp(weights[at]) == 0 else weights[at]


def _known(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise InputError(f"{option}={value!r} is not one of {', '.join(map(repr, choices))}.")


def _asked(survey: Survey, kinds: tuple[str, ...], name: str | None) -> NDArray[np.int64]:
    """Positions of the questions of the first kind that was asked, or of the one named."""
    if name is not None:
        for at, each in enumerate(survey.questions):
            if each.name == name and each.kind in kinds:
                return np.array([at])
        raise InputError(
            f"The survey has no question {name!r} of kind {' or '.join(kinds)}.",
            hint=f"Questions: {', '.join(map(repr, survey.questions))}.",
        )
    for kind in kinds:
        if found := [at for at, each in enumerate(survey.questions) if each.kind == kind]:
            return np.array(found)
    had = sorted({each.kind for each in survey.questions} - {OPEN})
    raise DataError(
        f"The survey has no question of kind {' or '.join(map(repr, kinds))}.",
        hint=f"It has {', '.join(had) or 'none with a scale'}: declare it with "
        f"Question(name, kind={kinds[0]!r}).",
    )


def _rows(survey: Survey, answers: pd.DataFrame) -> pd.DataFrame:
    """The row of each answer, at the place its question is about, if it is about one."""
    rows = survey.rows.iloc[answers["row"]].reset_index(drop=True)
    for role in ("stage", "touchpoint"):
        fixed = np.array([getattr(each, role) for each in survey.questions], dtype=object)
        own = fixed[answers["question"].to_numpy()]
        rows[role] = np.where(own != "", own, rows[role])
    return rows


def _places(
    jm: JourneyMap, rows: pd.DataFrame, level: str
) -> tuple[NDArray[np.int64], pd.DataFrame]:
    if level == "journey":
        return np.zeros(len(rows), dtype=np.int64), pd.DataFrame(index=range(1))
    stages, touchpoints = Names(jm).places(rows)
    if level == "stage":
        warn_unknown(jm.stages, rows["stage"].to_numpy(), stages, "stage")
        rows_of = [(stage.name, stage.id) for stage in jm.stages]
        return stages, pd.DataFrame(rows_of, columns=["stage", "stage_id"])
    warn_unknown(jm.touchpoints, rows["touchpoint"].to_numpy(), touchpoints, "touchpoint")
    pairs = [
        (stage.name, each.name, stage.id, each.id)
        for stage in jm.stages
        for each in stage.touchpoints
    ]
    names = ["stage", "touchpoint", "stage_id", "touchpoint_id"]
    return touchpoints, pd.DataFrame(pairs, columns=names)


def _groups(
    jm: JourneyMap, survey: Survey, rows: pd.DataFrame, by: str | None
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    if by is None:
        return np.zeros(len(rows), dtype=np.int64), ()
    if by == "persona":
        if not jm.personas or not survey.has & {"persona", "segment"}:
            raise InputError(
                "by='persona' needs personas on the map, and a column persona= or segment= of "
                "the survey that names them.",
            )
        people = Names(jm).personas(rows, "persona" not in survey.has)
        return people, tuple(each.name for each in jm.personas)
    if by not in survey.has:
        raise InputError(
            f"by={by!r} needs a column: the survey was made without {by}=.",
            hint=f"Survey(…, {by}='{by}').",
        )
    names = sorted(set(rows[by]) - {""})
    place = {name: at for at, name in enumerate(names)} | {"": NOWHERE}
    return np.array([place[text] for text in rows[by]], dtype=np.int64), tuple(names)


def _values(survey: Survey, answers: pd.DataFrame, read: Read) -> Values:
    values = np.array(answers["value"], dtype=float)
    numbers = answers["question"].to_numpy()
    for number in np.unique(numbers):
        own = numbers == number
        values[own] = read(survey.questions[number], values[own])
    return values


def _nowhere(
    jm: JourneyMap, rows: pd.DataFrame, level: str, by: str | None, unplaced: bool
) -> DataError:
    if not unplaced:
        return DataError(f"No answer has a place and a {by} of the map.")
    given = sorted({*rows["stage"], *rows["touchpoint"]} - {""})
    known = [each.name for each in (jm.stages if level == "stage" else jm.touchpoints)]
    if not given:
        return DataError(
            f"The answers do not say where they belong, so there is nothing by {level}.",
            hint="Survey(…, touchpoint='column') or stage=, or level='journey'.",
        )
    return DataError(
        f"No answer belongs to a {level} of {jm.title!r}: they name {_few(given)}.",
        hint=f"The map has {_few(known)}. Tie them with rules={{'touchpoint': {{…}}}}.",
    )


def _few(names: list[str]) -> str:
    return ", ".join(map(repr, names[:6])) + (", …" if len(names) > 6 else "") or "none"
