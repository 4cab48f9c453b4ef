"""Importing cjwidgets is cheap, and what it needs is what it says it needs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"altair", "anywidget", "ipywidgets", "IPython", "narwhals", "numpy", "pandas"}


def loaded(code: str) -> set[str]:
    """The packages that are loaded once this code has run."""
    code += "; import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_cjwidgets_imports_nothing_heavy() -> None:
    assert HEAVY & loaded("import cjwidgets") == set()


def test_the_editor_and_live_views_are_there_before_altair_and_pandas() -> None:
    packages = loaded("import cjwidgets as cj; cj.MapEditor(cj.JourneyMap()); cj.ChartView()")
    assert {"altair", "pandas"} & packages == set()


def test_a_page_is_there_before_its_data_are_read() -> None:
    packages = loaded("""import cjwidgets as cj
jm = cj.datasets.mattress_map()
jm.attach(lambda: cj.EventLog("log.csv", customer="who", time="time", event="event"))
cj.PersonaCards, cj.JourneyBoard, cj.WhatIf""")
    assert {"altair", "numpy", "pandas"} & packages == set()


def test_charts_import_the_statistics_whole_before_they_import_parts_of_them() -> None:
    # Else threads that import them at the same time wait for each other.
    code = "import cjwidgets as cj; cj.charts.drop_off; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    order = done.stdout.split()
    assert order.index("cjwidgets.analysis") < order.index("cjwidgets.charts.drop_off")


def test_charts_do_not_compile_the_grammars_of_web_addresses() -> None:
    packages = loaded("import cjwidgets as cj; cj.charts.emotion")
    assert {"altair", "jsonschema"} <= packages
    assert "rfc3987_syntax" not in packages


def test_jsonschema_still_checks_web_addresses() -> None:
    code = """import cjwidgets as cj; cj.charts.emotion
import jsonschema; kind = jsonschema.Draft202012Validator
check = kind({'format': 'iri'}, format_checker=kind.FORMAT_CHECKER).is_valid
assert (check('https://example.org/ö'), check('a b')) == (True, False)"""
    assert "rfc3987_syntax" in loaded(code)


def test_dependencies_are_the_expected_ones() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {name.partition(">=")[0] for name in declared} == {
        "altair",
        "anywidget",
        "ipywidgets",
        "narwhals",
        "numpy",
        "pandas",
        "traitlets",
        "vl-convert-python",
    }
