import pytest
from hypothesis import settings

# Time says nothing about correctness, and on a loaded machine it makes tests flaky.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--images", action="store_true", help="rewrite the pictures in docs/images")
