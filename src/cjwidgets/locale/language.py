"""A language: its texts, and numbers, durations and days as it writes them.

What it takes to write them stands in its catalogue under ``format.``, from CLDR. Its twins are
js/src/document/numbers.ts and days.ts: a test has both write the same.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from numbers import Integral
from typing import Any

from cjwidgets.locale.catalogues import catalogue
from cjwidgets.locale.plural import Said

UNKNOWN = "–"
MINUS = "−"
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


class Language:
    """Writes texts, numbers and days in one language.

    Parameters
    ----------
    locale : str
        One of ``cjwidgets.locale.LOCALES``.
    **common
        Values that every text may name.

    Examples
    --------
    >>> t = Language("en")
    >>> t("editor.undo"), t("editor.counts", stages=5, touchpoints=1200)
    ('Undo', 'Stages 5 · touchpoints 1,200')
    """

    def __init__(self, locale: str, **common: object) -> None:
        self.locale, self.texts, self._common = locale, catalogue(locale), common

    def __call__(self, key: str, **values: object) -> str:
        """Return an interface text with its ``{placeholders}`` filled in, numbers written.

        ``{n:customer|customers}`` is the form that goes with the number.
        """
        values = self._common | values
        return self.texts[key].format(**{name: self._said(each) for name, each in values.items()})

    def _said(self, value: object) -> object:
        if isinstance(value, Integral | float) and not isinstance(value, bool):
            return Said(self.number(value, 3), float(value), self.texts)
        return Said(str(value))

    def number(self, value: Any, digits: int = 2, *, sign: bool = False) -> str:
        """Write a number with at most so many decimals, a true minus, on demand a plus.

        Halves are rounded away from zero, and digits that say nothing are left out.

        Examples
        --------
        >>> t = Language("en")
        >>> t.number(-0.5), t.number(1234.25, 1), t.number(7, sign=True), t.number(-0.001)
        ('−0.5', '1,234.3', '+7', '0')
        """
        if not math.isfinite(value):
            return UNKNOWN
        return _written(float(value), digits, sign, self.texts["format.number"])

    def count(self, number: float) -> str:
        """Write a whole number.

        Examples
        --------
        >>> Language("en").count(3605), Language("ru").count(3605)
        ('3,605', '3\\xa0605')
        """
        return self.number(number, 0)

    def percent(self, share: float, digits: int | None = None, *, sign: bool = False) -> str:
        """Write a share in percent; with a digit more where it is small, or nearly all.

        Parameters
        ----------
        share : float
        digits : int, optional
            At most so many decimals, whatever the share.
        sign : bool
            Whether more than nothing has a plus.

        Examples
        --------
        >>> t = Language("en")
        >>> t.percent(0.4932), t.percent(0.0134), t.percent(0.05), t.percent(0.0001)
        ('49%', '1.3%', '5%', '<0.1%')
        >>> t.percent(0.9962), t.percent(1.0), t.percent(0.9999), t.percent(0.975, 2)
        ('99.6%', '100%', '>99.9%', '97.5%')
        """
        shown = self.hundredths(share, digits, sign=sign)
        return self("format.percent", value=shown)

    def hundredths(self, share: float, digits: int | None = None, *, sign: bool = False) -> str:
        """Write a share in percent without the percent sign."""
        size = abs(share)
        if digits is None and 0 < share < 0.0005:
            return f"<{self.number(0.1)}"
        if digits is None and 0.9995 <= share < 1 - 1e-9:
            return f">{self.number(99.9)}"
        if digits is None:
            digits = 1 if 0 < size < 0.0995 or 0.995 <= size < 1 else 0
        return self.number(100 * share, digits, sign=sign)

    def interval(self, low: float, high: float) -> str:
        """Write an interval of shares.

        Examples
        --------
        >>> Language("en").interval(0.47, 0.512)
        '47%–51%'
        """
        return f"{self.percent(low)}–{self.percent(high)}"

    def narrow(self, low: float, high: float) -> str:
        """Write an interval of shares where there is little room: ``'47–51'``."""
        return f"{self.hundredths(low)}–{self.hundredths(high)}"

    def points(self, share: float) -> str:
        """Write a difference of shares as percentage points, with its sign."""
        return self.number(100 * share, 0 if abs(share) >= 0.0995 else 1, sign=True)

    def duration(self, seconds: float) -> str:
        """Write a duration in its largest fitting unit, to three digits.

        Examples
        --------
        >>> Language("en").duration(5400), Language("ru").duration(222_035)
        ('1.5 h', '2,57 сут')
        """
        if not math.isfinite(seconds):
            return UNKNOWN
        size = abs(seconds)
        name, unit = next((each for each in _UNITS if size >= each[1]), _UNITS[-1])
        value = size / unit
        digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
        return self(f"unit.{name}", value=self.number(seconds / unit, digits))

    def day(self, day: dt.date) -> str:
        """Write a day.

        Examples
        --------
        >>> Language("en").day(dt.date(2026, 10, 4)), Language("zh-Hans").day(dt.date(2026, 10, 4))
        ('Oct 4, 2026', '2026年10月4日')
        """
        return self("format.day", **self._parts(day))

    def moment(self, at: dt.datetime) -> str:
        """Write a day and the time of it.

        Examples
        --------
        >>> Language("ru").moment(dt.datetime(2026, 10, 4, 9, 5))
        '4 окт. 2026 г., 09:05'
        """
        return self("format.moment", **self._parts(at))

    def _parts(self, at: dt.date) -> dict[str, object]:
        hour, minute = (at.hour, at.minute) if isinstance(at, dt.datetime) else (0, 0)
        return {
            "year": str(at.year),
            "month": self("format.month").split("|")[at.month - 1],
            "MM": f"{at.month:02}",
            "day": at.day,
            "dd": f"{at.day:02}",
            "hour": hour % 12 or 12,
            "HH": f"{hour:02}",
            "mm": f"{minute:02}",
            "half": self("format.half").split("|")[hour // 12],
        }


@lru_cache(maxsize=10_000)
def _written(value: float, digits: int, sign: bool, sample: str) -> str:
    exact = Decimal(abs(value)).quantize(Decimal(1).scaleb(-digits), context=_EXACT)
    size = float(exact)
    # As browsers write it: beyond 1e21 with an exponent.
    shown = f"{Decimal(repr(size)):f}" if size < 1e21 else repr(size)
    whole, _, part = shown.partition(".")
    said = re.sub(r"\B(?=(...)+$)", sample[1], whole)
    if part.strip("0"):
        said += sample[5] + part
    mark = "" if not size else MINUS if value < 0 else "+" if sign else ""
    return mark + said


@cache
def language(locale: str) -> Language:
    """Return the language of a map; one that is unknown is refused by name.

    Examples
    --------
    >>> language("en").percent(0.28), language("ru").percent(0.28)
    ('28%', '28\\xa0%')
    """
    return Language(locale)


def text(key: str, locale: str = "en", **values: object) -> str:
    """Return one interface text with its ``{placeholders}`` filled in.

    Examples
    --------
    >>> text("editor.undo", "en")
    'Undo'
    """
    return language(locale)(key, **values)
