"""What is hidden can't be computed: twins that differ in it alone show the same, to the letter.

In a twin, somebody of a small group and somebody of the group that is hidden beside it have
changed places. All sizes and all totals stay; what each group did or said does not. If whatever
a table, its sentence, its chart or a map shows is equal of both, nobody can tell from it which
is true: not by what is left of a total, not by a share times n, not by the ends of an interval.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj
from analysis.worlds import survey_of
from cjwidgets import analysis
from cjwidgets.analysis.catalogue import PUBLIC
from cjwidgets.analysis.figures import figures
from cjwidgets.analysis.shared.suppress import suppress
from cjwidgets.locale import LOCALES

BIG, MID, FEW = 40, 12, 3
SIZES = {"big": BIG, "mid": MID, "few": FEW}
AT = {"big": "Search", "mid": "Cart", "few": "Help"}
SWAPPED = (BIG, BIG + MID)  # the first of the middle group, and of the few
DAY = pd.Timestamp("2026-03-01")

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def a_map() -> cj.JourneyMap:
    places = [cj.Touchpoint(name, id=name.lower(), match=[name]) for name in (*AT.values(), "Till")]
    stages = [
        cj.Stage("Look", id="look", touchpoints=places[:3]),
        cj.Stage("Pay", id="pay", touchpoints=places[3:]),
    ]
    return cj.JourneyMap("Shop", id="shop", stages=stages)


def groups(twin: bool) -> list[str]:
    names = [name for name, size in SIZES.items() for _ in range(size)]
    if twin:
        one, other = SWAPPED
        names[one], names[other] = names[other], names[one]
    return names


def pays(who: int) -> bool:
    """One of the few, some of the others; the two who change places do not do the same."""
    return who == SWAPPED[1] or (who not in SWAPPED and who < BIG + MID and who % 3 > 0)


def log_of(twin: bool, door: bool = False) -> cj.EventLog:
    rows: list[tuple[Any, ...]] = []
    for who, group in enumerate(groups(twin)):
        come = DAY + pd.Timedelta(hours=who)
        via = group if door else "web"
        rows.append((who, come, "Search", via, group, "phone" if who % 2 else "desk"))
        if who % 4:
            rows.append((who, come + pd.Timedelta(hours=1), "Cart", "web", group, "desk"))
        if pays(who):
            rows.append(
                (who, come + pd.Timedelta(hours=5 + who % 7), "Till", "shop", group, "desk")
            )
    rows.append((0, DAY + pd.Timedelta(days=10), "Search", "web", "big", "desk"))
    columns = ["who", "at", "what", "channel", "segment", "device"]
    frame = pd.DataFrame(rows, columns=columns)
    roles = {role: role for role in columns[3:]}
    return cj.EventLog(frame, customer="who", time="at", event="what", **roles, unknown=[])


def said(who: np.ndarray) -> dict[str, Any]:
    """Answers that differ between the two who change places."""
    step = (who * 7 + who // 5) % 5
    step[who == SWAPPED[0]] = 0
    step[who == SWAPPED[1]] = 4
    return {
        "csat": step + 1.0,
        "expectation": 5.0 - step % 3,
        "importance": 5.0 - step % 2,
        "pleasure": step / 4,
        "ease": step + 2.0,
        "recommend": step * 2.0 + 2,
    }


def answers_of(twin: bool, of: str) -> cj.Survey:
    """Answers of segments at two touchpoints, or of one touchpoint a group."""
    own, who = np.array(groups(twin)), np.arange(sum(SIZES.values()))
    frame = pd.DataFrame({"customer_id": who, "time": DAY, "channel": "web", **said(who)})
    if of == "touchpoint":
        frame = frame.assign(touchpoint=[AT[group] for group in own], segment="all")
        return survey_of(frame)
    frame = frame.assign(segment=own)
    second = frame.assign(touchpoint="Cart", csat=(frame["csat"] + 1).clip(upper=5))
    return survey_of(pd.concat([frame.assign(touchpoint="Search"), second], ignore_index=True))


Call = Callable[[cj.JourneyMap, bool], pd.DataFrame]


def of_segments(statistic: Any, **options: Any) -> Call:
    return lambda jm, twin: statistic(jm, answers_of(twin, "segment"), by="segment", **options)


def of_places(statistic: Any, **options: Any) -> Call:
    return lambda jm, twin: statistic(jm, answers_of(twin, "touchpoint"), **options)


def of_log(function: Any, *more: Any, door: bool = False, **options: Any) -> Call:
    return lambda jm, twin: function(jm, log_of(twin, door), *more, **options)


def of_few_and_many(jm: cj.JourneyMap, log: cj.EventLog, minimum: int = 5) -> pd.DataFrame:
    few, many = (log.where(segment=[each]) for each in ("few", "big"))
    return cj.compare(jm, few, many, customers="all", minimum=minimum)


def on_the_way(twin: bool) -> cj.EventLog:
    """All search, the few then ask for help, and one of them pays, or somebody else does."""
    rows = []
    for who, group in enumerate(groups(twin)):
        come = DAY + pd.Timedelta(hours=who)
        rows.append((who, come, "Search"))
        next_ = "Help" if group == "few" else "Cart"
        rows.append((who, come + pd.Timedelta(hours=1), next_))
        if pays(who):
            rows.append((who, come + pd.Timedelta(hours=5 + who % 7), "Till"))
    frame = pd.DataFrame(rows, columns=["who", "at", "what"])
    return cj.EventLog(frame, customer="who", time="at", event="what", unknown=[])


def of_way(function: Any, *names: str, **options: Any) -> Call:
    """Of the way through these stages."""
    stages = [cj.Stage(name, id=name.lower(), match=[name]) for name in names]
    jm = cj.JourneyMap("Shop", id="shop", stages=stages)
    return lambda _, twin: function(jm, on_the_way(twin), **options)


def by_channel(twin: bool) -> cj.Survey:
    """Answers by channels, each person by one."""
    own, who = np.array(groups(twin)), np.arange(sum(SIZES.values()))
    frame = pd.DataFrame({"customer_id": who, "time": DAY, "segment": "all", **said(who)})
    return survey_of(frame.assign(channel=own, touchpoint="Search"))


def of_channels(function: Any, **options: Any) -> Call:
    return lambda jm, twin: function(jm, by_channel(twin), **options)


def scorecard(**options: Any) -> Call:
    def table(jm: cj.JourneyMap, twin: bool) -> pd.DataFrame:
        return cj.channels(jm, log_of(twin, door=True), survey=by_channel(twin), **options)

    return table


CALLS: dict[str, Call] = {
    "channels": scorecard(goal="Pay"),
    "channels:churn": scorecard(window="2d"),
    "channel_consistency": of_channels(cj.channel_consistency),
    "channel_consistency:journey": of_channels(cj.channel_consistency, level="journey"),
    "dwell": of_way(cj.dwell, "Search", "Help", "Cart", "Till"),
    "dwell:event": of_way(cj.dwell, "Search", "Help", "Cart", "Till", per="event"),
    "funnel": of_way(cj.funnel, "Search", "Help", "Till"),
    "funnel:any order": of_way(cj.funnel, "Search", "Help", "Till", kind="any_order"),
    "funnel:first": of_way(cj.funnel, "Search", "Help", "Till", kind="first_attempt"),
    "funnel:goal": of_way(cj.funnel, "Search", "Help", "Till", goal="Help"),
    "completion": of_log(cj.completion, "Pay", by="segment", target=0.4),
    "completion:start": of_log(cj.completion, "Pay", start="Look", window="1d", by="segment"),
    "time_to": of_log(cj.time_to, "Pay", by="segment"),
    "time_to:quantiles": of_log(cj.time_to, "Pay", by="segment", of="quantiles"),
    "entries": of_log(cj.entries, "Pay", door=True),
    "compare_segments": of_log(cj.compare_segments),
    "compare_segments:lost": of_log(cj.compare_segments, statistic="drop_off"),
    "compare_segments:reach": of_log(cj.compare_segments, statistic="reach", level="touchpoint"),
    "compare_segments:event": of_log(cj.compare_segments, statistic="reach", level="event"),
    "channel_coverage": lambda jm, twin: cj.channel_coverage(log_of(twin)),
    "compare": lambda jm, twin: of_few_and_many(jm, log_of(twin)),
    "difference": of_segments(cj.difference, between=("big", "few")),
    "csat": of_segments(cj.csat),
    "csat:mean": of_segments(cj.csat, method="mean", level="journey"),
    "csat:places": of_places(cj.csat),
    "csat:mean of places": of_places(cj.csat, method="mean"),
    "nps": of_segments(cj.nps, level="journey"),
    "nps:places": of_places(cj.nps, level="touchpoint"),
    "ces": of_segments(cj.ces),
    "ces:places": of_places(cj.ces, method="top_box"),
    "emotion": of_segments(cj.emotion),
    "emotion:places": of_places(cj.emotion),
    "expectation_gap": of_segments(cj.expectation_gap),
    "expectation_gap:places": of_places(cj.expectation_gap),
    "importance_performance": of_places(cj.importance_performance),
    "distributions": of_segments(analysis.distributions, question="csat"),
    "distributions:places": of_places(analysis.distributions, question="csat", level="touchpoint"),
    "peaks": of_segments(cj.peaks),
}


def shown(table: pd.DataFrame) -> str:
    """Everything there is to see of a table."""
    parts = [table.to_csv(), repr(sorted(table.attrs.items()))]
    parts += [cj.explain(table, locale) for locale in LOCALES]
    name = PUBLIC[table.attrs["statistic"]].chart
    if name and table.attrs.get("of") != "quantiles":
        parts.append(json.dumps(getattr(cj.charts, name)(table).to_dict(), sort_keys=True))
    return "\n".join(parts)


def hiding(*, by_default: bool) -> set[str]:
    """Return the statistics that hide what few do, of themselves or only where it is asked."""
    usual = {
        name: inspect.signature(getattr(analysis, name)).parameters["minimum"].default
        for name in PUBLIC
        if "minimum" in inspect.signature(getattr(analysis, name)).parameters
    }
    return {name for name, minimum in usual.items() if (minimum > 1) == by_default}


def test_every_statistic_that_hides_is_attacked():
    assert {name.partition(":")[0] for name in CALLS} == hiding(by_default=True)


@pytest.mark.parametrize("name", CALLS)
def test_twins_look_alike(name: str):
    jm = a_map()
    one, two = (CALLS[name](jm, twin) for twin in (False, True))
    assert (one["note"] == "small_n").any()
    assert shown(one) == shown(two)


@pytest.mark.parametrize("name", CALLS)
def test_where_all_is_shown_twins_differ(name: str, monkeypatch: pytest.MonkeyPatch):
    """Or the test above could not fail."""
    call, jm = CALLS[name], a_map()
    own = inspect.getclosurevars(call).nonlocals.get("options")
    if own is None:
        own = {}
        call = {
            "channel_coverage": lambda jm, twin: cj.channel_coverage(log_of(twin), minimum=1),
            "compare": lambda jm, twin: of_few_and_many(jm, log_of(twin), 1),
        }[name]
    monkeypatch.setitem(own, "minimum", 1)
    one, two = (call(jm, twin) for twin in (False, True))
    assert one.to_csv() != two.to_csv()


def test_a_map_with_its_data_shows_of_twins_the_same():
    sent = []
    for twin in (False, True):
        jm = a_map()
        jm.attach(answers_of(twin, "touchpoint"), source="Survey")
        told = json.dumps(figures(jm).to_json(), sort_keys=True)
        jm.record()
        parts = (*jm.stages, *jm.touchpoints)
        kept = [(each.level, each.n, each.source) for part in parts for each in part.evidence]
        sent.append((told, kept, [each.measured for each in jm.touchpoints]))
    assert sent[0] == sent[1]


def test_how_few_were_seen_is_not_written_into_a_map():
    """Of two and of three the map keeps that they were seen, as it shows it."""
    kept = []
    for few in (2, 3):
        jm = a_map()
        rows = [(who, DAY, "Search") for who in range(9)] + [
            (who, DAY - pd.Timedelta(hours=1), "Help") for who in range(few)
        ]
        frame = pd.DataFrame(rows, columns=["who", "at", "what"])
        jm.attach(cj.EventLog(frame, customer="who", time="at", event="what", unknown=[]))
        jm.record()
        parts = {part.name: [each.n for each in part.evidence] for part in jm.touchpoints}
        kept.append((parts, json.dumps(figures(jm).nodes, sort_keys=True)))
    assert kept[0] == kept[1]
    assert kept[0][0]["Search"] == [9]
    assert kept[0][0]["Help"] == [None]


sizes = st.integers(0, 12)


@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(
            st.lists(sizes, min_size=width, max_size=width), min_size=1, max_size=6
        )
    )
)
def test_no_hidden_cell_is_the_only_solution(table: list[list[int]]):
    """Rows and columns have their sums: each hidden cell may be more, and another less."""
    counts = np.array(table)
    row, column = (at.ravel() for at in np.indices(counts.shape))
    sets = np.array([row, column])
    frame = pd.DataFrame({"n": counts.ravel(), "value": 1.0, "note": ""})
    notes = suppress(frame, ["value"], 5, sets=sets)["note"]
    hidden = np.flatnonzero(notes != "")
    small = np.flatnonzero((frame["n"] > 0) & (frame["n"] < 5))
    assert set(small) <= set(hidden)
    wholes = [
        part == key
        for part in sets
        for key in np.unique(part)
        if ((part == key) & (frame["n"] > 0)).sum() > 1 and frame["n"][part == key].sum() >= 5
    ]
    if not len(small) or not wholes:
        return
    equations = np.array(wholes)[:, hidden].astype(float)
    rank = np.linalg.matrix_rank(equations) if len(hidden) else 0
    for at, cell in enumerate(hidden):
        alone = np.linalg.matrix_rank(np.vstack([equations, np.eye(len(hidden))[at]])) == rank
        near = [whole for whole in wholes if whole[cell]]
        left = np.any(near, axis=0) & (frame["n"] > 0).to_numpy() if near else np.zeros(1, bool)
        assert not alone or set(np.flatnonzero(left)) <= set(hidden), (table, notes.tolist())


def test_nobody_of_those_who_are_hidden_is_told_by_none_of_them():
    """Of two and of five nobody pays: the whole, all of the others, would say so of each."""
    frame = pd.DataFrame({"n": [2, 5, 30, 40], "paid": [0, 0, 12, 30], "note": ""})
    notes = suppress(frame, ["paid"], sets=[0] * 4, of="paid")["note"].tolist()
    assert notes == ["small_n", "beside_small", "beside_small", ""]
