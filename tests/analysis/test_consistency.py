"""What is picked as the largest is corrected for being picked."""

from __future__ import annotations

import numpy as np
import pandas as pd

import cjwidgets as cj
from analysis.toys import said, shop

CHANNELS = ("web", "shop", "call", "mail", "app")


def table_of(draw: np.random.Generator, shares: tuple[float, ...], n: int, often: int = 1):
    people = np.arange(len(shares) * n)
    via = np.repeat(CHANNELS[: len(shares)], n)
    own = np.repeat(shares, n)
    if often > 1:  # who is satisfied once is always
        own = (draw.random(len(own)) < own).astype(float)
    frame = pd.DataFrame({"who": people, "via": via, "own": own})
    frame = frame.loc[frame.index.repeat(often)]
    frame["csat"] = np.where(draw.random(len(frame)) < frame["own"], 5, 1)
    survey = cj.Survey(frame, questions=["csat"], respondent="who", channel="via", repeats="all")
    return cj.channel_consistency(shop("A"), survey, level="journey")


def test_channels_that_are_alike_seem_less_far_apart_than_they_are_seen():
    draw = np.random.default_rng(6)
    rows = pd.concat([table_of(draw, (0.6,) * 5, 30) for _ in range(60)])
    assert rows["observed"].mean() > 0.18
    assert rows["spread"].mean() < 0.07
    assert (rows["spread_low"] > 0).mean() <= 0.1
    assert (rows["p"] < 0.05).mean() <= 0.1


def test_a_true_difference_stays():
    draw = np.random.default_rng(6)
    rows = pd.concat([table_of(draw, (0.9, 0.5, 0.5), 200) for _ in range(20)])
    assert abs(rows["spread"].mean() - 0.4) < 0.05
    assert (rows["spread_low"] > 0).all()


def test_answers_of_the_same_people_are_not_many():
    draw = np.random.default_rng(6)
    rows = pd.concat([table_of(draw, (0.5, 0.5), 12, often=10) for _ in range(60)])
    assert (rows["p"] < 0.05).mean() <= 0.12
    assert (rows["spread_low"] > 0).mean() <= 0.12


def test_the_sentence_says_that_it_is_corrected():
    table = table_of(np.random.default_rng(1), (0.9, 0.5, 0.5), 40)
    assert "without what chance adds" in said(table)[0]
