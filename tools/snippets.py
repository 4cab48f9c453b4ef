"""Writes the Python of README and of the examples as modules, for mypy to read with the rest.

Lines stand where they stand in README, so that an error is found there by its number.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build/snippets"
FENCE = re.compile(r"```(python)?\n")
# What README speaks of and leaves to its reader.
GIVEN = (
    "from collections.abc import Callable; read_log: Callable[[], cj.EventLog]; "
    "survey: cj.Survey; other: cj.JourneyMap"
)


def of_readme() -> str:
    """Return the blocks of README as one module, each line where it is."""
    lines, inside = [], False
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines(keepends=True):
        if FENCE.match(line):
            inside = not inside and line == "```python\n"
            line = "\n"
        lines.append(line if inside else "\n")
    text = "".join(lines)
    return text.replace("import cjwidgets as cj\n", f"import cjwidgets as cj; {GIVEN}\n", 1)


def of_notebook(path: Path) -> str:
    """Return the code of a notebook as one module."""
    cells = [each for each in json.loads(path.read_text())["cells"] if each["cell_type"] == "code"]
    return "\n\n".join(f"# cell {n}\n{''.join(each['source'])}" for n, each in enumerate(cells, 1))


def made() -> dict[str, str]:
    """Return the modules and what stands in them."""
    examples = {f"_{each.stem}": each for each in sorted((ROOT / "examples").glob("*.ipynb"))}
    return {"readme": of_readme()} | {name: of_notebook(each) for name, each in examples.items()}


def checked() -> list[str]:
    """Write the modules; return all that mypy is to read, in one run."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.py"):
        old.unlink()
    written = [FOLDER / f"{name}.py" for name in made()]
    for path, text in zip(written, made().values(), strict=True):
        path.write_text(text, encoding="utf-8")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [str(each.relative_to(ROOT)) for each in written]
    return [*settings["tool"]["mypy"]["files"], *names]


if __name__ == "__main__":
    print("\n".join(checked()))
