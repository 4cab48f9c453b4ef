"""The answer to "which paths": told alike by every engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def top(rows: Iterable[tuple[Any, int]]) -> list[tuple[str, int]]:
    """The 20 commonest paths as text, ties by the text."""
    texts = [(">".join(path), int(customers)) for path, customers in rows]
    return sorted(texts, key=lambda row: (-row[1], row[0]))[:20]
