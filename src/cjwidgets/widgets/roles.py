"""Who may do what in a widget; knows neither kernel nor browser, so tests run it bare.

Who wrote a comment, and when, is set here. Only where Python has named nobody, so that whoever
edits could say any name, comments that are brought back keep theirs.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from cjwidgets.errors import InputError, ReadOnlyError
from cjwidgets.limits import limits
from cjwidgets.model import Added, Change, Comment, JourneyMap, Removed, Updated

MODES = ("edit", "comment", "view")
HINT = 'To change it: mode="edit".'
_SET_HERE = ("author", "at", "resolved_by")


def now() -> str:
    """Return the time in UTC as a comment carries it."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Role:
    """What one widget lets its browsers do, and in whose name.

    Comments belong to their author; those without one belong to everyone without a name.

    Examples
    --------
    >>> Role("view").check_undo()
    Traceback (most recent call last):
    ...
    cjwidgets.errors.ReadOnlyError: This view only shows the map. To change it: mode="edit".
    """

    mode: str = "edit"
    author: str = ""
    is_given: bool = True
    """Whether Python said the name."""

    @property
    def may_edit(self) -> bool:
        """Whether everything may be changed."""
        return self.mode == "edit"

    def check_undo(self) -> None:
        """Raise unless undo and redo are allowed: they may take back anyone's edit."""
        if self.mode == "comment":
            raise ReadOnlyError("Undo and redo are not part of commenting.", hint=HINT)
        self._check_writing()

    def _check_writing(self) -> None:
        if self.mode == "view":
            raise ReadOnlyError("This view only shows the map.", hint=HINT)

    def admit(self, map: JourneyMap, change: Change) -> list[Change]:
        """Return the changes to make for a wish from a browser; raise ReadOnlyError to refuse."""
        self._check_writing()
        match change:
            case Added(_, Comment() as comment):
                if not comment.text.strip():
                    raise InputError("A comment needs a text.")
                self._check_length(comment.text)
                return [self._signed(change)]
            case Removed(_, Comment() as comment):
                if not (self.may_edit or self._owns(comment)):
                    raise ReadOnlyError("Only whoever wrote a comment may delete it.")
                return [change]
            case Updated(id, field, _, new) if isinstance(comment := map.node(id), Comment):
                return self._update(comment, str(field.name), change, new)
        if not self.may_edit:
            raise ReadOnlyError("Comments are welcome; the map itself stays as it is.", hint=HINT)
        return [self._signed(change)] if isinstance(change, Added) else [change]

    def _update(self, comment: Comment, field: str, change: Updated, new: Any) -> list[Change]:
        if field in _SET_HERE:
            raise ReadOnlyError("Who wrote or resolved a comment, and when, is not set by hand.")
        if field == "text" and not self._owns(comment):
            raise ReadOnlyError("Only whoever wrote a comment may change its text.")
        if field == "text":
            self._check_length(new)
        if field != "resolved":
            return [change]
        by = Comment.fields["resolved_by"]
        return [change, Updated(comment.id, by, comment.resolved_by, self.author if new else "")]

    def _check_length(self, text: str) -> None:
        if not self.may_edit and len(text) > limits.comment:
            raise InputError(
                f"A comment takes at most {limits.comment:,} characters here, not {len(text):,}.",
                hint=limits.raising("comment", len(text)),
            )

    def _owns(self, comment: Comment) -> bool:
        return bool(comment.author == self.author)

    def _signed(self, change: Added) -> Added:
        """Sign every comment that a new node brings along."""
        comments = [node for node in change.node.walk() if isinstance(node, Comment)]
        anybody = self.may_edit and not self.is_given
        for comment in comments:
            # One that is new does not say when it was written.
            if anybody and comment.at:
                continue
            # One that was typed in the moment before the kernel went says only by whom.
            said = comment.author if anybody else ""
            comment.author, comment.at = self.author or said, now()
            comment.resolved_by = self.author if comment.resolved else ""
        return Added(change.place, change.node, change.node.to_json()) if comments else change
