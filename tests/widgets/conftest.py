from collections.abc import Iterator

import pytest
from altair.utils.schemapi import debug_mode

from model.edits import small_map
from widgets.browser_double import Clock, Wire
from widgets.timers import Timers


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def wire(clock: Clock) -> Wire:
    return Wire(small_map())


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> Timers:
    return Timers(monkeypatch)


@pytest.fixture(autouse=True)
def checks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Charts are checked where that is asked for: it takes most of the time to make one."""
    with debug_mode(request.node.get_closest_marker("valid") is not None):
        yield
