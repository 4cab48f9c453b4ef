"""What is said to a board, in Python and by a page: by what it is filtered, what is selected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cjwidgets.board.address import Choice, read, recalled
from cjwidgets.board.dimensions import BoardSelection
from cjwidgets.board.period import PERIOD
from cjwidgets.board.scene import Scene
from cjwidgets.board.selection import written
from cjwidgets.errors import JourneyError
from cjwidgets.locale import text
from cjwidgets.model import JourneyMap
from cjwidgets.model.attachments import waits


class Verbs:
    """The verbs of a board: one narrows, the other lights up, and neither does both."""

    map: JourneyMap
    selection: Any
    scene: Any
    _refused = ""
    """What was asked for last and is not here, in a sentence; for whoever sees the board."""
    _address: str | None = None
    """The filter of a link that waits for the data that it is about."""
    _kept: list[Choice] | None = None
    """What a page kept of a board before this one, and wants back; it waits likewise."""

    def filter(self, **people: Any) -> None:
        """Narrow every number of the map and of the charts; without arguments to nobody.

        What is selected stays as it is.

        Parameters
        ----------
        personas : Persona, name or id, or several
            By their segment.
        channels, segment : str, or several
            Who used one of these channels; who is of one of these segments of the log.
        period : str, date, or two of them
            When customers began: ``("2026-04-01", "2026-06-30")``, both days included, ``None``
            where it is open; or ``"2026-04"``. They are followed wherever they went later, and
            the line says how many of them are still open.

        Raises
        ------
        InputError, NotFoundError
            There is no such part; no day.
        UnknownFieldError
            That is selected, not filtered: see :meth:`select`.
        """
        self._choose("filter", people)

    def select(self, **places: Any) -> None:
        """Light up places, and choose what detail cards speak of; without arguments none.

        It narrows nothing: that is what :meth:`filter` does, which stays as it is.

        Parameters
        ----------
        stages, touchpoints : node, name or id, or several

        Raises
        ------
        InputError, NotFoundError
            There is no such part.
        UnknownFieldError
            By that a board is filtered: see :meth:`filter`.
        """
        self._choose("select", places)

    def _begin_in(self, first: str, last: str) -> None:
        """Take the days that somebody wrote into the line; what is none is refused there."""
        log = self.scene.whole_log
        try:
            period = PERIOD.written(self.map, log, (first or None, last or None))
        except JourneyError as error:
            self._refused = error.sentence
            self._tell()
        else:
            self._select(replace(self.selection, period=period))

    def _arrive(self) -> None:
        """Take what a page has written down, a link or what it kept, once its data are there."""
        if waits(self.map):
            return
        address, kept = self._address, self._kept
        self._address = self._kept = None
        log = self.scene.whole_log
        if address is not None:
            self._take("board.not_here", *read(self.map, log, self.selection, address))
        if kept is not None:
            self._take("board.here_no_more", *recalled(self.map, log, kept))

    def _take(self, why: str, now: BoardSelection, refused: list[str]) -> None:
        self._select(now)
        if refused:
            self._refused = text(why, self.map.locale, what=", ".join(refused))
        self._tell()

    def _choose(self, verb: str, wanted: dict[str, Any]) -> None:
        scene: Scene = self.scene
        self._select(written(self.map, scene.whole_log, self.selection, verb, wanted))

    if TYPE_CHECKING:  # the board has them

        def _select(self, selection: BoardSelection) -> None: ...

        def _tell(self) -> None: ...
