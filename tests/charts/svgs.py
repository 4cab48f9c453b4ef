"""Helps the chart tests: compile, and read what a chart shows."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import altair as alt
import vl_convert

from cjwidgets.model import JourneyMap, Measured, Persona, Stage, Touchpoint

HOSTILE = (
    'datum["x"]',
    "');alert(1)//",
    "a.b[c]",
    "<img src=x onerror=alert(1)>",
    "\x00\x07\u2028",
    "{'expr': '1'}",
    "]]>&amp;<!--",
    "`${1}`\\",
    "",
    "x" * 400,
    "\u202egpj.exe\u2066",
    "退货（退款）",
    '"><script>alert(1)</script>',
)


def svg(chart: alt.TopLevelMixin | dict) -> str:
    """Draw a chart, or the spec of one: to make a spec takes longer than to draw it."""
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def shown(chart: alt.TopLevelMixin) -> list[str]:
    """The texts a chart shows."""
    root = ET.fromstring(svg(chart))
    return ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("}text")]


def strings(spec: object, key: str) -> list[object]:
    """Every value of a key, at any depth."""
    found: list[object] = []
    if isinstance(spec, dict):
        found += [spec[key]] if key in spec else []
        for value in spec.values():
            found += strings(value, key)
    elif isinstance(spec, list):
        for value in spec:
            found += strings(value, key)
    return found


def rows_of(chart: alt.TopLevelMixin | dict) -> list[dict]:
    """The rows of a chart and of all its layers."""
    data = strings(chart if isinstance(chart, dict) else chart.to_dict(), "data")
    return [row for each in data if isinstance(each, dict) for row in each["values"]]


def shop() -> JourneyMap:
    """Two personas, measured and assumed values, a gap, an empty stage."""
    return JourneyMap(
        "Shop",
        personas=[Persona("Anna", id="anna"), Persona("Viktor", id="viktor")],
        stages=[
            Stage(
                "Ask",
                match="a",
                touchpoints=[
                    Touchpoint("Search", emotions={"anna": 1, "viktor": -1}),
                    Touchpoint(
                        "Chat",
                        measured={"anna": Measured(-1.5, n=212, low=-1.7, high=-1.3, source="S")},
                        emotions={"anna": 2},
                    ),
                ],
            ),
            Stage("Wait"),
            Stage("Buy", match="b", touchpoints=[Touchpoint("Cart", emotion=0.5)]),
        ],
    )
