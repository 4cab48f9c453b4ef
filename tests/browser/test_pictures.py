"""The pictures of the documentation, taken where people will see the same."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.bare import bare, mounted
from browser.boards import BOARD, Board
from browser.editor import Editor
from browser.host import THEMES
from browser.lab import Lab
from browser.panels import OPEN, PANELS, full_map, opened
from browser.plain import Plain
from browser.voila import Voila
from cjwidgets import JourneyMap
from cjwidgets.locale import LOCALES, text

EDITOR = "import cjwidgets as cj\njm = cj.datasets.mattress_map()\ncj.MapEditor(jm)"
CHARTS = """import cjwidgets as cj
jm = cj.datasets.mattress_map()
log = cj.EventLog(cj.datasets.mattress_log(), customer="customer_id", time="time", event="event")
cj.charts.drop_off(jm, log)"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_editor_in_lab(lab: Lab, theme: str) -> None:
    lab.viewport(1640, 1080)
    page = lab.open([EDITOR])
    lab.collapse_sidebars()
    lab.theme("dark" if theme == "dark" else "light")
    lab.run(0)
    editor = Editor(page)
    assert editor.root.get_attribute("data-cjw-theme") == theme
    editor.root.locator("[data-persona]").nth(12).hover()
    lab.screenshot(editor.root, f"editor-lab-{theme}")
    lab.screenshot(page.locator("#main"), f"lab-{theme}")


EVIDENCE = """import cjwidgets as cj
jm = cj.datasets.mattress_map()
log = cj.EventLog(cj.datasets.mattress_log(), customer="customer_id", time="time", event="event")
survey = cj.Survey(
    cj.datasets.mattress_survey(), respondent="customer_id", time="time",
    touchpoint="touchpoint", segment="segment",
    questions=[cj.Question("pleasure", kind="emotion", scale="affective_slider")])
jm.attach(log, source="Web shop", collector="Analytics").attach(survey, source="Short surveys")
cj.MapEditor(jm)"""


def test_evidence(plain: Plain) -> None:
    plain.viewport(1640, 1180)
    page = plain.open([EVIDENCE])
    plain.run(0)
    editor = Editor(page)
    editor.root.locator(".cjw-observed").nth(1).wait_for()
    editor.root.locator(".cjw-sources summary").click()
    page.mouse.move(0, 0)
    for theme in THEMES:
        plain.theme(theme)
        expect(editor.root).to_have_attribute("data-cjw-theme", theme)
        plain.screenshot(editor.root, f"editor-evidence-{theme}")


def test_board(plain: Plain) -> None:
    plain.viewport(1440, 2400)
    page = plain.open([BOARD.replace("survey)", "survey, goal='First night')")])
    plain.run(0)
    board = Board(page)
    board.wait("drop_off", "channels", "dwell", "what_if", "personas")
    plain.python("board.select(stages='Decision'); board.filter(personas='Anna, 41')")
    plain.until("board.linked.stale", False)
    board.chart("personas").get_by_text("Checkout").wait_for()
    for theme in THEMES:
        plain.theme(theme)
        charts = board.root.locator(f".cjw-vega[data-cjw-theme={theme}] svg.marks")
        expect(charts).to_have_count(5)
        plain.screenshot(board.root, f"board-{theme}")


def test_persona_cards(plain: Plain) -> None:
    plain.viewport(1400, 1000)
    page = plain.open([EDITOR.replace("MapEditor", "PersonaCards")])
    plain.run(0)
    cards = page.locator(".cjw")
    cards.locator("article").first.wait_for()
    for theme in THEMES:
        plain.theme(theme)
        expect(cards).to_have_attribute("data-cjw-theme", theme)
        plain.screenshot(cards, f"persona-cards-lab-{theme}")


def test_editor_in_voila(voila: Voila) -> None:
    voila.viewport(1640, 1000)
    page = voila.open([EDITOR])
    editor = Editor(page)
    voila.screenshot(editor.root, "editor-voila")


def test_the_analysts_page(voila: Voila) -> None:
    page = voila.example("04_board_voila.ipynb")
    page.locator(".cjw-what-if svg.marks").wait_for()
    expect(page.locator(".cjw-board-chart svg.marks")).to_have_count(3)
    # From the map on: the cards have a picture of their own.
    voila.viewport(1400, 1668)
    page.get_by_role("heading", name="What they go through").evaluate("(it) => it.scrollIntoView()")
    voila.screenshot(page.locator("body"), "board-page")


def test_charts(plain: Plain) -> None:
    plain.viewport(1300, 1000)
    page = plain.open([CHARTS, "cj.charts.emotion(jm)"])
    plain.run_all()
    for theme in THEMES:
        plain.theme(theme)
        for index, name in enumerate(["drop-off", "emotion"]):
            place = plain.output(index)
            chart = place.locator(f".cjw-vega[data-cjw-theme={theme}] svg").first
            chart.wait_for()
            assert chart.locator("path").count() > 5
            plain.screenshot(place, f"{name}-lab-{theme}")
    page.close()


def test_charts_in_voila(voila: Voila) -> None:
    page = voila.open([CHARTS, "cj.charts.emotion(jm)"])
    page.locator("#rendered_cells svg.marks").nth(1).wait_for()


LANGUAGES = """import cjwidgets as cj
jm = cj.JourneyMap("{title}", framework="5A", locale="{locale}")
jm.personas = ["{anna}", "{viktor}"]
for stage in jm.stages:
    stage.touchpoints = [
        cj.Touchpoint("{search}", channel="web", mode="online", emotion=0.5, actions="{doing}"),
        cj.Touchpoint("{friend}", channel="friend", mode="offline", emotion=-1, thoughts="{doing}"),
    ]
jm.stages[2].pains.append("{pain}")
jm.links.append(cj.Link(source=jm.touchpoints[6].id, target=jm.touchpoints[2].id, kind="loop"))
cj.MapEditor(jm)"""
WORDS = {
    "ru": {
        "title": "Облегчение: покупка ортопедического матраса",
        "anna": "Анна, 41 год",
        "viktor": "Виктор Александрович, 63 года",
        "search": "Поиск в интернете",
        "friend": "Совет друга",
        "doing": "Сравнивает шесть производителей на двух сайтах",
        "pain": "Принудительная регистрация учётной записи",
    },
    "zh-Hans": {
        "title": "舒缓：在线购买骨科床垫",
        "anna": "安娜，41岁",
        "viktor": "维克多，63岁",
        "search": "搜索引擎",
        "friend": "朋友推荐",
        "doing": "在两个网站上比较六个品牌，阅读一星评价",
        "pain": "结账时必须注册账户",
    },
    "zh-Hant": {
        "title": "舒緩：線上購買骨科床墊",
        "anna": "安娜，41歲",
        "viktor": "維克多，63歲",
        "search": "搜尋引擎",
        "friend": "朋友推薦",
        "doing": "在兩個網站上比較六個品牌，閱讀一星評價",
        "pain": "結帳時必須註冊帳戶",
    },
}


@pytest.mark.parametrize("locale", WORDS)
def test_editor_in_other_languages(plain: Plain, locale: str) -> None:
    plain.viewport(1640, 1000)
    page = plain.open([LANGUAGES.format(locale=locale, **WORDS[locale])])
    plain.theme("dark" if locale == "zh-Hans" else "light")
    plain.run(0)
    editor = Editor(page)
    box = editor.root.bounding_box()
    assert box
    assert editor.root.evaluate("(root) => root.scrollWidth <= root.clientWidth")
    plain.screenshot(editor.root, f"editor-{locale}")


LONG = """import cjwidgets as cj
jm = cj.JourneyMap("Twenty stages")
jm.personas = ["Anna", "Viktor", "Maria"]
for number in range(20):
    stage = cj.Stage(f"Stage {number + 1}", goals=["Go on"])
    stage.touchpoints = [
        cj.Touchpoint(f"Touchpoint {step + 1}", channel="email", actions="Does something here",
                      emotion=((number * 3 + step * 5) % 9 - 4) / 2)
        for step in range(3)
    ]
    jm.stages.append(stage)
cj.MapEditor(jm)"""


def test_twenty_stages_and_a_phone(plain: Plain) -> None:
    plain.viewport(1640, 1000)
    page = plain.open(
        [LONG, "cj.MapEditor(cj.datasets.mattress_map())", "cj.MapEditor(cj.JourneyMap())"]
    )
    plain.run_all()
    roots = page.locator(".cjw")
    plain.screenshot(roots.nth(0), "editor-twenty-stages")
    plain.screenshot(roots.nth(2), "editor-empty")
    narrow = roots.nth(1)
    narrow.evaluate("(root) => { root.style.width = '390px'; }")
    plain.screenshot(narrow, "editor-phone")


def test_panel_and_menu(plain: Plain) -> None:
    plain.viewport(1640, 1080)
    page = plain.open([EDITOR])
    plain.run(0)
    editor = Editor(page)
    editor.root.locator('[data-row="touchpoint"]').nth(6).focus()
    editor.press("Control+i")
    editor.root.locator(".cjw-form").wait_for()
    plain.screenshot(editor.root, "editor-panel")
    editor.press("Escape")
    editor.root.locator('[data-row="touchpoint"]').nth(6).focus()
    editor.press("Shift+F10")
    editor.root.get_by_role("menu").wait_for()
    plain.screenshot(page.locator("body"), "editor-menu")


SHEET = """<!doctype html><meta charset="utf-8">
<style>
  body {{ margin: 14px; background: {ground}; columns: 5; column-gap: 14px; }}
  figure {{ margin: 0 0 12px; break-inside: avoid; }}
  .wide {{ column-span: all; }}
  img {{ display: block; max-width: 100%; }}
  figcaption {{ color: {ink}; font: 11px system-ui, sans-serif; }}
</style>{figures}"""
FIGURE = """<figure class="{kind}"><figcaption>{name}</figcaption>
<img src="data:image/png;base64,{picture}"></figure>"""


# A third of a PNG's size: these are to be looked at, not to be measured.
WEBP = """async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


def figure(name: str, picture: bytes, kind: str = "") -> str:
    return FIGURE.format(name=name, kind=kind, picture=base64.b64encode(picture).decode())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sheet_of" in metafunc.fixturenames:
        # test_editor_access.py opens them all in both themes: the other sheets are for the eye.
        every = [(locale, theme) for locale in LOCALES for theme in ("light", "dark")]
        drawn = every if metafunc.config.getoption("--images") else [("zh-Hant", "dark")]
        metafunc.parametrize("sheet_of", drawn, ids="-".join)


def test_everything_that_opens(browser: Browser, images: Path, sheet_of: tuple[str, str]) -> None:
    """One sheet of all menus, panels and dialogs, in each language and theme."""
    locale, theme = sheet_of
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    jm = full_map()
    jm.locale = locale
    page = bare(context, jm, theme=theme, author="Ann")
    editor = mounted(page)
    bar = figure("toolbar", editor.root.locator(".cjw-bar").screenshot(), "wide")
    figures = []
    for name in PANELS:
        with opened(editor, name):
            shown = editor.root.locator(OPEN).first.screenshot(animations="disabled", caret="hide")
            kind = "wide" if name in ("find bar", "shortcut sheet") else ""
            figures.append(figure(name, shown, kind))
    editor.root.get_by_role("button", name=text("editor.present", locale), exact=True).click()
    turn = editor.root.locator(".cjw-deck")
    figures.append(figure("presenting", turn.screenshot(), "wide"))
    page.close()
    page = bare(context, JourneyMap(locale=locale), theme=theme)
    empty = mounted(page)
    figures.append(figure("a map without stages", empty.root.screenshot(), "wide"))
    sheet = context.new_page()
    ground, ink = ("#30363f", "#c5ccd6") if theme == "dark" else ("#e4e7ec", "#475467")
    figures.sort(key=lambda each: 'class="wide"' in each)
    sheet.set_content(SHEET.format(ground=ground, ink=ink, figures=bar + "".join(figures)))
    drawn = base64.b64encode(sheet.screenshot(full_page=True)).decode()
    small = base64.b64decode(sheet.evaluate(WEBP, f"data:image/png;base64,{drawn}"))
    (images / f"opens-{locale}-{theme}.webp").write_bytes(small)
    context.close()
