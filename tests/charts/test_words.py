"""Text is wrapped to its room and numbers read as a language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjwidgets.display import words


@pytest.mark.parametrize(
    ("text", "room", "lines", "expected"),
    [
        ("Product page", 5, 2, ["Product", "page"]),
        ("Product page", 20, 2, ["Product page"]),
        ("商品详情页面", 4, 2, ["商品详情", "页面"]),
        ("商品，详情", 2, 3, ["商", "品，", "详情"]),
        ("", 5, 2, [""]),
        ("one two three four", 3, 2, ["one", "two…"]),
        ("\x00a\x1bb\u2028c", 9, 1, ["a b c"]),
    ],
)
def test_wrap(text: str, room: float, lines: int, expected: list[str]):
    assert words.wrap(text, room, lines) == expected


@given(st.text(max_size=80), st.floats(1.5, 30), st.integers(1, 4))
def test_wrapped_text_fits_and_loses_nothing_unless_it_says_so(text, room, lines):
    rows = words.wrap(text, room, lines)
    assert 1 <= len(rows) <= lines
    assert all(words.width(row) <= room for row in rows)
    whole = words.clean(text).replace(" ", "")
    told = "".join(rows).replace(" ", "")
    assert told == whole or rows[-1].endswith(words.ELLIPSIS)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0, "0"),
        (1, "100"),
        (0.5, "50"),
        (0.284, "28"),
        (0.0099, "1"),
        (0.004, "0.4"),
        (0.00004, "<0.1"),
        (0.994, "99"),
        (0.996, "99.6"),
        (0.99999, ">99.9"),
    ],
)
def test_percent(share: float, expected: str):
    assert words.percent(share, "en") == f"{expected}\u202f%"


def test_numbers_of_a_language():
    assert words.percent(0.004, "ru") == "0,4\u202f%"
    assert words.count(3605, "ru") == "3\u202f605"
    assert words.count(3605, "zh-Hans") == "3,605"
    assert words.percent_range(0.468, 0.5296, "en") == "47–53"
    assert words.decimal(-1.5, "en", sign=True) == "−1.5"
    assert words.decimal(1, "en", sign=True) == "+1"
    assert words.decimal(1.25, "ru") == "1,25"
    assert words.decimal(-0.0001, "en", sign=True) == "0"
