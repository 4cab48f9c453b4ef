"""The log that all engines reduce: made from a seed, kept as one Parquet file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

STAGES = ("aware", "consider", "decide", "buy", "use", "recommend")
EVENTS = tuple(f"{stage}_{number}" for stage in STAGES for number in (1, 2))
CHANNELS = ("website", "app", "shop", "phone", "chat")
FIRST = 1_767_225_600_000_000  # 2026-01-01, in µs
DAYS = 90 * 86_400_000_000
ROWS = 1_000_000


def write(path: Path, events: int, seed: int = 11) -> None:
    """Write ``events`` rows by time; a few customers do much, most do little.

    Columns: ``customer_id`` (int64), ``time`` (µs, no two equal), ``event``, ``stage`` and
    ``channel`` (text, stored by dictionary). Journeys drift forward through the stages.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    draw = np.random.default_rng(seed)
    customers = max(events // 18, 1)
    schema = pa.schema(
        [("customer_id", pa.int64()), ("time", pa.timestamp("us"))]
        + [(name, pa.dictionary(pa.int32(), pa.string())) for name in ("event", "stage", "channel")]
    )
    ids = draw.permutation(customers * 3)[:customers]
    step = DAYS // events
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for start in range(0, events, ROWS):
            rows = min(ROWS, events - start)
            who = ids[
                np.minimum(draw.pareto(0.9, rows) * customers / 60, customers - 1).astype(int)
            ]
            drift = (start + np.arange(rows)) / events * 2
            stage = np.clip(draw.normal(1.5 + drift, 1.6, rows).astype(int), 0, len(STAGES) - 1)
            event = stage * 2 + draw.integers(0, 2, rows)
            time = FIRST + (start + np.arange(rows)) * step + draw.integers(0, step, rows)
            columns = [
                pa.array(who),
                pa.array(time, pa.timestamp("us")),
                _names(event, EVENTS),
                _names(stage, STAGES),
                _names(draw.integers(0, len(CHANNELS), rows), CHANNELS),
            ]
            file.write_table(pa.table(columns, schema=schema))


def _names(codes: NDArray[Any], names: tuple[str, ...]) -> Any:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(names))
