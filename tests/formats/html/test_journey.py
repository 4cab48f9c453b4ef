"""A map as a table: all of its words, none of them as markup, never too long."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.display.personas import MARKS
from cjwidgets.formats.html.curve import drawn, path
from cjwidgets.formats.html.feelings import Feeling, Line
from cjwidgets.formats.html.journey import journey
from cjwidgets.formats.html.personas import personas
from cjwidgets.formats.html.rows import rows
from cjwidgets.formats.html.style import COLUMN
from cjwidgets.locale import LOCALES, text
from cjwidgets.model.values import Scale
from formats.html.filled import ASIDE, HOSTILE, PICTURE, Page, filled

SAFE = {
    *("div", "style", "p", "strong", "span", "small", "br", "table", "colgroup", "col", "thead"),
    *("tbody", "tr", "th", "td", "ul", "li", "svg", "path", "g", "details", "summary", "dl", "dt"),
    *("dd", "img", "section", "blockquote"),
}
QUIET = {
    *("class", "lang", "dir", "style", "colspan", "rowspan", "scope", "border", "width", "height"),
    *("tabindex", "aria-hidden", "aria-label", "d", "transform", "viewbox", "src", "alt"),
}


def shop(**more: object) -> cj.JourneyMap:
    search = cj.Touchpoint("Search", channel="website", emotion=1)
    jm = cj.JourneyMap("Shop", stages=["Ask", "Buy"], **more)
    jm.stages[0].touchpoints.append(search)
    return jm


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_a_map_is_in_it_and_none_is_markup(locale: str) -> None:
    jm, words = filled()
    jm.locale = locale
    page = Page(journey(jm))
    for each in words:
        assert each in page.text, each
    assert {tag for tag, _ in page.tags} <= SAFE
    assert {name for name, _ in page.attributes()} <= QUIET
    assert {image["src"] for image in page.of("img")} == {PICTURE}


def test_what_only_the_speaker_says_is_on_no_page() -> None:
    jm, _ = filled()
    assert [jm.stages[0].speaker_notes, jm.touchpoints[0].speaker_notes] == [ASIDE, ASIDE]
    assert ASIDE not in journey(jm)


def test_hidden_lanes_hide_nothing_of_the_map() -> None:
    jm, words = filled()
    for lane in jm.lanes:
        lane.hidden = True
    page = Page(journey(jm))
    assert [each for each in words if each not in page.text] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_a_persona_is_on_its_card(locale: str) -> None:
    jm, _ = filled()
    jm.locale = locale
    page = Page(personas(jm))
    persona = jm.personas[0]
    said = [persona.name, persona.quote, persona.segment, persona.description, *persona.needs]
    said += [*persona.answers.values(), *(each.text for each in persona.goals)]
    said += [each.source for each in persona.evidence]
    assert [each for each in said if each not in page.text] == []
    assert {tag for tag, _ in page.tags} <= SAFE
    assert text("persona.question.problem", locale) in page.text


@settings(max_examples=30)
@given(st.text(max_size=60), st.sampled_from(HOSTILE))
def test_no_text_gets_out_of_its_place(any_text: str, hostile: str) -> None:
    said = any_text.encode(errors="ignore").decode() + hostile
    jm = shop(objective=said, personas=[said])
    jm.touchpoints[0].name = jm.touchpoints[0].actions = jm.stages[0].name = said
    jm.touchpoints[0].pains.append(cj.Pain(said))
    for form in (journey(jm), personas(jm)):
        page = Page(form)
        assert {tag for tag, _ in page.tags} <= SAFE
        assert {name for name, _ in page.attributes()} <= QUIET
        assert hostile in page.text


def test_it_is_a_table_that_can_be_read_aloud() -> None:
    jm = shop()
    page = Page(journey(jm))
    heads = page.of("th")
    assert [each["colspan"] for each in heads if each.get("scope") == "colgroup"] == ["1", "1"]
    assert len([each for each in heads if each.get("scope") == "col"]) == 2
    assert page.of("table")[0]["aria-label"] == "Shop"
    assert page.of("div")[0]["lang"] == "en"


def test_comments_stay_in_the_map_and_are_counted() -> None:
    jm = shop()
    jm.stages[0].comments.append(cj.Comment("Between us", author="Ben"))
    jm.comments.append(cj.Comment("Done", resolved=True))
    page = Page(journey(jm))
    assert "Between us" not in page.text
    assert "Ben" not in page.text
    assert text("static.comments", "en", count=1) in page.text


def test_it_says_which_file_it_is_of_and_whether_that_has_it_all(tmp_path) -> None:
    jm = shop()
    assert "cjmap" not in journey(jm)
    jm.save(tmp_path / "shop.cjmap.json")
    assert "shop.cjmap.json" in journey(jm)
    assert str(tmp_path) not in journey(jm)
    assert text("static.edited", "en") not in journey(jm)
    jm.title = "Store"
    assert text("static.edited", "en") in journey(jm)


def test_equal_maps_give_equal_forms() -> None:
    assert journey(shop()) == journey(shop())


def test_what_is_assumed_looks_different() -> None:
    jm = shop(personas=["Anna"])
    assert "○" in Page(journey(jm)).text
    assert 'class="cjw-weak"' in journey(jm)
    jm.touchpoints[0].measured = {"": cj.Measured(-1.5, n=212, low=-1.7, high=-1.3)}
    page = Page(journey(jm))
    assert "● Everyone: −1.5" in page.text or "● Anna: −1.5" in page.text
    assert (
        "measured (−1.7\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}−1.3), n\N{NO-BREAK SPACE}212"
        in page.text
    )


def test_what_data_say_stands_in_it() -> None:
    jm = cj.datasets.mattress_map()
    frame = cj.datasets.mattress_log(customers=200)
    log = cj.EventLog(frame, customer="customer_id", time="time", event="event")
    survey = cj.Survey(
        cj.datasets.mattress_survey(),
        respondent="customer_id",
        touchpoint="touchpoint",
        questions=[cj.Question("pleasure", kind="emotion", scale="affective_slider")],
    )
    jm.attach(log, source="Web <log>").attach(survey)
    from cjwidgets.analysis import figures, funnel

    told = figures(jm).to_json()
    page = Page(journey(jm, told))
    first = told["nodes"][jm.stages[0].id]
    assert f"Came in the order of the stages: {first['reached']} of 200" in page.text
    point = told["nodes"][jm.touchpoints[0].id]
    assert f"Customers: {point['n']} of 200, " in page.text
    assert "Web <log> · n\N{NO-BREAK SPACE}200" in page.text
    lost = funnel(jm, log)["drop_off"][1]
    assert f"lost since the stage before: {100 * lost:.0f}% (" in page.text
    felt = next(row for each in jm.touchpoints for row in told["nodes"][each.id].get("felt", ()))
    assert f"n\N{NO-BREAK SPACE}{felt[4]}" in page.text


def test_data_that_nobody_has_read_are_no_silence() -> None:
    told = {"nodes": {}, "sources": [], "problems": ["It <broke>."], "stale": True}
    page = Page(journey(shop(), told))
    assert text("static.unread", "en") in page.text
    assert "It <broke>." in page.text


def test_few_people_are_not_counted_out() -> None:
    jm = shop()
    nodes = {jm.stages[0].id: {"n": 3, "small": True, "level": "quantitative"}}
    page = Page(journey(jm, {"nodes": nodes}))
    assert text("note.small_n", "en", minimum=5) in page.text
    assert "n\N{NO-BREAK SPACE}3" not in page.text


# How long it may be ------------------------------------------------------------------


def wide() -> cj.JourneyMap:
    names = [f"T{number}" for number in range(900)]
    return cj.JourneyMap("Wide", stages=[cj.Stage("All", touchpoints=names)])


def wordy() -> cj.JourneyMap:
    jm = shop(personas=[cj.Persona(f"P{number}", quote="q" * 20_000) for number in range(30)])
    jm.touchpoints[0].actions = "a" * 20_000
    return jm


def tall() -> cj.JourneyMap:
    lanes = [cj.Lane(f"{number}" + "l" * 400) for number in range(900)]
    return cj.JourneyMap("Tall", stages=["Ask"], lanes=lanes)


@pytest.mark.parametrize("made", [wide, wordy, tall])
@pytest.mark.usefixtures("caps")
def test_a_form_is_never_too_long_and_says_so(made) -> None:
    cj.limits.static = 60_000
    form = journey(made())
    page = Page(form)
    assert len(form) <= 60_000
    assert "Shortened: " in page.text
    hint = cj.limits.raising("static", 240_000)
    assert hint in page.text


@pytest.mark.usefixtures("caps")
def test_what_is_shortened_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who shows a large map waits for its form: what no form has room for is not written."""
    cj.limits.static = 60_000
    written: list[range] = []

    def rows_(write: Any, every: Any, part: range, *rest: Any, **more: Any) -> Any:
        written.append(part)
        return rows(write, every, part, *rest, **more)

    monkeypatch.setattr("cjwidgets.formats.html.journey.rows", rows_)
    tables = [tag for tag, _ in Page(journey(wide())).tags if tag == "table"]
    assert len(tables) > 10
    # And the one that does not fit.
    assert len(written) <= len(tables) + 2


@pytest.mark.usefixtures("caps")
def test_the_hint_of_a_shortened_form_works() -> None:
    cj.limits.static = 60_000
    jm = wide()
    assert "T899" not in journey(jm)
    while "Shortened" in (form := journey(jm)):
        advice = re.search(r"cj\.limits\.static = [\d_]+", Page(form).text)
        assert advice
        exec(advice[0], {"cj": cj})
    assert "T899" in form


@pytest.mark.usefixtures("caps")
def test_cards_are_never_too_long() -> None:
    cj.limits.static = 20_000
    form = personas(wordy())
    assert len(form) <= 20_000
    assert "Shortened: " in Page(form).text


def test_pictures_that_are_too_large_become_words() -> None:
    large = "data:image/png;base64," + "A" * 390_000
    jm = shop(personas=[cj.Persona("Anna Berg", portrait=large)])
    page = Page(personas(jm))
    assert not page.of("img")
    assert "AB" in page.text
    jm.lanes.append(cj.Lane(shows="image"))
    jm.touchpoints[0].image, jm.touchpoints[0].image_alt = large, "A shop window"
    assert "[A shop window]" in Page(journey(jm)).text


# The curve ---------------------------------------------------------------------------

SCALE = Scale()
scores = st.floats(-2, 2)


@given(st.lists(st.none() | scores, min_size=1, max_size=12))
def test_the_curve_goes_through_its_points_and_never_over_them(values) -> None:
    said = path(values, lambda column: 10.0 * column)
    known = [value for value in values if value is not None]
    if not known:
        assert said == ""
        return
    heights = [float(each.split()[1]) for part in said.split("M")[1:] for each in _points(part)]
    assert min(heights) >= min(known) - 0.11
    assert max(heights) <= max(known) + 0.11


def _points(part: str) -> list[str]:
    start, *rest = part.split("C")
    flat = [start] + [" ".join(pair) for each in rest for pair in _pairs(each.split())]
    return flat


def _pairs(numbers: list[str]) -> list[tuple[str, str]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_no_words_are_in_the_picture() -> None:
    jm, _ = filled()
    assert "".join(Page(journey(jm)).drawn) == ""


def test_a_map_written_from_right_to_left_is_read_so() -> None:
    left = Page(journey(shop()))
    assert left.of("div")[0]["dir"] == "ltr"
    jm = shop()
    jm.title = "1. سلة المشتريات"
    right = Page(journey(jm))
    assert right.of("div")[0]["dir"] == "rtl"
    points = [each["d"] for each in right.of("path") if each["class"] == "cjw-weak"]
    assert points == [f"M{1.5 * COLUMN:g} 41.6{MARKS[0].path}"]


def test_points_stand_in_the_middle_of_their_columns() -> None:
    line = Line(0, "Anna", (Feeling(2, True, 9, 1, 2), None, Feeling(-2, False)))
    page = Page(drawn([line], [None] * 3, SCALE, 100, range(3), rtl=False))
    marks = {each["class"]: each["d"] for each in page.of("path")}
    assert marks["cjw-firm"] == f"M50 17.2{MARKS[0].path}"
    assert marks["cjw-weak"] == f"M250 114.8{MARKS[0].path}"
    assert marks["cjw-doubt"] == "M50 17.2V41.6"


def test_parts_have_a_direction_of_their_own_where_one_is_written_to_the_left() -> None:
    jm = shop()
    assert [each["dir"] for each in Page(journey(jm)).of("div") if "dir" in each] == ["ltr"]
    assert 'dir="auto"' not in journey(jm)
    jm.touchpoints[0].actions = 'שלום, dir="auto"'
    cells = [each for each in Page(journey(jm)).of("td") if each.get("dir") == "auto"]
    assert cells
    jm.touchpoints[0].actions = 'Says dir="auto"'
    assert "Says dir=&quot;auto&quot;" in journey(jm)
