"""What checkers know of the things people touch; mypy reads it in `make lint`, nobody runs it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import assert_type

import altair as alt
import numpy as np
import pandas as pd

import cjwidgets as cj
from cjwidgets.model import NodeList
from cjwidgets.model.attachments import Attachment

jm = cj.JourneyMap("Shop", framework="loyalty")
stage = jm.stages["Ask"]
tp = cj.Touchpoint("Checkout", channel="website", emotion=-1.5)
survey = cj.Survey("answers.csv", questions=["csat"], touchpoint="touchpoint")
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
assert_type(tp.pains[0].evidence[0].n, int | None)
assert_type(jm.personas[0].age, float | None)
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

assert_type(cj.reach(jm, log, level="stage"), pd.DataFrame)
assert_type(cj.funnel(jm, log, window="7d"), pd.DataFrame)
assert_type(cj.exits(jm, log, window=datetime.timedelta(30)), pd.DataFrame)
assert_type(cj.completion(jm, log, "paid", target=0.4), pd.DataFrame)
assert_type(cj.entries(jm, log, [stage, tp, cj.Rule(event="pay*")]), pd.DataFrame)
assert_type(cj.retention(log, period="7d"), pd.DataFrame)
assert_type(cj.time_to(jm, log, "payment_done", start="search"), pd.DataFrame)
assert_type(cj.churn(log), pd.DataFrame)
assert_type(cj.dwell(None, log, level="channel", cap="30min"), pd.DataFrame)
assert_type(cj.transitions(jm, log), pd.DataFrame)
assert_type(cj.paths(jm, log, top=5), pd.DataFrame)
assert_type(cj.loops(jm, log), pd.DataFrame)
assert_type(cj.conformance(jm, log, of="transitions"), pd.DataFrame)
assert_type(cj.channels(jm, log, survey=survey), pd.DataFrame)
assert_type(cj.switches(log), pd.DataFrame)
assert_type(cj.channel_overlaps(log), pd.DataFrame)
assert_type(cj.channel_coverage(log, by="segment"), pd.DataFrame)
assert_type(cj.channel_gaps(jm, log), pd.DataFrame)
assert_type(cj.channel_consistency(jm, survey), pd.DataFrame)
assert_type(cj.csat(jm, survey, by="persona"), pd.DataFrame)
assert_type(cj.nps(jm, survey), pd.DataFrame)
assert_type(cj.ces(jm, survey), pd.DataFrame)
assert_type(cj.emotion(jm, survey), pd.DataFrame)
assert_type(cj.peaks(jm), pd.DataFrame)
assert_type(cj.expectation_gap(jm, survey), pd.DataFrame)
assert_type(cj.analysis.distributions(jm, survey, question="csat"), pd.DataFrame)
assert_type(cj.importance_performance(jm, survey), pd.DataFrame)
assert_type(cj.markov(jm, log, goal="paid"), pd.DataFrame)
assert_type(cj.what_if(jm, log, cj.Remove("Checkout"), goal="paid"), pd.DataFrame)
assert_type(cj.compare(jm, log, log), pd.DataFrame)
assert_type(cj.compare_segments(jm, log, between=("new", "old")), pd.DataFrame)
assert_type(cj.difference(jm, survey, of="csat"), pd.DataFrame)
assert_type(cj.match_report(jm, log), pd.DataFrame)
assert_type(cj.ledger(jm, today=datetime.date(2026, 10, 4), review="90d"), pd.DataFrame)
assert_type(cj.debt(jm), pd.DataFrame)
assert_type(cj.explain(cj.debt(jm)), str)

assert_type(cj.charts.drop_off(jm, log), alt.LayerChart)
assert_type(cj.charts.drop_off.data(jm, log, window="7d", confidence=0.9), pd.DataFrame)
assert_type(cj.charts.drop_off_intervals(jm, log, strict=True), alt.LayerChart)
assert_type(cj.charts.dwell(None, log, level="channel", cap=datetime.timedelta(1)), alt.LayerChart)
assert_type(cj.charts.transitions(jm, log, loops=True), alt.LayerChart)
assert_type(cj.charts.paths(jm, log, top=5), alt.LayerChart)
assert_type(cj.charts.flow(jm, log, steps=3, top=50), alt.LayerChart)
assert_type(cj.charts.channels(jm, log, goal="Buy", survey=survey), alt.LayerChart)
assert_type(cj.charts.channel_stages(jm, log, names={"web": "website"}), alt.LayerChart)
assert_type(cj.charts.markov(jm, log, goal=[stage, "paid"], draws=50), alt.LayerChart)
assert_type(cj.charts.retention(log, period="7d", locale="ru"), alt.LayerChart)
assert_type(cj.charts.time_to(jm, log, "payment_done", by="segment"), alt.LayerChart)
assert_type(cj.charts.personas(jm, survey, by="persona"), alt.LayerChart)
assert_type(cj.charts.importance_performance(jm, survey, split="median"), alt.LayerChart)
assert_type(cj.charts.distributions(jm, survey, question="csat"), alt.LayerChart)
assert_type(cj.charts.compare(jm, log, log, statistic="reach"), alt.LayerChart)
assert_type(cj.charts.difference(jm, survey, between=("new", "old")), alt.LayerChart)
ideas = {"Shorter": cj.DropOff(tp, by=-0.3), "None": cj.Remove("Checkout")}
assert_type(cj.charts.what_if(jm, log, ideas, goal="paid"), alt.LayerChart)
fewer = [cj.DropOff(tp, by=-0.3)]
assert_type(cj.charts.what_if(jm, log, fewer, goal="paid"), alt.LayerChart)
assert_type(cj.charts.what_if(jm, log, {"A": fewer, "B": cj.Remove(tp)}), alt.LayerChart)
assert_type(cj.charts.emotion(jm, personas=["Anna"]), alt.LayerChart)
assert_type(cj.charts.brushed(jm, {"x": (0.9, 1.7)}), list[cj.Touchpoint])
cj.charts.drop_off(jm, log, windw="7d")  # type: ignore[call-arg]
cj.charts.drop_off(jm, log, window=7)  # type: ignore[arg-type]
cj.charts.paths.data(jm, log, top="5")  # type: ignore[arg-type]
cj.charts.emotion(jm, colour="red")  # type: ignore[call-arg]
cj.funnel(jm, log, windw="7d")  # type: ignore[call-arg]
cj.funel(jm, log)  # type: ignore[attr-defined]
cj.Touchpoint("Checkout", chanel="website")  # type: ignore[call-arg]
cj.Touchpoint("Checkout", emotion="x")  # type: ignore[arg-type]
cj.Touchpoint("Checkout", emotion=np.float64(1), key=np.bool_(True), measured={"": {"value": 1}})
cj.Touchpoint("Checkout", emotions={jm.personas["Anna"]: -1.5}, pains=["Slow", cj.Pain("Dear")])
cj.Touchpoint("Checkout", match=["cart", re.compile("^pay"), cj.Rule(event="chat"), str.islower])
cj.Touchpoint("Checkout", match="pay*")
cj.Touchpoint("Checkout", pains=[cj.Goal("A bed")])  # type: ignore[list-item]
cj.Touchpoint("Checkout", emotions={"anna": "good"})  # type: ignore[dict-item]
cj.Evidence("Survey", n="many")  # type: ignore[arg-type]
cj.Evidence("Survey", n=np.int64(212), date="2026-10-04")
cj.Persona("Anna", needs="sleep")  # type: ignore[arg-type]
cj.Persona("Anna", needs=("sleep",), age=None)
cj.Opportunity("One page", pain=tp.pains[0])
cj.JourneyMap("Shop", scale=5)  # type: ignore[arg-type]
tp.emotion = "x"  # type: ignore[assignment]
tp.emotion = 1
tp.name = 5  # type: ignore[assignment]
tp.pains[0].goal = tp.goals[0]
jm.reviewed = datetime.date(2026, 10, 4)
jm.reviewed = "2026-10-04"
jm.stages = ["Ask", cj.Stage("Buy")]
cj.JourneyMap("Shop", stagse=["Ask"])  # type: ignore[call-arg]
