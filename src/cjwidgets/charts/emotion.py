"""The emotion curve: how each persona feels along the journey."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import numpy as np

from cjwidgets.analysis.feelings.peaks import peak_end
from cjwidgets.charts.catalogue import Scene
from cjwidgets.charts.emotion_curve import layout as at
from cjwidgets.charts.emotion_curve.data import emotion_table, part
from cjwidgets.charts.emotion_curve.marks import Drawing
from cjwidgets.charts.emotion_curve.points import points
from cjwidgets.charts.layout.empty import empty
from cjwidgets.charts.layout.fit import in_card
from cjwidgets.charts.layout.frame import Rows, framed
from cjwidgets.charts.layout.twin import draws
from cjwidgets.display import words
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap, Persona, Stage


@draws(table=emotion_table)
def emotion(
    jm: JourneyMap,
    *,
    personas: Iterable[Persona | str] | None = None,
    stages: Iterable[Stage | str] | None = None,
) -> alt.LayerChart:
    """Draw how each persona feels at each touchpoint.

    Filled marks are measured, hollow ones assumed; an upright line is the interval stated with
    a measurement, a ring the peak and the end, which are remembered. The curve breaks where
    nothing is known. Personas differ in colour and mark.

    A click picks a touchpoint, a stage, a persona or one mark; drawing across the chart brushes
    touchpoints, see :func:`brushed`.

    Parameters
    ----------
    jm : JourneyMap
        A map without personas shows one curve, for everyone; a map without touchpoints or
        emotions a sentence that says what to do.
    personas, stages : list of nodes, names or ids, optional
        Draw only these; a persona keeps the colour and mark it has on the whole map.

    Returns
    -------
    altair.LayerChart
        Style and layer it like any other. ``emotion.data(jm)`` returns the table.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> jm = cj.JourneyMap("Shop", stages=[
    ...     cj.Stage("Ask", touchpoints=[cj.Touchpoint("Search", emotion=1)])])
    >>> cj.charts.emotion(jm).properties(height=400).to_dict()["height"]
    400
    """
    heading = text("chart.emotion.title", jm.locale)
    some = part(jm, personas, stages)
    if not some.touchpoints:
        return empty(heading, text("chart.emotion.empty", jm.locale), jm.locale)
    felt = points(some)
    if not felt:
        return empty(heading, text("chart.emotion.none", jm.locale), jm.locale)
    known = {row["basis"] for row in felt}
    bases = [(b, text(f"emotion.{b}", jm.locale)) for b in ("measured", "assumed") if b in known]
    ringed = _peaks_and_ends(felt, jm.scale.neutral)
    if ringed:
        bases.append((at.RING, text("chart.peak_end", jm.locale)))
    layout = at.plan(some, bases)
    draw = Drawing(some, layout, felt)
    return framed(
        draw.layers(ringed),
        rows=felt,
        width=layout.width,
        height=layout.height,
        heading=heading,
        below="" if in_card() else words.clean(jm.title),
        says=_says(felt, jm.locale),
        locale=jm.locale,
    )


def on_board(scene: Scene) -> alt.TopLevelMixin:
    """Draw it of the personas that the filter has."""
    return emotion(scene.map, personas=scene.selection.personas or None)


def _says(felt: Rows, locale: str) -> str:
    """Say what the curve shows: its lowest and highest mark, and where it ends."""
    low, high = (pick(felt, key=lambda row: row["emotion"]) for pick in (min, max))
    end = max(felt, key=lambda row: int(row["x"]))
    told = {"low": low, "high": high, "end": end}
    return text("chart.emotion.says", locale, **{name: row["says"] for name, row in told.items()})


def _peaks_and_ends(felt: Rows, neutral: float) -> Rows:
    """Return the marks that will be remembered; a curve of two marks has nothing else."""
    found: Rows = []
    for who in dict.fromkeys(row["who"] for row in felt):
        own = [row for row in felt if row["who"] == who]
        if len(own) > 2:
            peak, end = peak_end(np.array([row["emotion"] for row in own]), neutral)
            found += [own[at] for at in sorted({int(peak), int(end)})]
    return found
