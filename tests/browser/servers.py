"""Real notebook servers for the browser tests, deaf to the configuration of whoever runs them."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from browser import forks

SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension/themes": {"adaptive-theme": False, "theme": "JupyterLab Light"},
}


ROOT = Path(__file__).resolve().parents[2]
APP = "app.py"
# Where Notebook 7 and marimo are, when they are not installed beside the tests.
HOSTS_PYTHON = os.environ.get("CJWIDGETS_HOSTS_PYTHON", sys.executable)


class Server:
    """A server process that serves the notebooks in `root`."""

    def __init__(
        self,
        arguments: list[str],
        ready: str,
        base: Path,
        python: str = sys.executable,
        *,
        forked: bool = True,
    ) -> None:
        self.root = base / "notebooks"
        self.root.mkdir(exist_ok=True)
        self.static = base / "static"
        self.static.mkdir()
        self.runtime = base / "runtime"
        self.runtime.mkdir()
        self.token = secrets.token_hex(8)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = base / "settings"
        if forked and python == sys.executable:
            forks.kernelspec(base / "jupyter/kernels")
        self.reset_settings()
        self._log = (base / "server.log").open("w+")
        self._process = subprocess.Popen(
            [python, "-m", *(part.format(server=self) for part in arguments)],
            cwd=self.root,
            env=_environment(base, self.runtime),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait_for(self.url + ready)

    @property
    def pid(self) -> int:
        return self._process.pid

    def kernels(self) -> list[int]:
        """The processes of its kernels: they are told a file in the folder of its connections."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_text()
            except OSError:  # it has just ended
                continue
            if str(self.runtime) in command and int(folder.name) != self.pid:
                found.append(int(folder.name))
        return found

    def reset_settings(self) -> None:
        """Undo what a test changed in JupyterLab, such as its theme."""
        for plugin, values in SETTINGS.items():
            path = self._settings / f"{plugin}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values))

    def log(self) -> str:
        return Path(self._log.name).read_text()

    def stop(self) -> None:
        # The whole group: its kernels must not outlive the tests.
        try:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._log.close()

    def _wait_for(self, url: str) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                urllib.request.urlopen(url, timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        log = self.log()
        self.stop()
        raise RuntimeError(f"The server did not start:\n{log}")


def start_lab(base: Path, python: str = sys.executable, *more: str) -> Server:
    arguments = [
        "jupyterlab",
        "--no-browser",
        "--expose-app-in-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port={server.port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.root_dir={server.root}",
        "--ServerApp.extra_static_paths={server.static}",
        "--IdentityProvider.token={server.token}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *more,
    ]
    return Server(arguments, "/api", base, python)


def start_voila(base: Path, *more: str, what: str = "{server.root}", forked: bool = True) -> Server:
    """Serve a folder of notebooks, or one notebook; not forked its kernels start as they do."""
    # The template of this tree comes before one that is installed.
    templates = base / "jupyter/voila/templates"
    templates.mkdir(parents=True)
    (templates / "cjwidgets").symlink_to(ROOT / "share/voila")
    arguments = [
        "voila",
        # Notebook 7 is installed beside it; its extension expects a notebook around it.
        "--VoilaConfiguration.extension_denylist=@jupyter-notebook/lab-extension",
        what,
        "--no-browser",
        "--template=cjwidgets",
        "--Voila.ip=127.0.0.1",
        "--port={server.port}",
        "--Voila.connection_dir_root={server.runtime}",
        "--show_tracebacks=True",
        *more,
    ]
    # Its page would start a kernel.
    return Server(arguments, "/voila/static/none", base, forked=forked)


def start_notebook(base: Path) -> Server:
    arguments = [
        "notebook",
        "--no-browser",
        "--expose-app-in-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port={server.port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.root_dir={server.root}",
        "--IdentityProvider.token={server.token}",
    ]
    return Server(arguments, "/api", base, HOSTS_PYTHON)


def start_marimo(base: Path) -> Server:
    arguments = [
        "marimo",
        "run",
        "--headless",
        "--no-token",
        "--host=127.0.0.1",
        "--port={server.port}",
        f"{{server.root}}/{APP}",
    ]
    # Each visitor gets the file as it is then; there must be one to start with.
    app = base / "notebooks" / APP
    app.parent.mkdir()
    app.write_text("import marimo\n\napp = marimo.App()\n")
    return Server(arguments, "/health", base, HOSTS_PYTHON)


def _environment(base: Path, runtime: Path) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
    return inherited | {
        "HOME": str(base),
        "IPYTHONDIR": str(base / "ipython"),
        "JUPYTER_CONFIG_DIR": str(base / "config"),
        "JUPYTER_DATA_DIR": str(base / "data"),
        "JUPYTER_PATH": str(base / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTERLAB_SETTINGS_DIR": str(base / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(base / "workspaces"),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
