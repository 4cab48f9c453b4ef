"""Writes names, values and numbers of a map in its language, and cut where room is short."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any

from cjwidgets.display.words import ELLIPSIS
from cjwidgets.errors import NotFoundError
from cjwidgets.formats.html.markup import Html, element, plain
from cjwidgets.locale import catalogue, language
from cjwidgets.model import JourneyMap, Measured, Node
from cjwidgets.model.fields import Choice, Field, Identifier, Image, Number, Reference
from cjwidgets.model.values import FrozenMap, Scale, UnboundRule

NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST = 240
"""Characters of a text in a form that had to be shortened."""
UNWRITTEN = (Identifier, Image)


class Writer:
    """Writes the parts of one map.

    Parameters
    ----------
    jm : JourneyMap
    longest : int, optional
        Characters of a text; what is longer is cut. By default nothing is.
    pictures : int
        Characters that pictures may take together.
    """

    def __init__(self, jm: JourneyMap, longest: int | None = None, pictures: int = 0) -> None:
        self.jm, self.locale, self.longest, self.pictures = jm, jm.locale, longest, pictures
        self.t = language(jm.locale)
        self.spared = 0
        """Characters that a shortened form would not have: long texts, pictures."""
        self._shown: set[tuple[str, str, str]] = set()
        self._words: dict[float, str] = {}

    def mark(self, node: Node, field: str = "", key: str = "") -> None:
        """Remember that a part, a field of it, or one entry of that, has been written."""
        self._shown.add((node.id, field, key))

    def has(self, node: Node, field: str = "", key: str = "") -> bool:
        """Return whether it has been written."""
        return (node.id, field, key) in self._shown

    def short(self, said: str) -> str:
        """Return a text, cut where it is too long."""
        if self.longest is None or len(said) <= self.longest:
            self.spared += max(0, len(said) - LONGEST)
            return said
        return said[: self.longest].rstrip() + ELLIPSIS

    def said(self, words: str) -> Html:
        """Return a text that people wrote, as markup."""
        return plain(self.short(words))

    def label(self, kind: str, name: str) -> str:
        """Return how a field is called: as this kind of node calls it, else as all do."""
        texts = catalogue(self.locale)
        keys = (f"field.{kind}.{name}", f"{kind.lower()}.field.{name}", f"field.{name}")
        return texts[next((key for key in keys if key in texts), f"lane.{name}")]

    def name(self, node: Node) -> str:
        """Return what a node calls itself, else what it is."""
        own = getattr(node, node.label).strip()
        kind = type(node).__name__
        if own:
            return self.short(own)
        if kind == "Lane":
            return self.t(f"lane.{getattr(node, 'shows', 'text')}")
        untitled = f"editor.untitled_{'map' if kind == 'JourneyMap' else kind.lower()}"
        texts = catalogue(self.locale)
        return texts.get(untitled) or texts[f"field.kind.{kind}"]

    def choice(self, node: Node, name: str) -> str:
        """Return the word of a choice."""
        field: Any = node.fields[name]
        return self.t(f"{field.words}.{getattr(node, name)}")

    def value(self, node: Node, name: str) -> list[tuple[str, str]]:
        """Return what a field says that is not written yet: lines, some with a label."""
        field, value = node.fields[name], getattr(node, name)
        silent = value == field.default_value or isinstance(field, UNWRITTEN)
        if silent or self.has(node, name):
            return []
        if isinstance(value, FrozenMap):
            return [
                (self._key(name, key), self._one(node, field, each))
                for key, each in value.items()
                if not self.has(node, name, key)
            ]
        values = value if isinstance(value, tuple) else (value,)
        return [("", self._one(node, field, each)) for each in values]

    def _one(self, node: Node, field: Field, value: Any) -> str:
        name = str(field.name)
        match value:
            case str() if isinstance(field, Choice):
                return self.choice(node, name)
            case str() if isinstance(field, Reference):
                return self.found(value) or ""
            case str():
                return self.short(value)
            case bool():
                return "✓"
            case int() | float() if isinstance(field, Number) and field.share:
                return self.t.percent(value, 4)
            case int() | float():
                return self.t.number(value, 3)
            case dt.date():
                return self.t.day(value)
            case Measured():
                return self.how(
                    self.number(value.value), value.low, value.high, value.n, value.source
                )
            case Scale():
                words = ", ".join(map(self.short, value.labels))
                ends = f"{self.number(value.low)} … {self.number(value.high)}"
                return f"{ends} ({words})" if words else ends
            case re.Pattern():
                return self.short(value.pattern)
            case UnboundRule():
                return self.short(value.name)
        return self.short(getattr(value, "__name__", None) or repr(value))

    def _key(self, name: str, key: str) -> str:
        if name == "answers" and f"persona.question.{key}" in catalogue(self.locale):
            return self.t(f"persona.question.{key}")
        return self.found(key) or (self.short(key) if key else self.t("emotion.everyone"))

    def found(self, id: str) -> str | None:
        """Return the name of the node with this id, if there is one."""
        with suppress(NotFoundError):
            return self.name(self.jm.node(id))
        return None

    def number(self, value: float, *, sign: bool = False) -> str:
        """Return a number; on demand with a plus."""
        return self.t.number(value, sign=sign)

    def how(
        self, basis: str, low: float | None, high: float | None, n: int | None, source: str = ""
    ) -> str:
        """Return how well a score is known: its interval, n and source."""
        known = low is not None and high is not None
        ends = f"({self.number(low or 0)} … {self.number(high or 0)})".replace(" ", NO_BREAK)
        doubt = f" {ends}" if known else ""
        counted = self.n(n) if n is not None else ""
        return ", ".join(filter(None, (f"{basis}{doubt}", counted, self.short(source))))

    def n(self, number: int) -> str:
        """Return how many there were."""
        return f"n{NO_BREAK}{self.t.count(number)}"

    def word(self, score: float) -> str:
        """Return the word of the scale that is nearest to a score."""
        if score not in self._words:
            words = tuple(self.t("emotion.words").split("|"))
            self._words[score] = self.short(self.jm.scale.word(score, words))
        return self._words[score]

    def picture(self, source: str, alt: str, side: int) -> Html | None:
        """Return a picture where there is room for it."""
        if not source or len(source) > self.pictures:
            return None
        self.pictures -= len(source)
        self.spared += len(source)
        return element("img", src=source, alt=alt, height=side)
