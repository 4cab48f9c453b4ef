"""Loads the parts of cjwidgets when they are first needed, and quickly."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


def load(module: str, name: str = "") -> Any:
    """Return a module, or what has this name in it."""
    with undisturbed():
        loaded = import_module(module)
    return getattr(loaded, name) if name else loaded


def lazily(
    package: str, modules: Mapping[str, str], *there: str
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return ``__getattr__``, ``__dir__`` and ``__all__`` of a package whose names come later.

    Each is loaded from its module when first asked for; a module of the package is a name of its
    own: ``{"charts": "cjwidgets.charts"}``. ``there`` is what the package has already. Checkers
    read the same from a stub that tools/exports.py makes.
    """
    names = sorted((*modules, *there))

    def get(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = modules[name]
        value = load(module, "" if module == f"{package}.{name}" else name)
        setattr(sys.modules[package], name, value)
        return value

    return get, lambda: names, names


def keep_functions(package: str, names: Collection[str]) -> None:
    """Let a package have functions that are called as modules of it are.

    The import system puts a module into its package under its name; what is asked for there is
    the function.
    """

    class Package(ModuleType):
        def __setattr__(self, name: str, value: Any) -> None:
            if not (name in names and isinstance(value, ModuleType)):
                super().__setattr__(name, value)

    sys.modules[package].__class__ = Package


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
