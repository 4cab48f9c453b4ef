"""A widget belongs to its kernel: what it shows can be copied and pickled, and it says so."""

from __future__ import annotations

import copy
import pickle

import pytest

import cjwidgets as cj
from cjwidgets.errors import CopyError
from widgets.test_live import ten_customers
from widgets.timers import Timers

WAYS = [copy.copy, copy.deepcopy, pickle.dumps, lambda it: pickle.dumps([it], 0)]
MADE = {
    "MapEditor": cj.MapEditor,
    "PersonaCards": cj.PersonaCards,
    "JourneyBoard": lambda jm: cj.JourneyBoard(jm, charts=["emotion"]),
    "WhatIf": lambda jm: cj.WhatIf(jm, ten_customers()),
    "ChartView": lambda jm: cj.JourneyBoard(jm, charts=["emotion"]).charts["emotion"],
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", MADE)
def test_a_widget_is_there_once_and_says_so(name: str, way, timers: Timers) -> None:
    touchpoint = cj.Touchpoint("Search", match=["a"])
    jm = cj.JourneyMap("Shop", stages=[cj.Stage("Ask", match=["a"], touchpoints=[touchpoint])])
    widget = MADE[name](jm)
    with pytest.raises(CopyError, match=f"^{name} can't be copied or pickled: .* what it shows"):
        way(widget)
    assert copy.deepcopy(jm) == jm, "the map that it shows can"
    assert pickle.loads(pickle.dumps(jm)) == jm
    widget.close()
