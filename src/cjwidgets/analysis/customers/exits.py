"""Where customers leave and do not come back."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cjwidgets.analysis.shared.counts import hide_counts
from cjwidgets.analysis.shared.defaults import CONFIDENCE, GONE, SHOWN
from cjwidgets.analysis.shared.periods import halved
from cjwidgets.analysis.shared.places import LEVELS, Places, places_of
from cjwidgets.analysis.shared.result import describe
from cjwidgets.analysis.shared.shares import SHARE, shares
from cjwidgets.analysis.shared.suppress import least
from cjwidgets.analysis.shared.surest import surest
from cjwidgets.analysis.shared.wording import hidden, length
from cjwidgets.evidence.arguments import checked
from cjwidgets.evidence.log import EventLog
from cjwidgets.evidence.readers.times import Duration, span_micros
from cjwidgets.locale import Language
from cjwidgets.model import JourneyMap

DEFINITION = (
    "A customer is gone if the log goes on for the window after their last event of any kind: "
    "events that belong to none of these places show that somebody is still there, too. They "
    "left at the last of these places where they were. share = left / n with a Wilson score "
    "interval, n = customers who were here at least the window before the log ends. undecided = "
    "customers who were here last, and whose last event of any kind is less than the window "
    "before the end. returned = how often somebody had no event of any kind for longer than the "
    "window, having been here last, and then had one again, wherever. At the last place of a map "
    "of several the journey ends: to leave there is no loss, and no share."
)
SOURCE = (
    "Exit without return within a declared window, right-censored at the end of the data: our "
    "own form; interval: Wilson (1927), JASA 22:209–212."
)


@checked
def exits(
    jm: JourneyMap | None,
    log: EventLog,
    *,
    window: Duration = GONE,
    level: str = "touchpoint",
    minimum: int = SHOWN,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Count the customers who leave at each place and do not return.

    Whoever has any event is there, also if no rule places it: who was last seen at the checkout
    and logs in every week has not left. Who was here last and has an event within the window
    before the log ends may yet come back: such customers are counted apart.

    Parameters
    ----------
    jm : JourneyMap or None
        Not needed for channels and events.
    log : EventLog
    window : str or timedelta, default "30d"
        How long somebody is absent before they are gone.
    level : {"touchpoint", "stage", "channel", "event"}, default "touchpoint"
    minimum : int, default 1
        Places of fewer customers are hidden (note ``small_n``), and of others where the whole
        would tell them (``beside_small``). All are shown unless somebody asks: places are no
        group that people were chosen by. In a whole log of fewer customers nothing is hidden.
    confidence : float, optional

    Returns
    -------
    pandas.DataFrame
        One row a place, in the order of the map:

        - ``stage``, ``stage`` and ``touchpoint``, ``channel`` or ``event``: the place,
        - ``customers``: who were ever here (Int64; missing without a rule),
        - ``left``: who left here: their last place, and no event of any kind for the window,
        - ``share``, ``share_low``, ``share_high``: left / n and its Wilson interval; missing at
          the last place of the map, where the journey ends,
        - ``undecided``: who were here last, too late to tell,
        - ``returned``: absences after being here that ended, longer than the window: without
          an event of any kind,
        - ``n``: customers who were here at least the window before the log ends,
        - ``note``: ``no_rule``, ``no_events``, ``end`` (the last place), ``undecided`` (all were
          here too late), ``small_n``, ``beside_small`` or nothing.

        ``attrs``: ``definition``, ``source``, ``unit``, ``confidence``, ``level``, ``window``,
        ``minimum``.

    Raises
    ------
    DataError
        No place of this level has a rule.
    InputError
        An unknown level, a window that is no length of time, a confidence that is no share.

    Examples
    --------
    >>> import pandas as pd
    >>> import cjwidgets as cj
    >>> frame = pd.DataFrame({"who": ["Anna", "Anna", "Viktor", "Olga"],
    ...                       "at": ["2026-03-01", "2026-03-02", "2026-03-02", "2026-03-30"],
    ...                       "what": ["search", "cart", "search", "search"]})
    >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
    >>> exits(None, log, window="7d", level="event")[
    ...     ["event", "customers", "left", "n", "share", "undecided"]]
        event  customers  left  n  share  undecided
    0    cart          1     1  1    1.0          0
    1  search          3     1  2    0.5          1
    """
    micros = span_micros(window, "window")
    places = places_of(jm, log, level)
    found = log.engine.exits(places.placement, window=micros)
    decided = log.engine.reach(halved(log, places.placement, log.span.end - micros + 1)[0])
    customers = log.engine.reach(places.placement).customers
    n = np.where(places.ruled, decided.customers, 0)
    end = _end(places)
    notes = [
        note or ("end" if last else "undecided" if not count else "")
        for note, last, count in zip(places.notes(customers), end, n, strict=True)
    ]
    frame = places.head.assign(
        customers=places.known(customers),
        left=places.known(found.left),
        **shares(
            "share", np.where(places.ruled & ~end, found.left, 0), np.where(end, 0, n), confidence
        ),
        undecided=places.known(found.undecided),
        returned=places.known(found.returned),
        n=n,
        note=notes,
    )
    minimum = least(log, minimum)
    whole, ways = [0] * len(places), ("left", *SHARE, "undecided", "returned")
    frame = hide_counts(frame, ways, minimum, people="n", sets=whole)
    frame = hide_counts(frame, ("customers", *ways, "n"), minimum, people=customers, sets=whole)
    return describe(
        frame,
        "exits",
        DEFINITION,
        SOURCE,
        unit=log.unit,
        confidence=confidence,
        level=level,
        window=str(window),
        minimum=minimum,
    )


def _end(places: Places) -> NDArray[np.bool_]:
    """Return where the journey ends: channels and events have no order, and one place none."""
    ordered = places.level in LEVELS and len(places) > 1
    return np.arange(len(places)) == (len(places) - 1 if ordered else -1)


def sentence(frame: pd.DataFrame, t: Language) -> str:
    """Say where most customers leave."""
    window = length(frame.attrs["window"], t)
    known = frame.dropna(subset="share")
    if known.empty and set(frame["note"]) <= {"no_rule", "no_events"}:
        return t("explain.paths.none")
    if not known["left"].any() and (said := hidden(frame, t)):
        return said
    if known.empty and "undecided" in set(frame["note"]):
        return t("explain.exits.undecided", window=window)
    if known.empty:
        row = frame.iloc[-1]
        return t("explain.exits.end", place=row[frame.attrs["level"]], n=row.customers)
    nobody = not known["left"].any()
    # The largest share may be one of a few; of as many, the surer share.
    most = surest(known, "n" if nobody else "left")
    if most is None:
        return t("explain.contrast.none")
    row = most.row
    said = t(
        "explain.exits.nobody" if nobody else "explain.exits",
        place=row[frame.attrs["level"]],
        left=row.left,
        n=row.n,
        share=t.percent(row.share),
        interval=t.interval(row.share_low, row.share_high),
        window=window,
    )
    return most.add(said, frame.attrs["level"], t)
