import pytest

from model.edits import small_map
from widgets.browser_double import Clock, Wire


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def wire(clock: Clock) -> Wire:
    return Wire(small_map())
