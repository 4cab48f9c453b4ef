"""What every widget of a map is: a session, its texts, a theme, and deaf to all but messages."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

import traitlets

from cjwidgets.display.widget import Themed
from cjwidgets.errors import InputError, UnknownFieldError
from cjwidgets.locale import catalogue
from cjwidgets.model import JourneyMap
from cjwidgets.widgets.notebook import flush_after_cells
from cjwidgets.widgets.roles import MODES, Role
from cjwidgets.widgets.session import Session
from cjwidgets.widgets.static_form import with_static
from cjwidgets.widgets.trail import Trail
from cjwidgets.widgets.weakly import until_collected, weakly


def check_map(kind: str, map: object) -> None:
    """Refuse what is no map in the name of a widget."""
    if not isinstance(map, JourneyMap):
        raise InputError(
            f"{kind} expects a JourneyMap, not {map!r}.",
            hint=f"For example cj.{kind}(cj.JourneyMap('Shop')).",
        )


class MapWidget(Themed):
    """A widget that shows a map and edits it."""

    prefixes: ClassVar[tuple[str, ...]]
    """The interface texts that it shows."""
    options = ("mode", "author", "height", "theme", "guard_formulas")
    translated: ClassVar[tuple[str, ...]] = ("_texts",)
    """What is sent again when the map gets another language."""

    # Not one of these is ever assigned by the browser.
    _snapshot = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.session.snapshot())
    _texts = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.texts())
    mode = traitlets.Enum(
        MODES,
        "edit",
        help="What can be done in it: everything; comments only; nothing. Checked here, "
        "whatever a browser sends.",
    ).tag(sync=True)
    author = traitlets.Unicode("", help="Who edits, comments or resolves in it.").tag(sync=True)
    guard_formulas = traitlets.Bool(
        False,
        help="Whether what is copied gets a ' in front where it begins as a formula does (=, +, "
        "-, @, a tab or a line end, and is no number): spreadsheets run such texts, and in a map "
        "of several people one may have written it for another. Pasting takes the ' off again. "
        "Set it wherever strangers write in a map: it changes texts on their way elsewhere.",
    ).tag(sync=True)
    height = traitlets.Int(
        None,
        allow_none=True,
        min=200,
        max=5000,
        help="Its height in pixels; it scrolls inside. Without it, as high as it needs, up to 85 % "
        "of the window.",
    ).tag(sync=True)

    def __init__(self, map: JourneyMap, **options: Any) -> None:
        kind = type(self).__name__
        check_map(kind, map)
        for name in options:
            if name not in self.options:
                raise UnknownFieldError.of(kind, name, self.options)
        self.map = map
        heard = weakly(self._translate)
        map.observe(heard, "locale")
        self._deafen = until_collected(self, lambda: map.unobserve(heard, "locale"))
        self.session = self._converse(map)
        super().__init__(**options)
        self._listen(self._hear)
        flush_after_cells(self.session)

    def _converse(self, map: JourneyMap) -> Session | Trail:
        return Session(map, self.send)

    def _hear(self, message: Any) -> None:
        self.session.handle(message)

    @traitlets.observe("mode", "author")
    def _take_role(self, _: Any) -> None:
        self.session.role = Role(self.mode, self.author)

    def _translate(self, _: Any = None) -> None:
        self.send_state(self.translated)

    def texts(self) -> dict[str, str]:
        """Return the interface texts in the language of the map."""
        texts = catalogue(self.map.locale)
        return {key: text for key, text in texts.items() if key.startswith(self.prefixes)}

    @abstractmethod
    def static(self) -> str:
        """Return what the widget shows, as HTML that needs neither kernel nor scripts."""

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return with_static(super()._repr_mimebundle_(**options), self.static)

    def close(self) -> None:
        """Close the widget; the map lives on."""
        # Python closes what it collects, also a widget that was refused while it was made.
        if "session" in self.__dict__:
            self.session.close()
            self._deafen()
            super().close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.map!r})"
