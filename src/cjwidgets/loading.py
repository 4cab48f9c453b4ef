"""Loads the parts of cjwidgets when they are first needed, and quickly."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any


def load(module: str, name: str = "") -> Any:
    """Return a module, or what has this name in it."""
    with undisturbed():
        loaded = import_module(module)
    return getattr(loaded, name) if name else loaded


def lazily(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a package that loads each name from its module when asked.

    A module of the package is a name of its own: ``{"charts": "cjwidgets.charts"}``.
    """

    def get(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = modules[name]
        value = load(module, "" if module == f"{package}.{name}" else name)
        setattr(sys.modules[package], name, value)
        return value

    return get


@contextmanager
def undisturbed() -> Iterator[None]:
    """Make without the garbage collector what stays: modules, thousands of rows.

    The collector would go through it again and again: a sixth of the time of importing pandas
    and Altair, half of that of rows where a kernel has made much before.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
