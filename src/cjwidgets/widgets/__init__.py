"""The widgets: one a module, all fed by a session."""

from cjwidgets.widgets.board import JourneyBoard
from cjwidgets.widgets.editor import MapEditor
from cjwidgets.widgets.personas import PersonaCards

__all__ = ["JourneyBoard", "MapEditor", "PersonaCards"]
