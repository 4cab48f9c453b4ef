"""How the durations of each customer lie about the median is added up in parts, and right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjwidgets.evidence.reduce.arrays import durations


@settings(max_examples=60, deadline=None)
@given(
    stays=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 4)), max_size=60),
    doubled=st.lists(st.integers(0, 8) | st.just(None), min_size=4, max_size=4),
    chunk=st.integers(1, 70),
    dense=st.sampled_from([0, 4]),
)
def test_parts_add_up_to_the_sums_over_customers(stays, doubled, chunk, dense):
    stays = sorted(stays, key=lambda stay: stay[0])
    owners, places, micros = (np.array([stay[i] for stay in stays], np.int64) for i in range(3))
    places = np.minimum(places, 4)  # the last is left out
    medians = np.array([np.nan if twice is None else twice for twice in doubled])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(durations, "CHUNK", chunk)
        patch.setattr(durations, "DENSE", dense)
        found = durations._clusters(micros, places.astype(np.uint8), owners, medians, 4)
    for place, twice in enumerate(doubled):
        if twice is None:
            continue
        signs: dict[int, list[int]] = {}
        for owner, at, spent in stays:
            if min(at, 4) == place:
                signs.setdefault(owner, []).append(int(np.sign(2 * spent - twice)))
        each = [(len(some), sum(some)) for some in signs.values()]
        assert found.squares[place] == sum(n * n for n, _ in each)
        assert found.sums[place] == sum(s for _, s in each)
        assert found.spread[place] == sum(s * s for _, s in each)
        assert found.cross[place] == sum(n * s for n, s in each)
        assert found.apart[place] == sum(one != 0 for some in signs.values() for one in some)
        assert found.people[place] == len(each)
        assert found.most[place] == max([n for n, _ in each], default=0)
