"""What all statistics have in common: one contract, asked of each of them."""

from __future__ import annotations

import inspect
import re
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cjwidgets as cj
from analysis.worlds import CALLS, GOAL, WORLDS, Statistic, answers, every, log_of, survey_of
from cjwidgets import analysis
from cjwidgets.analysis import catalogue
from cjwidgets.analysis.catalogue import PUBLIC, QUESTIONS, STATISTICS
from cjwidgets.analysis.shared.result import NOTES
from cjwidgets.errors import JourneyError
from cjwidgets.locale import LOCALES


def quietly(call: Statistic, *arguments: Any) -> pd.DataFrame:
    """Run a statistic; any warning but our own, about what fits nowhere, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=UserWarning)
        return call(*arguments)


def test_every_public_statistic_is_here():
    assert {name.partition(":")[0] for name in CALLS} == set(PUBLIC)
    for name, each in PUBLIC.items():
        assert getattr(analysis, name).__module__ == each.module
        assert (name in cj.__all__) == each.top


def test_every_statistic_has_its_file_and_a_question():
    folder = Path(catalogue.__file__).parent
    for name, each in STATISTICS.items():
        assert each.folder in QUESTIONS
        assert callable(import_module(each.module).sentence), name
    kept = {f"{each.folder}/{each.file or name}" for name, each in STATISTICS.items()}
    with_sentence = {
        str(path.relative_to(folder).with_suffix(""))
        for path in folder.glob("*/*.py")
        if re.search(r"^def sentence\(", path.read_text(), re.MULTILINE)
    }
    assert with_sentence == kept


@pytest.mark.parametrize("name", [name for name, each in PUBLIC.items() if each.chart])
def test_the_chart_of_a_statistic_draws_its_table(name: str):
    table = CALLS[name](*WORLDS["usual"]())
    assert getattr(cj.charts, PUBLIC[name].chart)(table).to_dict()


@pytest.mark.parametrize("world", WORLDS)
@every
def test_a_table_with_reasons_or_a_sentence(call: Statistic, world: str):
    jm, log, survey = WORLDS[world]()
    if world == "usual":
        check(quietly(call, jm, log, survey))
        return
    problem = ""
    try:
        check(quietly(call, jm, log, survey))
    except JourneyError as error:
        problem = error.sentence
    assert not problem or (problem.endswith(".") and len(problem.split()) > 3)


def check(table: pd.DataFrame) -> None:
    about = table.attrs
    assert {"statistic", "definition", "source", "unit"} <= set(about)
    assert len(about["definition"]) > 30
    assert not np.isinf(table.select_dtypes("float")).any(axis=None)
    ends = [column for column in table if str(column).endswith("_low")]
    assert bool(ends) <= ("confidence" in about)
    assert "n" in table or "n" in about
    assert not table.columns.duplicated().any()
    for low in ends:
        name = low.removesuffix("_low")
        assert {name, f"{name}_high"} <= set(table)
        known = table.dropna(subset=[low, f"{name}_high"])
        doubted = known[known["time"] > 0] if "time" in known else known  # at 0 nobody has come
        assert (doubted[low] < doubted[f"{name}_high"] - 1e-12).all(), f"{name} has no width"
        if not name.startswith("opportunity"):
            assert (known[low] <= known[name] + 1e-9).all()
            assert (known[name] <= known[f"{name}_high"] + 1e-9).all()
    note = table["note"] if "note" in table else pd.Series("", index=table.index)
    assert set(note) <= {"", *NOTES}
    silent = table[note == ""]
    assert [column for column in silent if silent[column].isna().any()] == []
    for locale in LOCALES:
        said = analysis.explain(table, locale)
        assert said == said.strip()
        assert said[-1] in ".。"
        for wrong in ("nan", "NaN", "<NA>", "{", "None", "  ", "..", "。 "):
            assert wrong not in said, said


@every
def test_twice_the_same(call: Statistic):
    one, two = (call(*WORLDS["usual"]()) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    assert one.attrs == two.attrs


@pytest.mark.parametrize("name", PUBLIC)
def test_help_says_what_one_needs(name: str):
    function = getattr(analysis, name)
    told = inspect.getdoc(function) or ""
    for part in ("Parameters", "Returns", "Examples", ">>>"):
        assert part in told
    for parameter in inspect.signature(function).parameters:
        assert parameter in told
    returned = told.partition("Returns")[2]
    assert "``n``" in returned or "n" in function.__annotations__


def test_sentences_have_the_numbers_of_their_language():
    jm, log, survey = WORLDS["usual"]()
    table = cj.emotion(jm, survey)
    assert "−1.38 (95% interval −1.66 to −1.1," in analysis.explain(table)
    said = analysis.explain(table, "ru").replace("\N{NO-BREAK SPACE}", " ")
    assert "−1,38 (интервал 95 % от −1,66 до −1,1," in said
    assert "−1.38（95% 置信区间 −1.66 至 −1.1，" in analysis.explain(table, "zh-Hans")
    assert "из 1\N{NO-BREAK SPACE}412 событий" in analysis.explain(cj.match_report(jm, log), "ru")
    named = cj.reach(cj.JourneyMap("V", stages=[cj.Stage("v2.5", match=["search"])]), log)
    assert "«v2.5»" in analysis.explain(named, "ru")


def test_ten_thousand_kinds_of_events():
    size = 20_000
    frame = pd.DataFrame(
        {
            "customer_id": np.arange(size) % 500,
            "time": pd.Timestamp("2026-03-25") + pd.to_timedelta(np.arange(size), unit="min"),
            "event": [f"page/{each % 9_999}" for each in range(size - 1)] + [GOAL],
            "channel": "web",
            "segment": np.where(np.arange(size) % 500 < 250, "old", "new"),
            "device": np.where(np.arange(size) % 2 == 1, "mobile", "desktop"),
        }
    )
    jm = cj.JourneyMap(
        "Site",
        stages=[
            cj.Stage("Look", touchpoints=[cj.Touchpoint("Pages", match=["page/*"])]),
            cj.Stage("Buy", touchpoints=[cj.Touchpoint("Till", match=[GOAL])]),
        ],
    )
    log, survey = log_of(frame), survey_of(answers().assign(touchpoint="Pages"))
    # There is no event "search", and nobody is new in the second half.
    elsewhere = {"completion:by", "time_to", "compare"}
    for name in sorted(CALLS.keys() - elsewhere):
        check(quietly(CALLS[name], jm, log, survey))
    halves = log.between(end="2026-04-01"), log.between("2026-04-01")
    check(quietly(lambda *_: cj.compare(jm, *halves, customers="all"), jm, log, survey))
