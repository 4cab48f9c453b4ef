"""What stands in a cell of a lane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjwidgets.formats.html.details import cards, evidence, level
from cjwidgets.formats.html.markup import BREAK, Html, element, join
from cjwidgets.formats.html.writer import Writer
from cjwidgets.model import Lane, Stage, Touchpoint
from cjwidgets.model.vocabulary import EVIDENCE_LEVELS

LISTS = {
    "goals": "goals",
    "pains": "pains",
    "opportunities": "opportunities",
    "ideas": "opportunities",
    "kpis": "kpis",
}
SIDE = 96
"""Height of a picture in pixels."""

Owners = tuple[Stage | Touchpoint, ...]


def cell(
    write: Writer,
    lane: Lane,
    owners: Owners,
    nodes: Mapping[str, Any],
    *,
    ideas_apart: bool,
    of_stage: bool = True,
) -> Html:
    """Return the content of a cell.

    ``owners`` are those whose cards stand here; the cell itself is the stage's where
    ``of_stage``, else the touchpoint's.
    """
    if lane.shows in LISTS:
        return _cards(write, lane.shows, owners, ideas_apart=ideas_apart)
    kind = Stage if of_stage else Touchpoint
    owner = next((each for each in owners if isinstance(each, kind)), None)
    if owner is None:
        return Html()
    if lane.shows == "evidence":
        return _evidence(write, owner, nodes)
    if lane.shows == "image":
        return _picture(write, owner)
    return _text(write, lane, owner)


def _cards(write: Writer, shows: str, owners: Owners, *, ideas_apart: bool) -> Html:
    held = [each for owner in owners for each in getattr(owner, LISTS[shows])]
    if shows == "ideas" or (shows == "opportunities" and ideas_apart):
        held = [each for each in held if (each.kind == "idea") == (shows == "ideas")]
    return cards(write, held) if held else Html()


def _text(write: Writer, lane: Lane, owner: Any) -> Html:
    if lane.shows == "text":
        write.mark(owner, "texts", lane.id)
        return write.said(owner.texts.get(lane.id, ""))
    field = owner.fields.get(lane.shows)
    if field is None:
        return Html()
    value = getattr(owner, lane.shows)
    write.mark(owner, lane.shows)
    if value is None or value == "":
        return Html()
    if lane.shows == "moment_of_truth":
        return join([f"★ {write.t(f'moment.{value}')}"])
    if lane.shows == "satisfaction":
        return join([f"{write.number(value)}, {write.word(value)}"])
    if lane.shows == "channel" and owner.mode:
        return join([write.said(value), element("small", f" · {write.t(f'editor.{owner.mode}')}")])
    return write.said(value)


def _evidence(write: Writer, owner: Any, nodes: Mapping[str, Any]) -> Html:
    """Say how far a part carries: by attached data, else by what was recorded."""
    numbers = nodes.get(owner.id, {})
    answers = next((row[4] for row in numbers.get("felt", ()) if row[0] == ""), 0)
    n = numbers.get("n") or answers
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
