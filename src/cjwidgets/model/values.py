"""Immutable values that fields hold: the scale, a measurement, a frozen mapping."""

from __future__ import annotations

import datetime
import math
import reprlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from cjwidgets.errors import InputError

if TYPE_CHECKING:
    import numpy as np

V = TypeVar("V")
# What fields take besides Python's own: scalars of numpy are made plain.
Numeric: TypeAlias = "float | np.integer[Any] | np.floating[Any]"
Truth: TypeAlias = "bool | np.bool_"
Date: TypeAlias = "datetime.date | np.datetime64 | str"
LONGEST_TEXT = 20_000
LONGEST_NAME = 80
EXACT = 2**53
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 80


def shown(value: Any) -> str:
    """Return a short repr for a sentence, whatever the value's size, depth or own repr."""
    try:
        return _SHORT.repr(value)
    except Exception:  # an int of 5,000 digits, a repr that raises
        return f"<{type(value).__name__}>"


def unboxed(value: Any) -> Any:
    """Return the Python value of a numpy scalar; anything else as it is."""
    return value.item() if getattr(value, "shape", None) == () else value


def text(value: Any, what: str) -> str:
    """Return ``value`` as a plain str or say why it is none."""
    if not isinstance(value, str):
        raise InputError(f"{what} expects a text, not {shown(value)}.")
    if len(value) > LONGEST_TEXT:
        raise InputError(
            f"{what} takes at most {LONGEST_TEXT:,} characters, not {len(value):,}.",
            hint="Keep long material in a file of its own and name it here.",
        )
    try:
        value.encode()
    except UnicodeEncodeError:  # half an emoji: no file could hold it
        raise InputError(f"{what} expects whole characters, not {shown(value)}.") from None
    return str.__str__(value)


def number(value: Any, what: str) -> float:
    """Return ``value`` as a finite float or say why it is none."""
    # numpy's scalars register as Real; a bool is one too, and never meant as a score.
    if not isinstance(value, bool) and isinstance(value, Real):
        try:
            result = float(value)
        except OverflowError:
            result = math.inf
        if math.isfinite(result):
            return result
    raise InputError(f"{what} expects a finite number, not {shown(value)}.")


def plain(value: float) -> float | int:
    """Return whole numbers as int, so that files and the browser write 1 and not 1.0."""
    whole = abs(value) < EXACT and float(value).is_integer()
    return int(value) if whole else float(value)


class FrozenMap(Mapping[str, V], Generic[V]):
    """A mapping that can't change, so that no edit goes unnoticed."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, V] | None = None) -> None:
        self._items = dict(sorted((items or {}).items()))

    def __getitem__(self, key: Any) -> V:
        return self._items[getattr(key, "id", key)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMap, (self._items,)

    def __repr__(self) -> str:
        return repr(self._items)

    def with_(self, key: str, value: V | None) -> FrozenMap[V]:
        """Return a copy with ``key`` set, or dropped when ``value`` is None."""
        items = {k: v for k, v in self._items.items() if k != key}
        if value is not None:
            items[key] = value
        return FrozenMap(items)


@dataclass(frozen=True)
class Scale:
    """The declared scale of a map's scores, with words for its steps.

    Parameters
    ----------
    low, high : float
        The two ends, ``low < high``. Default −2 … +2.
    labels : tuple of str
        Words from low to high, spread evenly; empty for the words of the
        interface's language (five steps).

    Examples
    --------
    >>> Scale(1, 5).convert(5, Scale(-2, 2))
    2.0
    """

    low: float = -2.0
    high: float = 2.0
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        low, high = number(self.low, "Scale.low"), number(self.high, "Scale.high")
        if not low < high:
            raise InputError(f"A scale runs from low to high, not from {low:g} to {high:g}.")
        if not isinstance(self.labels, list | tuple):
            raise InputError("Scale.labels expects words, for example ('bad', 'fine', 'good').")
        labels = tuple(text(label, "Scale.labels") for label in self.labels)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "labels", labels)

    @property
    def neutral(self) -> float:
        """The middle of the scale."""
        return (self.low + self.high) / 2

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def convert(self, value: float, to: Scale) -> float:
        """Convert a score linearly: the ends meet the ends."""
        result = to.low + (value - self.low) * (to.high - to.low) / (self.high - self.low)
        # Rounding may not carry a score over the end of its scale.
        return min(max(result, to.low), to.high) if value in self else result

    def word(self, value: float, labels: tuple[str, ...] = ()) -> str:
        """Return the word nearest to a score (of ``labels`` when the scale has none)."""
        words = self.labels or labels
        if not words:
            return f"{plain(value)}"
        step = (value - self.low) / (self.high - self.low) * (len(words) - 1)
        return words[min(len(words) - 1, max(0, math.floor(step + 0.5)))]

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"low": plain(self.low), "high": plain(self.high)}
        return data | ({"labels": list(self.labels)} if self.labels else {})


@dataclass(frozen=True)
class Measured:
    """A score that was measured: the value, how many answers, its interval, its source.

    Examples
    --------
    >>> Measured(-1.5, n=212, low=-1.7, high=-1.3, source="exit survey").n
    212
    """

    value: float
    n: int | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""

    def __post_init__(self) -> None:
        for name in ("value", "low", "high", "n"):
            if name == "value" or getattr(self, name) is not None:
                found = number(getattr(self, name), f"Measured.{name}")
                object.__setattr__(self, name, found)
        if self.n is not None:
            if self.n < 1 or self.n != int(self.n):
                raise InputError(f"Measured.n expects a count of answers (1, 2, …), not {self.n}.")
            object.__setattr__(self, "n", int(self.n))
        object.__setattr__(self, "source", text(self.source, "Measured.source"))
        if (
            self.low is not None
            and self.high is not None
            and not (self.low <= self.value <= self.high)
        ):
            raise InputError(
                f"Measured: the interval {self.low} … {self.high} does not hold {self.value}."
            )

    def to_json(self) -> dict[str, Any]:
        fields = {"value": self.value, "n": self.n, "low": self.low, "high": self.high}
        data: dict[str, Any] = {k: plain(v) for k, v in fields.items() if v is not None}
        return data | ({"source": self.source} if self.source else {})


@dataclass(frozen=True)
class UnboundRule:
    """Stands for a Python function that a file could not hold; set the rule again to use it."""

    name: str
