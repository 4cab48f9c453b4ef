"""Maps that touchpoints open, and maps that know their file."""

from __future__ import annotations

import pytest

from cjwidgets import JourneyMap, Stage, Touchpoint
from cjwidgets.errors import FileError


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "parts").mkdir()
    JourneyMap("Paying", stages=["Choose", "Confirm"]).save(tmp_path / "parts/pay.cjmap.json")
    pay = Touchpoint("Pay", id="pay", journey="parts/pay.cjmap.json")
    jm = JourneyMap("Shop", stages=[Stage("Buy", touchpoints=[pay, Touchpoint("Cart", id="cart")])])
    jm.save(tmp_path / "shop.cjmap.json")
    return jm


def test_a_touchpoint_opens_its_map_as_seen_from_the_file_of_its_own(shop):
    assert shop.node("pay").open_journey().title == "Paying"


def test_without_a_file_the_path_is_seen_from_the_working_folder(shop, monkeypatch):
    draft = JourneyMap.from_json(shop.to_json())
    monkeypatch.chdir(shop.path.parent)
    assert draft.path is None
    assert draft.node("pay").open_journey().title == "Paying"


def test_what_can_not_be_opened_is_said(shop):
    with pytest.raises(FileError, match=r"Touchpoint\('Cart'\) has no journey of its own"):
        shop.node("cart").open_journey()
    shop.node("cart").journey = "nowhere.cjmap.json"
    with pytest.raises(FileError, match=r"nowhere\.cjmap\.json can't be read"):
        shop.node("cart").open_journey()


def test_a_map_is_saved_where_it_came_from(shop, tmp_path):
    again = JourneyMap.open(tmp_path / "shop.cjmap.json")
    again.title = "Store"
    assert again.save() == shop.path
    assert JourneyMap.open(shop.path).title == "Store"
    with pytest.raises(FileError, match="has no file yet"):
        JourneyMap("New").save()
