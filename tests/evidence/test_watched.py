"""Until when the customers of a part of a log were watched: to the end of the whole.

In the parts of this log the last event is long before the end of the log: who was seen there
last is gone, and nobody in them may yet come.
"""

from __future__ import annotations

import pandas as pd
import pytest

import cjwidgets as cj

DAY = pd.Timestamp("2026-01-01")
PARTS = {
    "where": lambda log: log.where(channel="shop"),
    "whose": lambda log: log.whose(segment="old"),
    "between": lambda log: log.between(end="2026-03-15"),
    "began": lambda log: log.began(end="2026-03-15"),
    "a part of a part": lambda log: log.whose(segment="old").where(channel="shop"),
}
"""What the first twelve customers did, who were seen in the shop in January."""
ENGINES = ("memory", "duckdb", "ibis", "polars")

pytestmark = [
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning"),
]


def log_in(engine: str) -> cj.EventLog:
    rows = [
        (who, DAY + pd.Timedelta(hours=who), name, "shop", "old")
        for who in range(12)
        for name in ("look",)
    ]
    rows += [(who, DAY + pd.Timedelta(days=1, hours=who), "buy", "shop", "old") for who in range(6)]
    rows += [(50 + who, DAY + pd.Timedelta(days=90), "look", "web", "new") for who in range(9)]
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "via", "group"])
    source: object = frame
    if engine == "duckdb":
        import duckdb

        source = duckdb.connect().from_df(frame)
    elif engine == "ibis":
        import ibis

        backend = ibis.duckdb.connect()
        backend.con.register("rows", frame)
        source = backend.table("rows")
    elif engine == "polars":
        import polars as pl

        source = pl.from_pandas(frame).lazy()
    return cj.EventLog(
        source,
        customer="who",
        time="at",
        event="what",
        channel="via",
        segment="group",
        unknown=[],
        in_place=engine != "memory",
    )


def shop() -> cj.JourneyMap:
    stages = [cj.Stage(name, match=[name]) for name in ("look", "buy", "return")]
    return cj.JourneyMap("Shop", stages=stages)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("part", PARTS)
def test_who_is_gone_is_told_by_the_end_of_the_whole(engine: str, part: str):
    log, jm = PARTS[part](log_in(engine)), shop()
    assert log.n_customers == 12
    left = cj.exits(jm, log, level="stage")
    assert left["undecided"].tolist()[:2] == [0, 0]
    assert left["left"].tolist()[:2] == [6, 6]
    assert left["n"].tolist()[:2] == [12, 6]
    lost = cj.funnel(jm, log)
    assert lost["open"].tolist()[1] == lost["waiting"].tolist()[1] == 0
    chain = cj.markov(jm, log, goal="return", level="stage", draws=20)
    assert (chain["lost"].sum(), chain["open"].sum()) == (12, 0)
    done = cj.completion(jm, log, "buy", start="look", window="30d", minimum=1)
    assert (done["n"][0], done["late"][0] if "late" in done else 0) == (12, 0)
    kept = cj.churn(log, period="30d")
    assert kept["churn"][1] == 1.0  # the period after the part's last event is over, too
    came = cj.retention(log, period="30d")
    assert came["share"][1] == 0.0


def test_a_period_is_watched_to_its_own_end_and_not_beyond():
    log = log_in("memory").between(end="2026-01-10")
    left = cj.exits(shop(), log, level="stage")
    assert (left["left"].tolist()[:2], left["undecided"].tolist()[:2]) == ([0, 0], [6, 6])
    assert cj.exits(shop(), log, level="stage", window="7d")["left"].tolist()[:2] == [6, 6]


def test_a_channel_nobody_came_back_to_lost_all_of_them():
    rows = [(who, DAY + pd.Timedelta(days=60), "look", "web", "old") for who in range(8)]
    rows += [(99, DAY + pd.Timedelta(days=100), "look", "shop", "new")]
    frame = pd.DataFrame(rows, columns=["who", "at", "what", "via", "group"])
    log = cj.EventLog(frame, customer="who", time="at", event="what", channel="via", unknown=[])
    table = cj.channels(None, log.where(channel="web"), window="30d").set_index("channel")
    assert table["lost"]["web"] == 8
