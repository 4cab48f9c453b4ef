"""XES files are read as a stream, whatever is in them, and the hostile ones are refused."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

import cjwidgets as cj
from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog
from cjwidgets.evidence.readers import xes

# The first two cases of the running example in van der Aalst, Process Mining (2016), ch. 1.
RUNNING = """<?xml version="1.0" encoding="UTF-8" ?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="name"/></global>
  <classifier name="Activity" keys="Activity"/>
  <string key="source" value="CPN Tools"/>
  <trace>
    <string key="concept:name" value="3"/>
    <string key="creator" value="Fluxicon"/>
    <event>
      <string key="org:resource" value="Pete"/>
      <date key="time:timestamp" value="2010-12-30T14:32:00.000+01:00"/>
      <string key="concept:name" value="register request"/>
      <int key="Costs" value="50"/>
      <list key="seen"><string key="concept:name" value="not this"/></list>
    </event>
    <event>
      <string key="org:resource" value="Mike">
        <string key="concept:name" value="nor this"/>
      </string>
      <date key="time:timestamp" value="2010-07-30T15:06:00.000+02:00"/>
      <string key="concept:name" value="examine &lt;casually&gt;"/>
      <boolean key="late" value="true"/>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="2"/>
    <event>
      <date key="time:timestamp" value="2010-12-30T11:32:00.000+01:00"/>
      <string key="concept:name" value="客服"/>
      <float key="Costs" value="1.5"/>
    </event>
  </trace>
</log>
"""


def save(folder: Path, text: str, name: str = "log.xes") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def test_attributes_of_cases_and_events_are_columns(tmp_path):
    wanted = ("concept:name", "case:concept:name", "case:creator", "Costs", "late", "source")
    frame, names = xes.read(save(tmp_path, RUNNING), wanted)
    assert frame["concept:name"].tolist() == ["register request", "examine <casually>", "客服"]
    assert frame["case:concept:name"].tolist() == ["3", "3", "2"]
    assert frame["case:creator"].tolist()[:2] == ["Fluxicon", "Fluxicon"]
    assert frame["Costs"].tolist()[::2] == [50, 1.5]
    missing = frame.isna()
    assert missing["case:creator"].tolist() == [False, False, True]
    assert missing["Costs"].tolist() == [False, True, False]
    assert missing["late"].tolist() == [True, False, True]
    assert set(frame) == set(wanted) - {"source"}
    assert set(names) == {*frame, "org:resource", "time:timestamp"}


@pytest.mark.parametrize("name", ["log.xes", "LOG.XES", "log.xes.gz"])
def test_a_log_opens_an_xes_file(tmp_path, name: str):
    path = save(tmp_path, RUNNING, name)
    log = EventLog(path) if name == "log.xes" else EventLog(str(path))
    assert (log.n_events, log.n_customers) == (3, 2)
    assert log.event_names == ("examine <casually>", "register request", "客服")
    assert str(log.first) == "2010-07-30 13:06:00+00:00"  # two offsets: one time
    assert log.names("org:resource") == ("Mike", "Pete")


def test_columns_of_an_xes_file_can_be_named(tmp_path):
    path = save(tmp_path, RUNNING)
    log = EventLog(path, event="case:concept:name", customer="concept:name", also=["late"])
    assert log.unit == "concept:name"
    assert log.event_names == ("2", "3")
    assert log.names("late") == ("True",)


def test_a_case_without_a_name_is_counted(tmp_path):
    with pytest.raises(DataError, match="'case:creator' has no customer in 1 of 3 rows"):
        EventLog(save(tmp_path, RUNNING), customer="case:creator")


LAUGHS = """<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/></trace></log>"""
OUTSIDE = """<!DOCTYPE log SYSTEM "file:///etc/passwd"><log></log>"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LAUGHS, "log.xes has a document type"),
        (OUTSIDE, "log.xes has a document type"),
        ("<html><body/></html>", "begins with <html>, not <log>"),
        ("", "can't be read as XES: no element found"),
        ("who,at,what\n1,2,3", "can't be read as XES"),
        (RUNNING[:900], "can't be read as XES.*Is the file complete"),
        ("<log></log>", "has its customer in 'case:concept:name'"),
        ("<log><trace><event/></trace></log>", "has its customer in 'case:concept:name'"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path, text: str, says: str):
    with pytest.raises(DataError, match=says):
        EventLog(save(tmp_path, text))


def test_an_attribute_matters_only_where_it_is_wanted(tmp_path):
    path = save(tmp_path, RUNNING.replace('value="50"', 'value="fifty"'))
    assert EventLog(path).n_events == 3
    with pytest.raises(DataError, match="'fifty' for 'Costs' in line 14: no int"):
        EventLog(path, cost="Costs")
    path = save(tmp_path, RUNNING.replace('value="50"', 'value=""'))
    assert EventLog(path, also=["Costs"]).names("Costs") == ("1.5",)


def test_what_an_xes_file_lacks_is_told_with_what_it_has(tmp_path):
    path = save(tmp_path, RUNNING)
    for asked in ({"channel": "Cost"}, {"also": ["Cost"]}):
        with pytest.raises(DataError, match=r"log\.xes has no column 'Cost'.*'Costs'") as caught:
            EventLog(path, **asked)
        assert "'case:creator'" in caught.value.hint


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_keys_that_nobody_asked_for_take_no_memory(tmp_path, name):
    """Before, every key was a column as long as the log: 20,000 keys of 20,000 events took 7 GB."""
    count = 3_000
    event = (
        '<event><string key="concept:name" value="e"/>'
        '<date key="time:timestamp" value="2026-03-01"/><string key="k{0}" value="{0}"/></event>'
    )
    trace = '<trace><string key="concept:name" value="c"/>{}</trace>'
    text = f"<log>{trace.format(''.join(map(event.format, range(count))))}</log>"
    path = save(tmp_path, text, name)
    tracemalloc.start()
    log = EventLog(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert log.n_events == count
    assert log.columns == ("event",)
    assert peak < 20 * len(text)  # 9 million cells of 8 bytes before: more than 150 times


@pytest.fixture
def small(caps) -> None:
    caps.record, caps.unpacked, caps.nesting = 100_000, 3_000_000, 1_000


def allowed(hint: str) -> None:
    """Follow a hint that ends in a cap to set."""
    exec(hint.partition("kernel: ")[2].rstrip("."), {"cj": cj})


TOO_MUCH = {
    "an attribute": RUNNING.replace('"CPN Tools"', f'"{"x" * 2_000_000}"'),
    "a comment": RUNNING.replace("<classifier", f"<!--{'x' * 2_000_000}--><classifier"),
    "a tag": RUNNING.replace("<classifier", f"<{'x' * 2_000_000}/><classifier"),
    "levels": RUNNING.replace("<classifier", "<a>" * 2_000 + "</a>" * 2_000 + "<classifier"),
    "kinds": RUNNING.replace(
        "<classifier", "".join(f"<a{i} b{i}='c'/>" for i in range(2_000)) + "<classifier"
    ),
    "namespaces": RUNNING.replace(
        "<classifier", "".join(f"<a xmlns:a{i}='c'/>" for i in range(2_000)) + "<classifier"
    ),
    "length": RUNNING.replace("<classifier", " " * 4_000_000 + "<classifier"),
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_is_refused_until_it_is_allowed(tmp_path, what: str, packed: bool):
    path = save(tmp_path, TOO_MUCH[what], "log.xes.gz" if packed else "log.xes")
    if what != "length":
        with pytest.raises(DataError, match=r"log\.xes.* has .*more than [\d,]+ ") as caught:
            EventLog(path)
        allowed(caught.value.hint)
    elif packed:  # a file that is not packed is as long as its owner's disk allows
        with pytest.raises(DataError, match="more than 3,000,000 bytes when it") as caught:
            EventLog(path)
        allowed(caught.value.hint)
    assert EventLog(path).n_events == 3


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "gbk", "GB18030", "koi8-r"])
def test_encodings(tmp_path, encoding: str):
    name = "客服" if encoding.lower().startswith(("utf", "gb")) else "оплата"
    text = RUNNING.replace("UTF-8", encoding).replace("客服", name)
    path = tmp_path / "log.xes"
    path.write_bytes(text.encode(encoding))
    assert name in EventLog(path).event_names


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "undefined", "idna", "euc_tw", "utf-16"])
def test_an_encoding_nobody_knows_is_refused(tmp_path, encoding: str):
    path = save(tmp_path, RUNNING.replace("UTF-8", encoding))
    with pytest.raises(DataError, match=r"log\.xes can't be read as XES") as caught:
        EventLog(path)
    # The hint works when followed.
    line = caught.value.hint.partition("e.g. ")[2].partition(", or")[0]
    rest = path.read_text().partition("\n")[2]
    assert EventLog(save(tmp_path, f"{line}\n{rest}")).n_events == 3


def test_texts_in_another_encoding_than_is_told_get_that_hint(tmp_path):
    path = tmp_path / "log.xes"
    path.write_bytes(RUNNING.replace("客服", "оплата").encode("cp1251"))
    with pytest.raises(DataError, match="not well-formed") as caught:
        EventLog(path)
    assert "encoding" in caught.value.hint
    path.write_bytes(RUNNING.replace("UTF-8", "gbk").encode("utf-16-le"))
    with pytest.raises(DataError, match=r"log\.xes"):
        EventLog(path)


DAMAGED = {
    "cut off": (gzip.compress(RUNNING.encode())[:200], "ends too early", "complete"),
    "not packed": (RUNNING.encode(), "Not a gzipped file", "rename it to 'log.xes'"),
    "empty": (b"", "no element found", "complete"),
    "a byte": (b"\x1f\x8b\x08\x00" + b"\xff" * 90, r"can't be read as XES", "complete"),
    "a sum": (gzip.compress(RUNNING.encode())[:-8] + b"8 bytes.", "CRC", "complete"),
    "twice": (gzip.compress(gzip.compress(b"x")), "packed with gzip", "unpacked-log.xes.gz"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_broken_archive_is_refused(tmp_path, what: str):
    path = tmp_path / "log.xes.gz"
    content, says, hint = DAMAGED[what]
    path.write_bytes(content)
    with pytest.raises(DataError, match=rf"log\.xes\.gz .*{says}") as caught:
        EventLog(path)
    assert hint in caught.value.hint


OTHERS = {
    "log.xes.gz": gzip.compress(b"x"),
    "log.zip": b"PK\x03\x04....",
    "log.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "log.parquet": b"PAR1....",
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind_is_named(tmp_path, name: str):
    path = tmp_path / "log.xes"
    path.write_bytes(OTHERS[name])
    with pytest.raises(DataError, match=r"log\.xes is ") as caught:
        EventLog(path)
    assert any(word in caught.value.hint for word in ("Rename", "read_excel", "read_parquet"))
    with pytest.raises(DataError, match=r"There is no file .*gone\.xes"):
        EventLog(tmp_path / "gone.xes")


def test_a_deep_file_and_a_large_one_are_read_flat(tmp_path):
    deep = "<list key='a'>" * 50_000 + "</list>" * 50_000
    text = RUNNING.replace('<list key="seen">', deep + '<list key="seen">')
    wanted = ("concept:name", "time:timestamp", "case:concept:name")
    assert len(xes.read(save(tmp_path, text), wanted).frame) == 3
    trace = RUNNING[RUNNING.index("<trace>") : RUNNING.index("</log>")]
    path = save(tmp_path, "<log>" + trace * 3_000 + "</log>")
    tracemalloc.start()
    frame = xes.read(path, wanted).frame
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(frame) == 9_000
    assert peak < 4 * path.stat().st_size
