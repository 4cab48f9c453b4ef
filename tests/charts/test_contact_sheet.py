"""All charts side by side, for a person to look at: ``--images`` puts them into docs/images."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from charts import contact, gallery

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sheet:
    """What its charts are drawn of; no customers is no data at all."""

    stages: int
    locale: str
    personas: int
    dark: bool = False
    customers: int = 400


SHEETS = {
    "3-en-light": Sheet(3, "en", 2),
    "6-ru-dark": Sheet(6, "ru", 6, dark=True),
    "6-zh-Hans-light": Sheet(6, "zh-Hans", 1),
    "30-en-dark": Sheet(30, "en", 2, dark=True),
    "30-ru-light": Sheet(30, "ru", 6),
    "three-customers-en-dark": Sheet(3, "en", 1, dark=True, customers=3),
    "empty-zh-Hant-light": Sheet(0, "zh-Hant", 0, customers=0),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    # test_every_chart draws the same charts: the other sheets are for the eye.
    names = list(SHEETS) if metafunc.config.getoption("--images") else ["3-en-light"]
    metafunc.parametrize("name", names)


# Some rules here match nothing, on purpose.
@pytest.mark.filterwarnings("ignore:.*matches no event:UserWarning")
def test_contact_sheet(name: str, request: pytest.FixtureRequest, tmp_path: Path):
    renew = request.config.getoption("--images")
    of = SHEETS[name]
    if of.customers:
        own = gallery.journey(of.stages, of.locale, of.personas, of.customers)
        drawn = [gallery.drawn(each, own) for each in gallery.ARGUMENTS]
    else:
        drawn = [gallery.empty(each, of.locale) for each in gallery.ARGUMENTS]
    columns = 3 if of.stages < 30 else 5
    picture = contact.sheet(drawn, columns=columns, scale=0.6, night=of.dark)
    folder = ROOT / "docs/images" if renew else tmp_path
    (folder / f"charts-{name}.png").write_bytes(picture)
    assert 5_000 < len(picture) < 700_000
