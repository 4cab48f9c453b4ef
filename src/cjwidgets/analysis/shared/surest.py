"""Which row of a table a headline names: the one that surely is so, and never one person's."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.analysis.shared.wording import then, tied
from cjwidgets.locale import Language


class Surest(NamedTuple):
    """The row to name, of which that can be, and how many others seem more so, but less sure."""

    row: Any
    told: pd.DataFrame
    column: str
    passed: int

    def add(self, said: str, name: str | tuple[str, str], t: Language) -> str:
        """Say after its sentence which rows, by their names, are as far, and that others are."""
        same = tied(self.told, self.row, self.column, name, t)
        return then(then(said, same, t), unsure(self.passed, t), t)


def telling(frame: pd.DataFrame, people: str = "n", minimum: int = MINIMUM) -> pd.DataFrame:
    """Return the rows of enough people; where there are none, those of more than one.

    Examples
    --------
    >>> frame = pd.DataFrame({"n": [1, 3, 7]})
    >>> telling(frame).index.tolist(), telling(frame[:2]).index.tolist(), len(telling(frame[:1]))
    ([2], [1], 0)
    """
    counted = frame[people]
    enough = counted >= max(minimum, MINIMUM)
    return frame[enough if enough.any() else counted > 1]


def unsure(count: int, t: Language) -> str:
    """Say how many are not named, if some are not."""
    return t("explain.survey.unsure", count=count) if count else ""


def surest(
    frame: pd.DataFrame, column: str, people: str = "n", *, least: bool = False
) -> Surest | None:
    """Return the row that surely has most, or least; None where all are of one person.

    What is sure of a value is the bound of its interval; a count is a fact, and of equal counts
    that of the surer share is named.

    Examples
    --------
    >>> frame = pd.DataFrame({"at": ["few", "many"], "n": [6, 600], "share": [0.5, 0.4],
    ...                       "share_low": [0.1, 0.36], "share_high": [0.9, 0.44]})
    >>> surest(frame, "share").row["at"], surest(frame, "share").passed
    ('many', 1)
    """
    known = frame[frame[column].notna()]
    told = telling(known, people, frame.attrs.get("minimum", MINIMUM))
    if told.empty:
        return None
    end = "high" if least else "low"
    wanted = dict.fromkeys((f"{column}_{end}", column, f"share_{end}"))
    order = [each for each in wanted if each in frame]
    # Equal but for the noise of computing is equal.
    ranked = told[order].astype(float).round(9).sort_values(order, ascending=least, kind="stable")
    row = told.loc[ranked.index[0]]
    beyond = known[column] < row[column] if least else known[column] > row[column]
    alike = (known[column] == row[column]) & ~known.index.isin(told.index)
    return Surest(row, told, column, int((beyond | alike).sum()))


def farthest(known: pd.DataFrame, people: str = "n") -> Any:
    """Return the row that is surely farthest from no difference; None where all are of one person.

    Where no difference is sure, the largest is named: its interval says that it is not.
    """
    told = telling(known, people)
    if told.empty:
        return None
    sure = np.maximum(told["difference_low"], -told["difference_high"]).fillna(0.0).clip(lower=0.0)
    order = pd.DataFrame({"sure": sure.round(9), "apart": told["difference"].abs()})
    first = order.sort_values(["sure", "apart"], ascending=False, kind="stable").index[0]
    return told.loc[first]
