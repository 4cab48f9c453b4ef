"""What every widget of ours is: light, closed with all that was made for it, deaf to state."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from typing import Any, ClassVar, NoReturn

import anywidget
import ipywidgets
import traitlets

from cjwidgets.bundle import bundle
from cjwidgets.display.code import Code, brought, key_of, packed
from cjwidgets.display.declared import Declared
from cjwidgets.display.finite import finite
from cjwidgets.display.host import host
from cjwidgets.display.quiet import quiet, take
from cjwidgets.docstrings import takes, with_entries
from cjwidgets.errors import CopyError

log = logging.getLogger(__name__)


def _signature(kind: type[Widget], traits: dict[str, Any]) -> inspect.Signature:
    """Return how a widget is made: where it takes ``options``, by the name of each."""
    _, *known = inspect.signature(kind.__init__).parameters.values()
    plain = [each for each in known if each.kind != inspect.Parameter.VAR_KEYWORD]
    if len(plain) < len(known):
        names = {each.name for each in plain}
        plain += [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=traits[name].default_value
            )
            for name in kind.options
            if name in traits and name not in names
        ]
    return inspect.Signature(plain)


class Uncopied:
    """What can't be copied or pickled, and says so."""

    def __copy__(self) -> NoReturn:
        raise CopyError(
            f"{type(self).__name__} can't be copied or pickled: it belongs to this kernel.",
            hint="Copy or pickle what it shows, and make another of that.",
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> NoReturn:
        self.__copy__()

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        self.__copy__()


class Widget(Uncopied, Declared, anywidget.AnyWidget):
    """A widget whose browser can only send messages, and is sent nothing but JSON."""

    __signature__: ClassVar[inspect.Signature]
    front_end: ClassVar[str] = ""
    """The name of its script and style; a widget without it brings an `_esm` of its own."""
    later: ClassVar[tuple[str, ...]] = ()
    """The parts of its script that come when they are first used, as browsers number them."""
    options: ClassVar[tuple[str, ...]] = ()
    """Traits that may be given when it is made."""
    _code = traitlets.Instance(Code, allow_none=True).tag(
        sync=True, **ipywidgets.widget_serialization
    )
    _key = traitlets.Unicode().tag(sync=True)
    _more = traitlets.Unicode().tag(sync=True)

    def __init__(self, **state: Any) -> None:
        if self.front_end:
            script, style = bundle(f"{self.front_end}.js"), self._style()
            more = "\0".join(bundle(f"{self.front_end}-{part}.js") for part in self.later)
            if host() == "marimo":  # it shares scripts by itself, and styles end at shadow roots
                self._esm, self._css = script, style
                state |= {"_more": packed(more)} if more else {}
            else:
                self._esm = bundle("loader.js")
                code = brought(script, style, more)
                state |= {"_code": code, "_key": key_of(script, style, more)}
        super().__init__(**state)
        quiet(self)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        traits = {name: each for base in reversed(cls.__mro__) for name, each in vars(base).items()}
        told = {
            name: (name, takes(trait), trait.help)
            for name, trait in traits.items()
            if isinstance(trait, traitlets.TraitType) and trait.help and not name.startswith("_")
        }
        given = [told.pop(name) for name in cls.options if name in told]
        cls.__doc__ = with_entries(cls.__doc__, "Parameters", given)
        cls.__doc__ = with_entries(cls.__doc__, "Attributes", told.values())
        cls.__signature__ = _signature(cls, traits)

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """Return the state for the browser: what is no number there is null."""
        state: dict[str, Any] = finite(super().get_state(key, drop_defaults))
        return state

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a message to the browser: what is no number there is null."""
        super().send(finite(content), buffers)

    def _style(self) -> str:
        return bundle(f"{self.front_end}.css")

    def _listen(self, hear: Callable[[Any], None]) -> None:
        """Let `hear` take each message; what it can't take goes to the server's log alone."""

        def safely(_: Any, message: Any, __: Any) -> None:
            # ipywidgets would print what is raised here on the page.
            try:
                if isinstance(message, dict) and message.get("ask") is True:
                    self.send({"type": "heard"})  # before it is done: that may take its time
                hear(message)
            except Exception:
                log.exception("%s could not handle a message", type(self).__name__)

        self.on_msg(safely)

    def _handle_msg(self, msg: Any) -> None:
        take(self, msg)

    def close(self) -> None:
        """Close the widget, and the layout that ipywidgets made for it."""
        if self.comm is not None and self.layout is not None:
            self.layout.close()
        super().close()

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Refuse state from the browser: what it may say comes as messages, and is checked."""


class HasTheme(traitlets.HasTraits):
    """What is light or dark."""

    theme = traitlets.Enum(
        ("auto", "light", "dark"), "auto", help="Its colours; 'auto' follows the notebook."
    ).tag(sync=True)


class Themed(HasTheme, Widget):
    """A widget that is light or dark."""

    options: ClassVar[tuple[str, ...]] = ("theme",)
