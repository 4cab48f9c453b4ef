"""Which form of a word goes with a number: 1 customer, 2 customers.

The rule of a language stands in its catalogue, ``format.plural``: for each form of CLDR, in its
order, what the digits of a number look like that it goes with. Its twin is in
js/src/document/numbers.ts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=10_000)
def form(number: float, rule: str) -> int:
    """Return which of the forms goes with a number.

    Examples
    --------
    >>> [form(n, r"^(\\d*[02-9])?1$ ^(\\d*[02-9])?[2-4]$ .") for n in (1, 11, 22, 25)]
    [0, 2, 1, 2]
    """
    said = f"{abs(number):.3f}".rstrip("0").removesuffix(".")
    return next(at for at, each in enumerate(rule.split(" ")) if re.search(each, said))


def agreeing(number: int, one: str, many: str) -> str:
    """Return the English form that goes with a number, in messages for who writes code."""
    return one if number == 1 else many


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number before its English noun; most take an s.

    Examples
    --------
    >>> counted(1, "row"), counted(1234, "row"), counted(1, "answer is", "answers are")
    ('1 row', '1,234 rows', '1 answer is')
    """
    return f"{number:,} {agreeing(number, one, many or f'{one}s')}"


class Said(str):
    """A value as it is written, and the form of the word beside it: ``"{n:customer|customers}"``.

    Examples
    --------
    >>> rule = {"format.plural": "^1$ ."}
    >>> "{n} {n:customer|customers}".format(n=Said("1", 1, rule))
    '1 customer'
    """

    number: float | None
    _texts: Mapping[str, str]

    def __new__(
        cls, text: str, number: float | None = None, texts: Mapping[str, str] | None = None
    ) -> Said:
        said = super().__new__(cls, text)
        said.number, said._texts = number, texts or {}
        return said

    def __format__(self, forms: str) -> str:
        """Return itself, or of some forms the one that goes with it."""
        if not forms:
            return str(self)
        each = forms.split("|")
        number = self.number
        return each[-1] if number is None else each[form(number, self._texts["format.plural"])]
