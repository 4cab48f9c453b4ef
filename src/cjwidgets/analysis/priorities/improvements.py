"""Changes of a journey that ``what_if`` can try out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, TypeGuard

from cjwidgets.errors import InputError
from cjwidgets.model import Stage, Touchpoint

Named = Touchpoint | Stage | str


class JourneyChange:
    """What changes have in common: a dict of different ones is one of changes, for checkers."""

    kind: ClassVar[str]


@dataclass(frozen=True)
class DropOff(JourneyChange):
    """Lose more or fewer of the customers at a touchpoint.

    Those who stay go on as those who go on now. Give one of the two:

    Parameters
    ----------
    touchpoint : Touchpoint or str
        The node, its id or its name.
    by : float, optional
        Relative change of the share lost a visit: −0.3 loses 30 % fewer.
    to : float, optional
        The new share lost a visit, from 0 to 1.

    Raises
    ------
    InputError
        Both or neither given, a share outside 0 … 1, or ``by`` below −1.

    Examples
    --------
    >>> DropOff("Checkout", by=-0.3)
    DropOff('Checkout', by=-0.3)
    """

    touchpoint: Named
    by: float | None = None
    to: float | None = None

    kind: ClassVar[str] = "drop_off"

    def __post_init__(self) -> None:
        if (self.by is None) == (self.to is None):
            raise InputError(
                "DropOff needs either by= or to=.",
                hint="by=-0.3 loses 30% fewer than now; to=0.1 loses 10% of the visits.",
            )
        if self.to is not None:
            check_share("to", self.to)
        elif not _is_number(self.by) or self.by < -1:
            raise InputError(
                f"by={self.by!r} is no relative change: expected a number of at least -1.",
                hint="by=-0.3 loses 30% fewer than now, by=-1 loses nobody.",
            )

    @property
    def touchpoints(self) -> tuple[Named, ...]:
        return (self.touchpoint,)

    def __repr__(self) -> str:
        how = f"by={self.by:g}" if self.to is None else f"to={self.to:g}"
        return f"DropOff({_name(self.touchpoint)!r}, {how})"


@dataclass(frozen=True)
class Remove(JourneyChange):
    """Take a touchpoint out of the journey.

    Parameters
    ----------
    touchpoint : Touchpoint or str
        The node, its id or its name.
    strategy : {"skip", "detour", "lost"}, default "skip"
        What becomes of those who would come here. ``"skip"``: they go straight on to where
        those who go on from here go now; nobody is lost here any more. ``"detour"``: they take
        the other ways from the place before, as those do who take them now. ``"lost"``: they
        are lost.

    Examples
    --------
    >>> Remove("Registration")
    Remove('Registration', 'skip')
    """

    touchpoint: Named
    strategy: str = "skip"

    kind: ClassVar[str] = "remove"

    def __post_init__(self) -> None:
        if self.strategy not in ("skip", "detour", "lost"):
            raise InputError(
                f"There is no strategy {self.strategy!r}.",
                hint='Choose one of "skip", "detour", "lost".',
            )

    @property
    def touchpoints(self) -> tuple[Named, ...]:
        return (self.touchpoint,)

    def __repr__(self) -> str:
        return f"Remove({_name(self.touchpoint)!r}, {self.strategy!r})"


@dataclass(frozen=True)
class Merge(JourneyChange):
    """Make one touchpoint of two.

    Who comes to either comes to the one they become, once instead of passing between them,
    and goes on as those who leave the two now.

    Parameters
    ----------
    a, b : Touchpoint or str
    to : float, optional
        Share of its visits that are lost, from 0 to 1. Default: what the two lose now, a visit
        to either.

    Examples
    --------
    >>> Merge("Address", "Payment")
    Merge('Address', 'Payment')
    """

    a: Named
    b: Named
    to: float | None = None

    kind: ClassVar[str] = "merge"

    def __post_init__(self) -> None:
        if self.to is not None:
            check_share("to", self.to)

    @property
    def touchpoints(self) -> tuple[Named, ...]:
        return (self.a, self.b)

    def __repr__(self) -> str:
        how = "" if self.to is None else f", to={self.to:g}"
        return f"Merge({_name(self.a)!r}, {_name(self.b)!r}{how})"


@dataclass(frozen=True, init=False)
class Reorder(JourneyChange):
    """Let touchpoints change places.

    Each touchpoint takes its share of losses along; where customers come from and where those
    who stay go on to belongs to the place in the journey.

    Parameters
    ----------
    *order : Touchpoint or str
        Two or more touchpoints in their new order: the first gets the earliest of their
        present places, and so on. Two that stand in this order already don't move.

    Examples
    --------
    >>> Reorder("Price", "Registration")
    Reorder('Price', 'Registration')
    """

    order: tuple[Named, ...]

    kind: ClassVar[str] = "reorder"

    def __init__(self, *order: Named) -> None:
        if len(order) == 1 and isinstance(order[0], list | tuple):
            order = tuple(order[0])
        if len(order) < 2:
            raise InputError(
                "Reorder needs two or more touchpoints.",
                hint='For example Reorder("Price", "Registration").',
            )
        object.__setattr__(self, "order", order)

    @property
    def touchpoints(self) -> tuple[Named, ...]:
        return self.order

    def __repr__(self) -> str:
        return f"Reorder({', '.join(repr(_name(place)) for place in self.order)})"


AnyChange = DropOff | Remove | Merge | Reorder


def _name(place: Named) -> str:
    return place if isinstance(place, str) else place.name


def _is_number(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value)


def check_share(name: str, value: float) -> None:
    """Refuse what is no share."""
    if not _is_number(value) or not 0 <= value <= 1:
        raise InputError(
            f"{name}={value!r} is no share: expected a number from 0 to 1.",
            hint="0.1 stands for 10%.",
        )
