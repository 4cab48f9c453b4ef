"""An event belongs to the trace around it, wherever a file has its events and traces."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog
from cjwidgets.evidence.readers import xes

WANTED = ("concept:name", "case:concept:name", "case:plan", "who")


def attribute(key: str, value: str) -> str:
    return f'<string key="{key}" value="{value}"/>'


def event(name: str, *more: str) -> str:
    when = '<date key="time:timestamp" value="2026-03-01T10:00:00Z"/>'
    return f"<event>{attribute('concept:name', name)}{when}{''.join(more)}</event>"


def trace(name: str, *more: str) -> str:
    return f"<trace>{attribute('concept:name', name)}{''.join(more)}</trace>"


def save(folder: Path, *parts: str) -> Path:
    path = folder / "log.xes"
    path.write_text(f"<log>{''.join(parts)}</log>", encoding="utf-8")
    return path


def customers(path: Path) -> dict[str, str | None]:
    return {row["concept:name"]: row.get("case:concept:name") for row in rows_of(path)}


def rows_of(path: Path) -> list[dict[str, str]]:
    frame = xes.read(path, WANTED).frame
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([trace("1", event("a")), event("b")], {"a": "1", "b": None}),
        ([event("b"), trace("1", event("a")), event("c")], {"b": None, "a": "1", "c": None}),
        ([trace("1", event("a")), f"<trace>{event('b')}</trace>"], {"a": "1", "b": None}),
        (
            [trace("1", event("a"), trace("2", event("b")), event("c"))],
            {"a": "1", "b": "2", "c": "1"},
        ),
        ([trace("1", event("a", event("b")), event("c"))], {"b": "1", "a": "1", "c": "1"}),
        ([trace("1"), attribute("concept:name", "log"), event("a")], {"a": None}),
        ([trace("1", "<group>", event("a"), "</group>"), event("b")], {"a": "1", "b": None}),
        ([event("a"), event("b")], {"a": None, "b": None}),
    ],
)
def test_an_event_has_the_customer_of_the_trace_around_it(tmp_path, parts, found):
    assert customers(save(tmp_path, *parts)) == found


def test_an_event_of_nobody_is_told_and_may_be_left_out_or_named_otherwise(tmp_path):
    who = attribute("who", "Ann")
    path = save(tmp_path, trace("1", event("a", who)), event("b", who), trace("2", event("c", who)))
    with pytest.raises(DataError, match="no customer in 1 of 3 rows; the first is row 1"):
        EventLog(path)
    assert EventLog(path, unknown=[""]).event_names == ("a", "c")
    assert EventLog(path, customer="who").n_customers == 1


def test_a_stream_of_events_has_its_customers_in_the_events(tmp_path):
    path = save(tmp_path, *(event(name, attribute("who", who)) for name, who in ("ax", "bx", "ay")))
    log = EventLog(path, customer="who")
    assert (log.n_events, log.n_customers) == (3, 2)


def written(rng: Random, depth: int = 0) -> str:
    """Elements within each other at random; attributes come first, as the schema asks."""
    parts = []
    for _ in range(rng.randint(0, 3)):
        tag = rng.choice(["trace", "event", "event", "group"])
        keys = rng.sample(["concept:name", "plan", "who"], rng.randint(0, 3))
        own = [attribute(key, f"{rng.randrange(10**6)}") for key in keys]
        inside = written(rng, depth + 1) if depth < 4 else ""
        parts.append(f"<{tag}>{''.join(own)}{inside}</{tag}>")
    return "".join(parts)


def expected(node: ElementTree.Element, case: dict[str, str], rows: list[dict[str, str]]) -> None:
    own = {each.get("key"): each.get("value") for each in node if each.tag == "string"}
    if node.tag == "trace":
        case = {f"case:{key}": value for key, value in own.items()}
    for each in node:
        expected(each, case, rows)
    if node.tag == "event":
        rows.append({key: value for key, value in (case | own).items() if key in WANTED})


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_rows_are_those_of_the_tree(seed):
    text = f"<log>{written(Random(seed))}</log>"
    rows: list[dict[str, str]] = []
    expected(ElementTree.fromstring(text), {}, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        path.write_text(text, encoding="utf-8")
        found = rows_of(path)
    assert found == (rows if any(rows) else [])
