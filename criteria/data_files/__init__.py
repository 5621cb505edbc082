"""Readers of municipal data: one module per file format, one meaning for all (`criteria.data_files.rows`)."""

import datetime
from pathlib import Path

from criteria.bounded_files import FileRefused, is_there, refusing
from criteria.data_files import csv_folder, json_file
from criteria.data_files import xlsx_file as workbook
from criteria.data_files.data_forms import is_wide
from criteria.data_files.rows import DatasetReader, Refused, Tables
from criteria.diagnostic import UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicators
from criteria.municipality import UNDATED, Dataset
from criteria.vocabulary import Vocabulary

WORKBOOK_ENDINGS = {".xlsx", ".xlsm"}
"""The endings of workbooks; those with macros are refused in words."""


def read_dataset(
    path: Path,
    vocabulary: Vocabulary,
    indicators: Indicators,
    decimal_sign: str = ".",
    day: datetime.date = UNDATED,
) -> Dataset:
    """Read data in any form: a folder of CSV files, a workbook, a JSON file, or a table of the wide form.

    Args:
        day: the day of the values of the wide form, which states none.

    Raises:
        UnsoundData: with every diagnostic, each with file, row and column.
    """
    with refusing(UnsoundData, path):
        if is_there(path) and is_wide(path):
            # Polars is loaded only for data that need it.
            from criteria.data_files.wide_tables import read_tables  # noqa: PLC0415

            tables = read_tables(path, vocabulary, indicators, day)
        else:
            tables = _tables(path)
    return DatasetReader(tables, vocabulary, indicators, decimal_sign).dataset()


def read_what_is_readable(
    path: Path, vocabulary: Vocabulary, indicators: Indicators, decimal_sign: str = "."
) -> tuple[Dataset, tuple[Refused, ...]]:
    """Read the municipalities of the long form whose rows are all readable, and return why the others are not.

    Raises:
        UnsoundData: the files themselves cannot be used.
    """
    return DatasetReader(_tables(path), vocabulary, indicators, decimal_sign).readable()


def _tables(path: Path) -> Tables:
    with refusing(UnsoundData, path):
        if not is_there(path):
            raise FileRefused(shown(path), DiagnosticKind.DATA_ARE_MISSING, option="--data")
        if path.is_dir():
            return csv_folder.read_tables(path)
        if path.suffix.lower() == ".json":
            return json_file.read_tables(path)
        if path.suffix.lower() in WORKBOOK_ENDINGS:
            return workbook.read_tables(path)
        raise FileRefused(shown(path), DiagnosticKind.UNKNOWN_DATA_FORM, found=path.suffix or path.name)
