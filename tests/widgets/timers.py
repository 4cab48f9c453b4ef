"""Timers of what is computed after a moment of quiet."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cjwidgets.widgets import recompute


class Timers:
    """They go off when a test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.due: list[Any] = []
        self.seconds: list[float] = []
        monkeypatch.setattr(recompute, "after", self.after)

    def after(self, seconds: float, call: Any) -> Any:
        self.seconds.append(seconds)
        one = SimpleNamespace(call=call)
        self.due.append(one)
        one.cancel = lambda: one in self.due and self.due.remove(one)
        return one

    def ring(self) -> int:
        """Let all timers go off; return how many there were."""
        due, self.due = self.due, []
        for one in due:
            one.call()
        return len(due)
