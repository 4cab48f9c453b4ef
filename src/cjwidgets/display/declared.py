"""Widgets take no name that they do not know: a misspelt option would do nothing, in silence."""

from __future__ import annotations

from inspect import get_annotations
from typing import Any

import traitlets

from cjwidgets.errors import UnknownFieldError

_OURS = f"{__name__.partition('.')[0]}."
_USUAL = ("layout", "tooltip")  # what ipywidgets gives every widget and people set


class Declared(traitlets.HasTraits):
    """What has values under the names that its class declares, and under no other."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name.startswith("_") or _declares(type(self), name)):
            raise _unknown(type(self), name)
        super().__setattr__(name, value)


def _declares(kind: type, name: str) -> bool:
    return hasattr(kind, name) or any(name in get_annotations(each) for each in kind.__mro__)


def _unknown(kind: type, name: str) -> UnknownFieldError:
    options = {
        each
        for base in kind.__mro__
        if base.__module__.startswith(_OURS)
        for each, trait in vars(base).items()
        if isinstance(trait, traitlets.TraitType) and trait.help and not trait.read_only
    }
    error = UnknownFieldError.of(kind.__name__, name, {*options, *_USUAL})
    own = "A name of your own begins with _, or is declared in a class of your own."
    return UnknownFieldError(error.sentence, hint=f"{error.hint} {own}")
