"""Pictures beside live charts: small, and the same to the eye."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import vl_convert

from charts import gallery
from cjwidgets import charts, datasets
from cjwidgets.display.lean import address, lean
from cjwidgets.display.picture import picture
from cjwidgets.display.png import _pixels
from cjwidgets.display.svg import numbered, seen, still

HOSTILE = """<a href="x">&amp;'%41#1\\" onload='alert(1)' \u5e8a\u57ab \u00e9 \U0001f600"""


def drawn(name: str, stages: int) -> str:
    spec = gallery.drawn(name, gallery.journey(stages)).to_dict(validate=False)
    return numbered(seen(vl_convert.vegalite_to_svg(spec)))


@pytest.mark.parametrize("name", gallery.ARGUMENTS)
def test_it_looks_the_same(name: str):
    svg = drawn(name, 6)
    small = lean(svg)
    assert len(small) < 0.6 * len(svg)
    before, after = (_pixels(vl_convert.svg_to_png(each, scale=1)) for each in (still(svg), small))
    apart = np.abs(before.astype(int) - after.astype(int)).max(axis=2)
    assert (apart > 64).mean() < 1e-4
    assert apart.mean() < 2


def test_what_a_group_says_for_all_holds_for_those_that_say_something_else():
    svg = """<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><g fill="red">
        <rect width="9" height="10" fill="blue"/><rect x="10" width="9" height="10" fill="blue"/>
        <rect x="20" width="9" height="10" fill="lime"/></g>
        <g fill="red"><rect x="29" width="1" height="10"/>
        <rect y="9" width="1" height="1" fill="blue"/></g></svg>"""
    root = ET.fromstring(lean(svg))
    assert [group.get("fill") for group in root] == ["blue", "red"]
    before, after = (_pixels(vl_convert.svg_to_png(each, scale=1)) for each in (svg, lean(svg)))
    assert (before == after).all()


def test_only_places_are_rounded_and_gradients_keep_their_direction():
    svg = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><defs>
        <linearGradient id="1" x1="0" x2="0" y1="1" y2="0"><stop offset="0.04" stop-color="red"/>
        <stop offset="0.96" stop-color="blue"/></linearGradient></defs>
        <rect width="40" height="20" fill="url(#1)"/><rect y="20" width="40" height="20"
        opacity="0.04"/><path d="M0,30L40,30" stroke="red" stroke-width="0.04"/></svg>"""
    before, after = (_pixels(vl_convert.svg_to_png(each, scale=1)) for each in (svg, lean(svg)))
    assert (before == after).all()


def test_lines_of_a_text_begin_below_each_other():
    svg = """<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><text
        transform="translate(5.0000,15)"><tspan x="0">one</tspan><tspan x="0" dy="15">two</tspan>
        </text><text transform="translate(30.06,15)">x</text></svg>"""
    two, one = ET.fromstring(lean(svg))
    assert [line.get("x") for line in two] == ["0", "0"]
    assert two.get("transform") == "translate(5,15)"
    assert (one.get("x"), one.get("y")) == ("30.1", "15")


class _Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append({"tag": tag, **dict(attrs)})


def test_as_an_address_it_stays_what_it_is_and_stays_inside():
    text = ET.Element("text", {"font-family": HOSTILE})
    text.text = HOSTILE
    svg = ET.tostring(text, encoding="unicode")
    page = _Images()
    page.feed(f'<img src="{address(svg)}">')
    (image,) = page.found
    assert image.keys() == {"tag", "src"}
    head, _, body = str(image["src"]).partition(",")
    assert head == "data:image/svg+xml;charset=utf-8"
    assert "#" not in body
    read = ET.fromstring(unquote(body))
    assert (read.text, read.get("font-family")) == (HOSTILE, HOSTILE)


def test_a_part_of_a_page_draws_no_dots():
    spec = charts.emotion(datasets.mattress_map()).to_dict()
    part = picture(spec, form="part")
    assert "image/png" not in part
    assert part["text/html"] == picture(spec, form="small")["text/html"]
