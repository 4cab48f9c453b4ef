import pytest

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
