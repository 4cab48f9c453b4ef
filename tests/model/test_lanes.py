"""What is told of each kind of lane holds for the fields and the catalogues."""

import pytest

from cjwidgets.locale import LOCALES, catalogue
from cjwidgets.model import Touchpoint
from cjwidgets.model import fields as f
from cjwidgets.model.children import Children
from cjwidgets.model.keyed import Texts
from cjwidgets.model.lanes import LANES
from cjwidgets.model.nodes import can_span, default_lanes
from cjwidgets.model.scores import Score
from model.test_values import FIELDS

KINDS_OF_FIELD = {
    "text": f.Text,
    "score": Score,
    "choice": f.Choice,
    "cards": Children,
    "sources": Children,
    "picture": f.Image,
    "curve": Score,
    "own": Texts,
}


@pytest.mark.parametrize("kind", LANES.values(), ids=lambda kind: kind.name)
def test_a_kind_of_lane_shows_a_field_that_is_there(kind):
    held = getattr(Touchpoint, kind.field)
    assert type(held) is KINDS_OF_FIELD[kind.holds]
    assert not kind.spans or can_span(kind)
    if kind.beside:
        assert isinstance(Touchpoint.fields[kind.beside], f.Choice)
    for name, _ in kind.only:
        assert name in held.node_class.fields
    for locale in LOCALES:
        texts = catalogue(locale)
        assert texts[f"lane.{kind.name}"]
        assert not kind.border or texts[f"editor.line.{kind.border}"]


def test_groups_of_lanes_follow_each_other():
    groups = [kind.group for kind in LANES.values()]
    assert groups == sorted(groups)
    assert [lane.shows for lane in default_lanes()] == [
        *("actions", "thoughts", "emotion", "pains", "opportunities", "evidence")
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_choice_has_a_word(locale):
    texts = catalogue(locale)
    for kind, name in FIELDS:
        field = kind.fields.get(name)
        if isinstance(field, f.Choice):
            for choice in field.choices:
                assert texts[f"{field.words}.{choice}"]
