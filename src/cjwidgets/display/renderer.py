"""Shows charts without a network: alive where there is a browser, else as a picture.

No stock renderer of Altair 6 works offline in JupyterLab 4 and Voila: they fetch Vega from a
CDN, or send a MIME type the host does not know.
"""

from __future__ import annotations

import json
from typing import Any, Literal

import altair as alt

from cjwidgets.display.cell_outputs import keep
from cjwidgets.display.host import Host, host
from cjwidgets.display.parts import is_ours
from cjwidgets.display.picture import picture
from cjwidgets.locale import text

NAME = "cjwidgets"
LIMIT = 2_000_000
"""Bytes of a spec with its data above which a chart is a picture: each row would be an element."""


def render(
    spec: dict[str, Any],
    *,
    mode: Literal["auto", "live", "picture"] = "auto",
    locale: str = "en",
    others: str = "",
    **_: Any,
) -> dict[str, Any]:
    """Turn a Vega-Lite spec into what a notebook shows.

    Parameters
    ----------
    spec : dict
        A Vega-Lite 6 spec, as Altair gives it to renderers.
    mode : {"auto", "live", "picture"}, optional
        Whether charts are alive; by default where a browser is known to listen. In JupyterLab and
        Notebook these are pictures that come alive; ``"live"`` shows plain widgets.
    locale : str, optional
        The language of errors and notes.
    others : str, optional
        Name of the Altair renderer for charts that are not made by cjwidgets; by default they
        are drawn here too.

    Returns
    -------
    dict
        A MIME bundle of ``text/html`` (SVG, with a PNG for hosts that strip it), ``image/png``
        and ``text/plain``, and of a widget where the chart is alive.

    Raises
    ------
    MissingDependencyError
        vl-convert-python is not installed.
    """
    if others and not is_ours(spec):
        bundle: dict[str, Any] = _other(others)(spec)
        return bundle
    shown_by = host()
    if mode == "picture" or (mode == "auto" and shown_by == "none"):
        return picture(spec, locale=locale)
    size = len(json.dumps(spec, default=str))
    if mode == "auto" and size > LIMIT:
        note = text("chart.too_large", locale, size=round(size / 1e6, 1))
        return picture(spec, locale=locale, note=note)
    return _live(spec, locale, shown_by if mode == "auto" or shown_by == "marimo" else "outputs")


def _live(spec: dict[str, Any], locale: str, shown_by: Host) -> dict[str, Any]:
    # Not before a chart is alive: pictures need no widgets.
    from cjwidgets.display.again import follow_room
    from cjwidgets.display.view import ChartView, runtime

    view = ChartView(spec, locale=locale)
    follow_room(view, spec)
    if shown_by == "marimo":
        import marimo

        return {"text/html": marimo.as_html(view).text, "text/plain": repr(view)}
    keep(view)
    if shown_by == "notebook":
        still = picture(spec, locale=locale, form="small")
        return {**still, "text/html": runtime().enlivened(view, still["text/html"])}
    bundle: dict[str, Any] = view._repr_mimebundle_()
    return bundle


def _other(name: str) -> Any:
    with alt.renderers.enable(name):
        return alt.renderers.get()


def register() -> None:
    """Make the renderer known, and use it for our charts unless the user chose one already.

    Only Altair's untouched default gives way, and charts that are not ours still go to it: to
    import cjwidgets must not change other charts of a notebook.
    """
    alt.renderers.register(NAME, render)
    if alt.renderers.active in ("default", ""):
        alt.renderers.enable(NAME, others="default")
