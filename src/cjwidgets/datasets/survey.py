"""What customers of the invented mattress shop answered."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

import pandas as pd

from cjwidgets.datasets.events import mattress_log
from cjwidgets.datasets.mattress_map import mattress_map
from cjwidgets.datasets.mattress_quotes import ANSWERING, Answering
from cjwidgets.datasets.uniform import Uniform

COLUMNS = [
    "customer_id",
    "time",
    "touchpoint",
    "channel",
    "segment",
    "csat",
    "expectation",
    "importance",
    "pleasure",
    "arousal",
    "ease",
    "recommend",
    "comment",
]
_SKIPPED = 0.04
_COMMENTED = 0.3
_APART = 1_000_003  # from the seed of the log, whose draws must not come again


def mattress_survey(customers: int = 2000, seed: int = 7) -> pd.DataFrame:
    """Return answers of the customers of :func:`mattress_log` to short surveys on the way.

    **Synthetic**: drawn around the emotions on :func:`mattress_map`, from no real customer.
    The customers, segments and channels are those of ``mattress_log(customers, seed)``; whoever
    was at a touchpoint was asked there with some chance, and some questions were skipped. The
    same arguments give the same frame on every machine.

    Parameters
    ----------
    customers : int, default 2000
        How many customers, 1 to 1,000,000; about half of them answer something.
    seed : int, default 7

    Returns
    -------
    pandas.DataFrame
        One row a customer and touchpoint, by time: ``customer_id``, ``time``, ``touchpoint``
        (as the map names it), ``channel``, ``segment``; ``csat``, ``expectation``,
        ``importance`` (1–5), ``pleasure``, ``arousal`` (Affective Slider, 0–1), ``ease`` (CES
        2, 1–7, at the checkout), ``recommend`` (NPS, 0–10, with the review mail), ``comment``.
        Missing where not asked or skipped. ``attrs["source"]`` says it is synthetic.

    Raises
    ------
    InputError
        ``customers`` or ``seed`` is no whole number, or out of range.

    Examples
    --------
    >>> import cjwidgets as cj
    >>> survey = cj.Survey(
    ...     mattress_survey(), respondent="customer_id", time="time", touchpoint="touchpoint",
    ...     channel="channel", segment="segment",
    ...     questions=["csat", "expectation", "importance",
    ...                cj.Question("pleasure", kind="emotion", scale="affective_slider"),
    ...                cj.Question("arousal", scale="affective_slider"),
    ...                cj.Question("ease", kind="ces2"), cj.Question("recommend", kind="nps"),
    ...                cj.Question("comment", kind="open")])
    >>> table = cj.csat(cj.datasets.mattress_map(), survey)
    >>> table.loc[table["csat"].idxmin(), "touchpoint"]
    'Checkout'
    """
    log = mattress_log(customers, seed)
    draw = Uniform(seed + _APART)
    places = _Places()
    rows: list[dict[str, Any]] = []
    # The last event at each touchpoint, as customers came into the log.
    log["place"] = log["event"].map({name: places.of(name) for name in log["event"].unique()})
    seen = log[log["place"] != ""].drop_duplicates(["customer_id", "place"], keep="last")
    for who, at, channel, segment, place in seen[
        ["customer_id", "time", "channel", "segment", "place"]
    ].itertuples(index=False):
        manner = ANSWERING[place]
        if not draw.chance(manner.share):
            continue
        later = at + pd.Timedelta(seconds=draw.between(20, 900))
        row = {"customer_id": who, "time": later, "touchpoint": places.names[place]}
        row |= {"channel": channel, "segment": segment}
        rows.append(row | _answers(place, manner, places.felt[place, segment], draw))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["time"] = pd.to_datetime(frame["time"]).astype("datetime64[us]")
    scores = dict.fromkeys(COLUMNS[5:-1], "float64")
    frame = frame.astype(scores).sort_values("time", kind="stable", ignore_index=True)
    frame.attrs = {"source": f"Synthetic: cjwidgets.datasets.mattress_survey({customers}, {seed})"}
    return frame


class _Places:
    """Touchpoints of the map: their events, names, and how each segment feels there."""

    def __init__(self) -> None:
        jm = mattress_map()
        self.rules = [(rule, each.id) for each in jm.touchpoints for rule in each.match]
        self.names = {each.id: each.name for each in jm.touchpoints}
        self.felt: dict[tuple[str, str], float] = {}
        for each in jm.touchpoints:
            for persona in jm.personas:
                measured = each.measured_of(persona)
                value = measured.value if measured else each.emotion_of(persona)
                self.felt[each.id, persona.segment] = value or 0.0

    def of(self, event: str) -> str:
        return next((id for rule, id in self.rules if fnmatchcase(event, str(rule))), "")


def _answers(place: str, manner: Answering, felt: float, draw: Uniform) -> dict[str, Any]:
    mood = felt + _noise(draw, 0.8)
    row: dict[str, Any] = {
        "csat": _step(3.1 + 0.95 * mood + _noise(draw, 0.4), 1, 5),
        "expectation": _step(manner.expectation + _noise(draw, 0.7), 1, 5),
        "importance": _step(manner.importance + _noise(draw, 0.7), 1, 5),
        "pleasure": round(min(max((mood + 2) / 4, 0.0), 1.0), 2),
        "arousal": round(min(max(0.35 + 0.2 * abs(mood) + _noise(draw, 0.12), 0.0), 1.0), 2),
    }
    if place == "checkout":
        row["ease"] = _step(4.6 + 1.1 * mood + _noise(draw, 0.7), 1, 7)
    if place == "review-mail":
        row["recommend"] = _step(7.2 + 1.4 * mood + _noise(draw, 1.2), 0, 10)
    row = {name: value for name, value in row.items() if not draw.chance(_SKIPPED)}
    if draw.chance(_COMMENTED):
        said = manner.good if mood > 0.25 else manner.bad
        row["comment"] = said[draw.between(0, len(said) - 1)]
    return row


def _noise(draw: Uniform, spread: float) -> float:
    """Nearly normal, of this standard deviation: the sum of three uniform draws."""
    return sum(draw.between(0, 1000) / 500 - 1 for _ in range(3)) * spread


def _step(value: float, low: int, high: int) -> int:
    return min(max(int(value + 0.5), low), high)
