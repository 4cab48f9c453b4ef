"""What widgets do in the browser: it comes to a page once, and every widget only asks for it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import threading
from functools import cache
from typing import Any

import ipywidgets
import traitlets

from cjwidgets.display.quiet import take


class Code(ipywidgets.Widget):
    """A script and a style for all widgets of a kernel; nobody sees it."""

    script = traitlets.Unicode().tag(sync=True)
    style = traitlets.Unicode().tag(sync=True)
    more = traitlets.Unicode().tag(sync=True)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Refuse state from the browser: all widgets of the page would run it."""

    def _handle_msg(self, msg: Any) -> None:
        take(self, msg)

    def __repr__(self) -> str:
        return "Code()"


_brought: dict[tuple[str, ...], Code] = {}
_lock = threading.Lock()


def brought(script: str, style: str, more: str = "") -> Code:
    """Return the one widget of this kernel that has this code; `more` is what comes later."""
    with _lock:
        code = _brought.get((script, style, more))
        if code is None or code.comm is None:  # closed, by Widget.close_all()
            later = packed(more) if more else ""
            code = Code(script=packed(script), style=packed(style), more=later)
            _brought[script, style, more] = code
        return code


@cache
def key_of(*texts: str) -> str:
    """Return a name that no other code has, of this version or of another."""
    all_of_it = "\0".join(texts)
    return f"cjw-{hashlib.sha256(all_of_it.encode()).hexdigest()[:24]}"


@cache
def packed(text: str) -> str:
    """Return a text as a page takes it."""
    # Half of its size, in a notebook that keeps widgets and on the way to the browser.
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
