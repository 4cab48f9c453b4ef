"""Listening to what lives longer than the listener."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def weakly(method: Callable[..., T]) -> Callable[..., T | None]:
    """Return what calls a bound method as long as its object lives, and does not keep it alive."""
    reference = weakref.WeakMethod(method)

    def call(*arguments: Any) -> T | None:
        alive = reference()
        return None if alive is None else alive(*arguments)

    return call


def until_collected(owner: object, stop: Callable[[], None]) -> Callable[[], None]:
    """Return `stop`, which is also called when the owner is collected, but only once.

    At exit there is nothing left to stop.
    """
    finalizer = weakref.finalize(owner, stop)
    finalizer.atexit = False
    return finalizer
