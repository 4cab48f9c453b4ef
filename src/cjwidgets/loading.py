"""Loads the parts of cjwidgets when they are first needed, and quickly."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


def load(module: str, name: str = "") -> Any:
    """Return a module, or what has this name in it."""
    with undisturbed():
        loaded = import_module(module)
    return getattr(loaded, name) if name else loaded


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
