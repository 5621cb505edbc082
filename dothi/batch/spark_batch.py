"""A batch in Spark, for what outgrows one machine: the expressions of the in-process engine on Spark's frames.

Towns are read, judged and written by Spark; only counts, and the few combinations of rules that occur, come back here.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import narwhals as nw

from classifier.engines.columnar.derived_types import with_derived_types
from classifier.engines.columnar.law_columns import LawColumns, Situation
from classifier.engines.columnar.verdicts import PROVISIONAL, VERDICT, failing_column
from classifier.plan.judgement import Verdict
from criteria.data_files.columns import Problem, ValueColumns
from criteria.data_files.wide_batches import HAS_PROBLEM, REFUSAL_COLUMNS, refusals
from criteria.data_files.wide_files import CSV, PARQUET, WideFile, is_wide, parquet_files
from criteria.data_files.wide_form import IDENTIFIER, WHOLE_COLUMNS, WideReader, has_problem
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.standard import ONE_POINT, POINT_DECIMALS
from dothi.batch.failing_standards import COLUMNS, failing_rows
from dothi.batch.inputs import BatchInput, read_long_form
from dothi.batch.question import MUNICIPALITY, NEXT, TARGET, BatchQuestion
from dothi.batch.summary import Summary
from dothi.batch.writers import CannotDeliver, failures_place, rejected_place
from dothi.reports.rejected_rows import as_written
from dothi.reports.texts import Texts

Frame = nw.LazyFrame[Any]

_COPIES = "copies"


@contextmanager
def spark_session(master: str | None) -> Iterator[Any]:
    """A session on a master (None: the one configured, else this machine); one that runs already is used and left.

    Raises:
        CannotDeliver: pyspark or Java is not there.
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


def run_in_spark(
    question: BatchQuestion,
    data: BatchInput,
    output: Path | None,
    texts: Texts,
    master: str | None = None,
    explains_failures: bool = False,
) -> Summary:
    """Judge everything; results and rejected rows are written as folders of files, by Spark.

    Raises:
        criteria.diagnostic.UnsoundData: the files cannot be read as such.
        CannotDeliver: pyspark or Java is not there.
    """
    with spark_session(master) as session, tempfile.TemporaryDirectory(prefix="dothi-") as staged:
        return _SparkBatch(session, question, data, texts, Path(staged)).run(output, explains_failures)


@dataclass(frozen=True)
class _Read:
    """Municipalities that were read, where their values stand, and those that cannot be read, as they are written."""

    frame: Frame
    values: Mapping[str, ValueColumns]
    rejected: Frame
    rows: int


@dataclass(frozen=True)
class _Judged:
    """Results, what could not be judged, and for each target how many fail each standard."""

    results: Frame
    refused: list[Frame]
    failing: Counter[tuple[str, str]]
    failures: list[Any]


class _SparkBatch:
    """One batch in a Spark session."""

    def __init__(self, session: Any, question: BatchQuestion, data: BatchInput, texts: Texts, staged: Path) -> None:
        self._session = session
        self._question = question
        self._data = data
        self._texts = texts
        self._staged = staged

    def run(self, output: Path | None, explains_failures: bool) -> Summary:
        read = self._read_wide() if is_wide(self._data.path) else self._read_long()
        judged = self._judged(read)
        rejected = [read.rejected, *(as_written(refused, self._texts) for refused in judged.refused)]
        summary = Summary(read=read.rows, failing=judged.failing)
        results = judged.results.to_native()
        with _InPlace(output) as places:
            if output is not None:
                _write(results, self._question.points_columns, places.results, output.suffix.lower())
                results = self._session.read.parquet(str(places.results)) if output.suffix == PARQUET else results
                if explains_failures:
                    _write_list(reduce(lambda one, other: one.union(other), judged.failures), places.failures)
            self._count(results, summary)
            summary.rejected = summary.read - summary.evaluated
            if summary.rejected and output is not None:
                _write_list(nw.concat(rejected).to_native(), places.rejected)
        return summary

    def _read_wide(self) -> _Read:
        path, question, data = self._data.path, self._question, self._data
        with WideFile(path) as file:  # the schema, and diagnostics about it, are the same as in-process
            schema = dict(file.schema)
            reader = WideReader(schema, file.location, data.vocabulary, data.indicators, data.decimal_sign)
        form = reader.form(question.indicators)
        raw = self._scan(path)
        if question.law.asks_for_the_whole and "part_of" in schema:
            raw = self._with_the_whole(raw, set(schema))
        identifier = form.columns[IDENTIFIER]
        raw = raw.with_columns(nw.len().over("id").alias(_COPIES)) if schema["id"] == nw.String else raw
        raw = form.staged(raw)
        copies = nw.col(_COPIES) > 1
        problems = [*form.problems, Problem(DiagnosticKind.ID_STANDS_TWICE, "id", copies.fill_null(False), identifier)]
        read = raw.select(**form.columns, **{HAS_PROBLEM: has_problem(problems)})
        unread = raw.select(**_named(refusals(problems, identifier))).filter(~nw.col("problem").is_null())
        rejected = as_written(unread, self._texts)
        rows = raw.select(nw.len()).to_native().collect()[0][0]
        return _Read(read.filter(~nw.col(HAS_PROBLEM)), form.values, rejected, rows)

    def _scan(self, path: Path) -> Frame:
        if path.is_dir() or path.suffix.lower() != CSV:
            raw = self._session.read.parquet(*map(str, parquet_files(path)))
        else:
            raw = self._session.read.csv(str(path), header=True, escape='"', multiLine=True)
        frame: Frame = nw.from_native(raw)
        return frame

    def _with_the_whole(self, raw: Frame, there: set[str]) -> Frame:
        names = {name: column for name, column in WHOLE_COLUMNS.items() if column in there}
        whole = raw.select(nw.col("id").alias("whole_id"), **{name: nw.col(column) for name, column in names.items()})
        return raw.join(whole.unique(subset=["whole_id"]), left_on="part_of", right_on="whole_id", how="left")

    def _read_long(self) -> _Read:
        """BatchInput of the long form are read in-process and handed over as Parquet."""
        read = read_long_form(self._data, self._question, self._texts)
        frames = []
        for name, frame in (("read", read.frame), ("rejected", read.rejected)):
            frame.write_parquet(self._staged / f"{name}.parquet")
            frames.append(nw.from_native(self._session.read.parquet(str(self._staged / f"{name}.parquet"))))
        return _Read(frames[0], read.values, frames[1], read.rows)

    def _judged(self, read: _Read) -> _Judged:
        law, question = self._question.law, self._question
        types = with_derived_types(law, read.frame, read.values, _situations)
        described = law.described(types.frame)
        found = _Judged(self._nothing(described), [], Counter(), [])
        results = []
        for target in question.targets:
            rows = described
            if question.to == NEXT:
                below = question.current_type_below(target)
                if below is None:
                    continue
                rows = described.filter(nw.col("current_type") == below)
            situations = _situations(law, rows)
            for situation in situations:
                found.refused.extend(question.undecided(rows, target, situation))
            decided = [known for known in situations if law.asks(target, known) and not law.needed(target, known)]
            for alike in law.alike(target, decided):
                is_there = nw.any_horizontal(*(law.where(known) for known in alike), ignore_nulls=True)
                part = rows if len(alike) == len(situations) else rows.filter(is_there)
                judged = law.judging(target, alike, types.values, types.verified).judge(part)
                found.failing.update(self._failing(judged, target, alike[0].kind))
                listed = failing_rows(law, target, alike, types.values)
                found.failures.append(_exploded(judged, list(listed)))
                results.append(judged.select(*question.result_columns(target, judged.collect_schema().names())))
        if question.to == NEXT:
            found.refused.extend(question.without_next(described))
        return replace(found, results=nw.concat(results)) if results else found

    def _nothing(self, described: Frame) -> Frame:
        nothing = [nw.lit(None, dtype=nw.String).alias(name) for name in self._question.columns]
        return described.head(0).select(*nothing)

    def _failing(self, judged: Frame, target: str, kind: str | None) -> dict[tuple[str, str], int]:
        standards = self._question.law.rulebook.for_type(target, kind).standards
        is_not_met = nw.col(VERDICT) == Verdict.NOT_MET.value
        counts = {
            f"s{place}": nw.when(nw.col(failing_column(standard.id)) & is_not_met).then(1).otherwise(0).sum()
            for place, standard in enumerate(standards)
        }
        row = judged.select(**counts).to_native().collect()[0]
        return {(target, standard.id): row[place] or 0 for place, standard in enumerate(standards)}

    @staticmethod
    def _count(results: Any, summary: Summary) -> None:
        for target, verdict, is_provisional, count in results.groupBy(TARGET, VERDICT, PROVISIONAL).count().collect():
            summary.verdicts[target, verdict] += count
            summary.provisional[target] += count if is_provisional else 0
        summary.evaluated = results.select(MUNICIPALITY).distinct().count()


def _exploded(judged: Frame, rows: Sequence[tuple[nw.Expr, Sequence[nw.Expr]]]) -> Any:
    """The failing standards of each municipality as rows, in one pass over the municipalities."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    columns = {}
    for place, (fails, parts) in enumerate(rows):
        columns[f"{place}:fails"] = fails
        columns |= {f"{place}:{name}": part for name, part in zip(COLUMNS, parts, strict=True)}
    frame = judged.select(**columns).to_native()
    structs = [
        functions.when(
            functions.col(f"{place}:fails"),
            functions.struct(*[functions.col(f"{place}:{name}").alias(name) for name in COLUMNS]),
        )
        for place in range(len(rows))
    ]
    exploded = frame.select(functions.explode(functions.array(*structs)).alias("row"))
    return exploded.filter(functions.col("row").isNotNull()).select("row.*")


def _situations(law: LawColumns, rows: Frame) -> list[Situation]:
    """The situations that occur among municipalities that a law described."""
    columns = law.situation_columns
    found = rows.select(*columns).unique().to_native().collect() if columns else [()]
    return sorted((law.situation(tuple(row)) for row in found), key=str)


def _named(columns: Sequence[nw.Expr]) -> dict[str, nw.Expr]:
    return dict(zip(REFUSAL_COLUMNS, columns, strict=True))


def _write(results: Any, points: Sequence[str], target: Path, form: str) -> None:
    """Write results, points as exact decimals: as a decimal column in Parquet, as text elsewhere."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    kind = f"decimal(12,{POINT_DECIMALS})"
    for name in points:
        exact = (functions.col(name).cast(kind) / ONE_POINT).cast(kind)
        if form != PARQUET:
            exact = functions.regexp_replace(exact.cast("string"), r"\.?0+$", "")
        results = results.withColumn(name, exact)
    if form == PARQUET:
        results.write.parquet(str(target))
    else:
        results.write.csv(str(target), header=True, escape='"')


def _write_list(rows: Any, target: Path) -> None:
    rows.coalesce(1).write.csv(str(target), header=True, escape='"')


class _InPlace:
    """Folders written beside their places and moved there when everything is done; a context manager."""

    def __init__(self, output: Path | None) -> None:
        self._output = output

    def __enter__(self) -> Self:
        if self._output is not None:
            self._folder = Path(tempfile.mkdtemp(prefix=".dothi-", dir=self._output.parent))
            self.results, self.rejected = self._folder / "results", self._folder / "rejected"
            self.failures = self._folder / "failures"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._output is None:
            return
        try:
            if error is None:
                places = (self._output, rejected_place(self._output), failures_place(self._output))
                for made, place in zip((self.results, self.rejected, self.failures), places, strict=True):
                    if made.exists():
                        self._move(made, place)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _move(self, made: Path, place: Path) -> None:
        if place.exists():
            place.replace(self._folder / f"old-{made.name}")
        made.replace(place)
