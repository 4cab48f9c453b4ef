"""How personas look everywhere: a colour and a mark each, by their place in the map."""

from __future__ import annotations

from typing import NamedTuple

from cjwidgets.display.tokens import TOKENS


class Mark(NamedTuple):
    """A mark: what Vega calls it, its full and its hollow sign in texts, its path from the pen."""

    shape: str
    signs: str
    path: str


# Seven marks and six hues: 42 personas before a pair repeats.
MARKS = (
    Mark("circle", "●○", "m-5.4 0a5.4 5.4 0 1 0 10.8 0a5.4 5.4 0 1 0-10.8 0z"),
    Mark("diamond", "◆◇", "m0-6.4l6.4 6.4l-6.4 6.4l-6.4-6.4z"),
    Mark("square", "■□", "m-5-5h10v10h-10z"),
    Mark("triangle-up", "▲△", "m0-5.8l6.2 11.2h-12.4z"),
    Mark("cross", "✚✛", "m-2.2-6h4.4v3.8h3.8v4.4h-3.8v3.8h-4.4v-3.8h-3.8v-4.4h3.8z"),
    Mark("triangle-down", "▼▽", "m-6.2-5.4h12.4l-6.2 11.2z"),
    Mark("triangle-right", "►▻", "m-5.4-6.2v12.4l11.2-6.2z"),
)
HUES = tuple(name for name in TOKENS if name.startswith("persona-"))


def persona_hue(index: int) -> str:
    """Return the token of the colour of the persona at this place in the map.

    Examples
    --------
    >>> persona_hue(0), persona_hue(6)
    ('persona-1', 'persona-1')
    """
    return HUES[index % len(HUES)]


def persona_class(index: int) -> str:
    """Return the class by which style sheets know the colour of the persona at this place.

    Examples
    --------
    >>> persona_class(0)
    'cjw-p1'
    """
    return f"cjw-p{index % len(HUES) + 1}"


def persona_color(index: int) -> str:
    """Return the light colour of the persona at this place in the map."""
    return TOKENS[persona_hue(index)][0]


def persona_mark(index: int) -> Mark:
    """Return the mark of the persona at this place in the map.

    Examples
    --------
    >>> persona_mark(1).shape, persona_mark(8).shape
    ('diamond', 'diamond')
    """
    return MARKS[index % len(MARKS)]
