"""A chart as a picture that follows the theme of the page: it needs neither network nor kernel."""

from __future__ import annotations

import base64
import html
from typing import Any, Literal

import altair as alt

from cjwidgets.display.lean import address, lean
from cjwidgets.display.parts import label
from cjwidgets.display.png import indexed
from cjwidgets.display.speaking import speaking
from cjwidgets.display.svg import numbered, seen, still, stylesheet, themed
from cjwidgets.errors import MissingDependencyError
from cjwidgets.locale import text

_SCALE = 1.5  # of the PNG: legible on dense screens, small in the notebook file
_BESIDE = 44_000
"""Bytes of both pictures beside a live chart: with its data a chart is to cost less than 60 kB."""
_SCALES = (1, 0.5)  # a chart of thirty stages has to shrink on paper, which the PNG is for
Form = Literal["large", "small", "part"]
_VERSION = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def picture(
    spec: dict[str, Any], *, locale: str = "en", note: str = "", form: Form = "large"
) -> dict[str, Any]:
    """Return a MIME bundle of ``text/html``, ``image/png`` and ``text/plain``.

    The HTML holds an SVG, with a PNG for hosts that strip it. A small one holds the SVG as an
    image, and a PNG of few dots is beside it; a part of a page has no PNG. A note stands below.
    """
    convert = _converter()
    heading = label(spec)
    plain = f"Chart({heading!r})" if heading else "Chart()"
    try:
        # No address is allowed: a chart of ours holds its data, and a picture must not call home.
        options: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": []}
        svg = numbered(seen(convert.vegalite_to_svg(_unlinked(speaking(spec, locale)), **options)))
        page, image = _FORMS[form](svg, heading, convert)
    except Exception as error:  # Vega's own errors arrive as plain ValueErrors
        says = text("chart.broken", locale, error=_reason(error))
        return {"text/html": f"<p>{html.escape(says)}</p>", "text/plain": says}
    if note:
        page += f"<p>{html.escape(note)}</p>"
        plain += f"\n{note}"
    beside = {"image/png": image} if image else {}
    return {"text/html": page, **beside, "text/plain": plain}


def _large(svg: str, heading: str, convert: Any) -> tuple[str, str]:
    image = _png(svg, convert, _SCALE)
    shown = _image(f"data:image/png;base64,{image}", heading)
    return _page(themed(svg, heading), shown), image


def _part(svg: str, heading: str, convert: Any) -> tuple[str, str]:
    return _image(address(lean(svg)), heading), ""


def _small(svg: str, heading: str, convert: Any) -> tuple[str, str]:
    page, _ = _part(svg, heading, convert)
    image = ""
    for scale in _SCALES:
        image = _png(svg, convert, scale, few=True)
        if len(page.encode()) + len(image) <= _BESIDE:
            break
    return page, image


_FORMS = {"large": _large, "small": _small, "part": _part}


def _png(svg: str, convert: Any, scale: float, *, few: bool = False) -> str:
    png = indexed(convert.svg_to_png(still(svg), scale=scale), few=few)
    return base64.b64encode(png).decode()


def _unlinked(part: Any) -> Any:
    """Leave out links: the converter asks for leave to read their addresses, and fails."""
    if isinstance(part, list):
        return [_unlinked(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value if key in ("data", "datasets") else _unlinked(value)
        for key, value in part.items()
        if key != "href"
    }


def _page(drawn: str, shown: str) -> str:
    # Where a host strips <style> and <svg> (an untrusted notebook), the words of the SVG stay
    # behind: "hidden" hides them then, and the picture shows. The style turns both around.
    # (The attribute has a value because JupyterLab strips empty ones.)
    return (
        f'<div class="cjw-chart"><style>{stylesheet()}</style>'
        f'<div class="cjw-live" hidden="hidden">{drawn}</div>{shown}</div>'
    )


def _image(source: str, heading: str) -> str:
    return (
        f'<img class="cjw-still" style="max-width:100%" alt="{html.escape(heading, quote=True)}" '
        f'src="{source}">'
    )


def _reason(error: Exception) -> str:
    """Return the line of a Vega error that says something: the first is only "failed"."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [line for line in lines if not line.endswith("failed:")]
    return (telling or lines or [type(error).__name__])[0].removeprefix("Error: ")


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise MissingDependencyError.of(
            "vl-convert-python", "Showing charts offline", "charts"
        ) from None
    return vl_convert
