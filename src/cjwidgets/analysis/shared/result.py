"""The form all statistics share: a table that says what it is, and a sentence about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import pandas as pd

from cjwidgets.analysis.catalogue import STATISTICS
from cjwidgets.analysis.shared.defaults import CONFIDENCE
from cjwidgets.analysis.shared.misses import of_table
from cjwidgets.errors import InputError
from cjwidgets.locale import Language, language

IDS = frozenset(
    {"stage_id", "touchpoint_id", "persona_id", "place_ids", "id"}
    | {f"{end}{part}_id" for end in ("source", "target") for part in ("", "_stage")}
    | {f"{end}_{part}_id" for end in ("peak", "end", "lowest") for part in ("stage", "touchpoint")}
)
"""Columns with ids of parts of a map, beside those with their names."""

# Why a value is missing; the words for people are in the catalogue under "note.".
NOTES = (
    "no_rule",
    "no_events",
    "nobody_before",
    "first",
    "small_n",
    "beside_small",
    "no_answers",
    "no_pairs",
    "censored",
    "no_spread",
    "one_person",
    "one_place",
    "one_value",
    "few_people",
    "ties",
    "at_cap",
    "one_channel",
    "not_reached",
    "not_so_many",
    "no_source",
    "no_date",
    "no_n",
    "undefined",
    "undecided",
    "end",
    "goal",
    "only_goal",
    "nobody_on",
    "nobody_further",
)


class Table(pd.DataFrame):
    """A table of a statistic: read by names, joined by ids.

    Columns with ids are there like any other and go where the table goes, but are not printed:
    they mean nothing to a reader, and change whenever a cell makes its map anew.
    """

    @property
    def _constructor(self) -> type[Table]:
        return Table

    def _read(self) -> pd.DataFrame:
        return pd.DataFrame(self[[column for column in self.columns if column not in IDS]])

    def __repr__(self) -> str:
        return repr(self._read())

    def _repr_html_(self) -> str | None:
        html: str | None = self._read()._repr_html_()
        return html


def describe(
    frame: pd.DataFrame | Mapping[str, Any],
    statistic: str,
    definition: str,
    source: str,
    **more: Any,
) -> Any:
    """Make the table of a frame, or of its columns, with the ``attrs`` all statistics carry.

    ``statistic`` is its name in ``cjwidgets.analysis.catalogue``. Ids of parts of the map become
    the last columns: they are to join by, as names may repeat, and are not printed. Where intervals
    miss their confidence, ``note`` says so.
    """
    order = sorted(frame, key=IDS.__contains__)
    if isinstance(frame, pd.DataFrame):
        table = Table(frame if order == list(frame) else frame[order])
    else:  # to order what is a frame already takes as long as to make it
        table = Table({column: frame[column] for column in order})
    table.attrs = {"statistic": statistic, "definition": definition, "source": source, **more}
    if note := more.get("note") or of_table(table, statistic, more):
        table.attrs["note"] = note
    return table


def explain(frame: pd.DataFrame, locale: str = "en") -> str:
    """Say in a sentence or two what a statistic found, with n and interval.

    Parameters
    ----------
    frame : pandas.DataFrame
        What a statistic returned, unchanged.
    locale : str, default "en"
        A language of cjwidgets, such as ``ru``; an unknown one is refused with those there are.

    Returns
    -------
    str

    Raises
    ------
    InputError
        The frame is not the result of a statistic, or only a part of it.
    """
    statistic = frame.attrs.get("statistic") if isinstance(frame, pd.DataFrame) else None
    if statistic not in STATISTICS:
        raise InputError(
            "explain() needs the table a statistic returned.",
            hint="Tables lose what they are when they are merged or grouped: explain them before.",
        )
    module = import_module(STATISTICS[statistic].module)
    sentence: Callable[[pd.DataFrame, Language], str] = module.sentence
    spoken, level = language(locale), frame.attrs.get("confidence", CONFIDENCE)
    t = Language(locale, confidence=spoken.percent(level, 4))
    try:
        return sentence(frame, t)
    except (AttributeError, IndexError, KeyError) as problem:
        raise InputError(
            f"This table is not the whole one that {statistic} returned: {problem!r}.",
            hint="Explain it first, and take rows or columns of it afterwards.",
        ) from problem
