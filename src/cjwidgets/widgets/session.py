"""The conversation between one widget and its browsers; knows no kernel, so tests run it bare.

Messages from the browser: ``hello`` (I have revision n), ``bye``, ``edit``, ``undo``, ``redo``.
Messages to it: ``snapshot``, ``ready``, ``commit``, ``reject``. Every message is answered.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from cjwidgets.errors import InputError, JourneyError
from cjwidgets.limits import limits
from cjwidgets.model import JourneyMap, Transaction
from cjwidgets.model.changes import Change, squash
from cjwidgets.model.values import shown
from cjwidgets.widgets.roles import Role
from cjwidgets.widgets.timer import Timer, after
from cjwidgets.widgets.weakly import until_collected, weakly

PAUSE = 0.05
"""Seconds between two messages: as often as one can watch, and the server drops floods."""
LONGEST_CLIENT = 80
LONGEST_LABEL = 200

Message = dict[str, Any]
log = logging.getLogger(__name__)


class Session:
    """Keeps any number of browsers equal to one map.

    Parameters
    ----------
    map : JourneyMap
        The authority: it validates, records and numbers every edit.
    send : callable
        Takes a message for all browsers of the widget.
    role : Role
        What the browsers may do, and in whose name; may be set at any time.
    strict : bool
        Raise what goes wrong inside, as well as answering it; for tests.
    """

    def __init__(
        self,
        map: JourneyMap,
        send: Callable[[Message], None],
        role: Role | None = None,
        *,
        strict: bool = False,
    ) -> None:
        self.map = map
        self.role = role or Role()
        self.strict = strict
        self._send = send
        # In the order in which they came.
        self._clients: dict[str, None] = {}
        self._queue: list[Change] = []
        self._origins: list[str] = []
        self._from = map.rev
        self._sent_at = 0.0
        self._timer: Timer | None = None
        self._unsubscribe = until_collected(self, map.subscribe(weakly(self.on_transaction)))

    def close(self) -> None:
        """Stop listening to the map."""
        with self.map._lock:
            self._clients.clear()
            self._forget()
            self._unsubscribe()

    def snapshot(self) -> Message:
        """Return the whole map with its revision; what a browser starts from."""
        with self.map._lock:
            # Taken inside a batch it shows half of it: no revision, so that the browser asks again.
            rev = self.map.rev if self.map._transaction is None else -1
            return {"rev": rev, "doc": self.map.to_json(), **self._history()}

    def _history(self) -> Message:
        may = self.role.may_edit
        return {"undo": may and self.map.can_undo, "redo": may and self.map.can_redo}

    # From the browser ---------------------------------------------------------------

    def handle(self, message: Any) -> None:
        """Answer one message; whatever it holds, the map stays valid."""
        cid = message.get("cid") if isinstance(message, dict) else None
        cid = cid if isinstance(cid, str) and len(cid) <= 80 else None
        try:
            self._take(message, cid)
        except JourneyError as error:
            self._reject(cid, error.code, error.public, error.hint)
        except Exception as error:
            log.exception("cjwidgets could not handle a message")
            self._reject(cid, "internal", f"cjwidgets could not do this: {error!r}.", "")
            if self.strict:
                raise

    def _take(self, message: Any, cid: str | None) -> None:
        with self.map._lock:
            self._answer(message, cid)

    def _answer(self, message: Any, cid: str | None) -> None:
        match message:
            case {"type": "hello", "client": str(client), "rev": rev}:
                if len(client) > LONGEST_CLIENT:
                    raise InputError(f"A browser's name has at most {LONGEST_CLIENT} characters.")
                self._clients.pop(client, None)
                # Those that went without a word make room: a new one is never turned away.
                while len(self._clients) >= limits.browsers:
                    del self._clients[next(iter(self._clients))]
                self._clients[client] = None
                self.flush()
                if rev == self.map.rev and type(rev) is int:
                    answer = {"type": "ready", "rev": self.map.rev, **self._history()}
                else:
                    answer = {"type": "snapshot", **self.snapshot()}
                self._send({**answer, "client": client})
            case {"type": "bye", "client": str(client)}:
                self._clients.pop(client, None)
                if not self._clients:
                    self._forget()
            case {"type": "edit", "changes": list(changes)} if cid is not None:
                if len(changes) > limits.edit:
                    raise InputError(
                        f"An edit has at most {limits.edit:,} changes, not {len(changes):,}.",
                        hint=limits.raising("edit", len(changes)),
                    )
                # Others' edits go first: the answer then says what this one found.
                self.flush()
                before, role = self.map.rev, self.role
                self.map.apply(
                    changes,
                    _label(message),
                    origin=cid,
                    author=role.author,
                    admit=lambda change: role.admit(self.map, change),
                )
                self._acknowledge(cid, before)
            case {"type": "undo" | "redo" as step} if cid is not None:
                self.role.check_undo()
                before = self.map.rev
                getattr(self.map, step)(origin=cid, author=self.role.author)
                self._acknowledge(cid, before)
            case _:
                raise InputError(f"This is no message of the editor: {shown(message)}.")

    def _acknowledge(self, cid: str, before: int) -> None:
        # Nothing changed, or nobody said hello: the browser still waits for its answer.
        if self.map.rev == before or not self._clients:
            self._origins.append(cid)
        self.flush()

    def _reject(self, cid: str | None, code: str, sentence: str, hint: str) -> None:
        self.flush()
        self._send({"type": "reject", "cid": cid, "code": code, "sentence": sentence, "hint": hint})

    # To the browser -------------------------------------------------------------------

    def on_transaction(self, transaction: Transaction) -> None:
        """Queue what happened to the map; send it now, or soon after the message before."""
        if not self._clients:
            self._forget()
            return
        self._queue += transaction.changes
        if transaction.origin is not None:
            self._origins.append(transaction.origin)
        if time.monotonic() - self._sent_at >= PAUSE:
            self.flush()
        elif self._timer is None:
            self._timer = after(PAUSE, self.flush)

    def _forget(self) -> None:
        """Drop what waits: nobody looks, and the next to do so gets a snapshot."""
        self._queue, self._origins, self._from = [], [], self.map.rev
        self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def flush(self) -> None:
        """Send what waits, as one commit."""
        with self.map._lock:
            self._stop_timer()
            if not (self._queue or self._origins):
                return
            message = {
                "type": "commit",
                "from": self._from,
                "rev": self.map.rev,
                "changes": squash(self._queue),
                "origins": self._origins,
                **self._history(),
            }
            self._queue, self._origins, self._from = [], [], self.map.rev
            self._sent_at = time.monotonic()
            self._send(message)


def _label(message: Message) -> str:
    label = message.get("label")
    return label[:LONGEST_LABEL] if isinstance(label, str) else ""
