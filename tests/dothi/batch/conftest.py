"""The command ``batch`` in this process, and a Spark session for the tests that need one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.batch_tables import Batch
from tests.support.in_process import Ended, in_process

SPARK_IS_REQUIRED = "DOTHI_REQUIRE_SPARK"
"""The environment variable that makes tests fail, not skip, if Spark is missing."""
OLDEST_JAVA = 17


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Batch]:
    """Run the command as the installed script does, in English, on a day in 2021 unless another is given."""
    with in_process(monkeypatch, capsys) as dothi:

        def run(*arguments: str | Path) -> Ended:
            day = () if "--as-of" in arguments else ("--as-of", "2021-11-11")
            return dothi("batch", *arguments, *day, "--lang", "en")

        yield run


def _missing() -> str | None:
    """Return what Spark lacks to run here, if anything."""
    try:
        import pyspark  # noqa: F401, PLC0415
    except ImportError:
        return "pyspark is not installed (make spark)"
    java = shutil.which("java")
    if java is None:
        return "there is no Java"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = told.partition('"')[2].partition('"')[0].partition(".")[0]
    if not version.isdecimal() or int(version) < OLDEST_JAVA:
        return f"Spark needs Java {OLDEST_JAVA} or later; found {version or 'none'}"
    return None


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Provide a small Spark session on this machine, without its web pages, for the whole test run."""
    if missing := _missing():
        if os.environ.get(SPARK_IS_REQUIRED):
            pytest.fail(f"Spark is required here, but {missing}")
        pytest.skip(missing)
    from pyspark.sql import SparkSession  # noqa: PLC0415

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        # Compiling sixty standards to Java takes longer than judging a few towns.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.memory": "1g",
    }
    builder = SparkSession.builder.master("local[1]").appName("tests")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
