"""Maps that touchpoints open."""

from __future__ import annotations

import pytest

from cjwidgets import JourneyMap, Stage, Touchpoint
from cjwidgets.errors import FileError, NotFoundError
from cjwidgets.widgets.journeys import Journeys


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "parts").mkdir()
    JourneyMap("Paying", stages=["Choose", "Confirm"]).save(tmp_path / "parts/pay.cjmap.json")
    pay = Touchpoint("Pay", id="pay", journey="parts/pay.cjmap.json")
    jm = JourneyMap("Shop", stages=[Stage("Buy", touchpoints=[pay, Touchpoint("Cart", id="cart")])])
    jm.save(tmp_path / "shop.cjmap.json")
    return jm


def test_a_touchpoint_opens_its_map_and_the_way_leads_back(shop):
    journeys = Journeys(shop)
    pay = journeys.enter("pay")
    assert (pay.title, journeys.above) == ("Paying", ["Shop"])
    pay.stages[0].name = "Pick"
    assert journeys.leave() is shop
    assert journeys.enter("pay") is pay  # with what was edited there
    journeys.leave()
    assert journeys.leave() is shop


def test_two_ways_to_one_file_lead_to_one_map(shop, tmp_path):
    shop.node("cart").journey = "./parts/../parts/pay.cjmap.json"
    journeys = Journeys(shop)
    first = journeys.enter("pay")
    journeys.leave()
    assert journeys.enter("cart") is first
    first.stages[0].touchpoints.append(Touchpoint("Up", id="up", journey="../shop.cjmap.json"))
    assert journeys.enter("up") is shop


def test_what_can_not_be_opened_is_said_and_changes_nothing(shop):
    journeys = Journeys(shop)
    with pytest.raises(FileError, match=r"Touchpoint\('Cart'\) has no journey of its own"):
        journeys.enter("cart")
    shop.node("cart").journey = "nowhere.cjmap.json"
    with pytest.raises(FileError, match=r"nowhere\.cjmap\.json can't be read"):
        journeys.enter("cart")
    with pytest.raises(NotFoundError, match="no touchpoint"):
        journeys.enter(shop.stages[0].id)
    assert (journeys.current, journeys.above) == (shop, [])


def test_a_map_is_saved_where_it_came_from(shop, tmp_path):
    again = JourneyMap.open(tmp_path / "shop.cjmap.json")
    again.title = "Store"
    assert again.save() == shop.path
    assert JourneyMap.open(shop.path).title == "Store"
    with pytest.raises(FileError, match="has no file yet"):
        JourneyMap("New").save()
