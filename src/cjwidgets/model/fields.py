"""The kinds of field a node has: each validates, and knows its form in JSON and in the schema."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from traitlets import TraitType

from cjwidgets.errors import InputError
from cjwidgets.model.values import FrozenMap, Measured, Scale, UnboundRule, number, plain

LONGEST_TEXT = 20_000
JSON_SCALAR: dict[str, Any] = {"type": "string"}


class Field(TraitType[Any, Any]):
    """A trait that is part of the document."""

    json_schema: dict[str, Any] = JSON_SCALAR

    def __init__(self, default: Any = None, **kwargs: Any) -> None:
        super().__init__(default_value=default, **kwargs)

    def where(self, obj: Any) -> str:
        return f"{type(obj).__name__}.{self.name}"

    def validate(self, obj: Any, value: Any) -> Any:
        raise NotImplementedError  # pragma: no cover - every kind of field defines its own

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


class Text(Field):
    """A string."""

    def __init__(self, default: str = "", **kwargs: Any) -> None:
        super().__init__(default, **kwargs)

    def validate(self, obj: Any, value: Any) -> str:
        if not isinstance(value, str):
            raise InputError(f"{self.where(obj)} expects a text, not {value!r}.")
        if len(value) > LONGEST_TEXT:
            raise InputError(
                f"{self.where(obj)} takes at most {LONGEST_TEXT:,} characters, not {len(value):,}.",
                hint="Keep long material in a file of its own and name it here.",
            )
        return value


class Identifier(Text):
    """A short id that never changes once the node exists."""

    json_schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,40}$"}

    def validate(self, obj: Any, value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", value):
            raise InputError(
                f"{self.where(obj)} expects 1 to 40 letters, digits, '-' or '_', not {value!r}."
            )
        return value


class Choice(Text):
    """One of a few words."""

    def __init__(self, *choices: str, default: str = "", **kwargs: Any) -> None:
        super().__init__(default, **kwargs)
        self.choices = choices
        self.json_schema = {"enum": list(choices)}

    def validate(self, obj: Any, value: Any) -> str:
        if value != self.default_value and value not in self.choices:
            raise InputError(
                f"{self.where(obj)} expects one of {', '.join(self.choices)}, not {value!r}."
            )
        return str(value)


class Flag(Field):
    """True or False."""

    json_schema = {"type": "boolean"}

    def __init__(self, default: bool = False, **kwargs: Any) -> None:
        super().__init__(default, **kwargs)

    def validate(self, obj: Any, value: Any) -> bool:
        if not isinstance(value, bool):
            raise InputError(f"{self.where(obj)} expects True or False, not {value!r}.")
        return value


class Number(Field):
    """A number between two bounds, or None for unknown."""

    def __init__(
        self, low: float | None = None, high: float | None = None, *, whole: bool = False
    ) -> None:
        super().__init__(None, allow_none=True)
        self.low, self.high, self.whole = low, high, whole
        bounds = {"minimum": low, "maximum": high}
        self.json_schema = {"type": "integer" if whole else "number"} | {
            k: v for k, v in bounds.items() if v is not None
        }

    def validate(self, obj: Any, value: Any) -> float | int | None:
        if value is None:
            return None
        result = number(value, self.where(obj))
        if self.whole and not result.is_integer():
            raise InputError(f"{self.where(obj)} expects a whole number, not {value!r}.")
        low, high = self.bounds(obj)
        if (low is not None and result < low) or (high is not None and result > high):
            raise InputError(f"{self.where(obj)} {self.expects(low, high)}, not {value!r}.")
        return int(result) if self.whole else result

    def bounds(self, obj: Any) -> tuple[float | None, float | None]:
        return self.low, self.high

    def expects(self, low: float | None, high: float | None) -> str:
        if high is None:
            return f"expects a number from {low:g} up"
        return f"expects a number from {low:g} to {high:g}"

    def dump(self, value: float) -> float | int:
        return plain(value)


class Score(Number):
    """A score on the scale of the map; a node outside any map takes every number."""

    def bounds(self, obj: Any) -> tuple[float | None, float | None]:
        scale = scale_of(obj)
        return (scale.low, scale.high) if scale else (None, None)

    def expects(self, low: float | None, high: float | None) -> str:
        return f"expects a score on the map's scale, {low:g} to {high:g}"


def scale_of(obj: Any) -> Scale | None:
    root = obj.map
    return root.scale if root is not None else None


class Day(Field):
    """A calendar day, or None."""

    json_schema = {"type": "string", "format": "date"}

    def __init__(self) -> None:
        super().__init__(None, allow_none=True)

    def validate(self, obj: Any, value: Any) -> datetime.date | None:
        if value is None:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise InputError(
                f"{self.where(obj)} expects a day such as '2026-10-04', not {value!r}."
            ) from None

    def dump(self, value: datetime.date) -> str:
        return value.isoformat()


class Words(Field):
    """Several short texts, as a tuple."""

    json_schema = {"type": "array", "items": {"type": "string"}}

    def __init__(self) -> None:
        super().__init__(())

    def validate(self, obj: Any, value: Any) -> tuple[str, ...]:
        if isinstance(value, str) or not isinstance(value, list | tuple):
            raise InputError(
                f"{self.where(obj)} expects a list of texts, not {value!r}.",
                hint=f"Write [{value!r}] for one." if isinstance(value, str) else "",
            )
        for item in value:
            Text.validate(self, obj, item)  # type: ignore[arg-type]
        return tuple(value)

    def dump(self, value: tuple[str, ...]) -> list[str]:
        return list(value)


class Keyed(Field):
    """Values by id of another node: a persona's emotion, the text of an own lane."""

    def __init__(self, value_schema: dict[str, Any]) -> None:
        super().__init__(FrozenMap())
        self.json_schema = {"type": "object", "additionalProperties": value_schema}

    def validate(self, obj: Any, value: Any) -> FrozenMap[Any]:
        if not isinstance(value, Mapping):
            raise InputError(f"{self.where(obj)} expects a mapping by id, not {value!r}.")
        return FrozenMap(
            {str(getattr(k, "id", k)): self.item(obj, v) for k, v in value.items()}
        )

    def item(self, obj: Any, value: Any) -> Any:
        raise NotImplementedError  # pragma: no cover - every keyed field defines its own

    def dump(self, value: FrozenMap[Any]) -> dict[str, Any]:
        return {k: self.dump_item(v) for k, v in value.items()}

    def dump_item(self, value: Any) -> Any:
        return value


class Texts(Keyed):
    """A text by id."""

    def __init__(self) -> None:
        super().__init__(JSON_SCALAR)

    def item(self, obj: Any, value: Any) -> str:
        return Text.validate(self, obj, value)  # type: ignore[arg-type]


class Scores(Keyed):
    """A score by persona."""

    def __init__(self) -> None:
        super().__init__({"type": "number"})

    def item(self, obj: Any, value: Any) -> float:
        on_scale(self.where(obj), value, scale_of(obj))
        return float(value)

    def dump_item(self, value: float) -> float | int:
        return plain(value)


def on_scale(where: str, value: Any, scale: Scale | None) -> None:
    if number(value, where) is not None and scale is not None and float(value) not in scale:
        raise InputError(
            f"{where} expects a score on the map's scale, {scale.low:g} to {scale.high:g}, "
            f"not {value!r}."
        )


class Measurements(Keyed):
    """A measured score by persona; the empty id stands for all of them."""

    def __init__(self) -> None:
        value = {"type": "object", "required": ["value"], "properties": {"value": {"type": "number"}}}
        super().__init__(value)

    def item(self, obj: Any, value: Any) -> Measured:
        if isinstance(value, Mapping):
            known = set(Measured.__dataclass_fields__)
            if unknown := set(value) - known:
                raise InputError(f"{self.where(obj)} does not know {sorted(unknown)}.")
            if "value" not in value:
                raise InputError(f"{self.where(obj)} expects a 'value', not {value!r}.")
            value = Measured(**value)
        if not isinstance(value, Measured):
            raise InputError(f"{self.where(obj)} expects Measured(value, n=…), not {value!r}.")
        for part in (value.value, value.low, value.high):
            if part is not None:
                on_scale(self.where(obj), part, scale_of(obj))
        return value

    def dump_item(self, value: Measured) -> dict[str, Any]:
        return value.to_json()


Rule = str | re.Pattern[str] | UnboundRule | Callable[[str], bool]


class Rules(Field):
    """Which events belong here: names, globs, regular expressions, a function of the name."""

    json_schema = {
        "type": "array",
        "items": {
            "oneOf": [
                {"type": "string"},
                {"type": "object", "required": ["pattern"]},
                {"type": "object", "required": ["function"]},
            ]
        },
    }

    def __init__(self) -> None:
        super().__init__(())

    def validate(self, obj: Any, value: Any) -> tuple[Rule, ...]:
        rules = tuple(value) if isinstance(value, list | tuple | set) else (value,)
        for rule in rules:
            if not isinstance(rule, str | re.Pattern | UnboundRule) and not callable(rule):
                raise InputError(
                    f"{self.where(obj)} expects event names, patterns or a function, not {rule!r}.",
                    hint="For example ['cart', 'pay*', re.compile('^check')].",
                )
        return rules

    def dump(self, value: tuple[Rule, ...]) -> list[Any]:
        return [self.dump_rule(rule) for rule in value]

    def dump_rule(self, rule: Rule) -> Any:
        if isinstance(rule, str):
            return rule
        if isinstance(rule, re.Pattern):
            flags = rule.flags & ~re.UNICODE
            return {"pattern": rule.pattern} | ({"flags": flags} if flags else {})
        return {"function": getattr(rule, "__name__", None) or getattr(rule, "name", repr(rule))}

    def load(self, obj: Any, raw: Any) -> Any:
        if not isinstance(raw, list):
            return raw
        return tuple(self.load_rule(obj, rule) for rule in raw)

    def load_rule(self, obj: Any, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("pattern"), str):
            try:
                return re.compile(raw["pattern"], int(raw.get("flags", 0)))
            except (re.error, ValueError) as error:
                raise InputError(
                    f"{self.where(obj)}: {raw['pattern']!r} is no regular expression ({error})."
                ) from None
        if isinstance(raw, dict) and "function" in raw:
            return UnboundRule(str(raw["function"]))
        return raw


class ScaleField(Field):
    """The scale of a map."""

    json_schema = {
        "type": "object",
        "required": ["low", "high"],
        "properties": {
            "low": {"type": "number"},
            "high": {"type": "number"},
            "labels": {"type": "array", "items": {"type": "string"}},
        },
        "additionalProperties": False,
    }

    def __init__(self) -> None:
        super().__init__(Scale())

    def validate(self, obj: Any, value: Any) -> Scale:
        if not isinstance(value, Scale):
            raise InputError(
                f"{self.where(obj)} expects a Scale, not {value!r}.",
                hint="For example cj.Scale(1, 5).",
            )
        obj.check_scale(value)
        return value

    def dump(self, value: Scale) -> dict[str, Any]:
        return value.to_json()

    def load(self, obj: Any, raw: Any) -> Any:
        if not isinstance(raw, dict) or not {"low", "high"} <= set(raw) <= {"low", "high", "labels"}:
            raise InputError(f"{self.where(obj)} expects low, high and labels, not {raw!r}.")
        return Scale(raw["low"], raw["high"], tuple(raw.get("labels", ())))
