"""Kaplan–Meier, Aalen–Johansen and log-rank as statsmodels, lifelines and scipy have them."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import stats
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

from cjwidgets.analysis.inference import survival
from cjwidgets.analysis.inference.survival import Waits, chi2_beyond, incidence, log_rank

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its plots and its pandas
    from lifelines import AalenJohansenFitter, KaplanMeierFitter
    from lifelines.utils import median_survival_times

# lifelines looks at its own frames in ways that pandas 3 warns of.
pytestmark = pytest.mark.filterwarnings("ignore")
CONFIDENCE = 0.9


def people(seed: int, size: int = 150, ties: bool = True):
    draw = np.random.default_rng(seed)
    times = draw.integers(1, 40, size) if ties else draw.permutation(size) + 1
    return times, draw.choice([0, 1, 2], size, p=[0.3, 0.5, 0.2]), draw.choice(list("abc"), size)


def waits(times, outcomes) -> Waits:
    distinct = np.unique(times)
    counts = [[((times == t) & (outcomes == k)).sum() for t in distinct] for k in (1, 2, 0)]
    return Waits(distinct, *np.array(counts))


@pytest.mark.parametrize("seed", range(4))
def test_kaplan_meier_with_its_band(seed: int):
    times, outcomes, _ = people(seed)
    came = outcomes == 1
    ours = incidence(waits(times, came.astype(int)), CONFIDENCE)
    theirs = KaplanMeierFitter(alpha=1 - CONFIDENCE).fit(times, came)
    still = theirs.survival_function_.loc[ours.times].to_numpy().ravel()
    band = theirs.confidence_interval_
    low, high = band.loc[ours.times].to_numpy().T
    some = (still > 0) & (still < 1)
    np.testing.assert_allclose(ours.share, 1 - still, atol=1e-12)
    np.testing.assert_allclose(ours.low[some], 1 - high[some], atol=1e-12)
    np.testing.assert_allclose(ours.high[some], 1 - low[some], atol=1e-12)
    ends = median_survival_times(band).to_numpy().ravel()
    assert ours.quantile(0.5) == (theirs.median_survival_time_, *ends)
    other = SurvfuncRight(times, came)
    at = np.searchsorted(ours.times, other.surv_times)
    np.testing.assert_allclose(1 - ours.share[at], other.surv_prob, atol=1e-12)
    again = stats.ecdf(stats.CensoredData.right_censored(times, ~came)).sf
    np.testing.assert_allclose(again.evaluate(ours.times), 1 - ours.share, atol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_aalen_johansen_with_its_variance(seed: int):
    times, outcomes, _ = people(seed)
    own = waits(times, outcomes)
    ours, theirs = incidence(own, CONFIDENCE), CumIncidenceRight(times, outcomes)
    at = np.searchsorted(ours.times, theirs.times)
    np.testing.assert_allclose(ours.share[at], theirs.cinc[0], atol=1e-12)
    spread = theirs.cinc_se[0]
    some = np.isfinite(spread)  # theirs ends where nobody is left
    np.testing.assert_allclose(np.sqrt(_variance(own, ours))[at][some], spread[some], atol=1e-12)
    times, outcomes, _ = people(seed, ties=False)  # lifelines moves ties apart by chance
    own = waits(times, outcomes)
    fitted = AalenJohansenFitter(calculate_variance=True).fit(times * 1.0, outcomes, 1)
    spread = fitted.variance_.loc[own.times * 1.0].to_numpy().ravel()
    ours = incidence(own, CONFIDENCE)
    np.testing.assert_allclose(_variance(own, ours)[:-1], spread[:-1], atol=1e-12)


def _variance(own: Waits, ours: survival.Incidence):
    n, left = own.at_risk.astype(float), (own.came + own.ended).astype(float)
    before = np.append(1.0, np.cumprod(1 - left / n)[:-1])
    return survival._variance(n, own.came.astype(float), left, before, ours.share)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("groups", ["ab", "abc"])
def test_log_rank(seed: int, groups: str):
    times, outcomes, group = people(seed)
    kept = np.isin(group, list(groups))
    times, came, group = times[kept], outcomes[kept] == 1, group[kept]
    own = [waits(times[group == each], came[group == each].astype(int)) for each in groups]
    ours = log_rank(own)
    assert ours is not None
    chi2, p = survdiff(times, came, group)
    assert (ours.chi2, ours.p) == pytest.approx((chi2, p), rel=1e-9)
    assert ours.df == len(groups) - 1


def test_chi2_is_scipys():
    for df in range(1, 12):
        for chi2 in (0.0, 0.3, 2.0, 9.0, 40.0):
            assert chi2_beyond(chi2, df) == pytest.approx(stats.chi2.sf(chi2, df), rel=1e-9)


def test_the_ends_of_the_band_are_no_points():
    """Nobody yet, and everybody: the band still says how little is known."""
    own = Waits(*np.array([[1, 2, 3], [0, 2, 1], [0, 0, 0], [1, 0, 0]]))
    found = incidence(own, 0.95)
    assert (found.share[0], found.low[0]) == (0, 0)
    assert 0 < found.high[0] < 1
    assert (found.share[-1], found.high[-1]) == (1, 1)
    assert found.low[-1] < 1


def test_nothing_to_compare():
    none = Waits(*np.array([[1], [0], [0], [4]]))
    assert log_rank([none, none]) is None
    assert log_rank([none]) is None
    assert log_rank([]) is None
