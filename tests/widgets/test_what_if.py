"""WhatIf: what its controls try, what it says, and that it follows the map and its data."""

from __future__ import annotations

import subprocess
import sys

import pytest
from ipywidgets import Widget

import cjwidgets as cj
from cjwidgets.errors import InputError
from cjwidgets.locale import LOCALES, language
from cjwidgets.widgets.recompute import Recompute

FRAME = cj.datasets.mattress_log(customers=200)


def without_pauses(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Recompute, "soon", lambda self, pause=0: self.now())


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Nothing waits for a moment of quiet; no widgets are left."""
    without_pauses(monkeypatch)
    yield
    Widget.close_all()


@pytest.fixture(scope="module")
def log() -> cj.EventLog:
    return cj.EventLog(FRAME, customer="customer_id", time="time", event="event")


def says(tried: cj.WhatIf) -> str:
    return tried._said.value


def test_controls_try_a_change_and_it_is_the_statistic(log):
    jm = cj.datasets.mattress_map()
    tried = cj.WhatIf(jm, log, goal="payment_done", touchpoint="Checkout", fewer=40)
    change = cj.DropOff(jm.stages["Decision"].touchpoints["Checkout"], by=-0.4)
    assert tried.change == change
    alone = cj.what_if(jm, log, change, goal="payment_done")
    assert tried.table["gained"][0] == alone["gained"][0]
    assert "40% fewer lost at “Checkout”" in says(tried)
    assert "n = 200" in says(tried)

    tried._without.value = True
    assert tried.change == cj.Remove(change.touchpoint)
    assert "Without “Checkout”" in says(tried)
    assert tried._fewer.disabled
    assert "Without “Checkout”" in str(tried.chart._chart["data"])


def test_the_goal_is_the_last_stage_and_can_not_be_changed(log):
    tried = cj.WhatIf(cj.datasets.mattress_map(), log)
    places = [name for name, _ in tried._place.options]
    assert places[0] == "Awareness · Search"
    assert not [name for name in places if name.startswith("Loyalty")]
    with pytest.raises(InputError, match="no touchpoint 'Friend' before the goal"):
        cj.WhatIf(tried.map, log, touchpoint="Friend")


def test_what_can_not_be_said_is_a_sentence(log):
    jm = cj.datasets.mattress_map()
    tried = cj.WhatIf(jm, touchpoint="Courier")
    assert "attach a log" in says(tried)
    assert (tried.table, tried.chart.layout.display) == (None, "none")
    jm.attach(log)
    assert "fewer lost at “Courier”" in says(tried)
    assert tried.chart.layout.display is None

    jm.stages["Delivery & use"].touchpoints["Courier"].match = []
    assert "Nobody was at &#x27;Courier&#x27;" in says(tried)
    assert tried.table is None
    empty = cj.WhatIf(cj.JourneyMap("Shop"), log)
    assert "no touchpoint before the goal yet" in says(empty)
    assert empty.change is None


def test_a_program_error_is_a_sentence_too(log, monkeypatch):
    def breaks(*_, **__):
        raise ZeroDivisionError("by <b>nobody</b>")

    monkeypatch.setattr("cjwidgets.analysis.what_if", breaks)
    tried = cj.WhatIf(cj.datasets.mattress_map(), log)
    assert "by &lt;b&gt;nobody&lt;/b&gt;" in says(tried)


def test_edits_of_the_map_are_followed(log):
    jm = cj.datasets.mattress_map()
    tried = cj.WhatIf(jm, log, touchpoint="Checkout")
    till = jm.stages["Decision"].touchpoints["Checkout"]
    till.name = "<img src=x onerror=alert(1)>"
    assert "lost at “&lt;img src=x" in says(tried)
    assert ("Decision · <img src=x onerror=alert(1)>", till.id) in tried._place.options
    answers = tried._watch._answers
    till.thoughts = "What else?"
    assert tried._watch._answers == answers  # that changes no number
    jm.stages["Decision"].touchpoints.remove(till)
    assert tried._place.value == "search"
    assert "lost at “Search”" in says(tried)
    jm.locale = "ru"
    assert tried._without.description == "Убрать её"
    assert "потерь в точке «Search»" in says(tried)


@pytest.mark.parametrize("locale", LOCALES)
def test_it_speaks_the_language_of_the_map(log, locale):
    jm = cj.datasets.mattress_map()
    jm.locale = locale
    tried = cj.WhatIf(jm, log, touchpoint="Checkout")
    assert "Checkout" in says(tried)
    assert tried._place.description == cj.locale.text("what_if.place", locale)


def test_closed_it_listens_no_more(log):
    jm = cj.datasets.mattress_map()
    tried = cj.WhatIf(jm, log, touchpoint="Checkout")
    said = says(tried)
    tried.close()
    jm.stages["Decision"].touchpoints["Checkout"].name = "Till"
    assert says(tried) == said
    assert [each.comm for each in (tried, tried._place, tried._watch, tried.chart)] == [None] * 4


def test_it_names_its_goal_and_how_many_reach_it_now(log):
    jm = cj.datasets.mattress_map()
    night = jm.node("first-night")
    tried = cj.WhatIf(jm, log, goal=night, touchpoint="Checkout")
    now = language(jm.locale).percent(tried.table["before"].iloc[0], 1)
    assert f"Goal: First night, now {now} of 200" in says(tried)
    night.name = "Zzz <b>"
    assert "Goal: Zzz &lt;b&gt;, now" in says(tried)


def test_marimo_has_the_same_controls_and_sentences():
    """In a process of its own: marimo would load more of pyspark, had another test loaded some."""
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def in_marimo() -> None:
    log = cj.EventLog(FRAME, customer="customer_id", time="time", event="event")
    jm = cj.datasets.mattress_map()
    tried = cj.WhatIf(jm, log, goal="payment_done", touchpoint="Checkout")
    assert tried._display_() is tried._marimo.whole
    place, fewer, without = tried._marimo.shown
    assert (place.value, fewer.value, without.value) == ("checkout", 30, False)
    before = tried._lines._lines
    assert "Checkout" in before[0]
    assert "payment_done" in before[1]
    for control, value in ((place, ["Awareness · Search"]), (fewer, 50), (without, False)):
        control._update(value)
    assert tried.change == cj.DropOff(jm.node("search"), by=-0.5)
    assert "50% fewer lost at “Search”" in tried._lines._lines[0]
    without._update(True)
    assert tried.change == cj.Remove(jm.node("search"))
    # A place that an edit took away since is not chosen.
    jm.stages["Decision"].touchpoints.remove(jm.node("checkout"))
    place._update(["Decision · Checkout"])
    assert tried._place.value == "search"
    tried.close()
    assert tried._lines.comm is None


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        without_pauses(patch)
        in_marimo()
