"""Every chart of cjwidgets alive in a page, and some in each host: one Vega, no error."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from browser.host import Host
from browser.lab import Lab
from browser.marimo import Marimo
from browser.plain import Plain
from charts import gallery
from charts.svgs import svg
from cjwidgets.bundle import bundle

TESTS = Path(__file__).resolve().parents[1]
DRAW = f"""import sys
sys.path.insert(0, {str(TESTS)!r})
import altair as alt, cjwidgets as cj
from charts import gallery
cj.charts; alt.renderers.enable("cjwidgets")
"""
SOME = ["emotion", "drop_off"]
SHOW = "for each in charts: display(each)"
SHOW_IN_MARIMO = "import marimo\nmarimo.vstack(charts)"
MARK, GROUP = "role-mark", "mark-group"
MARKED = f"""all => all.map(svg => svg.querySelectorAll(".{MARK}:not(.{GROUP}) > *").length)"""
SIZES = "all => all.map(svg => Math.min(svg.clientWidth, svg.getBoundingClientRect().height))"


def scripts(host: Host) -> list[int]:
    """The lengths of all scripts that the page loads from now on."""
    found: list[int] = []
    devtools = host.context.new_cdp_session(host.page)
    devtools.on("Debugger.scriptParsed", lambda script: found.append(script["length"]))
    devtools.send("Debugger.enable")
    return found


def marks(drawn: str) -> int:
    """How many marks a picture has, without its grounds, axes and titles."""
    named = ((each.get("class", "").split(), each) for each in ET.fromstring(drawn).iter())
    return sum(len(each) for names, each in named if MARK in names and GROUP not in names)


def test_every_chart(plain: Plain) -> None:
    are_alive(plain, list(gallery.ARGUMENTS))


@pytest.mark.parametrize("name", ["lab", "notebook", "voila", "marimo"])
def test_charts_in_every_host(name: str, request: pytest.FixtureRequest) -> None:
    are_alive(request.getfixturevalue(name), SOME)


def are_alive(host: Host, names: list[str]) -> None:
    loaded = scripts(host)
    draw = f"{DRAW}charts = [gallery.drawn(name, gallery.journey()) for name in {names}]"
    page = host.open([draw, SHOW_IN_MARIMO if isinstance(host, Marimo) else SHOW])
    if isinstance(host, Lab | Plain):
        host.run_all()
    charts = {each: gallery.drawn(each, gallery.journey()) for each in names}
    live = page.locator(".cjw-vega svg.marks")
    expect(live).to_have_count(len(charts))
    expect(page.get_by_role("alert")).to_have_count(0)
    wanted = {name: marks(svg(chart)) for name, chart in charts.items()}
    assert min(wanted.values()) > 3
    assert dict(zip(charts, live.evaluate_all(MARKED), strict=True)) == wanted
    assert min(live.evaluate_all(SIZES)) > 50
    assert loaded.count(len(bundle("vega.js"))) == 1
    assert host.watch.external == []
