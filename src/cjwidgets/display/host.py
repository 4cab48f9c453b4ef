"""Where a chart is shown: is there somebody who can make it live?"""

from __future__ import annotations

import os
import sys
from typing import Literal

Host = Literal["notebook", "outputs", "marimo", "none"]
"""In a ``notebook`` the page has all widgets of its kernel, else only those of its ``outputs``."""


def host() -> Host:
    """Return who shows the outputs of this process.

    A kernel alone is not enough: nbconvert, papermill and nbval run one too, with no browser
    behind it, and what they keep must be pictures. Servers say in the environment who they are.
    """
    if "marimo" in sys.modules and sys.modules["marimo"].running_in_notebook():
        return "marimo"
    if "IPython" not in sys.modules or not hasattr(sys.modules["IPython"].get_ipython(), "kernel"):
        return "none"
    session = os.environ.get("JPY_SESSION_NAME", "")
    if (
        is_page()
        or "google.colab" in sys.modules
        or any(name in os.environ for name in ("VSCODE_PID", "VSCODE_IPC_HOOK"))
        or "-jvsc-" in session  # VS Code with a kernel of a Jupyter Server
    ):
        return "outputs"
    return "notebook" if session else "none"  # a session: Lab, Notebook


def is_page() -> bool:
    """Whether this process runs a page of Voila: what it shows is seen once, and never stored."""
    # A kernel that is preheated runs its cells before anybody asks for the page.
    return (
        os.environ.get("SERVER_SOFTWARE", "").startswith("voila") or "VOILA_PREHEAT" in os.environ
    )


def is_at_notebook() -> bool:
    """Whether who sees what this process shows can run code in it, too: no mode binds them."""
    return host() in ("notebook", "outputs") and not is_page()


def is_unattended() -> bool:
    """Whether a program runs this notebook, and nobody can answer a question of it."""
    if host() != "none" or "IPython" not in sys.modules:
        return False
    kernel = getattr(sys.modules["IPython"].get_ipython(), "kernel", None)
    if kernel is None:
        return False
    content = kernel.get_parent("shell").get("content", {})
    return content.get("allow_stdin") is False
