"""A board of the worked example, and its parts in a page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from browser.editor import Editor

SETUP = """
import cjwidgets as cj
jm = cj.datasets.mattress_map()
log = cj.EventLog(cj.datasets.mattress_log(600), customer="customer_id", time="time",
                  event="event", channel="channel", segment="segment")
survey = cj.Survey(cj.datasets.mattress_survey(600), respondent="customer_id", time="time",
                   touchpoint="touchpoint", channel="channel", segment="segment",
                   questions=["csat", cj.Question("pleasure", kind="emotion",
                                                  scale="affective_slider")])
"""
BOARD = f"{SETUP}board = cj.JourneyBoard(jm, log, survey)\nboard"


class Board:
    """One board on a page."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.root = root or page.locator(".cjw-board").first
        self.filter = self.root.get_by_role("toolbar", name="What the charts show")
        self.said = self.filter.get_by_role("status")
        self.editor = Editor(page, self.root.locator(".cjw").first)

    def chart(self, name: str) -> Locator:
        return self.root.locator(f'[data-chart="{name}"] .cjw-vega svg')

    def wait(self, *names: str) -> None:
        for name in names:
            self.chart(name).wait_for()
