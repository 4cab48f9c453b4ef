"""The executor for logs in memory."""

from cjwidgets.evidence.reduce.arrays.engine import ArrayEngine

__all__ = ["ArrayEngine"]
