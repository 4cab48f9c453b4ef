"""Saving the maps of an editor: every one is tried, whatever happens to another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cjwidgets import files
from cjwidgets.errors import ChangedFileError, FileError
from cjwidgets.files import Saved
from cjwidgets.model import JourneyMap


class NotSavedError(FileError):
    """Some of several maps are not saved; all others are.

    Parameters
    ----------
    refused : list of (JourneyMap, FileError)
        Which, and why.
    saved : list of Saved
        What was saved.
    """

    def __init__(self, refused: list[tuple[JourneyMap, FileError]], saved: list[Saved]) -> None:
        self.refused, self.saved = refused, saved
        errors = [error for _, error in refused]
        super().__init__(
            " ".join(error.sentence for error in errors),
            hint=" ".join(dict.fromkeys(error.hint for error in errors if error.hint)),
        )
        self._public = " ".join(error.public for error in errors)
        if all(isinstance(error, ChangedFileError) for error in errors):
            self.code = ChangedFileError.code

    def __reduce__(self) -> tuple[Any, ...]:
        return NotSavedError, (self.refused, self.saved)

    @property
    def changed(self) -> list[JourneyMap]:
        """The maps whose files changed since, so that there is something to choose."""
        return [map for map, error in self.refused if isinstance(error, ChangedFileError)]


def save_each(maps: Iterable[JourneyMap], *, overwrite: bool = False) -> list[Saved]:
    """Save every map to its file; raise NotSavedError at the end if some are refused."""
    saved: list[Saved] = []
    refused: list[tuple[JourneyMap, FileError]] = []
    for map in maps:
        try:
            saved.append(files.put(map, overwrite=overwrite))
        except FileError as error:
            assert map.path is not None
            if error.path is None:
                error = FileError(
                    f"can't be written: {error.sentence}", hint=error.hint, path=map.path
                )
            refused.append((map, error))
    if refused:
        raise NotSavedError(refused, saved)
    return saved
