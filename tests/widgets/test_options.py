"""What may be chosen of a widget has the same effect at once and later, inside a board too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
import traitlets

import cjwidgets as cj
from cjwidgets.display.view import Runtime
from cjwidgets.errors import InputError, UnknownFieldError
from widgets.timers import Timers

OPTIONS = cj.PersonaCards.options
every_option = pytest.mark.parametrize("name", OPTIONS)
every_widget = pytest.mark.parametrize("kind", [cj.MapEditor, cj.PersonaCards, cj.JourneyBoard])


def other(name: str) -> Any:
    """A value that is not the usual one."""
    trait = cj.MapEditor.class_traits()[name]
    match trait:
        case traitlets.Enum():
            return next(each for each in reversed(trait.values) if each != trait.default_value)
        case traitlets.Bool():
            return not trait.default_value
        case traitlets.Int():
            return trait.min + 1
        case traitlets.Unicode():
            return "Anna"
    raise AssertionError(f"a value for {name}?")


def shop() -> cj.JourneyMap:
    return cj.JourneyMap("Shop", stages=[cj.Stage("Ask", id="ask")], personas=["Anna"])


def effect(widget: Any) -> tuple[Any, ...]:
    """What its browser and its kernel go by."""
    shown = widget.editor if isinstance(widget, cj.JourneyBoard) else widget
    return shown.get_state(OPTIONS), shown.session.role


def test_a_board_has_the_options_of_an_editor():
    assert cj.JourneyBoard.options == cj.MapEditor.options == (*OPTIONS, "comments", "gone")
    for name in cj.MapEditor.options:
        assert f"\n{name} : " in (cj.JourneyBoard.__doc__ or "")


@every_option
@every_widget
def test_an_option_has_the_same_effect_at_once_and_later(kind, name, timers):
    value = other(name)
    usual, wanted = effect(cj.MapEditor(shop())), effect(cj.MapEditor(shop(), **{name: value}))
    assert usual != wanted
    assert effect(kind(shop(), **{name: value})) == wanted
    later = kind(shop())
    assert effect(later) == usual
    setattr(later, name, value)
    assert effect(later) == wanted
    assert getattr(later, name) == value


@every_option
def test_a_board_and_its_editor_never_disagree(name, timers):
    board = cj.JourneyBoard(shop())
    setattr(board.editor, name, other(name))
    assert getattr(board, name) == other(name)
    setattr(board, name, cj.MapEditor.class_traits()[name].default_value)
    assert effect(board) == effect(cj.MapEditor(shop()))


@every_widget
def test_who_is_locked_out_later_is_refused(kind, timers, monkeypatch):
    jm = shop()
    widget = kind(jm)
    shown = widget.editor if kind is cj.JourneyBoard else widget
    sent: list[Any] = []
    monkeypatch.setattr(shown, "_send", lambda told, buffers=None: sent.append(told.get("content")))
    rename = {"kind": "updated", "id": "ask", "fields": {"name": ["Ask", "Buy"]}}
    widget.mode = "view"
    shown._hear({"type": "edit", "cid": "a:1", "changes": [rename]})
    assert [told["code"] for told in sent if told] == ["read-only"]
    assert jm.stages[0].name == "Ask"
    widget.mode = "edit"
    shown._hear({"type": "edit", "cid": "a:2", "changes": [rename]})
    assert jm.stages[0].name == "Buy"


@every_widget
def test_what_is_no_mode_changes_nothing(kind, timers):
    widget = kind(shop(), mode="view")
    before = effect(widget)
    with pytest.raises(traitlets.TraitError, match=f"'mode' trait of a {kind.__name__}"):
        widget.mode = "locked"
    assert effect(widget) == before
    with pytest.raises(UnknownFieldError, match=rf"{kind.__name__}.*'?mod'?"):
        kind(shop(), mod="view")


def test_a_theme_is_that_of_the_charts(timers):
    board = cj.JourneyBoard(shop(), charts=["emotion"], theme="dark")
    assert [each.theme for each in board.charts.values()] == ["dark"]
    board.theme = "light"
    assert [each.theme for each in board.charts.values()] == ["light"]
    tried = cj.WhatIf(shop(), theme="dark")
    assert tried.chart.theme == "dark"
    tried.theme = "light"
    assert tried.chart.theme == "light"


def test_a_closed_board_leaves_its_editor_alone(timers):
    board = cj.JourneyBoard(shop())
    editor = board.editor
    board.close()
    board.mode = "view"
    assert editor.mode == "edit"


WIDGETS = {
    "JourneyBoard": lambda: cj.JourneyBoard(shop()),
    "MapEditor": lambda: cj.MapEditor(shop()),
    "PersonaCards": lambda: cj.PersonaCards(shop()),
    "WhatIf": lambda: cj.WhatIf(shop()),
    "ChartView": lambda: cj.ChartView(),
    "Runtime": Runtime,
}


@pytest.mark.parametrize("name", WIDGETS)
def test_a_misspelt_option_is_refused_and_the_nearest_named(name, timers):
    widget = WIDGETS[name]()
    options = [each for each in ("mode", "theme", "height", "locale") if widget.has_trait(each)]
    for option in options:
        wrong = option[:2] + option[3:] + option[2]
        with pytest.raises(UnknownFieldError, match=f"{name} has no field '{wrong}'") as refused:
            setattr(widget, wrong, "view")
        assert f"Did you mean {option!r}?" in str(refused.value)
        assert not hasattr(widget, wrong)
    with pytest.raises(UnknownFieldError, match="has no field 'elsewhere'"):
        widget.elsewhere = 1


def test_the_hint_of_a_misspelt_option_works(timers):
    editor = cj.MapEditor(shop())
    editor._elsewhere = 1
    editor.layout.width, editor.tooltip = "50%", "The shop"

    class Own(cj.MapEditor):
        elsewhere: int

    own = Own(shop())
    own.elsewhere = 1
    assert (own.elsewhere, editor._elsewhere, editor.tooltip) == (1, 1, "The shop")
    with pytest.raises(UnknownFieldError, match=r"Own has no field 'moed'.*'mode'"):
        own.moed = "view"


def test_the_language_of_a_chart_may_be_changed(timers):
    view = cj.ChartView(locale="ru")
    russian = view.get_state("_texts")
    view.locale = "en"
    assert view.get_state("_texts") == cj.ChartView().get_state("_texts") != russian
    for refused in (lambda: setattr(view, "locale", "xx"), lambda: cj.ChartView(locale="xx")):
        with pytest.raises(InputError, match=r"no interface language 'xx'.*zh-Hans"):
            refused()
    assert view.locale == "en"


def test_charts_speak_the_language_that_a_map_gets(timers):
    jm = shop()
    board, tried = cj.JourneyBoard(jm), cj.WhatIf(jm)
    jm.locale = "ru"
    assert {each.locale for each in (*board.charts.values(), tried.chart)} == {"ru"}


@pytest.fixture
def asleep() -> cj.EventLog:
    """Ten who asked and one who bought; the log goes on for twenty days."""
    rows = [(f"c{who}", "2026-03-01", "ask") for who in range(10)] + [("y", "2026-02-01", "ask")]
    rows += [("y", "2026-02-02", "buy"), ("z", "2026-03-21", "x")]
    frame = pd.DataFrame(rows, columns=["who", "at", "what"])
    return cj.EventLog(frame, customer="who", time="at", event="what")


@pytest.mark.parametrize("later", [False, True])
def test_how_long_somebody_is_absent_is_said_once_for_map_and_charts(
    asleep: cj.EventLog, timers: Timers, *, later: bool
) -> None:
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask"), cj.Stage("Buy")])
    for stage in jm.stages:
        stage.touchpoints.append(cj.Touchpoint(stage.name, match=[stage.name.lower()]))
    board = cj.JourneyBoard(jm, asleep, charts=["drop_off"], gone="30d" if later else "14d")
    if later:
        assert seen(board, timers) == (10, 11)
        board.gone = "14d"
    assert seen(board, timers) == (0, 1)
    with pytest.raises(InputError, match=r"gone='soon' is no length of time"):
        board.gone = "soon"
    assert seen(board, timers) == (0, 1)
    assert cj.MapEditor(jm, gone=timedelta(days=14)).gone == timedelta(days=14)


def seen(board: cj.JourneyBoard, timers: Timers) -> tuple[int, int]:
    """Who may yet go on: from the first touchpoint, on the map; to the last stage, in the chart."""
    timers.ring()
    told = board.editor.live.told
    assert told is not None
    scene = board.scene
    table = cj.funnel(scene.map, scene.log, gone=scene.gone, minimum=1)
    return told["nodes"][board.map.touchpoints[0].id].get("waiting", 0), int(table["open"].iloc[1])
