"""The look of every chart: colours for light and dark hosts, type, and one Altair config."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt

from cjwidgets.display.personas import HUES
from cjwidgets.display.tokens import OURS, TOKENS

Mode = Literal["light", "dark"]

_SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans'"
_CJK = {
    "zh-Hans": "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'",
    "zh-Hant": "'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans TC'",
}


def color(token: str, mode: Mode = "light") -> str:
    """Return the hex colour of a token.

    Examples
    --------
    >>> color("ink"), color("ink", "dark")
    ('#1c2330', '#e8ebf0')
    """
    return TOKENS[token][mode == "dark"]


def font(locale: str = "en") -> str:
    """Return the font stack of a language.

    A CJK sans is always named, and first where it is the language: left to itself, a host
    without Chinese in its first font may fall back to a serif.
    """
    if locale in _CJK:
        return f"{_CJK[locale]}, {_SANS}, sans-serif"
    return f"{_SANS}, {_CJK['zh-Hans']}, sans-serif"


def title(text: str | list[str], subtitle: str | list[str], locale: str) -> alt.Title:
    """Return a heading: one bold line and a quiet one."""
    family = font(locale)
    return alt.Title(
        text=text,
        subtitle=subtitle,
        anchor="start",
        frame="bounds",
        font=family,
        fontSize=15,
        fontWeight=600,
        color=color("ink"),
        subtitleFont=family,
        subtitleFontSize=12,
        subtitleColor=color("mute"),
        subtitlePadding=5,
        offset=14,
    )


def text_mark(locale: str, **style: Any) -> dict[str, Any]:
    """Return the properties of a text mark in the look, with changes.

    It says nothing but its text, unless ``aria=True``: then give it a description.
    """
    base = {
        "font": font(locale),
        "fontSize": 12,
        "color": color("ink"),
        "baseline": "middle",
        "aria": False,
        "style": OURS,
    }
    return base | style


def centred(
    rows: list[dict[str, Any]],
    field: str,
    height: str,
    locale: str,
    *,
    leading: float,
    shared: bool = False,
    **style: Any,
) -> alt.Chart:
    """Return texts of wrapped ``rows[field]``, centred on the pixels in ``rows[height]``.

    Vega puts the first line at the height: it moves up here, by half of the other lines. Rows
    that are ``shared`` are those of the whole chart.
    """
    for row in rows:
        row[height] = round(row[height] - leading * (len(row[field]) - 1) / 2, 1)
    chart = alt.Chart() if shared else alt.Chart(alt.Data(values=rows))
    return chart.mark_text(**text_mark(locale, lineHeight=leading, **style)).encode(
        alt.Y(f"{height}:Q", axis=None, scale=None), alt.Text(f"{field}:N")
    )


@alt.theme.register("cjwidgets", enable=False)
def config() -> alt.theme.ThemeConfig:
    """Return the look as an Altair theme for charts of your own.

    Our charts carry their style themselves, so that they can be layered and saved without it.

    Examples
    --------
    >>> import altair as alt
    >>> with alt.theme.enable("cjwidgets"):
    ...     spec = alt.Chart().mark_bar().to_dict()
    >>> spec["config"]["bar"]["color"]
    '#4f93cf'
    """
    family, ink, mute, line = font(), color("ink"), color("mute"), color("line")
    hues = [*map(color, HUES)]
    return {
        "config": {
            "font": family,
            "background": color("ground"),
            "view": {"stroke": None},
            "title": {
                "anchor": "start",
                "color": ink,
                "fontSize": 15,
                "fontWeight": 600,
                "subtitleColor": mute,
                "subtitleFontSize": 12,
            },
            "axis": {
                "domain": False,
                "ticks": False,
                "gridColor": line,
                "labelColor": mute,
                "labelFontSize": 11,
                "titleColor": mute,
                "titleFontSize": 11,
                "titleFontWeight": "normal",
            },
            "legend": {"labelColor": ink, "titleColor": mute, "labelFontSize": 12},
            "range": {"category": hues},
            "bar": {"color": color("bar")},
            "line": {"color": hues[0], "strokeWidth": 2},
            "point": {"color": hues[0], "filled": True, "size": 70},
            "text": {"color": ink, "fontSize": 12},
        }
    }
