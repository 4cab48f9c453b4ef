"""Spark SQL on a cached table, as a practised analyst writes it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES
from cjwidgets.evidence.reduce.medians import Clusters, ranks
from tools import java

GONE = 30 * 86_400_000_000
"""Who was active so shortly before the log ends may yet come (µs), as in ``cj.funnel``."""
NORMAL = 1.959963984540054
"""The quantile of a confidence of 0.95."""


def session() -> Any:
    if java.find() is None:
        raise RuntimeError(f"no Java {java.MINIMUM}")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]").appName("benchmark")
    for name, value in settings.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found


def load(path: Path) -> Any:
    frame = session().read.parquet(str(path)).select("customer_id", "time", "stage").cache()
    frame.count()
    return frame


def prepare(frame: Any) -> Any:
    """Number the stages, look at each customer's next and last event once, and keep the visits."""
    spark = frame.sparkSession
    frame.createOrReplaceTempView("log")
    places = " ".join(f"WHEN '{stage}' THEN {at}" for at, stage in enumerate(STAGES))
    for name in ("ending", "visits", "steps"):
        spark.sql(f"DROP VIEW IF EXISTS {name}")
    spark.sql(
        f"""CACHE TABLE steps AS SELECT *, lead(s) OVER w AS next, lag(s) OVER w AS before
        FROM (SELECT customer_id, stage, unix_micros(CAST(time AS TIMESTAMP)) AS micros,
            CASE stage {places} END AS s FROM log) AS numbered
        WINDOW w AS (PARTITION BY customer_id ORDER BY micros)"""
    )
    spark.sql(
        """CACHE TABLE visits AS SELECT customer_id, stage, s, micros,
            lead(micros) OVER (PARTITION BY customer_id ORDER BY micros) - micros AS stay
        FROM steps WHERE before IS NULL OR before != s"""
    )
    spark.sql("CACHE TABLE ending AS SELECT max(micros) AS ending FROM steps")
    return spark


def transitions(spark: Any) -> Any:
    """Count the steps, who made each, and who was where it starts: what the statistic says."""
    rows = spark.sql(
        "SELECT s, next, count(*), count(DISTINCT customer_id) FROM steps GROUP BY s, next"
    ).collect()
    spark.sql("SELECT s, count(DISTINCT customer_id) FROM steps GROUP BY s").collect()
    return sorted([s, after, n] for s, after, n, _ in rows if after is not None)


def funnel(spark: Any) -> Any:
    """Count who reaches each stage, who may yet come, who waits, and who was there at all."""
    parts = ["t0 AS (SELECT customer_id, min(micros) AS seen FROM steps WHERE s = 0 GROUP BY 1)"]
    for step in range(1, len(STAGES)):
        parts.append(
            f"t{step} AS (SELECT customer_id, min(micros) AS seen FROM steps JOIN t{step - 1} "
            f"USING (customer_id) WHERE s = {step} AND micros > seen GROUP BY 1)"
        )
    steps = range(len(STAGES))
    parts.append(
        "people AS (SELECT customer_id, max(micros) AS latest FROM steps GROUP BY customer_id), "
        f"found AS (SELECT latest + {GONE} > ending AS lately, "
        + ", ".join(f"t{step}.seen AS t{step}" for step in steps)
        + " FROM people CROSS JOIN ending "
        + " ".join(f"LEFT JOIN t{step} USING (customer_id)" for step in steps)
        + ")"
    )
    counts = [f"count(t{step})" for step in steps]
    counts += [f"count_if(lately AND t{step} IS NULL)" for step in steps]
    counts += [
        f"count_if(lately AND t{step - 1} IS NOT NULL AND t{step} IS NULL)" for step in steps[1:]
    ]
    query = f"WITH {', '.join(parts)} SELECT {', '.join(counts)}, count(*) FROM found"
    row = spark.sql(query).collect()[0]
    spark.sql("SELECT s, count(DISTINCT customer_id) FROM steps GROUP BY s").collect()
    return list(row)[: len(STAGES)]


def reach(spark: Any) -> Any:
    rows = spark.sql(
        """SELECT count(DISTINCT customer_id), count_if(next IS NULL) FROM steps
        GROUP BY s ORDER BY s"""
    ).collect()
    here, left = zip(*rows, strict=True)
    return [list(here), list(left)]


def dwell(spark: Any) -> Any:
    """Find quartiles of visits and the interval of their median.

    By ranks, which take half as long as ``percentile``. For the interval it counts how alike the
    visits of a customer are.
    """
    counts = spark.sql(
        "SELECT s, count(stay), count(*) FROM visits GROUP BY s ORDER BY s"
    ).collect()
    numbers = {s: n for s, n, _ in counts}
    wanted = {s: quartile_ranks(n) for s, n in numbers.items()}
    found = _ranked(spark, wanted)
    doubled = {s: found[s, (n + 1) // 2] + found[s, n // 2 + 1] for s, n in numbers.items()}
    twice = " ".join(f"WHEN {s} THEN {value}" for s, value in doubled.items())
    alike = spark.sql(
        f"""SELECT s, sum(k * k), sum(t), sum(t * t), sum(k * t), sum(apart), max(k) FROM (
            SELECT s, customer_id, count(*) AS k, sum(sign(off)) AS t, count_if(off != 0) AS apart
            FROM (SELECT s, customer_id, stay * 2 - CASE s {twice} END AS off
                FROM visits WHERE stay IS NOT NULL)
            GROUP BY s, customer_id)
        GROUP BY s"""
    )
    ends = {}
    for s, *sums in alike.collect():
        low, high = ranks(numbers[s], NORMAL, Clusters(*map(np.array, sums)))
        ends[s] = [int(low), int(high)]
    _ranked(spark, ends)
    return [round(value / 2e6, 5) for value in doubled.values()]


def _ranked(spark: Any, wanted: dict[int, list[int]]) -> dict[tuple[int, int], int]:
    """Return the visits of some ranks, by stage and rank."""
    which = " OR ".join(f"s = {s} AND at IN ({str(at)[1:-1]})" for s, at in wanted.items())
    rows = spark.sql(
        f"""SELECT s, at, stay FROM (
            SELECT s, stay, row_number() OVER (PARTITION BY s ORDER BY stay) AS at
            FROM visits WHERE stay IS NOT NULL)
        WHERE {which}"""
    )
    return {(s, at): stay for s, at, stay in rows.collect()}


def quartile_ranks(n: int) -> list[int]:
    """Ranks (from 1) below and above each quartile."""
    return [
        int(rank) + 1 + more
        for rank in ((n - 1) / 4, (n - 1) / 2, (n - 1) * 3 / 4)
        for more in (0, 1)
    ]


def paths(spark: Any) -> Any:
    rows = spark.sql(
        """SELECT path, count(*) AS n FROM (
            SELECT array_join(slice(transform(array_sort(collect_list(struct(micros, stage))),
                visit -> visit.stage), 1, 20), '>') AS path
            FROM visits GROUP BY customer_id)
        GROUP BY path ORDER BY n DESC LIMIT 60"""
    )
    return top(([path], n) for path, n in rows.collect())
