"""Two logs by their names, and customers who are in both."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

import cjwidgets as cj
from analysis.test_compare import MARCH_11, stayers
from analysis.toys import log, said, shop
from cjwidgets.analysis import compare
from cjwidgets.errors import InputError
from cjwidgets.evidence.reduce.frames import joint


def arm(name: str, customers: int, buyers: int):
    return log(
        *((f"{name}{i}", 0, "A") for i in range(customers)),
        *((f"{name}{i}", 5, "B") for i in range(buyers)),
    )


@pytest.mark.parametrize("of", ["funnel", "drop_off", "reach"])
def test_arms_are_called_by_their_names(of: str):
    one, two, jm = arm("a", 80, 40), arm("b", 80, 60), shop("A", "B")
    table = compare(jm, one, two, names=("old page", "new page"), statistic=of)
    for sentence in said(table):
        assert "old page" in sentence
        assert "new page" in sentence
    english = said(table)[0]
    assert re.search(r"\b(before|after)\b(?! [“a])", english) is None
    share = "25" if of == "drop_off" else "75"
    assert f"new page {share}%" in english
    assert "difference = new page − old page" in table.attrs["definition"]
    assert table["difference"][1] == pytest.approx(-0.25 if of == "drop_off" else 0.25)
    events = stayers()
    periods = events.between(end=MARCH_11), events.between(MARCH_11)
    new = compare(shop("A", "B"), *periods, window="2d", minimum=1, names=("March 1", "March 2"))
    assert said(new)[0].endswith("2 of the 5 seen in March 1, 2 of the 4 in March 2.")
    drawn = cj.charts.compare(jm, one, two, names=("<b>old", "new"), statistic=of)
    assert drawn.title.text == "<b>old and new"
    texts = json.dumps(drawn.to_dict(), ensure_ascii=False)
    assert "Before and after" not in texts
    assert '"head": "new"' in texts


@pytest.mark.parametrize("names", ["AB", ("A",), ("A", "A"), ("A", ""), ("A", 2), 5])
def test_names_that_are_not_two_are_refused(names: object):
    with pytest.raises(InputError, match="does not name the two logs"):
        compare(shop("A", "B"), arm("a", 9, 9), arm("b", 9, 9), names=names)


def test_customers_in_both_logs_are_warned_of():
    jm, one = shop("A", "B"), arm("a", 30, 10)
    two = log(
        *((f"a{i}", 0, "A") for i in range(25, 60)), *((f"a{i}", 5, "B") for i in range(40, 60))
    )
    with pytest.warns(UserWarning, match="5 customers are in both logs, 'A' and 'B'"):
        table = compare(jm, one, two, names=("A", "B"))
    assert table.attrs["in_both"] == 5
    assert all("5" in sentence for sentence in said(table))
    assert compare(jm, one, arm("b", 30, 10)).attrs["in_both"] == 0
    events = stayers()  # who came in both periods is told by the definition
    before, after = events.between(end=MARCH_11), events.between(MARCH_11)
    assert compare(jm, before, after, customers="all", minimum=1).attrs["in_both"] is None
    with pytest.warns(UserWarning, match="customers are in both logs, if"):
        compare(jm, events.whose(event="A"), events.whose(event="B"), minimum=1)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:The .future.infer_string")
@pytest.mark.parametrize("kind", ["polars", "duckdb", "ibis"])
def test_customers_in_both_logs_are_warned_of_in_place(kind: str, monkeypatch):
    backend = pytest.importorskip(kind)
    base = pytest.importorskip("duckdb").connect()

    def there(first: int, last: int):
        rows = [(f"a{i}", 5 * step, "AB"[step]) for i in range(first, last) for step in (0, 1)]
        frame = pd.DataFrame(rows, columns=["who", "minute", "what"])
        frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["minute"], unit="min")
        source = {
            "polars": lambda: backend.from_pandas(frame).lazy(),
            "duckdb": lambda: base.from_df(frame),
            "ibis": lambda: backend.memtable(frame),
        }[kind]()
        return cj.EventLog(source, customer="who", time="at", event="what", in_place=True)

    queries = []
    fetch = joint.small
    monkeypatch.setattr(joint, "small", lambda frame: queries.append(1) or fetch(frame))
    with pytest.warns(UserWarning, match="5 customers are in both logs"):
        table = compare(shop("A", "B"), there(0, 30), there(25, 60))
    assert (table.attrs["in_both"], len(queries)) == (5, 1)
    assert compare(shop("A", "B"), there(0, 30), there(30, 60)).attrs["in_both"] == 0
    here = arm("a", 30, 10)
    assert compare(shop("A", "B"), here, there(25, 60)).attrs["in_both"] is None


def test_ids_of_two_databases_are_not_laid_side_by_side():
    duckdb = pytest.importorskip("duckdb")
    frame = pd.DataFrame({"who": ["a"], "at": [pd.Timestamp("2026-03-01")], "what": ["A"]})
    logs = [
        cj.EventLog(duckdb.connect().from_df(frame), customer="who", time="at", event="what")
        for _ in range(2)
    ]
    assert compare(shop("A"), *logs, minimum=1).attrs["in_both"] in (None, 1)
