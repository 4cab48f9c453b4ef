"""What a funnel says besides who was lost: who is at the goal."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjwidgets.analysis.shared.goals import Goal
from cjwidgets.analysis.shared.places import places_in
from cjwidgets.evidence.matching.claims import Claims
from cjwidgets.model import JourneyMap


def end_at(jm: JourneyMap, claimed: Claims, table: pd.DataFrame, goal: Goal) -> pd.DataFrame:
    """Say who reached the goal, and that behind it the journey has ended and nobody is lost."""
    behind = table["stage_id"].isin(goal.behind) & table["continued"].notna()
    before = table["reached"].where(table["note"] != "no_rule").ffill().shift()
    found = table.assign(
        done=pd.array(_done(jm, claimed, goal), dtype="Int64"),
        ended=(before - table["continued"]).where(behind),
    )
    found.loc[behind, ["drop_off", "drop_off_low", "drop_off_high"]] = np.nan
    found.loc[behind, "note"] = "end"
    found["stage_id"] = found.pop("stage_id")
    return found


def _done(jm: JourneyMap, found: Claims, goal: Goal) -> list[float]:
    """Return how many are at the goal, in the row of the stage that is or has it."""
    at_stage = _customers(jm, found, "stage")
    named = any(each.id in goal.places for each in jm.touchpoints)
    at_point = _customers(jm, found, "touchpoint") if named else np.empty(0)
    rows = {each.id: row for row, each in enumerate(jm.touchpoints)}
    done = []
    for place, stage in enumerate(jm.stages):
        own = [rows[each.id] for each in stage.touchpoints if each.id in goal.places]
        if stage.id in goal.places:
            done.append(at_stage[place])
        else:
            done.append(at_point[own[0]] if len(own) == 1 else np.nan)
    return done


def _customers(jm: JourneyMap, found: Claims, level: str) -> np.ndarray:
    places = places_in(jm, found, level)
    return np.where(places.ruled, found.log.engine.reach(places.placement).customers, np.nan)
