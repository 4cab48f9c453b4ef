import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--images", action="store_true", help="rewrite the pictures in docs/images (browser tests)"
    )
