"""Colours are legible in both themes, and marks differ in more than colour."""

from __future__ import annotations

import re
from pathlib import Path

import altair as alt
import pytest

from cjwidgets.display import theme, tokens
from cjwidgets.widgets.forms import forms

ROOT = Path(__file__).parents[2]

GROUNDS = {0: ("#ffffff", "#f7f8fa"), 1: ("#171b21", "#111111", "#1e1e1e")}
PERSONAS = [name for name in tokens.TOKENS if name.startswith("persona-")]


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def compare_sides(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize(
    ("token", "least"),
    [("ink", 7), ("mute", 4.5), ("pain", 4.5), ("bar", 3), *((p, 4.5) for p in PERSONAS)],
)
def test_contrast(token: str, least: float, mode: int):
    for ground in GROUNDS[mode]:
        assert compare_sides(tokens.TOKENS[token][mode], ground) >= least, ground


@pytest.mark.parametrize("mode", [0, 1])
def test_stage_names_are_legible_on_their_tint(mode: int):
    assert compare_sides(tokens.TOKENS["ink"][mode], tokens.TOKENS["stage"][mode]) >= 7


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize(("token", "least"), [("ink", 7), ("mute", 4.5), ("pain", 4.5)])
def test_texts_are_legible_on_what_is_picked(token: str, least: float, mode: int):
    assert compare_sides(tokens.TOKENS[token][mode], tokens.TOKENS["pick"][mode]) >= least


def test_the_fonts_of_a_language_come_first():
    assert theme.font("en").startswith("system-ui")
    assert "SC'" in theme.font("zh-Hans").split(",")[0]
    assert "TC'" in theme.font("zh-Hant").split(",")[0]


def test_the_theme_is_there_for_own_charts_but_not_forced_on_them():
    assert alt.theme.active == "default"
    with alt.theme.enable("cjwidgets"):
        spec = alt.Chart(alt.Data(values=[{}])).mark_bar().to_dict()
    assert spec["config"]["bar"]["color"] == theme.color("bar")


def test_the_heads_of_stages_have_a_tint_for_each_choice_on_which_all_is_legible():
    css = (ROOT / "js/src/editor/grid/tints.css").read_text()
    found = re.findall(r"\.cjw-(\w+) {\s*--cjw-tint: light-dark\((#\w+), (#\w+)\)", css)
    form = {field["name"]: field for field in forms()["Stage"]["fields"]}
    assert tuple(name for name, *_ in found) == form["colour"]["choices"]
    (told,) = re.findall(r"--cjw-ground\) (\d+)%", css)
    for mode in (0, 1):
        ground, mute = (tokens.TOKENS[name][mode] for name in ("ground", "mute"))
        for _, *hue in found:
            assert compare_sides(mute, mixed(ground, hue[mode], int(told) / 100)) >= 4.5


def mixed(ground: str, hue: str, share: float) -> str:
    """As color-mix does: so much of the ground, the rest of the hue."""
    parts = zip(parts_of(ground), parts_of(hue), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def parts_of(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
