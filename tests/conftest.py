import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from cjwidgets.limits import Limits, limits
from cjwidgets.model.rules import patterns

# Time says nothing about correctness, and on a loaded machine it makes tests flaky.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


# What is dear to set up is set up once: the tests of a file go to one worker, and so do all that
# have this in their id, whatever their file. (xdist's own groups are lost with pytest 9.2, which
# makes ids anew.) In the browser each test has a page of its own, and some take half a minute.
TOGETHER = ("spark", "test_static_forms.py")
APART = "tests/browser/"
# What takes longest comes first, so that no worker is alone with it in the end.
FIRST = ("spark", "test_engines.py", "test_typed_tour.py", "test_wheel.py")


# Long tests, tests/torture and others: `make torture` runs them whole, `make test` a thin slice.
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


@pytest.fixture
def caps() -> Iterator[Limits]:
    """The caps in force, as they were again after the test."""
    yield limits
    limits.reset()


@pytest.fixture(autouse=True)
def fresh_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests spent on regular expressions in this minute makes none refused here."""
    monkeypatch.setattr(patterns, "_minute", patterns.Minute())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--images", action="store_true", help="rewrite the pictures in docs/images")
    parser.addoption("--torture", action="store_true", help="run long tests whole: hours")
    parser.addoption("--seed", type=int, default=2026, help="of the random numbers in long tests")


def pytest_collection_finish() -> None:
    # What has been imported stays; to look through it again and again is a tenth of the time.
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not any(name in item.nodeid for name in FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling

    config.option.loadscopereorder = False  # it would put first what has most tests

    class Together(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid if nodeid.startswith(APART) else nodeid.partition("::")[0]
            return next((name for name in TOGETHER if name in nodeid), file)

    return Together(config, log)
