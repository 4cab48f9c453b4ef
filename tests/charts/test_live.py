"""Charts that are alive: what goes into the notebook, what is told and what is believed."""

from __future__ import annotations

import base64
import gzip
import json
import re
import tomllib
from dataclasses import FrozenInstanceError
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import altair as alt
import pytest
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances

from charts import gallery
from charts.svgs import shop
from cjwidgets import charts
from cjwidgets.display import cell_outputs, renderer, selection
from cjwidgets.display.host import host
from cjwidgets.display.parts import split
from cjwidgets.display.picture import picture
from cjwidgets.display.selection import Selection
from cjwidgets.display.view import ChartView, Runtime
from cjwidgets.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
VIEW = "application/vnd.jupyter.widget-view+json"
ROWS = [{"stage": "Ask", "n": 9}, {"stage": "Buy", "n": 4}]


def bars(rows: list[dict] = ROWS, title: str = "Shop") -> alt.Chart:
    pick = alt.selection_point("pick", fields=["stage"])
    brush = alt.selection_interval("brush")
    chart = alt.Chart(alt.Data(values=rows), title=title).mark_bar().encode(x="stage:N", y="n:Q")
    return chart.add_params(pick, brush)


@pytest.fixture(autouse=True)
def no_widgets_are_left():
    yield
    Widget.close_all()


def test_a_chart_of_anybody_is_told_as_json():
    view = ChartView(
        {"data": {"values": [{"n": float("nan")}, {"n": float("inf")}, {"n": 4}]}, "mark": "bar"}
    )
    told = json.loads(
        gzip.decompress(base64.b64decode(view.get_state("_chart")["_chart"])),
        parse_constant=pytest.fail,
    )
    assert told["data"] == {"cjw0": [{"n": None}, {"n": None}, {"n": 4}]}


@pytest.fixture
def lab(monkeypatch):
    """A kernel behind a Jupyter server, in which a cell runs."""
    parent = {"metadata": {"cellId": "one"}, "header": {"msg_id": "1"}}
    shell = SimpleNamespace(kernel=object(), get_parent=lambda: parent)
    ipython = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(__import__("sys").modules, "IPython", ipython)
    monkeypatch.setenv("JPY_SESSION_NAME", "shop.ipynb")
    monkeypatch.setattr(cell_outputs, "_shown", {})
    return parent


def shown_view(shown: dict[str, str]) -> Widget:
    """The view that the picture in a bundle becomes."""
    element = re.fullmatch(
        r'<(cjw-chart-[0-9a-f]+) view="(\w+)"[^>]*><img .*></\1>', shown["text/html"], re.DOTALL
    )
    return _instances[element[2]]


@pytest.mark.usefixtures("lab")
def test_a_page_gets_a_picture_that_comes_alive():
    shown = renderer.render(bars().to_dict())
    assert set(shown) == {"text/html", "image/png", "text/plain"}
    view = shown_view(shown)
    assert view._runtime._tag in shown["text/html"]
    assert 'alt="Shop"' in shown["text/html"]
    assert shown["text/plain"] == "Chart('Shop')"
    assert "view=" not in renderer.render(bars().to_dict(), mode="picture")["text/html"]


@pytest.mark.parametrize("name", ["VSCODE_PID", "JPY_SESSION_NAME"])
@pytest.mark.usefixtures("lab")
def test_a_host_that_only_loads_what_it_shows_gets_a_widget(name: str, monkeypatch):
    monkeypatch.setenv(name, "shop-jvsc-1f.ipynb")
    shown = renderer.render(bars().to_dict())
    assert set(shown) == {VIEW, "text/html", "image/png", "text/plain"}
    assert shown["text/html"].startswith("<img ")


def test_the_picture_beside_a_live_chart_is_lean():
    spec = charts.emotion(shop()).properties(title="0.123456789").to_dict()
    page = picture(spec, form="small")["text/html"]
    drawn = unquote(re.search(r'svg\+xml;charset=utf-8,([^"]+)"', page)[1])
    ET.fromstring(drawn)
    assert "0.123456789" in drawn
    assert "aria-" not in drawn
    assert drawn.count("font-family") < 5
    assert len(page) < len(picture(spec)["text/html"]) / 3


@pytest.mark.usefixtures("lab")
def test_a_kernel_without_a_server_shows_pictures(monkeypatch):
    """nbconvert, papermill and nbval run a kernel, and nobody looks."""
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert host() == "none"
    assert VIEW not in renderer.render(bars().to_dict())
    assert VIEW in renderer.render(bars().to_dict(), mode="live")
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    assert host() == "outputs"


@pytest.mark.usefixtures("lab")
def test_a_page_of_voila_keeps_no_picture_beside_a_live_chart(monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    assert set(renderer.render(bars().to_dict())) == {VIEW, "text/plain"}
    monkeypatch.delenv("SERVER_SOFTWARE")
    monkeypatch.setenv("VOILA_PREHEAT", "True")  # there is no request yet
    assert set(renderer.render(bars().to_dict())) == {VIEW, "text/plain"}


def test_a_view_may_wait_for_its_chart():
    view = ChartView()
    assert (view.selections, repr(view)) == ({}, "ChartView('')")
    sent = []
    view.send_state = lambda key=None: sent.append(key)
    view._hear({"type": "waits"})
    assert sent == []
    view.update(bars())
    sent.clear()
    view._hear({"type": "waits"})  # a page that was loading missed it
    assert sent == [("_chart", "_narrow", "_choices")]
    view.choose("pick", [{"stage": "Buy"}])
    assert repr(view) == "ChartView('Shop')"


@pytest.mark.usefixtures("lab")
def test_the_second_chart_costs_less_than_60_kb():
    def cost() -> int:
        shown = renderer.render(charts.emotion(shop()).to_dict())
        view = shown_view(shown)
        return len(json.dumps(shown)) + len(json.dumps(view.get_state()))

    cost()
    assert cost() < 60_000
    runtimes = [each for each in _instances.values() if isinstance(each, Runtime)]
    assert len(runtimes) == 1


@pytest.mark.parametrize("stages", [6, 30])
@pytest.mark.parametrize("name", gallery.ARGUMENTS)
@pytest.mark.usefixtures("lab")
def test_what_a_chart_costs(name: str, stages: int):
    """All that is saved with it, its pictures too."""

    def size(given: object) -> int:
        return len(json.dumps(given, ensure_ascii=False).encode())

    shown = renderer.render(gallery.drawn(name, gallery.journey(stages)).to_dict(validate=False))
    assert size(shown) + size(shown_view(shown).get_state()) < 60_000


@pytest.mark.usefixtures("lab")
def test_too_much_data_make_a_picture_with_a_note(monkeypatch):
    monkeypatch.setattr(renderer, "LIMIT", 100)
    shown = renderer.render(bars().to_dict(), locale="ru")
    assert VIEW not in shown
    assert "Показано картинкой" in shown["text/html"]
    assert VIEW in renderer.render(bars().to_dict(), mode="live")


def test_a_cell_run_again_closes_what_it_showed(lab):
    def show() -> Widget:
        return shown_view(renderer.render(bars().to_dict()))

    first, beside = show(), show()
    assert None not in (first.comm, beside.comm)
    lab["header"]["msg_id"] = "2"
    again = show()
    assert first.comm is None
    assert beside.comm is None
    lab["metadata"]["cellId"] = "two"
    other = show()
    assert None not in (again.comm, other.comm)
    # The runtime and two charts, each with its layout, and the code of charts.
    assert len(_instances) == 7


def test_all_widgets_closed_the_next_chart_makes_a_runtime():
    ChartView(bars())
    Widget.close_all()
    assert ChartView(bars())._runtime.comm is not None


def test_other_rows_leave_the_shape():
    shape, rows = split(bars().to_dict())
    other = [{"stage": "Ask", "n": 1}]
    assert split(bars(other).to_dict()) == (shape, {"cjw0": other})
    assert rows == {"cjw0": ROWS}
    assert split(bars().mark_point().to_dict())[0] != shape


def test_an_edited_map_moves_its_chart():
    jm = shop()
    shape, rows = split(charts.emotion(jm).to_dict())
    jm.touchpoints[1].emotion = 0.7
    again, moved = split(charts.emotion(jm).to_dict())
    assert (again == shape, moved == rows) == (True, False)


def test_named_rows_are_kept_once():
    layers = alt.layer(*[alt.Chart().mark_point().encode(x="a:Q")] * 2)
    spec = layers.properties(data=alt.Data(values=[{"a": 1}])).to_dict()
    spec = {**spec, "data": {"name": "all"}, "datasets": {"all": [{"a": 1}]}}
    spec["layer"][0]["data"] = {"name": "all", "format": {"parse": {"a": "number"}}}
    shape, rows = split(spec)
    assert rows == {"cjw0": [{"a": 1}]}
    assert shape["layer"][0]["data"] == {"name": "cjw0", "format": {"parse": {"a": "number"}}}
    assert "datasets" not in shape


def test_choices_are_read():
    view = ChartView(bars())
    assert view.selection is None
    assert not view.selections["pick"]
    heard: list[str] = []
    view.observe(lambda change: heard.append(change["new"].name), "selection")
    view._hear({"name": "pick", "points": [{"stage": "Buy"}], "ranges": {}})
    view._hear({"name": "brush", "points": [], "ranges": {"n": [1, 5]}})
    assert heard == ["pick", "brush"]
    assert view.selections["pick"].points[0]["stage"] == "Buy"
    assert view.selection.ranges["n"] == (1, 5)
    with pytest.raises(FrozenInstanceError):
        view.selection.name = "x"
    view.update(bars([{"stage": "Ask", "n": 1}]))
    assert view.selections["pick"]
    view.update(bars().mark_point())  # drawn anew, with nothing chosen
    assert not view.selections["pick"]


def test_points_are_chosen_from_python():
    view = ChartView(bars())
    heard: list[Selection] = []
    view.observe(lambda change: heard.append(change["new"]), "selection")
    view.choose("pick", [{"stage": "Buy"}])
    assert view.selection == view.selections["pick"] == heard[0]
    assert view.get_state()["_choices"] == {"pick": {"turn": 1, "points": [{"stage": "Buy"}]}}
    # The browser says the same, and nothing happens; what it said before is not believed.
    view._hear({"name": "pick", "points": [{"stage": "Buy"}], "turn": 1})
    view._hear({"name": "pick", "points": [{"stage": "Ask"}], "turn": 0})
    view.choose("pick", {"stage": "Buy"})
    assert len(heard) == 1
    # A later click is kept for views that open later.
    view._hear({"name": "pick", "points": [{"stage": "Ask"}], "turn": 1})
    assert view._choices["pick"] == {"turn": 1, "points": [{"stage": "Ask"}]}
    view.update(bars([{"stage": "Ask", "n": 1}]))
    assert view._choices["pick"]["points"] == [{"stage": "Ask"}]
    view.choose("pick")
    assert not view.selections["pick"]
    assert view._choices["pick"] == {"turn": 2, "points": []}
    view.choose("pick", [{"stage": "Ask"}])
    view.update(bars(title="Other"))  # a title is no other chart
    assert view.selections["pick"]
    view.update(bars().mark_point())
    assert not view.selections["pick"]
    assert view._choices == {}


@pytest.mark.parametrize(
    ("name", "points", "message"),
    [
        ("nobody", [], "no parameter 'nobody'.*It has 'pick', 'brush'"),
        ("brush", [], "selects a range"),
        ("pick", "Buy", "such as {'stage': …}, not 'Buy'"),
        ("pick", 1, "such as {'stage': …}, not 1"),
        ("pick", ["Buy"], "not 'Buy'"),
        ("pick", [{}], "not {}"),
        ("pick", [{"n": 9}], "no field 'n'.*It has 'stage'"),
        ("pick", [{"stage": ["Buy"]}], "'stage' can't be"),
        ("pick", [{"stage": float("nan")}], "'stage' can't be nan"),
    ],
)
def test_what_cannot_be_chosen_is_said(name: str, points: object, message: str):
    view = ChartView(bars())
    with pytest.raises(InputError, match=message):
        view.choose(name, points)
    assert view.selection is None
    with pytest.raises(InputError, match="Give it one"):
        ChartView({"mark": "bar"}).choose("pick", [])


@pytest.mark.parametrize(
    "message",
    [
        None,
        "pick",
        {},
        {"name": "nobody", "points": []},
        {"name": ["pick"], "points": []},
        {"name": "pick", "points": "all"},
        {"name": "pick", "points": [1]},
        {"name": "pick", "points": [{}] * 20_000},
        {"name": "brush", "ranges": [1]},
        {"name": "brush", "ranges": {"n": 1}},
    ],
)
def test_a_browser_may_tell_anything(message: object):
    view = ChartView(bars())
    view._hear(message)
    view.set_state({"_chart": {}, "theme": "dark"})
    assert view.selection is None
    assert view.theme == "auto"
    assert view._chart["data"]


def test_parameters_are_found_in_all_parts():
    spec = {"hconcat": [bars().to_dict(), {"layer": [{"params": [{"name": "v", "value": 1}]}]}]}
    assert {name: each.kind for name, each in selection.params(spec).items()} == {
        "pick": "point",
        "brush": "interval",
    }


def test_what_is_no_chart_is_refused():
    with pytest.raises(InputError, match="expects an Altair chart"):
        ChartView("bars")


def test_a_link_does_not_spoil_the_picture():
    linked = bars().encode(href=alt.value("https://example.invalid/"))
    assert "<svg" in renderer.render(linked.to_dict())["text/html"]


def test_altair_finds_the_renderer_without_us():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    group = declared[alt.renderers.entry_point_group]
    module, _, name = group["cjwidgets"].partition(":")
    assert getattr(import_module(module), name) is renderer.render
