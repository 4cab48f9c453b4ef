"""Small surveys for the tests of their statistics."""

from __future__ import annotations

import pandas as pd

import cjwidgets as cj


def shop(*names: str) -> cj.JourneyMap:
    """A map of one stage with these touchpoints."""
    return cj.JourneyMap("Shop", stages=[cj.Stage("Buy", touchpoints=list(names or ("Search",)))])


def survey(questions: list, respondent: str | None = None, **columns: object) -> cj.Survey:
    """A survey of these columns; those named as roles play them."""
    roles = {
        role: role
        for role in ("touchpoint", "stage", "channel", "segment", "persona")
        if role in columns
    }
    return cj.Survey(pd.DataFrame(columns), questions=questions, respondent=respondent, **roles)
