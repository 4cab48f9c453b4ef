"""Ids that name nobody, found and left out where they are."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from cjwidgets.evidence.readers import unknown_ids as unknown
from cjwidgets.evidence.reduce.frames.codes import blank, flag, stripped
from cjwidgets.evidence.reduce.frames.results import small

_WHO = nw.col("customer")


def named(ids: tuple[str, ...], dtype: Any, backend: str) -> nw.Expr:
    """Return which rows have one of these ids; ``""`` stands for a gap or blank."""
    text = _WHO if dtype == nw.String else _WHO.cast(nw.String)
    found = flag(text.is_in(list(ids))) == 1  # unlike is_in, never null
    if "" in ids:
        found = found | _WHO.is_null()
        if dtype == nw.String:
            found = found | (flag(blank(_WHO, backend)) == 1)
    return found


def warn_of_nobody(frame: nw.LazyFrame, column: str, dtype: Any, backend: str) -> None:
    """Warn of ids that look like nobody's, by one query, or two where zeros are among them."""
    if dtype == nw.String:
        looks = stripped(_WHO, backend).str.to_lowercase().is_in(sorted(unknown.PLACEHOLDERS))
        ones = stripped(_WHO, backend).is_in(list(unknown.ONES))
    elif dtype.is_integer():
        looks = _WHO.is_in([0, -1] if dtype.is_signed_integer() else [0])
        ones = _WHO == 1
    else:
        return
    sizes = frame.group_by("customer").agg(events=nw.len())
    rows = small(sizes.filter(looks))
    if not len(rows):
        return
    counts = {str(who): int(n) for who, n in zip(rows["customer"], rows["events"], strict=True)}
    ends = small(
        frame.select(rows=nw.len())
        if not unknown.ZEROS & {text.strip() for text in counts}
        else sizes.select(
            rows=nw.col("events").sum(),
            largest=nw.when(~looks).then(nw.col("events")).otherwise(nw.lit(0)).max(),
            numbered=flag(ones).max(),
        )
    ).iloc[0]
    numbered = bool(ends.get("numbered", False))
    found = unknown.suspects(counts, int(ends.get("largest", 0)), numbered=numbered)
    unknown.warn(found, int(ends["rows"]), column, "EventLog", "leave those rows out")
