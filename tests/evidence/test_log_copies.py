"""Logs and surveys that are copied, or go to another process: the events, not what was found."""

import copy
import pickle
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError
from evidence import sources
from evidence.reference import Event

PROTOCOLS = (0, 2, pickle.HIGHEST_PROTOCOL)
WAYS = [copy.copy, copy.deepcopy]
WAYS += [lambda data, p=p: pickle.loads(pickle.dumps(data, p)) for p in PROTOCOLS]
NAMES = ["copy", "deepcopy", *(f"pickle{p}" for p in PROTOCOLS)]


@pytest.fixture(scope="module")
def shop() -> cj.JourneyMap:
    return cj.datasets.mattress_map()


def made(**more) -> cj.EventLog:
    frame = cj.datasets.mattress_log(customers=60)
    roles = {"customer": "customer_id", "time": "time", "event": "event", "channel": "channel"}
    return cj.EventLog(frame, **roles, **more)


def numbers(jm: cj.JourneyMap, log: cj.EventLog) -> list[pd.DataFrame]:
    return [cj.funnel(jm, log), cj.reach(jm, log), cj.transitions(jm, log), cj.dwell(jm, log)]


def same(one: list[pd.DataFrame], two: list[pd.DataFrame]) -> None:
    for a, b in zip(one, two, strict=True):
        pd.testing.assert_frame_equal(a, b)
        assert a.attrs == b.attrs


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_a_log_says_the_same_before_and_after_it_was_asked(shop, way):
    log = made()
    early = way(log)
    found = numbers(shop, log)
    late = way(log)
    for again in (early, late):
        assert repr(again) == repr(log)
        assert (again.roles, again.unit, again.zone) == (log.roles, log.unit, log.zone)
        same(numbers(shop, again), found)
    part = way(log.where(channel=log.names("channel")[0]))
    assert part.n_events < log.n_events


def test_a_pickled_log_is_no_larger_for_what_was_found(shop):
    log = made()
    before = len(pickle.dumps(log))
    numbers(shop, log)
    assert len(pickle.dumps(log)) == before


def test_copies_share_the_events_which_never_change():
    log = made()
    copied = copy.deepcopy(log)
    assert copied.engine is log.engine
    copied.roles["event"] = "other"
    assert log.roles["event"] == "event"


def test_a_log_works_on_arrays_that_nothing_may_write_to(shop):
    # So memory comes that processes share.
    log = made()
    found = numbers(shop, log)
    buffers: list[pickle.PickleBuffer] = []
    data = pickle.dumps(log, 5, buffer_callback=buffers.append)
    again = pickle.loads(data, buffers=[bytes(each.raw()) for each in buffers])
    assert buffers
    with pytest.raises(ValueError, match="read-only"):
        again.engine.events.stamps[0] = np.int64(0)
    same(numbers(shop, again), found)
    assert again.where(channel=log.names("channel")[0]).n_events < log.n_events


def test_a_log_goes_to_another_process(shop):
    log = made()
    work = (
        "import pickle, sys, cjwidgets as cj\n"
        "jm, log = pickle.load(sys.stdin.buffer)\n"
        "found = cj.funnel(jm, log)\n"
        "try:\n cj.funnel(jm, log, window='no time')\n"
        "except Exception as error:\n refused = error\n"
        "pickle.dump((found, cj.figures(jm.attach(log)), refused), sys.stdout.buffer)\n"
    )
    sent = pickle.dumps((shop, log))
    run = subprocess.run([sys.executable, "-c", work], input=sent, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    found, figures, refused = pickle.loads(run.stdout)
    same([found], [cj.funnel(shop, log)])
    assert figures == cj.figures(copy.deepcopy(shop).attach(log)), "by the same ids"
    assert isinstance(refused, cj.JourneyError)


EVENTS = [Event(1, 0, "search"), Event(1, 60_000_000, "cart"), Event(2, 0, "search")]


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_a_lazy_polars_frame_comes_along(way):
    polars = pytest.importorskip("polars")
    frame = polars.from_pandas(sources.pandas_frame(EVENTS)).lazy()
    log = cj.EventLog(frame, **sources.ROLES, in_place=True)
    assert repr(way(log)) == repr(log)


def test_events_of_a_connection_can_be_copied_and_not_pickled():
    duckdb = pytest.importorskip("duckdb")
    frame = sources.pandas_frame(EVENTS)
    log = cj.EventLog(duckdb.from_df(frame), **sources.ROLES)
    assert repr(copy.deepcopy(log)) == repr(copy.copy(log)) == repr(log)
    with pytest.raises(InputError, match=r"stay in DuckDB can't be pickled.*in_place=False"):
        pickle.dumps(log)
    read = cj.EventLog(duckdb.from_df(frame), **sources.ROLES, in_place=False)
    assert repr(pickle.loads(pickle.dumps(read))) == repr(log)


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_surveys_figures_and_what_is_attached_come_through(way):
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", touchpoints=["Search"])])
    frame = pd.DataFrame({"who": [1, 2], "at": ["Search", "Search"], "csat": [4, 2]})
    survey = cj.Survey(
        frame, respondent="who", touchpoint="at", questions=["csat"], rules={"touchpoint": str}
    )
    jm.attach(survey, source="Mail").attach(made(), source="Web")
    again = way(survey)
    assert repr(again) == repr(survey)
    pd.testing.assert_frame_equal(again.rows, survey.rows)
    pd.testing.assert_frame_equal(again.describe(), survey.describe())
    assert way(cj.figures(jm)) == cj.figures(jm)
    for one, two in zip(way(jm.attached), jm.attached, strict=True):
        assert (one.kind, one.n, one.date, one.source) == (two.kind, two.n, two.date, two.source)
        assert repr(one.data) == repr(two.data)
