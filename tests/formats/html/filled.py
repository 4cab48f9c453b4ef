"""A map that says something in every field, and what a page says that shows it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from cjwidgets.model import (
    Comment,
    JourneyMap,
    Lane,
    Link,
    Measured,
    Node,
    Persona,
    Scale,
    Touchpoint,
)
from cjwidgets.model import fields as f
from cjwidgets.model import keyed as k
from cjwidgets.model.rules.match_rules import MatchRules
from cjwidgets.model.rules.rule import Rule
from cjwidgets.model.scores import ScaleField, Score

PICTURE = "data:image/png;base64,iVBORw0KGgo="
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "</style><b>bold",
    "&lt;i&gt; &amp; 'quoted'",
    "{braces} %s",
    "\u202egpj.exe\u2066",
    "退货（退款）",
    "سلة المشتريات",
)


class Words:
    """Texts no two of which are equal, each a hostile one with a number."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def next(self) -> str:
        number = len(self.said)
        self.said.append(f"w{number}w {HOSTILE[number % len(HOSTILE)]}")
        return self.said[-1]


ASIDE = "what only the speaker says"


def filled() -> tuple[JourneyMap, list[str]]:
    """Return a map that has every kind of node and every field set, and its texts."""
    words = Words()
    jm = JourneyMap(id="m", scale=Scale(1, 5, tuple(words.next() for _ in range(3))))
    _fill(jm, words)
    jm.lanes.append(Lane(words.next(), id="own", shows="image"))
    jm.lanes.append(Lane(words.next(), id="hidden", shows="backstage", hidden=True))
    stage = jm.stages[0]
    stage.touchpoints.append(Touchpoint(words.next(), id="last"))
    jm.links.append(Link(words.next(), source="Touchpoint1", target="last", kind="loop"))
    jm.personas.append(Persona(words.next(), id="other"))
    return jm, words.said


def _fill(node: Node, words: Words) -> None:
    for name, field in node.fields.items():
        if not isinstance(field, f.Identifier | ScaleField | f.Reference) and name != "locale":
            own = name == "speaker_notes"  # a page is for others
            setattr(node, name, ASIDE if own else _value(name, field, words))
    for name, children in node.children.items():
        kind = children.node_class
        if kind in (Comment, Link):
            continue
        getattr(node, name).append(kind(id=_id(kind, node)))
        _fill(getattr(node, name)[-1], words)


def _id(kind: type[Node], parent: Node) -> str:
    return "Touchpoint1" if kind is Touchpoint else f"{parent.id}-{kind.__name__}"


def _value(name: str, field: f.Field, words: Words) -> object:
    match field:
        case f.Choice():
            return field.choices[-1]
        case f.Image():
            return PICTURE
        case f.Text():
            return words.next()
        case f.Flag():
            return name != "hidden"
        case Score():
            return 2
        case f.Number():
            return field.high if field.high is not None else 7
        case f.Day():
            return datetime.date(2026, 10, 4)
        case f.Words():
            return (words.next(), words.next())
        case k.Texts():
            return {"problem": words.next(), "m-Lane": words.next(), "gone": words.next()}
        case k.Scores():
            return {"m-Persona": 4}
        case k.Measurements():
            one, all_ = (Measured(3, n=40, low=2, high=4, source=words.next()) for _ in range(2))
            return {"m-Persona": one, "": all_}
        case MatchRules():
            return (words.next(), re.compile(re.escape("pay.*")), Rule(event="cart"))
    raise AssertionError(field)


class Page(HTMLParser):
    """What a browser would read: texts, tags with attributes; it checks that all is closed."""

    VOID = ("br", "col", "img")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.drawn: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            (self.drawn if "svg" in self.open else self.texts).append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def attributes(self) -> Iterator[tuple[str, str | None]]:
        for _, attributes in self.tags:
            yield from attributes.items()
