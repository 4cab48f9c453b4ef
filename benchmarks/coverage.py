"""How often intervals hold the truth, in samples drawn from it: ``make coverage``.

Writes ``docs/reference/coverage-of-intervals.md``. Seeded, so that a run can be done again.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import cjwidgets as cj
from cjwidgets.analysis.channel.switches import ratio
from cjwidgets.analysis.feelings.nps import interval_of
from cjwidgets.analysis.inference import clustered
from cjwidgets.analysis.inference.survival import Waits, incidence
from cjwidgets.analysis.shared.survey_table import mean
from cjwidgets.evidence.surveys.placing import Cell

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "coverage-of-intervals.md"
CONFIDENCE = 0.95
ROUNDS = 1000
SEED = 2026
PEOPLE = (10, 20, 50)
SHARES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95)
SIDES = ((0.1, 0.7), (0.2, 0.5), (0.3, 0.3), (0.5, 0.2), (0.7, 0.1), (0.9, 0.05))
"""Of promoters and detractors."""
STEPS = ((0.1, 0.2, 0.4, 0.2, 0.1), (0.4, 0.3, 0.2, 0.05, 0.05), (0.02, 0.03, 0.1, 0.3, 0.55))
"""Of a scale from 1 to 5."""
RATES = (0.5, 2.0, 6.0)
"""Of switches a customer."""
APART = (0.0, 1.0, 2.0)
"""By how much the second of two groups lies higher, in standard deviations of one answer."""
LEFT = (0.0, 0.4, 1.0)
"""How fast those who wait get out of sight, of how fast they come."""
SAMPLED, POPULATION = 0.75, 0.4
"""Of one group among those who answer, and in the population that weights turn them into."""
LEAST, AVERAGE = 0.9, (0.93, 0.97)

Draw = np.random.Generator
Floats = NDArray[np.float64]
Ends = tuple[float, float]
Pair = tuple[Floats, Floats]


class Case(NamedTuple):
    """One truth, and a way to draw an interval for it; None where there is none."""

    truth: float
    drawn: Callable[[Draw], Ends | None]


class Setting(NamedTuple):
    """What is asked of whom; the cases differ in the truth only."""

    what: str
    people: int
    often: bool
    cases: tuple[Case, ...]


class Found(NamedTuple):
    """How often the intervals of a setting hold the truth, by case."""

    setting: Setting
    shares: tuple[float, ...]
    without: float
    """Share of draws that have no interval."""

    @property
    def average(self) -> float:
        return float(np.mean(self.shares))

    @property
    def meets(self) -> bool:
        low, high = AVERAGE
        return low <= self.average <= high and min(self.shares) >= LEAST


def answers(draw: Draw, people: int, often: bool, chances: Floats) -> tuple[Floats, Any]:
    """Draw answers 0 … k − 1, and whose they are: one each, or 5–20 with a correlation of ½."""
    if not often:
        return draw.choice(len(chances), p=chances, size=people).astype(float), np.arange(people)
    owners = np.repeat(np.arange(people), draw.integers(5, 21, people))
    own = draw.dirichlet(chances, people).cumsum(axis=1)  # so alike that ρ = 1/(1 + Σ) = ½
    given = (draw.random(len(owners))[:, None] > own[owners]).sum(axis=1)
    return np.minimum(given, len(chances) - 1).astype(float), owners


def weighed(
    draw: Draw, people: int, often: bool, groups: Pair, given: Callable[..., Any] = answers
) -> tuple[Floats, Any, Floats] | None:
    """Draw answers of two groups, and weight them to the population; None where one is empty."""
    one = int(draw.binomial(people, SAMPLED))
    if one in (0, people):
        return None
    sizes = np.array([one, people - one])
    drawn = [given(draw, size, often, own) for size, own in zip(sizes, groups, strict=True)]
    values = np.concatenate([own for own, _ in drawn])
    owners = np.concatenate([drawn[0][1], drawn[1][1] + one])
    heavy = np.array([POPULATION, 1 - POPULATION]) * people / sizes
    return values, owners, heavy[(owners >= one).astype(int)]


def settings() -> Iterator[Setting]:
    for people in PEOPLE:
        for often in (False, True):
            yield Setting("share", people, often, _each(SHARES, _share, people, often))
            yield Setting("NPS", people, often, _each(SIDES, _nps, people, often))
            yield Setting("mean of 1–5", people, often, _each(STEPS, _mean, people, often))
            yield Setting("median time", people, often, (Case(1.0, _median(people, often)),))
            yield from weighted(people, often)
        yield Setting("median wait", people, False, _each(LEFT, _wait, people, False))
        yield Setting(
            "switches per customer", people, False, _each(RATES, _switches, people, False)
        )


def weighted(people: int, often: bool) -> Iterator[Setting]:
    """Yield the settings of answers that weights turn into those of a population."""
    sides = [(minus, 1 - plus - minus, plus) for plus, minus in SIDES]
    for what, truths, at, ends in (
        ("share", [(1 - truth, truth) for truth in SHARES], (0, 1), _share_ends),
        ("NPS", sides, (-1, 0, 1), _nps_ends),
        ("mean of 1–5", STEPS, (1, 2, 3, 4, 5), _mean_ends),
    ):
        cases = tuple(
            _weighted(np.array(truth), np.array(at, float), ends, people, often) for truth in truths
        )
        yield Setting(f"{what}, weighted", people, often, cases)
    yield Setting("median, weighted", people, often, _each(APART, _weighted_median, people, often))


def _weighted_median(shift: float, people: int, often: bool) -> Case:
    one, other = (NormalDist(each, 2**0.5 if often else 1.0).cdf for each in (0.0, shift))
    fine, middles = np.arange(0.0, shift, 1e-4), (np.array([0.0]), np.array([shift]))
    under = sum(POPULATION * one(x) + (1 - POPULATION) * other(x) < 0.5 for x in fine)

    def drawn(draw: Draw) -> Ends | None:
        found = weighed(draw, people, often, middles, levels)
        if found is None:
            return None
        ends = clustered.weighted_median(found[0], found[1], CONFIDENCE, found[2])[1:]
        return ends if ends[0] < ends[1] else None

    return Case(under * 1e-4, drawn)


def levels(draw: Draw, people: int, often: bool, middle: Floats) -> tuple[Floats, Any]:
    """Draw answers on a scale without steps about a middle, as `answers` does on one with steps."""
    owners = np.repeat(np.arange(people), draw.integers(5, 21, people) if often else 1)
    own = draw.normal(size=people)[owners] if often else 0.0
    return middle + own + draw.normal(size=len(owners)), owners


def _weighted(
    chances: Floats, at: Floats, ends: Callable[..., Ends | None], people: int, often: bool
) -> Case:
    # The others answer half like them, and half whatever comes.
    pair = (chances, (chances + 1 / len(chances)) / 2)

    def drawn(draw: Draw) -> Ends | None:
        found = weighed(draw, people, often, pair)
        if found is None:
            return None
        values, owners, heavy = found
        return ends(at[values.astype(int)], owners, heavy)

    return Case(float(POPULATION * (pair[0] @ at) + (1 - POPULATION) * (pair[1] @ at)), drawn)


def _nps_ends(values: Floats, owners: Any, heavy: Floats | None = None) -> Ends | None:
    return interval_of(values, owners, CONFIDENCE, weights=heavy)


def _share_ends(values: Floats, owners: Any, heavy: Floats) -> Ends | None:
    ends = clustered.share(values, owners, CONFIDENCE, heavy)[1:]
    return None if np.isnan(ends[0]) else ends


def _mean_ends(values: Floats, owners: Any, heavy: Floats | None) -> Ends | None:
    cell = Cell(values, owners, np.zeros(len(values), np.int64), heavy)
    found = mean(cell, "m", confidence=CONFIDENCE, ends=(1, 5), resamples=500)
    return None if found["note"] else (found["m_low"], found["m_high"])


def _each(truths: Any, make: Callable[..., Case], people: int, often: bool) -> tuple[Case, ...]:
    return tuple(make(truth, people, often) for truth in truths)


def _share(truth: float, people: int, often: bool) -> Case:
    def drawn(draw: Draw) -> Ends:
        values, owners = answers(draw, people, often, np.array([1 - truth, truth]))
        return clustered.share(values, owners, CONFIDENCE)[1:]

    return Case(truth, drawn)


def _nps(sides: tuple[float, float], people: int, often: bool) -> Case:
    plus, minus = sides

    def drawn(draw: Draw) -> Ends | None:
        values, owners = answers(draw, people, often, np.array([minus, 1 - plus - minus, plus]))
        return _nps_ends(values - 1, owners)

    return Case(plus - minus, drawn)


def _mean(steps: tuple[float, ...], people: int, often: bool) -> Case:
    chances = np.array(steps)

    def drawn(draw: Draw) -> Ends | None:
        values, owners = answers(draw, people, often, chances)
        return _mean_ends(values + 1, owners, None)

    return Case(float(chances @ np.arange(1, 6)), drawn)


def _median(people: int, often: bool) -> Callable[[Draw], Ends | None]:
    def drawn(draw: Draw) -> Ends | None:
        values, owners = levels(draw, people, often, np.zeros(1))
        low, high = clustered.median(np.exp(values), owners, CONFIDENCE)
        return (float(low), float(high)) if low < high else None

    return drawn


def _wait(left: float, people: int, often: bool) -> Case:
    """Wait for what comes to half of all within 1, while some get out of sight."""

    def drawn(draw: Draw) -> Ends | None:
        comes = draw.exponential(1 / np.log(2), people)
        seen = draw.exponential(1 / np.log(2), people) / left if left else np.inf
        times = np.minimum(comes, seen) * 1e9
        came = ((comes <= seen) * 1)[np.argsort(times)]
        waits = Waits(np.sort(times).astype(np.int64), came, came * 0, 1 - came)
        _, low, high = incidence(waits, CONFIDENCE).quantile(0.5)
        ends = np.nan_to_num(low) / 1e9, np.nan_to_num(high, nan=np.inf) / 1e9
        return None if ends == (0, np.inf) else ends

    return Case(1.0, drawn)


def _switches(rate: float, people: int, often: bool) -> Case:
    def drawn(draw: Draw) -> Ends | None:
        low, high = ratio(draw.poisson(rate, people), np.ones(people), CONFIDENCE)
        return None if np.isnan(low) else (float(low), float(high))

    return Case(rate, drawn)


def measured(setting: Setting, rounds: int, seed: int) -> Found:
    """Draw the intervals of a setting, and count those that hold the truth."""
    shares, none = [], 0
    for case in setting.cases:
        draw = np.random.default_rng(seed)
        ends = [case.drawn(draw) for _ in range(rounds)]
        known = [each for each in ends if each is not None]
        none += len(ends) - len(known)
        held = sum(low - 1e-9 <= case.truth <= high + 1e-9 for low, high in known)
        shares.append(held / max(len(known), 1))
    return Found(setting, tuple(shares), none / (rounds * len(setting.cases)))


def journeys(draw: Draw, truth: float, people: int, times: str) -> Ends:
    """Draw a log of which a share reaches the goal, and what a chain says of them."""
    rows = []
    for who in range(people):
        rows.append((who, "look"))
        if draw.random() < truth:
            rows.append((who, "buy"))
    frame = pd.DataFrame(rows, columns=["who", "what"])
    days = draw.integers(0, 30, people) if times == "whole days" else np.zeros(people, np.int64)
    frame["at"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(days[frame["who"]], unit="D")
    log = cj.EventLog(frame, customer="who", time="at", event="what", unknown=[])
    jm = cj.JourneyMap(
        "Shop", stages=[cj.Stage("A", touchpoints=[cj.Touchpoint("L", match="look")])]
    )
    row = cj.markov(jm, log, goal="buy", draws=400).iloc[0]
    return float(row["p_goal_low"]), float(row["p_goal_high"])


def chains(rounds: int, seed: int) -> Iterator[Found]:
    """Measure the bootstrap over groups of customers, where times tell nobody apart."""
    for times in ("whole days", "one moment"):
        cases = tuple(
            Case(truth, lambda draw, p=truth, t=times: journeys(draw, p, 100, t))  # type: ignore[misc]
            for truth in (0.1, 0.5, 0.9)
        )
        setting = Setting(f"P(goal) of a chain, times of {times}", 100, False, cases)
        yield measured(setting, rounds, seed)


def page(found: list[Found], rounds: int, seed: int) -> str:
    """Return the table as a page."""
    low, high = (f"{100 * each:g}" for each in AVERAGE)
    lines = [
        "# Coverage of intervals",
        "",
        "How often intervals of 95 % hold the truth, in samples drawn from it. Made by "
        "`make coverage`",
        f"(`benchmarks/coverage.py`; seed {seed}, {rounds:,} samples a truth, chains a tenth of "
        "it).",
        "",
        f"The target, from ten people on: {low}–{high} % on average over the truths of a setting, "
        "and",
        f"nowhere below {100 * LEAST:g} %. Who answers often gives 5 to 20 answers, with an "
        "intraclass",
        "correlation of ½ (of times: of the logarithms). Samples without an interval are told "
        "apart:",
        f"their table has a note that says why. Weighted: {100 * SAMPLED:g} % of those who answer "
        "are of a group that is",
        f"{100 * POPULATION:g} % of the population. Waits: some are lost sight of before they "
        "come. What misses is said by",
        'its table, too: `table.attrs["note"]`.',
        "",
        "| interval of | people | answers each | average | lowest | no interval | |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for each in found:
        now = each.setting
        lines.append(
            f"| {now.what} | {now.people} | {'5–20' if now.often else '1'} "
            f"| {100 * each.average:.1f} % | {100 * min(each.shares):.1f} % "
            f"| {100 * each.without:.1f} % | {'' if each.meets else 'misses: see its `note`'} |"
        )
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    found = [measured(each, given.rounds, given.seed) for each in settings()]
    found += chains(max(given.rounds // 10, 10), given.seed)
    text = page(found, given.rounds, given.seed)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
