"""The field that says which events of a log belong to a stage or touchpoint."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.model.fields import TEXT_SCHEMA, Field
from cjwidgets.model.values import UnboundRule, shown, text

FLAGS = int(re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII)
Rule = str | re.Pattern[str] | UnboundRule | Callable[[str], bool]


class Rules(Field):
    """Which events belong here: names, globs, regular expressions, a function of the name."""

    def __init__(self) -> None:
        super().__init__(())
        self.json_schema = {
            "type": "array",
            "items": {
                "oneOf": [
                    TEXT_SCHEMA,
                    {
                        "type": "object",
                        "required": ["pattern"],
                        "properties": {
                            "pattern": {"type": "string"},
                            "flags": {"type": "integer", "minimum": 0, "maximum": FLAGS},
                        },
                        "additionalProperties": False,
                    },
                    {
                        "type": "object",
                        "required": ["function"],
                        "properties": {"function": {"type": "string"}},
                        "additionalProperties": False,
                    },
                ]
            },
        }

    def validate(self, obj: Any, value: Any) -> tuple[Rule, ...]:
        if isinstance(value, set):
            value = sorted(value, key=str)  # the same set gives the same file
        rules = tuple(value) if isinstance(value, list | tuple) else (value,)
        return tuple(self.rule(obj, rule) for rule in rules)

    def rule(self, obj: Any, rule: Any) -> Rule:
        if isinstance(rule, str):
            return text(rule, self.where(obj))
        if isinstance(rule, re.Pattern) and isinstance(rule.pattern, str):
            text(rule.pattern, self.where(obj))
        elif isinstance(rule, re.Pattern) or not (isinstance(rule, UnboundRule) or callable(rule)):
            raise InputError(
                f"{self.where(obj)} expects event names, patterns or a function, "
                f"not {shown(rule)}.",
                hint="For example ['cart', 'pay*', re.compile('^check')].",
            )
        return rule

    def dump(self, value: tuple[Rule, ...]) -> list[Any]:
        return [self.dump_rule(rule) for rule in value]

    def dump_rule(self, rule: Rule) -> Any:
        if isinstance(rule, str):
            return rule
        if isinstance(rule, re.Pattern):
            flags = rule.flags & FLAGS
            return {"pattern": rule.pattern} | ({"flags": flags} if flags else {})
        if isinstance(rule, UnboundRule):
            return {"function": rule.name}
        return {"function": getattr(rule, "__name__", type(rule).__name__)}

    def load(self, obj: Any, raw: Any) -> Any:
        if not isinstance(raw, list):
            return raw
        return tuple(self.load_rule(obj, rule) for rule in raw)

    def load_rule(self, obj: Any, raw: Any) -> Any:
        match raw:
            case {"pattern": str(pattern)} if set(raw) <= {"pattern", "flags"}:
                flags = raw.get("flags", 0)
                if not isinstance(flags, int) or flags & ~FLAGS:
                    raise InputError(f"{self.where(obj)} does not know the flags {shown(flags)}.")
                try:
                    return re.compile(pattern, flags)
                except (re.error, ValueError, OverflowError, RecursionError) as error:
                    raise InputError(
                        f"{self.where(obj)}: {shown(pattern)} is no regular expression ({error})."
                    ) from None
            case {"function": str(name)} if len(raw) == 1:
                # A browser that edits the list sends a function back by its name.
                same = [r for r in getattr(obj, str(self.name)) if self.dump_rule(r) == raw]
                return same[0] if same else UnboundRule(text(name, self.where(obj)))
        return raw
