"""The usual charts of a board are drawn of whatever a log and a survey hold."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

import cjwidgets as cj
from cjwidgets.board.registry import usual
from cjwidgets.charts.catalogue import draw_on_board

COLUMNS = {
    "respondent": "customer_id",
    "time": "time",
    "touchpoint": "touchpoint",
    "channel": "channel",
    "segment": "segment",
}
ASKED: dict[str, list[Any]] = {
    "csat": ["csat"],
    "nps": [cj.Question("recommend", kind="nps")],
    "open": [cj.Question("comment", kind="open")],
    "emotion": [cj.Question("pleasure", kind="emotion", scale="affective_slider")],
}
LACKING = [
    *({role} for role in COLUMNS),
    *({one, two} for one, two in combinations(("touchpoint", "channel", "segment"), 2)),
    set(COLUMNS),
    set(),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("lacking", LACKING, ids=lambda each: "-".join(sorted(each)) or "nothing")
def test_the_usual_charts_are_drawn(asked: str, lacking: set[str]) -> None:
    jm = cj.datasets.mattress_map()
    log_roles = {role: role for role in ("channel", "segment") if role not in lacking}
    log = cj.EventLog(
        cj.datasets.mattress_log(60),
        customer="customer_id",
        time="time",
        event="event",
        **log_roles,
    )
    roles = {role: column for role, column in COLUMNS.items() if role not in lacking}
    survey = cj.Survey(cj.datasets.mattress_survey(60), questions=ASKED[asked], **roles)
    board = cj.JourneyBoard(jm, log, survey, charts=[])
    for name in usual(board.scene):
        draw_on_board(name, board.scene).to_dict()
