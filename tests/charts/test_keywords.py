"""Charts take keywords of their statistics by name: for help, completion and who mistypes."""

from __future__ import annotations

import inspect
from importlib import import_module

import jedi
import pytest

import cjwidgets as cj
from cjwidgets import charts
from cjwidgets.analysis.catalogue import PUBLIC
from cjwidgets.charts.catalogue import CHARTS
from cjwidgets.errors import InputError, UnknownOptionError

FUNCTIONS = {f"charts.{name}": getattr(charts, name) for name in CHARTS}
FUNCTIONS |= {f"charts.{name}.data": getattr(charts, name).data for name in CHARTS}
FUNCTIONS |= {each.name: getattr(import_module(each.module), each.name) for each in PUBLIC.values()}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_names_each_keyword_of_its_statistic(name: str):
    chart = getattr(charts, name)
    takes = inspect.signature(chart).parameters
    assert inspect.signature(chart.data).parameters == takes
    assert all(each.kind is not each.VAR_KEYWORD for each in takes.values())
    assert not any("Any" in str(each.annotation) for each in takes.values())
    if chart.statistic is not None:
        for each in inspect.signature(chart.statistic).parameters.values():
            if each.kind is each.KEYWORD_ONLY:
                assert takes[each.name].annotation == each.annotation
    heads = [line.partition(" : ")[0] for line in inspect.getdoc(chart).splitlines()]
    told = {each for head in heads for each in head.split(", ")}
    assert set(takes) <= told, "help() tells each"


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("twin", ["", ".data"])
def test_a_notebook_completes_the_keywords(name: str, twin: str):
    function = getattr(charts, name).data if twin else getattr(charts, name)
    typed = f"cj.charts.{name}{twin}(jm, "
    found = jedi.Interpreter(typed, [{"cj": cj, "jm": None}]).complete()
    keywords = [
        f"{each.name}="
        for each in inspect.signature(function).parameters.values()
        if each.kind is each.KEYWORD_ONLY
    ]
    assert keywords
    assert set(keywords) <= {each.name for each in found}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_keyword_is_refused_with_the_nearest(name: str):
    right = [*inspect.signature(FUNCTIONS[name]).parameters][-1]
    wrong = right[:-1] + "q" + right[-1]
    with pytest.raises(UnknownOptionError, match=f"Did you mean '{right}'") as refused:
        FUNCTIONS[name](**{wrong: 1})
    assert isinstance(refused.value, TypeError)
    assert refused.value.sentence == f"{name.removeprefix('charts.')}() has no keyword '{wrong}'."


def test_a_map_without_what_the_statistic_needs_is_still_told_so():
    jm = cj.datasets.mattress_map()
    with pytest.raises(InputError, match="can't be drawn with these arguments"):
        charts.drop_off(jm)


def test_a_chart_may_have_defaults_of_its_own():
    assert inspect.signature(charts.flow).parameters["top"].default == 200
    assert inspect.signature(charts.paths).parameters["top"].default == 20
