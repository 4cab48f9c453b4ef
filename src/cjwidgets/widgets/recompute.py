"""Computes something anew a moment after the last edit; answers that come late are dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from cjwidgets.display.host import host, is_page
from cjwidgets.widgets.timer import Timer, after

PAUSE = 0.15
"""Seconds of quiet before anything is computed: typing a rule is many edits."""

AT_ONCE = 0.02
"""Seconds to wait for more of what comes in flocks: a brush selects again and again."""

AFTER_CELLS = 0.1
"""Seconds that the cells of a page of Voila have for themselves: it is shown when they are done."""

T = TypeVar("T")


class Recompute(Generic[T]):
    """Answers to the last question asked, computed outside the lock: edits need not wait.

    Parameters
    ----------
    compute : callable
        Returns the answers, one after the other; between two of them it can be stopped.
    tell : callable
        Takes each answer, unless something newer was asked for in the meantime.
    failed : callable
        Takes the error that `compute` raised, likewise.
    """

    def __init__(
        self,
        compute: Callable[[], Iterable[T]],
        tell: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._compute, self._tell, self._failed = compute, tell, failed
        self._timer: Timer | None = None
        self._asked = 0
        self.lock = threading.RLock()

    def soon(self, pause: float | None = None) -> None:
        """Ask once it has been quiet for a moment, by default `PAUSE`."""
        with self.lock:
            self.stop()
            self._timer = after(PAUSE if pause is None else pause, self.now)

    def first(self) -> None:
        """Ask for the first time: where a browser shows the answers, without waiting for them."""
        self.unwaited(AFTER_CELLS if is_page() else 0)

    def unwaited(self, pause: float = AT_ONCE) -> None:
        """Ask, and wait for the answers only where no browser shows them later."""
        if host() == "none":
            self.now()
        else:
            self.soon(pause)

    def now(self) -> None:
        """Ask at once, and wait for the answers."""
        with self.lock:
            asked = self.stop()
        try:
            for answer in self._compute():
                if not self._said(asked, self._tell, answer):
                    return
        except Exception as error:
            self._said(asked, self._failed, error)

    def stop(self) -> int:
        """Want no answer any more; return the number of the next question."""
        with self.lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self._asked += 1
            return self._asked

    def _said(self, asked: int, say: Callable[..., None], what: object) -> bool:
        with self.lock:
            if asked == self._asked:
                say(what)
            return asked == self._asked
