"""Plain Polars, eager, with its own idioms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.engines.top import top
from benchmarks.shoplog import STAGES


def load(path: Path) -> Any:
    import polars as pl

    frame = pl.read_parquet(path, columns=["customer_id", "time", "stage"])
    return frame.with_columns(pl.col("stage").cast(pl.String))


def prepare(frame: Any) -> Any:
    import polars as pl

    places = {stage: at for at, stage in enumerate(STAGES)}
    return (
        frame.sort("customer_id", "time")
        .with_columns(
            s=pl.col("stage").replace_strict(places, return_dtype=pl.Int8),
            same=pl.col("customer_id").shift(-1) == pl.col("customer_id"),
        )
        .with_columns(next=pl.when("same").then(pl.col("s").shift(-1)))
    )


def transitions(frame: Any) -> Any:
    counts = frame.drop_nulls("next").group_by("s", "next").len()
    return sorted([a, b, n] for a, b, n in counts.iter_rows())


def funnel(frame: Any) -> Any:
    import polars as pl

    reached, after = [], None
    for place in range(len(STAGES)):
        step = frame.filter(pl.col("s") == place).select("customer_id", "time")
        if after is not None:
            step = step.join(after, on="customer_id").filter(pl.col("time") > pl.col("before"))
        after = step.group_by("customer_id").agg(before=pl.col("time").min())
        reached.append(len(after))
    return reached


def reach(frame: Any) -> Any:
    import polars as pl

    here = dict(frame.group_by("s").agg(pl.col("customer_id").n_unique()).iter_rows())
    left = dict(frame.filter(~pl.col("same").fill_null(False))["s"].value_counts().iter_rows())
    places = range(len(STAGES))
    return [[here.get(p, 0) for p in places], [left.get(p, 0) for p in places]]


def dwell(frame: Any) -> Any:
    import polars as pl

    stay = pl.col("time").shift(-1) - pl.col("time")
    ours = pl.col("customer_id").shift(-1) == pl.col("customer_id")
    visits = _visits(frame).with_columns(stay=pl.when(ours).then(stay)).drop_nulls("stay")
    stays = visits.group_by("s").agg(pl.col("stay").dt.total_microseconds().median())
    return [round(value / 1e6, 5) for _, value in sorted(stays.iter_rows())]


def paths(frame: Any) -> Any:
    import polars as pl

    whole = (
        _visits(frame)
        .group_by("customer_id", maintain_order=True)
        .agg(path=pl.col("stage").head(20).str.join(">"))
    )
    counts = whole["path"].value_counts()
    return top(([path], n) for path, n in counts.top_k(60, by="count").iter_rows())


def _visits(frame: Any) -> Any:
    import polars as pl

    new = (pl.col("s") != pl.col("s").shift()) | (
        pl.col("customer_id") != pl.col("customer_id").shift()
    )
    return frame.filter(new.fill_null(True))
