"""Data in a workbook ``.xlsx`` mean the same as in CSV, and mistakes are located by cell."""

import csv
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from criteria.data_files.wide_files import WideFile
from criteria.data_files.wide_form import WideReader
from criteria.diagnostic import UnsoundData
from criteria.rule_files.library import Library
from tests.support.damaged_workbooks import Cells, workbook_of
from tests.support.example_folders import diagnostics_of_data, read_toy_dataset
from tests.support.paths import TOY_DATA, TOY_RULES


def toy_rows(name: str) -> Cells:
    """A table of the toy data."""
    with (TOY_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [list(row) for row in csv.reader(file)]


def told(path: Path) -> list[tuple[str, str]]:
    """What is wrong with a workbook, by the cell and the kind of diagnostic."""
    return [(str(c.location).partition(path.name)[2], c.kind) for c in diagnostics_of_data(path)]


def test_a_workbook_says_what_its_csv_form_says(tmp_path: Path) -> None:
    """Sheets of the same rows are read as the CSV files are; numbers may be numbers."""
    measurements = toy_rows("measurements")
    for row in measurements[1:]:
        row[2] = float(row[2]) if str(row[2]).replace(".", "", 1).isdigit() else row[2]
    path = workbook_of(tmp_path / "toy.xlsx", municipalities=toy_rows("municipalities"), measurements=measurements)
    found, expected = read_toy_dataset(path), read_toy_dataset(TOY_DATA)

    assert list(expected.municipalities) == list(found.municipalities)
    assert [(m.municipality, m.indicator, m.quantity, m.as_of) for m in expected.measurements] == [
        (m.municipality, m.indicator, m.quantity, m.as_of) for m in found.measurements
    ]


def test_a_share_in_percent_is_refused_at_its_cell(tmp_path: Path) -> None:
    """A share typed as 85% is stored as 0.85: it must not be taken for less than one percent."""
    path = tmp_path / "p.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("municipalities", "measurements"):
        sheet = book.add_worksheet(name)
        for place, row in enumerate(toy_rows(name)):
            sheet.write_row(place, 0, row)
    sheet.write_number(3, 2, 0.85, book.add_format({"num_format": "0.0%"}))
    book.close()
    assert [("!measurements!C4", "cell_is_percent")] == told(path)


def test_a_formula_is_refused_at_its_cell(tmp_path: Path) -> None:
    """The stored result of a formula is not trusted."""
    towns = [["id", "name", "kind"], ["alpha", "=1+1", "town"]]
    assert [("!municipalities!B2", "formula_is_refused")] == told(
        workbook_of(tmp_path / "f.xlsx", municipalities=towns)
    )[:1]


def test_the_sheet_of_municipalities_is_needed(tmp_path: Path) -> None:
    """A workbook without the sheet is refused, with the sheets that it has."""
    path = workbook_of(tmp_path / "m.xlsx", measurements=toy_rows("measurements"))
    assert "sheet_is_missing" in {kind for _, kind in told(path)}


def test_another_sheet_is_refused(tmp_path: Path) -> None:
    """A sheet that would be passed over is named."""
    path = workbook_of(tmp_path / "o.xlsx", municipalities=toy_rows("municipalities"), notes=[["x"]])
    assert [("!notes!A1", "unknown_table")] == told(path)


def test_a_wrong_value_is_told_by_its_cell(tmp_path: Path) -> None:
    """Column letter and row, as the program that shows the sheet names them."""
    towns = [["id", "name", "kind"], ["alpha", "Alpha", "castle"]]
    assert [("!municipalities!C2", "word_is_not_allowed")] == told(
        workbook_of(tmp_path / "w.xlsx", municipalities=towns)
    )


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    """A Parquet file that was cut off is refused with the reader's word for it."""
    path = tmp_path / "cut.parquet"
    pl.DataFrame({"id": ["alpha"]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:40])

    with pytest.raises(UnsoundData) as refused, WideFile(path):
        pass
    assert ["table_is_damaged"] == [diagnostic.kind for diagnostic in refused.value.diagnostics]


def test_a_column_that_holds_no_values_is_told(tmp_path: Path) -> None:
    """A column of lists is neither numbers, grades nor words."""
    path, library = tmp_path / "lists.parquet", Library(TOY_RULES)
    pl.DataFrame({"id": ["alpha"], "people": [[1, 2]]}).write_parquet(path)

    with WideFile(path) as file, pytest.raises(UnsoundData) as refused:
        WideReader(dict(file.schema), file.location, library.vocabulary, library.indicators, ".")
    assert ["column_has_wrong_type"] == [diagnostic.kind for diagnostic in refused.value.diagnostics]
