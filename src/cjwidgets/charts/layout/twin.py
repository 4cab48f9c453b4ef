"""What a chart's function is made of its statistic: keywords, their help, and the data twin."""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Generic, ParamSpec, Protocol, cast

import altair as alt
import pandas as pd

from cjwidgets.charts.layout.room import within
from cjwidgets.charts.layout.sheet import Statistic, tabled
from cjwidgets.display.again import remember
from cjwidgets.docstrings import Entry, entries_of, with_entries
from cjwidgets.evidence import EventLog, Survey
from cjwidgets.evidence.arguments import checked
from cjwidgets.model import JourneyMap

P = ParamSpec("P")
LOCALE: Entry = ("locale", "str, optional", "By default that of the map.")


class Drawn(Protocol, Generic[P]):
    """A function that draws; its ``data`` takes the same arguments and returns the table."""

    data: Callable[P, pd.DataFrame]
    statistic: Statistic | None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> alt.LayerChart: ...


def draws(
    statistic: Statistic | None = None,
    *,
    table: Callable[..., pd.DataFrame] | None = None,
    usual: Mapping[str, Any] | None = None,
) -> Callable[[Callable[P, alt.LayerChart]], Drawn[P]]:
    """Make a function the chart of a statistic, whose keywords it takes as ``**options``.

    ``help()`` and completion see each of them by name, and what the statistic says of it; the table
    that is drawn hangs at the chart: ``charts.drop_off.data(jm, log)``.

    Parameters
    ----------
    statistic : function, optional
    table : function, optional
        Makes the table, where it is not that of the statistic.
    usual : mapping, optional
        Defaults that are others than the statistic's.
    """
    data = table or tabled(cast(Statistic, statistic))

    def attach(draw: Callable[P, alt.LayerChart]) -> Drawn[P]:
        takes = _signature(draw, statistic, usual or {})
        draw.__doc__ = _told(draw.__doc__, statistic, takes)
        draw.__signature__ = takes  # type: ignore[attr-defined]
        data.__name__ = f"{draw.__name__}.data"
        data.__signature__ = takes.replace(return_annotation="pd.DataFrame")  # type: ignore[attr-defined]
        drawn = cast(Drawn[P], _remembered(checked(draw)))
        drawn.data, drawn.statistic = checked(data), statistic
        return drawn

    return attach


def _remembered(draw: Callable[P, alt.LayerChart]) -> Callable[P, alt.LayerChart]:
    """Let views of a chart have it for a narrow place: its function says how it is drawn again."""

    @wraps(draw)
    def call(*args: P.args, **kwargs: P.kwargs) -> alt.LayerChart:
        made = draw(*args, **kwargs)
        given, named = _held(args), _held(kwargs)

        def again(room: int | None) -> alt.LayerChart:
            with within(room):
                return draw(*given(), **named())

        remember(made, again)
        return made

    return call


def _held(value: Any) -> Callable[[], Any]:
    """Return what gives a value back; maps, logs and answers are not kept alive by it."""
    if isinstance(value, JourneyMap | EventLog | Survey):
        return weakref.ref(value)
    if isinstance(value, list | tuple):
        parts, kind = [_held(each) for each in value], list if isinstance(value, list) else tuple
        return lambda: kind(part() for part in parts)
    if isinstance(value, dict):
        entries = {key: _held(each) for key, each in value.items()}
        return lambda: {key: part() for key, part in entries.items()}
    return lambda: value


def _signature(
    draw: Callable[..., Any], statistic: Statistic | None, usual: Mapping[str, Any]
) -> inspect.Signature:
    """Return the signature of a chart with the keywords of the statistic in place of ``**``."""
    own = inspect.signature(draw)
    takes = [each for each in own.parameters.values() if each.kind is not each.VAR_KEYWORD]
    if len(takes) < len(own.parameters) and statistic is not None:
        for each in inspect.signature(statistic).parameters.values():
            if each.kind is each.KEYWORD_ONLY:
                # A ready table needs no goal: none is asked for before it is looked at.
                default = None if each.default is each.empty else each.default
                takes.append(each.replace(default=usual.get(each.name, default)))
    return own.replace(parameters=takes)


def _told(doc: str | None, statistic: Statistic | None, takes: inspect.Signature) -> str:
    """Return the docstring of a chart with what the statistic says of its keywords."""
    own = {name for names, *_ in entries_of(doc, "Parameters") for name in names.split(", ")}
    keywords = {each.name for each in takes.parameters.values() if each.kind is each.KEYWORD_ONLY}
    said = entries_of(statistic.__doc__, "Parameters") if statistic is not None else []
    entries = [each for each in said if set(each[0].split(", ")) <= keywords - own]
    if "locale" in keywords - own:
        entries.append(LOCALE)
    return with_entries(doc, "Parameters", entries)
