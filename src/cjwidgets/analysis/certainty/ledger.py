"""The evidence ledger: what backs each statement of a map, and how old it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from cjwidgets.analysis.certainty.coverage import Covered, coverage, kinds_at
from cjwidgets.analysis.certainty.levels import QUANTITATIVE, WEAK, level_of, statements
from cjwidgets.analysis.shared.defaults import FRESH
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.wording import length, then
from cjwidgets.errors import InputError
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap, Node, Stage
from cjwidgets.model.attachments import attached

REVIEW = f"{FRESH}d"
DEFINITION = (
    "One row a source of each part of the map that can hold evidence; parts without any have one "
    "row, an assumption. stale = its day is more than the review interval ago, or unknown."
)
SOURCE = "Levels: assumption < anecdote < qualitative < quantitative < triangulated."
DEBT = (
    "debt = weight of the statements that rest on an assumption or an anecdote / weight of all; "
    "key touchpoints and moments of truth weigh twice. stale = weight of those whose newest "
    "evidence is older than the review interval or undated / weight of those with evidence. All "
    "statements are counted, none is sampled: there is no interval."
)
COLUMNS = [
    *("part", "name", "stage", "level", "source", "collector", "n", "date", "age_days", "stale"),
    *("note", "id", "stage_id"),
]
NO_STAGE = {"stage": "", "stage_id": ""}


@checked
def ledger(
    jm: JourneyMap, *, today: str | dt.date | None = None, review: Duration = REVIEW
) -> pd.DataFrame:
    """List what backs each part of a map.

    Parameters
    ----------
    jm : JourneyMap
        Its recorded evidence counts, and the data attached to it.
    today : date or str, optional
        Day from which ages are counted; today if left out.
    review : str or timedelta, optional
        Evidence older than this is stale, such as ``"90d"``.

    Returns
    -------
    pandas.DataFrame
        - ``part``, ``name``, ``stage``: the kind of node, its name, the stage it lies in,
        - ``level``: of this source,
        - ``source``, ``collector``, ``n``, ``date``: as recorded,
        - ``age_days``: days since ``date``; missing without one,
        - ``stale``: older than ``review``, or undated,
        - ``note``: ``no_source`` where nothing backs a part, ``no_date`` or ``no_n`` where its
          source does not tell,
        - ``id``, ``stage_id``: of the part and its stage, as names may repeat.

    Raises
    ------
    InputError
        ``today`` is no day or ``review`` no length of time.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["Search"])])
    >>> told = cj.Evidence("Interviews", level="qualitative", n=8, date="2026-03-01")
    >>> jm.touchpoints[0].evidence.append(told)
    >>> ledger(jm, today="2026-04-01")[["part", "name", "level", "n", "age_days", "stale"]]
             part    name        level     n  age_days  stale
    0       Stage     Ask   assumption  <NA>      <NA>   True
    1  Touchpoint  Search  qualitative     8        31  False
    """
    day = _day(today)
    days = span_micros(review, "review") / 86_400_000_000
    covered = coverage(jm, attached(jm))
    rows: list[dict[str, Any]] = []
    for node, _ in statements(jm):
        own = [*_recorded(node), *_measured(node, covered)]
        where = {"part": type(node).__name__, "name": getattr(node, node.label), "id": node.id}
        stage = _stage(node)
        where |= {"stage": stage.name, "stage_id": stage.id} if stage else NO_STAGE
        rows += [where | each for each in own or [{"level": WEAK[0], "note": "no_source"}]]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["n"] = frame["n"].astype("Int64")
    ages = [None if pd.isna(each) else (day - each).days for each in frame["date"]]
    frame["age_days"] = pd.array(ages, dtype="Int64")
    frame["stale"] = (frame["age_days"].isna() | (frame["age_days"] > days)).astype(bool)
    for name in ("source", "collector", "note"):
        frame[name] = frame[name].astype(object).where(frame[name].notna(), "")
    for name in ("date", "n"):
        frame.loc[(frame["note"] == "") & frame[name].isna(), "note"] = f"no_{name}"
    return describe(
        frame, "ledger", DEFINITION, SOURCE, unit="source", today=str(day), review=str(review)
    )


@checked
def debt(
    jm: JourneyMap, *, today: str | dt.date | None = None, review: Duration = REVIEW
) -> pd.DataFrame:
    """Say how much of a map is assumed, and how much of what is known is stale.

    Parameters
    ----------
    jm, today, review
        As in `ledger`.

    Returns
    -------
    pandas.DataFrame
        One row a stage, then one for the personas if there are any, then one for the whole map
        (``stage`` is ``""``): ``debt``, ``stale`` (shares of weight), ``weak`` and ``n``
        (statements), ``note`` (``no_source`` where nothing has evidence, so that staleness is
        not defined), ``stage_id``.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["Search"])])
    >>> jm.touchpoints[0].evidence.append(cj.Evidence("Interviews", level="qualitative"))
    >>> debt(jm)[["part", "stage", "debt", "weak", "n"]]
        part stage  debt  weak  n
    0  stage   Ask   0.5     1  2
    1    map         0.5     1  2
    """
    listed = ledger(jm, today=today, review=review)
    covered = coverage(jm, attached(jm))
    fresh = listed[listed["note"] != "no_source"].groupby("id")["stale"].min()
    facts = []
    for node, weight in statements(jm):
        stage, known = _stage(node), node.id in fresh.index
        facts.append(
            {
                "stage_id": stage.id if stage else "",
                "weight": weight,
                "weak": level_of(node, kinds_at(covered, node.id)) in WEAK,
                "known": known,
                "stale": known and bool(fresh[node.id]),
            }
        )
    table = pd.DataFrame(facts, columns=["stage_id", "weight", "weak", "known", "stale"])
    rows = [
        {
            "part": "stage",
            "stage": stage.name,
            **_debt(table[table["stage_id"] == stage.id]),
            "stage_id": stage.id,
        }
        for stage in jm.stages
    ]
    personas = table[table["stage_id"] == ""]
    if len(personas):
        rows.append({"part": "personas", "stage": "", **_debt(personas), "stage_id": ""})
    rows.append({"part": "map", "stage": "", **_debt(table), "stage_id": ""})
    return describe(
        pd.DataFrame(rows),
        "ledger",
        DEBT,
        SOURCE,
        unit="statement",
        today=str(_day(today)),
        review=str(review),
    )


def _debt(facts: pd.DataFrame) -> dict[str, Any]:
    weight = facts["weight"]
    known = weight[facts["known"].astype(bool)].sum()
    return {
        "debt": weight[facts["weak"].astype(bool)].sum() / weight.sum() if len(facts) else 0.0,
        "stale": weight[facts["stale"].astype(bool)].sum() / known if known else float("nan"),
        "weak": int(facts["weak"].sum()),
        "n": len(facts),
        "note": "" if known else "no_source",
    }


def _recorded(node: Any) -> list[dict[str, Any]]:
    return [
        {name: getattr(each, name) for name in ("level", "source", "collector", "n", "date")}
        for each in node.evidence
    ]


def _measured(node: Node, covered: list[Covered]) -> list[dict[str, Any]]:
    return [
        {
            "level": QUANTITATIVE,
            "source": each.source or each.kind,
            "collector": each.collector,
            "n": n[node.id],
            "date": each.date,
        }
        for each, n in covered
        if node.id in n
    ]


def _stage(node: Node) -> Stage | None:
    step: Node | None = node
    while step is not None and not isinstance(step, Stage):
        step = step.parent
    return step


def _day(today: Any) -> dt.date:
    if today is None:
        return dt.date.today()
    try:
        return pd.Timestamp(today).date()
    except (ValueError, TypeError):
        raise InputError(
            f"today={today!r} is no day.", hint="For example today='2026-03-01'."
        ) from None


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say how much is assumed, and how much is stale."""
    if "debt" in frame:
        row = frame.iloc[-1]
        said = t("explain.debt", debt=t.percent(row["debt"]), weak=row["weak"], n=row["n"])
        if pd.isna(row["stale"]):
            return said
        old = t(
            "explain.debt.stale",
            stale=t.percent(row["stale"]),
            review=length(frame.attrs["review"], t),
        )
        return then(said, old, t)
    backed = frame[frame["note"] != "no_source"]
    return t(
        "explain.ledger",
        sources=len(backed),
        stale=int(backed["stale"].sum()),
        bare=int((frame["note"] == "no_source").sum()),
        today=frame.attrs["today"],
    )
