"""A saved notebook says what people answered, as the editor does."""

from __future__ import annotations

import re

import pytest

import cjwidgets as cj
from analysis.test_figures_asked import EFFORT, shop, survey
from cjwidgets.analysis import figures
from cjwidgets.formats.html.journey import journey
from cjwidgets.formats.html.observed import answers_in_words
from cjwidgets.formats.html.writer import Writer
from cjwidgets.locale import LOCALES


def test_scores_stand_below_what_was_observed_and_the_journeys_at_the_end() -> None:
    jm = shop().attach(survey("csat", "nps", EFFORT))
    written = journey(jm, figures(jm).to_json())
    text = re.sub("<[^>]+>", " ", written)
    assert "Satisfied 70% (40% … 89%), n 10" in text
    assert "NPS +20 (" in text
    assert "Effort 2.3 of 5 (" in text
    assert re.search(r"Whole journey: NPS \+47 \(.*?\), n 30", text)
    assert "⚠" not in text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["csat", "csat_mean", "nps", "ces1", "ces2"])
def test_every_score_has_words_in_every_language(kind: str, locale: str) -> None:
    jm = cj.JourneyMap("Shop", locale=locale)
    of = None if kind in ("csat", "nps") else 5
    numbers = {
        "asked": [[kind, 0.5, None, None, 3, of, "few_people"], [kind, 0.5, 0.2, 0.9, 3, of]]
    }
    without, whole = answers_in_words(Writer(jm), numbers)
    assert " … " in whole
    assert "n 3" in without
    assert not re.search(r"[{}]|editor\.|note\.", without + whole)
