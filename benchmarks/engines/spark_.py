"""Spark SQL on a cached table, as a practised analyst writes it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES
from tools import java


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
    """Number the stages, and look at each customer's next and last event once."""
    spark = frame.sparkSession
    frame.createOrReplaceTempView("log")
    places = " ".join(f"WHEN '{stage}' THEN {at}" for at, stage in enumerate(STAGES))
    spark.sql("DROP VIEW IF EXISTS steps")
    spark.sql(
        f"""CACHE TABLE steps AS SELECT *, lead(s) OVER w AS next, lag(s) OVER w AS before,
            (lead(micros) OVER w) - micros AS stay
        FROM (SELECT customer_id, stage, unix_micros(CAST(time AS TIMESTAMP)) AS micros,
            CASE stage {places} END AS s FROM log) AS numbered
        WINDOW w AS (PARTITION BY customer_id ORDER BY micros)"""
    )
    return spark


def transitions(spark: Any) -> Any:
    """Count the steps, who made each, and who was where it starts: what the statistic says."""
    rows = spark.sql(
        "SELECT s, next, count(*), count(DISTINCT customer_id) FROM steps GROUP BY s, next"
    ).collect()
    spark.sql("SELECT s, count(DISTINCT customer_id) FROM steps GROUP BY s").collect()
    return sorted([s, after, n] for s, after, n, _ in rows if after is not None)


def funnel(spark: Any) -> Any:
    parts = ["t0 AS (SELECT customer_id, min(micros) AS seen FROM steps WHERE s = 0 GROUP BY 1)"]
    for step in range(1, len(STAGES)):
        parts.append(
            f"t{step} AS (SELECT customer_id, min(micros) AS seen FROM steps JOIN t{step - 1} "
            f"USING (customer_id) WHERE s = {step} AND micros > seen GROUP BY 1)"
        )
    counts = ", ".join(f"(SELECT count(*) FROM t{step})" for step in range(len(STAGES)))
    return list(spark.sql(f"WITH {', '.join(parts)} SELECT {counts}").collect()[0])


def reach(spark: Any) -> Any:
    rows = spark.sql(
        """SELECT count(DISTINCT customer_id), count_if(next IS NULL) FROM steps
        GROUP BY s ORDER BY s"""
    ).collect()
    here, left = zip(*rows, strict=True)
    return [list(here), list(left)]


def dwell(spark: Any) -> Any:
    rows = spark.sql(
        "SELECT percentile(stay, 0.5) FROM steps WHERE stay IS NOT NULL GROUP BY s ORDER BY s"
    )
    return [round(value / 1e6, 5) for (value,) in rows.collect()]


def paths(spark: Any) -> Any:
    rows = spark.sql(
        """SELECT path, count(*) AS n FROM (
            SELECT array_join(slice(transform(array_sort(collect_list(struct(micros, stage))),
                visit -> visit.stage), 1, 20), '>') AS path
            FROM steps WHERE before IS NULL OR before != s GROUP BY customer_id)
        GROUP BY path ORDER BY n DESC LIMIT 60"""
    )
    return top(([path], n) for path, n in rows.collect())
