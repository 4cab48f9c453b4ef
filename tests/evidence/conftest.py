from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator

import pytest

from tools import java


@pytest.fixture
def spark(spark_session: object) -> Iterator[object]:
    """Spark for one test. What PySpark leaves open is closed before another test is blamed."""
    yield spark_session
    gc.collect()


@pytest.fixture(scope="session")
def spark_session() -> Iterator[object]:
    """A small Spark in a zone that is not UTC, so that nothing may depend on it."""
    if java.find() is None:
        pytest.fail(f"PySpark needs Java {java.MINIMUM} or newer: `make test` installs one.")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        # A JVM that lives for a minute: what it compiles thoroughly it hardly runs.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        # On a busy machine the driver may be slow to fetch what was counted.
        "spark.python.authenticate.socketTimeout": "300s",
        # Else each expression tells the JVM, in six calls, which line of Python made it.
        "spark.python.sql.dataFrameDebugging.enabled": "false",
        "spark.sql.adaptive.enabled": "false",
        # A hundred small queries: compiling each takes longer than running it.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.session.timeZone": "Asia/Kolkata",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]").appName("cjwidgets")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
