"""Writes what is made from Python: the schema of a file, and what browsers know of a map.

``python -m tools.schema`` writes all of it; a test says when something is old.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any, get_args

from cjwidgets.analysis.shared.defaults import FRESH, MINIMUM
from cjwidgets.display.personas import HUES, MARKS, persona_class
from cjwidgets.display.tokens import TOKENS
from cjwidgets.model import JourneyMap, Node, Touchpoint
from cjwidgets.model.fields import Choice, Reference
from cjwidgets.model.journey import VERSION
from cjwidgets.model.keyed import Keyed
from cjwidgets.model.lanes import LANES, Holds, LaneKind
from cjwidgets.model.nodes import can_span
from cjwidgets.model.schema import json_schema

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = "docs/cjmap.schema.json"
BROWSER = "js/src/document/schema.generated.ts"
LOOK = "js/src/widget/personas.generated.css"
LOOK_HEAD = """\
/* Made by `python -m tools.schema` from src/cjwidgets/display, and changed there alone. */
"""
WIDGETS = ".cjw,\n.cjw-board"
DARK = ':is(.cjw, .cjw-board)[data-cjw-theme="dark"]'
HEAD = """\
/** Made by `python -m tools.schema` from src/cjwidgets, and changed there alone. */
"""
TYPES = """\
type Names = { readonly [kind: string]: readonly string[] };

/** What a cell of a lane is. */
export type Holds = %s;

/** A kind of lane, as model/lanes.py tells it. */
export type LaneKind = {
  readonly name: string;
  readonly holds: Holds;
  /** Where a menu offers it: groups stand apart. */
  readonly group: number;
  readonly field: string;
  /** Whether a stage can hold what it shows. */
  readonly stages?: true;
  /** Whether a new lane has a cell for each stage. */
  readonly spans?: true;
  /** The field with the text of a card. */
  readonly text?: string;
  /** What cards are like that stand here, and no more with the others where a lane has these. */
  readonly only?: { readonly [field: string]: string };
  /** What can be chosen, and where the catalogue has the words. */
  readonly choices?: readonly string[];
  readonly words?: string;
  /** A choice that is said beside the value, and where the catalogue has its words. */
  readonly beside?: readonly [field: string, words: string];
  /** A sign in front of the value. */
  readonly mark?: string;
  /** The line above it in a service blueprint. */
  readonly border?: string;
};
"""


def nodes() -> list[type[Node]]:
    """Return the kinds of nodes, the map first and each before what it holds."""
    found: list[type[Node]] = []
    waiting: list[type[Node]] = [JourneyMap]
    for kind in waiting:
        if kind not in found:
            found.append(kind)
            waiting += [children.node_class for children in kind.children.values()]
    return found


def browser() -> str:
    """Return what browsers know of the fields and lanes, as TypeScript."""
    types = TYPES % " | ".join(map(_value, get_args(Holds)))
    return "\n".join([HEAD, types, *_defaults(), *_tables(), _lanes()])


def _defaults() -> Iterator[str]:
    yield f"/** Days after which data are looked at again. */\nexport const FRESH = {FRESH};\n"
    yield f"/** Numbers of fewer people are not shown. */\nexport const MINIMUM = {MINIMUM};\n"
    yield f"/** Of a map's file. */\nexport const VERSION = {VERSION};\n"
    yield f"/** How many colours personas have. */\nexport const HUES = {len(HUES)};\n"
    paths = [mark.path for mark in MARKS]
    yield _const("MARKS", paths, "Marks of personas, each from where the pen stands.")


def _tables() -> Iterator[str]:
    kinds = nodes()
    yield _const("NODES", [kind.__name__ for kind in kinds], "Every kind of node, the map first.")
    yield _table(
        "CHILDREN: { readonly [kind: string]: { readonly [list: string]: string } }",
        {kind: {n: c.node_class.__name__ for n, c in kind.children.items()} for kind in kinds},
        "The lists of nodes, and the kind of those.",
    )
    yield _table(
        "KEPT: Names",
        {kind: list(kind.kept) for kind in kinds},
        "The lists that a file shows even when they are empty.",
    )
    yield _table(
        "REFERENCES: Names",
        {
            kind: [name for name, field in kind.fields.items() if isinstance(field, Reference)]
            for kind in kinds
        },
        "The fields that hold the id of another node.",
    )
    keyed = {n for kind in kinds for n, f in kind.fields.items() if isinstance(f, Keyed)}
    yield _const("KEYED", sorted(keyed), "The fields that hold values by id.")
    for kind in kinds:
        for name, field in kind.fields.items():
            # What lanes show is told by the lanes themselves.
            if isinstance(field, Choice) and field.choices != tuple(LANES):
                yield _const(_choices(kind, name), list(field.choices))


def _choices(kind: type[Node], name: str) -> str:
    return f"{kind.__name__}_{name}".upper()


def _lanes() -> str:
    lanes = "".join(f"  {_lane(kind)},\n" for kind in LANES.values())
    return (
        "const lane = (\n"
        "  name: string,\n"
        "  holds: Holds,\n"
        "  group: number,\n"
        "  more?: Partial<LaneKind>,\n"
        "): LaneKind => ({ name, holds, group, field: name, ...more });\n\n"
        "/** Every kind of lane, in the order of the menu. */\n"
        f"export const LANES: readonly LaneKind[] = [\n{lanes}];\n"
    )


def _lane(kind: LaneKind) -> str:
    parts: dict[str, str] = {}
    field: Any = getattr(Touchpoint, kind.field)
    if kind.field != kind.name:
        parts["field"] = _value(kind.field)
    if can_span(kind):
        parts["stages"] = "true"
    if kind.spans:
        parts["spans"] = "true"
    if kind.holds == "cards":
        parts["text"] = _value(field.node_class.label)
    if kind.only:
        parts["only"] = _value(dict(kind.only))
    if kind.holds == "choice":
        parts |= {"choices": _choices(Touchpoint, kind.field), "words": _value(field.words)}
    if kind.beside:
        beside: Any = Touchpoint.fields[kind.beside]
        parts["beside"] = _value([kind.beside, beside.words])
    for name in ("mark", "border"):
        if getattr(kind, name):
            parts[name] = _value(getattr(kind, name))
    more = "{ " + ", ".join(f"{name}: {value}" for name, value in parts.items()) + " }"
    given = [_value(kind.name), _value(kind.holds), _value(kind.group), *([more] if parts else [])]
    # Bundles that show no lanes leave out what is pure.
    return f"/* @__PURE__ */ lane({', '.join(given)})"


def _table(name: str, table: Mapping[type[Node], object], says: str) -> str:
    rows = "".join(f"  {kind.__name__}: {_value(row)},\n" for kind, row in table.items() if row)
    return f"/** {says} */\nexport const {name} = {{\n{rows}}};\n"


def _const(name: str, values: list[str], says: str = "") -> str:
    comment = f"/** {says} */\n" if says else ""
    return f"{comment}export const {name} = {_value(values)} as const;\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name}: {_value(each)}" for name, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def look() -> str:
    """Return the colours of personas as a style sheet."""
    light, dark = (
        "\n".join(f"--{persona_class(at)}: {TOKENS[hue][mode]};" for at, hue in enumerate(HUES))
        for mode in (0, 1)
    )
    named = (persona_class(at) for at in range(len(HUES)))
    rules = [
        _rule(WIDGETS, light),
        "/* Paper is white. */\n" + _rule("@media not print", _rule(DARK, dark)),
        *(_rule(f".{name}", f"--cjw-persona: var(--{name});") for name in named),
    ]
    return LOOK_HEAD + "\n\n".join(rules) + "\n"


def _rule(selector: str, body: str) -> str:
    return f"{selector} {{\n{indent(body, '  ')}\n}}"


def made() -> dict[str, str]:
    """Return the files and what they are to say."""
    return {
        SCHEMA: json.dumps(json_schema(), indent=2) + "\n",
        BROWSER: browser(),
        LOOK: look(),
    }


def main() -> None:
    for name, text in made().items():
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
