"""What lets a browser know a map again that is in no file: names that tell nobody else anything.

A cell that is run again, or a kernel that is started again, makes another map, whose ids are new.
"""

from __future__ import annotations

import hashlib
import os
import secrets

from cjwidgets.display.cell_outputs import running
from cjwidgets.model import JourneyMap


def life_of(map: JourneyMap) -> str:
    """Return the name of this object: another with the same content has another."""
    life: str = vars(map).setdefault("_life", secrets.token_hex(8))
    return life


def place() -> str:
    """Return the name of the notebook, or where that is not known of the working folder."""
    known = os.environ.get("JPY_SESSION_NAME") or os.getcwd()
    return hashlib.sha256(known.encode(errors="surrogateescape")).hexdigest()[:16]


def home(map: JourneyMap) -> dict[str, str]:
    """Return what tells a widget of a map from others, and the one that takes its place."""
    cell, _ = running()
    spot = hashlib.sha256(cell.encode()).hexdigest()[:16] if cell else ""
    about = {"map": map.id, "title": map.title}
    return {"life": secrets.token_hex(8), "place": place(), "spot": spot, **about}
