"""The scripts that tests bring into a page, bundled."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tools import node

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def bundle(names: list[str], folder: Path) -> None:
    """Bundle these files of this folder into another."""
    found = node.find()
    assert found, "there is no node; `make test` installs one"
    options = {
        "entryPoints": [str(HERE / name) for name in names],
        "bundle": True,
        "outdir": str(folder),
        "loader": {".svg": "dataurl"},
        "logLevel": "warning",
    }
    code = f"import esbuild from 'esbuild'; await esbuild.build({json.dumps(options)})"
    subprocess.run([found.node, "--input-type=module", "-e", code], cwd=ROOT, check=True)
