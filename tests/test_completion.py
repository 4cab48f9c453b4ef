"""What is typed is completed: without a kernel, from the files alone, and in a running notebook."""

from __future__ import annotations

import inspect
import re

import jedi
import pytest

import cjwidgets as cj

TOUR = """import cjwidgets as cj
jm = cj.JourneyMap("Shop")
tp = cj.Touchpoint("Checkout")
anna = cj.Persona("Anna")
"""
VERBS = {
    "jm.": {
        "save": "save(path: str | os.PathLike[str] | None=None, *, overwrite: bool=False) -> Path",
        "attach": 'attach(data: Data | Callable[[], Data], *, source: str="", collector: str="")'
        " -> JourneyMap",
        "detach": "detach(data: Data | Callable[[], Data] | None=None) -> JourneyMap",
        "record": "record() -> JourneyMap",
        "open": "open(path: str | os.PathLike[str]) -> JourneyMap",
        "from_log": "from_log(log: EventLog, framework: str | None=None, *, "
        "title: str | None=None, "
        "stages: int | list[str] | None=None, at_least: float=0.01, most: int=25, "
        'links: float=0.15, most_links: int=10, locale: str="en") -> JourneyMap',
    },
    "anna.": {
        "save": "save(path: str | os.PathLike[str], *, overwrite: bool=False) -> Path",
        "open": "open(path: str | os.PathLike[str]) -> Persona",
    },
    "tp.": {
        "open_journey": "open_journey() -> JourneyMap",
        "create_journey": "create_journey() -> JourneyMap",
    },
}


@pytest.mark.parametrize("typed", VERBS)
def test_verbs_are_completed_with_their_signatures_in_a_file(typed: str) -> None:
    found = {each.name: each for each in jedi.Script(TOUR + typed).complete()}
    for name, signature in VERBS[typed].items():
        said = " ".join(found[name].get_signatures()[0].to_string().split())
        assert said.startswith(signature)
        assert found[name].docstring(raw=True).count(".") > 1


@pytest.mark.parametrize("typed", VERBS)
def test_verbs_are_completed_with_their_parameters_in_a_notebook(typed: str) -> None:
    namespace: dict[str, object] = {}
    exec(TOUR, namespace)
    found = {each.name: each for each in jedi.Interpreter(typed, [namespace]).complete()}
    for name, signature in VERBS[typed].items():
        said = [each.name for each in found[name].get_signatures()[0].params]
        assert all(each in signature for each in said)
        assert len(said) == len(re.findall(r"\w+: ", signature))
        assert found[name].docstring(raw=True).count(".") > 1


def test_help_tells_what_a_verb_takes() -> None:
    told = inspect.getdoc(cj.JourneyMap.attach)
    assert told is not None
    assert "source, collector : str" in told
    assert list(inspect.signature(cj.JourneyMap("Shop").save).parameters) == ["path", "overwrite"]
