"""Every chart on journeys of any length, language and number of personas, from made-up data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import altair as alt
import numpy as np
import pandas as pd

import cjwidgets as cj
from charts.svgs import HOSTILE
from cjwidgets import charts

NAMES = {
    "en": ["Awareness", "Consideration and comparison", "Checkout", "Delivery", "Use", "Loyalty"],
    "ru": ["Осведомлённость", "Рассмотрение и сравнение", "Оформление заказа", "Доставка",
           "Использование", "Лояльность"],
    "zh-Hans": ["认知", "考虑与比较", "结账付款", "送货上门", "使用", "忠诚"],
    "zh-Hant": ["認知", "考慮與比較", "結帳付款", "送貨上門", "使用", "忠誠"],
}  # fmt: skip
PEOPLE = {
    "en": ["Anna, 41", "Viktor, 63", "Maria", "Li", "Olga", "Tom"],
    "ru": ["Анна, 41", "Виктор, 63", "Мария", "Ли", "Ольга", "Том"],
    "zh-Hans": ["安娜，41岁", "维克多，63岁", "玛丽亚", "李", "奥尔加", "汤姆"],
    "zh-Hant": ["安娜，41歲", "維克多，63歲", "瑪麗亞", "李", "奧爾加", "湯姆"],
}
CHANNELS = ["website", "email", "phone", "shop", "chat"]


@dataclass(frozen=True)
class Journey:
    """A map with its evidence."""

    jm: cj.JourneyMap
    log: cj.EventLog
    survey: cj.Survey
    goal: str

    @property
    def half(self) -> str:
        """A moment in the middle of the log."""
        return str((self.log.first + (self.log.last - self.log.first) / 2).date())


@cache
def journey(
    stages: int = 3, locale: str = "en", personas: int = 2, customers: int = 400
) -> Journey:
    """Customers who walk from stage to stage, come back now and then, and get lost."""
    return of(names(stages, locale), PEOPLE[locale][:personas], locale, customers)


def names(stages: int, locale: str) -> list[str]:
    known = NAMES[locale]
    return [known[i % 6] if i < 6 else f"{known[i % 6]} {i // 6 + 1}" for i in range(stages)]


def of(
    stages: list[str],
    people: list[str],
    locale: str = "en",
    customers: int = 400,
    unit: str = "who",
) -> Journey:
    """The same, of any names."""
    draw = np.random.default_rng(7)
    jm = cj.JourneyMap("Shop" if locale == "en" else stages[0], locale=locale)
    jm.personas = [cj.Persona(name) for name in people]
    for i, name in enumerate(stages):
        mood = (i % 5 - 2) / 2
        point = cj.Touchpoint(
            name, match=[f"event {i}"], channel=CHANNELS[i % len(CHANNELS)], emotion=mood
        )
        for k, persona in enumerate(jm.personas):
            felt = round(float(np.clip(mood + 0.8 * np.sin(1.7 * i + 2.1 * k), -2, 2)), 2)
            point.set_emotion(felt, persona)
            if k == 0 and i % 2:
                low, high = max(-2.0, felt - 0.3), min(2.0, felt + 0.3)
                point.measured = {persona.id: cj.Measured(felt, n=40 + i, low=low, high=high)}
        jm.stages.append(cj.Stage(name, touchpoints=[point]))
    events, answers = [], []
    for who in range(customers):
        at = pd.Timestamp("2026-01-05") + pd.Timedelta(days=int(draw.integers(0, 56)))
        place = 0
        while place < len(stages):
            channel = CHANNELS[(place + int(draw.random() < 0.2)) % len(CHANNELS)]
            events.append((who, at, f"event {place}", channel))
            if draw.random() < 0.5:
                mood = np.clip(
                    draw.normal(0.5 + 0.3 * np.sin(place + who % len(people or [1])), 0.2), 0, 1
                )
                answers.append(
                    (who, stages[place], stages[place], people[who % len(people)] if people else "",
                     channel, int(np.clip(draw.normal(3 + np.sin(2 * place), 1), 1, 5).round()),
                     int(np.clip(draw.normal(3.2 + np.cos(place), 1), 1, 5).round()), mood)
                )  # fmt: skip
            at += pd.Timedelta(minutes=float(draw.exponential(40 * 9.0 ** (place % 3))))
            step = draw.random()
            place += 1 if step < 0.78 else -1 if step < 0.86 and place else len(stages)
    frame = pd.DataFrame(events, columns=[unit, "at", "what", "via"])
    log = cj.EventLog(frame, customer=unit, time="at", event="what", channel="via")
    asked = pd.DataFrame(
        answers,
        columns=["who", "stage", "touchpoint", "persona", "via", "csat", "importance", "felt"],
    )
    survey = cj.Survey(
        asked,
        respondent="who",
        stage="stage",
        touchpoint="touchpoint",
        channel="via",
        persona="persona" if people else None,
        questions=[
            "csat",
            "importance",
            cj.Question("felt", kind="emotion", scale="affective_slider"),
        ],
    )
    return Journey(jm, log, survey, f"event {len(stages) - 1}")


@cache
def hostile() -> Journey:
    """The same, where all names would like to be code."""
    stages = [each or f"nameless {i}" for i, each in enumerate(HOSTILE)]
    stages += ["__proto__", "constructor"]  # every object of JavaScript has them already
    own = of(stages, list(HOSTILE[:4]), customers=80, unit=HOSTILE[1])
    own.jm.title = HOSTILE[0]
    return own


def before_after(own: Journey) -> tuple[cj.EventLog, cj.EventLog]:
    return own.log.between(end=own.half), own.log.between(own.half)


FEW = {"draws": 50}
RESAMPLES = {"resamples": 100}
Make = Callable[[Journey], tuple[tuple, dict]]
ARGUMENTS: dict[str, Make] = {
    "emotion": lambda own: ((own.jm,), {}),
    "drop_off": lambda own: ((own.jm, own.log), {}),
    "drop_off_intervals": lambda own: ((own.jm, own.log), {}),
    "dwell": lambda own: ((own.jm, own.log), {}),
    "channel_stages": lambda own: ((own.jm, own.log), {}),
    "channels": lambda own: ((own.jm, own.log), {"goal": own.goal, "survey": own.survey}),
    "transitions": lambda own: ((own.jm, own.log), {"level": "stage"}),
    "paths": lambda own: ((own.jm, own.log), {"level": "stage", "top": 8, "length": 8}),
    "flow": lambda own: ((own.jm, own.log), {"level": "stage"}),
    "importance_performance": lambda own: ((own.jm, own.survey), RESAMPLES),
    "compare": lambda own: ((own.jm, *before_after(own)), {}),
    "personas": lambda own: (
        (own.jm, own.survey),
        {"by": "persona" if own.jm.personas else None, "level": "stage", **RESAMPLES},
    ),
    "difference": lambda own: (
        (own.jm, own.survey),
        {"by": "channel", "between": ("website", "email"), "level": "journey"},
    ),
    "distributions": lambda own: ((own.jm, own.survey), {"question": "csat", "level": "stage"}),
    "what_if": lambda own: (
        (
            own.jm,
            own.log,
            {own.jm.touchpoints[0].name or "?": cj.DropOff(own.jm.touchpoints[0], by=-0.3)},
        ),
        {"goal": own.goal, **FEW},
    ),
    "retention": lambda own: ((own.log,), {}),
    "time_to": lambda own: ((own.jm, own.log), {"goal": own.goal, "start": "event 0"}),
    "markov": lambda own: ((own.jm, own.log), {"goal": own.goal, **FEW}),
}


def drawn(name: str, own: Journey) -> alt.LayerChart:
    """A chart by its name."""
    arguments, options = ARGUMENTS[name](own)
    if name == "retention":
        options["locale"] = own.jm.locale
    return getattr(charts, name)(*arguments, **options)


TABLES = {
    "drop_off": "funnel",
    "drop_off_intervals": "funnel",
    "channel_stages": "channel_gaps",
    "flow": "paths",
    "personas": "emotion",
}


def empty(name: str, locale: str = "en") -> alt.LayerChart:
    """A chart of nothing: a map without stages, or a table without rows."""
    if name == "emotion":
        return charts.emotion(cj.JourneyMap(locale=locale))
    table = pd.DataFrame()
    table.attrs = {"statistic": TABLES.get(name, name)}
    return getattr(charts, name)(table, locale=locale)


def twin(name: str, own: Journey) -> pd.DataFrame:
    """Its table."""
    arguments, options = ARGUMENTS[name](own)
    return getattr(charts, name).data(*arguments, **options)
