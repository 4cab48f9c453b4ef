"""Watches controls of ipywidgets, which do not say it when nobody answers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets
import traitlets

from cjwidgets.display.widget import Widget
from cjwidgets.locale import text


class Unanswered(Widget):
    """Shows nothing while Python answers, else a sentence.

    Parameters
    ----------
    controls : sequence of widget
        What asks by its ``value``.
    again : callable
        Called by a browser that begins to look: it missed what was sent while it was loading.
    locale : str
    """

    front_end = "unanswered"
    _controls: traitlets.List[str] = traitlets.List().tag(sync=True)
    _answers = traitlets.Int().tag(sync=True)
    _text = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, controls: Sequence[ipywidgets.DOMWidget], again: Callable[[], None], locale: str
    ) -> None:
        super().__init__(_controls=[each.model_id for each in controls])
        self._listen(lambda _: again())
        self.speak(locale)

    def speak(self, locale: str) -> None:
        """Use this language from now on."""
        self._text = text("board.gone", locale)

    def answered(self) -> None:
        """Tell the browser that its question was answered."""
        self._answers += 1
