"""Which column serves which role: refused where there is none, or one for two."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from cjwidgets.errors import DataError, InputError


def check_roles(roles: Mapping[str, str]) -> None:
    """Refuse a role whose column is no name, or another's."""
    taken: dict[str, str] = {}
    for role, column in roles.items():
        if not isinstance(column, str):
            raise InputError(
                f"{role}={column!r} is not a column name: expected text.",
                hint=f"Pass the name of the {role} column, e.g. {role}='{role}'.",
            )
        if column in taken:
            raise InputError(
                f"Column {column!r} is named for both {taken[column]} and {role}.",
                hint="Each role needs a column of its own.",
            )
        taken[column] = role


def check_present(present: list[str], roles: Mapping[str, str], where: str) -> None:
    """Refuse roles whose columns are not there."""
    for role, column in roles.items():
        if column in present:
            continue
        folded = {str(name).casefold().strip(): name for name in present}
        close = difflib.get_close_matches(column.casefold(), list(folded), n=1)
        guess = f" Did you mean {role}={folded[close[0]]!r}?" if close else ""
        raise DataError(
            f"{where} has no column {column!r} for {role}.{guess}",
            hint=f"Columns: {', '.join(repr(name) for name in present) or 'none'}.",
        )
