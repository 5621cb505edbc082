"""Workbooks for tests: exported from the toy laws and rewritten with some cells changed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from criteria.data_files.safe_xlsx import Sheet, read_workbook
from criteria.rule_files.library import Library
from dothi.reports.texts import texts_in
from dothi.reports.workbooks.law_workbook import write_law
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.number_changes import Change
from dothi.workbench.excel.import_tables import TableReader

Cell = tuple[str, int, int]
"""The sheet, and the row and column, both from 0."""


def exported(rules: Path, law: str, folder: Path) -> Path:
    """Export the workbook of a law and return its path."""
    path = folder / f"{law}.xlsx"
    write_law(Draft(Library(rules), law), path, texts_in("vi"))
    return path


def read(path: Path) -> Mapping[str, Sheet]:
    """Return the sheets of a workbook."""
    return read_workbook(path, path.name)


def rewritten(
    path: Path, changes: Mapping[Cell, Any], without: Sequence[str] = (), without_rows: Sequence[tuple[str, int]] = ()
) -> Path:
    """Rewrite a workbook with these cells changed, as an officer's program would. A leading = makes a formula."""
    sheets = read(path)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": path.name})  # the programs of two officers never write the same bytes
    for name, sheet in sheets.items():
        if name in without:
            continue
        page = book.add_worksheet(name)
        cells = {(r, c): value for r, row in enumerate(sheet.rows) for c, value in enumerate(row)}
        cells |= {(r, c): value for (where, r, c), value in changes.items() if where == name}
        for (row, column), value in cells.items():
            if (name, row) in without_rows or value == "":
                continue
            if isinstance(value, str) and not value.startswith("="):
                page.write_string(row, column, value)
            else:
                page.write(row, column, value)
    book.close()
    return path


def find(path: Path, sheet: str, row: str, column: str) -> Cell:
    """Return the cell in a row and a column given by their hidden names."""
    page = read(path)[sheet]
    rows = [place for place in range(len(page.rows)) if page.cell(place, 0) == row]
    return sheet, rows[0], page.rows[0].index(column)


def imported(rules: Path, law: str, path: Path) -> tuple[Draft, list[Change]]:
    """Return the draft and the changes that a workbook makes in the files of a law; nothing is written."""
    draft = Draft(Library(rules), law)
    return draft, TableReader(read(path), draft).changes()
