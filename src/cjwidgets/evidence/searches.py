"""Regular expressions over the names of a log: none runs longer than it may."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.effort import most_steps
from cjwidgets.limits import limits

Mask = NDArray[np.bool_]

SURE = 10_000_000
"""Steps that are over within a fraction of a second."""
KEPT = 64
"""Answers of other processes that are kept."""
LONGEST = 1_000_000
"""Seconds that a clock can count, whatever is asked of it."""
AGAIN = 60
"""Seconds until something that was stopped is tried again with no more time than it had."""

# It ends by itself, should nobody be left to stop it.
_APART = """
import faulthandler, json, re, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
faulthandler.dump_traceback_later(float(sys.argv[1]) + 1, exit=True)
pattern, flags, names = json.load(sys.stdin)
search = re.compile(pattern, flags).search
sys.stdout.write("".join("01"[search(name) is not None] for name in names))
"""

_answers: dict[bytes, Mask] = {}
_stopped: dict[bytes, tuple[float, float]] = {}


class Searches:
    """What the regular expressions of some rules find, within a time for all of them together.

    Python's `re` can neither be stopped nor lets other threads run. So it searches here only
    where the end is sure to be near, and else in a process of its own, which can be killed.
    """

    def __init__(self) -> None:
        self._left = float(min(limits.patterns, LONGEST))
        self._found: dict[tuple[re.Pattern[str], tuple[str, ...]], Mask] = {}

    def hits(self, pattern: re.Pattern[str], names: tuple[str, ...], what: str) -> Mask:
        """Return in which names a pattern is found; ``what`` names the rule in messages.

        Raises
        ------
        DataError
            It takes too long, or may, where no other process can be started.
        """
        if (pattern, names) not in self._found:
            begun = time.monotonic()
            try:
                self._found[pattern, names] = self._search(pattern, names, what)
            finally:
                self._left -= time.monotonic() - begun
        return self._found[pattern, names]

    def _search(self, pattern: re.Pattern[str], names: tuple[str, ...], what: str) -> Mask:
        if self._left <= 0:
            raise _too_long(what)
        if most_steps(pattern, max(map(len, names), default=0)) * len(names) > SURE:
            return self._apart(pattern, names, what)
        found = (pattern.search(name) is not None for name in names)
        return np.fromiter(found, np.bool_, len(names))

    def _apart(self, pattern: re.Pattern[str], names: tuple[str, ...], what: str) -> Mask:
        asked = json.dumps([pattern.pattern, pattern.flags & ~re.DEBUG, names]).encode()
        key = hashlib.sha256(asked).digest()
        answer = _answers.get(key)
        if answer is not None:
            return answer
        left, when = _stopped.get(key, (0.0, 0.0))
        if self._left <= left and time.monotonic() < when + AGAIN:
            raise _too_long(what)
        try:
            answer = _ask(asked, self._left)
        except subprocess.TimeoutExpired:
            _keep(_stopped, key, (self._left, time.monotonic()))
            raise _too_long(what) from None
        except OSError as error:
            raise DataError(
                f"{what} may take very long, and the second Python that searches for it, so that "
                f"it can be stopped, failed ({error}).",
                hint="Write it without a repeat within a repeat, such as (a+)+; or as a function, "
                "which nothing stops: lambda name: re.search(…, name) is not None.",
            ) from None
        _keep(_answers, key, answer)
        return answer


def _ask(asked: bytes, seconds: float) -> Mask:
    if getattr(sys, "frozen", False) or not sys.executable:
        raise OSError("this program is no Python")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _APART, str(seconds)],
        input=asked,
        capture_output=True,
        timeout=seconds,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise OSError(said.rpartition("\n")[2] or f"code {done.returncode}")
    return np.frombuffer(done.stdout, np.uint8) == ord("1")


def _keep(kept: dict[bytes, Any], key: bytes, value: Any) -> None:
    for old in list(kept)[: len(kept) + 1 - KEPT]:
        kept.pop(old, None)
    kept[key] = value


def _too_long(what: str) -> DataError:
    return DataError(
        f"{what} did not end in time: the regular expressions of a map may search the names of a "
        f"log for {limits.patterns} s, all together.",
        hint="A repeat within a repeat, such as (a+)+, takes longest: write a+. "
        + limits.raising("patterns", 10 * limits.patterns),
    )
