"""Slides of long texts, many parts or none: all of it fits, or comes one at a time."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

import cjwidgets as cj
from browser.slides import MEASURE, is_readable, presenting

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


def full(locale: Any, touchpoints: int, stages: int = 3) -> cj.JourneyMap:
    """A map whose every field that a slide shows holds a long text; three personas."""
    said, (stage, name) = SAID[locale], NAMED[locale]
    jm = cj.JourneyMap(said, locale=locale)
    people = ["Anna", "Александра Константиновна", "王小明"]
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
                emotions={f"p{p}": (number * (p + 1) + at) % 5 - 2 for p in range(3)},
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
