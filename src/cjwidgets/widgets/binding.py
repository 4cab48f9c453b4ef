"""Answers the editor's panel: which events of the attached log belong to a place, and would.

A browser sends ``events`` with the number of its question, the place, and what is being typed; it
gets ``events`` with that number. Only who may edit is answered: the names of a log are no part of
the map that others see.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cjwidgets.analysis.shared.defaults import MINIMUM
from cjwidgets.errors import InputError, JourneyError, ReadOnlyError
from cjwidgets.limits import limits
from cjwidgets.model import JourneyMap, Stage, Touchpoint
from cjwidgets.model.attachments import at_hand
from cjwidgets.widgets.recompute import Recompute
from cjwidgets.widgets.roles import HINT
from cjwidgets.widgets.session import LONGEST_CLIENT, Message
from cjwidgets.widgets.trail import Trail

if TYPE_CHECKING:
    from cjwidgets.evidence.matching.binding import Binding

log = logging.getLogger(__name__)


class Questions:
    """The last question of each view of an editor, answered outside the lock.

    Parameters
    ----------
    trail : Trail
        Says which map is shown, and what its browsers may do.
    send : callable
        Takes an answer for all browsers of the widget.
    """

    def __init__(self, trail: Trail, send: Callable[[Message], None]) -> None:
        self._trail, self._send = trail, send
        self._open: dict[str, Message] = {}
        self._recompute: Recompute[Message] = Recompute(self._compute, self._say, self._failed)
        self._known: tuple[int, Binding] | None = None

    def ask(self, message: Any) -> bool:
        """Take a question; False if the message is none."""
        match message:
            case {
                "type": "events",
                "client": str(client),
                "question": int(),
                "node": str(),
                "typed": str(),
            } if len(client) <= LONGEST_CLIENT:
                with self._recompute.lock:
                    self._open.pop(client, None)
                    while len(self._open) >= limits.browsers:
                        del self._open[next(iter(self._open))]
                    self._open[client] = message
                    self._recompute.unwaited()
                return True
        return False

    def close(self) -> None:
        """Answer nothing more."""
        self._recompute.stop()

    def _compute(self) -> Iterator[Message]:
        with self._recompute.lock:
            waiting = list(self._open.items())
        for client, message in waiting:
            answer: Message = {"type": "events", "client": client, "question": message["question"]}
            try:
                answer |= self._answer(message["node"], message["typed"].strip())
            except JourneyError as error:
                answer["problem"] = f"{error.public} {error.hint}".strip()
            yield answer

    def _answer(self, node: str, typed: str) -> Message:
        if not self._trail.role.may_edit:
            raise ReadOnlyError("Only those who may edit ask for the events of a log.", hint=HINT)
        if len(typed) > limits.rule:
            raise InputError(
                f"A rule that is looked up has at most {limits.rule:,} characters, not "
                f"{len(typed):,}.",
                hint=limits.raising("rule", len(typed)),
            )
        map = self._trail.shown
        place = map.node(node)
        if not isinstance(place, Stage | Touchpoint):
            raise InputError(f"{place!r} is no stage or touchpoint: no events belong to it.")
        binding = self._binding(map)
        if binding is None:
            return {}
        return {**binding.of(place), "typed": binding.typed(place, typed) if typed else None}

    def _binding(self, map: JourneyMap) -> Binding | None:
        """The log that was attached last by the rules of the map, until either changes."""
        logs = [each.data for each in at_hand(map) if each.kind == "log"]
        if not logs:
            self._known = None
            return None
        from cjwidgets.evidence.matching.binding import Binding

        known, rev = self._known, map.rev
        if known is not None:
            before, made = known
            kept = made.map is map and made.log is logs[-1] and made.most == limits.names
            if kept and before == rev:
                return made
        # The edit that makes it old may come while it is made: then it is made anew.
        made = Binding(map, logs[-1], minimum=MINIMUM, most=limits.names)
        self._known = rev, made
        return made

    def _say(self, answer: Message) -> None:
        asked = self._open.get(answer["client"])
        if asked is not None and asked["question"] == answer["question"]:
            del self._open[answer["client"]]
        self._send(answer)

    def _failed(self, error: Exception) -> None:
        log.error("cjwidgets could not look up events", exc_info=error)
        for client, message in list(self._open.items()):
            self._say(
                {
                    "type": "events",
                    "client": client,
                    "question": message["question"],
                    "problem": f"cjwidgets could not do this: {error!r}.",
                }
            )
