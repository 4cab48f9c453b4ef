"""Where a channel is planned and not used, used and not planned, or missing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, SHOWN
from cjwidgets.analysis.shared.periods import crossed
from cjwidgets.analysis.shared.places import Places, labels, places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.matching.placement import NOWHERE, Placement
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "planned = a touchpoint of the stage has the channel; customers = those with an event of the "
    "stage in the channel; share = customers / n with a Wilson score interval, n = customers with "
    "an event of the stage. not_observed = planned, without an event; not_planned = observed, on "
    "no touchpoint of the stage; no_channel = neither a planned nor an observed channel."
)
SOURCE = "Our own definitions; interval: Wilson (1927), JASA 22:209–212."


@checked
def channel_gaps(
    jm: JourneyMap,
    log: EventLog,
    *,
    names: Mapping[str, str] | None = None,
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Compare the channels a map plans at each stage with those customers use there.

    Parameters
    ----------
    jm : JourneyMap
        Its touchpoints say their ``channel``.
    log : EventLog
        With a channel column.
    names : dict of str to str, optional
        Name in the log → name on the map, where they differ by more than case.
    minimum : int, default 1
        Channels of a stage of fewer customers are hidden (note
        ``small_n``), and of others where the whole would tell them (``beside_small``). All are
        shown unless somebody asks: places are no group that people were chosen by. In a whole log
        of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a stage and channel that is planned or observed there, in the order of the map,
        and one for each stage without any:

        - ``stage``, ``channel`` (as on the map, else as in the log; empty without any),
        - ``planned``: bool,
        - ``events``, ``customers`` (Int64; missing where the stage has no rule),
        - ``share``, ``share_low``, ``share_high``: of the stage's customers,
        - ``gap``: ``not_observed``, ``not_planned``, ``no_channel`` or nothing,
        - ``n``: customers at the stage,
        - ``note``: ``no_rule``, ``no_events`` (of the whole stage), ``small_n``, ``beside_small``
          or nothing.

    Raises
    ------
    DataError
        No stage has a rule.
    NotFoundError
        The log has no channels.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=[
    ...     cj.Touchpoint("Checkout", channel="Web", match=["pay"]),
    ...     cj.Touchpoint("Till", channel="shop")])])
    >>> frame = pd.DataFrame({"who": [1, 2], "at": "2026-03-01", "what": "pay",
    ...                       "via": ["web", "phone"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    >>> channel_gaps(jm, log)[["stage", "channel", "planned", "gap", "customers"]]
      stage channel  planned           gap  customers
    0   Buy     Web     True                        1
    1   Buy    shop     True  not_observed          0
    2   Buy   phone    False   not_planned          1
    """
    stages = places_of(jm, log, "stage")
    seen = _as_on_map(log, names or {})
    both = log.engine.reach(crossed(log, stages.placement, seen))
    shape = len(stages), len(seen)
    events, customers = both.events.reshape(shape), both.customers.reshape(shape)
    here = log.engine.reach(stages.placement).customers
    column = {_key(name): at for at, name in enumerate(seen.names)}
    rows = []
    for place, stage in enumerate(jm.stages):
        planned = {_key(each.channel): each.channel for each in stage.touchpoints if each.channel}
        used = {key: seen.names[at] for key, at in column.items() if events[place, at]}
        for key, name in ({**planned, **used, **planned} or {"": ""}).items():
            at = column.get(key)
            counts = (0, 0) if at is None else (int(events[place, at]), int(customers[place, at]))
            rows.append((place, name, key in planned, *counts))
    return _table(rows, stages, here, log, least(log, minimum), confidence)


def _key(name: str) -> str:
    return name.strip().casefold()


def _as_on_map(log: EventLog, names: Mapping[str, str]) -> Placement:
    """Return the placement of the log's channels, those of one name on the map made one."""
    known = {_key(old): new for old, new in names.items()}
    found = labels(log, "channel")
    shown = [known.get(_key(name), name) for name in found.names]
    keys = list(dict.fromkeys(map(_key, shown)))
    place = np.array([*(keys.index(_key(label)) for label in shown), NOWHERE], dtype=np.int32)
    first = dict(zip(map(_key, shown[::-1]), shown[::-1], strict=True))
    return log.placement(found.kinds, place[found.places], tuple(first[key] for key in keys))


def _table(
    rows: list[tuple[int, str, bool, int, int]],
    stages: Places,
    here: np.ndarray,
    log: EventLog,
    minimum: int,
    confidence: float,
) -> pd.DataFrame:
    place = np.array([row[0] for row in rows])
    ruled, n = stages.ruled[place], here[place]
    events, customers = (np.array([row[i] for row in rows]) for i in (3, 4))
    planned = np.array([row[2] for row in rows])
    channel = [row[1] for row in rows]
    unnamed = np.array([name == "" for name in channel])
    gap = np.select(
        [unnamed, planned & ruled & (events == 0), ~planned & ~unnamed],
        ["no_channel", "not_observed", "not_planned"],
        "",
    )
    frame = pd.DataFrame(
        {
            **stages.named(place),
            "channel": channel,
            "planned": planned,
            "events": pd.array(np.where(ruled, events, np.nan), dtype="Int64"),
            "customers": pd.array(np.where(ruled, customers, np.nan), dtype="Int64"),
            **shares("share", np.where(ruled, customers, 0), n, confidence),
            "gap": gap.tolist(),
            "n": n,
            "note": np.select([~ruled, n == 0], ["no_rule", "no_events"], "").tolist(),
        }
    )
    told = ("events", "customers", *SHARE)
    return describe(
        hide_counts(frame, told, minimum, people="customers", sets=place),
        "channel_gaps",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        minimum=minimum,
    )


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Name the first gap of each kind, and say how many there are."""
    said = ""
    for gap in ("no_channel", "not_observed", "not_planned"):
        found = frame[frame["gap"] == gap]
        if len(found):
            row = found.loc[found["customers"].fillna(0).astype(int).idxmax()]
            said += t(
                f"explain.gaps.{gap}", count=len(found), stage=row["stage"], channel=row["channel"]
            )
    return said.strip() or t("explain.gaps.nothing")
