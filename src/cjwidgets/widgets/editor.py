"""MapEditor: the map as a widget that edits it."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from cjwidgets.errors import InputError, UnknownFieldError
from cjwidgets.locale import catalogue
from cjwidgets.model import JourneyMap
from cjwidgets.widgets.bundle import bundle
from cjwidgets.widgets.notebook import flush_after_cells
from cjwidgets.widgets.roles import MODES, Role
from cjwidgets.widgets.session import Session

OPTIONS = ("mode", "author", "height", "theme")


class MapEditor(anywidget.AnyWidget):
    """The editor of a journey map.

    Edits made in it are in the map at once, and edits of the map from Python,
    or in another editor of the same map, are on the screen at once. One history
    serves all of them.

    Parameters
    ----------
    map : JourneyMap
        The map to edit.
    mode : {"edit", "comment", "view"}
        What can be done in it: everything; comments only; nothing. Checked here,
        whatever a browser sends. May be changed later: ``editor.mode = "view"``.
    author : str
        Who edits, comments or resolves in it.
    height : int, optional
        Height of the grid in pixels, from 200; it scrolls inside. Without it the grid is
        as high as it needs, up to 85 % of the window.
    theme : {"auto", "light", "dark"}
        ``"auto"`` follows the notebook.

    Examples
    --------
    >>> from cjwidgets import JourneyMap, MapEditor
    >>> MapEditor(JourneyMap("Shop", stages=["Ask", "Buy"]))
    MapEditor(JourneyMap('Shop', 2 stages))
    """

    # Not one of these is ever assigned by the browser, see set_state.
    _snapshot = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.session.snapshot())
    _texts = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.texts())
    mode = traitlets.Enum(MODES, "edit").tag(sync=True)
    author = traitlets.Unicode("").tag(sync=True)
    theme = traitlets.Enum(("auto", "light", "dark"), "auto").tag(sync=True)
    height = traitlets.Int(None, allow_none=True, min=200, max=5000).tag(sync=True)

    def __init__(self, map: JourneyMap, **options: Any) -> None:
        if not isinstance(map, JourneyMap):
            raise InputError(
                f"MapEditor expects a JourneyMap, not {map!r}.",
                hint="For example cj.MapEditor(cj.JourneyMap('Shop')).",
            )
        for name in options:
            if name not in OPTIONS:
                raise UnknownFieldError.of("MapEditor", name, OPTIONS)
        self.map = map
        self.session = Session(map, self.send)
        self._esm = bundle("editor.js")
        self._css = bundle("editor.css")
        super().__init__(**options)
        self.on_msg(lambda _, message, __: self.session.handle(message))
        flush_after_cells(self.session)

    @traitlets.observe("mode", "author")
    def _take_role(self, _: Any) -> None:
        self.session.role = Role(self.mode, self.author)

    def texts(self) -> dict[str, str]:
        """Return the interface texts in the language of the map."""
        prefixes = ("editor.", "lane.", "emotion.", "level.", "moment.", "kind.")
        texts = catalogue(self.map.locale)
        return {key: text for key, text in texts.items() if key.startswith(prefixes)}

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Refuse state from the browser: edits come as messages, and nothing else may be set."""

    def close(self) -> None:
        """Close the widget; the map lives on."""
        self.session.close()
        super().close()

    def __repr__(self) -> str:
        return f"MapEditor({self.map!r})"
