"""The workbook of numbers to compare: a row per unknown or unverified number, with an empty cell to fill in."""

from pathlib import Path

from dothi.reports.texts import Texts
from dothi.reports.words.changes import number_text, number_words
from dothi.reports.workbooks.sheets import SheetWriter, WorkbookWriter
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.entries import LocatedProvenance, located_provenances
from dothi.workbench.excel.cells import entry_id, words_text
from dothi.workbench.excel.layout import CODE, FIRST_ROW, FOUND, WHICH, WORKLIST, WORKLIST_COLUMNS, WORKLIST_MARK

_SHOWN = (
    (CODE, 11),
    ("standard", 45),
    (WHICH, 50),
    ("unit", 14),
    ("believed", 18),
    ("known_by", 16),
    (FOUND, 18),
    ("citation", 34),
    ("sources", 24),
    ("note", 60),
)


def write_work_list(draft: Draft, path: Path, texts: Texts) -> None:
    """Write the work list of a law; `dothi.workbench.excel.import_work_lists` reads it back when filled in."""
    writer = WorkbookWriter(path)
    writer.memory.append((WORKLIST_MARK, draft.rulebook.law.id))
    sheet = writer.sheet(WORKLIST)
    _write_headings(sheet, draft, texts)
    row = FIRST_ROW
    for placed in located_provenances(draft):
        if placed.provenance.is_open:
            for place in range(len(placed.provenance.numbers)):
                _write_row(sheet, row, placed, place, texts)
                row += 1
    if row > FIRST_ROW:
        first = len(WORKLIST_COLUMNS)
        sheet.sheet.autofilter(FIRST_ROW - 1, first, row - 1, first + len(_SHOWN) - 1)
    writer.close()


def _write_headings(sheet: SheetWriter, draft: Draft, texts: Texts) -> None:
    for column, name in enumerate((*WORKLIST_COLUMNS, *(name for name, _ in _SHOWN))):
        sheet.text(0, column, name, "plain")
    title = texts.text("workbook", "to_compare", law=draft.rulebook.law.document)
    sheet.text(1, len(WORKLIST_COLUMNS), title, "plain")
    sheet.sheet.set_row(0, None, None, {"hidden": True})
    sheet.sheet.set_column(0, len(WORKLIST_COLUMNS) - 1, None, None, {"hidden": True})
    for column, (name, width) in enumerate(_SHOWN, start=len(WORKLIST_COLUMNS)):
        sheet.text(2, column, texts.text("workbook", name), "heading")
        sheet.sheet.set_column(column, column, width)
    sheet.sheet.freeze_panes(FIRST_ROW, len(WORKLIST_COLUMNS) + 2)
    sheet.sheet.set_landscape()
    sheet.sheet.repeat_rows(2)


def _write_row(sheet: SheetWriter, row: int, placed: LocatedProvenance, place: int, texts: Texts) -> None:
    provenance, subject = placed.provenance, placed.subject
    number = provenance.numbers[place]
    label = number_words(number, placed, texts)
    entry, words = entry_id(placed.file, provenance.entry), words_text(placed.file, provenance)
    hidden = (placed.file.name, entry, number.name, number.text or "", provenance.basis or "", words, label)
    for column, text in enumerate(hidden):
        sheet.text(row, column, text, "plain")
    indicator = placed.indicator_of(number)
    is_graded = indicator is not None and indicator.is_graded and number.is_measured
    unit = indicator.unit if indicator is not None and number.is_measured else None
    shown = {
        CODE: subject.code,
        "standard": texts.name(subject.name),
        WHICH: label,
        "unit": "%" if number.route[-1] == "to_percent" else texts.name(unit) if unit else "",
        "known_by": texts.text("basis", provenance.basis) if provenance.basis else "",
        "citation": texts.citation(subject.citation),
        "sources": ", ".join(subject.sources),
        "note": subject.note,
    }
    for column, (name, _) in enumerate(_SHOWN, start=len(hidden)):
        if name == "believed" and not is_graded:
            sheet.number(row, column, number.text, "shown")
        elif name == "believed":
            sheet.text(row, column, number_text(number.text, number, placed, texts) if number.text else "")
        elif name == FOUND:
            sheet.text(row, column, "", "fill")
            if is_graded and indicator is not None:
                sheet.choices(row, column, [texts.name(grade.name) for grade in indicator.grades])
        else:
            sheet.text(row, column, shown[name])
