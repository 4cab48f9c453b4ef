"""Every executor gives the numbers of the slow reference, wherever the events are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cjwidgets.evidence.matching.placement import NOWHERE, ChainSteps, EventKinds, Placement
from cjwidgets.evidence.reduce.engine import Engine
from evidence import sources
from evidence.reference import Event, ReferenceEngine
from evidence.reference_funnels import KINDS

pytestmark = [
    # Ibis 12 calls what DuckDB 2 deprecates.
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
    # PySpark leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]

MINUTE = 60_000_000
BASE = 1_767_225_600_000_000
NAMES = ["a", "b", "it's", 'say "x"', "c:\\d\n", "出门", "😀", "%_*?"]
CUTS = (BASE + 2 * MINUTE, BASE + 5 * MINUTE + 1)
OTHER = 3 * MINUTE

Ask = Callable[[Engine], Any]


def made(seed: int, customers: int) -> list[Event]:
    """A log full of ties, loops, gaps and short journeys; sequences break all ties."""
    draw = np.random.default_rng(seed)
    events = []
    for customer in range(customers):
        for _ in range(int(draw.geometric(0.15))):
            events.append(
                Event(
                    customer=customer,
                    time=BASE + int(draw.integers(0, 9)) * MINUTE + int(draw.integers(0, 2)),
                    event=str(draw.choice(NAMES, p=np.arange(8, 0, -1) / 36)),
                    sequence=len(events) * 7919 % 10_007,
                    channel=[None, "web", "o'shop\\", "门店", " "][draw.integers(0, 5)],
                    segment=["new", "old"][customer % 2],
                    device=None,
                    cost=[None, 0.0, 0.5, 1.0, 1.5][draw.integers(0, 5)],
                )
            )
    return events


def written() -> list[Event]:
    """Journeys chosen by hand."""
    old = -5 * 365 * 86_400_000_000  # 1965
    return [
        # One event; one event after the window; before 1970, to the microsecond.
        Event(1001, BASE, "a"),
        Event(1002, old - 1, "a", 0, "web"),
        Event(1002, old, "b", 1),
        Event(1002, BASE + 9 * MINUTE, "a", 2, None, None, "phone", 2.5),
        # All at one time: only the sequence says what came first.
        *(Event(1003, BASE, name, 9 - i, "web") for i, name in enumerate(NAMES)),
        # Loops, and a path longer than any limit.
        *(Event(1004, BASE + i * MINUTE, NAMES[i % 2], i) for i in range(50)),
        *(Event(1005, BASE + i // 3, NAMES[i * 3 % 7], i, "门店") for i in range(45)),
    ]


LOG = [*made(1, 60), *written()]
REFERENCE = ReferenceEngine(LOG)


def placements(kinds: Callable[..., EventKinds]) -> dict[str, Placement]:
    """Places by name, by everything, by channel alone, and nowhere."""
    draw = np.random.default_rng(5)
    event, both = kinds(("event",)), kinds(("event", "channel", "device"), CUTS)
    channel = kinds(("channel",))
    via = channel.table["channel"].notna().to_numpy()

    def placement(kinds: EventKinds, places: Any, size: int) -> Placement:
        return Placement(kinds, np.asarray(places, np.int32), tuple("ABCDEFGHIJ"[:size]))

    return {
        "stages": placement(event, draw.integers(NOWHERE, 3, len(event)), 3),
        "names": placement(event, np.arange(len(event)), len(event)),
        "rules": placement(both, draw.integers(NOWHERE, 4, len(both)), 4),
        "channels": placement(channel, np.where(via, np.cumsum(via) - 1, NOWHERE), int(via.sum())),
        "nowhere": placement(event, np.full(len(event), NOWHERE), 2),
    }


PLACEMENTS = placements(REFERENCE.kinds)


def questions() -> Iterator[tuple[str, Ask]]:
    yield "span", lambda e: e.span()
    for columns in (("event",), ("channel", "event"), ("event", "channel", "segment", "device")):
        for cuts in ((), CUTS):
            yield f"kinds {columns} {cuts}", lambda e, c=columns, t=cuts: e.kinds(c, t).table
    for name, placement in PLACEMENTS.items():
        yield f"reach {name}", lambda e, c=placement: e.reach(c)
        yield f"order {name}", lambda e, c=placement: e.order(c)
        yield f"exits {name}", lambda e, c=placement: e.exits(c, window=OTHER)
        yield f"paths {name}", lambda e, c=placement: e.paths(c, top=7, length=3)
    for name in ("stages", "names", "nowhere"):
        placement = PLACEMENTS[name]
        yield f"all paths {name}", lambda e, c=placement: e.paths(c, top=0, length=40)
        yield f"pairs {name}", lambda e, c=placement: e.pairs(c)
        for options in (
            {"visits": True, "customers": True},
            {"groups": True},
            {"customers": True, "until": (2,)},
            {"visits": True, "groups": True, "until": (0, 1)},
            {"visits": True, "groups": True, "until": (0,), "active": OTHER},
            {"customers": True, "active": MINUTE},
        ):
            yield f"pairs {name} {options}", lambda e, c=placement, o=options: e.pairs(c, **o)
        for options in ({"active": OTHER}, {"until": (0, 1), "active": 2 * MINUTE}):
            yield (
                f"triples {name} {options}",
                lambda e, c=placement, o=options: e.triples(c, **o),
            )
        for options in ({"visits": True}, {"cap": OTHER}, {"z": 0.3}, {"inside": True}):
            yield (
                f"dwell {name} {options}",
                lambda e, c=placement, o=options: e.dwell(c, **{"z": 2} | o),
            )
    yield from chains()
    yield from funnels()
    yield from waits()
    for options in ({}, {"then": True}, {"firsts": True}):
        one, two = PLACEMENTS["names"], PLACEMENTS["channels"]
        yield f"joint {options}", lambda e, o=options, a=one, b=two: e.joint(a, b, **o)
    yield "activity", lambda e: e.activity(period=OTHER + 1)
    yield "returns", lambda e: e.returns(period=OTHER + 1)
    for start in (BASE - 1, BASE + OTHER):
        yield f"profile {start}", lambda e, s=start: e.profile(period=OTHER + 1, start=s)
    stages = PLACEMENTS["stages"]
    yield (
        "a part",
        lambda e: e.where("channel", ("web", "o'shop\\")).between(BASE, CUTS[1]).reach(stages),
    )
    yield "of customers", lambda e: e.whose("channel", ("web", "o'shop\\")).reach(stages)
    for unseen in (MINUTE, OTHER):
        spans = {"window": 2 * MINUTE, "unseen": unseen}
        yield (
            f"newcomers {unseen}",
            lambda e, s=spans: e.newcomers(BASE, CUTS[1], **s).reach(stages),
        )
    for name, period in (("early", (None, CUTS[1])), ("late", (BASE + MINUTE, None))):
        yield f"began {name}", lambda e, p=period: e.began(*p).span()
        yield (
            f"left who began {name}",
            lambda e, p=period: left(e.began(*p)),
        )
    for name, part in {
        "where": lambda e: e.where("channel", ("web", "o'shop\\")),
        "whose": lambda e: e.whose("segment", ("new",)),
        "between": lambda e: e.between(BASE, CUTS[1]),
        "of a part": lambda e: e.between(None, CUTS[1]).whose("channel", ("web",)),
    }.items():
        yield f"span {name}", lambda e, p=part: p(e).span()
        yield f"left {name}", lambda e, p=part: left(p(e))
    yield "of nobody", lambda e: e.whose("channel", ("none",)).span()
    yield "nothing", lambda e: e.where("channel", ("none",)).span()


def chains() -> Iterator[tuple[str, Ask]]:
    draw = np.random.default_rng(3)
    for name, by, options in (
        ("stages", None, {}),
        ("rules", None, {"window": 2 * MINUTE}),
        ("rules", PLACEMENTS["channels"], {}),
        ("stages", PLACEMENTS["channels"], {"window": 4 * MINUTE}),
        ("nowhere", PLACEMENTS["nowhere"], {}),
    ):
        kinds = PLACEMENTS[name].kinds
        chance = 0.0 if name == "nowhere" else 0.4
        steps = ChainSteps(kinds, draw.random((3, len(kinds))) < chance)
        yield (
            f"chain {name} {options}",
            lambda e, s=steps, b=by, o=options: e.chain(s, by=b, z=2, **o),
        )
    one = ChainSteps(PLACEMENTS["stages"].kinds, PLACEMENTS["stages"].places[None] == 1)
    yield "chain of one", lambda e: e.chain(one, z=2)


def funnels() -> Iterator[tuple[str, Ask]]:
    draw = np.random.default_rng(4)
    for kind in KINDS:
        for options in (
            {},
            {"window": 2 * MINUTE},
            {"strict": True},
            {"strict": True, "window": 1},
        ):
            if kind == "any_order" and "strict" in options:
                continue
            kinds = PLACEMENTS["rules" if kind == "open" else "stages"].kinds
            steps = ChainSteps(kinds, draw.random((3, len(kinds))) < 0.4)
            yield (
                f"funnel {kind} {options}",
                lambda e, s=steps, k=kind, o=options: e.funnel(s, kind=k, active=OTHER, **o),
            )
        nowhere = PLACEMENTS["nowhere"]
        none = ChainSteps(nowhere.kinds, nowhere.places[None].repeat(2, 0) != NOWHERE)
        yield (
            f"funnel {kind} nowhere",
            lambda e, s=none, k=kind: e.funnel(s, kind=k, window=MINUTE, active=OTHER),
        )
    one = ChainSteps(PLACEMENTS["stages"].kinds, PLACEMENTS["stages"].places[None] == 1)
    yield "funnel of one", lambda e: e.funnel(one, window=MINUTE, active=OTHER)


def waits() -> Iterator[tuple[str, Ask]]:
    draw = np.random.default_rng(6)
    for name, by, options in (
        ("stages", None, {}),
        ("rules", None, {"at_once": True, "active": MINUTE}),
        ("stages", PLACEMENTS["channels"], {}),
        ("nowhere", PLACEMENTS["nowhere"], {}),
    ):
        kinds = PLACEMENTS[name].kinds
        for size in (2, 3):
            steps = ChainSteps(kinds, draw.random((size, len(kinds))) < 0.3)
            yield (
                f"waits {name} {size} {options}",
                lambda e, s=steps, b=by, o=options: e.waits(s, by=b, resolution=7_000_000, **o),
            )


QUESTIONS = dict(questions())


def left(part: Engine) -> Any:
    """Who left a part of a log, which may not have all kinds of its events."""
    return part.exits(placements(part.kinds)["stages"], window=2 * MINUTE)


def once() -> list[str]:
    """Questions that ask each reduction with all its options, and of nothing, but only once.

    By rules over several columns, where there is such a question.
    """
    chosen: dict[str, str] = {}
    for name in sorted(QUESTIONS, key=lambda name: "rules" not in name):
        words = [word for word in name.split() if word not in PLACEMENTS or word == "nowhere"]
        if "nowhere" not in words or len(words) == 2:
            chosen.setdefault(" ".join(words), name)
    return list(chosen.values())


def differences(
    engine: Engine, reference: Engine = REFERENCE, names: Iterable[str] = QUESTIONS
) -> list[str]:
    """What an engine answers otherwise, all at once: starting Spark takes longest."""
    return [
        f"{name}:\n{fault}"
        for name in names
        if (fault := fault_of(QUESTIONS[name](engine), QUESTIONS[name](reference)))
    ]


def fault_of(one: Any, two: Any) -> str:
    try:
        same(one, two)
    except AssertionError as error:
        return str(error)
    return ""


def same(one: Any, two: Any) -> None:
    """Two small tables are equal to the last count."""
    if isinstance(two, pd.DataFrame):
        values = [frame.astype(object).where(frame.notna(), None) for frame in (one, two)]
        assert values[0].to_dict("list") == values[1].to_dict("list")
        assert one.attrs == two.attrs
    elif isinstance(two, np.ndarray):
        np.testing.assert_allclose(one, two, rtol=1e-12, equal_nan=True)
    elif hasattr(two, "__dataclass_fields__"):
        for name in two.__dataclass_fields__:
            same(getattr(one, name), getattr(two, name))
    else:
        assert one == two


def test_arrays():
    assert differences(sources.arrays(LOG)) == []


@pytest.mark.parametrize("backend", list(sources.IN_PLACE))
def test_in_place(backend):
    assert differences(sources.in_place(sources.IN_PLACE[backend](LOG))) == []


def test_spark(spark):
    """Half a second a question: not all of them."""
    assert differences(sources.in_place(sources.spark_frame(LOG, spark)), names=once()) == []
