"""What checkers know of the things people touch; mypy reads it in `make lint`, nobody runs it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import assert_type

import altair as alt

import cjwidgets as cj
from cjwidgets.model import NodeList
from cjwidgets.model.attachments import Attachment

jm = cj.JourneyMap("Shop", framework="loyalty")
stage = jm.stages["Ask"]
tp = cj.Touchpoint("Checkout", channel="website", emotion=-1.5)
log = cj.EventLog("events.csv", customer="customer_id", time="time", event="event")

assert_type(jm.stages, NodeList[cj.Stage])
assert_type(stage, cj.Stage)
assert_type(stage.touchpoints[0], cj.Touchpoint)
assert_type(stage.touchpoints[1:], list[cj.Touchpoint])
assert_type(jm.personas["Anna"], cj.Persona)
assert_type(tp.pains[0].evidence[0], cj.Evidence)
assert_type(tp.name, str)
assert_type(tp.emotion, float | None)
assert_type(tp.emotions["anna"], float)
assert_type(tp.measured["anna"], cj.Measured)
assert_type(tp.key, bool)
assert_type(tp.texts["lane"], str)
assert_type(jm.personas[0].needs, tuple[str, ...])
assert_type(jm.scale, cj.Scale)
assert_type(jm.reviewed, datetime.date | None)
jm.stages.append("Use")
jm.personas.append(cj.Persona("Anna"))
jm.stages.append(cj.Persona("Anna"))  # type: ignore[arg-type]

assert_type(jm.save("shop.cjmap.json"), Path)
assert_type(cj.JourneyMap.open("shop.cjmap.json"), cj.JourneyMap)
assert_type(cj.Persona.open("anna.persona.json"), cj.Persona)
assert_type(cj.JourneyMap.from_log(log, stages=3), cj.JourneyMap)
assert_type(jm.attach(lambda: log, source="Web log").record(), cj.JourneyMap)
assert_type(jm.attached, tuple[Attachment, ...])
assert_type(tp.open_journey(), cj.JourneyMap)
jm.save(overwrit=True)  # type: ignore[call-arg]
jm.attach(42)  # type: ignore[arg-type]

assert_type(cj.charts.drop_off(jm, log), alt.LayerChart)
cj.charts.emotion(jm, colour="red")  # type: ignore[call-arg]
cj.funnel(jm, log, windw="7d")  # type: ignore[call-arg]
cj.funel(jm, log)  # type: ignore[attr-defined]
cj.Touchpoint("Checkout", chanel="website")  # type: ignore[call-arg]
cj.JourneyMap("Shop", stagse=["Ask"])  # type: ignore[call-arg]
