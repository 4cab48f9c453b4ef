"""Personas as cards."""

from __future__ import annotations

from collections.abc import Iterator

from cjwidgets.display.personas import persona_class, persona_mark
from cjwidgets.formats.html import style
from cjwidgets.formats.html.details import fields, listed
from cjwidgets.formats.html.journey import identity, is_rtl
from cjwidgets.formats.html.markup import Html, element
from cjwidgets.formats.html.writer import LONGEST, Writer
from cjwidgets.limits import limits
from cjwidgets.model import JourneyMap, Persona

FACE = 72
"""Side of a portrait in pixels."""


def personas(jm: JourneyMap) -> Html:
    """Return the personas of a map as HTML, a section for each.

    It can be read where styles and pictures are taken out. What is longer than
    ``cj.limits.static`` is shortened, and says so.

    Examples
    --------
    >>> "Anna" in personas(JourneyMap("Shop", personas=["Anna"]))
    True
    """
    with jm._guard():
        people = list(jm.personas)
        form = _form(Writer(jm, pictures=limits.static // 2), people)
        most = len(people)
        while len(form) > limits.static:
            write = Writer(jm, LONGEST)
            needed = limits.raising("static", 4 * limits.static)
            says = write.t("static.shortened_cards", shown=most, all=len(people))
            form = _form(write, people[:most], says, needed)
            if not most:
                break
            most = min(most // 2, limits.static // 100)
        return form


def _form(write: Writer, people: list[Persona], *notes: str) -> Html:
    jm = write.jm
    of = element("strong", f"{write.t('persona.heading')} · {write.name(jm)}")
    cards = (
        element("section", *_card(write, each, at), dir="auto") for at, each in enumerate(people)
    )
    return style.page(
        write,
        element("p", of, class_="cjw-title", dir="auto"),
        style.note(*identity(write)),
        # Above the cards, which would leave it alone on a sheet of paper that they do not need.
        style.note(write.t("static.as_of")),
        *(style.note(each) for each in notes),
        element("div", *cards, class_="cjw-cards"),
        *([] if jm.personas else [style.note(write.t("persona.empty"))]),
        rtl=is_rtl(jm),
    )


def _card(write: Writer, persona: Persona, at: int) -> Iterator[Html]:
    name = write.name(persona)
    alt = write.t("persona.portrait.of", what=name)
    face = write.picture(persona.portrait, alt, FACE)
    face = face or element("span", _initials(name), class_="cjw-face", aria_hidden="true")
    # As the curve of the map shows them.
    sign = element("span", persona_mark(at).signs[0], class_=persona_class(at), aria_hidden="true")
    facts = [
        write.choice(persona, "kind"),
        *(
            value
            for each in ("segment", "age", "weight")
            for _, value in write.value(persona, each)
        ),
    ]
    for each in ("name", "kind", "segment", "age", "weight", "quote"):
        write.mark(persona, each)
    yield element("p", face, " ", sign, " ", element("strong", name), class_="cjw-who", dir="auto")
    yield style.note(*facts)
    if persona.quote:
        yield element("blockquote", write.said(persona.quote), dir="auto")
    if said := list(fields(write, persona)):
        yield listed(said)


def _initials(name: str) -> str:
    """Return the first letters of up to two words."""
    return "".join(word[0] for word in name.split()[:2] if word[0].isalpha()).upper()
