"""Files that a disk, a network or a stranger damaged are read or refused in a sentence."""

from __future__ import annotations

import gzip
import io
import random
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from cjwidgets import EventLog, JourneyMap, Persona, Question, Survey
from cjwidgets.datasets import mattress_map
from cjwidgets.errors import JourneyError
from cjwidgets.formats import cjmap, persona

ROLES = {"customer": "who", "time": "at", "event": "what", "channel": "via", "cost": "cost"}
TABLE = pd.DataFrame(
    {
        "who": ["u1", "u1", "u2", "u3", "u3"] * 8,
        "at": [f"2026-03-{day:02}T10:0{day % 10}:00" for day in range(1, 21)] * 2,
        "what": ["search", 'say "hi", you', "pay", "客服", "two\nlines"] * 8,
        "via": ["web", "", "shop", "web", "app"] * 8,
        "cost": [1.5, 0, 2, 3, 1e3] * 8,
        "csat": [5, 4, 3, 2, 1] * 8,
    }
)
XES = """<?xml version="1.0" encoding="UTF-8"?><log xmlns="http://www.xes-standard.org/">{}</log>"""
TRACE = """<trace><string key="concept:name" value="c{0}"/><event>
<string key="concept:name" value="pay &lt;{0}&gt;"/>
<date key="time:timestamp" value="2026-03-0{0}"/>
<int key="cost" value="{0}"/><boolean key="late" value="true"/></event></trace>"""
HOSTILE = (
    b"\0", b'"', b"\r", b"\n", b",", b";", b"\xff\xfe", b"\xef\xbb\xbf", b"]]>", b"<!DOCTYPE a>",
    b"&a;", b"<event>", b"</trace>", b"9" * 400, b"1e999", b"NaN", b"null", b"{", b"[" * 200,
    b"\\ud800", b"\xed\xa0\x80", b"-1", b"true", b"encoding='gbk'", b"0000-00-00", b"9999-12-31",
)  # fmt: skip


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Return what is left of a file after one to four accidents, half of them small."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice((1, 1, 1, 4, 50, 2_000)))
        match rng.randrange(8):
            case 0:
                del data[at:]
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = rng.choice(HOSTILE)
            case 3:
                data[at:at] = data[at:to] * rng.choice((1, 3))
            case 4:
                data[at:to] = rng.randbytes(to - at)
            case 5:
                data[at:to] = rng.choice(HOSTILE)
            case _ if data:
                for _ in range(rng.choice((1, 1, 8))):
                    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def table(columns: list[str], **how: object) -> bytes:
    return TABLE[columns].to_csv(index=False, **how).encode()


def parquet(**how: object) -> bytes:
    file = io.BytesIO()
    TABLE.assign(at=pd.to_datetime(TABLE["at"])).to_parquet(file, **how)
    return file.getvalue()


def read_log(path: Path) -> None:
    log = EventLog(path, **ROLES)
    log.describe()
    log.names("channel")


def read_xes(path: Path) -> None:
    EventLog(path, cost="cost", also=["late"]).describe()


def read_survey(path: Path) -> None:
    asked = [Question("csat", kind="csat"), Question("what", kind="open")]
    survey = Survey(path, respondent="who", time="at", channel="via", questions=asked)
    survey.describe()
    survey.quotes()


def read_map(path: Path) -> None:
    jm = JourneyMap.open(path)
    jm.save(path.with_name("again.cjmap.json"), overwrite=True)


def xes() -> bytes:
    return XES.format("".join(map(TRACE.format, range(1, 9)))).encode()


def a_map() -> bytes:
    return cjmap.dumps(mattress_map()).encode()


def a_persona() -> bytes:
    return persona.dumps(mattress_map().personas[0]).encode()


EVENTS = ["who", "at", "what", "via", "cost"]
KINDS: dict[str, tuple[Callable[[], bytes], Callable[[Path], object]]] = {
    "log.csv": (lambda: table(EVENTS), read_log),
    "log.tsv": (lambda: table(EVENTS, sep="\t"), read_log),
    "log.csv.gz": (lambda: table(EVENTS), read_log),
    "log.parquet": (parquet, read_log),
    "flat.parquet": (lambda: parquet(compression=None, use_dictionary=False), read_log),
    "log.xes": (xes, read_xes),
    "log.xes.gz": (xes, read_xes),
    "survey.csv": (lambda: table([*EVENTS, "csat"]), read_survey),
    "survey.parquet": (lambda: parquet(compression="gzip"), read_survey),
    "shop.cjmap.json": (a_map, read_map),
    "anna.persona.json": (a_persona, Persona.open),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    tmp_path: Path, name: str, rounds: Callable[[int], int], seed: int
) -> None:
    make, read = KINDS[name]
    content = make()
    rng = random.Random(f"{seed} {name}")
    path = tmp_path / name
    packed = name.endswith(".gz")
    path.write_bytes(gzip.compress(content) if packed else content)
    read(path)
    for _ in range(rounds(10_000) // len(KINDS) + 1):
        inside = packed and rng.random() < 0.5
        data = content if inside or not packed else gzip.compress(content)
        data = damaged(data, rng)
        path.write_bytes(gzip.compress(data) if inside else data)
        with warnings.catch_warnings(action="ignore"), suppress(JourneyError):
            read(path)
