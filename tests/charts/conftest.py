from collections.abc import Iterator

import pytest
from altair.utils.schemapi import debug_mode


@pytest.fixture(autouse=True)
def checks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Charts are checked where that is asked for: it takes most of the time to make one."""
    with debug_mode(request.node.get_closest_marker("valid") is not None):
        yield
