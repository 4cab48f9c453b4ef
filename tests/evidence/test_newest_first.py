"""Exports that are newest first: of two rows of one moment, the earlier row is the later event."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj

ROLES = {"customer": "who", "time": "at", "event": "what"}
START = pd.Timestamp("2026-03-01")


def shop() -> cj.JourneyMap:
    return cj.JourneyMap("Shop", stages=[cj.Stage(s, match=s) for s in ("cart", "pay", "thanks")])


def bought(customers: int = 20) -> pd.DataFrame:
    """Who pays in the second the cart is filled, oldest first."""
    rows = [
        (f"u{i}", START + pd.Timedelta(minutes=i, seconds=second), what)
        for i in range(customers)
        for second, what in ((0, "cart"), (0, "pay"), (1, "thanks"))
    ]
    return pd.DataFrame(rows, columns=list(ROLES.values()))


def opened(frame: pd.DataFrame, engine: str, **options: object) -> cj.EventLog:
    if engine == "memory":
        return cj.EventLog(frame, **ROLES, **options)
    lazy = pl.DataFrame(frame.to_dict("list")).lazy()
    return cj.EventLog(lazy, **ROLES, **options, in_place=True)


def ties(log: cj.EventLog) -> str:
    return str(log.describe().set_index("what").loc["ties", "note"])


def reached(log: cj.EventLog) -> list[int]:
    return cj.funnel(shop(), log)["reached"].tolist()


TURNED = {
    "whole": lambda frame: frame[::-1],
    "by customer": lambda frame: frame[::-1].sort_values("who", kind="stable"),
    "one moment each": lambda frame: frame[frame["what"] != "thanks"][::-1],
}


@pytest.mark.parametrize("engine", ["memory", "polars"])
@pytest.mark.parametrize("how", TURNED)
def test_rows_of_one_moment_are_turned_around(engine: str, how: str):
    oldest = TURNED[how](bought())[::-1]
    log, turned = opened(oldest, engine), opened(TURNED[how](bought()), engine)
    paths = cj.paths(None, log, level="event")
    assert paths["path"].str.startswith("cart → pay").all()
    pd.testing.assert_frame_equal(cj.paths(None, turned, level="event"), paths)
    assert ties(log) == "ordered by row"
    assert ties(turned) == "ordered by row, the last first: the source is newest first"
    if how != "one moment each":
        assert reached(turned) == [20, 20, 20]
    assert ties(turned.between(START, START + pd.Timedelta(minutes=5))) == ties(turned)


@pytest.mark.parametrize("engine", ["memory", "polars"])
def test_rows_that_are_newest_first_but_not_all_are_warned_of(engine: str):
    frame = bought()[::-1]
    late = pd.concat([frame[frame["who"] != "u3"], frame[frame["who"] == "u3"][::-1]])
    with pytest.warns(UserWarning, match="20 of 60 events share .* newest first, but not all"):
        log = opened(late, engine)
    assert ties(log).startswith("ordered by row, in doubt")


@pytest.mark.parametrize("engine", ["memory", "polars"])
def test_a_sequence_counts_more_than_rows(engine: str):
    frame = bought().assign(rank=[1, 2, 3] * 20)[::-1]
    log = opened(frame, engine, sequence="rank")
    assert reached(log) == [20, 20, 20]
    assert ties(log) == "ordered by sequence"
    same = opened(frame.assign(rank=0), engine, sequence="rank")
    assert reached(same) == [20, 20, 20]


def test_ids_of_nobody_hide_no_order():
    frame = pd.concat([bought(), bought().assign(who="null")], ignore_index=True)
    log = opened(frame.sort_values("at", kind="stable")[::-1], "memory", unknown=["null"])
    assert reached(log) == [20, 20, 20]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 4), st.sampled_from("abc")),
        min_size=1,
        max_size=30,
    )
)
def test_a_log_turned_around_is_the_same_log(rows: list[tuple[int, int, str]]):
    rows = sorted(rows, key=lambda row: row[1])
    frame = pd.DataFrame(
        [(f"u{who}", START + pd.Timedelta(seconds=at), what) for who, at, what in rows],
        columns=list(ROLES.values()),
    )
    paths = cj.paths(None, opened(frame, "memory"), level="event")
    if frame["at"].nunique() > 1:
        for engine in ("memory", "polars"):
            turned = opened(frame[::-1], engine)
            pd.testing.assert_frame_equal(cj.paths(None, turned, level="event"), paths)
