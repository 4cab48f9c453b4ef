"""The own format of one persona, ``*.persona.json``: a customer profile to share among maps."""

from __future__ import annotations

from typing import Any

from cjwidgets.formats import document
from cjwidgets.model import Persona

VERSION = 1


def dumps(persona: Persona) -> str:
    """Return the text of the file; equal personas give equal texts."""
    with persona._guard():
        return document.dumps("persona", VERSION, persona.to_json())


def loads(text: str, name: str = "The text") -> Persona:
    """Read a persona from the text of a file; raise FileError with a sentence when it is none.

    Its ids give way to those of the map it joins.
    """
    return document.loads(
        text, name, key="persona", version=VERSION, what="persona", build=_visitor
    )


def _visitor(data: Any) -> Persona:
    persona = Persona.from_json(data)
    persona._gives_way = True
    return persona
