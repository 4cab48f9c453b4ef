"""What a what-if widget says: its number, what speaks against it, and in words how sure it is."""

from __future__ import annotations

from html import escape

import pandas as pd

from cjwidgets.analysis.priorities.doubts import doubts, doubts_of, signed
from cjwidgets.analysis.priorities.what_if import outcome
from cjwidgets.locale import Language, language


def gain(table: pd.DataFrame, locale: str, goal: str) -> str:
    """Return the goal, and what the first scenario gains, as HTML; empty if nobody can say."""
    t, row = language(locale), table.iloc[0]
    if row["note"] == "not_reached":
        return ""
    every = [*doubts_of(row, table.attrs, t), *doubts(table, t)]
    number = t("what_if.gain", gained=f"<strong>{signed(t, row['gained'])}</strong>")
    parts = [f"<span>{number}</span>", *_whole(row, t)]
    parts += [
        f'<span class="cjw-against">≠ {escape(t(f"what_if.against.{each.kind}"))}</span>'
        for each in every
        if each.against
    ]
    words = (
        f"<li{' class=cjw-unlike' if each.against else ''}>{escape(each.said)}</li>"
        for each in every
    )
    return (
        f'<p class="cjw-goal">{escape(_now(row, t, goal))}</p>'
        f'<p class="cjw-gain">{"".join(parts)}</p>'
        f'<p class="cjw-outcome" role="status">{escape(outcome(row, table.attrs, t))}</p>'
        f'<ul class="cjw-doubts">{"".join(words)}</ul>'
    )


def lines(table: pd.DataFrame, locale: str, goal: str) -> tuple[str, ...]:
    """Return the same as sentences; none if nobody can say."""
    t, row = language(locale), table.iloc[0]
    if row["note"] == "not_reached":
        return ()
    every = [*doubts_of(row, table.attrs, t), *doubts(table, t)]
    said = (f"{'≠ ' if each.against else ''}{each.said}" for each in every)
    return (outcome(row, table.attrs, t), _now(row, t, goal), *said)


def _now(row: pd.Series, t: Language, goal: str) -> str:
    share = t.percent(row["before"], 1)
    return t("what_if.goal", goal=goal, share=share, n=row["n"])


def _whole(row: pd.Series, t: Language) -> list[str]:
    if pd.isna(row["gained_least"]):
        return []
    ends = (signed(t, row[f"gained_{end}"]) for end in ("least", "most"))
    return [f"<span>{escape(t('what_if.whole', interval=' … '.join(ends)))}</span>"]
