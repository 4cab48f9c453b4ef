"""The executor for logs that stay where they are."""

from cjwidgets.evidence.reduce.frames.engine import FrameEngine
from cjwidgets.evidence.reduce.frames.native import backend_of
from cjwidgets.evidence.reduce.frames.opened import engine

__all__ = ["FrameEngine", "backend_of", "engine"]
