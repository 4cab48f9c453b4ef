"""Messages of browsers hold anything: what can't be taken goes to the server's log alone.

ipywidgets would print what is raised on the page of whoever looks, with the paths of the server.
"""

from __future__ import annotations

import logging
from collections.abc import Container
from functools import partial
from typing import Any

import ipywidgets
from ipywidgets.widgets.widget import _put_buffers

log = logging.getLogger(__name__)


def take(widget: ipywidgets.Widget, message: Any, heeds: Container[str] = ()) -> None:
    """Let a widget take a message from its browser, whatever it is; of its state only some."""
    try:
        buffers = message.get("buffers") or []
        match message["content"]["data"]:
            case {"method": "update", "state": dict(state), **rest}:
                _put_buffers(state, rest.get("buffer_paths", []), buffers)
                widget.set_state({name: state[name] for name in state if name in heeds})
            case {"method": "request_state"}:
                widget.send_state()
            case {"method": "custom", "content": content}:
                widget._handle_custom_msg(content, buffers)
            case data:
                log.warning("%s got what is no message: %.200r", type(widget).__name__, data)
    except Exception:
        log.exception("%s could not handle a message", type(widget).__name__)


def quiet(*widgets: ipywidgets.Widget, heeds: Container[str] = ()) -> None:
    """Let widgets of ipywidgets take messages so; their layouts and styles take no state."""
    for widget in widgets:
        for part in (widget, getattr(widget, "layout", None), getattr(widget, "style", None)):
            if part is not None and part.comm is not None:
                allowed = heeds if part is widget else ()
                part.comm.on_msg(partial(take, part, heeds=allowed))
