"""Everything a page says or asks while a test runs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

OURS = {"127.0.0.1", "localhost", "::1"}
# JupyterLab's own complaints, about things that are not ours.
HARMLESS = (
    r"^Could not restore the debugger state",
    # A kernel was restarted before it had answered.
    r"Canceled future for create_subshell_request",
    # anywidget's word for a busy machine, after ten seconds; whether a widget came, tests see.
    r"^\[anywidget\] Failed to initialize model\.$",
)


class Watch:
    """Records requests and errors of a browser context; `check` fails on what nobody allowed."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.page_errors: list[str] = []
        self.console_errors: list[str] = []
        self._allowed = list(HARMLESS)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("page", self._page)
        context.on("weberror", self._page_error)
        context.on("console", self._console)

    @property
    def external(self) -> list[str]:
        """Requests that went to another machine."""
        urls = (urlsplit(url) for url in self.requests)
        return [
            url.geturl()
            for url in urls
            if url.scheme in {"http", "https", "ws", "wss"} and url.hostname not in OURS
        ]

    def allow(self, pattern: str) -> None:
        """Let errors that match this regular expression pass."""
        self._allowed.append(pattern)

    def check(self) -> None:
        """Fail if the page asked another machine for anything, or reported an error."""
        assert not self.external, f"requests left this machine: {self.external}"
        errors = [text for text in self.page_errors + self.console_errors if not self._ok(text)]
        assert not errors, "the page reported errors:\n" + "\n".join(errors)

    def report(self) -> str:
        return "\n".join(
            [
                *(f"EXTERNAL {url}" for url in self.external),
                *(f"PAGE ERROR {text}" for text in self.page_errors),
                *(f"CONSOLE ERROR {text}" for text in self.console_errors),
            ]
        )

    def _ok(self, text: str) -> bool:
        return any(re.search(pattern, text) for pattern in self._allowed)

    def _page(self, page: Page) -> None:
        # Sockets are no requests to Playwright.
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _page_error(self, error: WebError) -> None:
        self.page_errors.append(str(error.error))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")
