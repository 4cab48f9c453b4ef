"""What widgets do in the browser comes with a kernel once, and browsers can't change it."""

import base64
import gzip
import json

import ipywidgets
import pytest
from ipywidgets.embed import dependency_state

import cjwidgets as cj
from cjwidgets.bundle import bundle
from cjwidgets.display import code

LATER = [bundle("editor-more.js"), bundle("editor-present.js")]


def unpacked(text: str) -> str:
    return gzip.decompress(base64.b64decode(text)).decode()


def size(widget: ipywidgets.Widget) -> int:
    return len(json.dumps(widget.get_state(), ensure_ascii=False).encode())


def test_widgets_of_a_kind_share_their_code():
    jm = cj.JourneyMap("Shop")
    one, two, cards = cj.MapEditor(jm), cj.MapEditor(jm), cj.PersonaCards(jm)
    assert one._code is two._code
    assert one._code is not cards._code
    assert len({one._key, two._key, cards._key}) == 2
    assert unpacked(one._code.script) == bundle("editor.js")
    assert unpacked(one._code.style) == bundle("editor.css")
    assert unpacked(one._code.more).split("\0") == LATER
    assert cards._code.more == ""
    assert one.get_state()["_code"] == f"IPY_MODEL_{one._code.model_id}"


@pytest.mark.parametrize("make", [cj.MapEditor, cj.PersonaCards, cj.JourneyBoard])
def test_a_notebook_that_keeps_a_widget_keeps_less_than_its_bundle(make):
    widget = make(cj.JourneyMap("Shop"))
    script, style = bundle(f"{widget.front_end}.js"), bundle(f"{widget.front_end}.css")
    own = size(widget) + size(widget._code) - len(json.dumps(widget.get_state().get("_forms")))
    assert script not in json.dumps(widget.get_state())
    assert len(widget.get_state()["_esm"]) < 2000
    assert own < len(script) + len(style)


def test_a_style_without_rules_is_packed_as_others_are():
    # Browsers can unpack no text, but not nothing.
    assert unpacked(code.brought("script", "").style) == ""


def test_a_page_made_of_one_widget_gets_its_code_too():
    editor = cj.MapEditor(cj.JourneyMap("Shop"))
    assert editor._code.model_id in dependency_state([editor])


def test_other_code_has_another_key():
    known = code.key_of("script", "style")
    others = [("script", "style "), ("script ", "style"), ("scripts", "tyle"), ("", "scriptstyle")]
    others.append(("script", "style", "more"))
    assert known not in {code.key_of(*other) for other in others}
    assert known == code.key_of("script", "style")


def test_all_widgets_closed_the_next_brings_its_code():
    jm = cj.JourneyMap("Shop")
    before = cj.MapEditor(jm)._code
    ipywidgets.Widget.close_all()
    after = cj.MapEditor(jm)._code
    assert (before.comm, after.script) == (None, code.packed(bundle("editor.js")))
    assert after.comm is not None


def test_a_browser_cannot_change_what_all_pages_run():
    brought = cj.MapEditor(cj.JourneyMap("Shop"))._code
    before = brought.script
    data = {"method": "update", "state": {"script": "alert(1)", "style": "*{}"}, "buffer_paths": []}
    brought._handle_msg({"content": {"data": data}, "buffers": []})
    assert brought.script == before


def test_in_marimo_a_widget_brings_all_itself(monkeypatch):
    monkeypatch.setattr("cjwidgets.display.widget.host", lambda: "marimo")
    editor = cj.MapEditor(cj.JourneyMap("Shop"))
    assert (editor._esm, editor._css) == (bundle("editor.js"), bundle("editor.css"))
    assert unpacked(editor._more).split("\0") == LATER
    assert editor._code is None
