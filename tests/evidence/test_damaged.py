"""Tables that are damaged, too large or of another kind are refused with a hint that works."""

from __future__ import annotations

import gzip
import io
import os
import pathlib
import sys
import tempfile
import tracemalloc
from pathlib import Path

import numpy as np
import pandas
import pandas as pd
import pytest

import cjwidgets as cj
from cjwidgets.errors import DataError
from cjwidgets.evidence import EventLog, Question, Survey
from rights import as_anybody

ROLES = {"customer": "who", "time": "at", "event": "what"}
ROW = "u,2026-03-01,pay\n"
TABLE = f"who,at,what\n{ROW}"


def written(folder: Path, content: str | bytes, name: str = "log.csv") -> Path:
    path = folder / name
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def refused(path: Path, says: str) -> str:
    """Return the hint of a refusal, which names the file and is the same for a survey."""
    with pytest.raises(DataError, match=rf"{path.name}.*{says}") as caught:
        EventLog(path, **ROLES)
    with pytest.raises(DataError, match=rf"{path.name}.*{says}") as again:
        Survey(path, respondent="who", questions=[Question("what", kind="open")])
    assert again.value.hint == caught.value.hint
    return caught.value.hint


def allowed(hint: str) -> None:
    """Follow a hint that ends in a cap to set."""
    exec(hint.partition("kernel: ")[2].rstrip("."), {"cj": cj})


def passed(hint: str) -> EventLog:
    """Follow a hint that tells what to pass."""
    call = hint.partition("ass ")[2].partition("; ")[0].rstrip(".")
    return EventLog(eval(call, {"pandas": pandas}), **ROLES)


# Too much --------------------------------------------------------------------------


@pytest.fixture
def small(caps) -> None:
    caps.record, caps.unpacked = 100_000, 20_000_000


LONG = {
    "a field": TABLE + f"u,2026-03-01,{'x' * 300_000}\n",
    "a quoted field": TABLE + f'u,2026-03-01,"{"x" * 300_000}"\n',
    "a field of lines": TABLE
    + f'u,2026-03-01,"{"x" * 99 + chr(10)}{("x" * 99 + chr(10)) * 3_000}"\n',
    "a field of old lines": TABLE + f'u,2026-03-01,"{("x" * 99 + chr(13)) * 3_000}"\n',
    "an open quote": TABLE + 'u,2026-03-01,"pay\n' + ROW * 10_000,
    "a header": TABLE.replace("what", f"what,{'x' * 300_000}") + "v,2026-03-01,pay,x\n",
    "several pieces": TABLE + "u,2026-03-01," + "x" * 12_000_000,
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz"])
@pytest.mark.parametrize("what", LONG)
def test_a_row_that_is_too_long_is_refused_until_it_is_allowed(tmp_path, what: str, name: str):
    path = written(tmp_path, LONG[what], name)
    allowed(refused(path, "a row of more than 100,000 characters"))
    if what == "an open quote":
        refused(path, "a quote that no other closes")
    else:
        assert EventLog(path, **ROLES).n_events == 2


@pytest.mark.usefixtures("small")
def test_a_small_file_that_unpacks_to_a_large_one_is_refused_until_it_is_allowed(tmp_path):
    path = written(tmp_path, TABLE + ROW * 2_000_000, "log.csv.gz")
    assert path.stat().st_size < 200_000
    allowed(refused(path, "more than 20,000,000 bytes when it is unpacked"))
    assert EventLog(path, **ROLES).n_events == 2_000_001


def test_an_endless_line_takes_no_more_memory_than_the_cap(tmp_path):
    path = tmp_path / "log.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(TABLE.encode())
        for _ in range(400):
            file.write(b"x" * 1_000_000)
    tracemalloc.start()
    with pytest.raises(DataError, match="a row of more than 10,000,000 characters"):
        EventLog(path, **ROLES)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000_000


def test_rows_of_a_parquet_file_are_counted_before_they_are_read(tmp_path, caps):
    path = tmp_path / "log.parquet"
    pd.DataFrame(
        {"who": 1, "at": pd.Timestamp("2026-03-01"), "what": "a"}, index=range(200_000)
    ).to_parquet(path)
    caps.unpacked = 1_000_000
    with pytest.raises(DataError, match="200,000 rows, which take more than") as caught:
        EventLog(path, **ROLES)
    allowed(caught.value.hint)
    assert EventLog(path, **ROLES).n_events == 200_000


# Other encodings -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "paié"), ("cp1251", "оплата"), ("gb18030", "支付"), ("big5", "付款")],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_another_encoding_is_read_as_the_hint_says(tmp_path, encoding, name, separator):
    text = TABLE.replace("pay", name).replace(",", separator)
    hint = refused(written(tmp_path, text.encode(encoding)), "is not UTF-8")
    assert repr(encoding) in hint
    assert passed(hint.replace("cp1252", encoding, 1)).event_names == (name,)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_excel_calls_unicode_is_read_as_the_hint_says(tmp_path, separator):
    text = TABLE.replace(",", separator)
    hint = refused(written(tmp_path, text.encode("utf-16")), "is not UTF-8")
    assert passed(hint).event_names == ("pay",)


# Damage ----------------------------------------------------------------------------


def test_a_quote_that_is_never_closed_is_read_as_the_hint_says(tmp_path):
    hint = refused(written(tmp_path, TABLE + 'u,2026-03-01,"pay\n' + ROW), "row 3 .* no other")
    assert passed(hint).event_names == ('"pay', "pay")


def test_a_zero_byte_is_named_by_its_line(tmp_path):
    hint = refused(written(tmp_path, TABLE + "u,2026-03-01,p\0ay\n"), "zero byte in line 3")
    assert "complete" in hint


def test_a_packed_file_that_is_cut_off_damaged_or_not_packed_is_refused(tmp_path):
    path = tmp_path / "log.csv.gz"
    whole = gzip.compress(TABLE.encode() + np.random.default_rng(1).bytes(5_000).hex().encode())
    for content, says, hint in (
        (whole[:-2_000], "packed and ends too early", "complete"),
        (whole[:40] + b"\xff" * 400 + whole[440:], "can't be read as CSV", "complete"),
        (TABLE.encode(), "Not a gzipped file", "rename it to 'log.csv'"),
    ):
        path.write_bytes(content)
        assert hint in refused(path, says)


def test_a_file_whose_name_tells_another_kind_is_read_as_the_hint_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, gzip.compress(TABLE.encode()))
    assert refused(path, "packed with gzip") == "Rename it to 'log.csv.gz'."
    path.rename("log.csv.gz")
    assert EventLog("log.csv.gz", **ROLES).n_events == 1
    path = written(tmp_path, gzip.compress(TABLE.encode()), "twice.csv.gz")
    hint = refused(path, "packed with gzip").removeprefix("Unpack it: ").rstrip(".")
    exec(hint, {"pathlib": pathlib, "gzip": gzip})
    assert EventLog("unpacked-twice.csv.gz", **ROLES).n_events == 1
    frame = pd.DataFrame({"who": ["u"], "at": ["2026-03-01"], "what": ["pay"]})
    frame.to_parquet("table.csv")
    assert passed(refused(Path("table.csv"), "a Parquet file")).n_events == 1
    assert "read_excel" in refused(written(tmp_path, b"PK\x03\x04....", "a.tsv"), "Excel")
    assert "read_excel" in refused(written(tmp_path, b"PK\x03\x04....", "a.parquet"), "Excel")
    packed = io.BytesIO()
    frame.to_parquet(packed)
    path = written(tmp_path, gzip.compress(packed.getvalue()), "b.parquet")
    exec(
        refused(path, "packed").removeprefix("Unpack it: ").rstrip("."),
        {"pathlib": pathlib, "gzip": gzip},
    )
    assert EventLog("unpacked-b.parquet", **ROLES).n_events == 1


@pytest.mark.parametrize("library", ["pyarrow.parquet", "polars", "duckdb"])
def test_a_damaged_parquet_file_is_refused_by_every_library(tmp_path, monkeypatch, library: str):
    frame = pd.DataFrame({"who": ["u"] * 500, "at": pd.Timestamp("2026-03-01"), "what": "pay"})
    packed = io.BytesIO()
    frame.to_parquet(packed)
    whole = packed.getvalue()
    for other in ("pyarrow.parquet", "polars", "duckdb"):
        if other != library:
            monkeypatch.setitem(sys.modules, other, None)
    path = tmp_path / "log.parquet"
    path.write_bytes(whole)
    assert EventLog(path, **ROLES).n_events == 500
    with pytest.raises(DataError, match=r"no column 'wo' for customer.*'who'"):
        EventLog(path, **ROLES | {"customer": "wo"})
    for content in (
        whole[:-100],
        whole[:200],
        b"",
        b"PAR1",
        whole[:40] + b"\xff" * 60 + whole[100:],
    ):
        path.write_bytes(content)
        assert "complete" in refused(path, "can't be read as Parquet")


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX here")
def test_what_may_not_be_read_is_refused():
    with tempfile.TemporaryDirectory() as name:  # others may not look into tmp_path
        folder = Path(name)
        folder.chmod(0o755)
        path = written(folder, TABLE)
        assert refused(path.with_name("no.csv"), "") is not None  # all modules are there now
        path.chmod(0)
        with as_anybody():
            assert "rights" in refused(path, "can't be read as CSV")
        folder.chmod(0)
        with as_anybody():
            assert "rights" in refused(path, "can't be read: Permission denied")
            assert "rights" in refused(folder / "log.parquet", "can't be read: Permission denied")
        folder.chmod(0o755)


def test_files_of_other_kinds_are_read_as_the_hint_says(tmp_path):
    frame = pd.DataFrame({"who": ["u"], "at": ["2026-03-01 10:00"], "what": ["pay"]})
    frame.to_json(tmp_path / "log.jsonl", orient="records", lines=True)
    frame.to_json(tmp_path / "log.json")
    frame.to_csv(tmp_path / "log.csv.zip", index=False)
    frame.to_csv(tmp_path / "LOG.TXT", index=False)
    frame.to_feather(tmp_path / "log.feather")
    for name in ("log.jsonl", "log.json", "log.csv.zip", "LOG.TXT", "log.feather"):
        path = tmp_path / name
        assert passed(refused(path, "is neither CSV")).n_events == 1
    assert "read_excel" in refused(written(tmp_path, "", "log.xlsx"), "is neither CSV")
    assert "pandas first" in refused(written(tmp_path, "", "log.sas7bdat"), "is neither CSV")
