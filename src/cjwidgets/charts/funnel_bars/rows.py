"""The rows of the drop-off chart: a stage with its bar, its loss and what is said below."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjwidgets.analysis.shared.wording import reason
from cjwidgets.charts.layout.frame import Rows
from cjwidgets.charts.layout.pick import keys
from cjwidgets.charts.layout.sheet import records
from cjwidgets.display import words
from cjwidgets.locale import Language, language


def rows_of(table: pd.DataFrame, locale: str, fields: list[str], room: float) -> Rows:
    """Return a row for each stage, its name in lines of ``room`` em."""
    rows: Rows = []
    before: pd.Series | None = None
    t = language(locale)
    definition = t("chart.drop_off.definition")
    stands = records(table)
    for number, (_, line) in enumerate(table.iterrows()):
        name = words.clean(str(line.stage))
        row: dict[str, Any] = {
            "row": number,
            "name": name,
            **keys(stands[number], fields),
            "lines": words.wrap(name, room, 2),
            **dict.fromkeys(("reached", "lost", "doubt", "waiting", "came", "done", "ended"), ""),
            "notes": [],
            "definition": definition,
        }
        rows.append(row)
        if pd.isna(line.reached):
            unseen = line.note == "no_rule"
            least = table.attrs.get("minimum", "")
            row["absent"] = (
                t("chart.not_observed") if unseen else reason(line.note, t, minimum=least)
            )
            row["says"] = f"{name} · {row['absent']}"
            before = before if unseen else line
            continue
        _reached(row, line, before, t)
        if before is not None and line.note == "end" and not pd.isna(line.ended):
            row["gone"] = (int(line.continued) + int(line.ended)) / int(line.n)
            row["ended"] = t("chart.drop_off.ended", n=int(line.ended))
        elif before is not None and not pd.isna(line.drop_off):
            _lost(row, line, float(before.share), t)
        _below(row, line, t)
        before = line
    return rows


def _reached(row: dict[str, Any], line: Any, before: Any, t: Language) -> None:
    """Put in who came this far, and of whom."""
    share = float(line.share)
    reached = t.count(int(line.reached))
    hidden = before is not None and pd.isna(before.reached)
    if not hidden and (pd.isna(line.continued) or line.continued == line.reached):
        reached += (
            f" {t('editor.figures.of', of=int(line.n if before is None else before.reached))}"
        )
    row |= {
        "start": 0.0,
        "share": share,
        "reached": reached,
        "says": f"{row['name']} · {reached} · {t.percent(share)}",
    }


def _lost(row: dict[str, Any], line: Any, before: float, t: Language) -> None:
    """Put in who was lost before it, and the interval of that, laid where the bar ends."""
    lost = f"▾ {t.percent(line.drop_off)}"
    doubt = t.narrow(line.drop_off_low, line.drop_off_high)
    # Of an open funnel, where more may reach a stage than the one before, too.
    end = float(line.share) + before * float(line.drop_off)
    row |= {
        "before": end,
        "lost": lost,
        "doubt": doubt,
        "low": end - before * float(line.drop_off_high),
        "high": end - before * float(line.drop_off_low),
        "says_lost": f"{row['name']} · {lost} ({doubt})",
    }
    if line.waiting:
        row["yet"] = float(line.share) + int(line.waiting) / int(line.n)
        row["waiting"] = t("chart.drop_off.waiting", n=int(line.waiting))
        row["says_lost"] += f" · {row['waiting']}"


def _below(row: dict[str, Any], line: Any, t: Language) -> None:
    """Put in what stands below the bar: who is at the goal, who came in only here."""
    done = line.get("done")
    if not pd.isna(done):
        said = t("editor.figures.done_short", n=int(done))
        row["done"] = f"✓ {said} · {t.percent(int(done) / int(line.n))}"
        row["notes"].append("done")
    if not pd.isna(line.came_in) and line.came_in > 0:
        row["came"] = t("editor.figures.came_short", n=int(line.came_in))
        row["notes"].append("came")
        # In an open funnel they are in the bar.
        if pd.isna(line.continued) or line.continued == line.reached:
            row["with_came"] = float(line.share) + int(line.came_in) / int(line.n)
