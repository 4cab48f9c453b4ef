"""Puts charts side by side on one sheet, in light or dark, without a browser."""

from __future__ import annotations

import re
from statistics import median
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert

from charts.svgs import svg
from cjwidgets.display import theme, tokens
from cjwidgets.display.png import indexed
from cjwidgets.display.svg import still

GAP = 28
ET.register_namespace("", "http://www.w3.org/2000/svg")


def dark(drawn: str) -> str:
    """The picture in the dark colours: what the style sheet of a page does."""
    swap = dict(tokens.TOKENS.values())
    return re.sub(r"#[0-9a-fA-F]{6}", lambda hue: swap.get(hue[0].lower(), hue[0]), drawn)


def sheet(charts: list[alt.LayerChart], *, columns: int, scale: float, night: bool) -> bytes:
    """A PNG of charts in columns, the next one where there is most room; very wide ones above."""
    mode = "dark" if night else "light"
    ground = theme.color("ground", mode)
    parts: list[tuple[ET.Element, float, float]] = []
    for number, chart in enumerate(charts):
        drawn = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>s{number}-", still(svg(chart)))
        root = ET.fromstring(dark(drawn) if night else drawn)
        for page in [each for each in root if each.get("fill") == "white"]:
            page.set("fill", ground)
        parts.append((root, float(root.get("width", 0)), float(root.get("height", 0))))
    usual = 1.6 * median(width for _, width, _ in parts)
    wide = max(width for _, width, _ in parts if width <= usual)
    size = max(columns * (wide + GAP), *(width + GAP for _, width, _ in parts)) + GAP
    foot = [float(GAP)] * columns
    whole = ET.Element("{http://www.w3.org/2000/svg}svg")
    for root, width, height in sorted(parts, key=lambda part: part[1] <= usual):
        column = foot.index(min(foot))
        if width > usual:  # a row of its own, above the columns
            column, foot = 0, [max(foot)] * columns
        root.set("x", str(GAP + column * (wide + GAP)))
        root.set("y", str(foot[column]))
        foot[column] += height + GAP
        if width > usual:
            foot = [foot[0]] * columns
        whole.append(root)
    whole.set("width", str(size))
    whole.set("height", str(max(foot)))
    page = ET.Element("{http://www.w3.org/2000/svg}rect")
    for name, value in (("width", "100%"), ("height", "100%"), ("fill", ground)):
        page.set(name, value)
    whole.insert(0, page)
    return indexed(vl_convert.svg_to_png(ET.tostring(whole, encoding="unicode"), scale=scale))
