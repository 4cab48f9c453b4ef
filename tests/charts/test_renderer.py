"""The renderer shows charts offline: themed, described, the same every time."""

from __future__ import annotations

import base64
import re
import sys
from functools import cache
from types import MappingProxyType
from xml.etree import ElementTree as ET

import altair as alt
import pytest

from charts.svgs import HOSTILE, shop
from cjwidgets import charts
from cjwidgets.display import renderer, tokens
from cjwidgets.errors import MissingDependencyError
from cjwidgets.model import JourneyMap, Stage, Touchpoint


def bundle(jm: JourneyMap) -> dict[str, str]:
    return renderer.render(charts.emotion(jm).to_dict())


@cache
def shown() -> MappingProxyType[str, str]:
    """What is shown of the shop: most tests only look at it."""
    return MappingProxyType(bundle(shop()))


def drawing(html: str) -> ET.Element:
    return ET.fromstring(re.search(r"<svg.*</svg>", html, re.DOTALL)[0])


@pytest.fixture
def altair_default():
    """Altair as it is before cjwidgets is imported; put back afterwards."""
    active, options = alt.renderers.active, dict(alt.renderers.options)
    alt.renderers.enable("default")
    yield
    alt.renderers.enable(active, **options)


@pytest.mark.usefixtures("altair_default")
def test_it_takes_the_place_of_the_default():
    renderer.register()
    assert alt.renderers.active == "cjwidgets"
    assert set(charts.emotion(shop())._repr_mimebundle_()) == {
        "text/html",
        "image/png",
        "text/plain",
    }


@pytest.mark.usefixtures("altair_default")
def test_a_choice_of_the_user_stays():
    alt.renderers.enable("mimetype")
    renderer.register()
    assert alt.renderers.active == "mimetype"


@pytest.mark.usefixtures("altair_default")
def test_other_charts_are_left_to_the_default():
    renderer.register()
    other = alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q")
    assert "vegaEmbed" in other._repr_mimebundle_()["text/html"]
    assert alt.renderers.active == "cjwidgets"
    mixed = other | charts.emotion(shop())
    assert "<svg" in mixed._repr_mimebundle_()["text/html"]


def test_chosen_by_name_it_draws_every_chart():
    other = alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q")
    with alt.renderers.enable("cjwidgets"):
        shown = other._repr_mimebundle_()
    assert "<svg" in shown["text/html"]
    assert shown["text/plain"] == "Chart()"


def test_equal_charts_give_equal_bundles():
    assert bundle(shop()) == shown()
    assert shown()["text/plain"].startswith("Chart('Emotion along the journey: Shop. Lowest: ")


def test_colours_follow_the_page():
    html = shown()["text/html"]
    svg = re.search(r"<svg.*</svg>", html, re.DOTALL)[0]
    for token in ("ink", "mute", "ground", "stage", "persona-1", "persona-2"):
        light, dark = tokens.TOKENS[token]
        assert f"var(--cjw-{token}, {light})" in svg
        assert dark in html
        assert f'"{light}"' not in svg
    assert 'fill="white"' not in svg
    for host in ('[data-jp-theme-light="false"]', "prefers-color-scheme:dark", ".vscode-dark"):
        assert host in html


def test_ids_do_not_clash_and_do_not_change():
    def ids(jm: JourneyMap) -> set[str]:
        return {e.get("id") for e in drawing(bundle(jm)["text/html"]).iter() if e.get("id")}

    other = shop()
    other.title = "Another"
    known = ids(shop())
    assert known
    assert known == ids(shop())
    assert not known & ids(other)
    for element in drawing(shown()["text/html"]).iter():
        for value in element.attrib.values():
            for target in re.findall(r"url\(#([^)]+)\)", value):
                assert target in known


def test_it_is_described_and_its_marks_explain_themselves():
    svg = drawing(shown()["text/html"])
    assert svg.get("role") == "img"
    assert svg.get("aria-label").startswith(
        "Emotion along the journey: Shop. Lowest: Anna · Ask · Chat"
    )
    titles = [title.text for title in svg.iter("title")]
    assert any("n 212" in title for title in titles)
    assert "Search" in titles
    assert not any("lines:" in title or "Title text" in title for title in titles)


def test_it_shrinks_with_the_page():
    html = shown()["text/html"]
    assert "max-width:" in drawing(html).get("style")
    assert drawing(html).get("viewBox")
    assert drawing(html).get("width") is None
    assert "height:auto" in html


def test_hosts_that_strip_svg_and_style_show_the_picture():
    """An untrusted notebook drops both tags, not what is in them."""
    html = shown()["text/html"]
    assert re.search(r'<div class="cjw-live" hidden="hidden"><svg', html)
    image = re.search(r'<img class="cjw-still"[^>]* src="data:image/png;base64,([^"]+)"', html)
    assert base64.b64decode(image[1]).startswith(b"\x89PNG")
    assert image[1] == shown()["image/png"]


def test_nothing_is_fetched():
    html = shown()["text/html"]
    assert "http" not in re.sub(r"data:image/png;base64,[^\"]+", "", html)
    assert "<script" not in html


def test_hostile_text_stays_text():
    jm = JourneyMap(
        HOSTILE[3] + '"',
        stages=[Stage(t, touchpoints=[Touchpoint(t, emotion=1)]) for t in HOSTILE],
    )
    html = bundle(jm)["text/html"]
    assert "<img src=x" not in html
    assert html.count("<img ") == 1
    assert '<img src=x onerror=alert(1)>". Lowest: ' in drawing(html).get("aria-label")


def test_a_chart_that_can_not_be_drawn_says_why():
    shown = renderer.render({"mark": "nonsense", "data": {"values": [{}]}, "encoding": {}})
    assert shown["text/plain"].startswith("This chart can't be drawn: ")
    assert "failed:" not in shown["text/plain"].splitlines()[0]
    far = alt.Chart("https://example.invalid/data.csv").mark_point().encode(x="a:Q")
    assert "External data url not allowed" in renderer.render(far.to_dict())["text/html"]


def test_without_vl_convert_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingDependencyError, match="needs vl-convert-python"):
        bundle(shop())


@pytest.mark.parametrize("text", ["床垫", "матрас", "מזרן"])
def test_scripts_survive(text: str):
    jm = JourneyMap(text, stages=[Stage(text, touchpoints=[Touchpoint(text, emotion=1)])])
    assert bundle(jm)["text/html"].count(text) >= 3
