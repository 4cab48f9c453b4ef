"""Checks of options that many statistics take."""

from __future__ import annotations

from typing import Any

from cjwidgets.errors import InputError


def chosen(option: str, value: Any, choices: tuple[str, ...]) -> None:
    """Refuse what is not one of the choices."""
    if value not in choices:
        raise InputError(f"{option}={value!r} is not {' or '.join(map(repr, choices))}.")


def whole(option: str, value: Any, least: int) -> None:
    """Refuse what is no whole number from ``least`` on."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InputError(f"{option}={value!r} is no whole number from {least} on.")
