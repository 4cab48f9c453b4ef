"""How often a difference is reported where nothing differs.

``python -m benchmarks.nothing_changed`` writes ``docs/reference/nothing-changed.md``. Seeded, so
that a run can be done again.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

import cjwidgets as cj

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "nothing-changed.md"
MOST = 0.07
"""Of runs that may report a difference."""
ROUNDS = 500
SEEDS = (2026, 7)
STATISTICS = ("funnel", "drop_off", "reach")
LEVEL = 0.05

Draw = np.random.Generator
Finds = Iterator[tuple[str, bool]]


class World(NamedTuple):
    """Something that goes on as ever; ``asked`` draws it, and says what was found by question."""

    what: str
    asked: Callable[[Draw], Finds]


def new(draw: Draw) -> Finds:
    """A shop that nobody knew before its log begins, and the same one in random halves."""
    frame = cj.datasets.mattress_log(1000, seed=int(draw.integers(2**31)))
    people, codes = np.unique(frame["customer_id"], return_inverse=True)
    for groups in (2, 4):
        frame[f"arm{groups}"] = draw.integers(0, groups, len(people))[codes].astype(str)
    jm = cj.datasets.mattress_map()
    log = _log(frame)
    yield from _periods(jm, log, "1 April", None, "2026-04-01", None)
    yield from _periods(jm, log, "1 May", None, "2026-05-01", None)
    for groups in (2, 4):
        log = _log(frame, segment=f"arm{groups}")
        yield f"{groups} random groups, funnel", _stands(cj.compare_segments(jm, log))


def running(draw: Draw) -> Finds:
    """The shop in the middle of its life: many come from before its log begins."""
    frame = cj.datasets.mattress_log(1500, seed=int(draw.integers(2**31)))
    log = _log(frame[pd.to_datetime(frame["time"]) >= "2026-01-25"])
    jm = cj.datasets.mattress_map()
    yield from _periods(jm, log, "20 April", None, "2026-04-20", None)
    yield from _periods(
        jm, log, "10 April, of two periods", "2026-03-01", "2026-04-10", "2026-06-01"
    )


def returning(draw: Draw) -> Finds:
    """A shop whose customers come back after weeks or months, for other things than at first."""
    stages = [cj.Stage(each, match=[each]) for each in ("look", "compare", "pay")]
    jm = cj.JourneyMap("Shop", stages=stages)
    log = cj.EventLog(visits(draw), customer="who", time="at", event="what")
    yield from _periods(jm, log, "1 April", None, "2026-04-01", None)
    yield from _periods(jm, log, "1 June", None, "2026-06-01", None)


def visits(draw: Draw, people: int = 3000, days: int = 180, past: int = 720) -> pd.DataFrame:
    """Draw half a year of a shop that is open for two: days apart are exponential, 20 to 90."""
    at = draw.uniform(-past, days, people)
    gap = draw.choice([20.0, 45.0, 90.0], people)
    who, rows = np.arange(people), []
    chances = np.array([0.95, 0.6, 0.3])
    while len(who):
        weekend = (np.floor(at[who]) % 7 > 4)[:, None]
        does = draw.random((len(who), 3)) < chances + np.array([0, -0.1, 0.1]) * weekend
        for step, what in enumerate(("look", "compare", "pay")):
            rows.append(
                pd.DataFrame({"who": who, "day": at[who] + step / 100, "what": what})[does[:, step]]
            )
        at[who] += draw.exponential(gap[who])
        who = who[(at[who] < days) & (draw.random(len(who)) < 0.75)]
        chances = np.array([0.3, 0.4, 0.7])
    frame = pd.concat(rows, ignore_index=True)
    frame = frame[frame["day"].between(0, days, inclusive="left")]
    start = pd.Timestamp("2026-01-01")
    return frame.assign(at=start + pd.to_timedelta(frame["day"], unit="D").dt.round("s"))


def answering(draw: Draw) -> Finds:
    """Two groups of people, few and more, who answer once or often, all of one mind."""
    jm = cj.JourneyMap("Shop")
    for people in (8, 40):
        for often in (False, True):
            many = draw.integers(1, 6, 2 * people) if often else np.ones(2 * people, np.int64)
            who = np.repeat(np.arange(2 * people), many)
            mind = draw.normal(3.5, 0.8, 2 * people)[who] + draw.normal(0, 0.8, len(who))
            frame = pd.DataFrame(
                {
                    "csat": np.clip(np.round(mind), 1, 5),
                    "who": who,
                    "arm": np.where(who % 2, "A", "B"),
                }
            )
            survey = cj.Survey(frame, questions=["csat"], respondent="who", segment="arm")
            for method in ("mean", "top_box"):
                table = cj.difference(
                    jm, survey, of="csat", level="journey", method=method, resamples=400
                )
                times = "one to five times" if often else "once"
                yield f"{people} people a group {times}, {method}", _stands(table)


WORLDS = (
    World("a new shop", new),
    World("a running shop", running),
    World("customers who return", returning),
    World("answers", answering),
)


def _log(frame: pd.DataFrame, segment: str | None = None) -> cj.EventLog:
    return cj.EventLog(frame, customer="customer_id", time="time", event="event", segment=segment)


def _periods(
    jm: cj.JourneyMap, log: cj.EventLog, name: str, start: str | None, cut: str, end: str | None
) -> Finds:
    before, after = log.between(start, cut), log.between(cut, end)
    for statistic in STATISTICS:
        table = cj.compare(jm, before, after, statistic=statistic)
        yield f"before and after {name}, {statistic}", _stands(table)


def _stands(table: pd.DataFrame) -> bool:
    return bool((table["p_adjusted"] < LEVEL).any())


def rates(world: World, rounds: int, seed: int) -> dict[str, float]:
    """Return the share of runs that report a difference, by what is asked."""
    draw = np.random.default_rng(seed)
    found: Counter[str] = Counter()
    for _ in range(rounds):
        found.update({name: int(stands) for name, stands in world.asked(draw)})
    return {name: count / rounds for name, count in found.items()}


def page(found: dict[int, dict[str, dict[str, float]]], rounds: int) -> str:
    """Return the rates by seed, world and question as a page."""
    head = " | ".join(f"seed {seed}" for seed in found)
    lines = [
        "# Where nothing has changed",
        "",
        "How often a difference is reported (adjusted p below 5 % in any row) where nothing",
        f"differs: {rounds:,} runs a seed. Made by `python -m benchmarks.nothing_changed`; `make",
        f"torture` asks the same. The target is at most {100 * MOST:g} %.",
        "",
        f"| world | asked | {head} | |",
        f"|---|---|{'---:|' * len(found)}---|",
    ]
    for what in next(iter(found.values())):
        by_seed = [each[what] for each in found.values()]
        for name in by_seed[0]:
            shares = [each[name] for each in by_seed]
            said = " | ".join(f"{100 * share:.1f} %" for share in shares)
            over = "misses" if np.mean(shares) > MOST else ""
            lines.append(f"| {what} | {name} | {said} | {over} |")
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    names = [world.what for world in WORLDS]
    parser.add_argument("--worlds", nargs="+", choices=names, default=names, help="only these")
    given = parser.parse_args()
    worlds = [world for world in WORLDS if world.what in given.worlds]
    found = {
        seed: {world.what: rates(world, given.rounds, seed) for world in worlds}
        for seed in given.seeds
    }
    text = page(found, given.rounds)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
