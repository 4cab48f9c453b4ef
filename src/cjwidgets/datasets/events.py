"""The event log of an invented mattress shop."""

from __future__ import annotations

import pandas as pd

from cjwidgets.datasets.shopper import Shopper
from cjwidgets.datasets.uniform import Uniform
from cjwidgets.errors import InputError
from cjwidgets.loading import undisturbed

COLUMNS = ["customer_id", "time", "event", "channel", "device", "segment"]


def mattress_log(customers: int = 2000, seed: int = 7) -> pd.DataFrame:
    """Return the events of synthetic customers of a shop for orthopaedic mattresses.

    **Synthetic**: a random walk written by hand, drawn from no real customer. It behaves like
    a real log where that is hard: people come back days later and in loops, some events carry
    the same time, some orders arrive by phone, and what people do at the checkout depends on
    who asks: the forced account drives four in ten away, of whom most return another day.

    The same arguments give the same frame on every machine: all draws are uniform ones of
    NumPy's PCG64.

    Parameters
    ----------
    customers : int, default 2000
        How many customers, 1 to 1,000,000.
    seed : int, default 7
        Another seed gives other customers of the same kind.

    Returns
    -------
    pandas.DataFrame
        One row an event, by time: ``customer_id`` (text), ``time`` (datetime64, local wall
        clock, whole seconds, first half of 2026), ``event``, ``channel``, ``device``
        (``mobile``, ``desktop``, ``tablet``; ``offline`` away from a screen) and ``segment``
        (``busy professional``, ``careful retiree``). ``attrs["source"]`` says it is synthetic.

    Raises
    ------
    InputError
        ``customers`` or ``seed`` is no whole number, or out of range.

    Examples
    --------
    >>> mattress_log(customers=3).columns.tolist()
    ['customer_id', 'time', 'event', 'channel', 'device', 'segment']
    """
    _whole("customers", customers, 1, 1_000_000)
    _whole("seed", seed, 0, 2**63 - 1)
    draw = Uniform(seed)
    with undisturbed():
        rows = [row for number in range(1, customers + 1) for row in Shopper(number, draw).walk()]
        frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["time"] = pd.to_datetime(frame["time"], unit="s").astype("datetime64[us]")
    # Stable: events of one second keep the order in which they happened.
    frame = frame.sort_values("time", kind="stable", ignore_index=True)
    frame.attrs = {"source": f"Synthetic: cjwidgets.datasets.mattress_log({customers}, {seed})"}
    return frame


def _whole(name: str, value: object, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise InputError(
            f"{name}={value!r} is not a whole number from {low:,} to {high:,}.",
            hint=f"For example {name}={2000 if name == 'customers' else 7}.",
        )
