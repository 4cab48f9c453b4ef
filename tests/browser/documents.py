"""Documents of maps, as they are saved, compared in tests."""

from __future__ import annotations

from typing import Any


def without(value: Any, field: str) -> Any:
    """A document, or a part of it, without what stands in this field of any node."""
    if isinstance(value, list):
        return [without(each, field) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: without(each, field) for name, each in value.items() if name != field}
