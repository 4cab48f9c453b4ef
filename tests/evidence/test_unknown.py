"""Ids that name nobody are told of, and left out when asked: in memory, in place, in surveys."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cjwidgets import EventLog, JourneyMap, Stage, Survey
from cjwidgets.analysis import funnel
from cjwidgets.errors import DataError, InputError
from cjwidgets.evidence.readers.unknown_ids import PLACEHOLDERS, is_placeholder

# Ibis 12 calls what DuckDB 2 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
JM = JourneyMap("Shop", stages=[Stage("Search", match=["search"]), Stage("Pay", match=["pay"])])
ROLES = {"customer": "user_id", "time": "time", "event": "event"}


def rows(nobody: Any, somebody: tuple[Any, Any] = ("u1", "u2")) -> pd.DataFrame:
    who = [somebody[0], somebody[0], somebody[1], *[nobody] * 4]
    what = ["search", "pay", "search", "search", "pay", "search", "pay"]
    when = pd.date_range("2026-03-01 10:00", periods=7, freq="min")
    return pd.DataFrame({"user_id": who, "time": when, "event": what})


def in_place(frame: pd.DataFrame, backend: str) -> Any:
    if backend == "polars":
        import polars as pl

        return pl.from_pandas(frame).lazy()
    import duckdb

    if backend == "duckdb":
        return duckdb.from_df(frame)
    import ibis

    connection = ibis.duckdb.connect()
    connection.con.register("frame", frame)
    connection.con.execute("CREATE TABLE log AS FROM frame")
    return connection.table("log")


def logged(source: Any, **how: Any) -> EventLog:
    return EventLog(source, **ROLES, in_place=not isinstance(source, pd.DataFrame), **how)


def warned(make: Any) -> tuple[Any, str]:
    with pytest.warns(UserWarning, match="nobody's id") as caught:
        made = make()
    (told,) = [each for each in caught if each.category is UserWarning]
    assert told.filename == __file__
    return made, str(told.message)


def followed(message: str) -> dict[str, Any]:
    """What a warning says to pass."""
    advice = re.search(r"(?:EventLog|Survey)\(…, (unknown=\[.*?\])\)", message)
    return dict(eval(f"dict({advice[1]})"))


def reached(log: EventLog) -> list[int]:
    return funnel(JM, log)["reached"].tolist()


WHERE = ["memory", "polars", "duckdb", "ibis"]


def source_of(frame: pd.DataFrame, where: str) -> Any:
    return frame if where == "memory" else in_place(frame, where)


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("nobody", ["null", "(Not Set)", " UNDEFINED ", "N/A", "0", "未知"])
def test_a_placeholder_is_told_and_left_out_when_the_hint_is_followed(nobody: str, where: str):
    source = source_of(rows(nobody), where)
    log, message = warned(lambda: logged(source))
    assert f"'user_id' has {nobody!r} in 4 of 7 rows" in message
    assert reached(log) == [3, 2]
    log = logged(source, **followed(message))
    assert reached(log) == [2, 1]
    assert logged(source, unknown=[]).n_customers == 3


@pytest.mark.parametrize("where", WHERE)
def test_numbers_that_name_nobody(where: str):
    source = source_of(rows(-1, (7, 8)), where)
    log, message = warned(lambda: logged(source))
    assert "'-1' in 4 of 7 rows" in message
    assert logged(source, **followed(message)).n_customers == log.n_customers - 1
    source = source_of(rows(0, (7, 8)), where)
    log, message = warned(lambda: logged(source))
    assert logged(source, **followed(message)).n_events == 3
    far = source_of(rows(0, (7_000_000_000, 8_000_000_000_000)), where)
    log, message = warned(lambda: logged(far))
    assert logged(far, **followed(message)).n_events == 3


@pytest.mark.parametrize("where", WHERE)
def test_numbered_customers_may_begin_with_zero(where: str):
    frame = rows(0, (1, 2))
    for each in (frame, frame.assign(user_id=frame["user_id"].astype(str))):
        assert logged(source_of(each.iloc[:6], where)).n_customers == 3  # and no warning
    busy = pd.concat([frame, *[frame[frame["user_id"] == 0]] * 9])
    for each in (busy, busy.assign(user_id=busy["user_id"].astype(str))):
        assert logged(source_of(each, where)).n_customers == 3  # a 1 is there, so 0 may be
    alone = frame[frame["user_id"] == 0]
    assert logged(source_of(alone, where)).n_customers == 1


@pytest.mark.parametrize("where", WHERE)
def test_several_ids_are_counted_each(where: str):
    frame = rows("null")
    frame.loc[3, "user_id"] = "NULL"
    frame.loc[[0, 1], "user_id"] = "-"
    _, message = warned(lambda: logged(source_of(frame, where)))
    assert "'null' in 3, '-' in 2, 'NULL' in 1 of 7 rows" in message
    assert logged(source_of(frame, where), **followed(message)).n_customers == 1


# On a warehouse through Ibis only what its own TRIM knows is a blank.
GAPS = [(where, gap) for where in WHERE for gap in (None, "", " " if where == "ibis" else " \t")]


@pytest.mark.parametrize(("where", "gap"), GAPS)
def test_gaps_are_left_out_when_the_hint_is_followed(where: str, gap: str | None):
    source = source_of(rows(gap), where)
    with pytest.raises(DataError, match="no customer in 4 of 7 rows") as caught:
        logged(source)
    assert logged(source, **followed(caught.value.hint)).n_customers == 2
    with pytest.raises(DataError, match="no customer in 4 of 7 rows"):
        logged(source, unknown=["null"])


def test_what_is_left_is_the_log_without_those_rows():
    rng = np.random.default_rng(5)
    who = rng.choice(["null", "a", "b", "c", "?"], 300)
    frame = pd.DataFrame(
        {
            "user_id": who,
            "time": pd.Timestamp("2026-03-01") + pd.to_timedelta(rng.integers(0, 40, 300), "min"),
            "event": rng.choice(["x", "y"], 300),
            "n": rng.permutation(300),
            "cost": rng.random(300),
        }
    )
    more = {"sequence": "n", "cost": "cost"}
    left = EventLog(frame, **ROLES, **more, unknown=["null", "?"]).engine.events
    kept = frame[~frame["user_id"].isin(["null", "?"])]
    right = EventLog(kept, **ROLES, **more).engine.events
    for name in ("owners", "stamps", "cost"):
        assert np.array_equal(getattr(left, name), getattr(right, name)), name
    names = [events.labels["event"] for events in (left, right)]
    assert [names[0].names[code] for code in names[0].codes] == [
        names[1].names[code] for code in names[1].codes
    ]


def asked(who: list[Any], **how: Any) -> Survey:
    frame = pd.DataFrame({"who": who, "csat": [1, 2, 3, 4, 5][: len(who)]})
    return Survey(frame, respondent="who", questions=["csat"], **how)


@pytest.mark.parametrize("nobody", ["null", " N/A", "(anonymous)", 0, -1])
def test_answers_of_nobody_are_those_of_different_people(nobody: Any):
    who = [*(("r1", "r2") if isinstance(nobody, str) else (8, 9)), nobody, nobody, nobody]
    survey, message = warned(lambda: asked(who))
    assert f"'{str(nobody).strip()}' in 3 of 5 rows" in message
    assert (len(survey), survey.n_respondents) == (3, 3)  # of three answers the last counts
    survey = asked(who, **followed(message))
    assert (len(survey), survey.n_respondents) == (5, 5)
    assert survey.respondent_ids[2:] == ("", "", "")
    assert len(asked(who, unknown=[])) == 3
    with pytest.raises(InputError, match="unknown=5 is no list of ids"):
        asked(who, unknown=5)
    assert len(asked([0, 1, 2])) == 3  # numbered from zero


def test_a_log_of_nobody_is_refused():
    with pytest.raises(DataError, match="names nobody: all 7 rows"):
        logged(rows("null", ("null", "null")), unknown="null")
    with pytest.raises(InputError, match="unknown=5 is no list of ids"):
        logged(rows("null"), unknown=5)


def test_ids_are_no_placeholders():
    for each in ("u1", "nullius", "Nina", "10", 10, "00", "0" * 7, "N", "x" * 10_000, 1.5, "na1"):
        assert not is_placeholder(each), each
    for each in PLACEHOLDERS:
        assert is_placeholder(f" {each.upper()} "), each
