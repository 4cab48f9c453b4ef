"""The survey: what customers said, with scale and direction, tied to places of a map."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.readers import times
from cjwidgets.evidence.readers.unknown_ids import listed
from cjwidgets.evidence.surveys import answers
from cjwidgets.evidence.surveys.named import Names, Rule, applied, check_rules
from cjwidgets.evidence.surveys.questions import OPEN, Question, asked
from cjwidgets.model import JourneyMap

ROLES = ("stage", "touchpoint", "persona", "channel", "segment")
LEFT_OUT = ("missing", "not_applicable", "unreadable", "off_scale", "repeated")


class Survey:
    """Answers of customers to questions whose scale and direction are known.

    Parameters
    ----------
    source : frame or path
        Anything Narwhals takes, or the path of a CSV or Parquet file.
    questions : list of Question or str
        What was asked; a text stands for ``Question(text)``.
    respondent : str, optional
        Column that says whose answers they are. Without it each row is a person; a row
        without an entry counts as a person of its own.
    time : str, optional
        Column of times, as in :class:`EventLog`.
    stage, touchpoint, persona : str, optional
        Columns with ids or names of the map's.
    channel, segment : str, optional
        Columns to group by. Without ``persona``, the persona whose ``segment`` is a row's
        segment is meant.
    rules : dict, optional
        Role (``"stage"``, ``"touchpoint"``, ``"persona"``, ``"channel"``, ``"segment"``) → a
        dict or function from a column's value (str) to an id or name of the map. What a dict
        does not list stays as it is; a function may return None for nowhere.
    question, answer : str, optional
        Columns of a long table: a row an answer. Else it is wide: a column a question.
    repeats : {"last", "first", "all"}
        Which answers count when somebody answers the same question at the same place and
        channel again: by time if there is one, else by row.

    Attributes
    ----------
    questions : tuple of Question
    rows : pandas.DataFrame
        One row a row of the source: ``respondent`` (code), ``time`` (µs UTC, if given), and
        ``stage``, ``touchpoint``, ``persona``, ``channel``, ``segment`` as text, ``""`` where
        unknown.
    answers : pandas.DataFrame
        One row an answer that counts: ``row``, ``question`` (position), ``value``.
    words : pandas.DataFrame
        One row an answer to an open question: ``row``, ``question``, ``text``.
    respondent_ids : tuple of str
        ``""`` for those without one.

    Raises
    ------
    DataError
        The source can't be read, is empty, lacks a column, has missing times; most answers to
        a question are off its scale; a rule fails.
    InputError
        Arguments that do not fit each other.

    Warns
    -----
    UserWarning
        Some answers are no numbers on the scale of their question: they are left out. Or the
        respondent column holds entries that look like nobody's: see `unknown`.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"who": ["Anna", "Viktor"], "at": ["Search", "Search"],
    ...                       "csat": [4, 2], "why": ["quick", None]})
    >>> survey = Survey(frame, respondent="who", touchpoint="at",
    ...                 questions=["csat", Question("why", kind="open")])
    >>> survey
    Survey(3 answers, 2 respondents, 2 questions)
    """

    def __init__(
        self,
        source: Any,
        *,
        questions: Sequence[Question | str],
        respondent: str | None = None,
        time: str | None = None,
        stage: str | None = None,
        touchpoint: str | None = None,
        persona: str | None = None,
        channel: str | None = None,
        segment: str | None = None,
        rules: Mapping[str, Rule] | None = None,
        question: str | None = None,
        answer: str | None = None,
        repeats: str = "last",
        time_unit: str | None = None,
        unknown: Sequence[Any] | None = None,
    ) -> None:
        if repeats not in ("last", "first", "all"):
            raise InputError(f"repeats={repeats!r} is not 'last', 'first' or 'all'.")
        nobody = listed(unknown)
        times.check_unit(time_unit)
        if (question is None) != (answer is None):
            raise InputError(
                "A long table needs both question= and answer=.",
                hint="For a table with a column a question, leave out both.",
            )
        self.questions = asked(questions)
        roles = dict(zip(ROLES, (stage, touchpoint, persona, channel, segment), strict=True))
        wanted = {"respondent": respondent, "time": time, **roles}
        wanted |= {"question": question, "answer": answer}
        if question is None:
            wanted |= {f"question {each.name}": each.name for each in self.questions}
        read = answers.read(
            source, {role: name for role, name in wanted.items() if name is not None}
        )
        n = len(next(iter(read.values())))
        if n == 0:
            raise DataError("The survey is empty: it has no rows.", hint="Check the filter.")
        codes, self.respondent_ids = answers.people(read.get("respondent"), n, nobody)
        self.rows = pd.DataFrame({"respondent": codes})
        self.zone: str | None = None
        if time is not None:
            self.rows["time"], self.zone = times.microseconds(read["time"], time, time_unit)
        check_rules(rules or {}, roles)
        for role in ROLES:
            given = answers.texts(read[role]) if role in read else np.full(n, "", dtype=object)
            self.rows[role] = applied((rules or {}).get(role), given, role)
        self.has = frozenset(role for role in ROLES if role in read)
        self.unknown_questions = 0
        cells = self._long(read) if question else self._wide(read, n)
        found = [
            answers.spoken(column, at) if each.kind == OPEN else answers.scored(each, column, at)
            for each, column, at in cells
        ]
        self._keep(found, repeats)

    def _wide(self, read: dict[str, nw.Series[Any]], n: int) -> list[tuple[Question, Any, Any]]:
        rows = np.arange(n)
        return [(each, read[f"question {each.name}"], rows) for each in self.questions]

    def _long(self, read: dict[str, nw.Series[Any]]) -> list[tuple[Question, Any, Any]]:
        names = answers.texts(read["question"])
        known = {each.name for each in self.questions}
        self.unknown_questions = int(sum(name not in known for name in names))
        if self.unknown_questions == len(names):
            raise DataError(
                f"Column {read['question'].name!r} names none of the questions.",
                hint=f"It has {_some(sorted(set(names)))}; declared are {_some(sorted(known))}.",
            )
        places = [np.flatnonzero(names == each.name) for each in self.questions]
        column = read["answer"]
        return [
            (each, column[at.tolist()], at) for each, at in zip(self.questions, places, strict=True)
        ]

    def _keep(self, found: list[answers.Answers], repeats: str) -> None:
        scored: list[pd.DataFrame] = []
        spoken: list[pd.DataFrame] = []
        counts = []
        for number, (question, some) in enumerate(zip(self.questions, found, strict=True)):
            open_ = question.kind == OPEN
            kept = np.ones(len(some.rows), dtype=np.bool_)
            if not open_ and repeats != "all":
                kept = self._once(some.rows, repeats)
            table = pd.DataFrame({"row": some.rows[kept], "question": number})
            table["text" if open_ else "value"] = some.values[kept]
            (spoken if open_ else scored).append(table)
            left_out = *some[2:], int((~kept).sum())
            counts.append((question.name, question.kind, len(table), self._n(table), *left_out))
        self.answers = _stacked(scored, {"value": "float64"})
        self.words = _stacked(spoken, {"text": "object"})
        names = ["question", "kind", "answers", "respondents", *LEFT_OUT]
        self._counts = pd.DataFrame(counts, columns=names)

    def _once(self, at: NDArray[np.int64], keep: str) -> NDArray[np.bool_]:
        """Say which of a question's answers are the only ones of their respondent and place."""
        rows = self.rows.iloc[at].reset_index(drop=True)
        if "time" in rows:
            rows = rows.sort_values("time", kind="stable")
        repeated = rows.duplicated(["respondent", "stage", "touchpoint", "channel"], keep=keep)
        kept: NDArray[np.bool_] = ~repeated.sort_index().to_numpy()
        return kept

    def _n(self, table: pd.DataFrame) -> int:
        return int(self.rows["respondent"].iloc[table["row"]].nunique())

    @property
    def n_respondents(self) -> int:
        """How many people answered something."""
        return self._n(self._answered)

    @property
    def _answered(self) -> pd.DataFrame:
        names = ["row", "question"]
        return pd.concat([self.answers[names], self.words[names]])

    @property
    def last(self) -> pd.Timestamp | None:
        """Time of the newest answer, in the zone of the source; None without times or answers."""
        if "time" not in self.rows or not len(self):
            return None
        return times.moment(int(self.rows["time"].iloc[self._answered["row"]].max()), self.zone)

    def where(self, **names: str | Sequence[str]) -> Survey:
        """Return the answers of the rows with these names, e.g. ``survey.where(channel="web")``.

        Raises
        ------
        DataError
            No answer is left.
        InputError
            The survey was made without such a column.
        """
        wanted = np.ones(len(self.rows), dtype=np.bool_)
        for role, name in names.items():
            if role not in self.has:
                raise InputError(
                    f"The survey was made without {role}=, so it can't be chosen by.",
                    hint=f"Survey(…, {role}='…').",
                )
            chosen = [name] if isinstance(name, str) else list(name)
            wanted &= self.rows[role].isin(chosen).to_numpy()
        return self.part(wanted, f"where {names}")

    def part(self, wanted: NDArray[np.bool_], how: str) -> Survey:
        """Return the answers of the rows that are wanted: one truth value a row of ``rows``."""
        part = copy.copy(self)
        part.answers, part.words = (
            table[wanted[table["row"]]].reset_index(drop=True)
            for table in (self.answers, self.words)
        )
        if not len(part):
            raise DataError(f"No answer is left {how}.")
        left = part._answered
        asked = [left[left["question"] == number] for number in range(len(self.questions))]
        part._counts = self._counts.assign(
            answers=[len(table) for table in asked], respondents=[self._n(each) for each in asked]
        )
        return part

    def describe(self) -> pd.DataFrame:
        """Say what was asked, what counts, and what was left out and why.

        Returns
        -------
        pandas.DataFrame
            One row a question: ``question``, ``kind``, ``answers`` and ``respondents`` that
            count; and left out of what was read: ``missing``, ``not_applicable`` (codes of no
            opinion, see :class:`Question`), ``unreadable`` (no number),
            ``off_scale``, ``repeated`` (the same respondent, question, place and channel
            again).
        """
        frame = self._counts.copy()
        frame.attrs = {
            "statistic": "left_out",
            "definition": "Answers that count, and those left out: missing, no number, off the "
            "scale of the question, or given again by the same respondent at the same place.",
            "source": "cjwidgets",
            "respondents": self.n_respondents,
            "unknown_questions": self.unknown_questions,
        }
        return frame

    def quotes(
        self,
        jm: JourneyMap | None = None,
        *,
        stage: Any = None,
        touchpoint: Any = None,
        persona: Any = None,
    ) -> pd.DataFrame:
        """Return what people said in their own words.

        Parameters
        ----------
        jm : JourneyMap, optional
            Gives the names of places and personas; needed to choose some.
        stage, touchpoint, persona : node or str, optional
            Only what was said there: a node of the map, its id or name.

        Returns
        -------
        pandas.DataFrame
            One row a quote: ``stage``, ``touchpoint``, ``persona``, ``channel``, ``segment``,
            ``respondent``, ``question``, ``quote``; in the order of the source.
        """
        rows = self.rows.iloc[self.words["row"]].reset_index(drop=True)
        own = [self.questions[number] for number in self.words["question"]]
        for role in ("stage", "touchpoint"):
            fixed = [getattr(each, role) for each in own]
            rows[role] = [here or given for here, given in zip(fixed, rows[role], strict=True)]
        wanted = np.ones(len(rows), dtype=np.bool_)
        if jm is not None:
            rows, wanted = Names(jm).chosen(
                rows, "persona" not in self.has, stage, touchpoint, persona
            )
        elif (stage, touchpoint, persona) != (None, None, None):
            raise InputError("To choose quotes by place or persona, give the map: quotes(jm, …).")
        table = rows[list(ROLES)].copy()
        table["respondent"] = [self.respondent_ids[code] for code in rows["respondent"]]
        table["question"] = [each.name for each in own]
        table["quote"] = self.words["text"].to_numpy()
        return table[wanted].reset_index(drop=True)

    def __len__(self) -> int:
        return len(self.answers) + len(self.words)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{count:,} {noun}{'' if count == 1 else 's'}"
            for count, noun in (
                (len(self), "answer"),
                (self.n_respondents, "respondent"),
                (len(self.questions), "question"),
            )
        )
        return f"Survey({counts})"


def _stacked(tables: list[pd.DataFrame], dtypes: dict[str, str]) -> pd.DataFrame:
    whole = {"row": "int64", "question": "int64"} | dtypes
    if not tables:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in whole.items()})
    table = pd.concat(tables, ignore_index=True)
    return table.sort_values("row", kind="stable", ignore_index=True).astype(whole)


def _some(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:8])) + (", …" if len(names) > 8 else "") or "none"
