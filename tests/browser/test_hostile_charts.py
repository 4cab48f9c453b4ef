"""Titles, labels and column names that would like to run, in live charts: they are words."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from browser.plain import Plain
from browser.test_every_chart import MARKED, marks
from charts import gallery
from charts.svgs import HOSTILE, svg

TESTS = Path(__file__).resolve().parents[1]
# Dialogs, handlers of pictures that don't load and scripts: all of it would be noted.
TRAP = "window.alert = window.prompt = window.confirm = () => { window.ran = true; };"
SETUP = f"""import sys
sys.path.insert(0, {str(TESTS)!r})
import altair as alt, cjwidgets as cj, pandas as pd
from charts import gallery
from charts.svgs import HOSTILE
alt.renderers.enable("cjwidgets")
own = gallery.hostile()
drawn = {{name: gallery.drawn(name, own) for name in gallery.ARGUMENTS}}
view = cj.ChartView(drawn["drop_off"])"""
ANY = r"""import re
short = [name for name in HOSTILE if 0 < len(name) < 100 and name.isprintable()]
names = [name for name in short if "\\" not in name]
names.append(HOSTILE[-3])
def any_chart(name):
    field = re.sub(r"([\\.\[\]'\":])", r"\\\1", name)  # as Vega-Lite asks for it
    pick = alt.selection_point("pick")
    rows = pd.DataFrame({name: [1, 2, 3], "words": [*HOSTILE[:2], HOSTILE[3]], "of": name})
    return alt.Chart(rows, title=name).mark_bar().encode(
        x=alt.X(field=field, type="quantitative", title=name), y=alt.Y("words:N", title=name),
        color=alt.Color(field=field, type="nominal", title=name),
        opacity=alt.condition(pick, alt.value(1), alt.value(0.3)),
        tooltip=[alt.Tooltip(field=field, type="nominal", title=name), "words:N"],
    ).add_params(pick).facet(column=alt.Column("of:N", title=name))
first = cj.ChartView(any_chart(names[0]))
for name in names: display(any_chart(name))"""
LINKS = """one = alt.Data(values=[{"a": 1, "u": "https://example.invalid/x.png"}])
link = alt.value("javascript:alert(1)")
display(alt.Chart(one).mark_bar().encode(x="a:Q", href=link, tooltip=alt.value("<b>no</b>")))
display(alt.Chart(one).mark_image().encode(x="a:Q", url="u:N"))
display(alt.Chart("https://example.invalid/data.csv").mark_point().encode(x="a:Q"))"""


def live(place: Locator) -> Locator:
    return place.locator(".cjw-vega svg.marks")


def test_hostile_words_are_words(plain: Plain) -> None:
    plain.context.add_init_script(TRAP)
    plain.open([SETUP, "for each in drawn.values(): display(each)", ANY, "first", LINKS, "view"])
    plain.run_all()

    # Every chart of ours has all its marks.
    own = gallery.hostile()
    wanted = {name: marks(svg(gallery.drawn(name, own))) for name in gallery.ARGUMENTS}
    expect(live(plain.output(1))).to_have_count(len(wanted))
    assert dict(zip(wanted, live(plain.output(1)).evaluate_all(MARKED), strict=True)) == wanted
    expect(plain.output(1)).to_contain_text(HOSTILE[3])

    # What is picked is read as it is called, and chosen so.
    mark = live(plain.output(5)).locator(".mark-rect.role-mark path").first
    mark.click(force=True)
    plain.until("[each['stage'] for each in view.selections['pick'].points]", [HOSTILE[0]])
    plain.python(f"view.choose('pick', [{{'stage': {HOSTILE[3]!r}}}])")
    plain.until("view.selections['pick'].points[0]['stage']", HOSTILE[3])

    # So have all charts of anybody, whose columns and titles are called like this.
    names = plain.python("names")
    assert len(names) == len(set(names)) > 8
    expect(live(plain.output(2))).to_have_count(len(names))
    for index, name in enumerate(names):
        expect(live(plain.output(2)).nth(index)).to_contain_text(name)
        expect(live(plain.output(2)).nth(index).locator(".mark-rect.role-mark path")).to_have_count(
            3
        )
    bar = live(plain.output(3)).locator(".mark-rect.role-mark path").nth(1)
    bar.hover()
    expect(plain.output(3).get_by_role("tooltip")).to_contain_text(names[0])
    bar.click()
    plain.until("[each.get(names[0]) for each in first.selections['pick'].points]", [2])

    # Links lead nowhere but to pages, and nothing is fetched.
    places = plain.output(4).locator(".cjw-vega")
    box = places.nth(0).locator(".mark-rect.role-mark path")
    box.hover()
    expect(places.nth(0).get_by_role("tooltip")).to_have_text("<b>no</b>")
    box.click()
    assert "javascript:" not in places.nth(0).inner_html()
    live(plain.output(4)).nth(1).wait_for()
    expect(places.nth(2).get_by_role("alert")).to_contain_text("not allowed")

    assert plain.page.evaluate("window.ran") is None
    expect(plain.page.locator("img[src='x']")).to_have_count(0)
    assert len(plain.context.pages) == 1
    assert plain.watch.external == []
