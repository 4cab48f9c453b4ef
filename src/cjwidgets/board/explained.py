"""What every number of a chart is of: said wherever one of them is asked for."""

from __future__ import annotations

from typing import Any

from cjwidgets.board.scene import Scene
from cjwidgets.charts.catalogue import ON_BOARD
from cjwidgets.display.parts import about_of
from cjwidgets.locale import text
from cjwidgets.model.attachments import at_hand

KINDS = ("log", "survey")


def explained(name: str, spec: dict[str, Any], scene: Scene) -> dict[str, Any]:
    """Return a spec that says with each number its source, and how a filter narrows it."""
    about = about_of(spec)
    needs = ON_BOARD[name].needs if name in ON_BOARD else ()
    sources = [each.source for each in at_hand(scene.map) if each.kind in needs and each.source]
    if sources:
        about.append(text("board.source", scene.locale, source=", ".join(sources)))
    if any(scene.selection.people):
        about += scene.says[: scene.counted]
    return {**spec, "usermeta": {"about": about}}
