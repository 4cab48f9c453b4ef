"""DuckDB: SQL on a table in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES


def load(path: Path) -> Any:
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads = 2")
    base.execute(
        f"CREATE TABLE log AS SELECT customer_id, time, stage::VARCHAR AS stage FROM '{path}'"
    )
    return base


def prepare(base: Any) -> Any:
    places = " ".join(f"WHEN '{stage}' THEN {at}" for at, stage in enumerate(STAGES))
    base.execute(
        f"""CREATE OR REPLACE TABLE steps AS SELECT *,
            lead(s) OVER w AS next, lag(s) OVER w AS before
        FROM (SELECT customer_id, time, stage, (CASE stage {places} END)::TINYINT AS s FROM log)
        WINDOW w AS (PARTITION BY customer_id ORDER BY time)"""
    )
    base.execute(
        """CREATE OR REPLACE TABLE visits AS SELECT customer_id, time, stage, s,
            epoch_us(lead(time) OVER (PARTITION BY customer_id ORDER BY time)) - epoch_us(time)
                AS stay
        FROM steps WHERE before IS DISTINCT FROM s"""
    )
    return base


def transitions(base: Any) -> Any:
    query = "SELECT s, next, count(*) FROM steps WHERE next IS NOT NULL GROUP BY ALL ORDER BY ALL"
    return [list(row) for row in base.sql(query).fetchall()]


def funnel(base: Any) -> Any:
    parts = ["t0 AS (SELECT customer_id, min(time) AS seen FROM steps WHERE s = 0 GROUP BY 1)"]
    for step in range(1, len(STAGES)):
        parts.append(
            f"t{step} AS (SELECT customer_id, min(time) AS seen FROM steps JOIN t{step - 1} "
            f"USING (customer_id) WHERE s = {step} AND time > seen GROUP BY 1)"
        )
    counts = ", ".join(f"(SELECT count(*) FROM t{step})" for step in range(len(STAGES)))
    return list(base.sql(f"WITH {', '.join(parts)} SELECT {counts}").fetchall()[0])


def reach(base: Any) -> Any:
    query = """SELECT count(DISTINCT customer_id), count(*) FILTER (next IS NULL)
        FROM steps GROUP BY s ORDER BY s"""
    here, left = zip(*base.sql(query).fetchall(), strict=True)
    return [list(here), list(left)]


def dwell(base: Any) -> Any:
    query = "SELECT median(stay) FROM visits WHERE stay IS NOT NULL GROUP BY s ORDER BY s"
    return [round(value / 1e6, 5) for (value,) in base.sql(query).fetchall()]


def paths(base: Any) -> Any:
    query = """SELECT path, count(*) AS n FROM (
            SELECT array_to_string(list(stage ORDER BY time)[:20], '>') AS path
            FROM visits GROUP BY customer_id)
        GROUP BY path ORDER BY n DESC LIMIT 60"""
    return top(([path], n) for path, n in base.sql(query).fetchall())
