"""Regular expressions over the names of a log: none runs longer than it may."""

from __future__ import annotations

import hashlib
import json
import math
import re
import signal
import subprocess
import sys
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cjwidgets.errors import DataError
from cjwidgets.evidence.matching.effort import most_steps
from cjwidgets.evidence.rules import is_ready_made
from cjwidgets.limits import limits

Mask = NDArray[np.bool_]

SURE = 10_000_000
"""Steps that are over within a fraction of a second."""
THOUSAND = 1_000
"""Names for which `limits.patterns` is meant; more names have more time."""
KEPT = 64
"""Answers of other processes that are kept."""
LONGEST = 1_000_000
"""Seconds that a clock can count, whatever is asked of it."""
AGAIN = 60
"""Seconds until something that was stopped is tried again with no more time than it had."""

PATIENCE = 4
"""How many times longer than it counts a search may take on a busy machine."""

# It counts its own time, however busy the machine is, and ends should nobody be left to stop it.
_APART = """
import faulthandler, json, math, re, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
seconds, patience = map(float, sys.argv[1:])
faulthandler.dump_traceback_later(patience + 1, exit=True)
try:
    import resource
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (max(1, math.ceil(seconds)), hard))
except (ImportError, ValueError, OSError):
    pass
pattern, flags, names = json.load(sys.stdin)
search = re.compile(pattern, flags).search
answer = "".join("01"[search(name) is not None] for name in names)
print(time.process_time(), answer)
"""

_answers: dict[bytes, Mask] = {}
_stopped: dict[bytes, tuple[float, float]] = {}


class Searches:
    """What the regular expressions of some rules find, within a time for all of them together.

    Python's `re` can neither be stopped nor lets other threads run. So it searches here only
    where the end is sure to be near, and else in a process of its own, which can be killed. The
    time is that of the processor, and the more names there are, the more of it.
    """

    def __init__(self) -> None:
        self._spent = 0.0
        self._found: dict[tuple[re.Pattern[str], tuple[str, ...]], Mask] = {}

    def hits(self, pattern: re.Pattern[str], names: tuple[str, ...], what: str) -> Mask:
        """Return in which names a pattern is found; ``what`` names the rule in messages.

        Raises
        ------
        DataError
            It takes too long, or may, where no other process can be started.
        """
        if (pattern, names) not in self._found:
            self._found[pattern, names] = self._search(pattern, names, what)
        return self._found[pattern, names]

    def _search(self, pattern: re.Pattern[str], names: tuple[str, ...], what: str) -> Mask:
        steps = most_steps(pattern, max(map(len, names), default=0)) * len(names)
        if steps > SURE and not is_ready_made(pattern):
            return self._apart(pattern, names, what)
        found = (pattern.search(name) is not None for name in names)
        return np.fromiter(found, np.bool_, len(names))

    def _apart(self, pattern: re.Pattern[str], names: tuple[str, ...], what: str) -> Mask:
        allowed = min(limits.patterns * math.ceil(len(names) / THOUSAND), LONGEST)
        left = allowed - self._spent
        asked = json.dumps([pattern.pattern, pattern.flags & ~re.DEBUG, names]).encode()
        key = hashlib.sha256(asked).digest()
        answer = _answers.get(key)
        if answer is not None:
            return answer
        before, when = _stopped.get(key, (0.0, 0.0))
        if left <= 0 or (left <= before and time.monotonic() < when + AGAIN):
            raise _too_long(what, allowed)
        try:
            answer, seconds = _ask(asked, left)
        except subprocess.TimeoutExpired:
            _keep(_stopped, key, (left, time.monotonic()))
            raise _too_long(what, allowed) from None
        except OSError as error:
            raise DataError(
                f"{what} may take very long, and the second Python that searches for it, so that "
                f"it can be stopped, failed ({error}).",
                hint="Write it without a repeat within a repeat, such as (a+)+; or as a function, "
                "which nothing stops: lambda name: re.search(…, name) is not None.",
            ) from None
        self._spent += seconds
        _keep(_answers, key, answer)
        return answer


def _ask(asked: bytes, seconds: float) -> tuple[Mask, float]:
    """Let another Python search; return what it found and how long it took."""
    if getattr(sys, "frozen", False) or not sys.executable:
        raise OSError("this program is no Python")
    patience = min(PATIENCE * seconds, LONGEST)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _APART, str(seconds), str(patience)],
        input=asked,
        capture_output=True,
        timeout=patience,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if done.returncode == -getattr(signal, "SIGXCPU", 0) != 0:
        raise subprocess.TimeoutExpired(done.args, seconds)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise OSError(said.rpartition("\n")[2] or f"code {done.returncode}")
    took, answer = done.stdout.split()
    return np.frombuffer(answer, np.uint8) == ord("1"), float(took)


def _keep(kept: dict[bytes, Any], key: bytes, value: Any) -> None:
    for old in list(kept)[: len(kept) + 1 - KEPT]:
        kept.pop(old, None)
    kept[key] = value


def _too_long(what: str, allowed: float) -> DataError:
    return DataError(
        f"{what} did not end in time: the regular expressions of a map may search a log with so "
        f"many names for {allowed} s, all together.",
        hint="A repeat within a repeat, such as (a+)+, takes longest: write a+. "
        + limits.raising("patterns", 10 * limits.patterns),
    )
