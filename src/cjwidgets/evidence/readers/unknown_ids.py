"""Ids that name nobody: counted as an id, all unknown people would be one busy customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cjwidgets.errors import InputError
from cjwidgets.evidence.notice import notice
from cjwidgets.locale import counted

ZEROS = frozenset({"0", "0.0"})
"""These may be the first of numbered customers, too: those who have one of `ONES`."""
ONES = ("1", "1.0")
PLACEHOLDERS = ZEROS | {
    *("null", "(null)", "<null>", "[null]", "nil", "none", "(none)", "<none>", "\\n", "nul"),
    *("undefined", "(undefined)", "[object object]", "nan", "<na>", "na", "n/a", "(n/a)", "#n/a"),
    *("n.a.", "not set", "(not set)", "notset", "not_set", "(not provided)", "not available"),
    *("unknown", "(unknown)", "<unknown>", "missing", "(missing)", "empty", "(empty)", "blank"),
    *("(blank)", "anonymous", "(anonymous)", "-", "--", "---", "–", "—", "_", "?", ".", "-1", "''"),
    *('""', "неизвестно", "неизвестен", "не указано", "не задано", "(не задано)", "нет", "пусто"),
    *("未知", "未设置", "未設定", "未設置", "(未设置)", "空", "无", "無"),
    "00000000-0000-0000-0000-000000000000",
    "{00000000-0000-0000-0000-000000000000}",
    *("0" * length for length in (8, 10, 16, 20, 24, 32, 40, 64)),
}
"""What stands in columns of ids where there is none; without blanks around, in small letters."""
_LONGEST = max(map(len, PLACEHOLDERS))
_TOLD = 5


def listed(unknown: Iterable[Any] | str | None) -> tuple[str, ...] | None:
    """Return the ids that a person says name nobody, as texts.

    Raises
    ------
    InputError
        It is neither an id nor several.
    """
    if unknown is None or isinstance(unknown, str):
        return None if unknown is None else (unknown,)
    if not isinstance(unknown, Iterable) or isinstance(unknown, bytes):
        raise InputError(
            f"unknown={unknown!r:.60} is no list of ids.", hint="For example unknown=['null']."
        )
    return tuple(map(str, unknown))


def is_placeholder(value: Any) -> bool:
    """Return whether an id stands for nobody.

    Examples
    --------
    >>> [is_placeholder(each) for each in ("NULL", " (not set) ", "u1", 0)]
    [True, True, False, True]
    """
    text = value if isinstance(value, str) else str(value)
    return len(text) <= _LONGEST + 2 and text.strip().lower() in PLACEHOLDERS


def suspects(counts: Mapping[str, int], largest: int, *, numbered: bool) -> dict[str, int]:
    """Return the placeholders that hardly are customers, the most frequent first.

    A zero may be the first of customers that are ``numbered``: there is a 1, too. Else it is
    suspect where it has at least twice the rows of the busiest other customer, ``largest``.
    """
    kept = {
        text: count
        for text, count in counts.items()
        if text.strip() not in ZEROS or (not numbered and count >= 2 * largest > 0)
    }
    return dict(sorted(kept.items(), key=lambda each: (-each[1], each[0])))


def warn(counts: Mapping[str, int], rows: int, column: str, made: str, then: str) -> None:
    """Warn of ids that name nobody.

    Parameters
    ----------
    counts : dict of str to int
        Id → its rows, the most frequent first.
    rows : int
        All rows.
    column : str
    made : str
        What is made of them, e.g. ``"EventLog"``.
    then : str
        What becomes of their rows if they are said to be unknown.
    """
    if not counts:
        return
    one = "respondent" if made == "Survey" else "customer"
    few = list(counts.items())[:_TOLD]
    each = ", ".join(f"{text!r} in {count:,}" for text, count in few)
    more = f" and {counted(len(counts) - _TOLD, 'more id')}" if len(counts) > _TOLD else ""
    notice(
        f"Column {column!r} has {each}{more} of {counted(rows, 'row')}: that looks like nobody's "
        f"id, and counts as one {one}. To {then}, say "
        f"{made}(…, unknown={list(counts)!r}); if it is somebody's, say unknown=[]."
    )
