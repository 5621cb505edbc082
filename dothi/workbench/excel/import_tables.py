"""The level tables of a law read back from a workbook: the numbers that the officer changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from criteria.data_files.safe_xlsx import Sheet
from criteria.diagnostic import Diagnostic, Location, UnsoundData, UnsoundRules, nearest
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.number_text import integer_from_text
from criteria.quantity import QuantityRefused
from criteria.rule_files.provenance import SIGNED_OFF, Number
from criteria.rule_files.schema import BASIS_WORDS
from criteria.sign_off import same_number
from criteria.standard import POINT_DECIMALS
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.entries import LocatedProvenance, located_provenances
from dothi.workbench.editing.number_changes import Change, stage
from dothi.workbench.excel.cells import (
    CellRefused,
    FileValue,
    Key,
    basis_name,
    entry_id,
    file_values,
    grade_of,
    text_of,
)
from dothi.workbench.excel.layout import CODE_COLUMN, FIRST_ROW, MEMORY, TABLES_MARK, WORKLIST_MARK

Sheets = Mapping[str, Sheet]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell for a number or a basis, and its text; None if it is empty."""

    location: Location
    key: Key
    text: str | None


@dataclass
class TableReader:
    """Reads the tables of a workbook and compares them with the files of the law.

    Attributes:
        diagnostics: The errors found in the workbook.
    """

    sheets: Sheets
    draft: Draft
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _cells: dict[Key, _Cell] = field(default_factory=dict)
    _remembered: Mapping[Key, str | None] = field(default_factory=dict)
    _values: Mapping[Key, FileValue] = field(default_factory=dict)

    def changes(self) -> list[Change]:
        """Return what the officer changed. The edits are staged in the draft, and the draft has been validated.

        Raises:
            UnsoundData: The workbook has errors, or the changed law would be unsound. Nothing may be written.
        """
        self._remembered = memory = self._memory()
        if not memory:
            path = next(iter(self.sheets.values())).path
            raise UnsoundData(
                [Diagnostic(Location(path), DiagnosticKind.WORKBOOK_IS_NOT_EXPORTED, {"expected": TABLES_MARK})]
            )
        self._values = values = file_values(tuple(located_provenances(self.draft)))
        self._read()
        changed = {
            key: cell for key, cell in self._cells.items() if self._is_changed(cell, memory.get(key), values.get(key))
        }
        changes = self._provenances(changed, values)
        self._raise_if_unsound()
        if not changes:
            return []
        stage(changes)
        try:
            self.draft.validated()
        except UnsoundRules as unsound:
            raise UnsoundData(self._at_cells(unsound, changes)) from None
        return changes

    def _report(self, location: Location, kind: DiagnosticKind, **details: str) -> None:
        self.diagnostics.append(Diagnostic(location, kind, details))

    def _raise_if_unsound(self) -> None:
        if self.diagnostics:
            raise UnsoundData(self.diagnostics)

    def _memory(self) -> dict[Key, str | None]:
        """Return what the cells contained when the workbook was written."""
        return {key: text for _, key, text in remembered(self.sheets, TABLES_MARK)}

    def _read(self) -> None:
        """Read every cell for a number, and report the missing ones."""
        path = next(iter(self.sheets.values())).path
        by_sheet: dict[str, dict[Key, None]] = {}
        for name, key, _ in remembered(self.sheets, TABLES_MARK):
            by_sheet.setdefault(name, {})[key] = None
        self.diagnostics += untrusted_cells(self.sheets, [*by_sheet, MEMORY])
        for name, keys in by_sheet.items():
            if name not in self.sheets:
                self._report(
                    Location(path), DiagnosticKind.SHEET_IS_MISSING, expected=name, found=", ".join(self.sheets)
                )
                continue
            sheet = self.sheets[name]
            file = next(iter(keys))[0]
            for cell in self._of_sheet(sheet, file):
                if cell.key in self._cells:
                    self._report(cell.location, DiagnosticKind.CELL_STANDS_TWICE, found=".".join(cell.key[1:]))
                self._cells[cell.key] = cell
            for key in keys:
                if key not in self._cells and not self.diagnostics:
                    self._report(
                        sheet.location(0, 0), DiagnosticKind.CELL_IS_MISSING, found=f"{key[1]} {key[2]}".strip()
                    )

    def _of_sheet(self, sheet: Sheet, file: str) -> Iterator[_Cell]:
        """Yield the cells of a sheet that are for a number or a basis."""
        columns = {
            column: name
            for column in range(1, max((len(row) for row in sheet.rows), default=0))
            if isinstance(name := sheet.cell(0, column), str) and name
        }
        codes = {
            (value.placed.file.name, entry): value.placed.subject.code
            for (_, entry, _), value in self._values.items()
            if value.placed.subject.kind == "standard"
        }
        for row in range(FIRST_ROW, len(sheet.rows)):
            identity = sheet.cell(row, 0)
            if not isinstance(identity, str) or "#" not in identity:
                if any(sheet.cell(row, column) != "" for column in columns):
                    self._report(sheet.location(row, 1), DiagnosticKind.ROW_IS_UNKNOWN)
                continue
            entry, _, prefix = identity.partition("#")
            code = codes.get((file, entry))
            if code is not None and str(sheet.cell(row, CODE_COLUMN)) != code:
                self._report(sheet.location(row, CODE_COLUMN), DiagnosticKind.ROW_IS_OF_ANOTHER, expected=code)
            for column, name in columns.items():
                place = sheet.location(row, column)
                key = (file, entry, prefix + name)
                if refusal := sheet.refusal(row, column):
                    if (row, column) not in sheet.refused:  # those were reported before
                        self._report(place, refusal)
                    continue
                try:
                    text = text_of(sheet.cell(row, column))
                except CellRefused as refused:
                    self._report(place, refused.kind, **refused.details)
                    continue
                yield _Cell(place, key, text)

    def _is_changed(self, cell: _Cell, remembered: str | None, value: FileValue | None) -> bool:
        """True if the officer changed the cell. Report text without a number, and numbers changed since export."""
        if value is None:
            if cell.text is not None:
                self._report(cell.location, DiagnosticKind.CELL_HAS_NO_NUMBER, found=cell.text)
            return False
        text = self._read_text(cell, value)
        if same_number(text, remembered) or same_number(text, value.text):
            return False
        if not same_number(value.text, remembered):
            found, expected = value.text or "null", remembered or "null"
            self._report(cell.location, DiagnosticKind.CHANGED_SINCE_EXPORT, found=found, expected=expected)
            return False
        return True

    def _read_text(self, cell: _Cell, value: FileValue) -> str | None:
        if cell.text is None or value.number is None or not value.number.is_measured:
            return cell.text
        return grade_of(cell.text, value.indicator)

    def _provenances(self, changed: Mapping[Key, _Cell], values: Mapping[Key, FileValue]) -> list[Change]:
        """Return the changes, one per provenance."""
        provenances: dict[tuple[str, tuple[str | int, ...], int | None], LocatedProvenance] = {}
        for key in changed:
            placed = values[key].placed
            provenances.setdefault((placed.file.name, placed.provenance.owner, placed.provenance.pair_index), placed)
        found = (self._change(placed, changed, values) for placed in provenances.values())
        return [change for change in found if change is not None]

    def _change(
        self, placed: LocatedProvenance, changed: Mapping[Key, _Cell], values: Mapping[Key, FileValue]
    ) -> Change | None:
        provenance, entry = placed.provenance, entry_id(placed.file, placed.provenance.entry)
        diagnostics_before = len(self.diagnostics)
        texts = {number.name: number.text for number in provenance.numbers}
        for number in provenance.numbers:
            key = (placed.file.name, entry, number.name)
            if (cell := changed.get(key)) is not None:
                texts[number.name] = self._read_text(cell, values[key])
                self._check_number(cell, texts[number.name], number, placed)
        basis, basis_key = provenance.basis, (placed.file.name, entry, basis_name(provenance))
        basis_cell = changed.get(basis_key)
        if basis_cell is not None:
            basis = basis_cell.text
            if basis is not None and basis not in BASIS_WORDS:
                expected = ", ".join(BASIS_WORDS)
                suggestion = nearest(basis, BASIS_WORDS) or ""
                kind = DiagnosticKind.WORD_IS_NOT_ALLOWED
                self._report(basis_cell.location, kind, found=basis, expected=expected, nearest=suggestion)
            elif basis == SIGNED_OFF:
                self._report(basis_cell.location, DiagnosticKind.BASIS_NEEDS_A_SIGNATURE)
        elif provenance.numbers and all(text is None for text in texts.values()):
            basis = None
        change = Change(placed, texts, basis)
        number_cell = next(
            (changed[k] for n in change.changed_numbers if (k := (placed.file.name, entry, n)) in changed), None
        )
        if number_cell is not None:
            if basis_cell is None and (was := self._remembered.get(basis_key)) != provenance.basis:
                found, expected = provenance.basis or "null", was or "null"
                self._report(
                    number_cell.location, DiagnosticKind.BASIS_CHANGED_SINCE_EXPORT, found=found, expected=expected
                )
            if basis is None and any(text is not None for text in texts.values()):
                self._report(number_cell.location, DiagnosticKind.BASIS_IS_MISSING, number=change.changed_numbers[0])
            elif provenance.is_signed_off and basis == SIGNED_OFF:
                self._report(number_cell.location, DiagnosticKind.SIGNED_NUMBER_WAS_CHANGED)
        return change if diagnostics_before == len(self.diagnostics) else None

    def _check_number(self, cell: _Cell, text: str | None, number: Number, placed: LocatedProvenance) -> None:
        if text is None:
            if not number.may_be_null:
                self._report(cell.location, DiagnosticKind.CELL_IS_EMPTY, cell=number.name)
            return
        if refused := refused_number(text, number, placed.indicator_of(number)):
            self._report(cell.location, refused.kind, **refused.details)

    def _at_cells(self, unsound: UnsoundRules, changes: list[Change]) -> Iterator[Diagnostic]:
        """Yield the diagnostics of the changed law, located at the changed cells if these can be found."""
        for diagnostic in unsound.diagnostics:
            yield Diagnostic(
                self._cell_of(diagnostic, changes) or diagnostic.location, diagnostic.kind, diagnostic.details
            )

    def _cell_of(self, diagnostic: Diagnostic, changes: list[Change]) -> Location | None:
        for change in changes:
            entry = entry_id(change.file, change.provenance.entry)
            for number in change.provenance.numbers:
                cell = self._cells.get((change.file.name, entry, number.name))
                if cell and number.name in change.changed_numbers and is_about(diagnostic, change, number):
                    return cell.location
        return None


def is_about(diagnostic: Diagnostic, change: Change, number: Number) -> bool:
    """True if a diagnostic of the changed file is located at a number or at a part that contains it."""
    place = diagnostic.location
    if place.path != change.file.shown:
        return False
    changed = change.file.changed_yaml
    routes = [number.route[:length] for length in range(len(number.route), 0, -1)]
    return any(place in {changed.location(route), changed.location(route, of_key=True)} for route in routes)


def refused_number(text: str, number: Number, indicator: Indicator | None) -> QuantityRefused | None:
    """Return the reason that a text is no valid value for this number, or None if it is valid."""
    try:
        if indicator is not None and number.is_measured:
            indicator.integer(text)
        elif number.route[-1] == "count":
            integer_from_text(text, 0)
        elif number.route[-1] == "each" and indicator is not None:
            integer_from_text(text, indicator.decimals)
        else:
            integer_from_text(text, POINT_DECIMALS)
    except QuantityRefused as refused:
        details = dict(refused.details)
        if refused.kind == DiagnosticKind.NOT_A_NUMBER:  # unlike a file, a cell may have a decimal comma
            return QuantityRefused(DiagnosticKind.CELL_IS_NO_NUMBER, found=details["found"])
        if refused.kind == DiagnosticKind.UNKNOWN_GRADE and indicator is not None:
            details["nearest"] = nearest(text, [grade.id for grade in indicator.grades]) or ""
        return QuantityRefused(refused.kind, **details)
    return None


def remembered(sheets: Sheets, mark: str) -> Iterator[tuple[str, Key, str | None]]:
    """Yield what a workbook remembers of each cell: its sheet, its key, and its text when the workbook was written.

    Raises:
        UnsoundData: The workbook was not exported as this kind of workbook.
    """
    path = next(iter(sheets.values())).path if sheets else ""
    memory = sheets.get(MEMORY)
    if memory is None or memory.cell(0, 0) != mark:
        raise UnsoundData([Diagnostic(Location(path), DiagnosticKind.WORKBOOK_IS_NOT_EXPORTED, {"expected": mark})])
    for row in memory.rows[1:]:
        sheet, file, entry, name, text = (str(cell) for cell in (*row, "", "", "", "", "")[:5])
        yield sheet, (file, entry, name), text or None


def untrusted_cells(sheets: Sheets, names: Iterable[str]) -> list[Diagnostic]:
    """Return a diagnostic for every formula, percent cell and error of these sheets, wherever it stands.

    Hidden rows, columns and sheets name what the numbers are, so that nothing there may be computed either.
    """
    return [
        Diagnostic(sheets[name].location(*cell), kind)
        for name in dict.fromkeys(names)
        if name in sheets
        for cell, kind in sorted(sheets[name].refused.items())
    ]


def law_of(sheets: Sheets) -> str:
    """Return the id of the law that a workbook was exported from."""
    memory = sheets.get(MEMORY)
    return "" if memory is None else str(memory.cell(0, 1))


def is_work_list(sheets: Sheets) -> bool:
    """True if a workbook is a work list rather than the tables of a law."""
    memory = sheets.get(MEMORY)
    return memory is not None and memory.cell(0, 0) == WORKLIST_MARK
