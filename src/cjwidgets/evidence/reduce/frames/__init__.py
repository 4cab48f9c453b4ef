"""The executor for logs that stay where they are."""

from cjwidgets.evidence.reduce.frames.engine import FrameEngine, engine
from cjwidgets.evidence.reduce.frames.native import backend_of

__all__ = ["FrameEngine", "backend_of", "engine"]
