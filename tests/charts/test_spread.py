"""Labels and marks that would cover each other stand apart."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from cjwidgets.charts.layout.spread import apart, stacked

PLACES = st.lists(st.floats(0, 300), min_size=1, max_size=30)


@given(PLACES)
def test_stacked_labels_keep_their_order_their_distance_and_their_room(wanted: list[float]):
    places = stacked(wanted, 17, 0, 300)
    gap = min(17, 300 / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    tall = [places[i] for i in order]
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(tall))
    assert tall[0] >= -1e-6
    assert tall[-1] <= 300 + 1e-6


@given(
    st.lists(st.floats(0, 300), min_size=1, max_size=8).map(
        lambda x: [20 + 35 * i for i in range(len(x))]
    )
)
def test_labels_with_room_stay_where_they_are(wanted: list[float]):
    assert stacked(wanted, 17, 0, 300) == wanted


@example([(0.0, 0.0), (0.0, 21.0)])
@given(st.lists(st.tuples(st.floats(0, 430), st.floats(0, 430)), min_size=1, max_size=20))
def test_badges_stay_in_the_box_and_part(points: list[tuple[float, float]]):
    placed = apart(points, 21, 430, 430)
    assert all(10 <= x <= 420 and 10 <= y <= 420 for x, y in placed)
    for i, one in enumerate(placed):
        for two in placed[:i]:
            assert math.dist(one, two) > 12
