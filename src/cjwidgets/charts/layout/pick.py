"""Picking: a click anywhere in a row chooses what it stands for, and the chart shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from cjwidgets.charts.layout.frame import Layer, Rows, on
from cjwidgets.display import theme
from cjwidgets.display.selection import PICK

KEYS = ("stage", "touchpoint", "channel", "persona", "segment", "event")
IDS = {"stage": ("stage",), "touchpoint": ("stage", "touchpoint"), "persona": ("persona",)}
"""Parts of a map, and the names by which a reader tells them apart."""


def keys(line: Mapping[str, Any], fields: Iterable[str] = KEYS) -> dict[str, Any]:
    """Return what a row of a table stands for, as the table says it.

    Examples
    --------
    >>> keys({"stage": "Buy", "n": 4, "persona": None})
    {'stage': 'Buy'}
    """
    return {name: line[name] for name in fields if line.get(name) is not None}


def telling(fields: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return fields that tell apart what rows stand for: ids too where a name is not enough.

    Examples
    --------
    >>> rows = [{"stage": "Buy", "stage_id": "s1"}, {"stage": "Ask", "stage_id": "s2"}]
    >>> telling(["stage"], rows), telling(["stage"], [*rows, {"stage": "Ask", "stage_id": "s3"}])
    (['stage'], ['stage', 'stage_id'])
    """
    found, listed = list(fields), list(rows)
    for part in [each for each in IDS if each in found]:
        own: dict[tuple[Any, ...], str] = {}
        for row in listed:
            id = row.get(f"{part}_id")
            if id and own.setdefault(tuple(row.get(name) for name in IDS[part]), id) != id:
                found.append(f"{part}_id")
                break
    return found


def listening(layer: alt.Chart) -> alt.Chart:
    """Let a layer be under the pointer: Vega-Lite only does with a tooltip, which may be none."""
    return layer.encode(tooltip=alt.TooltipValue(None))


class Pick:
    """The parameter ``pick`` of a chart, and the areas that are tinted where it is picked.

    A row that has only some of the fields stands for all that agree with it: the name of a stage
    for its touchpoints.
    """

    def __init__(self, fields: Sequence[str], on: str = "click") -> None:
        self.fields = tuple(fields)
        self._param = alt.selection_point(name=PICK, fields=list(fields), on=on)

    def area(self, rows: Rows | None = None, **style: Any) -> alt.Chart:
        """Return rectangles that can be picked, behind all marks; without rows the chart's."""
        return self.tinted(on(rows).mark_rect(aria=False, cursor="pointer", **style))

    def halo(self, rows: Rows | None = None, *, size: float, **style: Any) -> alt.Chart:
        """Return a ground for marks that can be picked themselves."""
        return self.tinted(
            on(rows).mark_point(
                shape="circle", stroke=None, opacity=1, size=size, aria=False, **style
            )
        )

    def tinted(self, ground: alt.Chart) -> alt.Chart:
        """Tint a ground where it is picked."""
        return listening(ground.encode(fill=self.when("pick")))

    def when(self, color: str, other: str = "") -> Any:
        """Return a colour for what is picked, and another or none for all else."""
        tone, rest = theme.color(color), theme.color(other) if other else "transparent"
        return alt.condition(self._param, alt.value(tone), alt.value(rest), empty=False)

    def into(self, layers: Sequence[Layer], *params: alt.Parameter) -> list[Layer]:
        """Return layers that listen: the first one, an area, has the parameters."""
        ground, *marks = layers
        for layer in marks:
            self._point(layer)
        return [ground.add_params(self._param, *params), *marks]

    def _point(self, layer: Any, above: bool = True) -> None:
        """Let marks that can be picked look so."""
        rows = None if layer.data is alt.Undefined else layer.data.values
        stands = above if rows is None else any(name in row for row in rows for name in self.fields)
        if isinstance(layer, alt.LayerChart):
            for each in layer.layer:
                self._point(each, stands)
        # Only marks with a tooltip are under the pointer, the others let it through.
        elif stands and layer.encoding.tooltip is not alt.Undefined:
            layer.mark.cursor = "pointer"
