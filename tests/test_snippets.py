"""What README and the examples show is what mypy reads in `make lint`, line by line."""

from __future__ import annotations

import ast
import json

from tools import snippets


def test_each_line_of_readme_is_where_it_is() -> None:
    shown = (snippets.ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    read = snippets.of_readme().splitlines()
    assert len(read) == len(shown)
    code = [number for number, line in enumerate(read) if line]
    assert all(shown[at] in read[at] for at in code)
    starts = [number for number, line in enumerate(shown) if line == "```python"]
    assert len(starts) > 4
    assert all(read[start + 1] for start in starts), "each block is in"


def test_each_cell_is_in() -> None:
    made = snippets.made()
    for path in (snippets.ROOT / "examples").glob("*.ipynb"):
        text = made[f"_{path.stem}"]
        for cell in json.loads(path.read_text())["cells"]:
            assert cell["cell_type"] != "code" or "".join(cell["source"]) in text


def test_all_of_it_is_python_and_is_read_with_the_rest() -> None:
    for text in snippets.made().values():
        ast.parse(text)
    names = snippets.checked()
    assert "src/cjwidgets" in names
    for name in snippets.made():
        assert f".build/snippets/{name}.py" in names
        assert (snippets.FOLDER / f"{name}.py").is_file()
