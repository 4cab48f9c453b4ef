"""The map: the root of the tree, and the rules that concern all of it."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cjwidgets.errors import InputError
from cjwidgets.knowledge import framework_stages
from cjwidgets.locale import LOCALES
from cjwidgets.model import references
from cjwidgets.model.cards import Comment
from cjwidgets.model.children import Children
from cjwidgets.model.fields import Choice, Day, Number, Text
from cjwidgets.model.history import History, Transaction
from cjwidgets.model.node import Node, counted, new_id
from cjwidgets.model.nodes import Lane, Link, Persona, Stage, Touchpoint, default_lanes
from cjwidgets.model.rules.globs import Glob
from cjwidgets.model.scores import ScaleField, check_all, check_scores, convert_all
from cjwidgets.model.timeline import Timeline
from cjwidgets.model.values import Scale, shown
from cjwidgets.verbs.of_map import MapVerbs

if TYPE_CHECKING:
    from typing import Unpack

    from cjwidgets.model.keywords import JourneyMapFields

VERSION = 1
"""Of the form that to_json gives."""
log = logging.getLogger(__name__)


class JourneyMap(MapVerbs, Timeline):
    """A customer journey map.

    Every edit, from Python or a browser, is a Change: validated, applied,
    recorded for undo, published to the widgets that show the map.

    Parameters
    ----------
    title : str
        May be given by position.
    stages, personas, lanes : list
        Nodes, or their names.
    framework : str
        A stage framework, for example ``"5A"``; gives the stages unless they
        are given. See ``cjwidgets.knowledge.frameworks()``.

    Notes
    -----
    ``copy.copy``, ``copy.deepcopy`` and ``pickle`` give the same document again, ids included,
    and the functions of its rules; ``copy()`` gives a new one, with new ids and without comments.
    Either has what a file has, and nothing else: no history, no subscribers, nothing attached, no
    file of its own.
    A node goes without its map, but when both are copied or pickled together, they stay together;
    appended to a map that has its ids, it gets others. A pickle holds a function by its name, so
    that must be one of a module. While other threads edit, pickle inside ``with jm.batch():``.

    Examples
    --------
    >>> jm = JourneyMap("Shop", stages=["Ask", "Buy"])
    >>> jm.stages["Buy"].name = "Pay"
    >>> jm.undo()
    True
    >>> jm
    JourneyMap('Shop', 2 stages)
    """

    label = "title"
    # A file without "lanes" means the usual ones; a map without lanes says so.
    kept = ("lanes",)

    title = Text(help="What the map is called.").tag(bears_on=("title",))
    kind = Choice(
        "current",
        "future",
        "day_in_life",
        "blueprint",
        "ideal",
        "competitor",
        default="current",
        words="kind",
        help="What it shows: how it is, will be or should be, a whole day, what is behind "
        "it, or a competitor's.",
    )
    locale = Choice(
        *LOCALES,
        default="en",
        help="Language of the editor, the charts and the sentences about the map.",
    ).tag(bears_on=("language",))
    objective = Text(help="What the map is made for.")
    scenario = Text(help="The situation it tells of.")
    scope = Choice(
        "end_to_end",
        "interaction",
        help="Whether it tells the whole journey or one interaction; empty for not said.",
    )
    start = Text(help="What the journey starts with.")
    end = Text(help="What the journey ends with.")
    context = Text(help="What to know of the business and its customers.")
    framework = Text(help='Framework of its stages, such as "5A"; see cjwidgets.frameworks().')
    derived_from = Text(
        help="Path of the map it was derived from, as seen from its own file; empty for none."
    )
    status = Choice(
        "draft", "review", "published", default="draft", help="How far work on the map is."
    )
    owner = Text(help="Who is responsible for it.")
    reviewed = Day(help="Day of the last review; None for none.")
    review_due = Day(help="Day of the next review; None for none.")
    scale = ScaleField(help="Scale of every emotion, satisfaction and expectation in the map.").tag(
        bears_on=("scale",)
    )
    column_width = Number(
        112, 400, help="Width of a touchpoint's column in pixels, at least; None for the usual one."
    )
    density = Choice(
        "compact",
        "normal",
        "roomy",
        default="normal",
        help="How close to each other things stand in the editor.",
    )
    personas = Children(Persona, help="Whose journey it is.").tag(bears_on=("personas",))
    lanes = Children(Lane, help="The rows of the grid, in order.")
    stages = Children(Stage, help="The stages, in order.").tag(bears_on=("stages",))
    links = Children(Link, help="Arrows between touchpoints that do not follow each other.")
    comments = Children(Comment, help="What was said about the map as a whole.")

    def __init__(self, title: str | None = None, /, **fields: Unpack[JourneyMapFields]) -> None:
        self._touchpoints: tuple[int, tuple[Touchpoint, ...]] = (-1, ())
        self._path: Path | None = None
        self._saved = 0
        self._saved_at: float | None = None
        self._looks: tuple[int, ...] | None = None
        self._family: list[JourneyMap] = [self]
        if fields.get("lanes") is None:
            fields["lanes"] = default_lanes()
        framework = fields.get("framework")
        if isinstance(framework, str) and framework and "stages" not in fields:
            fields["stages"] = framework_stages(framework, fields.get("locale", "en"))
        super().__init__(title, **fields)
        self._by_id[self.id] = self
        self._muted = False

    @classmethod
    def from_json(cls, data: Any) -> Self:
        # Saved without stages means none: the framework it names does not bring them back.
        return super().from_json({"stages": [], **data} if isinstance(data, dict) else data)

    def _as_map(self) -> JourneyMap:
        return self

    @property
    def path(self) -> Path | None:
        """The file the map was opened from or saved to last; not part of the document."""
        return self._path

    @property
    def unsaved(self) -> bool:
        """Whether there were edits since the map was made, opened or saved last."""
        return self._rev != self._saved

    @property
    def _unsaved_edits(self) -> int:
        """How many edits the file misses; to undo one and do another makes two."""
        return max(1, self._history.unsaved) if self.unsaved else 0

    def _saved_as(self, path: Path, rev: int) -> None:
        self._path, self._saved, self._saved_at = path, rev, time.time()
        self._history.settle()
        self._tell(Transaction())

    def derive(self, title: str | None = None, *, kind: str = "future") -> JourneyMap:
        """Return a map that begins as this one and shows another state, such as the one aimed at.

        Its parts keep their ids, so that the two can be compared part by part, and it keeps
        where it comes from. What was measured here is assumed there; comments and the day of
        the review stay here. It is in no file yet.

        Parameters
        ----------
        title : str, optional
            What it is called; without it, as this one.
        kind : str
            What it shows, as in `JourneyMap.kind`.

        Examples
        --------
        >>> shop = JourneyMap("Shop", stages=["Ask", "Buy"])
        >>> target = shop.derive("Shop next year")
        >>> target.kind, target.stages[0].id == shop.stages[0].id
        ('future', True)
        """
        with self._lock:
            made = self._copy({self.id: new_id()})
            made.derived_from = self.path.name if self.path is not None else ""
        made.title = self.title if title is None else title
        made.kind = kind
        made.status, made.reviewed, made.review_due = "draft", None, None
        for touchpoint in made.touchpoints:
            values = {who: each.value for who, each in touchpoint.measured.items()}
            touchpoint.measured = {}
            everybody = values.pop("", None)
            if everybody is not None:
                touchpoint.emotion = everybody
            touchpoint.emotions = {**touchpoint.emotions, **values}
        made._history, made._rev = History(), 0
        return made

    # Looking up -----------------------------------------------------------------

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints of all stages, in order."""
        shape, known = self._touchpoints
        if shape != self._shape:
            shape = self._shape
            known = tuple(tp for stage in self.stages for tp in stage.touchpoints)
            self._touchpoints = (shape, known)
        return known

    def find(self, pattern: str, kind: type[Node] = Node) -> list[Any]:
        """Return the nodes whose name matches a pattern such as ``"*chat*"``, any case."""
        glob = Glob(pattern.lower(), sets=True)
        return [
            node
            for node in self.walk()
            if isinstance(node, kind)
            and node is not self
            and glob.matches(getattr(node, node.label).lower())
        ]

    # Rules that concern the whole map ---------------------------------------------------

    def _check_new(self, node: Node) -> None:
        if node._gives_way:
            node._make_way({*self._by_id, self.id})
        seen: set[str] = set()
        for each in node.walk():
            if each.id in self._by_id or each.id == self.id or each.id in seen:
                raise InputError(
                    f"{each!r} has the id {each.id!r}, which is in the map already.",
                    hint="Give it another id, or append its .copy().",
                )
            seen.add(each.id)
            check_scores(each, self.scale)

    def check_scale(self, scale: Scale) -> None:
        """Raise InputError when a score of the map lies off ``scale``."""
        check_all(self, scale)

    def rescale(self, scale: Scale) -> None:
        """Convert every score linearly to another scale, in one step of the history."""
        if not isinstance(scale, Scale):
            raise InputError(
                f"JourneyMap.rescale expects a Scale, not {shown(scale)}.",
                hint="For example cj.Scale(1, 5).",
            )
        with self.batch(f"Scale {scale.low:g} to {scale.high:g}"):
            before = self.scale
            self.scale = Scale(min(before.low, scale.low), max(before.high, scale.high))
            convert_all(self, before, scale)
            self.scale = scale

    def _forget_references(self, gone: Node) -> None:
        if not self._replaying:  # the changes replayed say themselves what was forgotten
            references.forget(self, gone)

    # As a value -----------------------------------------------------------------------

    def to_json(self) -> dict[str, Any]:
        """Return the map as JSON values, in the order of the file."""
        with self._lock:
            return super().to_json()

    def __eq__(self, other: object) -> bool:
        """Whether two maps say the same in a file, ids included."""
        if self is other or not isinstance(other, JourneyMap):
            return self is other
        return self.id == other.id and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.id)  # all that never changes of what equal maps share

    def _details(self) -> list[str]:
        counts = {
            "stages": len(self.stages),
            "touchpoints": len(self.touchpoints),
            "personas": len(self.personas),
        }
        return [counted(n, name) for name, n in counts.items() if n or name == "stages"]
