"""Controls of ipywidgets as marimo's own: it shows single widgets, and none that hold others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets


class Controls:
    """What marimo shows of a box of controls, some sentences and a chart.

    A control is set by its value alone, as in Jupyter: what is done with it is done there. Who
    made them keeps them, since marimo does not.
    """

    def __init__(self, controls: list[ipywidgets.DOMWidget], *below: Any) -> None:
        import marimo as mo

        self.shown = [_like(mo, each) for each in controls]
        row = mo.hstack(self.shown, justify="start", wrap=True, gap=1.5)
        self.whole = mo.vstack([row, *below], gap=0.5)


def _like(mo: Any, control: Any) -> Any:
    """Return marimo's control of the same kind, which sets the value of this one."""
    label = control.description
    match control:
        case ipywidgets.Dropdown():
            options = {str(name): value for name, value in control.options}
            name = next((n for n, value in options.items() if value == control.value), None)
            return mo.ui.dropdown(options, name, label=label, on_change=_setting(control))
        case ipywidgets.IntSlider():
            return mo.ui.slider(
                control.min, control.max, control.step, control.value,
                label=label, show_value=True, on_change=_setting(control),
            )  # fmt: skip
        case _:
            return mo.ui.checkbox(control.value, label=label, on_change=_setting(control))


def _setting(control: Any) -> Callable[[Any], None]:
    def take(value: Any) -> None:
        known = getattr(control, "options", None)
        # An edit may have taken a place out of the map since this was shown.
        if known is None or value in dict(known).values():
            control.value = value

    return take
