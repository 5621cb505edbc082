"""A batch in Spark, for data that outgrow one machine.

Spark reads, judges and writes the municipalities, by the same expressions as Polars does in this process. Only counts
and the few situations that occur come back here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any

import narwhals as nw

from classifier.engines.columnar.derived_types import with_derived_types
from classifier.engines.columnar.law_columns import SituationGroup
from classifier.engines.columnar.member_units import AREA, unit_sums
from classifier.engines.columnar.result_columns import failing_column
from classifier.engines.columnar.verdicts import PROVISIONAL, VERDICT
from classifier.plan.judgement import Verdict
from criteria.data_files.columns import Problem, ValueColumns
from criteria.data_files.wide_batches import HAS_PROBLEM, REFUSAL_COLUMNS, refusals
from criteria.data_files.wide_files import CSV, PARQUET, WideFile, is_wide, parquet_files
from criteria.data_files.wide_form import IDENTIFIER, WHOLE_COLUMNS, WideReader, has_problem
from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.owned_folders import ScratchFolder
from criteria.plausibility import least_levels
from criteria.standard import ONE_POINT, POINT_DECIMALS
from dothi.batch.cannot_deliver import CannotDeliver
from dothi.batch.delivery import Delivery
from dothi.batch.failing_standards import COLUMNS, failing_rows
from dothi.batch.inputs import BatchInput, read_long_form
from dothi.batch.output import companion_places, failures_place, rejected_place
from dothi.batch.polars_units import UnitRows, long_sums
from dothi.batch.question import MUNICIPALITY, TARGET, BatchQuestion, Frame, occurring_situations
from dothi.batch.rejections import RejectionWording, rejected_municipalities, rejected_rows
from dothi.batch.remarks import Remarks, count_in_columns
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
class _Read:
    """Data that were read.

    Attributes:
        frame: a row for each municipality that can be read.
        values: the columns that hold the values of each indicator.
        rejected: the other municipalities, with the columns of `RejectedRow`.
        rows: the number of municipalities, readable or not.
        remarks: what is to be told of the values.
        notes: how something in files of the long form was understood.
    """

    frame: Frame
    values: Mapping[str, ValueColumns]
    rejected: Frame
    rows: int
    remarks: Remarks = field(default_factory=Remarks)
    notes: tuple[Diagnostic, ...] = ()


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
        read = self._read_wide() if is_wide(self._data.path) else self._read_long()
        judged = self._judged(read)
        summary = Summary(read=read.rows, failing=judged.failing, remarks=read.remarks, notes=read.notes)
        results = judged.results.to_native()
        with whole_files(delivery.replaces) as files:
            if output is not None:
                written = files.beside(output)
                files.companions(companion_places(output))
                spark_form_of(output).write_in_spark(_with_decimals(results, self._question.points_columns), written)
                # What was written as Parquet is read back, which costs less than judging everything again.
                results = self._session.read.parquet(str(written)) if output.suffix == PARQUET else results
                if delivery.explains_failures:
                    failures = reduce(lambda one, other: one.union(other), judged.failures)
                    _write_list(failures, files.beside(failures_place(output)))
            self._count(results, summary)
            summary.rejected = summary.read - summary.evaluated - summary.not_asked
            if summary.rejected and output is not None:
                unjudged = [rejected_rows(refused, self._wording) for refused in judged.refused]
                rejected = nw.concat([read.rejected, *unjudged])
                _write_list(rejected.to_native(), files.beside(rejected_place(output)))
        return summary

    def close(self) -> None:
        """Let Spark forget what it kept."""
        for kept in self._keeping:
            kept.unpersist()

    def _read_wide(self) -> _Read:
        path, question, data = self._data.path, self._question, self._data
        with WideFile(path) as file:  # for the schema, and for the diagnostics about it
            schema = dict(file.schema)
            reader = WideReader(schema, file.location, data.vocabulary, data.indicators, data.decimal_sign)
        raw = self._scan(path)
        joined: list[str] = []
        if question.law.asks_for_the_whole and "part_of" in schema:
            raw = self._with_containing(raw, set(schema))
            joined = [name for name, column in WHOLE_COLUMNS.items() if column in schema]
        form = reader.form(question.indicators, joined, question.is_of_the_day)
        identifier = form.columns[IDENTIFIER]
        raw = raw.with_columns(nw.len().over("id").alias(_COPIES)) if schema["id"] == nw.String else raw
        raw = form.staged(raw)
        copies = nw.col(_COPIES) > 1
        problems = [*form.problems, Problem(DiagnosticKind.ID_STANDS_TWICE, "id", copies.fill_null(False), identifier)]
        read = raw.select(**form.columns, **{HAS_PROBLEM: has_problem(problems)})
        values = form.values
        if question.law.asking_of_units and "part_of" in schema:
            units = UnitRows(question.law, reader)
            sums, entries = unit_sums(
                question.law.asking_of_units, units.read(raw, copies.fill_null(False)), units.values
            )
            read = read.join(sums, left_on=IDENTIFIER, right_on=AREA, how="left")
            values = {**form.values, **entries}
        unread = raw.select(**_named(refusals(problems, identifier))).filter(~nw.col("problem").is_null())
        rejected = rejected_rows(unread, self._wording)
        # Rows that share an id are one municipality; each row without an id is one of its own.
        ids = raw.select(identifier.alias(IDENTIFIER))
        named = ids.filter(~nw.col(IDENTIFIER).is_null())
        rows = ids.to_native().count() - named.to_native().count() + named.unique().to_native().count()
        readable, remarks = read.filter(~nw.col(HAS_PROBLEM)), Remarks()
        levels = least_levels(question.law.rulebook)
        count_in_columns(remarks, readable, form.values, data.indicators, levels, _only_row)
        return _Read(readable, values, rejected, rows, remarks)

    def _scan(self, path: Path) -> Frame:
        if path.is_dir() or path.suffix.lower() != CSV:
            raw = self._session.read.parquet(*map(str, parquet_files(path)))
        else:
            raw = self._session.read.csv(str(path), header=True, escape='"', multiLine=True)
        frame: Frame = nw.from_native(raw)
        return frame

    def _with_containing(self, raw: Frame, available: set[str]) -> Frame:
        """Add what is known of the municipality that contains each one."""
        names = {name: column for name, column in WHOLE_COLUMNS.items() if column in available}
        whole = raw.select(nw.col("id").alias("whole_id"), **{name: nw.col(column) for name, column in names.items()})
        return raw.join(whole.unique(subset=["whole_id"]), left_on="part_of", right_on="whole_id", how="left")

    def _read_long(self) -> _Read:
        """Read data of the long form in this process and hand them over as Parquet."""
        read = read_long_form(self._data, self._question)
        rejected = rejected_municipalities(read.refused, self._wording)
        units = long_sums(self._question.law, read.frame, read.values, is_complete=not read.refused)
        found, values = (read.frame, read.values) if units is None else units.beside(read.frame, read.values)
        frames = []
        for name, frame in (("read", found), ("rejected", rejected)):
            frame.write_parquet(self._staged / f"{name}.parquet")
            frames.append(nw.from_native(self._session.read.parquet(str(self._staged / f"{name}.parquet"))))
        return _Read(frames[0], values, frames[1], read.rows, read.remarks, read.notes)

    def _judged(self, read: _Read) -> _Judged:
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


def _only_row(frame: Frame) -> Mapping[str, Any]:
    row: Mapping[str, Any] = frame.to_native().collect()[0].asDict()
    return row


def _exploded(judged: Frame, rows: Sequence[tuple[nw.Expr, Sequence[nw.Expr]]]) -> Any:
    """Turn the failing standards of each municipality into rows, in one pass over the municipalities."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    columns = {}
    for index, (fails, parts) in enumerate(rows):
        columns[f"{index}:fails"] = fails
        columns |= {f"{index}:{name}": part for name, part in zip(COLUMNS, parts, strict=True)}
    frame = judged.select(**columns).to_native()
    structs = [
        functions.when(
            functions.col(f"{index}:fails"),
            functions.struct(*[functions.col(f"{index}:{name}").alias(name) for name in COLUMNS]),
        )
        for index in range(len(rows))
    ]
    exploded = frame.select(functions.explode(functions.array(*structs)).alias("row"))
    return exploded.filter(functions.col("row").isNotNull()).select("row.*")


def _named(columns: Sequence[nw.Expr]) -> dict[str, nw.Expr]:
    return dict(zip(REFUSAL_COLUMNS, columns, strict=True))


def _with_decimals(results: Any, points: Sequence[str]) -> Any:
    """Turn points in ten-thousandths into exact decimals."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    kind = f"decimal(12,{POINT_DECIMALS})"
    for name in points:
        exact = (functions.col(name).cast(kind) / ONE_POINT).cast(kind)
        results = results.withColumn(name, exact)
    return results


def _write_list(rows: Any, target: Path) -> None:
    visible_in_spark(rows, is_for_people=True).coalesce(1).write.csv(str(target), header=True, escape='"')
