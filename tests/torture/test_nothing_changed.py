"""Where nothing differs, a difference is seldom reported: before and after, arms, answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.nothing_changed import LEVEL, MOST, WORLDS, World, rates


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.what)
def test_nothing_is_found(world: World, rounds: Callable[[int], int], seed: int) -> None:
    runs = rounds(1000)
    # A thin slice has room for chance: three standard errors.
    most = MOST + 3 * (LEVEL * (1 - LEVEL) / runs) ** 0.5 * (runs < 1000)
    found = rates(world, runs, seed)
    assert found
    assert {name: share for name, share in found.items() if share > most} == {}
