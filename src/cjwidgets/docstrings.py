"""Docstrings made from what each field says of itself, so that help() tells all of them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

import traitlets

_SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}$", re.MULTILINE)
_LATER = ("Raises", "See Also", "Notes", "Examples")

Entry = tuple[str, str, str]
"""A name, what it takes, and a sentence."""


def with_entries(doc: str | None, section: str, entries: Iterable[Entry]) -> str:
    """Return a numpy-style docstring whose section ends with these entries.

    Examples
    --------
    >>> print(with_entries("A shop.", "Attributes", [("area", "float", "In square metres.")]))
    A shop.
    <BLANKLINE>
    Attributes
    ----------
    area : float
        In square metres.
    """
    text = inspect.cleandoc(doc or "")
    told = "\n".join(
        f"{name} : {takes}\n    {sentence}".rstrip() for name, takes, sentence in entries
    )
    if not told:
        return text
    heads = list(_SECTION.finditer(text))
    own = next((at for at, head in enumerate(heads) if head[1] == section), None)
    if own is not None:
        later = heads[own + 1 :]
    else:
        told = f"{section}\n{'-' * len(section)}\n{told}"
        later = [head for head in heads if head[1] in _LATER]
    at = later[0].start() if later else len(text)
    gap = "\n" if own is not None else "\n\n"
    return f"{text[:at].rstrip()}{gap}{told}\n\n{text[at:]}".rstrip()


def entries_of(doc: str | None, section: str) -> list[Entry]:
    """Return the entries of a section of a numpy-style docstring.

    Examples
    --------
    >>> told = with_entries("A shop.", "Attributes", [("area", "float", "In square metres.")])
    >>> entries_of(told, "Attributes")
    [('area', 'float', 'In square metres.')]
    """
    text = inspect.cleandoc(doc or "")
    heads = list(_SECTION.finditer(text))
    at = next((at for at, head in enumerate(heads) if head[1] == section), None)
    if at is None:
        return []
    end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
    entries = re.split(r"\n(?=\S)", text[heads[at].end() : end].strip())
    parted = (each.partition("\n") for each in entries)
    return [
        (name, takes, inspect.cleandoc(said).replace("\n", "\n    "))
        for head, _, said in parted
        for name, _, takes in [head.partition(" : ")]
    ]


def takes(trait: traitlets.TraitType[Any, Any]) -> str:
    """Return what a trait takes, as a docstring says it.

    Examples
    --------
    >>> import traitlets
    >>> takes(traitlets.Int(None, allow_none=True, min=200, max=5000))
    'int or None, from 200 to 5000'
    """
    if isinstance(trait, traitlets.Enum):
        kind = "{" + ", ".join(map(repr, trait.values or ())) + "}"
    elif isinstance(trait, traitlets.Instance):
        kind = str(getattr(trait.klass, "__name__", trait.klass))
    else:
        plain = {traitlets.Unicode: "str", traitlets.Bool: "bool", traitlets.Int: "int"}
        kind = next((said for of, said in plain.items() if isinstance(trait, of)), "object")
    if trait.allow_none:
        kind += " or None"
    low, high = getattr(trait, "min", None), getattr(trait, "max", None)
    if low is not None and high is not None:
        kind += f", from {low} to {high}"
    default = trait.default_value
    usual = isinstance(default, str | bool) and default != ""
    return f"{kind}, default {default!r}" if usual else kind
