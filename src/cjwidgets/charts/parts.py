"""A Vega-Lite spec in two parts: its shape, and rows that may change without a new chart."""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]


def split(spec: Spec) -> tuple[Spec, dict[str, Any]]:
    """Return a spec whose sources have names only, and the rows of each name.

    Names are given in order: Altair's own are hashes of the rows, and change with them.

    Examples
    --------
    >>> split({"data": {"values": [{"a": 1}]}, "mark": "point"})
    ({'data': {'name': 'cjw0'}, 'mark': 'point'}, {'cjw0': [{'a': 1}]})
    """
    datasets = spec.get("datasets", {})
    rows: dict[str, Any] = {}
    names: dict[str, str] = {}

    def named(source: Spec) -> Spec:
        given = source.get("name")
        if isinstance(source.get("values"), (list, dict)):
            name = f"cjw{len(rows)}"
            rows[name] = source["values"]
        elif "values" not in source and given in datasets:
            if given not in names:
                names[given] = f"cjw{len(rows)}"
                rows[names[given]] = datasets[given]
            name = names[given]
        else:
            return source
        rest = {key: value for key, value in source.items() if key not in ("name", "values")}
        return {"name": name} | rest

    def walk(part: Any) -> Any:
        if isinstance(part, list):
            return [walk(each) for each in part]
        if not isinstance(part, dict):
            return part
        return {
            key: named(value) if key == "data" and isinstance(value, dict) else walk(value)
            for key, value in part.items()
        }

    dropped = ("datasets", "usermeta")  # Embedders read usermeta; nobody else may be told.
    return walk({key: value for key, value in spec.items() if key not in dropped}), rows
