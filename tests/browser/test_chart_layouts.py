"""Charts and editors laid out by ipywidgets: beside each other, hidden and shown, closed."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from browser.editor import Editor
from browser.plain import Plain

SETUP = """import altair as alt, cjwidgets as cj, ipywidgets as w
jm = cj.JourneyMap("Shop", personas=["Anna"], stages=[
    cj.Stage("Ask", touchpoints=[cj.Touchpoint("Search", id="search", emotion=1)]),
    cj.Stage("Buy", touchpoints=[cj.Touchpoint("Cart", id="cart", emotion=-1)])])
def bars(n=6, width="container"):
    rows = alt.Data(values=[{"stage": "Ask", "n": 9}, {"stage": "Buy", "n": n}])
    return alt.Chart(rows, width=width).mark_bar().encode(
        x="stage:N", tooltip="n:Q", y=alt.Y("n:Q").scale(domain=[0, 12]))
def view(chart):
    made = cj.ChartView(chart)
    made.layout.width = "100%"
    return made
left, right, tabbed, folded = view(bars()), view(bars()), view(bars()), view(bars())
curve = cj.ChartView(cj.charts.emotion(jm))
one, two = cj.MapEditor(jm), cj.MapEditor(jm)
tab = w.Tab([curve, tabbed], titles=["Curve", "Bars"])
fold = w.Accordion([folded, two], titles=["Bars", "Again"])
page = w.VBox([w.HBox([left, right]), one, tab, fold])
page"""


# A chart is as wide as its place.
FITS = """svg => {
  const place = svg.closest(".cjw-vega").clientWidth;
  return place > 300 && Math.abs(svg.clientWidth - place) < 2;
}"""


def shown(place: Locator, count: int = 1) -> Locator:
    charts = place.locator("svg.marks").filter(visible=True)
    expect(charts).to_have_count(count)
    return charts


def fits(chart: Locator) -> None:
    svg = chart.element_handle()
    chart.page.wait_for_function(FITS, arg=svg)


def last_bar(place: Locator) -> Locator:
    return shown(place).locator(".mark-rect.role-mark path").last


def test_charts_and_editors_in_layouts(plain: Plain) -> None:
    plain.viewport(1400, 1300)
    plain.open([SETUP])
    place = plain.run(0)
    row, tab, fold = (place.locator(f".widget-{each}") for each in ("hbox", "tab", "accordion"))
    for index in range(2):
        fits(shown(row, 2).nth(index))

    # What was laid out, and given other data, while hidden has its size and data when shown.
    expect(shown(tab)).to_contain_text("Emotion along the journey")
    bars = tab.locator("svg.marks").filter(visible=False).locator(".mark-rect path").last
    before = bars.get_attribute("d")
    plain.python("tabbed.update(bars(12))")
    expect(bars).not_to_have_attribute("d", before or "")
    tab.get_by_role("tab", name="Bars").click()
    fits(shown(tab))
    drawing = shown(tab).element_handle()
    fold.get_by_text("Bars", exact=True).click()
    fits(shown(fold))
    tab.get_by_role("tab", name="Curve").click()
    tab.get_by_role("tab", name="Bars").click()
    assert drawing.evaluate("svg => svg.isConnected && svg.checkVisibility()")

    # The page becomes narrow.
    plain.viewport(900, 1300)
    for chart in (shown(row, 2).first, shown(tab), shown(fold)):
        fits(chart)

    # One map in two editors, one of them in a fold; and a chart of it.
    one = Editor(plain.page, place.locator(".cjw").first)
    one.write(one.cell("touchpoint", "search"), "Look")
    plain.until("jm.touchpoints[0].name", "Look")
    plain.python("curve.update(cj.charts.emotion(jm))")
    fold.get_by_text("Again", exact=True).click()
    two = Editor(plain.page, fold.locator(".cjw"))
    expect(two.cell("touchpoint", "search")).to_contain_text("Look")
    tab.get_by_role("tab", name="Curve").click()
    expect(shown(tab)).to_contain_text("Look")

    # One is closed; all others live on.
    plain.python("left.close()")
    fits(shown(row))
    plain.python("two.close(); folded.close(); right.update(bars(3))")
    expect(fold.locator(".cjw, .cjw-vega")).to_have_count(0)
    last_bar(row).hover()
    expect(row.get_by_role("tooltip")).to_contain_text("3")
    plain.python("page.close(); right.close()")
    expect(place.locator(".cjw-vega")).to_have_count(0)
    assert plain.watch.external == []
