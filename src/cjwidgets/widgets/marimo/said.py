"""Sentences on a page where ipywidgets has no place for them."""

from __future__ import annotations

import traitlets

from cjwidgets.display.widget import Widget


class Said(Widget):
    """Shows sentences as text; what is set later is shown later."""

    front_end = "said"
    _lines: traitlets.List[str] = traitlets.List().tag(sync=True)

    def say(self, *lines: str) -> None:
        """Show these from now on, and no others."""
        self._lines = [line for line in lines if line]
