"""What the cards of the personas promise, in a real JupyterLab."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.editor import Editor
from browser.lab import Lab
from browser.plain import Plain
from browser.pointers import Finger, spot

MAP = """
import cjwidgets as cj
jm = cj.JourneyMap("Shop", id="map", stages=["Ask"], personas=[
    cj.Persona("Anna", id="anna", segment="busy", weight=0.56, needs=["a short list"],
               goals=[cj.Goal("Sleep", id="sleep")]),
    cj.Persona("Viktor", id="viktor"),
])
cards = cj.PersonaCards(jm)
cards
"""


class Cards:
    """The cards on a page."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.page = page
        self.root = root or page.locator(".cjw:has(.cjw-heading)").first
        self.root.wait_for()

    @property
    def text(self) -> Locator:
        return self.root.locator(".cjw-editor.cjw-open")

    def card(self, name: str) -> Locator:
        return self.root.get_by_role("article", name=name, exact=True)

    def field(self, persona: str, field: str) -> Locator:
        return self.root.locator(f'[data-persona="{persona}"][data-field="{field}"]')

    def write(self, persona: str, field: str, text: str) -> None:
        self.field(persona, field).click()
        self.text.fill(text)
        self.text.press("Control+Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def choose(self, name: str) -> None:
        self.root.get_by_role("menu").get_by_text(name, exact=True).click()

    def names(self) -> list[str]:
        return self.root.locator("article .cjw-name").all_inner_texts()


@pytest.fixture
def cards(plain: Plain) -> Cards:
    return start(plain)


def start(host: Lab | Plain) -> Cards:
    host.viewport(1400, 1400)
    page = host.open([MAP, "cj.MapEditor(jm)"])
    host.run(0)
    return Cards(page)


def picture(path: Path, side: int = 900) -> Path:
    """Write a PNG of noise: one that does not compress, larger than a portrait may be."""
    noise = bytearray()
    state = 1
    for _ in range(side):
        noise.append(0)
        for _ in range(side * 3):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            noise.append(state >> 16 & 255)

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(noise), 1))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))
    return path


def test_what_is_written_on_a_card_is_in_python(plain: Plain, cards: Cards) -> None:
    cards.write("anna", "name", "Анна 安娜")
    plain.until("jm.personas[0].name", "Анна 安娜")
    cards.write("anna", "quote", "I have no time.")
    plain.until("jm.personas[0].quote", "I have no time.")
    cards.write("anna", "age", "41")
    plain.until("jm.personas[0].age", 41)
    cards.write("anna", "weight", "60 %")
    plain.until("jm.personas[0].weight", 0.6)
    cards.write("viktor", "weight", "0,4")
    plain.until("jm.personas[1].weight", 0.4)
    cards.root.get_by_text("Shares together: 100%").wait_for()
    cards.write("viktor", "pains", "- reviews feel bought\n\n• long waits")
    plain.until("jm.personas[1].pains", ["reviews feel bought", "long waits"])
    items = cards.field("viktor", "pains").locator(".cjw-item")
    expect(items).to_have_text(["reviews feel bought", "long waits"])
    cards.write("viktor", "pains", "")
    plain.until("jm.personas[1].pains", [])

    cards.field("anna", "kind").click()
    cards.choose("Ideal")
    plain.until("jm.personas[0].kind", "ideal")
    cards.field("anna", "evidence").click()
    cards.choose("qualitative")
    plain.until("[e.level for e in jm.personas[0].evidence]", ["qualitative"])

    # Nonsense gets the kernel's sentence, and the card shows what is true.
    cards.write("anna", "age", "forty")
    alert = cards.root.get_by_role("alert")
    alert.get_by_text("Persona.age expects a finite number, not 'forty'.").wait_for()
    assert cards.field("anna", "age").inner_text() == "41"


def test_lists_goals_and_answers(plain: Plain, cards: Cards) -> None:
    # Enter begins the next line, and ends on an empty one.
    cards.field("anna", "needs").click()
    cards.press("End", "Enter")
    cards.page.keyboard.type("a number to call")
    cards.press("Enter", "Enter")
    plain.until("jm.personas[0].needs", ["a short list", "a number to call"])

    cards.field("anna", "add-goal").click()
    cards.press("Escape")
    cards.field("anna", "add-goal").click()
    cards.page.keyboard.type("Not to be talked into anything")
    cards.press("Enter")
    plain.until(
        "[g.text for g in jm.personas[0].goals]", ["Sleep", "Not to be talked into anything"]
    )
    second = plain.python("jm.personas[0].goals[1].id")
    cards.field("anna", f"{second}-kind").click()
    cards.choose("Emotional goal")
    plain.until("jm.personas[0].goals[1].kind", "emotional")
    cards.field("anna", "sleep").focus()
    cards.press("Delete")
    plain.until("len(jm.personas[0].goals)", 1)

    cards.field("viktor", "interview").click()
    cards.write("viktor", "why", "The price")
    cards.write("viktor", "problem", "Back pain")
    plain.until("dict(jm.personas[1].answers)", {"problem": "Back pain", "why": "The price"})
    cards.card("Viktor").get_by_text("2 of 6 answered").wait_for()


def test_the_other_button_opens_the_menus_of_a_card(cards: Cards) -> None:
    menu = cards.root.get_by_role("menu")
    for button, place in (
        (cards.field("anna", "menu"), cards.card("Anna").locator("header")),
        (cards.field("anna", "sleep-kind"), cards.card("Anna").locator(".cjw-goal-item")),
    ):
        button.click()
        wanted = menu.all_inner_texts()
        cards.press("Escape")
        expect(menu).to_have_count(0)
        place.click(button="right", position={"x": 3, "y": 3})
        expect(menu).to_be_visible()
        assert menu.all_inner_texts() == wanted != []
        cards.press("Escape")
        expect(menu).to_have_count(0)


def test_cards_are_added_duplicated_moved_and_deleted(plain: Plain, cards: Cards) -> None:
    cards.root.get_by_role("button", name="Persona", exact=True).click()
    cards.page.keyboard.type("Li Wei")
    cards.press("Enter")
    plain.until("[p.name for p in jm.personas]", ["Anna", "Viktor", "Li Wei"])

    cards.field("anna", "menu").click()
    cards.choose("Duplicate")
    plain.until("[p.name for p in jm.personas]", ["Anna", "Anna (copy)", "Viktor", "Li Wei"])
    assert plain.python("[g.text for g in jm.personas[1].goals]") == ["Sleep"]
    assert plain.python("jm.personas[1].weight") is None
    assert plain.python("jm.personas[1].goals[0].id") != "sleep"

    cards.field("viktor", "quote").focus()
    cards.press("Alt+ArrowLeft", "Alt+ArrowLeft")
    plain.until("[p.name for p in jm.personas]", ["Viktor", "Anna", "Anna (copy)", "Li Wei"])
    expect(cards.field("viktor", "quote")).to_be_focused()
    cards.press("Alt+ArrowLeft")  # there is no place before the first
    expect(cards.root.get_by_role("log")).to_contain_text("Viktor: now 1 of 4")

    # By the head, over the right half of the third card.
    source = cards.card("Viktor").locator("header").bounding_box()
    target = cards.card("Anna (copy)").bounding_box()
    assert source
    assert target
    mouse = cards.page.mouse
    mouse.move(source["x"] + 20, source["y"] + 20)
    mouse.down()
    mouse.move(target["x"] + target["width"] - 30, target["y"] + 60, steps=6)
    expect(cards.root.locator(".cjw-drop")).to_be_visible()
    mouse.up()
    plain.until("[p.name for p in jm.personas]", ["Anna", "Anna (copy)", "Viktor", "Li Wei"])
    assert not cards.text.is_visible()

    # By a finger that rests first; one that does not scrolls the page.
    finger = Finger(cards.page, cards.root.locator(".cjw-dragged"))
    finger.press(spot(cards.card("Viktor").locator("header"), 0.6, 0.2))
    finger.move(spot(cards.card("Anna"), 0.2, 0.3))
    finger.release()
    plain.until("[p.name for p in jm.personas]", ["Viktor", "Anna", "Anna (copy)", "Li Wei"])
    cards.press("Control+z")
    plain.until("[p.name for p in jm.personas]", ["Anna", "Anna (copy)", "Viktor", "Li Wei"])

    cards.field("viktor", "name").focus()
    cards.press("Delete")
    plain.until("[p.name for p in jm.personas]", ["Anna", "Anna (copy)", "Li Wei"])
    cards.press("Control+z")
    plain.until("[p.name for p in jm.personas]", ["Anna", "Anna (copy)", "Viktor", "Li Wei"])


def test_a_portrait_is_made_small_enough(plain: Plain, cards: Cards, tmp_path: Path) -> None:
    large = picture(tmp_path / "large.png")
    assert large.stat().st_size > 2_000_000
    with cards.page.expect_file_chooser() as chooser:
        cards.field("anna", "portrait").click()
    chooser.value.set_files(large)
    plain.until("jm.personas[0].portrait[:11]", "data:image/")
    assert plain.python("len(jm.personas[0].portrait)") <= 150_000 * 4 / 3
    image = cards.field("anna", "portrait").locator("img")
    assert 100 < image.evaluate("image => image.naturalWidth") <= 512

    cards.field("anna", "portrait").click()
    cards.choose("Remove picture")
    plain.until("jm.personas[0].portrait", "")
    expect(cards.field("anna", "portrait").locator("[data-initials=A]")).to_be_visible()

    # Dropped on the card; a text file is none.
    drop = """(card, [bytes, name, type]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      for (const kind of ["dragover", "drop"]) {
        const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
        card.dispatchEvent(event);
      }
    }"""
    small = picture(tmp_path / "small.png", 8).read_bytes()
    cards.card("Viktor").evaluate(drop, [list(small), "small.png", "image/png"])
    plain.until("jm.personas[1].portrait[:11]", "data:image/")
    cards.card("Anna").evaluate(drop, [list(b"words"), "words.txt", "text/plain"])
    cards.root.get_by_role("alert").get_by_text("can't be read as a picture").wait_for()
    assert plain.python("jm.personas[0].portrait") == ""


def test_one_history_with_the_editor_two_tabs_and_a_reload(plain: Plain, cards: Cards) -> None:
    plain.run(1)
    editor = Editor(cards.page, cards.page.locator(".cjw:has(.cjw-title)"))
    cards.write("viktor", "name", "Victor")
    editor.root.locator('[data-persona-chip="viktor"]').get_by_text("Victor").wait_for()
    editor.root.get_by_role("button", name="Undo").click()
    plain.until("jm.personas[1].name", "Viktor")
    expect(cards.field("viktor", "name")).to_have_text("Viktor")
    plain.python("jm.personas['Anna'].objections = ['Why an account?']")
    cards.field("anna", "objections").get_by_text("Why an account?").wait_for()
    tab = Cards(plain.second_tab())
    tab.write("anna", "segment", "From a tab")
    expect(cards.field("anna", "segment")).to_have_text("From a tab")
    plain.python("jm.personas.append(cj.Persona('Li', id='li'))")
    plain.reload()
    again = Cards(cards.page)
    again.write("li", "quote", "Still alive")
    plain.until("jm.personas['Li'].quote", "Still alive")


def test_by_keyboard_alone_and_no_key_reaches_the_notebook(lab: Lab) -> None:
    cards = start(lab)
    page = cards.page
    state = "window.panel.content.widgets.map((c) => [c.model.type, c.model.id])"
    before = page.evaluate(state)
    cards.field("viktor", "name").focus()
    cards.press("Tab")  # the segment
    page.keyboard.type("dmx careful retiree")
    cards.press("Tab")  # saves, and goes on to the age
    expect(cards.field("viktor", "age")).to_be_focused()
    lab.until("jm.personas[1].segment", "dmx careful retiree")
    cards.press("ArrowUp", "Delete")
    lab.until("jm.personas[1].segment", "")
    cards.press("ArrowDown", "ArrowDown", "ArrowDown", "Enter")  # the kind
    expect(cards.root.get_by_role("menu")).to_be_visible()
    cards.press("ArrowDown", "Enter")
    lab.until("jm.personas[1].kind", "ideal")
    expect(cards.field("viktor", "kind")).to_be_focused()
    cards.press("b", "a", "x", "z", "y", "1", "Escape", "Shift+F10", "Escape")
    assert page.evaluate(state) == before


def test_personas_are_talked_about_on_their_cards(plain: Plain, cards: Cards) -> None:
    plain.python("cards.mode = 'comment'; cards.author = 'Ann'")
    expect(cards.root).to_have_attribute("data-cjw-mode", "comment")
    badge = cards.card("Viktor").locator(".cjw-said-badge")
    badge.click()
    talk = cards.root.get_by_role("dialog", name="Comments: Viktor")
    talk.get_by_role("textbox").fill("Who is that?")
    cards.press("Control+Enter")
    written = "[[(c.text, c.author, c.resolved) for c in p.comments] for p in jm.personas]"
    plain.until(written, [[], [["Who is that?", "Ann", False]]])
    cards.press("Escape")
    expect(badge).to_be_focused()
    expect(badge).to_have_accessible_name("Open comments on Viktor: 1")
    # By key, from the card; who edits answers in the editor beside it.
    cards.field("anna", "portrait").focus()
    cards.press("Control+Alt+m")
    cards.page.keyboard.type("Still true?")
    cards.press("Control+Enter")
    plain.until("[c.text for c in jm.personas[0].comments]", ["Still true?"])
    plain.run(1)
    editor = Editor(cards.page, cards.page.locator(".cjw:has(.cjw-title)"))
    editor.root.get_by_role("button", name="Comments: 2").click()
    editor.root.get_by_role("menuitem", name="Viktor").click()
    editor.root.get_by_role("dialog").get_by_role("button", name="Resolve: Ann").click()
    plain.until("jm.personas[1].comments[0].resolved", True)
    expect(badge).to_have_accessible_name("Comments: Viktor")
    # Who only looks reads; who has nothing to read has no button.
    plain.python("cards.mode = 'view'")
    expect(badge).to_have_count(0)
    cards.card("Anna").locator(".cjw-said-badge").click()
    expect(cards.root.get_by_role("dialog").get_by_role("textbox")).to_have_count(0)


def test_an_empty_map_helps_and_texts_follow_the_language(plain: Plain) -> None:
    page = plain.open(["import cjwidgets as cj\njm = cj.JourneyMap('Shop')\ncj.PersonaCards(jm)"])
    plain.run(0)
    cards = Cards(page)
    cards.root.get_by_role("button", name="Add the first persona").click()
    page.keyboard.type("Anna")
    cards.press("Enter")
    plain.until("[p.name for p in jm.personas]", ["Anna"])
    assert cards.names() == ["Anna"]
    for hint in ("What do they need?", "What gets in their way?", "A sentence they would say…"):
        expect(cards.root.get_by_text(hint)).to_be_visible()
