"""Intervals hold the truth as often as they say: a slice of `make coverage`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks import coverage

SETTINGS = {
    f"{each.what}, {each.people}{' often' * each.often}": each for each in coverage.settings()
}


@pytest.mark.parametrize("name", SETTINGS)
def test_intervals_hold_the_truth(name: str, rounds: Callable[[int], int], seed: int) -> None:
    number = min(max(rounds(2_000), 40), 2_000)
    found = coverage.measured(SETTINGS[name], number, seed)
    # What chance does to so many draws, four standard errors.
    doubt = 4 * (0.09 / number) ** 0.5
    least = 0.86 if "mean" in name else coverage.LEAST  # of a skewed scale: see the page
    assert min(found.shares) > least - doubt
    low, _ = coverage.AVERAGE
    assert found.average > low - doubt / len(found.shares) ** 0.5


def test_an_interval_that_is_too_narrow_is_found(seed: int) -> None:
    def narrow(draw: np.random.Generator) -> coverage.Ends:
        middle = float(draw.normal())
        return middle - 1, middle + 1

    setting = coverage.Setting("none", 10, False, (coverage.Case(0.0, narrow),))
    found = coverage.measured(setting, 400, seed)
    assert 0.6 < found.average < 0.76
    assert not found.meets
    assert "misses" in coverage.page([found], 400, seed)


def test_answers_of_the_same_people_are_alike_by_half(seed: int) -> None:
    draw = np.random.default_rng(seed)
    values, owners = coverage.answers(draw, 4_000, True, np.array([0.4, 0.6]))
    own = np.bincount(owners, values) / np.bincount(owners)
    pairs = np.bincount(owners)
    # Of two answers of one person: E[xy] = p² + ρ p (1 − p).
    together = (np.bincount(owners, values) ** 2 - np.bincount(owners, values)).sum()
    both = together / (pairs * (pairs - 1)).sum()
    assert (both - 0.36) / 0.24 == pytest.approx(0.5, abs=0.05)
    assert own.mean() == pytest.approx(0.6, abs=0.04)
