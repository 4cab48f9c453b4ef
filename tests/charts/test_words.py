"""Text is wrapped to its room."""

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


def test_a_number_and_its_sign_stay_together():
    number = "28\N{NO-BREAK SPACE}%"
    assert words.wrap(f"now {number}", 4) == ["now", number]
