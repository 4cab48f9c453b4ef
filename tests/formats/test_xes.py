"""XES files are read as a stream, whatever is in them, and the hostile ones are refused."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog
from cjwidgets.formats import xes

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
    frame = xes.read(save(tmp_path, RUNNING))
    assert frame["concept:name"].tolist() == ["register request", "examine <casually>", "客服"]
    assert frame["case:concept:name"].tolist() == ["3", "3", "2"]
    assert frame["case:creator"].tolist()[:2] == ["Fluxicon", "Fluxicon"]
    assert frame["Costs"].tolist()[::2] == [50, 1.5]
    missing = frame.isna()
    assert missing["case:creator"].tolist() == [False, False, True]
    assert missing["Costs"].tolist() == [False, True, False]
    assert missing["late"].tolist() == [True, False, True]
    assert "source" not in frame


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
        (RUNNING.replace('value="50"', 'value="fifty"'), "'fifty' for 'Costs' in line 14: no int"),
        ("<log></log>", "has its customer in 'case:concept:name'"),
        ("<log><trace><event/></trace></log>", "has its customer in 'case:concept:name'"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path, text: str, says: str):
    with pytest.raises(DataError, match=says):
        EventLog(save(tmp_path, text))


def test_a_broken_archive_is_refused(tmp_path):
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(RUNNING.encode())[:200])
    with pytest.raises(DataError, match=r"log\.xes\.gz can't be read"):
        EventLog(path)
    path.write_bytes(b"no gzip at all")
    with pytest.raises(DataError, match=r"log\.xes\.gz can't be read"):
        EventLog(path)
    with pytest.raises(DataError, match=r"There is no file .*gone\.xes"):
        EventLog(tmp_path / "gone.xes")


def test_a_deep_file_and_a_large_one_are_read_flat(tmp_path):
    deep = "<list key='a'>" * 50_000 + "</list>" * 50_000
    text = RUNNING.replace('<list key="seen">', deep + '<list key="seen">')
    assert len(xes.read(save(tmp_path, text))) == 3
    trace = RUNNING[RUNNING.index("<trace>") : RUNNING.index("</log>")]
    path = save(tmp_path, "<log>" + trace * 3_000 + "</log>")
    tracemalloc.start()
    frame = xes.read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(frame) == 9_000
    assert peak < 4 * path.stat().st_size
