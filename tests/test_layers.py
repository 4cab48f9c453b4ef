"""Each layer may import only those below it: the design's order, held by walking the imports."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = [
    "errors",
    "docstrings",
    "limits",
    "disk",
    "loading",
    "locale",
    "bundle",
    "knowledge",
    "verbs",
    "model",
    "evidence",
    "analysis",
    "method",
    "display",
    "charts",
    "formats",
    "files",
    "journeys",
    "datasets",
    "widgets",
    "board",
    "cli",
]
# Where the layers meet.
EXEMPT = {"__init__"}
# They name types of what stands above them, and load it when they are called.
LATE = {"verbs"}
FREE = {"_version"}

JS_MAY_IMPORT = {
    "document": set(),
    "layout": {"document"},
    "tables": {"document", "layout"},
    "session": {"document"},
    "dom": {"document", "layout", "tables", "session"},
    "widget": {"document", "layout", "tables", "session", "dom"},
    "comments": {"document", "session", "dom", "widget"},
    "cards": {"document", "layout", "tables", "session", "dom", "widget", "comments"},
    "editor": {"document", "layout", "tables", "session", "dom", "widget", "comments"},
    # What can be done with an editor stands above what it is made of, which is given its commands.
    "commands": {"document", "layout", "tables", "widget", "comments", "editor"},
    "board": {"document", "dom", "widget"},
    "vega": {"document"},
    # It knows what the widgets want to be told.
    "host": {"document", "session", "widget", "editor", "board", "vega"},
    "entries": {"session", "dom", "cards", "editor", "commands", "board", "vega", "host"},
}
JS_IMPORT = re.compile(
    r"""(?:^|;)\s*(?:import|export)\s+(?P<type>type\s)?(?:[^"';]*?\sfrom\s+)?["'](?P<path>\.[^"']*)["']"""
    r"""|\bimport\(\s*["'](?P<dynamic>\.[^"']*)["']""",
    re.MULTILINE,
)


def python_faults(package: Path) -> list[str]:
    return [
        f"{path.relative_to(package)} imports {target}"
        for path in sorted(package.rglob("*.py"))
        for target in imported_layers(path, package)
        if not python_allows(layer_of(path, package), target)
    ]


def layer_of(path: Path, package: Path) -> str:
    return path.relative_to(package).parts[0].removesuffix(".py")


def python_allows(source: str, target: str) -> bool:
    if source in EXEMPT or target in FREE or source == target:
        return True
    if source not in ORDER or target not in ORDER:
        return False
    return ORDER.index(target) < ORDER.index(source)


def imported_layers(path: Path, package: Path) -> Iterator[str]:
    """The layers a file names in its imports, wherever in the file they are."""
    here = (package.name, *path.relative_to(package).parent.parts)
    tree = ast.parse(path.read_text())
    for node in at_once(tree) if layer_of(path, package) in LATE else ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            module = [*base, *(node.module.split(".") if node.module else [])]
            # `from cjwidgets import model` and `from . import model` name a layer after `import`.
            modules = [[*module, alias.name] for alias in node.names]
        else:
            continue
        for parts in modules:
            if parts[0] == package.name:
                yield layer_named(parts, package)


def is_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def at_once(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when a file is imported."""
    for node in ast.iter_child_nodes(tree):
        if not is_types(node) and not isinstance(node, ast.FunctionDef):
            yield node
            yield from at_once(node)


def python_circle(package: Path) -> list[str]:
    """The modules that import each other in a circle; what only names types does not count."""
    graph = {
        path.relative_to(package): {
            target.relative_to(package)
            for node in running(path, package)
            for target in imported_files(node, package)
        }
        - {path.relative_to(package)}
        for path in package.rglob("*.py")
        # A package gathers what is in it; where layers meet, they do.
        if path.stem not in EXEMPT
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(each) for each in error.args[1]]
    return []


def running(path: Path, package: Path) -> Iterator[ast.AST]:
    """All of a file but what only names types; of late ones, what runs when they are imported."""
    tree = ast.parse(path.read_text())
    if layer_of(path, package) in LATE:
        return at_once(tree)
    types = [node for node in tree.body if is_types(node)]
    return (node for each in tree.body if each not in types for node in ast.walk(each))


def imported_files(node: ast.AST, package: Path) -> Iterator[Path]:
    if isinstance(node, ast.ImportFrom) and not node.level:
        names = [[*(node.module or "").split("."), alias.name] for alias in node.names]
    elif isinstance(node, ast.Import):
        names = [alias.name.split(".") for alias in node.names]
    else:
        return
    for parts in names:
        if parts[0] != package.name:
            continue
        for known in (parts[1:], parts[1:-1]):
            if known and (file := package.joinpath(*known).with_suffix(".py")).is_file():
                yield file
                break


def layer_named(parts: list[str], package: Path) -> str:
    name = parts[1] if len(parts) > 1 else "__init__"
    is_module = (package / name).is_dir() or (package / f"{name}.py").exists()
    return name if is_module else "__init__"


def js_faults(source: Path) -> list[str]:
    faults = []
    for path in sorted(source.rglob("*.ts*")):
        layer = path.relative_to(source).parts[0]
        if ".test." in path.name:
            continue
        for found in JS_IMPORT.finditer(path.read_text()):
            target = js_target(path, found["path"] or found["dynamic"], source)
            if not js_allows(layer, target):
                faults.append(f"{path.relative_to(source)} imports {target}")
    return faults


def js_target(path: Path, imported: str, source: Path) -> str:
    absolute = (path.parent / imported).resolve()
    return (
        absolute.relative_to(source.resolve()).parts[0] if source in absolute.parents else "outside"
    )


def js_allows(layer: str, target: str) -> bool:
    return target == layer or target in JS_MAY_IMPORT.get(layer, set())


def js_circle(source: Path) -> list[str]:
    """The files that import each other in a circle; what only names types does not count."""
    graph: dict[str, set[str]] = {}
    for path in source.rglob("*.ts*"):
        graph[str(path.relative_to(source))] = {
            str(target.relative_to(source))
            for found in JS_IMPORT.finditer(path.read_text())
            if not found["type"]
            for target in js_file(path, found["path"] or found["dynamic"])
        }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def js_file(path: Path, imported: str) -> Iterator[Path]:
    for ending in ("", ".ts", ".tsx"):
        found = Path(os.path.normpath(path.parent / f"{imported}{ending}"))
        if found.is_file():
            yield found


def test_python_layers_import_only_what_is_below_them() -> None:
    assert python_faults(ROOT / "src/cjwidgets") == []


def test_no_python_modules_import_each_other_in_a_circle() -> None:
    assert python_circle(ROOT / "src/cjwidgets") == []


def test_js_layers_import_only_what_is_below_them() -> None:
    assert js_faults(ROOT / "js/src") == []


def test_no_js_files_import_each_other_in_a_circle() -> None:
    assert js_circle(ROOT / "js/src") == []


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        ("model/node.py", "from cjwidgets.widgets import MapEditor", "widgets"),
        ("model/node.py", "from cjwidgets import widgets", "widgets"),
        ("model/node.py", "from cjwidgets import JourneyMap", "__init__"),
        ("model/node.py", "from ..widgets.editor import MapEditor", "widgets"),
        ("model/node.py", "from .. import widgets", "widgets"),
        ("model/node.py", "import cjwidgets.widgets.editor as editor", "widgets"),
        ("model/node.py", "if TYPE_CHECKING:\n    from ..widgets import MapEditor", "widgets"),
        ("model/node.py", "def f():\n    import cjwidgets.widgets", "widgets"),
        ("errors.py", "from . import model", "model"),
        ("misplaced/new.py", "from ..model import node", "model"),
        ("model/node.py", "from cjwidgets.errors import Error", None),
        ("model/node.py", "from .fields import Text", None),
        ("model/node.py", "from . import fields", None),
        ("model/node.py", "from cjwidgets._version import __version__", None),
        ("model/node.py", "import traitlets", None),
        ("verbs/of_map.py", "from ..widgets import MapEditor", "widgets"),
        ("verbs/of_map.py", "class A:\n    from ..widgets import MapEditor", "widgets"),
        ("verbs/of_map.py", "class A:\n    def f():\n        from .. import widgets", None),
        ("verbs/of_map.py", "if TYPE_CHECKING:\n    from ..widgets import MapEditor", None),
        ("__init__.py", "from .widgets import MapEditor", None),
    ],
)
def test_the_python_walk_finds_faults(
    tmp_path: Path, file: str, line: str, fault: str | None
) -> None:
    package = tmp_path / "cjwidgets"
    for name in ("__init__", "_version", "errors", "model/fields", "widgets/editor"):
        path = package / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    path = package / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(line)
    assert python_faults(package) == ([f"{file} imports {fault}"] if fault else [])


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        ("document/store.ts", 'import { h } from "../editor/grid";', "editor"),
        ("document/store.ts", 'import {\n  a,\n  b,\n} from "../dom/ime";', "dom"),
        ("document/store.ts", 'import type { Host } from "../host/host";', "host"),
        ("document/store.ts", 'export * from "../dom/ime";', "dom"),
        ("document/store.ts", 'import "../dom/ime";', "dom"),
        ("document/store.ts", 'const a = await import("../dom/ime");', "dom"),
        ("document/store.ts", 'import words from "../../words.json";', "outside"),
        ("dom/ime.ts", 'import { host } from "../host/host";', "host"),
        ("editor/grid.tsx", 'import { host } from "../host/host";', "host"),
        ("editor/grid.tsx", 'import type { Host } from "../host/host";', "host"),
        ("editor/grid.tsx", 'import { Cell } from "./cell";', None),
        ("editor/grid.tsx", 'import { Store } from "../document/store";', None),
        ("document/store.ts", 'import { signal } from "@preact/signals";', None),
        ("entries/editor.tsx", 'import { host } from "../host/host";', None),
    ],
)
def test_the_js_walk_finds_faults(tmp_path: Path, file: str, line: str, fault: str | None) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(line)
    assert js_faults(tmp_path) == ([f"{file} imports {fault}"] if fault else [])


@pytest.mark.parametrize(
    ("back", "found"),
    [
        ('import { A } from "./a";', True),
        ('export * from "./a";', True),
        ('const a = await import("./a");', True),
        ('import type { A } from "./a";', False),
    ],
)
def test_the_js_walk_finds_circles(tmp_path: Path, back: str, found: bool) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.tsx").write_text('import { B } from "../b";')
    (tmp_path / "b.ts").write_text(back.replace("./a", "./x/a"))
    circle = js_circle(tmp_path)
    assert set(circle) == ({"x/a.tsx", "b.ts"} if found else set())


@pytest.mark.parametrize(
    ("back", "found"),
    [
        ("from cjwidgets.a import A", True),
        ("from cjwidgets import a", True),
        ("import cjwidgets.a", True),
        ("def f():\n    from cjwidgets.a import A", True),
        ("if TYPE_CHECKING:\n    from cjwidgets.a import A", False),
    ],
)
def test_the_python_walk_finds_circles(tmp_path: Path, back: str, found: bool) -> None:
    package = tmp_path / "cjwidgets"
    (package / "x").mkdir(parents=True)
    (package / "a.py").write_text("from cjwidgets.x.b import B")
    (package / "x/b.py").write_text(back)
    assert set(python_circle(package)) == ({"a.py", "x/b.py"} if found else set())
