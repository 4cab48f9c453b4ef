"""A saved notebook says what people answered, as the editor does."""

from __future__ import annotations

import re

from analysis.test_figures_asked import EFFORT, shop, survey
from cjwidgets.analysis import figures
from cjwidgets.formats.html.journey import journey


def test_scores_stand_below_what_was_observed_and_the_journeys_at_the_end() -> None:
    jm = shop().attach(survey("csat", "nps", EFFORT))
    written = journey(jm, figures(jm).to_json())
    text = re.sub("<[^>]+>", " ", written)
    assert "Satisfied 70% (40–89), n 10" in text
    assert "NPS +20 (" in text
    assert "Effort 2.3 of 5 (" in text
    assert re.search(r"Whole journey: NPS \+47 \(.*?\), n 30", text)
    assert "⚠" not in text
