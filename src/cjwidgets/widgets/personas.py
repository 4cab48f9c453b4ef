"""PersonaCards: the personas of a map as cards that are edited in place."""

from __future__ import annotations

from cjwidgets.widgets.mapwidget import MapWidget


class PersonaCards(MapWidget):
    """The personas of a map, a card each.

    A card holds what is known about a kind of customer: portrait, quote, segment and
    share, goals, needs, pains, objections, behaviours, channels, sources, and the
    answers to six interview questions. Everything is edited in place, in the same
    history as the map's editors. What it is given may be changed later, as in
    ``cards.mode = "view"``.

    Parameters
    ----------
    map : JourneyMap, str or path
        Whose personas to show: the map, or its file, as for :class:`MapEditor`.

    See Also
    --------
    Persona.save, Persona.open : a persona as a file, to use in several maps.

    Examples
    --------
    >>> from cjwidgets import JourneyMap, PersonaCards
    >>> PersonaCards(JourneyMap("Shop", personas=["Anna", "Viktor"]))
    PersonaCards(JourneyMap('Shop', 0 stages, 2 personas))
    """

    front_end = "persona-cards"
    prefixes = ("editor.", "format.", "level.", "persona.")

    def static(self) -> str:
        """Return the cards as HTML that needs neither kernel nor scripts."""
        from cjwidgets.formats.html.personas import personas

        return personas(self.map)
