"""Wilson's interval gives the published numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjwidgets.analysis import wilson
from cjwidgets.errors import InputError


@pytest.mark.parametrize(
    ("k", "n", "low", "high", "digits"),
    [
        (7, 50, 0.069508, 0.261862, 6),
        (0, 10, 0, 0.277533, 6),
        (10, 10, 0.722467, 1, 6),
        (50, 100, 0.403832, 0.596168, 6),
        # Newcombe (1998), Statistics in Medicine 17:857-872, table I
        (81, 263, 0.2553, 0.3662, 4),
        (15, 148, 0.0624, 0.1605, 4),
        (0, 20, 0, 0.1611, 4),
        (1, 29, 0.0061, 0.1718, 4),
        # R: prop.test(3, 10, correct = FALSE)
        (3, 10, 0.1077913, 0.6032219, 7),
    ],
)
def test_published_values(k: int, n: int, low: float, high: float, digits: int):
    found = wilson(k, n)
    assert found.low == pytest.approx(low, abs=0.6 * 10**-digits)
    assert found.high == pytest.approx(high, abs=0.6 * 10**-digits)


def test_no_trials_no_interval():
    low, high = wilson([0, 3, np.nan], [0, 10, 10])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False, True]


def test_shapes_broadcast():
    low, high = wilson([[1], [2]], [4, 8, 16])
    assert low.shape == high.shape == (2, 3)
    assert wilson(1, 2).low.shape == ()


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.01, 0.999))
def test_the_interval_holds_the_share_and_grows_with_confidence(k: int, n: int, level: float):
    k = min(k, n)
    low, high = wilson(k, n, level)
    assert 0 <= low <= k / n + 1e-12
    assert k / n - 1e-12 <= high <= 1
    wider = wilson(k, n, (1 + level) / 2)
    assert wider.low <= low
    assert high <= wider.high


@given(st.integers(0, 200), st.integers(1, 200))
def test_successes_and_failures_mirror(k: int, n: int):
    k = min(k, n)
    low, high = wilson(k, n)
    mirror = wilson(n - k, n)
    assert low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert high == pytest.approx(1 - mirror.low, abs=1e-12)


@pytest.mark.parametrize(("k", "n"), [(5, 3), (-1, 3), (0, -1), (1, np.inf)])
def test_what_is_no_proportion_is_refused(k: float, n: float):
    with pytest.raises(InputError, match="is no proportion"):
        wilson([1, k], [2, n])


@pytest.mark.parametrize("confidence", [0, 1, -0.5, np.nan, "95%", True, 200])
def test_confidence_is_a_share(confidence: object):
    with pytest.raises(InputError, match="not between 0 and 1"):
        wilson(1, 2, confidence)


def test_a_percentage_gets_a_guess():
    with pytest.raises(InputError, match=r"Did you mean 0\.95\?"):
        wilson(1, 2, 95)
