"""The field that says which events of a log belong to a stage or touchpoint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from cjwidgets.errors import InputError
from cjwidgets.model.fields import TEXT_SCHEMA, Field
from cjwidgets.model.rules.rule import PATTERN_SCHEMA, RULE_SCHEMA, Rule, dump_name, load_name
from cjwidgets.model.values import UnboundRule, shown, text

if TYPE_CHECKING:
    from cjwidgets.model.node import Node

AnyRule = str | re.Pattern[str] | Rule | UnboundRule | Callable[[str], bool]
_Rules: TypeAlias = "AnyRule | Sequence[AnyRule] | Set[AnyRule]"


class MatchRules(Field["tuple[AnyRule, ...]", _Rules]):
    """Which events belong here: names, globs, patterns, `Rule`s, a function of the name."""

    kind = "tuple of str, re.Pattern, Rule or function"

    def __init__(self, *, help: str = "") -> None:
        super().__init__((), help=help)
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
        # A browser that edits the list sends its functions back by their names, in their order.
        held = [rule for rule in getattr(obj, str(self.name)) if is_bound(rule)]
        return tuple(self.load_rule(obj, rule, held) for rule in raw)

    def load_rule(self, obj: Any, raw: Any, held: list[AnyRule]) -> Any:
        match raw:
            case {"pattern": _}:
                return load_name(raw, self.where(obj))
            case {"function": str(name)} if len(raw) == 1:
                same = [rule for rule in held if self.dump_rule(rule) == raw]
                if not same:
                    return UnboundRule(text(name, self.where(obj)))
                held.pop(next(at for at, rule in enumerate(held) if rule is same[0]))
                return same[0]
            case {"function": _}:
                return raw
            case dict():
                try:
                    return Rule.from_json(raw, self.where(obj))
                except InputError as error:
                    said = f"{self.where(obj)}: {error.sentence}"
                    raise InputError(said, hint=error.hint) from None
        return raw


def is_bound(rule: AnyRule) -> bool:
    """Return whether a rule is a function that can be called."""
    return not isinstance(rule, str | re.Pattern | Rule | UnboundRule)


class RuleFunctions:
    """The functions that rules below a node call, by name: looked up when first needed, once."""

    def __init__(self, node: Node) -> None:
        self._node = node

    @cached_property
    def by_name(self) -> dict[str, AnyRule | None]:
        known: dict[str, AnyRule | None] = {}
        for _, field, held in _held(self._node):
            for rule in filter(is_bound, held):
                name = field.dump_rule(rule)["function"]
                # Where two are called so, neither is meant.
                known[name] = rule if known.get(name, rule) is rule else None
        return known

    def bind(self, node: Node) -> None:
        """Let rules below another node that only name a function be the one that is called so."""
        for each, field, held in _held(node):
            if any(isinstance(rule, UnboundRule) for rule in held):
                setattr(each, str(field.name), [self._bound(rule) for rule in held])

    def _bound(self, rule: AnyRule) -> AnyRule:
        return (self.by_name.get(rule.name) or rule) if isinstance(rule, UnboundRule) else rule


def _held(node: Node) -> Iterator[tuple[Node, MatchRules, tuple[AnyRule, ...]]]:
    for each in node.walk():
        for name, field in each.fields.items():
            if isinstance(field, MatchRules):
                yield each, field, getattr(each, name)
