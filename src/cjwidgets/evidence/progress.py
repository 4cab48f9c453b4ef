"""Tells in a notebook how far long work has come; says nothing anywhere else."""

from __future__ import annotations

import sys
import time
from typing import Any

PATIENCE = 1.0
"""Seconds of work before anything is said."""


class Progress:
    """Says what is being done, in one line that goes when the work is done.

    Work that takes less than `PATIENCE` seconds says nothing; nor does any outside a notebook.

    Parameters
    ----------
    title : str
        What the work is, e.g. ``"Reading the log"``.

    Examples
    --------
    >>> with Progress("Reading the log") as progress:
    ...     progress.step("sorting")
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self._display: Any = None

    def __enter__(self) -> Progress:
        self._begun = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        if self._display is not None:
            self._display.update({"text/plain": ""}, raw=True)
            self._display = None

    def step(self, what: str, *, long: bool = False) -> None:
        """Say what comes next, if the work has taken long already or is known to."""
        shell = _notebook()
        spent = time.monotonic() - self._begun
        if shell is None or not (long or spent >= PATIENCE):
            return
        line = {"text/plain": f"{self.title}: {what} … ({spent:.0f} s)"}
        if self._display is None:
            from IPython.display import display

            self._display = display(line, raw=True, display_id=True)
        else:
            self._display.update(line, raw=True)


def _notebook() -> Any:
    """The shell of a Jupyter kernel; None in a terminal or a script."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module is not None else None
    return shell if hasattr(shell, "kernel") else None
