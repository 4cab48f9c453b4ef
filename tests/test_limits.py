"""Caps can be set, and only to what makes sense."""

from __future__ import annotations

from dataclasses import fields

import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError, UnknownFieldError

pytestmark = pytest.mark.usefixtures("caps")


def test_a_cap_is_set_and_reset() -> None:
    before = cj.limits.document
    cj.limits.document = 1_000
    assert cj.limits.document == 1_000
    cj.limits.reset()
    assert cj.limits.document == before


@pytest.mark.parametrize("value", [0, -1, 1.5, "9", None, True])
def test_what_is_no_cap_is_refused(value: object) -> None:
    for each in fields(cj.limits):
        before = getattr(cj.limits, each.name)
        with pytest.raises(InputError, match=each.name):
            setattr(cj.limits, each.name, value)
        assert getattr(cj.limits, each.name) == before


def test_an_unknown_cap_is_refused() -> None:
    with pytest.raises(UnknownFieldError, match="document"):
        cj.limits.documents = 1


def test_every_cap_is_documented() -> None:
    for each in fields(cj.limits):
        assert f"{each.name} : int" in (cj.limits.__doc__ or "")


def test_the_hint_of_a_refusal_works_when_followed() -> None:
    advice = cj.limits.raising("document", 123_456)
    exec(advice.partition(": ")[2].rstrip("."), {"cj": cj})
    assert cj.limits.document == 123_456
