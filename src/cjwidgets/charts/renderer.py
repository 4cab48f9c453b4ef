"""Shows charts without a network: a picture that follows the theme of the page.

No stock renderer of Altair 6 works offline in JupyterLab 4 and Voila: they fetch Vega from a
CDN, or send a MIME type the host does not know. This one compiles a chart to SVG in the kernel.
"""

from __future__ import annotations

import base64
import html
from typing import Any

import altair as alt

from cjwidgets.charts import theme
from cjwidgets.charts.png import indexed
from cjwidgets.charts.svg import still, stylesheet, themed
from cjwidgets.errors import MissingDependencyError

NAME = "cjwidgets"
_SCALE = 1.5  # of the PNG: legible on dense screens, small in the notebook file
_VERSION = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def render(spec: dict[str, Any], *, others: str = "", **_: Any) -> dict[str, Any]:
    """Turn a Vega-Lite spec into what a notebook shows.

    Parameters
    ----------
    spec : dict
        A Vega-Lite 6 spec, as Altair gives it to renderers.
    others : str, optional
        Name of the Altair renderer for charts that are not made by cjwidgets; by default they
        are drawn here too.

    Returns
    -------
    dict
        A MIME bundle of ``text/html`` (SVG, with a PNG for hosts that strip it), ``image/png``
        and ``text/plain``. Equal specs give equal bundles.

    Raises
    ------
    MissingDependencyError
        vl-convert-python is not installed.
    """
    if others and not is_ours(spec):
        bundle: dict[str, Any] = _other(others)(spec)
        return bundle
    convert = _converter()
    heading = label(spec)
    plain = f"Chart({heading!r})" if heading else "Chart()"
    try:
        # No address is allowed: a chart of ours holds its data, and a picture must not call home.
        options: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": []}
        svg = convert.vegalite_to_svg(spec, **options)
        drawn = themed(svg, heading)
        png = indexed(convert.svg_to_png(still(svg), scale=_SCALE))
    except Exception as error:  # Vega's own errors arrive as plain ValueErrors
        says = f"This chart can't be drawn: {_reason(error)}"
        return {"text/html": f"<p>{html.escape(says)}</p>", "text/plain": says}
    image = base64.b64encode(png).decode()
    return {"text/html": _page(drawn, image, heading), "image/png": image, "text/plain": plain}


def _page(drawn: str, image: str, heading: str) -> str:
    # Where a host strips <style> and <svg> (an untrusted notebook), the words of the SVG stay
    # behind: "hidden" hides them then, and the picture shows. The style turns both around.
    # (The attribute has a value because JupyterLab strips empty ones.)
    return (
        f'<div class="cjw-chart"><style>{stylesheet()}</style>'
        f'<div class="cjw-live" hidden="hidden">{drawn}</div>'
        f'<img class="cjw-still" style="max-width:100%" alt="{html.escape(heading, quote=True)}" '
        f'src="data:image/png;base64,{image}"></div>'
    )


def is_ours(spec: Any) -> bool:
    """Whether a mark of a cjwidgets chart is in the spec, at any depth."""
    if isinstance(spec, list):
        return any(map(is_ours, spec))
    if not isinstance(spec, dict):
        return False
    mark = spec.get("mark")
    if isinstance(mark, dict) and mark.get("style") == theme.OURS:
        return True
    parts = ("layer", "concat", "hconcat", "vconcat", "spec")
    return any(is_ours(spec.get(part)) for part in parts)


def label(spec: dict[str, Any]) -> str:
    """Return the title of a chart, else its description: what a screen reader says first."""
    given = spec.get("title") or ""
    words = given.get("text", "") if isinstance(given, dict) else given
    shown = " ".join(map(str, words)) if isinstance(words, list) else str(words)
    more = str(spec.get("description") or "")
    return more if more.startswith(shown) else shown


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


def _other(name: str) -> Any:
    with alt.renderers.enable(name):
        return alt.renderers.get()


def register() -> None:
    """Make the renderer known, and use it for our charts unless the user chose one already.

    Only Altair's untouched default gives way, and charts that are not ours still go to it: to
    import cjwidgets must not make other charts of a notebook static.
    """
    alt.renderers.register(NAME, render)
    if alt.renderers.active in ("default", ""):
        alt.renderers.enable(NAME, others="default")
