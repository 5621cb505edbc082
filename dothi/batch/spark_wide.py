"""The wide form read by Spark: the same rows, wholes and refusals as `dothi.batch.polars_pieces` reads."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import narwhals as nw
from narwhals.dtypes import DType

from classifier.engines.columnar.member_units import AREA, UNREADABLE, unit_sums
from criteria.data_files.circles import units_in_circles
from criteria.data_files.columns import Problem, ValueColumns
from criteria.data_files.folder_content import CSV, parquet_files, passed_over_notes
from criteria.data_files.refused_tags import SEPARATOR, TAG_KINDS
from criteria.data_files.rows import LONGEST_DETAIL
from criteria.data_files.text_columns import MARKS
from criteria.data_files.wide_batches import HAS_PROBLEM, REFUSAL_COLUMNS, refusals
from criteria.data_files.wide_files import WideFile, is_blank_row, trimmed_names
from criteria.data_files.wide_form import (
    IDENTIFIER,
    IN_CIRCLE,
    IS_UNKNOWN,
    NAME,
    WHOLE_COLUMNS,
    WideReader,
    has_problem,
)
from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.plausibility import least_levels
from dothi.batch.inputs import BatchInput
from dothi.batch.polars_units import UnitRows
from dothi.batch.question import BatchQuestion, Frame
from dothi.batch.rejections import RejectionWording, rejected_rows
from dothi.batch.remarks import Remarks, count_in_columns

_COPIES, _ID, _WHOLE = "rows:copies", "rows:id", "rows:whole"


@dataclass(frozen=True)
class SparkRead:
    """Data that were read.

    Attributes:
        frame: a row for each municipality that can be read.
        values: the columns that hold the values of each indicator.
        rejected: the other municipalities, with the columns of `RejectedRow`.
        rows: the number of municipalities, readable or not.
        remarks: what is to be told of the values.
        notes: how something in the files was understood.
    """

    frame: Frame
    values: Mapping[str, ValueColumns]
    rejected: Frame
    rows: int
    remarks: Remarks = field(default_factory=Remarks)
    notes: tuple[Diagnostic, ...] = ()


def read_wide(
    session: Any,
    question: BatchQuestion,
    data: BatchInput,
    wording: RejectionWording,
    kept: Callable[[Frame], Frame],
) -> SparkRead:
    """Read a table of the wide form.

    Args:
        kept: lets Spark keep what it computes, which is used several times.

    Raises:
        criteria.diagnostic.UnsoundData: the table as such cannot be read.
    """
    with WideFile(data.path) as file:  # for the schema, for the diagnostics about it, and for blank rows
        schema, has_blank_rows = dict(file.schema), file.has_blank_rows
        reader = WideReader(schema, file.location, data.vocabulary, data.indicators, data.decimal_sign)
        file.check_municipalities()
    raw = _scanned(session, data.path, schema, has_blank_rows)
    raw = raw.with_columns(reader.identifier.alias(_ID), reader.whole.alias(_WHOLE))
    raw = raw.with_columns(nw.len().over(_ID).alias(_COPIES))
    tells_wholes = "part_of" in schema
    if tells_wholes:
        raw = _with_belonging(raw)
    raw = kept(raw)
    copies = (nw.col(_COPIES) > 1) & ~nw.col(_ID).is_null()
    twice = Problem(DiagnosticKind.ID_STANDS_TWICE, "id", copies, nw.col(_ID))
    joined: list[str] = []
    if tells_wholes and question.law.asks_for_the_whole:
        raw = _with_containing(raw, reader, twice)
        joined = [*WHOLE_COLUMNS]
    form = reader.form(question.indicators_read, joined, question.is_of_the_day, tells_wholes)
    staged, problems = form.staged(raw), [*form.problems, twice]
    read = staged.select(**form.columns, **{HAS_PROBLEM: has_problem(problems)})
    values: Mapping[str, ValueColumns] = form.values
    if question.law.asking_of_units and tells_wholes:
        read, values = _with_units(read, values, raw, UnitRows(question.law, reader, tells_wholes), copies, question)
    unread = _exploded(staged, list(refusals(problems, form.columns[IDENTIFIER])))
    # Rows that share an id are one municipality; each row without an id is one of its own.
    ids = raw.select(_ID)
    named = ids.filter(~nw.col(_ID).is_null())
    rows = ids.to_native().count() - named.to_native().count() + named.unique().to_native().count()
    readable, remarks = _with_composed_names(session, read.filter(~nw.col(HAS_PROBLEM))), Remarks()
    levels = least_levels(question.law.rulebook)
    count_in_columns(remarks, readable, form.values, data.indicators, levels, only_row)
    notes = tuple(passed_over_notes(data.path))
    return SparkRead(readable, values, rejected_rows(unread, wording), rows, remarks, notes)


def only_row(frame: Frame) -> Mapping[str, Any]:
    """Return the only row of a frame."""
    row: Mapping[str, Any] = frame.to_native().collect()[0].asDict()
    return row


def _scanned(session: Any, path: Path, schema: Mapping[str, DType], has_blank_rows: bool) -> Frame:
    if path.is_dir() or path.suffix.lower() != CSV:
        raw = session.read.parquet(*map(str, parquet_files(path)))
    else:
        raw = session.read.csv(str(path), header=True, escape='"', multiLine=True)
    for name, plain in trimmed_names(raw.columns).items():
        raw = raw.withColumnRenamed(name, plain)
    frame: Frame = nw.from_native(raw)
    return frame.filter(~is_blank_row(schema)) if has_blank_rows else frame


def _with_composed_names(session: Any, read: Frame) -> Frame:
    """Compose the letters of names; Spark cannot, so the few names that need it are composed here."""
    found = read.select(NAME).filter(nw.col(NAME).str.contains(MARKS)).unique().to_native().collect()
    if not found:
        return read
    pairs = [(row[0], unicodedata.normalize("NFC", row[0])) for row in found]
    composed = nw.from_native(session.createDataFrame(pairs, "`rows:name` string, `rows:composed` string"))
    named = read.join(composed, left_on=NAME, right_on="rows:name", how="left")
    return named.with_columns(nw.coalesce("rows:composed", NAME).alias(NAME)).drop("rows:composed")


def _with_belonging(raw: Frame) -> Frame:
    """Add whether what a row is part of is unknown, or a circle; see `criteria.data_files.belonging`."""
    ids = raw.select(nw.col(_ID).alias("known")).filter(~nw.col("known").is_null()).unique()
    named = raw.select(_ID, _WHOLE).filter(~nw.col(_WHOLE).is_null())
    parts = named.select(nw.col(_ID).alias("part")).unique()
    wholes = named.select(nw.col(_WHOLE).alias("whole")).unique()
    # Only what is both part of something and has parts may stand in a circle.
    inner = named.join(parts, left_on=_WHOLE, right_on="part", how="inner")
    inner = inner.join(wholes, left_on=_ID, right_on="whole", how="inner").select(_ID, _WHOLE)
    members = units_in_circles({row[0]: row[1] for row in inner.to_native().collect()})
    joined = raw.join(ids.with_columns(is_known=nw.lit(True)), left_on=_WHOLE, right_on="known", how="left")
    unknown = ~nw.col(_WHOLE).is_null() & nw.col("is_known").is_null()
    circle = nw.col(_ID).is_in(sorted(members)).fill_null(False) if members else nw.lit(False)
    return joined.with_columns(unknown.alias(IS_UNKNOWN), circle.alias(IN_CIRCLE)).drop("is_known")


def _with_containing(raw: Frame, reader: WideReader, twice: Problem) -> Frame:
    """Add what is known of the municipality that contains each one, if its row can be read."""
    form = reader.form((), tells_wholes=True)
    read = form.staged(raw).select(**form.columns, **{HAS_PROBLEM: has_problem([*form.problems, twice])})
    columns = {name: nw.col(column) for name, column in WHOLE_COLUMNS.items()}
    whole = read.filter(~nw.col(HAS_PROBLEM)).select(nw.col(IDENTIFIER).alias("whole_id"), **columns)
    return raw.join(whole, left_on=_WHOLE, right_on="whole_id", how="left")


def _with_units(
    read: Frame,
    values: Mapping[str, ValueColumns],
    raw: Frame,
    units: UnitRows,
    copies: nw.Expr,
    question: BatchQuestion,
) -> tuple[Frame, Mapping[str, ValueColumns]]:
    """Add what is known of the units of each area; if a row cannot be read, it may be a unit of any area."""
    rows = units.read(raw, copies)
    unreadable = rows.filter(nw.col(UNREADABLE)).to_native().limit(1).count()
    readable = rows.filter(~nw.col(UNREADABLE))
    sums, entries = unit_sums(question.law.asking_of_units, readable, units.values)
    read = read.join(sums, left_on=IDENTIFIER, right_on=AREA, how="left")
    if unreadable:
        one = nw.lit(1, dtype=nw.Int64)
        read = read.with_columns(**{where.upper: one for where in entries.values()})
    return read, {**values, **entries}


def _exploded(staged: Frame, rows: Sequence[tuple[nw.Expr, Sequence[nw.Expr]]]) -> Frame:
    """Turn the problems of each row into rows, in one pass."""
    columns = {f"{index}:where": where for index, (where, _) in enumerate(rows)}
    for index, (_, parts) in enumerate(rows):
        columns |= {f"{index}:{name}": part for name, part in zip(REFUSAL_COLUMNS, parts, strict=True)}
    frame = staged.select(**columns)
    wheres = (nw.col(f"{index}:where") for index in range(len(rows)))
    frame = frame.filter(nw.any_horizontal(*wheres, ignore_nulls=True))
    found: Frame = nw.from_native(_each_tag(exploded(frame.to_native(), len(rows), "where", REFUSAL_COLUMNS)))
    return found


def _each_tag(refused: Any) -> Any:
    """Turn a refusal for several tags into one for each; see `criteria.data_files.refused_tags`."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    found = functions.col("found")
    tags = functions.array_sort(functions.array_distinct(functions.array_remove(functions.split(found, SEPARATOR), "")))
    is_of_tags = functions.col("problem").isin(TAG_KINDS)
    each = functions.explode(functions.when(is_of_tags, tags).otherwise(functions.array(found)))
    shortened = functions.substring(functions.coalesce(functions.col("found"), functions.lit("")), 1, LONGEST_DETAIL)
    return refused.withColumn("found", each).withColumn("found", shortened)


def exploded(frame: Any, count: int, condition: str, columns: Sequence[str]) -> Any:
    """Turn numbered groups of columns into rows: those of the groups whose condition is true, in one pass.

    Args:
        frame: a Spark frame with the columns ``NUMBER:NAME`` for each group and name.
    """
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    def struct(index: int) -> Any:
        parts = [functions.col(f"`{index}:{name}`").alias(name) for name in columns]
        return functions.when(functions.col(f"`{index}:{condition}`"), functions.struct(*parts))

    structs = functions.array(*map(struct, range(count)))
    rows = frame.select(functions.explode(structs).alias("row"))
    return rows.filter(functions.col("row").isNotNull()).select("row.*")
