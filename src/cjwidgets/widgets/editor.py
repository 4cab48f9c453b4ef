"""MapEditor: the map as a widget that edits it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from cjwidgets.display.host import is_unattended
from cjwidgets.files import Saved
from cjwidgets.knowledge import frameworks
from cjwidgets.model import JourneyMap, Node, Persona, Touchpoint
from cjwidgets.model.attachments import waits
from cjwidgets.widgets.binding import Questions
from cjwidgets.widgets.files.saving import NotSavedError
from cjwidgets.widgets.forms import forms
from cjwidgets.widgets.live import Live
from cjwidgets.widgets.mapwidget import MapWidget
from cjwidgets.widgets.options import FiguresOptions
from cjwidgets.widgets.trail import Trail


class MapEditor(FiguresOptions, MapWidget):
    """The editor of a journey map.

    Edits made in it are in the map at once, and edits of the map from Python,
    or in another editor of the same map, are on the screen at once. One history
    serves all of them.

    A touchpoint with a ``journey`` opens that map in the same editor; ``map`` stays the
    map given, ``shown`` is the one on the screen. Each map has its own file and history.

    What it is given may be changed later, as in ``editor.mode = "view"``.

    Parameters
    ----------
    map : JourneyMap, str or path, optional
        The map to edit, or its file, which is opened, or made with an empty map where there is
        none. ``editor.map`` is the map; a cell that is run again finds it as it was edited.
        Without it a new map, in no file.

    Examples
    --------
    >>> from cjwidgets import JourneyMap, MapEditor
    >>> MapEditor(JourneyMap("Shop", stages=["Ask", "Buy"]))
    MapEditor(JourneyMap('Shop', 2 stages))
    >>> MapEditor().map
    JourneyMap('', 0 stages)
    >>> MapEditor("plan.cjmap.json").map
    JourneyMap('plan', 0 stages)
    >>> MapEditor(mode="comment", guard_formulas=True).guard_formulas
    True
    """

    front_end = "editor"
    later = ("more", "present")
    prefixes: ClassVar[tuple[str, ...]] = (
        *("editor.", "keys.", "lane.", "emotion.", "level.", "moment.", "kind.", "note."),
        *(
            "format.",
            "unit.",
            "field.",
            "choice.",
            "persona.field.",
            "persona.kind.",
            "persona.question.",
        ),
    )
    translated: ClassVar[tuple[str, ...]] = ("_texts", "_frameworks")
    _forms = traitlets.Any().tag(sync=True, to_json=lambda _, widget: forms())
    _frameworks = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.frameworks())

    # What attached data say of the map shown; None without any. Set by ``live`` alone.
    _figures = traitlets.Any(None, allow_none=True).tag(sync=True)

    # What is selected on the board around it; None without a board. Set by ``mark`` alone.
    _selected = traitlets.Any(None, allow_none=True).tag(sync=True)

    session: Trail
    live: Live
    _select: Callable[[dict[str, Any]], None] | None = None

    def __init__(
        self, map: JourneyMap | str | os.PathLike[str] | None = None, **options: Any
    ) -> None:
        super().__init__(JourneyMap() if map is None else map, **options)

    def _converse(self, map: JourneyMap) -> Trail:
        self.live = Live(map, self._tell_figures, self.gone)
        trail = Trail(map, self.send, self._moved)
        self._questions = Questions(trail, self.send)
        return trail

    def link(self, select: Callable[[dict[str, Any]], None]) -> None:
        """Let heads be selected in it; what is selected is told as ``node`` or ``personas``."""
        self._select = select
        self.mark()

    def mark(self, nodes: Iterable[Node] = (), personas: Iterable[Persona] = ()) -> None:
        """Show what is selected elsewhere: parts of the map, and whose curves to draw."""
        self._selected = {
            "nodes": [each.id for each in nodes],
            "personas": [each.id for each in personas],
        }

    def _hear(self, message: Any) -> None:
        if isinstance(message, dict) and message.get("type") == "select":
            if self._select is not None:
                self._select(message)
            return
        if self._questions.ask(message):
            return
        super()._hear(message)
        if isinstance(message, dict) and message.get("type") == "hello":
            # A page that is loading loses what is sent to it.
            self.send_state(("_figures", "_selected"))

    def _tell_figures(self, told: Any) -> None:
        self._figures = told

    @traitlets.observe("gone")
    def _wait_longer(self, change: Any) -> None:
        if "live" in self.__dict__:  # else it is being made
            self.live.wait_for(change["new"])

    def _moved(self) -> None:
        if self.live.map is self.shown:
            self.send_state("_snapshot")
            return
        # The figures of one map never stand on another, also while they are computed.
        self.live.close()
        self._figures = None
        self.send_state("_snapshot")
        self.live.show(self.shown)

    def close(self) -> None:
        """Close the widget; the map lives on."""
        if "live" in self.__dict__:
            self.live.close()
            self._questions.close()
        super().close()

    @property
    def shown(self) -> JourneyMap:
        """The map on the screen: the one given, or the journey of a touchpoint."""
        return self.session.shown

    def open_journey(self, touchpoint: Touchpoint | str) -> JourneyMap:
        """Show the journey of a touchpoint of the map shown, given by itself or its id.

        Raises
        ------
        FileError
            When the touchpoint names no map, or the file can't be opened.
        NotFoundError
            When the map shown has no such touchpoint.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> shop = cj.JourneyMap("Shop", stages=["Get"])
        >>> delivery = shop.stages[0].touchpoints.append(cj.Touchpoint("Delivery", id="delivery"))
        >>> shop.save("shop.cjmap.json").name
        'shop.cjmap.json'
        >>> journey = shop.touchpoints[0].create_journey()
        >>> editor = MapEditor(shop)
        >>> editor.open_journey("delivery").title
        'Delivery'
        """
        self.session.open(touchpoint if isinstance(touchpoint, str) else touchpoint.id)
        return self.shown

    def back(self) -> JourneyMap:
        """Show the map that the one shown was opened from, if there is one; return it."""
        self.session.back()
        return self.shown

    def save_all(self, *, overwrite: bool = False) -> list[Path]:
        """Save the map and every journey opened from it, where a file misses edits.

        A map without a file is left out: save it once by ``jm.save("name")``. One that is
        refused stops none of the others.

        Parameters
        ----------
        overwrite : bool
            Replace files that changed since, too; what they said is kept beside them.

        Returns
        -------
        list of Path
            The files that were written.

        Raises
        ------
        FileError
            When some can't be written; all others are, then.

        Examples
        --------
        >>> from cjwidgets import JourneyMap, MapEditor
        >>> MapEditor(JourneyMap("Shop")).save_all()
        []
        """
        saved: list[Saved] = []
        try:
            saved = self.session.save_all(overwrite=overwrite)
        except NotSavedError as error:
            saved = error.saved
            raise
        finally:
            for each in saved:
                each.told()
        return [each.path for each in saved]

    def static(self) -> str:
        """Return the map shown, and what data say of it, as HTML that needs no kernel.

        Examples
        --------
        >>> from cjwidgets import JourneyMap, MapEditor
        >>> "Buy" in MapEditor(JourneyMap("Shop", stages=["Buy"])).static()
        True
        """
        from cjwidgets.formats.html.journey import journey

        if is_unattended() and waits(self.shown):
            self.live.settle()  # nobody sees later what is read later
        return journey(self.shown, self.live.told)

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
