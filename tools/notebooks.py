"""Run the examples and keep what they print; leave out what only a live widget needs."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]


def run(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": path.parent}},
        store_widget_state=False,
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join what was printed in one go: a busy machine sends it in several pieces."""
    joined: list[NotebookNode] = []
    for each in outputs:
        last = joined[-1] if joined else {}
        if each.output_type == "stream" and last.get("name") == each.name:
            last["text"] += each.text
        else:
            joined.append(each)
    return joined


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(map(str, (ROOT / "examples").glob("*.ipynb"))):
        run(Path(name))
