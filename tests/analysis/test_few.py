"""What funnels and stays of few people show: nothing, in table, sentence and chart."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.test_funnel import log, shop
from cjwidgets.analysis import funnel
from cjwidgets.errors import InputError
from cjwidgets.locale import LOCALES

pytestmark = pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")


def few(count: int, *more: tuple[int, float, str]) -> cj.EventLog:
    """Twenty look, and so many of them buy."""
    rows = [(who, 0, "A") for who in range(20)] + [(who, 1, "B") for who in range(count)]
    return log(*rows, *more)


@pytest.mark.parametrize("kind", ["closed", "open", "any_order", "first_attempt"])
def test_a_stage_of_few_is_hidden_and_all_that_is_behind_it(kind):
    """Shown to the few: not what they are, nor that none of them went on."""
    seen = []
    for buy, then in ((2, 0), (2, 1), (3, 3)):
        events = few(buy, *((who, 2, "C") for who in range(then)))
        table = funnel(shop("A", "B", "C"), events, kind=kind)
        assert table["reached"].isna().tolist()[:2] == [False, True]
        assert table["note"].tolist()[:2] == ["first", "small_n"]
        assert table.attrs["minimum"] == 5
        shown = table.drop(columns="stage_id").to_csv()
        seen.append((shown, [cj.explain(table, locale) for locale in LOCALES]))
        chart = cj.charts.drop_off(table)
        seen[-1] += (json.dumps(chart.to_dict(), sort_keys=True),)
    if kind == "open":  # what nobody comes to has no few
        seen.pop(0)
    assert all(each == seen[0] for each in seen)


def test_all_are_shown_to_who_asks_for_it_or_has_no_more():
    jm = shop("A", "B")
    assert funnel(jm, few(2), minimum=1)["reached"].tolist() == [20, 2]
    assert funnel(jm, few(2), minimum=2)["reached"].tolist() == [20, 2]
    assert funnel(jm, few(5))["reached"].tolist() == [20, 5]
    whole = log((1, 0, "A"), (2, 0, "A"), (1, 1, "B"))
    assert funnel(jm, whole)["reached"].tolist() == [2, 1]
    part = few(2).between("2026-03-01 00:01")
    table = funnel(shop("B", "C"), part)
    assert table["reached"].isna().tolist() == [True, True]
    assert cj.explain(table) == "Fewer than 5 customers reach S0, which are too few to show."
    assert funnel(shop("B", "C"), part, minimum=1)["reached"].tolist() == [2, 0]
    with pytest.raises(InputError, match="minimum=0 is no whole number"):
        funnel(jm, whole, minimum=0)


def test_few_who_came_in_order_to_a_stage_of_many_are_told_as_on_the_map():
    """Completed are two of twenty: a share, as any; what those two did next is not shown."""
    more = [(30 + who, 1, "B") for who in range(9)]
    table = funnel(shop("A", "B", "C"), few(2, *more, (0, 2, "C")))
    assert table["reached"].tolist()[:2] == [20, 2]
    assert table["reached"].isna().tolist() == [False, False, True]
    assert table.loc[2, ["drop_off", "continued", "waiting", "came_in", "open"]].isna().all()


def stays(count: int) -> cj.EventLog:
    """Twenty look, so many of them go on to buy, each a minute later, and then talk."""
    rows = [(who, 0, "A") for who in range(20)]
    rows += [(who, 1 + who, "B") for who in range(count)]
    return log(*rows, *((who, 60, "C") for who in range(count)))


@pytest.mark.parametrize("per", ["visit", "event", "inside"])
def test_stays_of_few_are_hidden_and_how_many_they_are(per):
    table = cj.dwell(shop("A", "B", "C"), stays(3), per=per)
    hidden = table.loc[1]
    assert hidden["note"] == "small_n"
    assert hidden[["median", "q25", "q75", "n", "censored", "of_one"]].isna().all()
    shown = cj.dwell(shop("A", "B", "C"), stays(5), per=per).loc[1]
    assert (shown["n"], pd.isna(shown["median"])) == (5, False)
    every = cj.dwell(shop("A", "B", "C"), stays(3), per=per, minimum=1)
    assert every["n"].tolist()[1] == 3
    assert "S1" not in cj.explain(table)
    json.dumps(cj.charts.dwell(table).to_dict())


def test_many_stays_of_few_are_few():
    rows = [
        (who, 2 * at + side, "AB"[side]) for who in range(2) for at in range(9) for side in (0, 1)
    ]
    jm = shop("A", "B")
    table = cj.dwell(jm, log(*rows, *((who, 0, "A") for who in range(9, 20))))
    assert table["note"].tolist() == ["small_n", "small_n"]
    assert table["median"].isna().all()
    assert table["n"].isna().all()  # how many at B, the last stays at A would tell
    whole = cj.dwell(jm, log(*rows))
    assert whole["n"].tolist() == [18, 16]


def test_what_few_do_in_a_channel_is_hidden_and_so_is_what_would_tell_it():
    rows = [
        (who, who, "A", "web" if who < 12 else "shop" if who < 20 else "desk") for who in range(23)
    ]
    rows += [(who, 90, "B", "web") for who in (0, 12, 20)]
    frame = pd.DataFrame(rows, columns=["who", "minute", "what", "via"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["minute"], unit="min")
    told = cj.EventLog(frame, customer="who", time="at", event="what", channel="via")
    table = cj.channels(shop("A", "B"), told, goal="B", window="10min").set_index("channel")
    assert table["customers"].to_dict() == {"desk": 3, "shop": 8, "web": 14}
    assert table["note"].to_dict()["desk"] == "small_n"
    assert table["note"].to_dict()["shop"] == "beside_small"
    assert (
        table.loc[["desk", "shop"], ["converted", "conversion", "lost", "interactions"]]
        .isna()
        .all(axis=None)
    )
    every = cj.channels(shop("A", "B"), told, goal="B", window="10min", minimum=1)
    assert every["converted"].tolist() == [1, 1, 1]
