"""A question knows its scale, its good end and its favourable answers."""

from __future__ import annotations

import numpy as np
import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError
from cjwidgets.evidence.surveys.questions import KINDS, Question


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"name": ""}, "needs the name of a column"),
        ({"name": "q"}, "'q' is not a kind"),
        ({"name": "q", "kind": "nsp"}, "Did you mean 'nps'"),
        ({"name": "emotion"}, "needs a scale"),
        ({"name": "emotion", "scale": "smileys"}, "no scale 'smileys'"),
        ({"name": "csat", "scale": 5}, "has no two ends"),
        ({"name": "csat", "scale": (5, 1)}, "from low to high"),
        ({"name": "nps", "scale": (1, 5)}, "asked from 0 or 1 to 10"),
        ({"name": "csat", "good": "up"}, "neither 'high' nor 'low'"),
        ({"name": "csat", "top": 0}, "top=0"),
    ],
)
def test_wrong_questions_are_named(options: dict, says: str):
    with pytest.raises(InputError, match=says):
        Question(**options)


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        (Question("emotion", scale="affective_slider"), [0, 0.5, 1], [-2, 0, 2]),
        (Question("emotion", scale="sam"), [1, 5, 9], [-2, 0, 2]),
        (Question("emotion", scale="sam", good="low"), [1, 5, 9], [2, 0, -2]),
        (Question("emotion", scale=(-2, 2)), [-2, 0.5, 2], [-2, 0.5, 2]),
        (Question("emotion", scale=(1, 5)), [1, 2, 5], [-2, -1, 2]),
    ],
)
def test_scales_are_converted_linearly(question: Question, given: list, expected: list):
    assert question.on(np.array(given, dtype=float), cj.Scale(-2, 2)).tolist() == expected


@pytest.mark.parametrize(
    ("question", "favourable"),
    [
        (Question("csat"), [4, 5]),
        (Question("csat", top=1), [5]),
        (Question("ces1"), [1, 2]),
        (Question("ces2"), [5, 6, 7]),
        (Question("csat", scale=(1, 10)), [9, 10]),
    ],
)
def test_favourable_answers(question: Question, favourable: list[int]):
    steps = np.arange(question.ends.low, question.ends.high + 1)
    assert steps[question.favourable(steps) == 1].tolist() == favourable


def test_every_kind_has_a_reader():
    for kind in KINDS:
        question = Question("q", kind=kind, scale=None if KINDS[kind].scale else (0, 1))
        assert question.holds(np.array([question.ends.low, question.ends.high])).all()
    assert not Question("nps").holds(np.array([8.5])).any()
