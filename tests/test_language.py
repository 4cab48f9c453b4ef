"""A number, a duration or a day is written in one way: in Python, in browsers, in charts."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import random
import subprocess
from pathlib import Path
from typing import Any

import altair as alt
import pytest
import vl_convert

from cjwidgets.display.picture import picture
from cjwidgets.display.speaking import speaking
from cjwidgets.display.view import ChartView
from cjwidgets.locale import LOCALES, language, text
from tools import node

ROOT = Path(__file__).resolve().parents[1]
NBSP = "\N{NO-BREAK SPACE}"

BROWSER = """
import esbuild from "esbuild";
import { readFileSync } from "node:fs";
const names = ["numbers", "days", "texts"];
const from = names.map((name) => `export * from "./js/src/document/${name}.ts";`).join("");
const options = { bundle: true, format: "esm", write: false };
const stdin = { contents: from, resolveDir: process.cwd(), loader: "ts" };
const { outputFiles } = await esbuild.build({ ...options, stdin });
const code = Buffer.from(outputFiles[0].contents).toString("base64");
const browser = await import(`data:text/javascript;base64,${code}`);
const { texts, calls } = JSON.parse(readFileSync(0, "utf8"));
const said = calls.map(([locale, name, values]) => {
  const t = (key, filling) => browser.filled(texts[locale], key, filling);
  return name === "filled" ? t(...values) : browser[name](values[0], t, ...values.slice(1));
});
console.log(JSON.stringify(said));
"""


def in_browser(calls: list[tuple[str, str, list[Any]]]) -> list[str]:
    """Return what browsers write: the language, the function of the browser, what it is given."""
    found = node.find()
    assert found, "there is no node; `make test` installs one"
    told = {"texts": {each: dict(language(each).texts) for each in LOCALES}, "calls": calls}
    ran = subprocess.run(
        [found.node, "--input-type=module", "-e", BROWSER],
        cwd=ROOT,
        input=json.dumps(told).encode(),
        capture_output=True,
        check=True,
    )
    said: list[str] = json.loads(ran.stdout)
    return said


def numbers() -> list[float]:
    """Return numbers of all sizes, with the ends of every rule, and halves."""
    drawn = random.Random(12)
    ends = (
        0,
        0.0005,
        0.0995,
        0.995,
        0.9995,
        1,
        9.995,
        10,
        99.95,
        100,
        999.5,
        1000,
        1e6,
        1e15,
        1e21,
    )
    found = [end + off for end in ends for off in (-1e-9, 0, 1e-9)]
    found += [each / 8 for each in range(80)] + [each / 1000 for each in range(0, 1000, 7)]
    found += [drawn.uniform(0, 1) for _ in range(300)]
    found += [10 ** drawn.uniform(-7, 24) for _ in range(300)]
    return found + [-each for each in found]


@pytest.mark.parametrize("locale", LOCALES)
def test_python_and_browsers_write_alike(locale: str) -> None:
    t = language(locale)
    days = [dt.date(2023, 12, 28) + dt.timedelta(days=5 * each) for each in range(80)]
    written = [
        pair
        for value in numbers()
        for pair in (
            (t.number(value), "number", [value, 2]),
            (t.number(value, 3), "number", [value]),
            (t.count(value), "count", [value]),
            (t.percent(value), "percent", [value]),
            (t.percent(value, 4), "exactly", [value, 4]),
            (t.hundredths(value), "hundredths", [value]),
            (t.duration(value), "duration", [value]),
            (t("editor.folded", count=value), "filled", ["editor.folded", {"count": value}]),
        )
    ]
    written += [(t.day(day), "dayOf", [day.isoformat()]) for day in days]
    for hour in range(24):
        at = dt.datetime(2026, 10, 4, hour, 5)
        written.append((t.moment(at), "moment", [at.isoformat()]))
    said = in_browser([(locale, name, given) for _, name, given in written])
    wrong = [(*mine, its) for mine, its in zip(written, said, strict=True) if mine[0] != its]
    assert len(written) > 5000
    assert wrong == []


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", ["28%", "<0.1%", "−1,234.5", "1,234,567", "2.57 d", "Oct 4, 2026", "47–53"]),
        (
            "ru",
            [
                *(f"28{NBSP}%", f"<0,1{NBSP}%", f"−1{NBSP}234,5", f"1{NBSP}234{NBSP}567"),
                *("2,57 сут", "4 окт. 2026 г.", "47–53"),
            ],
        ),
        ("zh-Hans", ["28%", "<0.1%", "−1,234.5", "1,234,567", "2.57 天", "2026年10月4日", "47–53"]),
        ("zh-Hant", ["28%", "<0.1%", "−1,234.5", "1,234,567", "2.57 天", "2026年10月4日", "47–53"]),
    ],
)
def test_each_language(locale: str, said: list[str]) -> None:
    t = language(locale)
    written = [t.percent(0.28), t.percent(0.00004), t.number(-1234.5), t.count(1_234_567)]
    written += [t.duration(222_035), t.day(dt.date(2026, 10, 4)), t.narrow(0.468, 0.5296)]
    assert written == said


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0, "0"),
        (1, "100"),
        (0.5, "50"),
        (0.125, "13"),
        (0.284, "28"),
        (0.047, "4.7"),
        (0.05, "5"),
        (0.0099, "1"),
        (0.004, "0.4"),
        (0.00004, "<0.1"),
        (0.994, "99"),
        (0.996, "99.6"),
        (0.99999, ">99.9"),
        (-0.047, "−4.7"),
        (float("nan"), "–"),
    ],
)
def test_percent(share: float, expected: str) -> None:
    assert language("en").hundredths(share) == expected


def test_a_level_is_told_as_it_was_asked_for() -> None:
    assert language("en").percent(0.975, 4) == "97.5%"


def test_names_that_look_like_numbers_stay_as_they_are() -> None:
    assert language("ru")("editor.said.added", what="2.5%") == text(
        "editor.said.added", "ru", what="2.5%"
    )
    assert "2.5%" in text("editor.said.added", "ru", what="2.5%")


# Charts ----------------------------------------------------------------------------------------


def axes(locale: str) -> dict[str, Any]:
    """Return a chart with an axis of shares, one of days, and labels of numbers."""
    rows = [{"day": f"2026-{month:02}-04", "share": -0.28 * month} for month in (1, 2, 10)]
    chart = alt.Chart(alt.Data(values=rows)).encode(
        alt.X("day:T", axis=alt.Axis(format="%x", values=[row["day"] for row in rows])),
        alt.Y("share:Q", axis=alt.Axis(format=".0%")),
    )
    named = chart.mark_text().encode(alt.Text("share:Q", format=",.2f"))
    spec: dict[str, Any] = alt.layer(chart.mark_line(), named).to_dict()
    return spec


@pytest.mark.parametrize("locale", LOCALES)
def test_axes_and_labels_of_charts_are_written_alike(locale: str) -> None:
    t = language(locale)
    drawn = vl_convert.vegalite_to_svg(speaking(axes(locale), locale), allowed_base_urls=[])
    for share in (-0.5, -1, -2.5):
        assert f">{t.percent(share, 0)}<" in drawn
    for value in (-0.28, -0.56):
        assert f">{t.number(value)}<" in drawn
    assert f">{t.day(dt.date(2026, 2, 4))}<" in drawn
    assert f">{t.percent(-0.5, 0)}<" in picture(axes(locale), locale=locale)["text/html"]
    view = ChartView(axes(locale))
    view.locale = locale
    sent = gzip.decompress(base64.b64decode(view.get_state("_chart")["_chart"]))
    assert json.loads(sent)["spec"]["config"] == speaking(axes(locale), locale)["config"]


def test_a_chart_that_says_how_it_writes_is_heard() -> None:
    own = {"config": {"locale": {"number": {"decimal": "·"}}, "font": "serif"}}
    assert speaking(own, "ru") == own
    assert speaking({"config": {"font": "serif"}}, "ru")["config"]["font"] == "serif"
