"""Where several lead equally, sentences say so: none of them is the most."""

from __future__ import annotations

import pytest

import cjwidgets as cj
from analysis.toys import log, shop
from cjwidgets.locale import LOCALES


def walked(*paths: tuple[int, str]) -> cj.EventLog:
    """A log of so many customers a path."""
    every = [path for count, path in paths for _ in range(count)]
    rows = [
        (who, minute, what) for who, path in enumerate(every) for minute, what in enumerate(path)
    ]
    return log(*rows, ("late", 90_000, "x"))


def test_goals_are_lost_equally_at_two_places():
    table = cj.markov(
        shop("A", "B"),
        walked((10, "A"), (20, "AC"), (10, "B"), (20, "BC")),
        goal="C",
        level="stage",
    )
    assert table["goals_lost"].round(9).nunique() == 1
    for locale in LOCALES:
        said = cj.explain(table, locale)
        assert all(name in said for name in ("S0", "S1")), said
    assert "The same goes for" in cj.explain(table)


def test_equally_many_take_two_paths():
    said = cj.explain(cj.paths(None, walked((6, "AB"), (6, "BA"), (3, "A")), level="event"))
    assert "The same goes for “B → A”." in said
    alone = cj.explain(cj.paths(None, walked((7, "AB"), (6, "BA")), level="event"))
    assert "same goes" not in alone


def test_equally_many_are_lost_in_two_periods():
    day = 24 * 60
    events = [(f"{at} {who}", at * day, "A") for at in (0, 2) for who in range(10)]
    events += [(f"{at} {who}", (at + 1) * day, "A") for at in (0, 2) for who in range(5)]
    table = cj.churn(log(*events, ("end", 9 * day, "A")), period="1d")
    worst = table.dropna(subset="churn")
    worst = worst[worst["churn"] == worst["churn"].max()]
    said = cj.explain(table)
    assert len(worst) > 1
    assert "The same goes for" in said


def test_equally_many_do_what_no_rule_claims():
    table = cj.conformance(shop("A"), walked((6, "AxY"), (2, "A")), of="events")
    assert table["customers"].tolist()[:2] != table["customers"].tolist()[1:3]
    equal = cj.conformance(
        shop("A"),
        log(*((who, at, w) for who in range(6) for at, w in enumerate("AXY"))),
        of="events",
    )
    assert "the most frequent is “X”" in cj.explain(equal)
    assert "The same goes for “Y”." in cj.explain(equal)


@pytest.mark.parametrize("last", [5, 2])
def test_groups_that_complete_equally_often_are_all_named(last: int):
    rows = []
    for group, buyers in (("new", 5), ("old", 5), ("lost", last)):
        for who in range(10):
            rows.append((f"{group}{who}", 0, "A", "web", group))
            if who < buyers:
                rows.append((f"{group}{who}", 5, "B", "web", group))
    said = cj.explain(cj.completion(shop("A", "B"), log(*rows), "B", by="segment"))
    assert "The same goes for" in said
    assert all(said.count(name) == 1 for name in ("new", "old", "lost")), said
