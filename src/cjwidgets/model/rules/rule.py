"""A rule over several columns of a log, in a window of time, and by what came before."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.model.fields import TEXT_SCHEMA
from cjwidgets.model.rules.nth import NTH, nth_of
from cjwidgets.model.rules.patterns import compiled
from cjwidgets.model.values import FrozenMap, shown, text, unboxed

FLAGS = int(re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII)
Name = str | re.Pattern[str]

PATTERN_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["pattern"],
    "properties": {
        "pattern": {"type": "string"},
        "flags": {"type": "integer", "minimum": 0, "maximum": FLAGS},
    },
    "additionalProperties": False,
}
NAME_SCHEMA: dict[str, Any] = {"oneOf": [TEXT_SCHEMA, PATTERN_SCHEMA]}
NAMES_SCHEMA: dict[str, Any] = {
    "oneOf": [*NAME_SCHEMA["oneOf"], {"type": "array", "minItems": 1, "items": NAME_SCHEMA}]
}
# Keys that mean something else in a rule of a file.
RESERVED = ("pattern", "flags", "function", "since", "until", "nth", "after")
RULE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "properties": {
        **dict.fromkeys(RESERVED[:3], False),
        "since": {"type": "string"},
        "until": {"type": "string"},
        "nth": {"type": "string", "pattern": NTH.pattern},
        "after": NAMES_SCHEMA,
    },
    "propertyNames": {"minLength": 1},
    "additionalProperties": NAMES_SCHEMA,
}


@dataclass(frozen=True, init=False)
class Rule:
    """Which events belong to a stage or touchpoint, told by columns, time and what came before.

    Every condition must hold. The value of a column is a name, a glob such as ``"pay*"``, a
    compiled regular expression, or a list of these, one of which must fit; an event without a
    name in that column never fits.

    What came before is counted in the order of the log, among the customer's events in the log
    that is asked: a part of a log counts its own.

    Parameters
    ----------
    event, channel, segment, device : str, re.Pattern or list of them, optional
        What the columns of the log must hold.
    since, until : date, datetime or ISO 8601 text, optional
        Window of time ``since <= time < until``, in the zone of the log.
    nth : int or str, optional
        Which of the customer's events that the columns fit, whenever they were: ``1`` is the
        first alone, ``"2+"`` each from the second on, ``"2-4"`` the second to the fourth.
    after : str, re.Pattern or list of them, optional
        Only what comes after an event of such a name of the same customer.
    **columns
        Further columns, which the log was told to keep: ``EventLog(…, also=["plan"])``.

    Attributes
    ----------
    where : mapping of str to tuple
        Column → what it must hold.
    since, until : str
        ISO 8601; empty where the window is open.
    nth : str
        ``"1"``, ``"2+"`` or ``"2-4"``; empty where all count.
    after : tuple
        Names, one of which must have come before; empty where none must.

    Raises
    ------
    InputError
        No condition, a value of another kind, or a window that ends before it begins.

    Examples
    --------
    >>> Rule(event="pay*", channel=["web", "app"], since="2026-01-01")
    Rule(channel=['web', 'app'], event='pay*', since='2026-01-01')
    >>> Rule(event="pay*", channel="web").to_json()
    {'channel': 'web', 'event': 'pay*'}
    >>> Rule(event="pay*", nth="2+"), Rule(event="review", after="pay*")
    (Rule(event='pay*', nth='2+'), Rule(event='review', after='pay*'))
    """

    where: FrozenMap[tuple[Name, ...]]
    since: str
    until: str
    nth: str
    after: tuple[Name, ...]

    def __init__(
        self,
        /,
        event: Any = None,
        *,
        channel: Any = None,
        segment: Any = None,
        device: Any = None,
        since: Any = None,
        until: Any = None,
        nth: Any = None,
        after: Any = None,
        **columns: Any,
    ) -> None:
        columns |= {"event": event, "channel": channel, "segment": segment, "device": device}
        where = {text(k, "A column"): _names(k, v) for k, v in columns.items() if v is not None}
        for reserved in RESERVED:
            if reserved in where:
                raise InputError(
                    f"Rule: no column can be called {reserved!r} here.",
                    hint="Rename the column of the log.",
                )
        start, end = _moment("since", since), _moment("until", until)
        number = nth_of(nth)
        before = () if after is None else _names("after", after)
        if not (where or start or end or number or before):
            raise InputError(
                "Rule() asks for nothing.", hint="For example Rule(event='pay*', channel='web')."
            )
        if start and end and not _before(start, end):
            raise InputError(f"Rule: the window ends ({end}) before it begins ({start}).")
        object.__setattr__(self, "where", FrozenMap(where))
        object.__setattr__(self, "since", start)
        object.__setattr__(self, "until", end)
        object.__setattr__(self, "nth", number)
        object.__setattr__(self, "after", before)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        data: dict[str, Any] = {}
        for column, names in self._names.items():
            dumped = [dump_name(name) for name in names]
            data[column] = dumped if len(dumped) > 1 else dumped[0]
        return data | self._texts

    @property
    def _names(self) -> dict[str, tuple[Name, ...]]:
        """What must hold names, ``after`` last."""
        return {**self.where} | ({"after": self.after} if self.after else {})

    @property
    def _texts(self) -> dict[str, str]:
        texts = {"since": self.since, "until": self.until, "nth": self.nth}
        return {key: text for key, text in texts.items() if text}

    @classmethod
    def from_json(cls, data: dict[str, Any], what: str = "Rule") -> Rule:
        """Read the JSON form; ``what`` names the owner in messages."""
        parts: dict[str, Any] = {}
        for key, raw in data.items():
            if key in ("since", "until", "nth"):
                parts[key] = raw
            elif isinstance(raw, list):
                parts[key] = [load_name(each, what) for each in raw]
            else:
                parts[key] = load_name(raw, what)
        return cls(**parts)

    def __str__(self) -> str:
        """Return the rule as a sentence calls it."""
        asked = [
            f"{column}: {', '.join(n if isinstance(n, str) else n.pattern for n in names)}"
            for column, names in self._names.items()
        ]
        window = [f"{self.since} – {self.until}".strip()] if self.since or self.until else []
        return " · ".join([*asked, *window, *([f"nth: {self.nth}"] if self.nth else [])])

    def __repr__(self) -> str:
        parts = {}
        for column, names in self._names.items():
            said = [_said(name) for name in names]
            parts[column] = f"[{', '.join(said)}]" if len(said) > 1 else said[0]
        parts |= {key: repr(said) for key, said in self._texts.items()}
        return f"Rule({', '.join(f'{key}={value}' for key, value in parts.items())})"


def dump_name(name: Name) -> Any:
    """Return the JSON form of a name or pattern."""
    if isinstance(name, str):
        return name
    flags = name.flags & FLAGS
    return {"pattern": name.pattern} | ({"flags": flags} if flags else {})


def load_name(raw: Any, what: str) -> Any:
    """Return the pattern a JSON form means; anything else as it is."""
    match raw:
        case {"pattern": str(pattern)} if set(raw) <= {"pattern", "flags"}:
            flags = raw.get("flags", 0)
            if isinstance(flags, bool) or not isinstance(flags, int) or flags & ~FLAGS:
                raise InputError(f"{what} does not know the flags {shown(flags)}.")
            return compiled(pattern, flags, what)
    return raw


def _names(column: str, value: Any) -> tuple[Name, ...]:
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)  # the same set gives the same file
    names = tuple(value) if isinstance(value, list | tuple) else (value,)
    for name in names:
        if not isinstance(name, re.Pattern):
            text(name, f"Rule({column}=…)")
        elif not isinstance(name.pattern, str):
            raise InputError(f"Rule({column}=…) expects a pattern of text, not {shown(name)}.")
    if not names:
        raise InputError(f"Rule({column}=…) expects one name at least.")
    return tuple(str.__str__(name) if isinstance(name, str) else name for name in names)


def _moment(key: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    value = unboxed(value)
    if isinstance(value, datetime.date):  # a datetime too
        value = value.isoformat()
    if isinstance(value, str):
        try:
            datetime.datetime.fromisoformat(value)
            return value
        except ValueError:
            pass  # refused below, like everything else
    raise InputError(
        f"Rule({key}={shown(value)}) is no moment.",
        hint=f"For example {key}='2026-01-01' or {key}='2026-01-01T09:30'.",
    )


def _before(start: str, end: str) -> bool:
    first, last = (datetime.datetime.fromisoformat(moment) for moment in (start, end))
    # One with and one without a zone can be compared only where the log's zone is known.
    return (first.tzinfo is None) != (last.tzinfo is None) or first < last


def _said(name: Name) -> str:
    return repr(name) if isinstance(name, str) else f"re.compile({name.pattern!r})"
