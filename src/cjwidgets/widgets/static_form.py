"""What a widget leaves in a notebook for those who have no widgets: GitHub, a page, a print."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from cjwidgets.display.host import host, is_page, is_unattended

WIDGET = "application/vnd.jupyter.widget-view+json"
log = logging.getLogger(__name__)


def with_static(given: Any, form: Callable[[], str]) -> Any:
    """Return what a widget shows, with a static form beside it where that may be stored.

    Where nobody sits in front of it (nbconvert, papermill) the form is all there is: a page that
    keeps a widget without its kernel would fetch its scripts, and stay blank without a network.
    """
    data = given[0] if isinstance(given, tuple) else given
    if not data or is_page() or host() == "marimo":
        return given
    try:
        shown = form()
    except Exception:  # the widget itself shows nevertheless
        log.exception("cjwidgets could not write the static form of a widget")
        return data
    kept = {key: value for key, value in data.items() if key != WIDGET or not is_unattended()}
    return {**kept, "text/html": shown}
