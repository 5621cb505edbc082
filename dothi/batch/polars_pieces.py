"""A data file read and judged piece by piece, in this process."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from criteria.data_files.belonging import tell_of_wholes
from criteria.data_files.data_forms import is_wide
from criteria.data_files.folder_content import passed_over_notes
from criteria.data_files.rows import Refused
from criteria.data_files.wide_batches import read_batch
from criteria.data_files.wide_files import WideFile
from criteria.data_files.wide_form import IDENTIFIER, WHOLE_COLUMNS, WideReader
from criteria.plausibility import least_levels
from dothi.batch.inputs import BatchInput, read_long_form
from dothi.batch.polars_judge import JudgedPart, PolarsJudge
from dothi.batch.polars_units import long_sums, wide_sums
from dothi.batch.question import Frame
from dothi.batch.remarks import count_in_columns

_WHOLE = "whole_id"


@dataclass(frozen=True, slots=True)
class JudgedPiece:
    """A piece of a data file, judged.

    Attributes:
        results: a row for each municipality and target, with points in ten-thousandths.
        refused: rows that cannot be read or not be judged, as `REFUSAL_COLUMNS`, in the order they are written.
        unreadable: why municipalities of the long form cannot be read.
        done: the municipalities read so far, this piece included.
        total: the municipalities of the whole file.
    """

    results: pl.DataFrame
    refused: tuple[pl.DataFrame, ...]
    unreadable: tuple[Refused, ...]
    done: int
    total: int


def judged_pieces(
    judge: PolarsJudge, data: BatchInput, each_part: Callable[[JudgedPart], None] | None = None
) -> Iterator[JudgedPiece]:
    """Read a data file and judge its pieces in order; the judge's summary counts every municipality.

    Args:
        each_part: called with every part of a piece as soon as it is judged.

    Raises:
        criteria.diagnostic.UnsoundData: the file as such cannot be read.
    """
    pieces = _wide_pieces if is_wide(data.path) else _long_pieces
    return pieces(judge, data, each_part)


def _long_pieces(
    judge: PolarsJudge, data: BatchInput, each_part: Callable[[JudgedPart], None] | None
) -> Iterator[JudgedPiece]:
    """Judge data of the long form in one piece: they fit in memory."""
    read = read_long_form(data, judge.question)
    judge.summary.remarks, judge.summary.notes = read.remarks, read.notes
    sums = long_sums(judge.question.law, read.frame, read.values, is_complete=not read.refused)
    frame, values = (read.frame, read.values) if sums is None else sums.beside(read.frame, read.values)
    results, refused = judge.judge(frame, values, each_part)
    _count_rows(judge, read.rows, read.frame.height)
    yield JudgedPiece(results, tuple(refused), read.refused, read.rows, read.rows)


def _wide_pieces(
    judge: PolarsJudge, data: BatchInput, each_part: Callable[[JudgedPart], None] | None
) -> Iterator[JudgedPiece]:
    judge.summary.notes = tuple(passed_over_notes(data.path))
    with WideFile(data.path) as file:
        schema = file.schema
        reader = WideReader(schema, file.location, data.vocabulary, data.indicators, data.decimal_sign)
        file.check_municipalities()
        levels = least_levels(judge.question.law.rulebook)
        repeated = file.repeated(reader.identifier)
        units, rows = _Units(repeated, reader.identifier), 0
        wholes = tell_of_wholes(file, reader)
        containing = _containing(judge, file, reader, wholes, repeated)
        joined = [] if containing is None else [*WHOLE_COLUMNS]
        wanted = judge.question.indicators_read
        form = reader.form(wanted, joined, judge.question.is_of_the_day, tells_wholes=wholes is not None)
        sums = wide_sums(judge.question.law, file, reader, repeated, tells_wholes=wholes is not None)
        for raw in file.batches(set(schema)):
            found = raw if containing is None else _with_containing(raw, containing, reader)
            batch = read_batch(found, form, repeated)
            count_in_columns(
                judge.summary.remarks,
                nw.from_native(batch.frame.lazy()),
                batch.values,
                data.indicators,
                levels,
                _only_row,
            )
            frame, values = (batch.frame, batch.values) if sums is None else sums.beside(batch.frame, batch.values)
            results, refused = judge.judge(frame, values, each_part)
            _count_rows(judge, units.in_rows(raw), batch.frame.height)
            rows += raw.height
            yield JudgedPiece(results, (batch.refused, *refused), (), rows, file.rows)


def _only_row(frame: Frame) -> Mapping[str, Any]:
    row: Mapping[str, Any] = frame.to_native().collect().row(0, named=True)
    return row


class _Units:
    """Counts the municipalities of a file: rows that share an id are one, wherever they stand."""

    def __init__(self, repeated: frozenset[str], identifier: nw.Expr) -> None:
        self._repeated = repeated
        self._identifier = identifier
        self._seen: set[str] = set()

    def in_rows(self, raw: pl.DataFrame) -> int:
        """Return how many municipalities come up first in these rows."""
        if not self._repeated:
            return raw.height
        ids = nw.from_native(raw).select(id=self._identifier).to_native().get_column("id")
        found = ids.filter(ids.is_in(list(self._repeated)))
        first = set(found) - self._seen
        self._seen |= first
        return raw.height - len(found) + len(first)


def _count_rows(judge: PolarsJudge, units: int, readable: int) -> None:
    judge.summary.read += units
    judge.summary.rejected += units - readable


def _containing(
    judge: PolarsJudge, file: WideFile, reader: WideReader, wholes: pl.DataFrame | None, repeated: frozenset[str]
) -> pl.DataFrame | None:
    """Return what is known of municipalities that contain others and can be read, if the law asks for it."""
    if wholes is None or not judge.question.law.asks_for_the_whole:
        return None
    read = read_batch(file.rows_of(reader.identifier, wholes), reader.form((), tells_wholes=True), repeated)
    columns = {name: pl.col(column) for name, column in WHOLE_COLUMNS.items()}
    return read.frame.select(pl.col(IDENTIFIER).alias(_WHOLE), **columns)


def _with_containing(raw: pl.DataFrame, containing: pl.DataFrame, reader: WideReader) -> pl.DataFrame:
    named = nw.from_native(raw).with_columns(reader.whole.alias(_WHOLE)).to_native()
    return named.join(containing, on=_WHOLE, how="left", maintain_order="left").drop(_WHOLE)
