"""Reads a CSV file of prices as if it were the list ``prices`` of a YAML file; every cell keeps its line and column."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from criteria.bilingual import BilingualText
from criteria.diagnostic import Diagnostic, KeyPath, Location, nearest, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files.schema.prices import PriceEntry
from criteria.rule_files.yaml_file import TooManyDiagnostics, YamlFile, read_yaml

CSV_UNIT = BilingualText("đơn vị tiền", "units of money")
"""The unit of the amounts of a CSV file, which states none."""

_COLUMNS = tuple(PriceEntry.model_fields)
_REQUIRED = tuple(name for name, field in PriceEntry.model_fields.items() if field.is_required())
_TRUTHS = {"true": True, "false": False, "yes": True, "no": False, "có": True, "không": False}
_OF_FILES = {
    DiagnosticKind.FILE_CANNOT_BE_READ,
    DiagnosticKind.FILE_IS_SPECIAL,
    DiagnosticKind.FILE_IS_TOO_LARGE,
    DiagnosticKind.FILE_IS_NOT_UTF8,
}
"""What is wrong with a file whatever its form."""


class _Mark(NamedTuple):
    """The place of a cell, as the marks of YAML count."""

    line: int
    column: int


def read_price_table(path: Path) -> YamlFile:
    """Return the rows of a CSV file as entries; what is wrong with it is in its ``diagnostics``."""
    file, raw = read_yaml(path, shown(path))  # for its size, and because a plain file is needed
    file = YamlFile(shown(path), diagnostics=[one for one in file.diagnostics if one.kind in _OF_FILES])
    if file.diagnostics:
        return file
    entries: list[dict[str, Any]] = []
    file.values[()] = file.values["prices",] = _Mark(0, 0)
    try:
        _read_rows(file, raw.decode("utf-8-sig"), entries)
    except TooManyDiagnostics:
        return file
    file.content = {"kind": "prices", "unit": {"vi": CSV_UNIT.vi, "en": CSV_UNIT.en}, "prices": entries}
    return file


def _read_rows(file: YamlFile, text: str, entries: list[dict[str, Any]]) -> None:
    """Read the rows of a text.

    Raises:
        TooManyDiagnostics: too much is wrong to read on.
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in rows:
            start, line = line, rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                if not _is_sound(file, header, start):
                    return
            elif len(cells) != len(header):
                place = Location(file.path, start, min(len(cells), len(header)) + 1)
                details = {"found": str(len(cells)), "expected": str(len(header))}
                file.tell(Diagnostic(place, DiagnosticKind.WRONG_NUMBER_OF_CELLS, details))
            else:
                entries.append(_entry(file, ("prices", len(entries)), header, cells, start))
    except csv.Error as error:
        file.tell(Diagnostic(Location(file.path, line), DiagnosticKind.CSV_IS_MALFORMED, {"problem": str(error)}))
    if not header and not file.diagnostics:
        file.tell(Diagnostic(Location(file.path), DiagnosticKind.FILE_IS_EMPTY))


def _is_sound(file: YamlFile, header: Sequence[str], line: int) -> bool:
    """Report columns that are unknown, repeated or missing; return whether there are none."""
    for position, column in enumerate(header):
        place = Location(file.path, line, position + 1)
        if column not in _COLUMNS:
            details = {"found": column, "expected": ", ".join(_COLUMNS), "nearest": nearest(column, _COLUMNS) or ""}
            file.tell(Diagnostic(place, DiagnosticKind.UNKNOWN_COLUMN, details))
        elif column in header[:position]:
            file.tell(Diagnostic(place, DiagnosticKind.COLUMN_STANDS_TWICE, {"found": column}))
    for column in _REQUIRED:
        if column not in header:
            others = [name for name in header if name not in _COLUMNS]
            details = {"key": column, "nearest": nearest(column, others) or ""}
            file.tell(Diagnostic(Location(file.path, line), DiagnosticKind.COLUMN_IS_MISSING, details))
    return not file.diagnostics


def _entry(file: YamlFile, route: KeyPath, header: Sequence[str], cells: Sequence[str], line: int) -> dict[str, Any]:
    file.values[route] = _Mark(line - 1, 0)
    entry: dict[str, Any] = {}
    for column, (name, cell) in enumerate(zip(header, cells, strict=True)):
        if text := cell.strip():
            file.values[*route, name] = file.keys[*route, name] = _Mark(line - 1, column)
            entry[name] = _TRUTHS.get(text, text) if name == "whole_steps" else text
    return entry
