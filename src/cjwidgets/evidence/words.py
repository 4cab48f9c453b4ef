"""Words as a regular expression that finds them in the names of events."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A word begins at the start, after a sign or digit, or at a capital within camelCase.
_BEGIN = r"(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))"
# It may be inflected, and ends before a sign, a digit or the next capital.
_END = r"(?i:s|es|ed|ing)?(?![a-z])(?:(?![A-Z])|(?<=[a-z])(?=[A-Z]))"


def any_of(words: Iterable[str]) -> str:
    """One of the words: Latin ones whole, Russian ones as they begin, Chinese ones anywhere.

    ``"order !status"``: the word, unless that one follows.
    """
    latin: list[str] = []
    begins: list[str] = []
    inside: list[str] = []
    for word in dict.fromkeys(words):
        parts = [re.escape(part) for part in word.split() if not part.startswith("!")]
        but = [re.escape(part[1:]) for part in word.split() if part.startswith("!")]
        joined = r"[\W_]*".join(parts) + ("d?" if word.isascii() and parts[-1][-1] == "e" else "")
        joined += rf"(?![\W_]*(?:{'|'.join(but)}))" if but else ""
        place = latin if word.isascii() else begins if "а" <= word[0] <= "я" else inside
        place.append(joined)
    found = [f"{_BEGIN}(?i:{'|'.join(latin)}){_END}"] if latin else []
    found += [rf"(?<![^\W\d_])(?i:{'|'.join(begins)})"] if begins else []
    found += [f"(?:{'|'.join(inside)})"] if inside else []
    return f"(?:{'|'.join(found)})" if found else ""
