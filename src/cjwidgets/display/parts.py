"""A Vega-Lite spec in parts: its shape, rows that may change without a new chart, its label."""

from __future__ import annotations

import re
from typing import Any

from cjwidgets.display.tokens import OURS

Spec = dict[str, Any]
_DROPPED = ("datasets", "usermeta")  # Embedders read usermeta; nobody else may be told.
BLANK = " "
_HASHED = re.compile(r"view_[0-9a-f]{8,}_\d+|view_\d+")  # how Altair names views with selections


def split(spec: Spec) -> tuple[Spec, dict[str, Any]]:
    """Return a spec whose sources have names only, and the rows of each name.

    Sources and views are named in order: Altair's own names are hashes of the rows, and change
    with them.

    Examples
    --------
    >>> split({"data": {"values": [{"a": 1}]}, "mark": "point"})
    ({'data': {'name': 'cjw0'}, 'mark': 'point'}, {'cjw0': [{'a': 1}]})
    """
    parts = _Parts(spec.get("datasets", {}))
    shape = parts.walk({key: value for key, value in spec.items() if key not in _DROPPED})
    return shape, parts.rows


def untitled(spec: Spec) -> tuple[Spec, dict[str, Any]]:
    """Return a spec with blanks for its title, subtitle and description, and these texts.

    With them stands ``about``: what all of its numbers are of.

    They say how many were counted: where only they differ, no new chart is needed.

    Examples
    --------
    >>> untitled({"title": "Shop", "mark": "point"})
    ({'title': {'text': ' '}, 'mark': 'point'}, {'title': 'Shop'})
    """
    rest = dict(spec)
    said: dict[str, Any] = {}
    if about := about_of(spec):
        said["about"] = about
    if "description" in rest:
        said["description"] = rest.pop("description")
    given = rest.get("title")
    title = {"text": given} if isinstance(given, (str, list)) else given
    if isinstance(title, dict):
        texts = {"title": title.get("text"), "subtitle": title.get("subtitle")}
        shown = {name: text for name, text in texts.items() if _is_text(text)}
        blanks = {{"title": "text"}.get(name, name): BLANK for name in shown}
        rest["title"] = {**title, **blanks}
        said |= shown
    return rest, said


def is_ours(spec: Any) -> bool:
    """Whether a mark of a cjwidgets chart is in the spec, at any depth."""
    if isinstance(spec, list):
        return any(map(is_ours, spec))
    if not isinstance(spec, dict):
        return False
    mark = spec.get("mark")
    if isinstance(mark, dict) and mark.get("style") == OURS:
        return True
    parts = ("layer", "concat", "hconcat", "vconcat", "spec")
    return any(is_ours(spec.get(part)) for part in parts)


def about_of(spec: Spec) -> list[str]:
    """Return what all numbers of a chart are of, as its ``usermeta`` says it, or our own below it.

    Examples
    --------
    >>> about_of({"usermeta": {"about": ["Of 400 customers"]}, "mark": "bar"})
    ['Of 400 customers']
    """
    told = (spec.get("usermeta") or {}).get("about")
    if told and _is_text(told):
        return told if isinstance(told, list) else [told]
    title = spec.get("title")
    below = title.get("subtitle") if isinstance(title, dict) else None
    if not below or not _is_text(below) or not is_ours(spec):
        return []
    return [" ".join(below) if isinstance(below, list) else below]


def _is_text(given: Any) -> bool:
    lines = given if isinstance(given, list) else [given]
    return bool(given) and all(isinstance(line, str) for line in lines)


def label(spec: dict[str, Any]) -> str:
    """Return the title of a chart, else its description: what a screen reader says first."""
    given = spec.get("title") or ""
    words = given.get("text", "") if isinstance(given, dict) else given
    shown = " ".join(map(str, words)) if isinstance(words, list) else str(words)
    more = str(spec.get("description") or "")
    return more if more.startswith(shown) else shown


class _Parts:
    def __init__(self, datasets: dict[str, Any]) -> None:
        self.rows: dict[str, Any] = {}
        self._datasets = datasets
        self._sources: dict[str, str] = {}
        self._views: dict[str, str] = {}

    def walk(self, part: Any) -> Any:
        if isinstance(part, list):
            return [self.walk(each) for each in part]
        if not isinstance(part, dict):
            return part
        return {key: self._value(key, value) for key, value in part.items()}

    def _value(self, key: str, value: Any) -> Any:
        if key == "data" and isinstance(value, dict):
            return self._source(value)
        if key == "name" and isinstance(value, str):
            return self._view(value)
        if key == "views" and isinstance(value, list):
            return [self._view(each) for each in value]
        return self.walk(value)

    def _source(self, source: Spec) -> Spec:
        given = str(source.get("name"))
        new = f"cjw{len(self.rows)}"
        if isinstance(source.get("values"), (list, dict)):
            self.rows[new] = source["values"]
        elif "values" not in source and given in self._datasets:
            new = self._sources.setdefault(given, new)
            self.rows[new] = self._datasets[given]
        else:
            return source
        rest = {key: value for key, value in source.items() if key not in ("name", "values")}
        return {"name": new} | rest

    def _view(self, name: Any) -> Any:
        if not isinstance(name, str) or not _HASHED.fullmatch(name):
            return name
        return self._views.setdefault(name, f"view_{len(self._views)}")
