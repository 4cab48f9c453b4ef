"""What a map can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjwidgets.loading import undisturbed

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path

    from cjwidgets.evidence.attached import Data
    from cjwidgets.evidence.log import EventLog
    from cjwidgets.model import JourneyMap
    from cjwidgets.model.attachments import Attachment


class MapVerbs:
    """Saves, opens and drafts a map, and binds evidence to it."""

    def save(
        self: Any, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False
    ) -> Path:
        """Save the map to ``path`` and return the path.

        Without a path the file is the one the map was opened from or saved to last. The
        file is replaced in one step: a crash leaves the old one whole. A
        symbolic link stays, and the file it points to is replaced. Rules that are
        Python functions can't be saved; a warning names them. Maps that touchpoints open
        have files of their own and are saved by themselves, or by ``MapEditor.save_all()``.

        What others wrote is not lost: a file that changed since the map was opened from it or
        saved to it is refused, unless ``overwrite`` is set. What a file said that is replaced
        without having been read is kept beside it under a dated name; a warning names it.

        Raises
        ------
        ChangedFileError
            When the file changed since.
        FileError
            When the folder does not exist or can't be written, or no path is known.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> jm = cj.JourneyMap("Clinic")
        >>> jm.save("clinic.cjmap.json").name
        'clinic.cjmap.json'
        """
        from cjwidgets import files

        return files.put(self, path, overwrite=overwrite).told()

    @staticmethod
    def open(path: str | os.PathLike[str]) -> JourneyMap:
        """Open a saved map.

        Raises
        ------
        FileError
            When there is no such file, or it is not a map that this version reads.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> cj.JourneyMap("Shop").save("shop.cjmap.json").name
        'shop.cjmap.json'
        >>> cj.JourneyMap.open("shop.cjmap.json").title
        'Shop'
        """
        from cjwidgets import files

        return files.open(path)

    @staticmethod
    def from_log(
        log: EventLog,
        framework: str | None = None,
        *,
        title: str | None = None,
        stages: int | list[str] | None = None,
        at_least: float = 0.01,
        most: int = 25,
        links: float = 0.15,
        most_links: int = 10,
        locale: str = "en",
    ) -> JourneyMap:
        """Draft a map from an event log, as a start to be edited.

        Touchpoints are the events that most customers have; spellings of one name
        (``product_page``, ``productPage``) are one touchpoint. Each gets its channel (the commonest
        in the log), its class, the rule that ties it to its events, and evidence with n and date.
        They stand in the order in which customers come to them. Stages come

        - from a ``framework``: by the words in the events' names where there are ready-made rules
          for it (see ``cj.rules``), as far as the order of occurrence allows: a name alone moves no
          touchpoint before or after others. What is bought again is a touchpoint of its own where a
          stage is of those who come back. An event without such words goes with its neighbour in
          time. Without rules for the framework the order of occurrence is cut into its stages;
        - else from the order of occurrence, cut where touchpoints lie apart.

        Moves that many customers make beside the usual way become links: loops (back), skips (over
        a stage) and branches.

        Parameters
        ----------
        log : EventLog
        framework : str, optional
            For example ``"AIPL"``; see ``cjwidgets.frameworks()``.
        title : str, optional
            Of the map.
        stages : int or list of str, optional
            How many stages, or their names; without a framework only. Default: early, mid, late.
        at_least : float, default 0.01
            Share of customers who must have an event for it to be a touchpoint.
        most : int, default 25
            Most touchpoints.
        links : float, default 0.15
            Share of a touchpoint's customers who must make a move for it to be a link.
        most_links : int, default 10
            Most links.
        locale : str, default "en"
            Language of the map.

        Returns
        -------
        JourneyMap
            One undo takes the draft back and leaves an empty map.

        Raises
        ------
        InputError
            Both a framework and stages, or a number out of range.
        NotFoundError
            There is no such framework.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> import pandas as pd
        >>> frame = pd.DataFrame({
        ...     "who": [1, 1, 1, 2, 2], "at": ["2026-03-01", "2026-03-02", "2026-03-03"] +
        ...     ["2026-03-01", "2026-03-04"], "what": ["page_view", "add_to_cart", "purchase"] +
        ...     ["page_view", "add_to_cart"]})
        >>> log = cj.EventLog(frame, customer="who", time="at", event="what")
        >>> jm = cj.JourneyMap.from_log(log, "AIPL")
        >>> [(stage.name, [each.name for each in stage.touchpoints]) for stage in jm.stages][:2]
        [('Awareness', ['Page view']), ('Interest', ['Add to cart'])]
        >>> jm.touchpoints[1].match
        ('add_to_cart',)
        """
        with undisturbed():
            from cjwidgets.evidence.matching.draft import from_log

        return from_log(
            log,
            framework,
            title=title,
            stages=stages,
            at_least=at_least,
            most=most,
            links=links,
            most_links=most_links,
            locale=locale,
        )

    def attach(
        self: Any,
        data: Data | Callable[[], Data],
        *,
        source: str = "",
        collector: str = "",
    ) -> JourneyMap:
        """Bind a log or a survey to the map: editors show what it says, and keep it up to date.

        The data stay outside the map's file. Attaching what is attached already renews its source
        and collector. To keep what was measured in the file, see ``record``.

        A page need not wait for a large log: attach a function that reads it. It is called once,
        when the data are first needed. Widgets that a browser shows open without it, call it in a
        thread, and show the numbers when they are there. A notebook keeps pictures of a board's
        charts if that takes less than two seconds.

        Parameters
        ----------
        data : EventLog, Survey, or function
            A function takes nothing and returns one of the two.
        source, collector : str, optional
            Where it comes from, and who collected it; shown with every number.

        Returns
        -------
        JourneyMap
            The map itself.

        Raises
        ------
        InputError
            The data are neither. What a function returns is checked when it is called: whoever
            needs it then gets this error, or a DataError that says what kept the function from
            reading.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> jm = cj.datasets.mattress_map()
        >>> log = cj.EventLog(cj.datasets.mattress_log(customers=50), customer="customer_id",
        ...                   time="time", event="event")
        >>> jm.attach(log, source="Web log").attached[0].n
        50
        >>> jm = cj.datasets.mattress_map().attach(lambda: log, source="Web log")
        >>> jm.attached[0].n  # now somebody needs it
        50
        """
        from cjwidgets.evidence.attached import attach

        return attach(self, data, source=source, collector=collector)

    def detach(self: Any, data: Data | Callable[[], Data] | None = None) -> JourneyMap:
        """Take a log or survey off the map, or all of them.

        Parameters
        ----------
        data : EventLog, Survey, or function, optional
            What was attached, or what a function that was attached has returned.

        Raises
        ------
        NotFoundError
            It is not attached.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> log = cj.EventLog(cj.datasets.mattress_log(customers=50), customer="customer_id",
        ...                   time="time", event="event")
        >>> jm = cj.datasets.mattress_map().attach(log)
        >>> jm.detach(log).attached
        ()
        """
        from cjwidgets.evidence.attached import detach

        return detach(self, data)

    @property
    def attached(self: Any) -> tuple[Attachment, ...]:
        """What is attached to the map, in the order in which it was; read where that waits.

        Raises
        ------
        JourneyError
            A function could not read what it was to read, now or earlier.
        """
        from cjwidgets.model.attachments import attached

        return attached(self)

    def record(self: Any) -> JourneyMap:
        """Write measured emotions and sources of evidence into the map, as one step of its history.

        Touchpoints get the measured emotion of each persona and of all, with n, from the last
        survey that covers them; stages and touchpoints get one quantitative source of evidence for
        each attached log or survey that covers them, with its own n. Sources of the same name are
        renewed, not repeated.

        Returns
        -------
        JourneyMap
            The map itself.

        Raises
        ------
        DataError
            Nothing is attached.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> jm = cj.datasets.mattress_map()
        >>> log = cj.EventLog(cj.datasets.mattress_log(customers=50), customer="customer_id",
        ...                   time="time", event="event")
        >>> _ = jm.attach(log, source="Web log").record()
        >>> [each.n for each in jm.stages[0].evidence if each.source == "Web log"][0] <= 50
        True
        """
        with undisturbed():
            from cjwidgets.analysis.certainty.record import record

        return record(self)
