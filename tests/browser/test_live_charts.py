"""Altair charts alive in real pages: no network, one Vega, nothing left behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from browser.host import Host
from browser.kernels import PATIENCE
from browser.lab import Lab
from browser.marimo import Marimo
from browser.notebook7 import Notebook
from browser.plain import Plain
from browser.voila import Voila

BARS = """import altair as alt, cjwidgets as cj
cj.charts; alt.renderers.enable("cjwidgets")
rows = [{"stage": s, "n": n} for s, n in [("Ask", 9), ("Wait", 6), ("Buy", 4)]]
def bars(rows, title="Shop"):
    pick, brush = alt.selection_point("pick", fields=["stage"]), alt.selection_interval("brush")
    chart = alt.Chart(alt.Data(values=rows), title=title).encode(
        x=alt.X("stage:N", sort=None), y=alt.Y("n:Q", scale=alt.Scale(domain=[0, 12])))
    picked = chart.encode(tooltip=["stage:N", "n:Q"],
        opacity=alt.condition(pick, alt.value(1), alt.value(0.4))).mark_bar()
    brushed = alt.Chart(alt.Data(values=rows)).mark_point().encode(x="n:Q", y="stage:N")
    return picked.add_params(pick) | brushed.add_params(brush)
"""
VIEW = BARS + "view = cj.ChartView(bars(rows))\nview"
# Counts every Vega that the page loads: a widget's code becomes an address of its own.
COUNT = """() => {
  const make = URL.createObjectURL;
  window.vegas = 0;
  URL.createObjectURL = function (blob) {
    if (blob.size > 500000) window.vegas += 1;
    return make.call(URL, blob);
  };
}"""


def svg(place: Locator) -> Locator:
    return place.locator(".cjw-vega svg")


def bar(place: Locator, index: int) -> Locator:
    return svg(place).locator(".mark-rect.role-mark path").nth(index)


def start(host: Host, source: str) -> Locator:
    page = host.open([source])
    place = host.run(0) if isinstance(host, Lab) else page.locator("body")
    svg(place).first.wait_for()
    return place


def test_a_chart_lives(plain: Plain) -> None:
    plain.open([VIEW, "view"])
    place = plain.run(0)
    svg(place).wait_for()
    page = plain.page

    # Under the pointer a mark says what it is.
    bar(place, 1).hover()
    tip = place.get_by_role("tooltip")
    expect(tip).to_be_visible()
    assert tip.inner_text().split() == ["stage", "Wait", "n", "6"]
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()

    # A click is read in Python, and so is its end.
    bar(place, 2).click()
    plain.until("[dict(each) for each in view.selections['pick'].points]", [{"stage": "Buy"}])
    assert plain.python("view.selection.name, view.selection.kind") == ["pick", "point"]
    expect(bar(place, 0)).to_have_attribute("opacity", "0.4")
    bar(place, 2).dblclick()
    plain.until("bool(view.selections['pick'])", False)

    # What Python chooses looks the same, in a view that opens later too; and clicks go on from it.
    plain.python("view.choose('pick', [{'stage': 'Wait'}])")
    expect(bar(place, 0)).to_have_attribute("opacity", "0.4")
    expect(bar(place, 1)).to_have_attribute("opacity", "1")
    later = plain.run(1)
    expect(bar(later, 0)).to_have_attribute("opacity", "0.4")
    expect(bar(later, 1)).to_have_attribute("opacity", "1")
    bar(place, 0).click(modifiers=["Shift"])
    plain.until("len(view.selections['pick'].points)", 2)
    bar(place, 1).click(modifiers=["Shift"])
    plain.until("[dict(each) for each in view.selections['pick'].points]", [{"stage": "Ask"}])
    plain.python("view.choose('pick', [])")
    expect(bar(place, 2)).to_have_attribute("opacity", "1")
    assert plain.python("bool(view.selections['pick'])") is False

    # So is a brush.
    plot = svg(place).locator(".mark-group.role-scope .background[stroke]").nth(1).bounding_box()
    assert plot
    x, y = plot["x"], plot["y"]
    page.mouse.move(x + plot["width"] / 2, y + 5)
    page.mouse.down()
    page.mouse.move(x + plot["width"] - 2, y + plot["height"] - 5, steps=6)
    page.mouse.up()
    plain.until("view.selection.kind", "interval")
    low, high = plain.python("list(view.selections['brush'].ranges['n'])")
    assert 0 <= low < high <= 10

    # Other data move the same marks: the drawing stays.
    drawing = svg(place).element_handle()
    before = bar(place, 0).get_attribute("d")
    plain.python("view.update(bars([{**row, 'n': row['n'] / 3} for row in rows]))")
    expect(bar(place, 0)).not_to_have_attribute("d", before)
    assert drawing.evaluate("each => each.isConnected")
    # Another chart takes its place, and what Vega can't draw says why.
    plain.python("view.update(bars(rows, title='<img src=x onerror=alert(1)>'))")
    expect(svg(place)).to_contain_text("<img src=x")
    plain.python("view.update({'mark': 'nonsense', 'data': {'values': [{}]}, 'encoding': {}})")
    expect(place.get_by_role("alert")).to_contain_text("This chart can't be drawn: ")
    plain.python("view.update(bars(rows))")
    svg(place).wait_for()

    # Colours follow the page, and nothing is drawn anew.
    drawing = svg(place).element_handle()
    label = svg(place).locator(".role-axis-label text").first
    ink = "each => getComputedStyle(each).fill"
    assert label.evaluate(ink) == "rgb(0, 0, 0)"
    plain.theme("dark")
    assert label.evaluate(ink) == "rgb(232, 235, 240)"
    assert drawing.evaluate("each => each.isConnected")
    assert plain.watch.external == []


def test_vega_is_loaded_once(lab: Lab) -> None:
    lab.context.add_init_script(f"({COUNT})()")
    lab.open([BARS, *["bars(rows)"] * 5])
    lab.run_all()
    for index in range(1, 6):
        svg(lab.output(index)).wait_for()
    assert lab.page.evaluate("window.vegas") == 1
    lab.save()
    lab.reload()
    for index in range(1, 6):
        svg(lab.output(index)).wait_for()


def test_cells_run_again_leave_nothing(lab: Lab, rounds: Callable[[int], int]) -> None:
    lab.open([BARS, "bars(rows)"])
    lab.run_all()
    devtools = lab.context.new_cdp_session(lab.page)
    devtools.send("Performance.enable")

    def left() -> dict[str, int]:
        devtools.send("HeapProfiler.collectGarbage")
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return {each["name"]: each["value"] for each in metrics}

    def again(times: int) -> None:
        for _ in range(times):
            svg(lab.run(1)).wait_for()

    # A chart has a hundred nodes and a dozen listeners; JupyterLab keeps two to six a run itself.
    times = max(20, rounds(50))
    slack = {"Nodes": 8 * times, "JSEventListeners": 8 * times}
    again(5)
    before = left()
    again(times)
    after = left()
    for _ in range(int(PATIENCE)):  # what a task or a timer still holds is let go after it
        if all(after[name] - before[name] < slack[name] for name in slack):
            break
        lab.page.wait_for_timeout(1000)
        after = left()
    # The runtime and the chart, each with its layout, and the code of charts.
    assert lab.python("len(__import__('ipywidgets').widgets.widget._instances)") == 5
    for name in slack:
        assert after[name] - before[name] < slack[name], name
    lab.command("notebook:clear-cell-output")
    expect(lab.page.locator(".cjw-vega")).to_have_count(0)


def test_voila(voila: Voila) -> None:
    page = voila.open([VIEW, "bars(rows)"])
    svg(page.locator("body")).nth(1).wait_for()
    place = page.locator(".cjw-vega").first
    svg_bar = place.locator(".mark-rect.role-mark path").nth(1)
    svg_bar.hover()
    expect(place.get_by_role("tooltip")).to_contain_text("Wait")
    svg_bar.click()
    voila.until("[dict(each) for each in view.selections['pick'].points]", [{"stage": "Wait"}])
    assert voila.watch.external == []


def test_notebook_7(notebook: Notebook) -> None:
    place = start(notebook, VIEW)
    bar(place, 0).hover()
    expect(place.get_by_role("tooltip")).to_contain_text("Ask")


@pytest.mark.parametrize("shown", ["view", "bars(rows)"])
def test_marimo(marimo: Marimo, shown: str) -> None:
    page = marimo.open([BARS, "view = cj.ChartView(bars(rows))", shown])
    place = page.locator("marimo-anywidget")
    svg(place).wait_for()
    bar(place, 0).hover()
    expect(place.get_by_role("tooltip")).to_contain_text("Ask")
    bar(place, 2).click()
    if shown == "view":
        marimo.until("[dict(each) for each in view.selections['pick'].points]", [{"stage": "Buy"}])
    assert marimo.watch.external == []
