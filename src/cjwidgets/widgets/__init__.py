"""The widgets: one a module, all fed by a session."""

from cjwidgets.widgets.editor import MapEditor

__all__ = ["MapEditor"]
