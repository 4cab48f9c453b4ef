"""Student's t, against another implementation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cjwidgets.evidence.reduce.student import NORMAL, SERIES, student, two_sided

CONFIDENCES = [0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1 - 1e-9]
BORDERS = [SERIES - 0.1, SERIES, NORMAL - 1, NORMAL]


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_quantiles_are_right_to_a_billionth(confidence: float):
    df = np.array([1, 1.01, 1.5, 2, 2.9, 3, 3.7, 5, 9, 20, 55.5, 100, 500, *BORDERS, 1e6, 1e12])
    z = float(stats.norm.isf((1 - confidence) / 2))
    np.testing.assert_allclose(student(z, df), stats.t.isf(stats.norm.sf(z), df), rtol=1e-9)


def test_below_one_degree_of_freedom_there_is_no_quantile():
    found = student(1.96, [[0.9, np.nan], [0, -1]])
    assert found.shape == (2, 2)
    assert np.isnan(found).all()
    assert student(1.96, np.inf) == 1.96


@pytest.mark.parametrize("df", [0.5, 1, 2.5, 7, 30, 400, *BORDERS, 1e9])
def test_tails(df: float):
    for t in (0.0, 1e-5, 0.1, 0.5, 1.0, 2.0, 5.0, 40.0, 1e3, 1e200):
        expected = 2 * stats.t.sf(t, df)
        assert two_sided(t, df) == two_sided(-t, df) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert two_sided(np.inf, df) == 0
    assert np.isnan(two_sided(np.nan, df))
    assert np.isnan(two_sided(1.0, 0.0))


@given(st.floats(0.001, 6), st.floats(1, 1e5))
def test_the_tail_beyond_a_quantile_is_that_of_the_normal(z: float, df: float):
    assert two_sided(float(student(z, df)), df) == pytest.approx(2 * stats.norm.sf(z), rel=1e-8)
