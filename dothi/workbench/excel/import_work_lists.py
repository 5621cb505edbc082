"""Two officers fill in the same work list independently: numbers on which they agree are taken, others are reported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from criteria.data_files.safe_xlsx import Sheet
from criteria.diagnostic import Diagnostic, Location, UnsoundData, UnsoundRules
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files.provenance import SIGNED_OFF
from criteria.sign_off import SignOff, same_number
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.entries import LocatedProvenance, located_provenances
from dothi.workbench.editing.number_changes import Change, stage
from dothi.workbench.excel.cells import (
    CellRefused,
    FileValue,
    Key,
    entry_id,
    file_values,
    grade_of,
    text_of,
    words_text,
)
from dothi.workbench.excel.import_tables import Sheets, is_about, refused_number, remembered, untrusted_cells
from dothi.workbench.excel.layout import (
    CODE,
    FIRST_ROW,
    FOUND,
    MEMORY,
    WHICH,
    WORKLIST,
    WORKLIST_COLUMNS,
    WORKLIST_MARK,
)


class RowOutcome(StrEnum):
    """The outcome for a number of the work list."""

    TAKEN = "taken"
    DIFFERS = "differs"
    ONE_ONLY = "one_only"
    """Only one officer filled it in."""
    INCOMPLETE = "incomplete"
    """Both agree on this number, but not on all numbers that share its basis."""
    CHANGED = "changed"
    """The rule file has changed since the work list was written."""


@dataclass(frozen=True, slots=True)
class ComparedNumber:
    """A number that at least one officer filled in, and the outcome.

    Attributes:
        found: What each officer found, in the order of the workbooks; None for an empty cell.
        places: Their cells.
    """

    value: FileValue
    found: tuple[str | None, str | None]
    places: tuple[Location, Location]
    outcome: RowOutcome


@dataclass(frozen=True, slots=True)
class _WorkListRow:
    location: Location
    key: Key
    text: str | None
    basis: str | None
    words: str
    found: str | None


@dataclass
class WorkListReader:
    """Reads two filled-in work lists of one law and compares them.

    Attributes:
        diagnostics: The errors found in the workbooks.
    """

    draft: Draft
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def compare(self, first: Sheets, second: Sheets) -> tuple[ComparedNumber, ...]:
        """Return the outcome for every number that at least one officer filled in.

        Raises:
            UnsoundData: A workbook has errors.
        """
        values = file_values(tuple(located_provenances(self.draft)))
        one, other = (self._rows(sheets, values) for sheets in (first, second))
        if self.diagnostics:  # a refused cell has no row to compare with the other list's
            raise UnsoundData(self.diagnostics)
        for key in [*(one.keys() - other.keys()), *(other.keys() - one.keys())]:
            self.diagnostics.append(
                Diagnostic((one.get(key) or other[key]).location, DiagnosticKind.ROW_IS_IN_ONE_ONLY)
            )
        if self.diagnostics:
            raise UnsoundData(self.diagnostics)
        single = [_compared(one[key], other[key], values[key]) for key in one]
        return tuple(_whole_provenances([comparison for comparison in single if comparison is not None]))

    def _rows(self, sheets: Sheets, values: Mapping[Key, FileValue]) -> dict[Key, _WorkListRow]:
        list(remembered(sheets, WORKLIST_MARK))
        if WORKLIST not in sheets:
            path = next(iter(sheets.values())).path
            details = {"expected": WORKLIST, "found": ", ".join(sheets)}
            raise UnsoundData([Diagnostic(Location(path), DiagnosticKind.SHEET_IS_MISSING, details)])
        sheet = sheets[WORKLIST]
        self.diagnostics += untrusted_cells(sheets, (WORKLIST, MEMORY))
        names = {sheet.cell(0, column): column for column in range(len(sheet.rows[0]) if sheet.rows else 0)}
        if missing := [name for name in (*WORKLIST_COLUMNS, CODE, WHICH, FOUND) if name not in names]:
            head = sheet.location(0, 0)
            raise UnsoundData([Diagnostic(head, DiagnosticKind.COLUMN_IS_MISSING, {"key": name}) for name in missing])
        rows: dict[Key, _WorkListRow] = {}
        for row in range(FIRST_ROW, len(sheet.rows)):
            if (read := self._row(sheet, row, names, values)) is None:
                continue
            if read.key in rows:
                self._report(read.location, DiagnosticKind.CELL_STANDS_TWICE, found=".".join(read.key[1:]))
            rows[read.key] = read
        return rows

    def _report(self, location: Location, kind: DiagnosticKind, **details: str) -> None:
        self.diagnostics.append(Diagnostic(location, kind, details))

    def _row(
        self, sheet: Sheet, row: int, names: Mapping[str, int], values: Mapping[Key, FileValue]
    ) -> _WorkListRow | None:
        place = sheet.location(row, names[FOUND])
        hidden = (str(sheet.cell(row, names[column])) for column in WORKLIST_COLUMNS)
        file, entry, name, text, basis, words, label = hidden
        if not file:
            if sheet.cell(row, names[FOUND]) != "":
                self._report(place, DiagnosticKind.ROW_IS_UNKNOWN)
            return None
        key = (file, entry, name)
        if key not in values or values[key].number is None:
            self._report(place, DiagnosticKind.ROW_IS_UNKNOWN)
            return None
        for column, expected in ((CODE, values[key].placed.subject.code), (WHICH, label)):
            if str(sheet.cell(row, names[column])) != expected:
                self._report(sheet.location(row, names[column]), DiagnosticKind.ROW_IS_OF_ANOTHER, expected=expected)
                return None
        if refusal := sheet.refusal(row, names[FOUND]):
            if (row, names[FOUND]) not in sheet.refused:  # those were reported before
                self._report(place, refusal)
            return None
        try:
            found = self._found(sheet.cell(row, names[FOUND]), values[key])
        except CellRefused as refused:
            self._report(place, refused.kind, **refused.details)
            return None
        return _WorkListRow(place, key, text or None, basis or None, words, found)

    def _found(self, cell: object, value: FileValue) -> str | None:
        number, indicator = value.number, value.indicator
        found = text_of(cell)
        if found is None or number is None:
            return None
        if number.is_measured:
            found = grade_of(found, indicator)
        if refused := refused_number(found, number, indicator):
            raise CellRefused(refused.kind, **refused.details)
        return found

    def sign(self, comparisons: Sequence[ComparedNumber], signer: SignOff) -> list[Change]:
        """Return the changes that write and sign off the numbers taken. They are staged in the draft and validated.

        Raises:
            UnsoundData: The law would be unsound with these numbers. Nothing may be written.
        """
        taken = {
            (
                c.value.placed.file.name,
                entry_id(c.value.placed.file, c.value.placed.provenance.entry),
                c.value.number.name,
            ): c
            for c in comparisons
            if c.outcome is RowOutcome.TAKEN and c.value.number is not None
        }
        provenances = {id(comparison.value.placed.provenance): comparison.value.placed for comparison in taken.values()}
        changes = [_signed(placed, taken) for placed in provenances.values()]
        if not changes:
            return []
        stage(changes, signer)
        try:
            self.draft.validated()
        except UnsoundRules as unsound:
            raise UnsoundData(_at_cells(unsound, changes, taken)) from None
        return changes


def _compared(one: _WorkListRow, other: _WorkListRow, value: FileValue) -> ComparedNumber | None:
    """Return the outcome for one number, or None if nobody filled it in."""
    found = (one.found, other.found)
    if found == (None, None):
        return None
    placed = value.placed
    now = (placed.provenance.basis, words_text(placed.file, placed.provenance))
    if any(not same_number(row.text, value.text) or (row.basis, row.words) != now for row in (one, other)):
        outcome = RowOutcome.CHANGED
    elif None in found:
        outcome = RowOutcome.ONE_ONLY
    else:
        outcome = RowOutcome.TAKEN if same_number(*found) else RowOutcome.DIFFERS
    return ComparedNumber(value, found, (one.location, other.location), outcome)


def _whole_provenances(comparisons: Sequence[ComparedNumber]) -> Iterator[ComparedNumber]:
    """Yield the outcomes. Numbers that share one basis are taken together or not at all."""
    taken: dict[int, int] = {}
    for comparison in comparisons:
        if comparison.outcome is RowOutcome.TAKEN:
            identity = id(comparison.value.placed.provenance)
            taken[identity] = taken.get(identity, 0) + 1
    for comparison in comparisons:
        provenance = comparison.value.placed.provenance
        if comparison.outcome is RowOutcome.TAKEN and taken[id(provenance)] < len(provenance.numbers):
            yield ComparedNumber(comparison.value, comparison.found, comparison.places, RowOutcome.INCOMPLETE)
        else:
            yield comparison


def _signed(placed: LocatedProvenance, taken: Mapping[Key, ComparedNumber]) -> Change:
    entry = entry_id(placed.file, placed.provenance.entry)
    texts = {}
    for number in placed.provenance.numbers:
        found = taken[placed.file.name, entry, number.name].found[0]
        texts[number.name] = number.text if same_number(found, number.text) else found
    return Change(placed, texts, SIGNED_OFF)


def _at_cells(
    unsound: UnsoundRules, changes: Sequence[Change], taken: Mapping[Key, ComparedNumber]
) -> Iterator[Diagnostic]:
    """Yield the diagnostics of the changed law, located at the first officer's cells if these can be found."""
    for diagnostic in unsound.diagnostics:
        cells = (
            taken[change.file.name, entry_id(change.file, change.provenance.entry), number.name].places[0]
            for change in changes
            for number in change.provenance.numbers
            if number.name in change.changed_numbers and is_about(diagnostic, change, number)
        )
        yield Diagnostic(next(cells, diagnostic.location), diagnostic.kind, diagnostic.details)
