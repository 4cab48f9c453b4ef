"""What a person could read of a page: no text is cut off, covered, or half in its field."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from playwright.sync_api import Locator

from browser.scripts import bundle


@functools.cache
def script() -> str:
    with tempfile.TemporaryDirectory() as folder:
        bundle(["readable.ts"], Path(folder))
        return (Path(folder) / "readable.js").read_text()


def unreadable(shown: Locator) -> list[str]:
    """Return a sentence for each text that a person could not read."""
    shown.page.evaluate(script())
    return list(shown.evaluate("each => window.unreadable(each)"))
