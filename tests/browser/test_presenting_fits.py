"""Slides of long texts, many parts or none: all of it fits, or comes one at a time."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

import cjwidgets as cj
from browser.slides import MEASURE, figures, is_readable, presenting
from browser.test_editor_panels import picture

SAID = {
    "en": "Compares what others say of it, then asks a friend who bought one last year",
    "ru": "Сравнивает отзывы на нескольких сайтах и спрашивает знакомых, которые уже покупали",
    "zh-Hans": "比较多个网站上的评价，然后询问去年买过的朋友，最后还是不太确定",
}
NAMED = {
    "en": ("Consideration and comparison", "Comparison of offers"),
    "ru": ("Рассмотрение вариантов и сравнение", "Сравнение предложений и отзывов"),
    "zh-Hans": ("考虑与比较各种方案", "比较各家报价与评价"),
}


PEOPLE = ["Anna", "Александра Константиновна", "王小明"]
SIX = ["Предпринимательница", "Maximiliane Hohenlohe-Waldenburg", "上海的年轻职场妈妈"]


def full(
    locale: Any, touchpoints: int, stages: int = 3, people: tuple[str, ...] = tuple(PEOPLE)
) -> cj.JourneyMap:
    """A map whose every field that a slide shows holds a long text."""
    said, (stage, name) = SAID[locale], NAMED[locale]
    jm = cj.JourneyMap(said, locale=locale)
    jm.personas = [cj.Persona(each, id=f"p{at}") for at, each in enumerate(people)]
    for at in range(stages):
        parts = [
            cj.Touchpoint(
                f"{name} {number}",
                actions=said,
                thoughts=said,
                channel="website",
                pains=[said],
                opportunities=[said],
                emotions={f"p{p}": (number * (p + 1) + at) % 5 - 2 for p in range(len(people))},
            )
            for number in range(touchpoints)
        ]
        jm.stages.append(cj.Stage(stage, goals=[said], pains=[said, said], touchpoints=parts))
    return jm


@pytest.mark.parametrize(
    ("locale", "touchpoints", "size", "direction"),
    [
        ("en", 3, (1280, 720), "ltr"),
        ("ru", 6, (1280, 720), "rtl"),
        ("zh-Hans", 4, (1920, 1080), "ltr"),
        ("ru", 12, (1024, 768), "ltr"),
    ],
)
def test_long_texts_of_any_language_fit_or_come_one_at_a_time(
    context: BrowserContext, locale: str, touchpoints: int, size: tuple[int, int], direction: str
) -> None:
    jm = full(locale, touchpoints)
    editor = presenting(context, jm, size, direction)
    title = editor.root.locator(".cjw-slide h2")
    names = [jm.stages[0].name] + [each.name for each in jm.stages[0].touchpoints]
    for name in names:
        expect(title).to_have_text(name)
        is_readable(editor.page)
        # Their texts had no room beside each other, so that the next slide is the next touchpoint.
        editor.press(" ")
    expect(title).to_have_text(jm.stages[1].name)
    editor.press("PageUp")
    expect(title).to_have_text(names[-1])
    context.close()


NAMES = """() => {
  const {left, right} = document.querySelector(".cjw-feelings").getBoundingClientRect();
  const names = [...document.querySelectorAll(".cjw-line-name")];
  const boxes = names.map((e) => e.getBoundingClientRect());
  return {
    texts: names.map((e) => e.textContent),
    shaped: names.map((e) => !!e.querySelector("svg")?.checkVisibility()),
    outside: boxes.filter((e) => e.left < left - 1 || e.right > right + 1).length,
    over: boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) =>
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1 &&
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1)).length,
  };
}"""


@pytest.mark.parametrize(
    ("locale", "size", "direction"),
    [
        ("en", (1280, 720), "ltr"),
        ("ru", (1280, 720), "rtl"),
        ("zh-Hans", (1024, 768), "ltr"),
        ("ru", (1920, 1080), "ltr"),
    ],
)
def test_six_personas_are_named_beside_their_lines_and_cover_nothing(
    context: BrowserContext, locale: str, size: tuple[int, int], direction: str
) -> None:
    """Their values stay within the curve, and so do names that lines drive from their ends."""
    jm = full(locale, 2, 5, (*PEOPLE, *SIX))
    editor = presenting(context, jm, size, direction)
    for key in ("ArrowRight", "ArrowDown"):
        editor.press(key)
        is_readable(editor.page)
        expect(editor.root.locator(".cjw-line-name").first).to_be_visible()
        found = editor.page.evaluate(NAMES)
        assert found["texts"] == [*PEOPLE, *SIX]
        assert (found["outside"], found["over"]) == (0, 0), found
    context.close()


def test_names_that_leave_lines_no_room_stand_below_them_with_their_marks(
    context: BrowserContext,
) -> None:
    many = tuple(f"Persona {number}" for number in range(13))
    for people in [("Donaudampfschifffahrtsgesellschaftskapitän", "Anna"), many]:
        editor = presenting(context, full("en", 1, 3, people))
        editor.press("ArrowDown")
        found = editor.page.evaluate(NAMES)
        assert found["texts"] == list(people)
        assert (found["outside"], found["over"]) == (0, 0), (people, found)
        assert set(found["shaped"]) == {True}
        is_readable(editor.page)
        editor.page.close()
    context.close()


def test_a_slide_without_a_curve_is_written_larger(context: BrowserContext) -> None:
    jm = full("zh-Hans", 2, 3, ())
    for touchpoint in jm.touchpoints:
        touchpoint.emotions = {}
    editor = presenting(context, jm)
    is_readable(editor.page)
    editor.press("ArrowDown")
    found = is_readable(editor.page)
    assert min(found["body"]) >= 28
    expect(editor.root.locator(".cjw-feelings")).to_have_count(0)
    context.close()


def test_a_word_without_end_is_divided_and_nothing_is_left_out_for_it(
    context: BrowserContext,
) -> None:
    address = "https://example.org/" + "a-very-long-path/" * 9
    one = cj.Touchpoint(address, actions="Opens it", emotion=1)
    editor = presenting(context, cj.JourneyMap("Long", stages=[cj.Stage("Ask", touchpoints=[one])]))
    slide = editor.root.locator(".cjw-slide")
    expect(slide.locator(".cjw-slide-detail")).to_have_text("Opens it")
    expect(slide.locator(".cjw-feelings")).to_be_visible()
    found = editor.page.evaluate(MEASURE)
    assert (found["cut"], found["over"], found["scrolled"]) == ([], [], 0), found
    context.close()


def test_the_foot_has_two_lines_at_most(context: BrowserContext) -> None:
    """Title, sources and count share its width; none stands in a column of single words."""
    jm = cj.datasets.mattress_map()
    jm.locale = "ru"
    jm.title = "Облегчение: покупка ортопедического матраса человеком с болью в спине"
    editor = presenting(context, jm, _figures=figures(jm))
    editor.press("ArrowDown")
    is_readable(editor.page)
    foot = editor.root.locator(".cjw-deck-foot").bounding_box()
    assert foot
    assert foot["height"] < 66
    context.close()


def test_a_large_screen_has_large_marks_and_an_interval_stays_in_one_line(
    context: BrowserContext,
) -> None:
    jm = cj.datasets.mattress_map()
    sizes = []
    for size in ((768, 1024), (1280, 720), (3840, 2160)):
        editor = presenting(context, jm, size, _figures=figures(jm))
        editor.press("2", "Enter")
        is_readable(editor.page)
        mark = editor.root.locator(".cjw-line-point:not(.cjw-line-lit) svg").first
        sizes.append(mark.evaluate("e => e.getBoundingClientRect().width"))
        assert editor.page.evaluate(LINES) == [1, 1]
        editor.page.close()
    assert sizes[2] == pytest.approx(3 * sizes[1])
    assert sizes[0] > 12
    context.close()


# In how many lines the interval of each touchpoint stands.
LINES = """() => [...document.querySelectorAll(".cjw-slide-short")]
  .filter((e) => /–/.test(e.textContent)).map((e) => {
    const node = [...e.childNodes].map((each) => each.firstChild ?? each)
      .find((each) => /\\d–\\d/.test(each.data));
    const range = document.createRange();
    const {index, 0: said} = node.data.match(/[\\d.]+–[\\d.]+/);
    range.setStart(node, index);
    range.setEnd(node, index + said.length);
    return new Set([...range.getClientRects()].map(({top}) => Math.round(top))).size;
  })"""


def test_a_picture_stands_beside_the_curve(context: BrowserContext) -> None:
    jm = full("en", 2)
    jm.lanes.append(cj.Lane(shows="image"))
    drawn = base64.b64encode(picture(160, 120)).decode()
    jm.touchpoints[0].image = f"data:image/png;base64,{drawn}"
    jm.touchpoints[0].image_alt = "A blue ground"
    editor = presenting(context, jm)
    editor.press("ArrowDown")
    shown = editor.root.locator(".cjw-slide img")
    expect(shown).to_have_attribute("alt", "A blue ground")
    expect(editor.root.locator(".cjw-feelings")).to_be_visible()
    is_readable(editor.page)
    deck, box = editor.root.locator(".cjw-deck").bounding_box(), shown.bounding_box()
    assert deck
    assert box
    assert box["height"] > 100
    assert box["y"] + box["height"] < deck["height"]
    context.close()


def test_twenty_stages_and_text_without_end(context: BrowserContext) -> None:
    jm = full("en", 8, stages=20)
    jm.touchpoints[0].thoughts = "Why is this so much? " * 150
    editor = presenting(context, jm)
    found = is_readable(editor.page)
    assert len(editor.root.locator(".cjw-way button").all()) == 20
    editor.press("ArrowDown")
    slide = editor.root.locator(".cjw-slide")
    expect(slide.locator("h2")).to_have_text(jm.touchpoints[0].name)
    # What fits no slide even in the smallest letters is scrolled, by the keys that go closer.
    assert editor.page.evaluate(MEASURE)["least"] >= 18
    assert found["least"] >= 18
    # That there is more is seen, and whoever goes on sees it before the next slide.
    expect(editor.root.locator(".cjw-deck[data-more]")).to_have_count(1)
    editor.press(" ")
    editor.page.wait_for_function("document.querySelector('.cjw-slide').scrollTop > 300")
    expect(slide.locator("h2")).to_have_text(jm.touchpoints[0].name)
    editor.press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp")
    editor.press("ArrowDown")
    editor.page.wait_for_function("document.querySelector('.cjw-slide').scrollTop > 0")
    expect(slide.locator("h2")).to_have_text(jm.touchpoints[0].name)
    for _ in range(80):
        editor.press("ArrowDown")
        if slide.locator("h2").inner_text() != jm.touchpoints[0].name:
            break
    expect(slide.locator("h2")).to_have_text(jm.touchpoints[1].name)
    context.close()


def test_a_map_of_nothing_and_of_one_stage(context: BrowserContext) -> None:
    editor = presenting(context, cj.JourneyMap("Bare"))
    expect(editor.root.locator(".cjw-slide h2")).to_have_text("Bare")
    expect(editor.root.locator(".cjw-slide")).to_contain_text("This map has no stages yet")
    editor.press("ArrowRight", "ArrowDown", "3", "Enter", "b", "b", "n")
    expect(editor.root.locator(".cjw-slide h2")).to_have_text("Bare")
    editor.press("Escape")
    expect(editor.root.locator(".cjw-deck")).to_have_count(0)
    editor.page.close()
    only = cj.Stage("Only", touchpoints=[cj.Touchpoint("Door", emotion=2)])
    editor = presenting(context, cj.JourneyMap("One", stages=[only]))
    expect(editor.root.locator(".cjw-deck-count")).to_have_text("1 of 1")
    is_readable(editor.page)
    editor.press("ArrowRight", "ArrowLeft")
    expect(editor.root.locator(".cjw-slide h2")).to_have_text("Only")
    context.close()
