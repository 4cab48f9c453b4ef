"""What a touchpoint can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cjwidgets.model import JourneyMap


class TouchpointVerbs:
    """Opens the map that tells more about a touchpoint, and creates it."""

    def open_journey(self: Any) -> JourneyMap:
        """Open the map that tells more about the touchpoint: the file its ``journey`` names.

        The path is seen from the file of the touchpoint's own map, or from the working
        folder when that map has none. A map once opened is kept, and the next call
        returns the same object, with the edits made to it; a touchpoint may open the map
        it is in. ``JourneyMap.open`` reads the file anew.

        Raises
        ------
        FileError
            When the touchpoint names no map, or the file can't be opened.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> shop = cj.JourneyMap("Shop", stages=["Get"])
        >>> delivery = shop.stages[0].touchpoints.append("Delivery")
        >>> cj.JourneyMap("From door to door").save("door-to-door.cjmap.json").name
        'door-to-door.cjmap.json'
        >>> shop.touchpoints[0].journey = "door-to-door.cjmap.json"
        >>> shop.touchpoints[0].open_journey().title
        'From door to door'
        """
        from cjwidgets.journeys import open_journey

        return open_journey(self)

    def create_journey(self: Any) -> JourneyMap:
        """Make the map that tells more about the touchpoint, and link it.

        The map is empty, named after the touchpoint, and saved beside the touchpoint's own
        map in a new file; a file that is there already is left alone.

        Raises
        ------
        FileError
            When the touchpoint has a journey already, its map has no file yet, or the
            folder can't be written.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> shop = cj.JourneyMap("Shop", stages=["Get"])
        >>> delivery = shop.stages[0].touchpoints.append("Delivery")
        >>> shop.save("shop.cjmap.json").name
        'shop.cjmap.json'
        >>> shop.touchpoints[0].create_journey().title
        'Delivery'
        """
        from cjwidgets.journeys import create_journey

        return create_journey(self)
