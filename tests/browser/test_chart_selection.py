"""What is picked and brushed in charts of a journey, by hand and from Python, and stays."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from browser.plain import Plain

SHOP = """import cjwidgets as cj, pandas as pd
names = ["Ask", 'datum["x"] 退货', "');alert(1)//.[0]"]
jm = cj.JourneyMap("Shop", personas=[cj.Persona(who, id=who) for who in ("Anna", "Li")], stages=[
    cj.Stage(name, match=[f"event {i}"], touchpoints=[
        cj.Touchpoint(f"{name} {k}", emotions={"Anna": k - i, "Li": i - 1}) for k in (1, 2)])
    for i, name in enumerate(names)])
def log(*counts):
    events = [(who, i, f"event {i}") for i, n in enumerate(counts) for who in range(n)]
    frame = pd.DataFrame(events, columns=["who", "minute", "what"])
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(frame["minute"], unit="min")
    return cj.EventLog(frame, customer="who", time="at", event="what")
def picked(view):
    return [dict(each) for each in view.selections["pick"].points]
"""
DROP_OFF = SHOP + "view = cj.ChartView(cj.charts.drop_off(jm, log(90, 60, 40)))\nview"
EMOTION = SHOP + "view = cj.ChartView(cj.charts.emotion(jm))\nview"
POINTER = "([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor === 'pointer'"
NAMES = ["Ask", 'datum["x"] 退货', "');alert(1)//.[0]"]
TINT = "path[fill='#e0edfa']"


def chart(place: Locator) -> Locator:
    svg = place.locator(".cjw-vega svg")
    svg.wait_for()
    return svg


def tinted(svg: Locator) -> Locator:
    return svg.locator(TINT)


def text(svg: Locator, shown: str) -> Locator:
    return svg.get_by_text(shown, exact=True).last


def test_a_row_is_picked_and_stays_picked(plain: Plain) -> None:
    plain.open([DROP_OFF, "view"])
    svg = chart(plain.run(0))
    expect(tinted(svg)).to_have_count(0)

    # Anywhere in the row: on its numbers, its bar, the ground between them.
    def beside(shown: str, dx: float) -> None:
        box = text(svg, shown).bounding_box()
        assert box
        x, y = box["x"] + box["width"] + dx, box["y"] + box["height"] / 2
        plain.page.mouse.move(x, y)
        plain.page.wait_for_function(POINTER, arg=[x, y])
        plain.page.mouse.click(x, y)

    beside("60 of 90", -3)
    plain.until("picked(view)", [{"stage": NAMES[1]}])
    expect(tinted(svg)).to_have_count(1)
    beside("40 of 60", 12)
    plain.until("picked(view)", [{"stage": NAMES[2]}])
    svg.locator("path[aria-label^='Ask']").first.click(modifiers=["Shift"])
    plain.until("len(view.selections['pick'].points)", 2)
    expect(tinted(svg)).to_have_count(2)
    svg.locator("path[aria-label^='Ask']").first.click(modifiers=["Shift"])
    plain.until("picked(view)", [{"stage": NAMES[2]}])

    # From Python, where the chart is shown a second time too.
    plain.python("view.choose('pick', [{'stage': names[1]}])")
    again = chart(plain.run(1))
    for each in (svg, again):
        expect(tinted(each)).to_have_count(1)
    row = text(svg, NAMES[1]).bounding_box()
    tint = tinted(svg).bounding_box()
    assert row
    assert tint
    assert tint["y"] < row["y"] < row["y"] + row["height"] < tint["y"] + tint["height"]

    # Other numbers and a name that is a little longer: the same drawing, the same choice.
    drawing = svg.element_handle()
    plain.python(
        "jm.stages[0].name = 'Ask us'\nview.update(cj.charts.drop_off(jm, log(91, 50, 30)))"
    )
    expect(text(svg, "Ask us")).to_be_visible()
    expect(svg.get_by_text("n 91")).to_be_visible()
    assert drawing.evaluate("each => each.isConnected")
    expect(tinted(svg)).to_have_count(1)
    assert plain.python("picked(view)") == [{"stage": NAMES[1]}]
    expect(plain.output(0).locator("[aria-label*='91 of 91 customers']")).to_be_visible()

    # What stands for nothing picks nothing.
    text(svg, "came this far · of").click()
    plain.until("picked(view)", [])
    expect(tinted(svg)).to_have_count(0)


def test_the_emotion_curve_is_picked_and_brushed(plain: Plain) -> None:
    plain.open([EMOTION])
    svg = chart(plain.run(0))
    page = plain.page

    # A column is a touchpoint, its head a stage, a mark one of a persona, the legend a persona.
    def column(shown: str) -> tuple[float, float]:
        box = text(svg, shown).bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"]

    x, y = column("Ask 2")
    page.mouse.click(x + 24, y - 12)
    plain.until("picked(view)", [{"stage": "Ask", "touchpoint": "Ask 2"}])
    text(svg, "Ask").click()
    plain.until("picked(view)", [{"stage": "Ask"}])
    expect(tinted(svg)).to_have_count(1 + 2 + 4)  # the head, its columns, the grounds of its marks
    text(svg, "Li").click(force=True)
    plain.until("picked(view)", [{"persona": "Li"}])
    svg.locator("path[aria-roledescription='point']").first.click()
    plain.until("picked(view)", [{"stage": "Ask", "touchpoint": "Ask 1", "persona": "Anna"}])

    # Across the columns it brushes touchpoints; what was picked stays.
    (left, y), (right, _) = column("Ask 2"), column(f"{NAMES[1]} 1")
    page.mouse.move(left - 30, y - 14)
    page.mouse.down()
    page.mouse.move(right + 30, y - 20, steps=6)
    page.mouse.up()
    plain.until(
        "[each.name for each in cj.charts.brushed(jm, view.selections['brush'])]",
        ["Ask 2", f"{NAMES[1]} 1"],
    )
    assert plain.python("picked(view)[0]['persona']") == "Anna"
    x, y = column("Ask 1")
    page.mouse.click(x + 24, y - 14)  # a pick, and no brush any more
    plain.until("picked(view)", [{"stage": "Ask", "touchpoint": "Ask 1"}])
    plain.until("bool(view.selections['brush'])", False)

    # An edit of the map moves the curve, and leaves what is picked.
    drawing, line = svg.element_handle(), svg.locator(".mark-line path").first
    before = line.get_attribute("d")
    assert before
    plain.python("view.choose('pick', [{'stage': names[2]}])")
    expect(tinted(svg)).to_have_count(1 + 2 + 4)
    plain.python("jm.touchpoints[0].set_emotion(-2, 'Anna'); view.update(cj.charts.emotion(jm))")
    expect(line).not_to_have_attribute("d", before)
    assert drawing.evaluate("each => each.isConnected")
    expect(tinted(svg)).to_have_count(1 + 2 + 4)
    assert plain.python("picked(view)") == [{"stage": NAMES[2]}]
