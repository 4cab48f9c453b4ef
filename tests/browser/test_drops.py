"""What is dragged lands beside what the pointer is over, before or after it by half."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from browser.bare import bare, mounted
from browser.editor import Editor
from browser.pointers import Finger, Mouse, Point, Pointer, spot
from cjwidgets import JourneyMap, Lane, Pain, Stage, Touchpoint

BY = pytest.mark.parametrize("by", ["mouse", "touch"])
EARLY, LATE = 0.2, 0.8


def shop(*, stages: int = 4) -> JourneyMap:
    """Two full stages, an empty one and a collapsed one; the rest have one touchpoint each."""
    jm = JourneyMap(
        "Shop",
        stages=[
            Stage("Ask", id="ask", touchpoints=[Touchpoint(n, id=n) for n in ("a1", "a2")]),
            Stage("Buy", id="buy", touchpoints=[Touchpoint(n, id=n) for n in ("b1", "b2")]),
            Stage("Wait", id="wait"),
            Stage(
                "Use",
                id="use",
                collapsed=True,
                touchpoints=[Touchpoint(n, id=n) for n in ("u1", "u2")],
            ),
        ][:stages],
    )
    for number in range(4, stages):
        one = Touchpoint(f"t{number}", id=f"t{number}")
        jm.stages.append(Stage(f"S{number}", id=f"s{number}", touchpoints=[one]))
    jm.lanes = [Lane(id=kind, shows=kind) for kind in ("actions", "thoughts", "owner", "duration")]
    return jm


def open_editor(context: BrowserContext, jm: JourneyMap, direction: str = "ltr") -> Editor:
    return mounted(bare(context, jm, direction))


def pointer(editor: Editor, by: str) -> Pointer:
    if by == "mouse":
        return Mouse(editor.page)
    return Finger(editor.page, editor.root.locator(":is(.cjw-dragged, .cjw-flying)"))


def drag(editor: Editor, by: Pointer, start: Point, *stops: Point) -> None:
    by.press(start)
    for stop in stops:
        by.move(stop)
    expect(editor.root.locator(".cjw-drop, .cjw-target").first).to_be_visible()
    by.release()
    expect(editor.root.locator(".cjw-drop, .cjw-target")).to_have_count(0)


def order(editor: Editor) -> dict[str, list[str]]:
    """The touchpoints of each stage, as they stand; of a collapsed stage its own name."""
    heads = {
        row: sorted(
            editor.root.locator(f'[data-row="{row}"]').evaluate_all(
                "all => all.map(({ dataset: { col, node } }) => [Number(col), node])"
            )
        )
        for row in ("stage", "touchpoint")
    }
    stages: dict[str, list[str]] = {}
    starts = [*heads["stage"], (10_000, "")]
    for (start, stage), (end, _) in pairwise(starts):
        stages[stage] = [node for col, node in heads["touchpoint"] if start <= col < end]
    return stages


def grip(head: Locator) -> Point:
    return spot(head, 0.3, 0.7)


@BY
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_touchpoint_lands_in_the_column_under_the_pointer(
    context: BrowserContext, by: str, direction: str
) -> None:
    editor = open_editor(context, shop(), direction)
    hand = pointer(editor, by)
    early, late = (EARLY, LATE) if direction == "ltr" else (LATE, EARLY)

    def drop(id: str, over: str, half: float) -> dict[str, list[str]]:
        head, target = editor.cell("touchpoint", id), editor.cell("touchpoint", over)
        drag(editor, hand, grip(head), spot(target, half, 0.5))
        return order(editor)

    rest = {"wait": ["wait"], "use": ["use"]}
    # The first column of a stage: its left half is that stage, too.
    assert drop("a1", "b1", early) == {"ask": ["a2"], "buy": ["a1", "b1", "b2"], **rest}
    # The last column of the stage before: its right half is that stage.
    assert drop("a1", "a2", late) == {"ask": ["a2", "a1"], "buy": ["b1", "b2"], **rest}
    assert drop("b2", "b1", early) == {"ask": ["a2", "a1"], "buy": ["b2", "b1"], **rest}
    assert drop("a1", "a2", early) == {"ask": ["a1", "a2"], "buy": ["b2", "b1"], **rest}
    # Beside itself it stays.
    assert drop("a1", "a1", late) == {"ask": ["a1", "a2"], "buy": ["b2", "b1"], **rest}
    # A stage without touchpoints takes it by both halves, and so does a collapsed one.
    rest["wait"] = ["b1"]
    assert drop("b1", "wait", early) == {"ask": ["a1", "a2"], "buy": ["b2"], **rest}
    assert drop("b2", "use", early) == {"ask": ["a1", "a2"], "buy": ["buy"], **rest}
    assert drop("a2", "buy", late) == {"ask": ["a1"], "buy": ["a2"], **rest}
    assert drop("a1", "use", late) == {"ask": ["ask"], "buy": ["a2"], **rest}
    fold = editor.cell("touchpoint", "use")
    fold.get_by_role("button").click()
    rest["use"] = ["b2", "u1", "u2", "a1"]
    editor.cell("touchpoint", "b2").wait_for()
    assert order(editor) == {"ask": ["ask"], "buy": ["a2"], **rest}


@BY
def test_a_stage_lands_beside_the_stage_under_the_pointer(context: BrowserContext, by: str) -> None:
    editor = open_editor(context, shop())
    hand = pointer(editor, by)

    def drop(id: str, over: str, half: float) -> list[str]:
        head, target = editor.cell("stage", id), editor.cell("stage", over)
        drag(editor, hand, spot(head, 0.6, 0.8), spot(target, half, 0.5))
        return list(order(editor))

    assert drop("ask", "buy", EARLY) == ["ask", "buy", "wait", "use"]
    assert drop("ask", "buy", LATE) == ["buy", "ask", "wait", "use"]
    assert drop("use", "buy", EARLY) == ["use", "buy", "ask", "wait"]
    assert drop("buy", "wait", LATE) == ["use", "ask", "wait", "buy"]


@BY
def test_a_lane_lands_beside_the_lane_under_the_pointer(context: BrowserContext, by: str) -> None:
    editor = open_editor(context, shop())
    hand = pointer(editor, by)
    lanes = editor.root.locator("[data-lane]")

    def head(id: str) -> Locator:
        return editor.root.locator(f'[data-lane="{id}"]')

    def drop(id: str, stop: Point) -> list[str]:
        drag(editor, hand, spot(head(id), 0.3, 0.3), stop)
        return lanes.evaluate_all("all => all.map(({ dataset }) => dataset.lane)")

    owner = spot(head("owner"), 0.5, EARLY)
    assert drop("actions", owner) == ["thoughts", "actions", "owner", "duration"]
    owner = spot(head("owner"), 0.5, LATE)
    assert drop("actions", owner) == ["thoughts", "owner", "actions", "duration"]
    # Above the first and below the last there is nothing else.
    first = spot(head("thoughts"), 0.5, -0.6)
    assert drop("duration", first) == ["duration", "thoughts", "owner", "actions"]
    last = spot(head("actions"), 0.5, 2)
    assert drop("duration", last) == ["thoughts", "owner", "actions", "duration"]


@BY
def test_cards_land_before_or_after_the_card_under_the_pointer(
    context: BrowserContext, by: str
) -> None:
    jm = shop(stages=2)
    jm.lanes = [Lane(id="pains", shows="pains")]
    long = "as long as the column is wide and longer than that "
    a1, _, b1, _ = jm.touchpoints
    a1.pains = [Pain(f"{long}{n}", id=f"p{n}") for n in (1, 2, 3)]
    b1.pains = [Pain(n, id=n) for n in ("x", "y")]
    editor = open_editor(context, jm)
    hand = pointer(editor, by)

    def card(id: str) -> Locator:
        return editor.root.locator(f'[data-card="{id}"]')

    def drop(id: str, x: float, y: float, over: Locator, into: str) -> list[str]:
        drag(editor, hand, spot(card(id), 0.2, 0.5), spot(over, x, y))
        cards = editor.cell("pains", into).locator("[data-card]")
        return cards.evaluate_all("all => all.map(({ dataset }) => dataset.card)")

    # One above the other: by above and below, wherever one has taken hold of them.
    assert drop("p3", LATE, EARLY, card("p1"), "a1") == ["p3", "p1", "p2"]
    assert drop("p3", EARLY, LATE, card("p1"), "a1") == ["p1", "p3", "p2"]
    assert drop("p1", EARLY, LATE, card("p2"), "a1") == ["p3", "p2", "p1"]
    # Side by side: by left and right.
    assert drop("y", EARLY, LATE, card("x"), "b1") == ["y", "x"]
    assert drop("y", LATE, EARLY, card("x"), "b1") == ["x", "y"]
    # Into another cell, an empty one too; beyond the last card it is the last.
    assert drop("x", EARLY, LATE, card("p3"), "a1") == ["p3", "x", "p2", "p1"]
    assert drop("p2", 0.9, 0.95, editor.cell("pains", "b1"), "b1") == ["y", "p2"]
    assert drop("y", 0.5, 0.5, editor.cell("pains", "b2"), "b2") == ["y"]


@BY
def test_what_lies_under_the_heads_is_no_target(context: BrowserContext, by: str) -> None:
    """Over the lanes' heads the first column that is seen is the nearest, and the map scrolls."""
    editor = open_editor(context, shop(stages=24))
    scroller = editor.root.locator(".cjw-scroller")
    scroller.evaluate("each => { each.scrollLeft = 1200; }")
    hand = pointer(editor, by)
    ids = sorted(
        (box["x"], id)
        for id in [f"t{number}" for number in range(4, 24)]
        if (box := editor.cell("touchpoint", id).bounding_box())
    )
    head = editor.root.get_by_role("rowheader").first.bounding_box()
    assert head
    edge = head["x"] + head["width"]
    # Well inside, where nothing scrolls yet.
    held = next(id for x, id in ids if x > edge + 400)
    hand.press(grip(editor.cell("touchpoint", held)))
    hand.move((edge - 60, head["y"] + 100))
    page = editor.page
    page.wait_for_function("each => each.scrollLeft === 0", arg=scroller.element_handle())
    hand.release()
    # The map was scrolled to its start, and there the first column is the nearest to the head.
    assert order(editor)["ask"] == [held, "a1", "a2"]


def test_a_lane_out_of_sight_is_reached_by_scrolling(context: BrowserContext) -> None:
    jm = shop()
    jm.lanes = [Lane(f"Lane {number}", id=f"lane-{number}") for number in range(30)]
    editor = open_editor(context, jm)
    scroller = editor.root.locator(".cjw-scroller")
    box = scroller.bounding_box()
    assert box
    hand = Mouse(editor.page)
    hand.press(spot(editor.root.locator('[data-lane="lane-1"]'), 0.3, 0.3))
    hand.move((box["x"] + 40, box["y"] + box["height"] - 4))
    editor.page.wait_for_function(
        "each => each.scrollTop + each.clientHeight >= each.scrollHeight - 1",
        arg=scroller.element_handle(),
    )
    hand.release()
    lanes = editor.root.locator("[data-lane]")
    assert lanes.last.get_attribute("data-lane") == "lane-1"


@BY
def test_a_drag_goes_on_when_its_head_is_put_in_place_anew(
    context: BrowserContext, by: str
) -> None:
    editor = open_editor(context, shop())
    hand, head = pointer(editor, by), editor.cell("touchpoint", "a1")
    hand.press(grip(head))
    hand.move(spot(editor.cell("touchpoint", "a2"), LATE, 0.5))
    head.evaluate("it => it.parentNode.insertBefore(it, it.nextSibling)")
    hand.move(spot(editor.cell("touchpoint", "b1"), EARLY, 0.5))
    hand.release()
    assert order(editor)["buy"] == ["a1", "b1", "b2"]
