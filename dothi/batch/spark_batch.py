"""A batch in Spark, for data that outgrow one machine.

Spark reads, judges and writes the municipalities, by the same expressions as Polars does in this process. Only counts
and the few situations that occur come back here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

import narwhals as nw

from classifier.engines.columnar.derived_types import with_derived_types
from classifier.engines.columnar.law_columns import SituationGroup
from classifier.engines.columnar.result_columns import failing_column
from classifier.engines.columnar.verdicts import PROVISIONAL, VERDICT
from classifier.plan.judgement import Verdict
from criteria.data_files.data_forms import is_wide
from criteria.data_files.folder_content import PARQUET
from criteria.owned_folders import ScratchFolder
from criteria.standard import ONE_POINT, POINT_DECIMALS
from dothi.batch.cannot_deliver import CannotDeliver
from dothi.batch.delivery import Delivery
from dothi.batch.failing_standards import COLUMNS, failing_rows
from dothi.batch.inputs import BatchInput, read_long_form
from dothi.batch.output import companion_places, failures_place, rejected_place
from dothi.batch.polars_units import long_sums
from dothi.batch.question import MUNICIPALITY, TARGET, BatchQuestion, Frame, occurring_situations
from dothi.batch.rejections import (
    MOST_TOLD,
    RejectedRow,
    RejectionWording,
    ToldRejections,
    rejected_municipalities,
    rejected_rows,
)
from dothi.batch.spark_wide import SparkRead, exploded, read_wide
from dothi.batch.summary import Summary
from dothi.batch.visible_cells import visible_in_spark
from dothi.batch.writers import spark_form_of
from dothi.whole_files import whole_files

_COPIES = "copies"


@contextmanager
def spark_session(master: str | None) -> Iterator[Any]:
    """Provide a Spark session. One that is already running is used, and left running.

    Args:
        master: the Spark master; None for the configured one, or this machine if none is configured.

    Raises:
        CannotDeliver: pyspark or Java is missing.
    """
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise CannotDeliver("spark_is_missing", problem=str(error).split("\n", 1)[0]) from error
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    builder = SparkSession.builder.appName("dothi").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.sql.debug.maxToStringFields", "10")
    if master is not None:
        builder = builder.master(master)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError) as error:
        raise CannotDeliver("spark_is_missing", problem=str(error).split("\n", 1)[0]) from error
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


def run_in_spark(question: BatchQuestion, data: BatchInput, delivery: Delivery, wording: RejectionWording) -> Summary:
    """Judge every municipality; Spark writes results and rejected rows as folders of files.

    Raises:
        criteria.diagnostic.UnsoundData: the data as such cannot be read.
        CannotDeliver: pyspark or Java is missing.
    """
    with spark_session(delivery.master) as session, ScratchFolder() as staged:
        batch = _SparkBatch(session, question, data, wording, staged)
        try:
            return batch.run(delivery)
        finally:
            batch.close()


@dataclass(frozen=True)
class _Judged:
    """Municipalities that were judged.

    Attributes:
        refused: the rows that cannot be judged, as `REFUSAL_COLUMNS`.
        failing: the number of municipalities that surely fail a standard, by target and standard id.
        failures: the failing standards, as Spark frames.
    """

    results: Frame
    refused: list[Frame]
    failing: Counter[tuple[str, str]]
    failures: list[Any]


class _SparkBatch:
    """One batch in a Spark session."""

    def __init__(
        self, session: Any, question: BatchQuestion, data: BatchInput, wording: RejectionWording, staged: Path
    ) -> None:
        self._session = session
        self._question = question
        self._data = data
        self._wording = wording
        self._staged = staged
        self._keeping: list[Any] = []

    def run(self, delivery: Delivery) -> Summary:
        output = delivery.output
        read = self._read()
        judged = self._judged(read)
        summary = Summary(read=read.rows, failing=judged.failing, remarks=read.remarks, notes=read.notes)
        results = judged.results.to_native()
        with whole_files(delivery.replaces) as files:
            if output is not None:
                written = files.beside(output)
                files.companions(companion_places(output))
                spark_form_of(output).write_in_spark(_with_decimals(results, self._question), written)
                # What was written as Parquet is read back, which costs less than judging everything again.
                results = self._session.read.parquet(str(written)) if output.suffix == PARQUET else results
                if delivery.explains_failures:
                    failures = reduce(lambda one, other: one.union(other), judged.failures)
                    _write_list(failures, files.beside(failures_place(output)))
            self._count(results, summary)
            summary.rejected = summary.read - summary.evaluated - summary.not_asked
            if summary.rejected:
                unjudged = [rejected_rows(refused, self._wording) for refused in judged.refused]
                rejected = nw.concat([read.rejected, *unjudged]).to_native()
                if output is not None:
                    _write_list(rejected, files.beside(rejected_place(output)))
                else:
                    first = rejected.limit(MOST_TOLD).collect()
                    summary.told = ToldRejections([RejectedRow(*row) for row in first], rejected.count())
        return summary

    def close(self) -> None:
        """Let Spark forget what it kept."""
        for kept in self._keeping:
            kept.unpersist()

    def _read(self) -> SparkRead:
        if is_wide(self._data.path):
            return read_wide(self._session, self._question, self._data, self._wording, self._kept)
        return self._read_long()

    def _read_long(self) -> SparkRead:
        """Read data of the long form in this process and hand them over as Parquet."""
        read = read_long_form(self._data, self._question)
        rejected = rejected_municipalities(read.refused, self._wording)
        units = long_sums(self._question.law, read.frame, read.values, is_complete=not read.refused)
        found, values = (read.frame, read.values) if units is None else units.beside(read.frame, read.values)
        frames = []
        for name, frame in (("read", found), ("rejected", rejected)):
            frame.write_parquet(self._staged / f"{name}.parquet")
            frames.append(nw.from_native(self._session.read.parquet(str(self._staged / f"{name}.parquet"))))
        return SparkRead(frames[0], values, frames[1], read.rows, read.remarks, read.notes)

    def _judged(self, read: SparkRead) -> _Judged:
        law, question = self._question.law, self._question
        types = with_derived_types(law, read.frame, read.values, occurring_situations)
        described = self._kept(law.described(law.with_thresholds(types.frame, types.values)))
        found = _Judged(self._nothing(described), [], Counter(), [])
        results = []
        if law.rulebook.unfit_kinds:
            unasked = described.filter(question.is_not_asked())
            results = [unasked.select(*question.columns_not_asked(name)) for name in question.targets_not_asked]
            described = described.filter(~question.is_not_asked())
        for target, rows in question.rows_by_target(described):
            situations = occurring_situations(law, rows)
            found.refused.extend(question.undecided(rows, target, situations))
            for group in law.groups(target, situations):
                judged = self._kept(group.judging(types.values, types.verified).judge(group.rows(rows)))
                found.failing.update(self._failing(judged, group))
                found.failures.append(_exploded(judged, list(failing_rows(group, types.values))))
                results.append(judged.select(*question.result_columns(target, judged.collect_schema().names())))
        found.refused.extend(question.without_next(described))
        return replace(found, results=nw.concat(results)) if results else found

    def _kept(self, frame: Frame) -> Frame:
        """Let Spark keep what it computes: it is used several times, and planning it takes longer than reading it."""
        kept = frame.to_native().persist()
        self._keeping.append(kept)
        found: Frame = nw.from_native(kept)
        return found

    def _nothing(self, described: Frame) -> Frame:
        nothing = [nw.lit(None, dtype=nw.String).alias(name) for name in self._question.columns]
        return described.head(0).select(*nothing)

    def _failing(self, judged: Frame, group: SituationGroup) -> dict[tuple[str, str], int]:
        standards = self._question.law.rulebook.for_type(group.target, group.kind).standards
        is_not_met = nw.col(VERDICT) == Verdict.NOT_MET.value
        counts = {
            f"s{index}": nw.when(nw.col(failing_column(standard.id)) & is_not_met).then(1).otherwise(0).sum()
            for index, standard in enumerate(standards)
        }
        row = judged.select(**counts).to_native().collect()[0]
        return {(group.target, standard.id): row[index] or 0 for index, standard in enumerate(standards)}

    @staticmethod
    def _count(results: Any, summary: Summary) -> None:
        unasked = results.filter(results[VERDICT].isNull())
        summary.not_asked = unasked.select(MUNICIPALITY).distinct().count()
        results = results.filter(results[VERDICT].isNotNull())
        for target, verdict, is_provisional, count in results.groupBy(TARGET, VERDICT, PROVISIONAL).count().collect():
            summary.verdicts[target, verdict] += count
            summary.provisional[target] += count if is_provisional else 0
        summary.evaluated = results.select(MUNICIPALITY).distinct().count()


def _exploded(judged: Frame, rows: Sequence[tuple[nw.Expr, Sequence[nw.Expr]]]) -> Any:
    """Turn the failing standards of each municipality into rows, in one pass over the municipalities."""
    columns = {}
    for index, (fails, parts) in enumerate(rows):
        columns[f"{index}:fails"] = fails
        columns |= {f"{index}:{name}": part for name, part in zip(COLUMNS, parts, strict=True)}
    return exploded(judged.select(**columns).to_native(), len(rows), "fails", COLUMNS)


def _with_decimals(results: Any, question: BatchQuestion) -> Any:
    """Turn points in ten-thousandths into exact decimals."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    kind = f"decimal({question.points_digits},{POINT_DECIMALS})"
    undivided = f"decimal({question.points_digits + POINT_DECIMALS},{POINT_DECIMALS})"
    for name in question.points_columns:
        exact = (functions.col(name).cast(undivided) / ONE_POINT).cast(kind)
        results = results.withColumn(name, exact)
    return results


def _write_list(rows: Any, target: Path) -> None:
    visible_in_spark(rows, is_for_people=True).coalesce(1).write.csv(str(target), header=True, escape='"')
