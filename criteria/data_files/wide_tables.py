"""The wide form as the tables of the long form, so that its cells are judged by the same reader, one by one."""

import datetime
import itertools
import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

import narwhals as nw
import polars as pl
from narwhals.dtypes import DType

from criteria.bounded_files import FileRefused, refusing
from criteria.data_files.bounds import MOST_ROWS
from criteria.data_files.folder_content import CSV, passed_over_notes
from criteria.data_files.rows import COLUMNS, MUNICIPALITIES, PlainNumber, Row, Tables
from criteria.data_files.text_columns import holds_days, holds_texts, text_of
from criteria.data_files.value_cells import LOWER, UPPER, VALUE
from criteria.data_files.wide_ends import LOWER_END, UPPER_END
from criteria.data_files.wide_files import ROW_NUMBER, WideFile
from criteria.data_files.wide_form import ISO_DAY_LENGTH, WideReader
from criteria.diagnostic import UNPRINTABLE, Location, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicators
from criteria.vocabulary import Vocabulary

_ZEROS = re.compile(r"(\.[0-9]*?)0+$", re.ASCII)

_WHOLE_IN_32_BITS = 2**24
"""Numbers of 32 bits are whole from here on."""


def read_tables(path: Path, vocabulary: Vocabulary, indicators: Indicators, day: datetime.date) -> Tables:
    """Return the rows of a file or folder of the wide form as municipalities and measurements.

    Args:
        day: the day of the values, which have none of their own.

    Raises:
        UnsoundData: the table cannot be read, or holds more than the long form may; `batch` reads it piece by piece.
    """
    with refusing(UnsoundData, path):
        tables = Tables(location=Location(shown(path)), notes=list(passed_over_notes(path)), is_wide=True)
    with WideFile(path, numbers_rows=True) as file:
        schema = file.schema
        WideReader(schema, file.location, vocabulary, indicators)
        own = [name for name in schema if name in COLUMNS[MUNICIPALITIES]]
        measured = {name: _indicator_and_cell(name, indicators) for name in schema if name not in own}
        if max(file.rows, file.stated(measured)) > MOST_ROWS:
            refusal = FileRefused(shown(path), DiagnosticKind.TABLE_IS_FOR_BATCH, limit=f"{MOST_ROWS:,}")
            raise UnsoundData([refusal.diagnostic])
        places = _Places.of(file, list(schema))
        for batch in file.batches(set(schema)):
            texts = nw.from_native(batch).select(**{name: _words(name, schema[name]) for name in own}).to_native()
            cells = {name: list(values_of(batch.get_column(name), schema[name])) for name in measured}
            numbers = batch.get_column(ROW_NUMBER).to_list()
            for place, (number, town) in enumerate(zip(numbers, texts.iter_rows(named=True), strict=True)):
                stated = {name: text for name, column in cells.items() if (text := column[place]) is not None}
                _add(tables, town, _by_indicator(stated, measured), str(day), partial(places.location, number))
    return tables


def _indicator_and_cell(column: str, indicators: Indicators) -> tuple[str, str]:
    if column in indicators:
        return column, VALUE
    cell = LOWER if column.endswith(LOWER_END) else UPPER
    return column.removesuffix(LOWER_END if cell is LOWER else UPPER_END), cell


def _words(column: str, kind: DType) -> nw.Expr:
    """Return a column of words as `WideReader` reads it; texts as they are, with whatever they hold."""
    if holds_texts(kind):
        return nw.col(column).cast(nw.String)
    text = text_of(column, kind)
    return text.str.slice(0, ISO_DAY_LENGTH) if holds_days(kind) else text


def values_of(column: pl.Series, kind: DType) -> Iterator[str | None]:
    """Yield values as the long form states them; None where nothing is stated."""
    if holds_texts(kind):
        for text in column.cast(pl.String):
            yield text if text and (text.strip() or UNPRINTABLE.search(text)) else None
    elif kind == nw.Boolean:
        yield from (None if answer is None else "true" if answer else "false" for answer in column)
    elif kind.is_float() and kind != nw.Float64:
        # A number of 32 bits is what it shows in 32 bits: 49.8, not 49.79999923706055. Of large ones no digit is shown.
        for text, number in zip(column.cast(pl.String), column, strict=True):
            yield None if text is None else _number(text if abs(number) < _WHOLE_IN_32_BITS else str(number))
    else:
        yield from (None if number is None else _number(str(number)) for number in column)


def _number(text: str) -> str:
    """Return a number without exponent and without the zeros that only its type adds."""
    return PlainNumber(_ZEROS.sub(r"\1", format(Decimal(text), "f")).removesuffix("."))


def _by_indicator(stated: Mapping[str, str], measured: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for column, text in stated.items():
        indicator, cell = measured[column]
        found.setdefault(indicator, {})[cell] = text
    return found


def _add(
    tables: Tables, town: Mapping[str, str | None], stated: Mapping[str, dict[str, str]], day: str, place: "_Place"
) -> None:
    """Add the rows of a municipality and of what was measured of it."""
    row = Row({name: text for name, text in town.items() if text is not None}, partial(place, None))
    tables.municipalities.append(row)
    for indicator, cells in stated.items():
        every = {"municipality": row.cell("id"), "indicator": indicator, **cells, "as_of": day}
        tables.measurements.append(Row(every, partial(place, indicator)))


_Place = partial[Location]


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of the cells of a table.

    Attributes:
        paths: the files as messages show them.
        starts: the number of the first row of each.
        first_line: the line of a row with the number 0.
        columns: the position of each column, from 1.
    """

    paths: Sequence[str]
    starts: Sequence[int]
    first_line: int
    columns: Mapping[str, int]

    @classmethod
    def of(cls, file: WideFile, columns: Sequence[str]) -> "_Places":
        rows = file.rows_by_file()
        starts = [0, *itertools.accumulate(rows.values())][:-1]
        first_line = 2 if file.path.suffix.lower() == CSV and not file.path.is_dir() else 1
        return cls([shown(path) for path in rows], starts, first_line, {n: i for i, n in enumerate(columns, 1)})

    def location(self, number: int, indicator: str | None, cell: str) -> Location:
        """Return the place of a cell: of a column of municipalities, or of what states an indicator."""
        names = {VALUE: indicator, LOWER: f"{indicator}{LOWER_END}", UPPER: f"{indicator}{UPPER_END}"}
        column = self.columns.get((names.get(cell) if indicator else None) or cell, 1)
        file = bisect(self.starts, number) - 1
        return Location(self.paths[file], number - self.starts[file] + self.first_line, column)
