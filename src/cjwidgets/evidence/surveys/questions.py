"""What a survey asked: the scale of a question, which end is good, where it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cjwidgets.errors import InputError, UnknownFieldError
from cjwidgets.model import Scale
from cjwidgets.model.values import shown

Values = NDArray[np.float64]


class Usual(NamedTuple):
    """What a kind of question usually is; a scale of None must be declared."""

    scale: tuple[float, float] | None
    good: str = "high"
    top: int = 2


FELT = "emotion"
KINDS = {
    "csat": Usual((1, 5)),
    "satisfaction": Usual((1, 5)),
    "expectation": Usual((1, 5)),
    "importance": Usual((1, 5)),
    "nps": Usual((0, 10)),
    "ces1": Usual((1, 5), good="low"),
    "ces2": Usual((1, 7), top=3),
    FELT: Usual(None),
    "arousal": Usual(None),
}
OPEN = "open"
INSTRUMENTS = {"affective_slider": (0.0, 1.0), "sam": (1.0, 9.0)}


@dataclass(frozen=True)
class Question:
    """One question of a survey, with scale and direction.

    Parameters
    ----------
    name : str
        Its column, or in a long table its name in the column of questions.
    kind : str, optional
        ``csat``, ``nps``, ``ces1`` (effort 1–5, low is good), ``ces2`` (agreement 1–7 that it
        was easy), ``emotion`` (pleasure), ``arousal``, ``expectation``, ``importance``,
        ``satisfaction``, or ``open`` for free text. Default: `name`, when that is a kind.
    scale : (low, high), Scale or str, optional
        The two ends, or an instrument: ``"affective_slider"`` (0–1), ``"sam"`` (1–9). The
        default is the usual one of the kind; emotion and arousal have none. A `Scale` with a
        label for each step reads answers in words: ``Scale(1, 3, ("bad", "fine", "good"))``.
    good : {"high", "low"}, optional
        The good end; ``low`` for ``ces1``, else ``high``.
    top : int, optional
        How many steps at the good end count as favourable. Of 5, 7, 10 or 11 steps 2, for
        ``ces2`` 3 (of 5 steps 2); of 2 or 3 steps 1; of 0–100 those from 75, which is 4 of 5.
        For other scales there is no convention: shares of favourable answers ask for it.
    not_applicable : list of numbers or str, default ()
        What stands for no opinion, such as 0 and 6 on a scale of 1–5, or ``"n/a"``: left out, and
        counted apart.
    stage, touchpoint : str, default ""
        Where it was asked, by id or name of the map, when the whole column is about one place.

    Raises
    ------
    InputError
        An unknown kind, no scale, a scale that runs backwards.

    Examples
    --------
    >>> Question("csat")
    Question('csat', kind='csat', scale=(1, 5))
    >>> Question("felt", kind="emotion", scale="affective_slider").scale
    Scale(low=0.0, high=1.0, labels=())
    """

    name: str
    kind: str = ""
    scale: Scale | tuple[float, float] | str | None = None
    good: str = ""
    top: int | None = None
    stage: str = ""
    touchpoint: str = ""
    not_applicable: Sequence[Any] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise InputError(
                f"Question({shown(self.name)}) needs the name of a column.",
                hint="For example Question('csat').",
            )
        for place in ("stage", "touchpoint"):
            value = getattr(self, place)
            object.__setattr__(self, place, getattr(value, "id", value))
        object.__setattr__(self, "kind", self._kind())
        codes = self.not_applicable
        if isinstance(codes, str) or not isinstance(codes, Sequence):
            raise InputError(
                f"Question {self.name!r}: not_applicable={shown(codes)} is no list of answers.",
                hint="For example not_applicable=[0, 6].",
            )
        object.__setattr__(self, "not_applicable", tuple(codes))
        if self.kind == OPEN:
            return
        usual = KINDS[self.kind]
        object.__setattr__(self, "scale", self._scale(usual))
        object.__setattr__(self, "good", self.good or usual.good)
        object.__setattr__(self, "top", self._usual_top(usual) if self.top is None else self.top)
        if self.good not in ("high", "low"):
            raise InputError(
                f"Question {self.name!r}: good={shown(self.good)} is neither 'high' nor 'low'."
            )
        if self.top is None:
            return
        if isinstance(self.top, bool) or not isinstance(self.top, int) or self.top < 1:
            raise InputError(
                f"Question {self.name!r}: top={shown(self.top)} is no number of steps.",
                hint="top=2 counts 4 and 5 of 5 as favourable.",
            )

    def _usual_top(self, usual: Usual) -> int | None:
        steps = self.ends.high - self.ends.low + 1
        if steps in (7, 10, 11):
            return usual.top
        tops: dict[float, int] = {2: 1, 3: 1, 5: 2, 101: 26}
        return tops.get(steps)

    def _kind(self) -> str:
        kind = self.kind or self.name
        if kind not in (*KINDS, OPEN):
            known = UnknownFieldError.of("Question", str(kind), (*KINDS, OPEN)).hint
            raise InputError(
                f"Question {self.name!r}: {shown(kind)} is not a kind of question.",
                hint=known.replace("Fields:", "Kinds:"),
            )
        return kind

    def _scale(self, usual: Usual) -> Scale:
        scale = usual.scale if self.scale is None else self.scale
        if scale is None:
            raise InputError(
                f"Question {self.name!r} of kind {self.kind!r} needs a scale.",
                hint="For example scale=(-2, 2), scale='affective_slider' or scale='sam'.",
            )
        if isinstance(scale, str):
            if scale not in INSTRUMENTS:
                raise InputError(
                    f"Question {self.name!r}: there is no scale {scale!r}.",
                    hint=f"Known: {', '.join(INSTRUMENTS)}; or give its ends, e.g. (1, 5).",
                )
            scale = INSTRUMENTS[scale]
        if isinstance(scale, Scale):
            return scale
        try:
            low, high = scale
        except (TypeError, ValueError):
            raise InputError(
                f"Question {self.name!r}: scale={shown(scale)} has no two ends.",
                hint="For example scale=(1, 5).",
            ) from None
        if self.kind == "nps" and (low, high) not in ((0, 10), (1, 10)):
            raise InputError(
                f"Question {self.name!r}: NPS is asked from 0 or 1 to 10, not {low} to {high}.",
                hint="On another scale it is no NPS: use kind='satisfaction'.",
            )
        return Scale(low, high)

    @property
    def ends(self) -> Scale:
        """The scale; open questions have none."""
        if not isinstance(self.scale, Scale):
            raise InputError(f"The open question {self.name!r} has no scale.")
        return self.scale

    def words(self) -> dict[str, float]:
        """Return what labels mean: of each step, or of both ends; in small letters.

        A thumb, from 0 to 1, is up where it is true.
        """
        low, high, labels = self.ends.low, self.ends.high, self.ends.labels
        if (low, high) == (0, 1) and not labels and self.kind != "emotion":
            labels = ("false", "true")
        steps = np.linspace(low, high, len(labels)) if len(labels) > 1 else np.array([])
        if len(labels) not in (2, high - low + 1):
            return {}
        return {
            label.strip().casefold(): float(step) for label, step in zip(labels, steps, strict=True)
        }

    def holds(self, values: Values) -> NDArray[np.bool_]:
        """Say which values the scale holds; NPS knows whole numbers only."""
        within = (values >= self.ends.low) & (values <= self.ends.high)
        return within & (values == np.floor(values)) if self.kind == "nps" else within

    def favourable(self, values: Values) -> Values:
        """Return 1 for answers in the ``top`` steps at the good end, else 0."""
        if self.top is None:
            good = ", good='low'" if self.good == "low" else ""
            raise InputError(
                f"Question {self.name!r}: which answers of {self.ends.low:g} to "
                f"{self.ends.high:g} are favourable? For this scale there is no convention.",
                hint=f"Say how many steps at the good end count: Question({self.name!r}, "
                f"kind={self.kind!r}, scale=({self.ends.low:g}, {self.ends.high:g}){good}, top=1).",
            )
        steps = self.top - 1
        if self.good == "low":
            return (values <= self.ends.low + steps).astype(float)
        return (values >= self.ends.high - steps).astype(float)

    def on(self, values: Values, scale: Scale) -> Values:
        """Convert answers linearly to another scale on which high is good."""
        low, high = self.ends.low, self.ends.high
        if self.good == "low":
            low, high = high, low
        share = (values - low) / (high - low)
        # Written so that both ends are met without rounding.
        converted: Values = scale.low * (1 - share) + scale.high * share
        return converted

    def __repr__(self) -> str:
        if self.kind == OPEN:
            return f"Question({self.name!r}, kind='open')"
        where = f"({self.ends.low:g}, {self.ends.high:g})"
        return f"Question({self.name!r}, kind={self.kind!r}, scale={where})"


def asked(given: Sequence[Question | str]) -> tuple[Question, ...]:
    """Return questions of unlike names; a text stands for the question of that name."""
    if isinstance(given, Question | str):
        given = [given]
    questions = tuple(Question(each) if isinstance(each, str) else each for each in given)
    for each in questions:
        if not isinstance(each, Question):
            raise InputError(
                f"{shown(each)} is no question: expected Question(…) or its name.",
                hint="For example questions=['csat', Question('felt', kind='emotion', "
                "scale=(-2, 2))].",
            )
    names = [each.name for each in questions]
    if not names or len(set(names)) < len(names):
        raise InputError(
            f"A survey needs questions, each of its own name, not {shown(names)}.",
            hint="Name the columns that hold answers.",
        )
    return questions


def as_it_is(question: Question, values: Values) -> Values:
    """Return answers on the scale of their question."""
    return values
