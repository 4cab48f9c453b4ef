"""Whether a touchpoint satisfies alike in all its channels."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cjwidgets.analysis.comparison.sides import stands
from cjwidgets.analysis.inference.clustered import Worth, worth
from cjwidgets.analysis.inference.confidence import quantile
from cjwidgets.analysis.inference.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.inference.two_samples import worth_shares
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import HIDDEN, shown_from, suppress
from cjwidgets.analysis.shared.voices import told
from cjwidgets.analysis.shared.wording import points
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell, place
from cjwidgets.evidence.surveys.questions import Question
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "Satisfied: share of answers in the top steps of the scale. Best and worst channel are picked "
    "as the extremes, so chance alone sets them apart: observed is their difference as it is; "
    "spread is corrected, each channel's share drawn towards those of all by the part that chance "
    "explains (empirical Bayes, DerSimonian & Laird's variance). Its interval is Newcombe's "
    "(method 10) at 1 − (1 − confidence) / pairs of channels, and p of the two-sided z test is "
    "multiplied by their number (Bonferroni); answers of one person count for as many as they are "
    "worth. "
    "p_adjusted: Benjamini–Hochberg over the rows."
)
SOURCE = (
    "Newcombe (1998), Statistics in Medicine 17:873–890; DerSimonian & Laird (1986), Controlled "
    "Clinical Trials 7:177–188; Efron & Morris (1975), JASA 70:311–319; Benjamini & Hochberg "
    "(1995), J. R. Statist. Soc. B 57:289–300."
)
KINDS = (("csat", "satisfaction"),)


class Channel(NamedTuple):
    """What was answered by one channel: the share of satisfied, and how sure it is."""

    name: str
    share: float
    worth: Worth
    n: int


@checked
def channel_consistency(
    jm: JourneyMap,
    survey: Survey,
    *,
    level: str = "touchpoint",
    question: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Measure how far satisfaction differs between the channels of a touchpoint.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
        With a question of kind ``csat`` or ``satisfaction``, and a channel column.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    question : str, optional
        Only this one of several.
    weights : dict, optional
        Persona (name, id or node) or segment → share of the population, in any unit: answers
        are weighted to it, and count for as many people as they are worth. 0 leaves a group out.
    minimum : int, optional
        Channels with fewer respondents at a place are not compared there, nor the next smallest
        where what they said could be computed from the whole.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the map: its columns; ``channels`` (compared),
        ``best``, ``worst`` (their names), ``best_share``, ``worst_share``, ``observed`` (their
        difference), ``spread`` (corrected: see the definition), ``spread_low``,
        ``spread_high``, ``p``, ``p_adjusted``, ``n`` (answers of the compared channels),
        ``note``: ``no_answers``, ``one_channel`` (nothing to compare
        with), ``small_n`` (fewer than two channels with enough answers), ``no_spread`` (all
        answers alike: no p) or nothing.

    Raises
    ------
    DataError, InputError
        As :func:`cjwidgets.csat`.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=["Checkout"])])
    >>> frame = pd.DataFrame({"csat": [5] * 56 + [1] * 14 + [5] * 48 + [1] * 32,
    ...                       "at": "Checkout", "via": ["web"] * 70 + ["shop"] * 80})
    >>> survey = cj.Survey(frame, questions=["csat"], touchpoint="at", channel="via")
    >>> channel_consistency(jm, survey)[
    ...     ["best", "worst", "observed", "spread", "spread_low", "spread_high"]].round(4)
      best worst  observed  spread  spread_low  spread_high
    0  web  shop       0.2  0.1714      0.0524       0.3339
    """
    chosen("level", level, ("touchpoint", "stage", "journey"))
    quantile(confidence)
    read = Question.favourable
    placed = place(
        jm, survey, KINDS, read, level=level, by="channel", question=question, weights=weights
    )
    shown_from(minimum)
    head = placed.head.drop(columns="channel")
    number = placed.groups
    rows = [
        # A run of cells a place: names of places may repeat.
        head.iloc[at].to_dict()
        | _row(
            placed.head["channel"][at : at + number].tolist(),
            placed.cells[at : at + number],
            minimum,
            confidence,
        )
        for at in range(0, len(head), number)
    ]
    frame = pd.DataFrame(rows)
    frame.insert(frame.columns.get_loc("p") + 1, "p_adjusted", benjamini_hochberg(frame["p"]))
    return describe(
        frame,
        "channel_consistency",
        DEFINITION + told(placed, "answer"),
        SOURCE,
        unit="answer",
        weights=placed.weights,
        confidence=confidence,
        level=level,
        minimum=minimum,
    )


def _row(names: list[str], cells: list[Cell], minimum: int, confidence: float) -> dict[str, Any]:
    numbers = ("best_share", "worst_share", "observed", "spread", "spread_low", "spread_high", "p")
    row: dict[str, Any] = {"channels": 0, "best": "", "worst": ""} | dict.fromkeys(numbers, np.nan)
    known = [
        _channel(name, cell)
        for name, cell, shown in zip(names, cells, _shown(cells, minimum), strict=True)
        if shown
    ]
    row |= {"channels": len(known), "n": sum(each.n for each in known)}
    if len(known) < 2:
        answered = sum(len(cell.values) > 0 for cell in cells)
        return row | {"note": ("no_answers", "one_channel", "small_n")[min(answered, 2)]}
    best, worst = (max(known, key=_share), min(known, key=_share))
    pairs = len(known) * (len(known) - 1) / 2
    _, low, high, p = map(
        float,
        worth_shares(
            best.share, best.worth, worst.share, worst.worth, 1 - (1 - confidence) / pairs
        ),
    )
    note = "no_spread" if np.isnan(p) else "few_people" if np.isnan(low) else ""
    return row | {
        "best": best.name,
        "worst": worst.name,
        "best_share": best.share,
        "worst_share": worst.share,
        "observed": best.share - worst.share,
        "spread": _corrected(known, best, worst),
        "spread_low": low,
        "spread_high": high,
        "p": min(p * pairs, 1.0),
        "note": note,
    }


def _shown(cells: list[Cell], minimum: int) -> list[bool]:
    """Whether each channel is shown: enough answered, and it tells nothing of those who are few."""
    people = [len(np.unique(cell.respondents)) for cell in cells]
    frame = pd.DataFrame({"n": people, "note": ""})
    frame["of"] = [round(float(cell.values.sum())) for cell in cells]
    notes = suppress(frame, ["of"], minimum, sets=[0] * len(cells))["note"]
    return ((frame["n"] > 0) & ~notes.isin(HIDDEN)).tolist()


def _channel(name: str, cell: Cell) -> Channel:
    found = worth(cell.values, cell.respondents, cell.weights)
    mean = float(np.average(cell.values, weights=cell.weights))
    return Channel(name, mean, found, len(cell.values))


def _share(channel: Channel) -> float:
    return channel.share


def _corrected(known: list[Channel], best: Channel, worst: Channel) -> float:
    """Return the difference of two channels without what chance adds to extremes."""
    share = np.array([each.share for each in known])
    n = np.array([each.worth.n for each in known])
    whole = float(n @ share / n.sum())
    if not 0 < whole < 1:
        return 0.0
    chance = whole * (1 - whole) / n
    weights = 1 / chance
    apart = float(weights @ (share - whole) ** 2) - (len(known) - 1)
    between = max(apart / (weights.sum() - (weights**2).sum() / weights.sum()), 0.0)
    drawn = whole + between / (between + chance) * (share - whole)
    return float(drawn[known.index(best)] - drawn[known.index(worst)])


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where satisfaction differs most between channels."""
    known = frame.dropna(subset="spread")
    if known.empty:
        alone = (frame["note"] == "one_channel").any() and not (frame["note"] == "small_n").any()
        return t("explain.consistency.none" if alone else "explain.contrast.none")
    # What is sure, not what may be chance.
    row = known.loc[known["spread_low"].fillna(known["spread"] - 1).idxmax()]
    level = frame.attrs["level"]
    said = t(
        "explain.consistency.bare" if np.isnan(row["spread_low"]) else "explain.consistency",
        best=row["best"],
        worst=row["worst"],
        one=t.percent(row["best_share"]),
        two=t.percent(row["worst_share"]),
        spread=points(row["spread"], t),
        low=points(row["spread_low"], t),
        high=points(row["spread_high"], t),
    )
    place = "" if level == "journey" else f"{row[level]}: "
    return stands(place + said, known, frame.attrs["confidence"], t)
