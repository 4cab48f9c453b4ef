"""The field that says which events of a log belong to a stage or touchpoint."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.model.fields import TEXT_SCHEMA, Field
from cjwidgets.model.rule import PATTERN_SCHEMA, RULE_SCHEMA, Rule, dump_name, load_name
from cjwidgets.model.values import UnboundRule, shown, text

AnyRule = str | re.Pattern[str] | Rule | UnboundRule | Callable[[str], bool]


class Rules(Field):
    """Which events belong here: names, globs, patterns, `Rule`s, a function of the name."""

    def __init__(self) -> None:
        super().__init__(())
        self.json_schema = {
            "type": "array",
            "items": {
                "oneOf": [
                    TEXT_SCHEMA,
                    PATTERN_SCHEMA,
                    {
                        "type": "object",
                        "required": ["function"],
                        "properties": {"function": {"type": "string"}},
                        "additionalProperties": False,
                    },
                    RULE_SCHEMA,
                ]
            },
        }

    def validate(self, obj: Any, value: Any) -> tuple[AnyRule, ...]:
        if isinstance(value, set):
            value = sorted(value, key=str)  # the same set gives the same file
        rules = tuple(value) if isinstance(value, list | tuple) else (value,)
        return tuple(self.rule(obj, rule) for rule in rules)

    def rule(self, obj: Any, rule: Any) -> AnyRule:
        if isinstance(rule, str):
            return text(rule, self.where(obj))
        if isinstance(rule, re.Pattern) and isinstance(rule.pattern, str):
            text(rule.pattern, self.where(obj))
        elif isinstance(rule, re.Pattern) or not (
            isinstance(rule, Rule | UnboundRule) or callable(rule)
        ):
            raise InputError(
                f"{self.where(obj)} expects event names, patterns, rules or a function, "
                f"not {shown(rule)}.",
                hint="For example ['cart', 'pay*', re.compile('^check'), "
                "cj.Rule(event='chat', channel='web')].",
            )
        return rule

    def dump(self, value: tuple[AnyRule, ...]) -> list[Any]:
        return [self.dump_rule(rule) for rule in value]

    def dump_rule(self, rule: AnyRule) -> Any:
        if isinstance(rule, str | re.Pattern):
            return dump_name(rule)
        if isinstance(rule, Rule):
            return rule.to_json()
        if isinstance(rule, UnboundRule):
            return {"function": rule.name}
        return {"function": getattr(rule, "__name__", type(rule).__name__)}

    def load(self, obj: Any, raw: Any) -> Any:
        if not isinstance(raw, list):
            return raw
        return tuple(self.load_rule(obj, rule) for rule in raw)

    def load_rule(self, obj: Any, raw: Any) -> Any:
        match raw:
            case {"pattern": _}:
                return load_name(raw, self.where(obj))
            case {"function": str(name)} if len(raw) == 1:
                # A browser that edits the list sends a function back by its name.
                same = [r for r in getattr(obj, str(self.name)) if self.dump_rule(r) == raw]
                return same[0] if same else UnboundRule(text(name, self.where(obj)))
            case {"function": _}:
                return raw
            case dict():
                try:
                    return Rule.from_json(raw, self.where(obj))
                except InputError as error:
                    raise InputError(f"{self.where(obj)}: {error}") from None
        return raw
