"""MapEditor: the map as a widget that edits it."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets

from cjwidgets.knowledge import frameworks
from cjwidgets.widgets.forms import forms
from cjwidgets.widgets.mapwidget import MapWidget


class MapEditor(MapWidget):
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

    front_end = "editor"
    prefixes: ClassVar[tuple[str, ...]] = (
        *("editor.", "keys.", "lane.", "emotion.", "level.", "moment.", "kind."),
        *("field.", "choice.", "persona.field.", "persona.kind.", "persona.question."),
    )
    translated: ClassVar[tuple[str, ...]] = ("_texts", "_frameworks")
    _forms = traitlets.Any().tag(sync=True, to_json=lambda _, widget: forms())
    _frameworks = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.frameworks())

    def frameworks(self) -> list[dict[str, Any]]:
        """Return the stage frameworks in the language of the map."""
        locale = self.map.locale
        return [
            {
                "name": name,
                "title": framework["title"][locale],
                "source": framework["source"],
                "stages": framework["stages"][locale],
            }
            for name, framework in frameworks().items()
        ]
