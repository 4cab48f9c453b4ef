"""What widgets leave in a notebook: a static form beside the widget, or in its place."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

import cjwidgets as cj
from cjwidgets.display.host import is_unattended
from cjwidgets.widgets.static_form import WIDGET
from formats.html.filled import Page


def shop() -> cj.JourneyMap:
    jm = cj.datasets.mattress_map()
    frame = cj.datasets.mattress_log(customers=200)
    return jm.attach(cj.EventLog(frame, customer="customer_id", time="time", event="event"))


WIDGETS = {
    "editor": lambda: cj.MapEditor(shop()),
    "cards": lambda: cj.PersonaCards(shop()),
    "board": lambda: cj.JourneyBoard(shop(), charts=["drop_off"]),
    "what-if": lambda: cj.WhatIf(shop(), goal="payment_done", touchpoint="Checkout"),
}
SAYS = {
    "editor": ("Checkout", "Customers: "),
    "cards": ("Anna, 41", "I have no time"),
    "board": ("Checkout", "Customers: "),
    "what-if": ("Decision · Checkout", "Fewer lost there, %", "30", "payment_done", "per 1,000"),
}


def shown(widget: Any) -> dict[str, str]:
    given = widget._repr_mimebundle_()
    return dict(given[0] if isinstance(given, tuple) else given)


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch):
    """Let a kernel run this, and say who asked it to: a person can answer questions."""

    def ask(*, answers: bool) -> None:
        parent = {"content": {"code": "x", "allow_stdin": answers}}
        asked = SimpleNamespace(get_parent=lambda channel: parent)
        events = SimpleNamespace(register=lambda *_: None)
        shell = SimpleNamespace(kernel=asked, events=events)
        ipython = SimpleNamespace(get_ipython=lambda: shell)
        for name in ("JPY_SESSION_NAME", "VSCODE_PID", "VSCODE_IPC_HOOK"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setitem(sys.modules, "IPython", ipython)

    return ask


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_leaves_a_static_form(name: str) -> None:
    widget = WIDGETS[name]()
    data = shown(widget)
    assert WIDGET in data
    page = Page(data["text/html"])
    assert [each for each in SAYS[name] if each not in page.text] == []
    assert data["text/plain"]
    assert len(data["text/html"]) < 100_000
    widget.close()


@pytest.mark.parametrize("name", WIDGETS)
def test_a_page_of_voila_is_never_stored_and_gets_none(name: str, monkeypatch) -> None:
    widget = WIDGETS[name]()
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    data = shown(widget)
    assert WIDGET in data
    assert "text/html" not in data


@pytest.mark.parametrize("name", WIDGETS)
def test_where_a_program_runs_the_notebook_the_form_is_all(name: str, kernel) -> None:
    widget = WIDGETS[name]()
    kernel(answers=False)
    assert is_unattended()
    data = shown(widget)
    assert WIDGET not in data
    assert SAYS[name][0] in Page(data["text/html"]).text
    kernel(answers=True)
    assert WIDGET in shown(widget)


@pytest.mark.parametrize("name", ["editor", "what-if"])
def test_nobody_sees_later_what_is_read_later(name: str, kernel, timers) -> None:
    kernel(answers=False)
    jm = cj.datasets.mattress_map()
    frame = cj.datasets.mattress_log(customers=200)
    jm.attach(lambda: cj.EventLog(frame, customer="customer_id", time="time", event="event"))
    make = {"editor": cj.MapEditor, "what-if": lambda jm: cj.WhatIf(jm, goal="payment_done")}
    page = Page(shown(make[name](jm))["text/html"])
    assert "200" in page.text


def test_a_form_that_fails_hides_no_widget(monkeypatch, caplog) -> None:
    editor = cj.MapEditor(cj.JourneyMap("Shop"))
    monkeypatch.setattr(type(editor), "static", lambda _: 1 / 0)
    assert WIDGET in shown(editor)
    assert "could not write the static form" in caplog.text


def test_the_form_of_a_what_if_says_why_there_is_no_number() -> None:
    jm = cj.datasets.mattress_map()
    page = Page(cj.WhatIf(jm).static())
    assert cj.locale.text("what_if.no_log", "en") in page.text


def test_the_form_of_an_editor_is_that_of_the_map_on_the_screen(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    jm = cj.JourneyMap("Shop", stages=["Get"])
    jm.stages[0].touchpoints.append(cj.Touchpoint("Delivery", id="delivery"))
    jm.save("shop.cjmap.json")
    jm.touchpoints[0].create_journey()
    editor = cj.MapEditor(jm)
    editor.open_journey("delivery").stages.append(cj.Stage("Packed"))
    assert "Packed" in editor.static()


def test_the_form_of_a_what_if_names_its_goal_whatever_it_is() -> None:
    jm = shop()
    for goal in ("payment_done", ["payment_done", "phone_order"], jm.stages[-1], jm.touchpoints[6]):
        page = Page(cj.WhatIf(jm, goal=goal).static())
        name = goal[1] if isinstance(goal, list) else getattr(goal, "name", goal)
        assert name in page.text
