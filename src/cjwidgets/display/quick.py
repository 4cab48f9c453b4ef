"""Lets Altair be imported without the grammars of web addresses: most of a second of each kernel.

Altair imports jsonschema. That imports, where there is one as in every Jupyter, a validator of
IRIs (rfc3987_syntax), which compiles forty grammars when it is imported. Here it is imported
when the first IRI is checked: what jsonschema can do stays the same.
"""

from __future__ import annotations

import gc
import sys
import threading
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from cjwidgets.display.host import is_page
from cjwidgets.loading import load

NAME = "rfc3987_syntax"
_one = threading.Lock()


class _Later(ModuleType):
    """Stands for the validator while jsonschema looks for it."""

    def is_valid_syntax(self, term: str, value: str) -> Any:
        return self.real().is_valid_syntax(term, value)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks for these
            raise AttributeError(name)
        # Another thread may import it in this very moment, and want the rest of it.
        return getattr(self.real(), name)

    def real(self) -> ModuleType:
        leave(self)
        return import_module(NAME)


def leave(stand_in: ModuleType) -> None:
    if sys.modules.get(NAME) is stand_in:
        del sys.modules[NAME]


def import_altair() -> None:
    """Import Altair, and jsonschema's validator of IRIs later."""
    with _one:
        known = "altair" in sys.modules
        _import_jsonschema()
        load("altair")
    if is_page() and not known:
        # It serves one visitor and ends. The collector need not go through all that is there by now
        # while somebody waits.
        gc.freeze()


def _import_jsonschema() -> None:
    if {"jsonschema", NAME} & sys.modules.keys() or find_spec(NAME) is None:
        return
    sys.modules[NAME] = stand_in = _Later(NAME)
    try:
        load("jsonschema")
    finally:
        leave(stand_in)
