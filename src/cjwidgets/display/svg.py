"""Makes the SVG of a chart fit a page: it follows the theme, explains itself, clashes with none."""

from __future__ import annotations

import hashlib
import re
from xml.etree import ElementTree as ET

from cjwidgets.display.tokens import TOKENS

ET.register_namespace("", "http://www.w3.org/2000/svg")
_NAMESPACE = re.compile(r"^\{[^}]*\}")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_HEADINGS = ("title", "subtitle", "axis", "legend")
_ID = re.compile(r' id="([^"]+)"')
_USED = re.compile(r'( id="|url\(#|href="#)([^")]+)([")])')
_CLEAR = ("none", "transparent")
_URL = re.compile(r"url\(#([^)]+)\)")


def seen(svg: str) -> str:
    """Return an SVG without what nobody sees: in a picture, areas to click have no use."""
    root = ET.fromstring(svg)
    for parent in list(root.iter()):
        if not parent.tag.endswith("}clipPath"):
            for child in [each for each in parent if _is_blank(each)]:
                parent.remove(child)
    return ET.tostring(root, encoding="unicode")


def _is_blank(element: ET.Element) -> bool:
    if element.get("opacity") == "0":
        return True
    if element.tag.endswith("}path"):
        return all(element.get(name, "none") in _CLEAR for name in ("fill", "stroke"))
    return element.tag.endswith("}text") and not "".join(element.itertext())


def numbered(svg: str) -> str:
    """Return an SVG whose ids are numbered from one: Vega goes on counting from chart to chart."""
    ids = {name: f"{number}" for number, name in enumerate(dict.fromkeys(_ID.findall(svg)), 1)}
    return _USED.sub(lambda used: used[1] + ids.get(used[2], used[2]) + used[3], svg)


def themed(svg: str, label: str) -> str:
    """Return an SVG for the inside of an HTML page.

    Colours of the look become CSS variables, with the light ones to fall back on; ids get a
    prefix made from the content, since equal ids of two outputs take each other's styles; each
    described mark gets a ``<title>``, which browsers show as a tooltip.
    """
    prefix = f"cjw{hashlib.sha256(svg.encode()).hexdigest()[:8]}-"
    variables = {light: f"var(--cjw-{name}, {light})" for name, (light, _) in TOKENS.items()}
    root = ET.fromstring(svg)
    size = root.get("width", "100"), root.get("height", "100")
    for ground in [each for each in root if each.get("fill") == "white"]:
        root.remove(ground)  # the page has its own
    for element in root.iter():
        _inline(element, prefix, variables)
    for name in ("width", "height", "style", "version"):
        root.attrib.pop(name, None)
    root.set("viewBox", root.get("viewBox") or f"0 0 {size[0]} {size[1]}")
    natural = float(root.get("viewBox", "").split()[2])
    # Shrinks with the page, but never below legible: then the frame scrolls.
    root.set("style", f"width:100%;max-width:{natural:g}px;min-width:{natural * 0.85:g}px")
    root.set("role", "img")
    root.set("aria-label", label)
    return ET.tostring(root, encoding="unicode")


def _inline(element: ET.Element, prefix: str, variables: dict[str, str]) -> None:
    says = element.get("aria-label")
    # Inside HTML the parser knows the namespaces; written out they would only be noise.
    element.tag = _NAMESPACE.sub("", element.tag)
    for name, value in list(element.attrib.items()):
        plain = _NAMESPACE.sub("", name)
        if plain == "id":
            value = prefix + value
        elif plain == "href" and value.startswith("#"):
            value = f"#{prefix}{value[1:]}"
        elif plain in ("fill", "stroke", "stop-color"):
            value = variables.get(value.lower(), value)
        value = _URL.sub(rf"url(#{prefix}\1)", value)
        if plain != name:
            del element.attrib[name]
        element.set(plain, value)
    mark = element.get("role") == "graphics-symbol"
    if mark and element.get("aria-roledescription") not in _HEADINGS and says:
        title = ET.Element("title")
        title.text = says
        element.insert(0, title)


def still(svg: str) -> str:
    """Return an SVG for a picture: texts with CJK name a CJK font first.

    The rasteriser takes the first font it has and falls back to any, serifs included.
    """
    root = ET.fromstring(svg)
    for element in root.iter():
        stack = element.get("font-family")
        if stack and _CJK.search("".join(element.itertext())):
            element.set("font-family", f"'Noto Sans CJK SC', {stack}")
    return ET.tostring(root, encoding="unicode")


def stylesheet() -> str:
    """Return the style of every chart: light, and dark where the host says so or the reader."""
    return (
        themes("cjw-chart") + ".cjw-chart{overflow-x:auto;margin:4px 0 8px}"
        ".cjw-chart .cjw-live{display:block!important}.cjw-chart .cjw-still{display:none}"
        ".cjw-chart svg{display:block;height:auto}"
        "@media print{.cjw-chart svg{min-width:0!important}"
        ".jp-OutputPrompt:has(+* .cjw-chart){display:none}"
        ".jp-OutputArea-child:has(.cjw-chart),.jp-OutputPrompt+:has(.cjw-chart)"
        "{display:block;padding:0}}"
    )


def themes(name: str) -> str:
    """Return the colours as variables of a class: light ones, and dark where that is asked for."""
    dark = _variables(1)
    hosts = (
        f'[data-jp-theme-light="false"] .{name}',
        f".vscode-dark .{name}",
        f"html[theme=dark] .{name}",
        f"html.dark .{name}",
    )
    silent = f"body:not([data-jp-theme-light]):not(.vscode-light) .{name}"
    return (
        f".{name}{{{_variables(0)}}}"
        f"@media (prefers-color-scheme:dark){{{silent}{{{dark}}}}}"
        f"{','.join(hosts)}{{{dark}}}"
    )


def _variables(place: int) -> str:
    values = {name: pair[place] for name, pair in TOKENS.items()}
    # Hollow marks are filled with the page's own ground.
    values["ground"] = f"var(--jp-layout-color0,{values['ground']})"
    return ";".join(f"--cjw-{name}:{value}" for name, value in values.items())
