"""The built front end inside the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from cjwidgets.errors import JourneyError


@cache
def bundle(name: str) -> str:
    """Return the text of a built file; raise JourneyError when it was not built."""
    try:
        return files("cjwidgets").joinpath("static", name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise JourneyError(
            f"The front end is not built: static/{name} is missing.", hint="Run: make build."
        ) from None
