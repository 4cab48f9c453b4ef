"""What every widget of a map is: a session, its texts, a theme, and deaf to all but messages."""

from __future__ import annotations

import os
from abc import abstractmethod
from typing import Any, ClassVar

import traitlets

from cjwidgets.display.host import is_at_notebook
from cjwidgets.display.widget import Themed
from cjwidgets.errors import InputError
from cjwidgets.locale import catalogue
from cjwidgets.model import JourneyMap
from cjwidgets.widgets.files.map_file import map_of
from cjwidgets.widgets.notebook import flush_after_cells
from cjwidgets.widgets.options import MapOptions
from cjwidgets.widgets.roles import Role
from cjwidgets.widgets.session import Session
from cjwidgets.widgets.static_form import with_static
from cjwidgets.widgets.trail import Trail
from cjwidgets.widgets.weakly import until_collected, weakly


def given_map(kind: str, map: object, mode: Any = "edit") -> JourneyMap:
    """Return the map that a widget of a kind is given, by itself or by its file."""
    if isinstance(map, str | os.PathLike):
        return map_of(map, make=mode == "edit")
    if not isinstance(map, JourneyMap):
        raise InputError(
            f"{kind} expects a JourneyMap or the path of its file, not {map!r}.",
            hint=f"For example cj.{kind}(cj.JourneyMap('Shop')), or cj.{kind}('shop.cjmap.json').",
        )
    return map


class MapWidget(MapOptions, Themed):
    """A widget that shows a map and edits it."""

    prefixes: ClassVar[tuple[str, ...]]
    """The interface texts that it shows."""
    translated: ClassVar[tuple[str, ...]] = ("_texts",)
    """What is sent again when the map gets another language."""

    map: JourneyMap
    session: Session | Trail
    _snapshot = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.session.snapshot())
    _texts = traitlets.Any().tag(sync=True, to_json=lambda _, widget: widget.texts())

    def __init__(self, map: JourneyMap | str | os.PathLike[str], **options: Any) -> None:
        self.check_options(options)
        map = given_map(type(self).__name__, map, options.get("mode", "edit"))
        self.map = map
        heard = weakly(self._translate)
        map.observe(heard, "locale")
        self._deafen = until_collected(self, lambda: map.unobserve(heard, "locale"))
        self.session = self._converse(map)
        super().__init__(**options)
        self._take_role()
        self._listen(self._hear)
        flush_after_cells(self.session)

    def _converse(self, map: JourneyMap) -> Session | Trail:
        return Session(map, self.send)

    def _hear(self, message: Any) -> None:
        match message:
            case {"type": "author", "name": str(name)}:
                self._introduce(name.strip(), again=message.get("again") is True)
            case _:
                self.session.handle(message)

    def _introduce(self, name: str, *, again: bool) -> None:
        """Take who somebody says they are, unless Python has named them.

        Who may but comment can't take the name of another, whose comments would be theirs then.
        Where they run the kernel they could in any case, and are known again. The browser says
        ``again`` where it knows a name by itself: nobody hears that it is not theirs here.
        """
        if self.mode == "view" or self.author not in self._names:
            return
        bound = self.mode == "comment" and not is_at_notebook()
        if bound and name not in self._names and self._has_said(name):
            if again:
                return
            self.send(
                {
                    "type": "reject",
                    "cid": None,
                    "code": "input",
                    "sentence": f"{name!r} has already commented on this map.",
                    "hint": "Say another name, or let Python name you: author='…'.",
                }
            )
            return
        self._names |= {name}
        self.author = name

    def _has_said(self, name: str) -> bool:
        return any(
            each.author == name
            for node in self.map.walk()
            for each in getattr(node, "comments", ())
        )

    _names: frozenset[str] = frozenset({""})
    """Who somebody in a browser has said to be."""

    @traitlets.observe("mode", "author")
    def _take_role(self, _: Any = None) -> None:
        self.session.role = Role(self.mode, self.author, self.author not in self._names)

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
