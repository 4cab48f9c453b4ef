"""What both widgets of a map promise, without a kernel."""

import math

import pytest

import cjwidgets as cj
from cjwidgets.errors import InputError, UnknownFieldError

WIDGETS = pytest.mark.parametrize("widget", [cj.MapEditor, cj.PersonaCards])


@WIDGETS
def test_a_widget_names_itself_by_its_map(widget):
    jm = cj.JourneyMap("Shop", personas=["Anna"])
    assert repr(widget(jm)) == f"{widget.__name__}(JourneyMap('Shop', 0 stages, 1 persona))"


@WIDGETS
def test_what_is_no_map_is_refused(widget):
    with pytest.raises(InputError, match=f"{widget.__name__} expects a JourneyMap or .*, not 7"):
        widget(7)


@WIDGETS
def test_an_unknown_option_is_refused_by_name(widget):
    with pytest.raises(UnknownFieldError, match=r"heigth.*height"):
        widget(cj.JourneyMap("Shop"), heigth=300)


@WIDGETS
def test_the_browser_can_set_nothing(widget):
    shown = widget(cj.JourneyMap("Shop"), theme="dark")
    before = (shown._esm, shown.theme)
    shown.set_state({"_esm": "alert(1)", "theme": "light", "_snapshot": {}})
    assert (shown._esm, shown.theme) == before


@WIDGETS
def test_a_browser_is_told_no_number_that_json_has_not(widget, monkeypatch):
    shown = widget(cj.JourneyMap("Shop"))
    sent = []
    monkeypatch.setattr(shown, "_send", lambda message, buffers=None: sent.append(message))
    shown.send({"type": "commit", "changes": [float("nan"), -math.inf, 1.5]})
    assert sent[0]["content"] == {"type": "commit", "changes": [None, None, 1.5]}
    told = {"nodes": {"a": {"felt": (["", 0.0, math.nan, math.inf, 7],)}}}
    monkeypatch.setattr(shown.session, "snapshot", lambda: told)
    state = shown.get_state()
    assert state["_snapshot"] == {"nodes": {"a": {"felt": [["", 0.0, None, None, 7]]}}}
    assert state["theme"] == "auto"


@WIDGETS
def test_texts_are_in_the_language_of_the_map(widget):
    shown = widget(cj.JourneyMap("Shop", locale="zh-Hant"))
    assert (
        shown.texts()["editor.undo"]
        == cj.MapEditor(cj.JourneyMap(locale="zh-Hant")).texts()["editor.undo"]
    )
    assert not any(key.startswith("chart.") for key in shown.texts())


@WIDGETS
def test_another_language_is_told_to_the_browser_until_the_widget_is_closed(widget, monkeypatch):
    jm = cj.JourneyMap("Shop")
    shown = widget(jm)
    told = []
    monkeypatch.setattr(shown, "send_state", lambda names: told.append(tuple(names)))
    jm.locale = "ru"
    assert told == [shown.translated]
    jm.undo()
    assert told == [shown.translated] * 2
    shown.close()
    jm.locale = "zh-Hans"
    assert len(told) == 2


@WIDGETS
def test_a_closed_widget_listens_no_more(widget):
    jm = cj.JourneyMap("Shop")
    shown = widget(jm)
    assert jm._listeners
    shown.close()
    assert jm._listeners == []


def test_an_answer_to_a_question_of_the_interview_is_kept_by_its_name():
    jm = cj.JourneyMap("Shop", personas=[cj.Persona("Anna", id="anna")])
    shown = cj.PersonaCards(jm)
    questions = [key for key in shown.texts() if key.startswith("persona.question.")]
    assert [key.rpartition(".")[2] for key in questions] == [
        "problem", "competitors", "why", "feelings", "improve", "expectations",
    ]  # fmt: skip
    change = {"kind": "updated", "id": "anna", "fields": {"answers": [None, {"why": "Price"}]}}
    shown.session.handle({"type": "edit", "cid": "x", "changes": [change]})
    assert jm.personas["Anna"].answers == {"why": "Price"}


def test_an_editor_without_a_map_begins_one():
    editor, other = cj.MapEditor(), cj.MapEditor(mode="view")
    assert len(editor.map.stages) == 0
    assert editor.map is not other.map
    assert editor.session.snapshot()["doc"]["id"] == editor.map.id
    editor.map.stages.append("Ask")
    assert [stage.name for stage in editor.map.stages] == ["Ask"]
    assert len(other.map.stages) == 0
