"""What a mark and a printed number say when asked: lines of ready texts, under their heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from cjwidgets.charts.layout.frame import Layer, Rows

Field = tuple[str, str]


def tips(*fields: str, heads: Mapping[str, str] | None = None) -> list[alt.Tooltip]:
    """Return a tooltip of ready texts, one a line; those with a head stand behind it."""
    return [alt.Tooltip(f"{field}:N", title=(heads or {}).get(field, "")) for field in fields]


def answering(
    numbers: alt.Chart,
    rows: Rows,
    field: str,
    head: str,
    tooltip: Sequence[alt.Tooltip],
) -> alt.Chart:
    """Let the numbers printed from a field answer as the marks of their rows do."""
    said = f"{field}_said"
    for row in rows:
        # What is not printed says nothing either.
        parts = (row.get("name"), ": ".join(part for part in (head, row.get(field)) if part))
        row[said] = " · ".join(part for part in parts if part) if row.get(field) else ""
    numbers.mark.aria = True
    return numbers.encode(alt.Description(f"{said}:N"), tooltip=list(tooltip))


def joined(layers: Sequence[Layer], rows: Rows | None) -> None:
    """Make one text of the lines of each tooltip, for Vega names fields that have no head."""
    known: dict[tuple[Field, ...], str] = {}
    for layer, own in _leaves(layers, rows or []):
        if isinstance(layer.encoding.tooltip, list):
            given = layer.encoding.tooltip
            fields = tuple(
                (str(tip["shorthand"]).removesuffix(":N"), tip["title"]) for tip in given
            )
            name = known.setdefault(fields, f"tip_{len(known)}")
            for row in own:
                row[name] = "\n".join(_lines(row, fields))
            layer.encoding.tooltip = alt.Tooltip(f"{name}:N")


def _leaves(layers: Iterable[Any], rows: Rows) -> Iterator[tuple[alt.Chart, Rows]]:
    for layer in layers:
        own = rows if layer.data is alt.Undefined else layer.data.values
        if isinstance(layer, alt.LayerChart):
            yield from _leaves(layer.layer, own)
        else:
            yield layer, own


def _lines(row: dict[str, Any], fields: tuple[Field, ...]) -> Iterator[str]:
    for field, head in fields:
        if value := row.get(field):
            yield f"{head}: {value}" if head else str(value)
