"""What a stranger can do with the address of a page that was opened to others."""

from __future__ import annotations

import re
import shlex
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser import servers
from browser.servers import ROOT, Server
from browser.voila import Voila

ATTACKS = (
    '"><script>window.attacked = true</script>',
    '" onload="window.attacked = true',
    "</script><script>window.attacked = true</script>",
    "../../../../../etc/passwd",
)


def advised(where: str) -> list[str]:
    """The options of the command for others than yourself, in the README or another page."""
    text = (ROOT / where).read_text()
    [command] = re.findall(r"^(voila page\.ipynb(?: .*\\\n)*.*)$", text, re.MULTILINE)
    return shlex.split(command.replace("\\\n", " "))[2:]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    """One notebook, served as the README says."""
    notebook = tmp_path / "page.ipynb"
    shutil.copy(ROOT / "examples/01_first_map.ipynb", tmp_path / "other.ipynb")
    (tmp_path / "secret.csv").write_text("a secret\n")
    Voila.blank(notebook, ["print('the page')"])
    # Kernels in advance are about time and cost this machine memory.
    options = [each for each in advised("README.md") if not re.search("preheat|pool_size", each)]
    server = servers.start_voila(tmp_path, *options, what=str(notebook))
    yield server
    server.stop()


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def unharmed(page: Page) -> None:
    expect(page.locator("#rendered_cells")).to_contain_text("the page")
    assert page.evaluate("window.attacked") is None
    assert page.locator("body").get_attribute("data-jp-theme-name") in (
        "JupyterLab Light",
        "JupyterLab Dark",
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_address_chooses_light_or_dark_and_nothing_else(voila: Voila, attack: str) -> None:
    # Voila refuses the request of its own page to stop the kernel of a page that is left.
    voila.watch.allow("/voila/api/shutdown/")
    name = voila.write(["print('the page')"])
    voila.page.goto(f"{voila.server.url}/voila/render/{name}?theme={quote(attack)}")
    unharmed(voila.page)
    voila.page.goto(f"{voila.server.url}/voila/render/{name}?theme=dark")
    expect(voila.page.locator("body")).to_have_attribute("data-jp-theme-name", "JupyterLab Dark")


def test_the_readme_s_command_gives_one_page_and_no_way_around_it(
    served: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    for template in ("", "&template=lab", "&template=base"):
        page.goto(f"{served.url}/?theme={quote(ATTACKS[0])}{template}")
        unharmed(page)
    context.close()
    for way in ("other.ipynb", "secret.csv", "page.ipynb"):
        assert status(f"{served.url}/voila/files/{way}") in (403, 404), way
    assert status(f"{served.url}/voila/render/other.ipynb") in (403, 404)
    assert status(f"{served.url}/voila/tree") in (403, 404)


def test_the_deployment_page_s_command_stops_kernels_that_nobody_uses(tmp_path: Path) -> None:
    # As written, but sooner, and where there is a port.
    options = [
        each for each in advised("docs/deployment.md") if not re.match("--(port|no-b)", each)
    ]
    sooner = {"cull_idle_timeout": 2, "cull_interval": 1}
    for name, seconds in sooner.items():
        [place] = [at for at, each in enumerate(options) if name in each]
        options[place] = f"--MappingKernelManager.{name}={seconds}"
    notebook = tmp_path / "page.ipynb"
    Voila.blank(notebook, ["print('the page')"])
    server = servers.start_voila(tmp_path, *options, what=str(notebook))
    try:
        # No browser is behind these requests that would say that it left.
        for query in ("", "?theme=dark"):
            assert status(f"{server.url}/{query}") == 200
        assert status(f"{server.url}/any/path") in (403, 404)
        deadline = time.monotonic() + 60
        while server.kernels() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert server.kernels() == []
        assert status(server.url) == 200
        assert len(server.kernels()) == 1
    finally:
        server.stop()
