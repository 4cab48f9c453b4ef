"""A browser for the tests of the session, and a clock that it can trust."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from cjwidgets.model import JourneyMap
from cjwidgets.widgets import session as module
from cjwidgets.widgets.session import Session


def rename(id: str, name: object) -> dict[str, Any]:
    return {"kind": "updated", "id": id, "fields": {"name": [None, name]}}


class Clock:
    """Time that passes when a test says so, with the timers that it sets off."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self.timers: list[Any] = []
        clock = self

        class Timer:
            def __init__(self, seconds: float, call: Any) -> None:
                self.due, self.call = clock.now + seconds, call
                clock.timers.append(self)

            def cancel(self) -> None:
                if self in clock.timers:
                    clock.timers.remove(self)

        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: self.now))
        monkeypatch.setattr(module, "after", Timer)

    def pass_(self, seconds: float) -> None:
        self.now += seconds
        for timer in [timer for timer in self.timers if timer.due <= self.now]:
            timer.cancel()
            timer.call()


class Wire:
    """Carries the messages of one session to all its browsers, as JSON."""

    def __init__(self, map: JourneyMap) -> None:
        self.sent: list[dict[str, Any]] = []
        self.browsers: list[Browser] = []
        self.session = Session(map, self.send, strict=True)

    def send(self, message: dict[str, Any]) -> None:
        message = json.loads(json.dumps(message, allow_nan=False))
        self.sent.append(message)
        for browser in tuple(self.browsers):
            browser.receive(message)

    def last(self) -> dict[str, Any]:
        return self.sent[-1]


class Browser:
    """Speaks as js/src/session/session.ts does, with a Python map for its document."""

    def __init__(self, wire: Wire, client: str) -> None:
        self.wire, self.client = wire, client
        self.answers: dict[str, str] = {}
        self.hellos = 0
        self.take(wire.session.snapshot())
        wire.browsers.append(self)
        self.hello()

    def take(self, snapshot: dict[str, Any]) -> None:
        self.doc = JourneyMap.from_json(json.loads(json.dumps(snapshot["doc"])))
        self.rev = snapshot["rev"]

    def hello(self) -> None:
        self.hellos += 1
        self.wire.session.handle({"type": "hello", "client": self.client, "rev": self.rev})

    def receive(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "snapshot":
                self.take(message)
            case "commit":
                for cid in message["origins"]:
                    self.answers[cid] = "commit"
                if message["rev"] < self.rev:
                    return
                if message["from"] != self.rev:
                    if message["rev"] != self.rev:
                        self.hello()
                    return
                self.doc.apply(message["changes"])
                self.rev = message["rev"]
            case "reject":
                self.answers[message["cid"]] = message["sentence"]

    def edit(self, cid: str, *changes: Any) -> str | None:
        """Send an edit; return the answer."""
        message = {"type": "edit", "cid": cid, "base": self.rev, "changes": list(changes)}
        self.wire.session.handle(message)
        return self.answers.get(cid)
