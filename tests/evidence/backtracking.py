"""A backtracking matcher as in a textbook, which counts its steps; and patterns to try it on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

LETTERS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "^", "$", ""])


def _larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeats = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "*?", "+?", "*+", "{0,2}+"])
    groups = st.sampled_from(["(?:%s)", "(%s)", "(?=%s)", "(?!%s)", "(?>%s)"])
    return (
        st.tuples(parts, parts).map("".join)
        | st.tuples(parts, parts).map(lambda two: f"(?:{two[0]}|{two[1]})")
        | st.tuples(groups, parts).map(lambda two: two[0] % two[1])
        | st.tuples(parts, repeats).map(lambda two: f"(?:{two[0]}){two[1]}")
    )


PATTERNS = st.recursive(LETTERS, _larger, max_leaves=6)


class Search:
    """Looks for a pattern in a text by trying everything, in order.

    Attributes
    ----------
    found : bool or None
        None where it took too many steps.
    steps : int
        Parts of the pattern that were tried somewhere.
    """

    def __init__(self, pattern: re.Pattern[str], text: str, *, most: int = 200_000) -> None:
        self.text, self.steps, self.most = text, 0, most
        self.found: bool | None
        tree = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
        starts = range(len(text) + 1)
        try:
            self.found = any(True for at in starts for _ in self._sequence(list(tree), at))
        except TooManyError:
            self.found = None

    def _sequence(self, parts: list[Any], at: int) -> Iterator[int]:
        if not parts:
            yield at
            return
        for end in self._part(f"{parts[0][0]}", parts[0][1], at):
            yield from self._sequence(parts[1:], end)

    def _part(self, op: str, what: Any, at: int) -> Iterator[int]:
        self.steps += 1
        if self.steps > self.most:
            raise TooManyError
        match op:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                if at < len(self.text) and self._is(op, what, self.text[at]):
                    yield at + 1
            case "AT":
                if at == (0 if f"{what}" == "AT_BEGINNING" else len(self.text)):
                    yield at
            case "SUBPATTERN":
                yield from self._sequence(list(what[-1]), at)
            case "BRANCH":
                for branch in what[1]:
                    yield from self._sequence(list(branch), at)
            case "ASSERT" | "ASSERT_NOT":
                if any(True for _ in self._sequence(list(what[1]), at)) == (op == "ASSERT"):
                    yield at
            case "ATOMIC_GROUP":
                yield from self._first(self._sequence(list(what), at))
            case "POSSESSIVE_REPEAT":
                yield from self._first(self._repeat(*what, at, greedy=True, firm=True))
            case "MAX_REPEAT" | "MIN_REPEAT":
                yield from self._repeat(*what, at, greedy=op == "MAX_REPEAT")
            case "FAILURE":
                pass
            case _:
                raise AssertionError(op)

    def _repeat(
        self, low: int, high: int, part: Any, at: int, *, greedy: bool, firm: bool = False
    ) -> Iterator[int]:
        if low <= 0 and not greedy:
            yield at
        if high > 0:
            ends = self._sequence(list(part), at)
            for end in self._first(ends) if firm else ends:
                if end > at or low > 0:
                    yield from self._repeat(low - 1, high - 1, part, end, greedy=greedy, firm=firm)
        if low <= 0 and greedy:
            yield at

    @staticmethod
    def _first(ends: Iterator[int]) -> Iterator[int]:
        for end in ends:
            yield end
            return

    def _is(self, op: str, what: Any, sign: str) -> bool:
        match op:
            case "ANY":
                return sign != "\n"
            case "IN":
                negated = f"{what[0][0]}" == "NEGATE"
                return any(self._is(f"{o}", w, sign) for o, w in what[negated:]) != negated
            case "NEGATE":
                return False
        return (ord(sign) == what) == (op == "LITERAL")


class TooManyError(Exception):
    """More steps than anybody wants to wait for."""
