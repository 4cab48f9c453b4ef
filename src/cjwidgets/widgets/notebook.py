"""The end of a notebook cell: what waits to be sent, is sent then."""

from __future__ import annotations

import sys
import weakref
from typing import Any

from cjwidgets.widgets.session import Session
from cjwidgets.widgets.trail import Trail

_sessions: weakref.WeakSet[Session | Trail] = weakref.WeakSet()
_registered = False


def flush_after_cells(session: Session | Trail) -> None:
    """Flush this session at the end of every cell, in a notebook; elsewhere do nothing."""
    global _registered
    _sessions.add(session)
    if _registered or "IPython" not in sys.modules:
        return
    shell = sys.modules["IPython"].get_ipython()
    if shell is not None:
        shell.events.register("post_run_cell", _flush_all)
        _registered = True


def _flush_all(*_: Any) -> None:
    for session in tuple(_sessions):
        session.flush()
