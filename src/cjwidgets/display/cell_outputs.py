"""Widgets that only a cell's output holds: they end when the cell is run again."""

from __future__ import annotations

import sys
from typing import Any, Protocol


class Closable(Protocol):
    def close(self) -> None: ...


_shown: dict[str, tuple[str, list[Closable]]] = {}  # by cell: the run, and what it showed


def keep(widget: Closable) -> None:
    """Close what an earlier run of this cell showed; without a cell do nothing."""
    cell, run = running()
    if not cell:
        return
    earlier, widgets = _shown.get(cell, ("", []))
    if earlier != run:
        for old in widgets:
            old.close()
        widgets = []
    _shown[cell] = (run, [*widgets, widget])


def running() -> tuple[str, str]:
    """Return the cell that is run, and which run this is; empty where that is not known."""
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    parent: dict[str, Any] = getattr(shell, "get_parent", dict)() or {}
    cell = parent.get("metadata", {}).get("cellId", "")
    return str(cell or ""), str(parent.get("header", {}).get("msg_id", ""))
