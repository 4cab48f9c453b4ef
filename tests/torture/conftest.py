"""Long tests: `make torture` runs them whole, `make test` a thin slice of each, both seeded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SLICE = 500
"""Into how many parts a whole run is cut; `make test` runs one."""


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """How many rounds of a whole run's are played now."""
    whole = request.config.getoption("--torture")
    return lambda full: full if whole else max(2, full // SLICE)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """What random numbers begin with; another one by --seed, to look further."""
    return int(request.config.getoption("--seed"))
