"""The contact sheet of all charts: long and short journeys, four languages, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from charts import contact, gallery

ROOT = Path(__file__).resolve().parents[2]
SHEETS = {  # stages, language, personas, dark
    "3-en-light": (3, "en", 2, False),
    "6-ru-dark": (6, "ru", 6, True),
    "6-zh-Hans-light": (6, "zh-Hans", 1, False),
    "30-en-dark": (30, "en", 2, True),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    # test_every_chart draws the same charts: the other sheets are for the eye.
    names = list(SHEETS) if metafunc.config.getoption("--images") else ["3-en-light"]
    metafunc.parametrize("name", names)


def test_contact_sheet(name: str, request: pytest.FixtureRequest, tmp_path: Path):
    renew = request.config.getoption("--images")
    stages, locale, personas, night = SHEETS[name]
    own = gallery.journey(stages, locale, personas)
    drawn = [gallery.drawn(each, own) for each in gallery.ARGUMENTS]
    columns = 3 if stages < 30 else 5
    picture = contact.sheet(drawn, columns=columns, scale=0.6, night=night)
    folder = ROOT / "docs/images" if renew else tmp_path
    (folder / f"charts-{name}.png").write_bytes(picture)
    assert 30_000 < len(picture) < 700_000
