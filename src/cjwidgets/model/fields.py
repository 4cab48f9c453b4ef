"""The kinds of field a node has: each validates, and knows its form in JSON and in the schema."""

from __future__ import annotations

import datetime
import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from traitlets import TraitType

from cjwidgets.errors import InputError
from cjwidgets.model.values import LONGEST_TEXT, number, plain, shown, text, unboxed

if TYPE_CHECKING:
    from cjwidgets.model.node import Node
    from cjwidgets.model.values import Date, Numeric, Truth

TEXT_SCHEMA: dict[str, Any] = {"type": "string", "maxLength": LONGEST_TEXT}
ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
PICTURE = re.compile(r"data:image/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+=*\Z")


Kept = TypeVar("Kept")
Given = TypeVar("Given")
N = TypeVar("N", int, float)
# What fields take, where it is more than what they keep; at run time a name, and no import.
_Node: TypeAlias = "str | Node"
_Truth: TypeAlias = "Truth"
_Number: TypeAlias = "Numeric | None"
_Date: TypeAlias = "Date | None"
_Words: TypeAlias = "list[str] | tuple[str, ...]"


class Field(TraitType[Kept, Given], ABC):
    """A trait that is part of the document."""

    json_schema: dict[str, Any] = TEXT_SCHEMA
    kind = ""
    """What a value is, as a docstring says."""

    def __init__(self, default: Any = None, **kwargs: Any) -> None:
        super().__init__(default_value=default, **kwargs)

    def __reduce__(self) -> tuple[Any, ...]:
        return getattr, (self.this_class, self.name)  # there is one, and changes hold it

    def takes(self) -> str:
        """Return what the field takes, as a docstring says it."""
        default = f", default {self.default_value!r}" if self.default_value else ""
        return f"{self.kind}{default}"

    def where(self, obj: Any) -> str:
        return f"{type(obj).__name__}.{self.name}"

    @abstractmethod
    def validate(self, obj: Any, value: Any) -> Any:
        """Return the value as it is kept; raise InputError for what can't be."""

    def encode(self, value: Any) -> Any:
        """Return the JSON form; the default is None, which files leave out."""
        return None if value == self.default_value else self.dump(value)

    def dump(self, value: Any) -> Any:
        return value

    def decode(self, obj: Any, raw: Any) -> Any:
        """Return the validated value of a JSON form."""
        return self.default_value if raw is None else self.validate(obj, self.load(obj, raw))

    def load(self, obj: Any, raw: Any) -> Any:
        return raw


class Text(Field[str, str]):
    """A string."""

    kind = "str"

    def __init__(self, default: str = "", **kwargs: Any) -> None:
        super().__init__(default, **kwargs)

    def validate(self, obj: Any, value: Any) -> str:
        return text(value, self.where(obj))


class Reference(Field[str, _Node]):
    """The id of another node; when that is removed, empty, or with ``cascade`` removed too.

    ``to`` names the lists that hold such nodes. People may give the node itself.
    """

    kind = "str, an id"

    def __init__(self, to: str, *, cascade: bool = False, help: str = "") -> None:
        super().__init__("", help=help)
        self.to = to
        self.cascade = cascade

    def validate(self, obj: Any, value: Any) -> str:
        held = getattr(value, "_slot", None) == self.to
        return text(value.id if held else value, self.where(obj))


class Image(Text):
    """A picture as a data URI: nothing is ever loaded from elsewhere, and no SVG, which can run."""

    LARGEST = 400_000
    kind = f"str, a data URI of at most {LARGEST // 1000} kB"

    def __init__(self, *, help: str = "") -> None:
        super().__init__(help=help)
        self.json_schema = {
            "type": "string",
            "pattern": "^data:image/(png|jpeg|webp|gif);base64,",
            "maxLength": self.LARGEST,
        }

    def validate(self, obj: Any, value: Any) -> str:
        value = unboxed(value)
        if isinstance(value, str) and not value:
            return ""
        if not isinstance(value, str) or not PICTURE.match(value):
            raise InputError(
                f"{self.where(obj)} expects a picture as data:image/png;base64,… "
                f"(or jpeg, webp, gif), not {shown(value)}."
            )
        if len(value) > self.LARGEST:
            raise InputError(
                f"{self.where(obj)} takes at most {self.LARGEST // 1000} kB, "
                f"not {len(value) // 1000} kB.",
                hint="Scale the picture down to about 800 pixels first.",
            )
        return value


class Identifier(Text):
    """A short id that never changes once the node exists."""

    def __init__(self, *, help: str = "") -> None:
        super().__init__(help=help)
        self.json_schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,40}$"}

    def validate(self, obj: Any, value: Any) -> str:
        if "id" in obj._trait_values:
            raise InputError(f"{self.where(obj)} of {obj!r} is {obj.id!r} and does not change.")
        if not isinstance(value, str) or not ID.fullmatch(value):
            raise InputError(
                f"{self.where(obj)} expects 1 to 40 letters, digits, '-' or '_', "
                f"not {shown(value)}."
            )
        return str.__str__(value)


class Choice(Text):
    """One of a few words; the catalogues call each ``<words>.<choice>``."""

    def __init__(
        self, *choices: str, default: str = "", words: str = "choice", **kwargs: Any
    ) -> None:
        super().__init__(default, **kwargs)
        self.choices, self.words = choices, words
        self.json_schema = {"enum": list(choices)}
        words = ", ".join(repr(choice) for choice in choices)
        self.kind = f"{{{words}}}" + ("" if default else " or ''")

    def validate(self, obj: Any, value: Any) -> str:
        if not isinstance(value, str) or value not in (*self.choices, self.default_value):
            raise InputError(
                f"{self.where(obj)} expects one of {', '.join(self.choices)}, not {shown(value)}."
            )
        return str.__str__(value)


class Flag(Field[bool, _Truth]):
    """True or False."""

    kind = "bool"

    def __init__(self, default: bool = False, **kwargs: Any) -> None:
        super().__init__(default, **kwargs)
        self.json_schema = {"type": "boolean"}

    def validate(self, obj: Any, value: Any) -> bool:
        value = unboxed(value)
        if not isinstance(value, bool):
            raise InputError(f"{self.where(obj)} expects True or False, not {shown(value)}.")
        return value


class Number(Field["N | None", _Number], Generic[N]):
    """A number between two bounds, or None for unknown; a share is shown in percent."""

    @overload
    def __init__(
        self: Number[float],
        low: float | None = None,
        high: float | None = None,
        *,
        share: bool = False,
        help: str = "",
    ) -> None: ...
    @overload
    def __init__(
        self: Number[int],
        low: float | None = None,
        high: float | None = None,
        *,
        whole: Literal[True],
        help: str = "",
    ) -> None: ...
    def __init__(
        self,
        low: float | None = None,
        high: float | None = None,
        *,
        whole: bool = False,
        share: bool = False,
        help: str = "",
    ) -> None:
        super().__init__(None, allow_none=True, help=help)
        self.low, self.high, self.whole, self.share = low, high, whole, share
        bounds = {"minimum": low, "maximum": high}
        self.json_schema = {"type": "integer" if whole else "number"} | {
            k: v for k, v in bounds.items() if v is not None
        }

    def validate(self, obj: Any, value: Any) -> float | int | None:
        if value is None:
            return None
        result = number(value, self.where(obj))
        if self.whole and not result.is_integer():
            raise InputError(f"{self.where(obj)} expects a whole number, not {shown(value)}.")
        low, high = self.bounds(obj)
        if (low is not None and result < low) or (high is not None and result > high):
            raise InputError(f"{self.where(obj)} {self.expects(low, high)}, not {shown(value)}.")
        return int(result) if self.whole else result

    def takes(self) -> str:
        kind = "int" if self.whole else "float"
        if self.low is None:
            return f"{kind} or None"
        upto = "up" if self.high is None else f"to {self.high:g}"
        return f"{kind} or None, from {self.low:g} {upto}"

    def bounds(self, obj: Any) -> tuple[float | None, float | None]:
        return self.low, self.high

    def expects(self, low: float | None, high: float | None) -> str:
        if high is None:
            return f"expects a number from {low:g} up"
        return f"expects a number from {low:g} to {high:g}"

    def dump(self, value: float) -> float | int:
        return plain(value)


class Day(Field["datetime.date | None", _Date]):
    """A calendar day, or None."""

    kind = "datetime.date or None"

    def __init__(self, *, help: str = "") -> None:
        super().__init__(None, allow_none=True, help=help)
        self.json_schema = {"type": "string", "format": "date"}

    def validate(self, obj: Any, value: Any) -> datetime.date | None:
        if value is None:
            return None
        value = unboxed(value)
        try:
            if isinstance(value, datetime.date):  # a datetime too; pandas' NaT has no year
                return datetime.date(value.year, value.month, value.day)
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise InputError(
                f"{self.where(obj)} expects a day such as '2026-10-04', not {shown(value)}."
            ) from None

    def dump(self, value: datetime.date) -> str:
        return value.isoformat()


class Words(Field["tuple[str, ...]", _Words]):
    """Several short texts, as a tuple."""

    kind = "tuple of str"

    def __init__(self, *, help: str = "") -> None:
        super().__init__((), help=help)
        self.json_schema = {"type": "array", "items": TEXT_SCHEMA}

    def validate(self, obj: Any, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise InputError(
                f"{self.where(obj)} expects a list of texts, not {shown(value)}.",
                hint=f"Write [{shown(value)}] for one." if isinstance(value, str) else "",
            )
        return tuple(text(item, self.where(obj)) for item in value)

    def dump(self, value: tuple[str, ...]) -> list[str]:
        return list(value)
