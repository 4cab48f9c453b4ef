"""What is right is right in every engine: by hand, with columns of other names."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

import cjwidgets as cj

DAY = "2026-05-04"
Rows = list[tuple[Any, ...]]
ENGINES: dict[str, Callable[..., cj.EventLog]] = {
    "pandas": lambda frame, **roles: cj.EventLog(frame, **roles),
    "polars": lambda frame, **roles: cj.EventLog(pl.from_pandas(frame), **roles),
    "lazy": lambda frame, **roles: cj.EventLog(
        pl.from_pandas(frame).lazy(), in_place=True, **roles
    ),
    "duckdb": lambda frame, **roles: cj.EventLog(duckdb.from_df(frame), **roles),
}
ROLES = {"customer": "Kunde", "time": "wann", "event": "was", "sequence": "nr"}
MORE = {"channel": "Weg", "segment": "Gruppe", "device": "Gerät", "cost": "Preis"}

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def read(engine: str, rows: Rows, *more: str) -> cj.EventLog:
    """A log of (customer, hours, event, …), in rows of no order but by number."""
    frame = pd.DataFrame(rows, columns=["Kunde", "h", "was", *(MORE[each] for each in more)])
    frame["wann"] = pd.Timestamp(DAY) + pd.to_timedelta(frame.pop("h"), unit="h")
    frame["Kunde"] = frame["Kunde"].astype(str)
    frame["nr"] = range(len(frame))
    return ENGINES[engine](frame, **ROLES, **{each: MORE[each] for each in more})


def stages(*events: str) -> cj.JourneyMap:
    return cj.JourneyMap(
        "M",
        stages=[cj.Stage(each, touchpoints=[cj.Touchpoint(each, match=each)]) for each in events],
    )


def path(*words: str, apart: float = 1.0) -> Rows:
    return [
        (f"c{who}", apart * at, what)
        for who, word in enumerate(words)
        for at, what in enumerate(word)
    ]


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        # Wherever in a path the neighbours are: the first attempt may fail, and the second.
        (["abxababc"] * 6 + ["abac"], [7, 7, 6]),
        (["aabbc", "acabc", "cba", "xaxabc", "abcabx"], [5, 4, 3]),
    ],
)
def test_a_strict_funnel_takes_every_attempt(engine: str, words: list[str], reached: list[int]):
    table = cj.funnel(stages("a", "b", "c"), read(engine, path(*words)), strict=True, minimum=1)
    assert table["reached"].tolist() == reached


@pytest.mark.parametrize(
    ("rows", "window", "reached", "n"),
    [
        ([("u", 0, "a"), ("u", 200, "a"), ("u", 203, "b"), ("v", 0, "a"), ("v", 9, "b")],
         "5h", [2, 1], 2),
        ([(w, at, e) for w in range(7) for at, e in ((0, "a"), (w, "a"), (99, "a"), (100, "b"))]
         + [("z", 400, "x")], "90min", [7, 7], 7),
    ],
)  # fmt: skip
def test_a_window_begins_with_any_attempt(
    engine: str, rows: Rows, window: str, reached: list[int], n: int
):
    table = cj.funnel(stages("a", "b"), read(engine, rows), window=window, minimum=1)
    assert (table["reached"].tolist(), table["n"].tolist()) == (reached, [n, n])


@pytest.mark.parametrize(("old", "young", "came"), [(30, 70, 10), (12, 5, 12)])
def test_who_had_no_time_yet_is_counted_apart(engine: str, old: int, young: int, came: int):
    rows: Rows = [(w, 0, "a") for w in range(old)] + [(w, 24, "b") for w in range(came)]
    rows += [(f"y{w}", 24 * 18, "a") for w in range(young)]
    rows += [(f"y{w}", 24 * 19, "b") for w in range(young // 2)]
    table = cj.funnel(stages("a", "b"), read(engine, rows), window="7d")
    assert table["reached"].tolist() == [old, came]
    assert table["open"].tolist() == [young, young]
    assert table["share"].tolist() == pytest.approx([1, came / old])
    assert table["at_most"].tolist() == pytest.approx([1, (came + young) / (old + young)])


@pytest.mark.parametrize(("every", "weeks", "gone"), [(6, 20, 8), (29, 6, 0)])
def test_who_is_there_in_events_without_a_rule_has_not_left(
    engine: str, every: int, weeks: int, gone: int
):
    rows: Rows = [(w, 0, "till") for w in range(20)]
    rows += [
        (w, 24 * every * step, "login")
        for w in range(20)
        for step in range(1, 3 if w < gone else weeks)
    ]
    table = cj.exits(stages("till"), read(engine, rows))
    assert table[["left", "n"]].to_numpy().tolist() == [[gone, 20]]
    assert ("Nobody" in cj.explain(table)) == (gone == 0)


@pytest.mark.parametrize(("people", "spread"), [(1, 0), (5, 3)])
def test_few_stays_have_no_interval(engine: str, people: int, spread: int):
    rows: Rows = [(w, 0, "a") for w in range(40)]
    rows += [(w, 72 + spread * w, "b") for w in range(people)]
    log, jm = read(engine, rows), stages("a", "b")
    stay = cj.dwell(jm, log, minimum=1).iloc[0]
    wait = cj.completion(jm, log, "b", minimum=1).iloc[0]
    assert stay["median"] == wait["median_time"] == 3600 * (72 + spread * (people // 2))
    assert stay[["median_low", "median_high"]].isna().all()
    assert wait[["median_time_low", "median_time_high"]].isna().all()


@pytest.mark.parametrize(
    ("ways", "each", "late"), [(("web", "mail"), 100, 30), (("a", "b", "c"), 40, 9)]
)
def test_to_begin_with_the_goal_is_no_success_of_a_way_in(
    engine: str, ways: tuple[str, ...], each: int, late: int
):
    rows: Rows = []
    for at, via in enumerate(ways):
        for who in range(each):
            rows.append((f"{via}{who}", 0, "come", via))
            if who % 5 == 0:
                rows.append((f"{via}{who}", 24, "pay", "till" if at else via))
    rows += [(f"late{who}", 24, "pay", "till") for who in range(late)]
    log, jm = read(engine, rows, "channel"), stages("come", "pay")
    entries = cj.entries(jm, log, "pay").set_index("channel")
    assert entries["share"].reindex(list(ways)).tolist() == pytest.approx([0.2] * len(ways))
    assert pd.isna(entries.loc["till", "share"])
    assert (entries["p_adjusted"].dropna() > 0.99).all()
    scores = cj.channels(jm, log, goal="pay").set_index("channel")
    assert scores["conversion"].reindex(list(ways)).tolist() == pytest.approx([0.2] * len(ways))
    assert pd.isna(scores.loc["till", "conversion"])


@pytest.mark.parametrize(("came", "share"), [(60, 0.5), (200, 0.25)])
def test_a_chain_of_one_moment_knows_its_people(engine: str, came: int, share: float):
    """Every customer has the same times: what tells them apart is who they are."""
    rows: Rows = [(f"id-{w}", 0, what) for w in range(came) for what in ("a", "b")]
    rows = [row for row in rows if row[2] == "a" or int(row[0][3:]) < came * share]
    row = cj.markov(stages("a"), read(engine, rows), goal="b", draws=400).iloc[0]
    half = 1.96 * (share * (1 - share) / came) ** 0.5
    assert row["p_goal"] == pytest.approx(share)
    for end, sign in (("low", -1), ("high", 1)):
        assert row[f"p_goal_{end}"] == pytest.approx(share + sign * half, abs=0.45 * half)


def grouped(cells: tuple[tuple[str, str, int, int], ...]) -> Iterator[tuple[Any, ...]]:
    for group, device, came, bought in cells:
        for who in range(came):
            name = f"{group} {device} {who}"
            yield (name, 0, "form", group, device)
            if who < bought:
                yield (name, 24, "buy", group, device)


@pytest.mark.parametrize(
    ("cells", "crude", "within"),
    [
        ((("alt", "tab", 600, 300), ("alt", "phone", 150, 30),
          ("neu", "tab", 150, 83), ("neu", "phone", 600, 150)), -0.1293, 0.0516),
        ((("S", "x", 50, 45), ("S", "y", 250, 100), ("T", "x", 250, 200), ("T", "y", 50, 15)),
         0.2333, -0.1),
    ],
)  # fmt: skip
def test_simpson_is_noticed(engine: str, cells: Any, crude: float, within: float):
    log, jm = read(engine, list(grouped(cells)), "segment", "device"), stages("form", "buy")
    between = (cells[2][0], cells[0][0])
    with pytest.warns(UserWarning, match="the other way among customers of the same device"):
        table = cj.compare_segments(jm, log, between=between)
    assert table["difference"].iloc[-1] == pytest.approx(crude, abs=1e-3)
    assert "points the other way at “buy”" in cj.explain(table)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        inside = cj.compare_segments(jm, log, between=between, strata="device")
    assert inside["difference"].iloc[-1] == pytest.approx(within, abs=2e-3)


@pytest.mark.parametrize(
    ("paid", "sums", "gaps"),
    [([None, 9.5, None, 2.0], [9.5, 2.0], 2), ([None, None, 0.0, 1.25], [0.0, 1.25], 2)],
)
def test_what_costs_nothing_costs_nothing(
    engine: str, paid: list[float | None], sums: list[float], gaps: int
):
    rows = [(w, w, "a", via, cost) for w, (via, cost) in enumerate(zip("xxyy", paid, strict=True))]
    log = read(engine, rows, "channel", "cost")
    assert cj.channels(None, log, minimum=1)["cost"].tolist() == sums
    told = log.describe().set_index("what").loc["events without cost"]
    assert (told["value"], told["note"]) == (gaps, "they cost nothing")


@pytest.mark.parametrize(("length", "visits"), [(4, range(5, 12)), (31, range(30, 34))])
def test_how_many_paths_are_cut_is_told(engine: str, length: int, visits: range):
    log = read(engine, path(*["".join("abc"[at % 3] for at in range(n)) for n in visits]))
    cut = sum(n > length for n in visits)
    table = cj.paths(None, log, level="event", length=length)
    assert table.attrs["cut"] == cut
    assert f"{cut} of {len(visits)} customers made more than {length} visits" in cj.explain(table)
    whole = cj.paths(None, log, level="event", length=99)
    assert (whole.attrs["cut"], len(whole)) == (0, len(visits))


@pytest.mark.parametrize(("period", "hours", "parts"), [("7d", 168, 208), ("1d", 24, 900)])
def test_churn_of_any_number_of_periods(engine: str, period: str, hours: int, parts: int):
    rows = [(f"c{at % 5}", at * hours, "x") for at in range(parts)]
    table = cj.churn(read(engine, rows), period=period)
    assert len(table) == parts
    assert table["churn"].dropna().tolist() == [1.0] * len(table["churn"].dropna())
    assert table["active"].sum() == parts
