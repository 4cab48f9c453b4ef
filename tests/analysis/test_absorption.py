"""The absorbing chain gives published numbers, and those of walking through it step by step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cjwidgets.analysis.movement import absorption

# Rows and columns: A, B, …; the last row is the start, the last columns goal and lost.
KEMENY = np.array([[0, 0.6, 0, 0.4], [0.2, 0, 0.5, 0.3], [1, 0, 0, 0]])
GOOGLE = np.array([[0, 0.25, 0.5, 0.25], [0, 0, 1, 0], [0.8, 0.2, 0, 0]])


def walk(p: np.ndarray) -> np.ndarray:
    """P(goal) from each place and from the start, by following the crowd 2³⁰ steps."""
    n = len(p) - 1
    step = np.zeros((n + 2, n + 2))
    step[:n, :n], step[:n, n], step[n, n] = p[:n, :n], p[:n, n], 1
    step[n + 1] = [*p[n, :n], p[n, n], 0]
    for _ in range(30):
        step = step @ step
    return step[[*range(n), n + 1], n]


@st.composite
def chains(draw: st.DrawFn) -> np.ndarray:
    """Chains with loops, dead ends, places nobody gets to, and circles without a way out."""
    n = draw(st.integers(1, 4))
    return absorption.probabilities(
        draw(arrays(np.int64, (n + 1, n + 2), elements=st.integers(0, 3)))
    )


def test_the_absorbing_chain_of_the_text_book():
    """A→B .6, A→lost .4, B→A .2, B→goal .5, B→lost .3: N by hand, 1 / (1 − .12) = 1.136364."""
    solved = absorption.absorb(KEMENY)
    assert solved.stay == pytest.approx([1.136364, 1.136364], abs=1e-6)
    assert solved.visits == pytest.approx([1.136364, 0.681818], abs=1e-6)
    assert solved.goal == pytest.approx([0.340909, 0.568182], abs=1e-6)
    assert solved.steps == pytest.approx([1.818182, 1.363636], abs=1e-6)
    assert float(solved.total) == pytest.approx(0.340909, abs=1e-6)
    assert solved.passed == pytest.approx([1, 0.6])


def test_google_and_mailing():
    """Transition probabilities of serhiipuzyrov.com (2019-07): conversions 2.4 and 1.6 of 4."""
    solved = absorption.absorb(GOOGLE)
    effect = absorption.removal(GOOGLE, solved)
    assert float(solved.total) == pytest.approx(0.8)
    assert effect == pytest.approx([0.75, 0.5])
    assert 4 * effect / effect.sum() == pytest.approx([2.4, 1.6])


def test_three_channels():
    """C1>C2>C3 converts, C1 and C2>C3 do not: markovattribution's test, after analyzecore.com."""
    p = absorption.probabilities(
        np.array([[0, 1, 0, 0, 1], [0, 0, 2, 0, 0], [0, 0, 0, 1, 1], [2, 1, 0, 0, 0]])
    )
    solved = absorption.absorb(p)
    assert float(solved.total) == pytest.approx(1 / 3)
    assert float(absorption.absorb(absorption.without(p, 0, "lost")).total) == pytest.approx(1 / 6)
    effect = absorption.removal(p, solved)
    assert effect == pytest.approx([0.5, 1, 1])
    assert effect / effect.sum() == pytest.approx([0.2, 0.4, 0.4])


def test_repeats_do_not_matter():
    """ABABBA, ABBAA and AA convert: pychattr's README simulates 1.991, 1.009; exactly 2, 1."""
    with_repeats = np.array([[2, 3, 3, 0], [3, 2, 0, 0], [3, 0, 0, 0]])
    visits = np.array([[0, 3, 3, 0], [3, 0, 0, 0], [3, 0, 0, 0]])
    for counts in (with_repeats, visits):
        p = absorption.probabilities(counts)
        effect = absorption.removal(p, absorption.absorb(p))
        assert 3 * effect / effect.sum() == pytest.approx([2, 1])


@settings(max_examples=200, deadline=None)
@given(chains())
def test_the_goal_is_reached_as_often_as_by_walking(p: np.ndarray) -> None:
    solved = absorption.absorb(p)
    expected = walk(p)
    assert solved.goal == pytest.approx(expected[:-1], abs=1e-9)
    assert float(solved.total) == pytest.approx(expected[-1], abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(chains(), st.sampled_from(["lost", "detour"]))
def test_a_removal_costs_what_walking_without_the_place_costs(p: np.ndarray, strategy: str) -> None:
    effect = absorption.removal(p, absorption.absorb(p), strategy)
    before = walk(p)[-1]
    for place, found in enumerate(effect):
        if before < 1e-12:
            assert np.isnan(found)
            continue
        left = p.copy()
        inflow = left[:, place].copy()
        left[:, place] = 0
        if strategy == "detour":
            left = absorption.probabilities(left)
            inflow = np.where(left.any(axis=1), 0, inflow)
        left[:, -1] += inflow
        left[place] = 0
        assert found == pytest.approx(1 - walk(left)[-1] / before, abs=1e-8)


@settings(max_examples=200, deadline=None)
@given(chains())
def test_what_is_forgone_is_what_losing_nobody_here_gains(p: np.ndarray) -> None:
    solved = absorption.absorb(p)
    forgone = absorption.forgone(solved)
    for place in range(len(p) - 1):
        kept = p.copy()
        kept[place, -1] = 0
        kept = absorption.probabilities(kept)
        lost = p[place, -1]
        if lost == 0:
            assert forgone[place] == 0
        elif np.isnan(forgone[place]):  # whoever goes on comes back, or nobody does
            assert solved.goal[place] == pytest.approx(0, abs=1e-9)
        else:
            assert forgone[place] == pytest.approx(walk(kept)[-1] - walk(p)[-1], abs=1e-8)


@settings(max_examples=50, deadline=None)
@given(st.lists(chains(), min_size=1, max_size=3))
def test_draws_are_computed_at_once_as_one_by_one(drawn: list[np.ndarray]) -> None:
    same = [p for p in drawn if p.shape == drawn[0].shape]
    stack = absorption.absorb(np.stack(same))
    for at, p in enumerate(same):
        one = absorption.absorb(p)
        for name in ("total", "goal", "steps", "visits", "stay", "lost"):
            np.testing.assert_allclose(getattr(stack, name)[at], getattr(one, name))


def test_a_circle_without_a_way_out_is_no_singular_matrix():
    """A ⇄ B for ever; C may get into it."""
    p = np.array([[0, 1, 0, 0, 0], [1, 0, 0, 0, 0], [0.5, 0, 0, 0.5, 0], [0, 0, 1, 0, 0]], float)
    solved = absorption.absorb(p)
    assert solved.goal == pytest.approx([0, 0, 0.5])
    assert np.isnan(solved.steps).all()
    assert np.isnan(solved.visits).tolist() == [True, True, False]
    assert float(solved.total) == 0.5
    assert absorption.removal(p, solved) == pytest.approx([0, 0, 1])


def test_without_a_goal_there_is_no_removal_effect():
    p = np.array([[0, 0, 1], [1, 0, 0]], float)
    solved = absorption.absorb(p)
    assert float(solved.total) == 0
    assert np.isnan(absorption.removal(p, solved)).all()
    assert np.isnan(absorption.forgone(solved)).all()


def test_a_journey_without_places_goes_straight_to_its_end():
    assert float(absorption.absorb(np.array([[0.25, 0.75]])).total) == 0.25
