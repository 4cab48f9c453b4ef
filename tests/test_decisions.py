"""Each decision has a number, a status that is true of its neighbours, and a line in the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "docs/decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
TITLE = re.compile(r"# (?P<number>\d+)\. (?P<title>.+)")
LINK = r"\[\d+\]\(\d{4}-[a-z0-9-]+\.md\)"
LINKS = rf"{LINK}(, {LINK})*"
STATUS = re.compile(
    rf"Status: (accepted(; extended by {LINKS})?(; in part superseded by {LINKS})?"
    rf"|superseded by {LINK})"
)


def number(page: Path) -> int:
    return int(page.name[:4])


def title(page: Path) -> str:
    found = TITLE.fullmatch(page.read_text().splitlines()[0])
    assert found, page.name
    assert int(found["number"]) == number(page)
    return found["title"]


def status(page: Path) -> str:
    lines = page.read_text().splitlines()
    assert lines[1] == "" == lines[3], page.name
    return lines[2]


def test_numbers_are_given_once_and_none_is_left_out() -> None:
    assert [number(page) for page in PAGES] == list(range(1, len(PAGES) + 1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_page_has_a_status(page: Path) -> None:
    assert title(page)
    assert STATUS.fullmatch(status(page)), status(page)
    for shown, target in re.findall(r"\[(\d+)\]\(([^)]+)\)", status(page)):
        assert (FOLDER / target).exists(), target
        # What came later wins, and has the same number as its link says.
        assert int(shown) == number(FOLDER / target) > number(page)


@pytest.mark.parametrize(
    "line",
    [
        "Status: ",
        "Status: open",
        "accepted",
        "Status: superseded by 4",
        "Status: accepted; extended by",
        "Status: superseded by [4](0004-a.md); extended by [5](0005-b.md)",
    ],
)
def test_what_is_no_status_is_found(line: str) -> None:
    assert not STATUS.fullmatch(line)


def test_the_index_names_each_page() -> None:
    lines = [f"{number(page)}. [{title(page)}]({page.name})" for page in PAGES]
    index = (FOLDER / "README.md").read_text().splitlines()
    assert [line for line in index if re.match(r"\d+\. ", line)] == lines
