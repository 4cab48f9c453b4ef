"""One Chromium and one server of each kind for the whole run, a fresh page for each test."""

from __future__ import annotations

import re
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from browser import servers
from browser.host import Host
from browser.kernels import PATIENCE
from browser.lab import Lab
from browser.marimo import Marimo
from browser.notebook7 import Notebook
from browser.plain import Plain
from browser.servers import Server
from browser.voila import Voila
from tools import chromium

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / ".build/browser"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No other machine has an address: what a page asks for out there fails at once.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
H = TypeVar("H", bound=Host)
failed = pytest.StashKey[bool]()
expect.set_options(timeout=1000 * PATIENCE)


def pytest_configure() -> None:
    # Stopped by a timeout, leave no servers and kernels behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> BrowserContext:
    """A browser profile of its own; the host that uses it closes it."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900},
        device_scale_factor=2 if request.config.getoption("--images") else 1,
        accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
        locale="en-GB",
    )
    context.set_default_timeout(1000 * PATIENCE)
    return context


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = servers.start_lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def voila_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = servers.start_voila(tmp_path_factory.mktemp("voila"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def notebook_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = servers.start_notebook(tmp_path_factory.mktemp("notebook"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def marimo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = servers.start_marimo(tmp_path_factory.mktemp("marimo"))
    yield server
    server.stop()


@pytest.fixture
def lab(
    request: pytest.FixtureRequest, context: BrowserContext, lab_server: Server, images: Path
) -> Iterator[Lab]:
    yield from _watched(request, Lab(lab_server, context, images))


@pytest.fixture
def plain(
    request: pytest.FixtureRequest, context: BrowserContext, lab_server: Server, images: Path
) -> Iterator[Plain]:
    yield from _watched(request, Plain(lab_server, context, images))


@pytest.fixture
def voila(
    request: pytest.FixtureRequest, context: BrowserContext, voila_server: Server, images: Path
) -> Iterator[Voila]:
    yield from _watched(request, Voila(voila_server, context, images))


@pytest.fixture
def notebook(
    request: pytest.FixtureRequest, context: BrowserContext, notebook_server: Server, images: Path
) -> Iterator[Notebook]:
    yield from _watched(request, Notebook(notebook_server, context, images))


@pytest.fixture
def marimo(
    request: pytest.FixtureRequest, context: BrowserContext, marimo_server: Server, images: Path
) -> Iterator[Marimo]:
    yield from _watched(request, Marimo(marimo_server, context, images))


@pytest.fixture(scope="session")
def images(request: pytest.FixtureRequest) -> Path:
    """Where pictures go: only `pytest --images` rewrites those of the documentation."""
    folder = ROOT / "docs/images" if request.config.getoption("--images") else REPORTS / "images"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _watched(request: pytest.FixtureRequest, host: H) -> Iterator[H]:
    yield host
    if request.node.stash.get(failed, False):
        _report(request.node.name, host)
    host.close()
    host.watch.check()


def _report(name: str, host: Host) -> None:
    """Leave what a person wants to see after a failure in .build/browser."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    path = REPORTS / re.sub(r"[^\w.-]+", "-", name)
    try:
        host.page.screenshot(path=path.with_suffix(".png"))
        text = f"{host.outputs()}\n{host.watch.report()}\n"
    except Exception as error:
        # The page may be what broke; the test's own failure is the one to show.
        text = f"no report: {error}\n{host.watch.report()}\n"
    path.with_suffix(".txt").write_text(text)
    print(f"\nsee {path.with_suffix('.png')}\n{text}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[failed] = True
    return report
