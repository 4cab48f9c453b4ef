"""What a persona can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from cjwidgets.model import Persona


class PersonaVerbs:
    """Saves and opens a persona."""

    def save(self: Any, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Save the persona to a file of its own and return the path, ending in ``.persona.json``.

        The file is replaced in one step: a crash leaves the old one whole. It holds
        the portrait too, and nothing of the map the persona is part of. What others wrote in
        the file is as safe as ``JourneyMap.save`` keeps it.

        Raises
        ------
        ChangedFileError
            When the file changed since the persona was opened from it or saved to it, unless
            ``overwrite`` is set.
        FileError
            When the folder does not exist or can't be written.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> anna = cj.Persona("Anna", age=41)
        >>> anna.save("anna.persona.json").name
        'anna.persona.json'
        """
        from cjwidgets import files

        return files.put_persona(self, path, overwrite=overwrite).told()

    @staticmethod
    def open(path: str | os.PathLike[str]) -> Persona:
        """Open a saved persona, ready to be appended to a map.

        It keeps its id where that is free; in a map that has the id already, it gets
        a new one as it is appended.

        Raises
        ------
        FileError
            When there is no such file, or it is not a persona that this version reads.

        Examples
        --------
        >>> import cjwidgets as cj
        >>> jm = cj.JourneyMap("Shop")
        >>> cj.Persona("Viktor", age=41).save("viktor.persona.json").name
        'viktor.persona.json'
        >>> jm.personas.append(cj.Persona.open("viktor.persona.json"))
        >>> jm.personas["Viktor"].age
        41.0
        """
        from cjwidgets import files

        return files.open_persona(path)
