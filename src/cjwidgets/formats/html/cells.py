"""What stands in a cell of a lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cjwidgets.formats.html.details import cards, evidence, level
from cjwidgets.formats.html.markup import BREAK, Html, element, join
from cjwidgets.formats.html.writer import Writer
from cjwidgets.model import Lane, Stage, Touchpoint
from cjwidgets.model.lanes import LANES, LaneKind
from cjwidgets.model.vocabulary import EVIDENCE_LEVELS

SIDE = 96
"""Height of a picture in pixels."""

Owners = tuple[Stage | Touchpoint, ...]


def cell(
    write: Writer,
    lane: Lane,
    owners: Owners,
    nodes: Mapping[str, Any],
    *,
    apart: Iterable[LaneKind] = (),
    of_stage: bool = True,
) -> Html:
    """Return the content of a cell.

    ``owners`` are those whose cards stand here, but for those that stand ``apart``, in a lane of
    their own; the cell itself is the stage's where ``of_stage``, else the touchpoint's.
    """
    kind = LANES[lane.shows]
    if kind.holds == "cards":
        return _cards(write, kind, owners, apart)
    of = Stage if of_stage else Touchpoint
    owner = next((each for each in owners if isinstance(each, of)), None)
    if owner is None:
        return Html()
    match kind.holds:
        case "sources":
            return _evidence(write, owner, nodes)
        case "picture":
            return _picture(write, owner)
        case "own":
            write.mark(owner, kind.field, lane.id)
            return write.said(getattr(owner, kind.field).get(lane.id, ""))
    return _value(write, kind, owner) if kind.field in owner.fields else Html()


def _cards(write: Writer, kind: LaneKind, owners: Owners, apart: Iterable[LaneKind]) -> Html:
    others = [each for each in apart if each is not kind and each.field == kind.field]
    held = [
        card
        for owner in owners
        for card in getattr(owner, kind.field)
        if _stands_in(kind, card) and not any(_stands_in(each, card) for each in others)
    ]
    return cards(write, held) if held else Html()


def _stands_in(kind: LaneKind, card: Any) -> bool:
    return all(getattr(card, name) == value for name, value in kind.only)


def _value(write: Writer, kind: LaneKind, owner: Any) -> Html:
    value = getattr(owner, kind.field)
    write.mark(owner, kind.field)
    if value is None or value == "":
        return Html()
    match kind.holds:
        case "choice":
            said = join([write.choice(owner, kind.field)])
        case "score":
            said = join([f"{write.number(value)}, {write.word(value)}"])
        case _:
            said = write.said(value)
    if kind.beside and getattr(owner, kind.beside):
        beside = write.choice(owner, kind.beside)
        said = join([said, element("small", f" · {beside}")])
    return join([f"{kind.mark} ", said]) if kind.mark else said


def _evidence(write: Writer, owner: Any, nodes: Mapping[str, Any]) -> Html:
    """Say how far a part carries: by attached data, else by what was recorded."""
    numbers = nodes.get(owner.id, {})
    answers = next((row[4] for row in numbers.get("felt", ()) if row[0] == ""), 0)
    answers = answers or next((row[4] for row in numbers.get("asked", ())), 0)
    n = numbers.get("n") or numbers.get("small") or answers
    said = []
    if n and numbers.get("level"):
        few = "" if numbers.get("small") else f" · {write.n(n)}"
        said.append(join([level(write, numbers["level"]), few]))
    recorded = sorted(owner.evidence, key=lambda each: -EVIDENCE_LEVELS.index(each.level))
    for source in recorded:
        write.mark(source)
        said.append(evidence(write, source))
    return join(said or [level(write, EVIDENCE_LEVELS[0])], BREAK)


def _picture(write: Writer, owner: Any) -> Html:
    if not owner.image:
        return Html()
    write.mark(owner, "image_alt")
    words = write.short(owner.image_alt) or write.t("editor.image.no_alt")
    shown = write.picture(owner.image, words, SIDE)
    return join([shown, BREAK, element("small", words)]) if shown else join([f"[{words}]"])
