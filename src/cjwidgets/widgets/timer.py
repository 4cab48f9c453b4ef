"""A call after a moment, from a thread whose widgets reach their browser."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Protocol

from cjwidgets.display.host import host


class Timer(Protocol):
    """A call that is to come."""

    def cancel(self) -> None: ...


def after(seconds: float, call: Callable[[], None]) -> Timer:
    """Call this once so much time has passed, unless the timer is cancelled before."""
    if host() == "marimo":
        return _MarimoTimer(seconds, call)
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()
    return timer


class _MarimoTimer:
    """marimo hears a thread only if it made it."""

    def __init__(self, seconds: float, call: Callable[[], None]) -> None:
        cancelled = threading.Event()

        def wait() -> None:
            if not cancelled.wait(seconds):
                call()

        self.cancel = cancelled.set
        sys.modules["marimo"].Thread(target=wait, daemon=True).start()
