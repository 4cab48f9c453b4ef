"""How two groups of customers differ in what they answer, place by place."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cjwidgets.analysis.comparison import answer_strata
from cjwidgets.analysis.comparison.answer_pairs import COLUMNS, compared, worth_of
from cjwidgets.analysis.comparison.sides import about_strata
from cjwidgets.analysis.comparison.strata import turned, warn
from cjwidgets.analysis.feelings.nps import sides as sides_of
from cjwidgets.analysis.inference.bootstrap import RESAMPLES, drawing
from cjwidgets.analysis.inference.clustered import FEW
from cjwidgets.analysis.inference.multiple_testing import benjamini_hochberg
from cjwidgets.analysis.inference.two_samples import TESTED
from cjwidgets.analysis.shared.checks import chosen
from cjwidgets.analysis.shared.defaults import CONFIDENCE, MINIMUM
from cjwidgets.analysis.shared.extremes import cell as worded
from cjwidgets.analysis.shared.extremes import extremes, hidden, where
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.analysis.shared.survey_table import check, one_scale
from cjwidgets.analysis.shared.voices import told, voices
from cjwidgets.analysis.shared.wording import points, then
from cjwidgets.errors import InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.surveys.placing import Cell, Placed, Read, place
from cjwidgets.evidence.surveys.questions import Question, Values, as_it_is
from cjwidgets.evidence.surveys.survey import Survey
from cjwidgets.evidence.surveys.weighting import Weights
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "difference = {first} − {second}, of the {what}. Independent shares: Newcombe's interval "
    f"(method 10), {TESTED}; all others: percentile bootstrap by respondent, p by the shift "
    f"method; of fewer than {FEW} respondents in a group, or where they weigh unlike, Welch's t by "
    "respondent; p of the permutation test where all of each group are equal. p_adjusted: "
    "Benjamini–Hochberg over the rows."
)
WITHIN = (
    " difference and p are within {strata}, where a stratum weighs n₁n₂ / (n₁ + n₂) respondents "
    "(Mantel & Haenszel): of independent shares the interval of Greenland & Robins (1985) and the "
    "Cochran–Mantel–Haenszel test, else respondents are drawn within each; first and second are of "
    "all."
)
SOURCE = (
    "Newcombe (1998), Statistics in Medicine 17:873–890; Welch (1947), Biometrika 34:28–35; Efron "
    "& Tibshirani (1993); Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289–300."
)
KINDS = {
    "csat": ("csat", "satisfaction"),
    "ces": ("ces2", "ces1"),
    "nps": ("nps",),
    "emotion": ("emotion",),
    "arousal": ("arousal",),
    "expectation": ("expectation",),
    "importance": ("importance",),
}
MEASURES = ("top_box", "mean")
VALUES = (*COLUMNS, "p_adjusted")


@checked
def difference(
    jm: JourneyMap,
    survey: Survey,
    *,
    of: str = "csat",
    by: str = "segment",
    between: tuple[str, str] | None = None,
    strata: str | None = None,
    method: str | None = None,
    level: str = "touchpoint",
    question: str | None = None,
    weights: Weights | None = None,
    minimum: int = MINIMUM,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the answers of two groups by place.

    Parameters
    ----------
    jm : JourneyMap
    survey : Survey
    of : str, default "csat"
        ``csat``, ``ces``, ``nps``, ``emotion``, ``arousal``, ``expectation``, ``importance``.
    by : {"segment", "persona", "channel"}, default "segment"
    between : (str, str), optional
        Names of the first and the second group; needed where there are more than two.
    strata : {"segment", "persona", "channel"}, optional
        Another column with one name a respondent: alike is compared with alike, so that the groups
        may differ in it. Without it, there is a warning where a difference points the other way
        within such a column of the survey (Simpson's paradox).
    method : {"top_box", "mean"}, optional
        Shares of favourable answers, or means. Default: ``top_box`` for csat, else ``mean``.
        NPS is always the score.
    level : {"touchpoint", "stage", "journey"}, default "touchpoint"
    question : str, optional
        Only this one of several.
    weights : dict, optional
        Persona (name, id or node) or segment → share of the population, in any unit: answers
        are weighted to it within each group, as of channels. 0 leaves a group out.
    minimum : int, optional
        Rows with fewer respondents in either group are hidden (note ``small_n``), and not
        among the tests.
    confidence : float, optional
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        One row a place: ``first``, ``second``, ``difference``, ``difference_low``,
        ``difference_high``, ``p``, ``p_adjusted``, ``n_first``, ``n_second`` (answers;
        of the journey respondents, by the mean of their own), ``n``
        (both), ``respondents`` (of the smaller group), ``test`` (``newcombe``, ``bootstrap`` or
        ``mantel_haenszel`` or ``welch``), ``note``; ``n_effective`` (of the group that is worth
        fewer respondents) if weighted. ``attrs["between"]`` names the groups, ``attrs["strata"]``
        what alike is compared in, ``attrs["turned"]`` the columns within which differences point
        the other way, and where.

    Raises
    ------
    DataError
        No such question, no answer with a place on the map, or respondents with several names of
        the strata.
    InputError
        An unknown option or group; weights of the groups that are compared.

    Warns
    -----
    UserWarning
        Within another column a difference points the other way.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"csat": [5] * 56 + [1] * 14 + [5] * 48 + [1] * 32,
    ...                       "segment": ["old"] * 70 + ["new"] * 80})
    >>> survey = cj.Survey(frame, questions=["csat"], segment="segment")
    >>> table = difference(cj.JourneyMap("Shop"), survey, level="journey", between=("old", "new"))
    >>> table[["first", "second", "difference", "difference_low", "difference_high"]].round(4)
       first  second  difference  difference_low  difference_high
    0    0.8     0.6         0.2          0.0524           0.3339
    """
    check(confidence)
    chosen("of", of, tuple(KINDS))
    method = method or ("top_box" if of == "csat" else "mean")
    chosen("method", method, MEASURES)
    share = method == "top_box" and of != "nps"
    read = _reader(jm, of, share)
    if weights is not None and strata is not None:
        raise InputError(
            "strata= and weights= do not go together: strata have weights of their own.",
            hint="Leave one of them out.",
        )

    def read_from(part: Survey) -> tuple[Placed, str]:
        found = place(
            jm, part, (KINDS[of],), read, level=level, by=by, question=question, weights=weights
        )
        return voices(found, level, None, _sides_of if of == "nps" else None)

    placed, per = read_from(survey)
    if placed.weights and by != "channel" and all(cell.weights is None for cell in placed):
        raise InputError(
            f"weights= change nothing where by={by!r}: within a group all answers weigh the same.",
            hint="Leave weights= out, or compare other groups, e.g. by='channel'.",
        )
    width = 1.0 if share else 200.0
    if of in ("emotion", "arousal") and not share:
        width = jm.scale.high - jm.scale.low if of == "emotion" else _span(placed)
    elif not share and of != "nps":
        scale = one_scale(placed)
        width = scale.high - scale.low
    pair = _between(placed, by, between)
    names = (pair[0][0], pair[1][0])
    options = {"confidence": confidence, **drawing(resamples, seed)}
    head, sides = _sides(placed, by, (pair[0][1], pair[1][1]))
    rows = [compared(first, second, share, width, options) for first, second in sides]
    shown: tuple[str, ...] = VALUES
    if placed.weights:
        shown = (*VALUES, "n_effective")
        for row, cells in zip(rows, sides, strict=True):
            row["n_effective"] = min(map(worth_of, cells)) if row["respondents"] else np.nan
    key = "persona_id" if by == "persona" else by
    groups = tuple(placed.head[key].iloc[at] for _, at in pair)

    def within(role: str) -> list[list[answer_strata.Pair]]:
        return answer_strata.cells_within(
            survey, role, lambda part: read_from(part)[0], groups, key, len(sides)
        )

    def table(parts: list[list[answer_strata.Pair]] | None) -> pd.DataFrame:
        """Return all places, within strata if there are some."""
        inside = rows
        if parts is not None:
            both = zip(rows, parts, strict=True)
            inside = [answer_strata.inside(row, part, share, options) for row, part in both]
        frame = pd.concat([head, pd.DataFrame(inside)], axis=1)
        frame["p_adjusted"] = np.nan
        frame = suppress(frame, shown, minimum, n="respondents")
        frame["p_adjusted"] = benjamini_hochberg(frame["p"])
        return frame[[*head.columns, *shown, *_COUNTS]]

    if strata is not None and strata == by:
        raise InputError(f"strata={strata!r} is what is compared.", hint="Name another column.")
    frame = table(None if strata is None else within(strata))
    turns: dict[str, list[str]] = {}
    alone = strata is None and weights is None
    for role in answer_strata.candidates(survey, by) if alone else ():
        parts = within(role)
        values = np.array([answer_strata.value_of(part) for part in parts])
        if (values * frame["difference"].to_numpy() < 0).any():
            at = turned(frame, table(parts), 1 - confidence)
            if at.any():
                turns[role] = [where(row) or jm.title for _, row in frame[at].iterrows()]
                warn(role, turns[role], "respondents")
    what = "share of favourable answers" if share else "net promoter scores" if of == "nps" else ""
    return describe(
        frame,
        "difference",
        DEFINITION.format(first=names[0], second=names[1], what=what or f"means of {of}")
        + ("" if strata is None else WITHIN.format(strata=strata))
        + told(placed, per),
        SOURCE,
        of=of,
        method="share" if share else "mean",
        between=names,
        unit=per,
        weights=placed.weights,
        minimum=minimum,
        left_out=placed.left_out,
        strata=strata,
        turned=turns,
        **options,
    )


_COUNTS = ("n_first", "n_second", "n", "respondents", "test", "note")


def _reader(jm: JourneyMap, of: str, share: bool) -> Read:
    if share:
        return Question.favourable
    if of == "emotion":
        return lambda question, values: question.on(values, jm.scale)
    return as_it_is


def _sides_of(values: Values) -> Values:
    return 100 * sides_of(values)


def _between(placed: Placed, by: str, between: Any) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return name and number of the two groups."""
    names = list(placed.head[by][: placed.groups])
    if between is None and len(names) == 2:
        return (names[0], 0), (names[1], 1)
    known = ", ".join(map(repr, names))
    if between is None:
        raise InputError(
            f"Two groups are compared, and by {by} there are {len(names)}: {known}.",
            hint="Choose two, e.g. between=('first', 'second').",
        )
    wanted = () if isinstance(between, str) else tuple(between)
    ids = list(placed.head["persona_id"][: placed.groups]) if by == "persona" else []
    found = [at for each in wanted for at in _hits(each, names, ids)]
    if len(wanted) != 2 or len(found) != 2 or found[0] == found[1]:
        twice = len(wanted) == 2 and any(names.count(each) > 1 for each in wanted)
        raise InputError(
            f"between={between!r} does not name two groups.",
            hint="Names of personas repeat: pass the personas themselves, or their ids."
            if twice
            else f"Groups: {known}.",
        )
    first, second = found
    return (names[first], first), (names[second], second)


def _hits(wanted: Any, names: list[str], ids: list[str]) -> list[int]:
    """Positions of the groups that are meant: by their id, else by their name."""
    id = getattr(wanted, "id", wanted)
    return [at for at, known in enumerate(ids) if known == id] or [
        at for at, name in enumerate(names) if name == wanted
    ]


def _sides(
    placed: Placed, by: str, pair: tuple[int, int]
) -> tuple[pd.DataFrame, list[tuple[Cell, Cell]]]:
    """The places, and for each the cells of the two groups."""
    groups = np.arange(len(placed.head)) % placed.groups
    first, second = (np.flatnonzero(groups == at) for at in pair)
    head = placed.head.iloc[first].drop(columns=[by, "persona_id"], errors="ignore")
    pairs = [
        (placed.cells[one], placed.cells[other]) for one, other in zip(first, second, strict=True)
    ]
    return head.reset_index(drop=True), pairs


def _span(placed: Placed) -> float:
    ends = [each.ends for each in placed.questions]
    return float(max(each.high for each in ends) - min(each.low for each in ends))


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where the groups differ most, and how many differences stand after adjustment."""
    first, second = frame.attrs["between"]
    what = t("explain.difference", first=first, second=second)
    share = frame.attrs["method"] == "share"
    digits = 0 if frame.attrs["of"] == "nps" else 2
    show = partial(points, t=t) if share else partial(t.number, digits=digits, sign=True)
    known = frame["difference"].notna()
    if not known.any():
        return extremes(frame, "difference", what, show, t)
    # How far from 0 it surely is; without intervals, how far it seems.
    sure = np.maximum(frame["difference_low"], -frame["difference_high"])
    far = frame.loc[(sure if sure.notna().any() else frame["difference"].abs()).idxmax()]
    place = where(far)
    said = t(
        "explain.survey.one",
        what=f"{what} · {place}" if place else what,
        cell=worded(far, "difference", show, t, frame.attrs),
    )
    level = 1 - frame.attrs["confidence"]
    stands = int((frame["p_adjusted"] < level).sum())
    counts = {"count": stands, "tests": int(frame["p"].notna().sum()), "level": t.percent(level, 4)}
    said = then(said, t("explain.difference.stands", **counts), t)
    said = about_strata(said, frame.attrs, t, "explain.difference.turned")
    return then(said, hidden(frame, t), t)
