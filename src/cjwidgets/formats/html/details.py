"""What a part of a map says of itself, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjwidgets.formats.html.markup import Html, element, join
from cjwidgets.formats.html.writer import Writer
from cjwidgets.model import Node, Touchpoint
from cjwidgets.model.lanes import LANES

Said = tuple[str, Html]
CARDS = {
    Touchpoint.children[kind.field].node_class
    for kind in LANES.values()
    if kind.field in Touchpoint.children
}

UNSAID = {"speaker_notes"}
"""Meant for those who present a map, not for those whom a page of it is sent."""


def fields(write: Writer, node: Node) -> Iterator[Said]:
    """Yield label and value of all that is not written yet, cards included."""
    kind = type(node).__name__
    for name in node.parts:
        if name in UNSAID:
            continue
        if name in node.children:
            if node.children[name].node_class in CARDS:
                held = [each for each in getattr(node, name) if not write.has(each)]
                if held:
                    yield write.label(kind, name), cards(write, held)
            continue
        values = [each for each in write.value(node, name) if each[1]]
        label = write.label(kind, name) if values else ""
        if all(key for key, _ in values):
            # The questions of an interview say themselves what they are.
            yield from (
                (key if name == "answers" else f"{label}, {key}", write.said(value))
                for key, value in values
            )
        else:
            yield label, _several([write.said(value) for _, value in values])


def _several(values: list[Html]) -> Html:
    if len(values) == 1:
        return values[0]
    return element("ul", *(element("li", each, dir="auto") for each in values))


def cards(write: Writer, nodes: Iterable[Node]) -> Html:
    """Return cards as a list: each with its text, and all else it says in brackets."""
    return element("ul", *(element("li", card(write, node), dir="auto") for node in nodes))


def card(write: Writer, node: Node) -> Html:
    """Return one card: its text, then its other fields."""
    write.mark(node)
    more = [
        value if not label else join([f"{label}: ", value]) for label, value in _beside(write, node)
    ]
    text = write.said(write.name(node))
    if not more:
        return text
    return join([text, " ", element("small", "(", join(more, " · "), ")")])


def _beside(write: Writer, node: Node) -> Iterator[Said]:
    """Yield what a card says beside its text; words that speak for themselves have no label."""
    kind = type(node).__name__
    for name in node.parts:
        if name == node.label or name == "comments":
            continue
        if name == "evidence":
            for source in getattr(node, name):
                yield "", evidence(write, source)
        elif kind == "Evidence" and name == "level":
            yield "", level(write, getattr(node, name))
        elif name == "barrier" and getattr(node, name):
            yield "", join([write.t("editor.barrier")])
        else:
            for _, value in write.value(node, name):
                bare = name == "kind" or (kind == "Evidence" and name != "n")
                if value:
                    label = "" if bare else write.label(kind, name)
                    yield label, write.said(value)


def evidence(write: Writer, source: Node) -> Html:
    """Return what backs a statement."""
    more = [
        value if not label else join([f"{label}\N{NO-BREAK SPACE}", value])
        for label, value in _beside(write, source)
    ]
    name = getattr(source, source.label).strip()
    small = element("small", join(more, " · "))
    return join([write.said(name), " ", small]) if name else small


def level(write: Writer, name: str) -> Html:
    """Return how far a statement carries; hollow where it is assumed."""
    hollow = name in ("assumption", "anecdote")
    mark = "○" if hollow else "●"
    shown = f"{mark} {write.t(f'level.{name}')}"
    return element("span", shown, class_="cjw-weak" if hollow else "cjw-firm")


def listed(said: Iterable[Said]) -> Html:
    """Return labels and values as a description list."""
    rows = (join([element("dt", label), element("dd", value, dir="auto")]) for label, value in said)
    return element("dl", *rows)
