"""Writes what is made from the declarations of public names: stubs for checkers, README's table.

``python -m tools.exports`` writes them; a test says when one of them is old.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any, ForwardRef, get_args, get_origin

from cjwidgets import charts
from cjwidgets.analysis.catalogue import PUBLIC, QUESTIONS, Statistic
from cjwidgets.charts.catalogue import CHARTS
from cjwidgets.model.children import Children
from cjwidgets.model.fields import Field
from cjwidgets.model.keyed import Keyed
from tools.schema import nodes

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "cjwidgets",
    "cjwidgets.analysis",
    "cjwidgets.charts",
    "cjwidgets.datasets",
    "cjwidgets.evidence",
)
THERE = {
    "cjwidgets": {"JourneyError": "errors", "__version__": "_version", "limits": "limits"},
    "cjwidgets.datasets": {"mattress_map": "mattress_map"},
}
"""What a package has at once."""
HEAD = "# Made by `python -m tools.exports` from the names in __init__.py.\n"
HEAD_OF_OPTIONS = "# Made by `python -m tools.exports` from the statistics that charts draw.\n"
HEAD_OF_FIELDS = "# Made by `python -m tools.exports` from the fields of the nodes.\n"
OPTIONS = "src/cjwidgets/analysis/keywords.pyi"
FIELDS = "src/cjwidgets/model/keywords.pyi"
README = "README.md"
TABLE = "| ask | statistic | answers |\n|---|---|---|\n"


def stub(package: str) -> str:
    """Return what checkers read of a package whose names are loaded later."""
    modules = {name: f"{package}.{module}" for name, module in THERE.get(package, {}).items()}
    modules |= import_module(package)._LAZY
    lines = []
    for name, module in modules.items():
        whole = isinstance(getattr(import_module(package), name), ModuleType)
        above, _, last = module.rpartition(".")
        source = above if whole and last == name else module
        lines.append(f"from {source} import {name} as {name}\n")
    names = "".join(f'    "{name}",\n' for name in sorted(modules))
    return f"{HEAD}{''.join(sorted(lines))}\n__all__ = [\n{names}]\n"


def table() -> str:
    """Return README's table of statistics."""
    return TABLE + "".join(_rows())


def _rows() -> Iterator[str]:
    for folder, ask in QUESTIONS.items():
        here = [each for each in PUBLIC.values() if each.folder == folder]
        for answers, alike in groupby(here, lambda each: each.answers):
            names = ", ".join(f"`{_called(each)}`" for each in alike)
            yield f"| {ask} | {names} | {answers} |\n".replace("|  |", "| |")
            ask = ""


def _called(statistic: Statistic) -> str:
    return statistic.name if statistic.top else f"analysis.{statistic.name}"


def keywords() -> str:
    """Return the fields that each kind of node is made with, for checkers."""
    needed = {"from typing import TypedDict\n"}
    kinds = ""
    for kind in nodes():
        kinds += f"\nclass {kind.__name__}Fields(TypedDict, total=False):\n"
        for name in kind.parts:
            if name in kind.children:
                of = kind.children[name].node_class
                module, takes = Children.__module__, f"Iterable[{of.__name__} | str]"
                needed.add(f"from {of.__module__} import {of.__name__}\n")
            else:
                module, takes = given(kind.fields[name])
            kinds += f"    {name}: {takes}\n"
            needed |= imports(module, takes)
    return f"{HEAD_OF_FIELDS}{''.join(sorted(needed))}{kinds}"


def given(field: Field[Any, Any]) -> tuple[str, str]:
    """Return what a field takes, as its class is declared (``Field[kept, given]``), and where."""
    for kind in type(field).__mro__:
        for base in vars(kind).get("__orig_bases__", ()):
            takes = get_args(base)[-1] if get_origin(base) in (Field, Keyed) else None
            if isinstance(takes, ForwardRef):
                return kind.__module__, takes.__forward_arg__
            if isinstance(takes, type):
                return kind.__module__, takes.__name__
    raise TypeError(f"{type(field).__name__} does not say what it takes.")


def options() -> str:
    """Return the keywords of each statistic that a chart draws, for checkers."""
    drawn = {getattr(getattr(charts, name).statistic, "__name__", "") for name in CHARTS}
    needed: set[str] = set()
    kinds = ""
    for each in PUBLIC.values():
        if each.name not in drawn:
            continue
        function = getattr(import_module(each.module), each.name)
        kinds += f"\nclass {each.name.title().replace('_', '')}Options(TypedDict, total=False):\n"
        for part in signature(function).parameters.values():
            if part.kind is part.KEYWORD_ONLY:
                kinds += f"    {part.name}: {part.annotation}\n"
                needed |= imports(each.module, part.annotation)
    return f"{HEAD_OF_OPTIONS}from typing import TypedDict\n\n{''.join(sorted(needed))}{kinds}"


def imports(module: str, annotation: str) -> set[str]:
    """Return the lines that import the names of an annotation, as its module has them."""
    file = Path(str(import_module(module).__file__))
    lines = [
        each for each in ast.walk(ast.parse(file.read_text())) if isinstance(each, ast.ImportFrom)
    ]
    known = {each.name: line.module for line in lines for each in line.names}
    names = {each.id for each in ast.walk(ast.parse(annotation)) if isinstance(each, ast.Name)}
    return {
        f"from {known.get(name, module)} import {name}\n"
        for name in names
        if not hasattr(builtins, name) and (name in known or hasattr(import_module(module), name))
    }


def made() -> dict[str, str]:
    """Return the files and what they are to say."""
    files = {f"src/{each.replace('.', '/')}/__init__.pyi": stub(each) for each in PACKAGES}
    readme = (ROOT / README).read_text(encoding="utf-8")
    before, _, after = readme.partition(TABLE)
    rest = after[after.index("\n\n") + 1 :] if not after.startswith("\n") else after
    return files | {OPTIONS: options(), FIELDS: keywords(), README: before + table() + rest}


def main() -> None:
    for name, text in made().items():
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
