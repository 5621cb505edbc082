"""What brings about the kinds of diagnostic that no example folder shows.

An example folder holds rule files or data as they are read. The kinds here need more: a file of a mebibyte, a workbook
with a password, a judged municipality, a workbook that was exported, changed and read again.
"""

import contextlib
import datetime
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import polars as pl
import xlsxwriter

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from criteria.data_files import read_dataset
from criteria.data_files.data_forms import is_wide
from criteria.data_files.safe_xlsx import read_workbook
from criteria.data_files.wide_files import WideFile
from criteria.data_files.wide_form import WideReader
from criteria.diagnostic import UnsoundData, UnsoundRules
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.municipality import Municipality, Subject
from criteria.owned_folders import OwnedFolder
from criteria.rule_files import validation
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.rule_files.price_lists import read_prices
from criteria.rule_files.yaml_file import LARGEST_FILE, MOST_VALUES
from criteria.sign_off import SignOff
from criteria.stated import only
from dothi.commands.options import refuse_blank_kinds
from dothi.journals import JOURNAL, STAGE_PREFIX
from dothi.reports.texts import texts_in
from dothi.reports.workbooks.work_list_workbook import write_work_list
from dothi.rules_in_use import library_of
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.entries import located_provenances
from dothi.workbench.editing.number_changes import is_signable, signing, stage
from dothi.workbench.excel.import_work_lists import WorkListReader
from dothi.workbench.excel.layout import FIRST_ROW, MEMORY, WORKLIST
from tests.support.damaged_workbooks import (
    encrypted,
    simple_workbook,
    with_a_bomb,
    with_a_far_cell,
    with_an_error,
    with_entities,
    with_part,
    workbook_of,
)
from tests.support.example_folders import (
    LOSING_RULE,
    change,
    copy_of_toy_rules,
    load_everything,
    read_toy_dataset,
)
from tests.support.hostile_data import DATA
from tests.support.paths import REAL_RULES, TOY_DATA, TOY_RULES
from tests.support.workbooks import Cell, exported, find, imported, read, rewritten

DAY = datetime.date(2024, 12, 31)
LAW = "toy-law"
PEOPLE = "Tiêu chí 1"
TOWNS: list[list[str | float]] = [["id", "name", "kind"], ["alpha", "Alpha", "town"]]

Provocation = Callable[[Path], object]
"""Brings a diagnostic about, in an empty folder of its own."""

PROVOCATIONS: dict[DiagnosticKind, Provocation] = {}


def provokes(kind: DiagnosticKind) -> Callable[[Provocation], Provocation]:
    """Register what brings about this kind of diagnostic."""

    def register(provocation: Provocation) -> Provocation:
        PROVOCATIONS[kind] = provocation
        return provocation

    return register


def provoke(kind: DiagnosticKind, folder: Path) -> None:
    """Bring about a kind of diagnostic; that files are refused for it is what is wanted."""
    with contextlib.suppress(UnsoundRules, UnsoundData):
        PROVOCATIONS[kind](folder)


# Rule files


@provokes(DiagnosticKind.RULES_FOLDER_IS_MISSING)
def _no_folder(folder: Path) -> object:
    return load_everything(folder / "nowhere")


@provokes(DiagnosticKind.NO_LAW_IS_THERE)
def _no_law(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    shutil.rmtree(rules / LAW)
    return load_everything(rules)


@provokes(DiagnosticKind.ENDING_IS_NOT_YAML)
def _ending(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    (rules / LAW / "special.yaml").rename(rules / LAW / "special.yml")
    return load_everything(rules)


@provokes(DiagnosticKind.FILE_IS_NOT_READ)
def _not_read(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    (rules / "special.yaml").write_text("kind: rules\n", "utf-8")
    return load_everything(rules)


def _with_file(folder: Path, text: str) -> object:
    rules = copy_of_toy_rules(folder)
    (rules / LAW / "more.yaml").write_text(text, "utf-8")
    return load_everything(rules)


@provokes(DiagnosticKind.FILE_IS_TOO_LARGE)
def _too_large(folder: Path) -> object:
    return _with_file(folder, "#" * (LARGEST_FILE + 1))


@provokes(DiagnosticKind.FILE_SAYS_TOO_MUCH)
def _too_much(folder: Path) -> object:
    return _with_file(folder, "- 1\n" * (MOST_VALUES + 1))


@provokes(DiagnosticKind.TOO_MANY_DIAGNOSTICS)
def _too_many_diagnostics(folder: Path) -> object:
    return _with_file(folder, "kind: sources\nsources:\n" + "- a\n" * 200)


@provokes(DiagnosticKind.WRONG_FORM)
def _unforeseen(folder: Path) -> object:
    """An error of pydantic that has no kind of its own; here, none of the plain ones has."""
    with mock.patch.dict(validation._PLAIN_KINDS, clear=True):
        return _with_file(folder, "kind: sources\nsources: none\n")


# Judging


def _assess(rules: Path, town: Municipality) -> object:
    (rulebook,) = load_everything(rules)
    with Assessor(rulebook) as assessor:
        return assessor.assess(Subject(town, {}), Question("SILVER", DAY))


@provokes(DiagnosticKind.RULES_TOGETHER_LOSE_POINTS)
def _lost_points(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    (rules / LAW / "towns.yaml").write_text(LOSING_RULE, "utf-8")
    return _assess(rules, Municipality("alpha", "Alpha", "town", inner_area=False, outer_area=True, attributes=only()))


@provokes(DiagnosticKind.ID_IS_ASKED)
def _condition_on_an_id(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    path = rules / LAW / "special.yaml"
    path.write_text(path.read_text("utf-8").replace("municipality.region", "municipality.id"), "utf-8")
    return load_everything(rules)


# Data


def _towns(folder: Path, header: str, row: str) -> object:
    (folder / "municipalities.csv").write_text(f"id,name,kind,{header}\na,A,commune,{row}\n", "utf-8")
    library = Library(REAL_RULES)
    return read_dataset(folder, library.vocabulary, library.indicators)


@provokes(DiagnosticKind.ATTRIBUTE_HAS_A_COLUMN)
def _old_tag(folder: Path) -> object:
    return _towns(folder, "attributes", "not-a-budget-level")


@provokes(DiagnosticKind.COLUMN_SAYS_OTHERWISE)
def _column_against_a_tag(folder: Path) -> object:
    return _towns(folder, "attributes,budget_level", "not-a-budget-level,yes")


@provokes(DiagnosticKind.DATA_ARE_MISSING)
def _no_data(folder: Path) -> object:
    return read_toy_dataset(folder / "data.json")


@provokes(DiagnosticKind.UNKNOWN_DATA_FORM)
def _data_form(folder: Path) -> object:
    return read_toy_dataset(Path(shutil.copy(TOY_DATA / "municipalities.csv", folder / "data.ods")))


@provokes(DiagnosticKind.FILE_IS_SPECIAL)
def _pipe(folder: Path) -> object:
    (folder / "data.json").mkdir()
    os.mkfifo(folder / "municipalities.csv")
    return read_toy_dataset(folder)


def _hostile(kind: DiagnosticKind, name: str) -> None:
    """Let hostile data bring a diagnostic about."""

    def provocation(folder: Path) -> object:
        path = DATA[name][0](folder)
        if not is_wide(path):
            return read_toy_dataset(path)
        with WideFile(path) as file:
            return file.rows

    provokes(kind)(provocation)


_hostile(DiagnosticKind.FOLDER_HOLDS_TOO_MUCH, "folder_of_many_files")
_hostile(DiagnosticKind.TOO_MANY_ROWS, "csv_of_blank_lines")
_hostile(DiagnosticKind.TOO_MANY_COLUMNS, "csv_of_many_columns")
_hostile(DiagnosticKind.ROW_IS_TOO_LONG, "csv_of_commas")
_hostile(DiagnosticKind.LINES_END_IN_CR, "wide_csv_of_old_macs")
_hostile(DiagnosticKind.TEXTS_TAKE_TOO_MUCH, "parquet_of_one_long_text")
_hostile(DiagnosticKind.TABLE_UNPACKS_TO_TOO_MUCH, "parquet_of_one_sign")
_hostile(DiagnosticKind.WORKBOOK_HAS_MACROS, "workbook_with_macros")
_hostile(DiagnosticKind.WORKBOOK_IS_OF_OLD_FORM, "workbook_of_the_old_form")
_hostile(DiagnosticKind.CELL_NAME_IS_MALFORMED, "workbook_of_cells_without_a_row")


@provokes(DiagnosticKind.SHEET_IS_NOT_IN_FILE)
def _sheet_without_part(folder: Path) -> object:
    path = workbook_of(folder / "data.xlsx", municipalities=TOWNS)
    relations = "xl/_rels/workbook.xml.rels"
    return read_toy_dataset(with_part(path, relations, re.compile(b"worksheets/sheet1.xml"), b"worksheets/sheet7.xml"))


@provokes(DiagnosticKind.TABLE_IS_DAMAGED)
def _damaged_table(folder: Path) -> object:
    path = folder / "cut.parquet"
    pl.DataFrame({"id": ["alpha"]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:40])
    return WideFile(path).__enter__()


@provokes(DiagnosticKind.COLUMN_HAS_WRONG_TYPE)
def _column_of_lists(folder: Path) -> object:
    path, library = folder / "lists.parquet", Library(TOY_RULES)
    pl.DataFrame({"id": ["alpha"], "people": [[1, 2]]}).write_parquet(path)
    with WideFile(path) as file:
        return WideReader(dict(file.schema), file.location, library.vocabulary, library.indicators)


@provokes(DiagnosticKind.TABLE_IS_FOR_BATCH)
def _table_for_batch(folder: Path) -> object:
    path = folder / "towns.parquet"
    pl.DataFrame({"id": ["alpha", "beta"]}).write_parquet(path)
    with mock.patch("criteria.data_files.wide_tables.MOST_ROWS", 1):
        return read_toy_dataset(path)


@provokes(DiagnosticKind.KIND_IS_BLANK)
def _kind_is_blank(folder: Path) -> object:
    path = folder / "towns.csv"
    path.write_text("id,name\nalpha,Alpha\n", "utf-8")
    refuse_blank_kinds(read_toy_dataset(path).subject("alpha", DAY))
    return None


@provokes(DiagnosticKind.KIND_DECIDES)
def _kind_decides(folder: Path) -> object:
    path = folder / "towns.csv"
    path.write_text("id,name\nalpha,Alpha\n", "utf-8")
    library = Library(rules_folder())
    subject = read_dataset(path, library.vocabulary, library.indicators).subject("alpha", DAY)
    with Assessor(library.rulebook(library.register.law("nq-1211-2016"))) as assessor:
        return assessor.assess(subject, Question("class-II", DAY))


@provokes(DiagnosticKind.SAME_VALUE_TWICE)
def _said_twice(folder: Path) -> object:
    return _measured(folder, "alpha,water,85,2024-12-31\nalpha,water,85.0,2024-12-31\n")


@provokes(DiagnosticKind.FILE_IS_PASSED_OVER)
def _left_behind(folder: Path) -> object:
    (folder / "._municipalities.csv").write_bytes(b"\x00")
    return _measured(folder, "alpha,water,85,2024-12-31\n")


@provokes(DiagnosticKind.CLAIM_NAMES_NO_TYPE)
def _no_type(folder: Path) -> object:
    _measured(folder, "alpha,water,85,2024-12-31\n")
    (folder / "measurements.csv").write_text(
        "municipality,indicator,value,as_of\nalpha,water,fails BRONZE,2024-12-31\n", encoding="utf-8"
    )
    library = Library(TOY_RULES)
    return read_dataset(folder, library.words_of_data, library.indicators)


@provokes(DiagnosticKind.NUMBER_HAS_NOISE)
def _noise(folder: Path) -> object:
    return _measured(folder, "alpha,water,6.399999999999999,2024-12-31\n")


def _measured(folder: Path, rows: str) -> object:
    (folder / "municipalities.csv").write_text("id,name,kind\nalpha,Alpha,town\n", encoding="utf-8")
    text = f"municipality,indicator,value,as_of\n{rows}"
    (folder / "measurements.csv").write_text(text, encoding="utf-8")
    return read_toy_dataset(folder)


# Workbooks of data


@provokes(DiagnosticKind.SHEET_IS_MISSING)
def _no_sheet(folder: Path) -> object:
    return read_toy_dataset(workbook_of(folder / "data.xlsx", measurements=[["municipality"]]))


@provokes(DiagnosticKind.FORMULA_IS_REFUSED)
def _formula(folder: Path) -> object:
    return read_toy_dataset(workbook_of(folder / "data.xlsx", municipalities=[*TOWNS, ["beta", "=1+1", "town"]]))


@provokes(DiagnosticKind.CELL_IS_PERCENT)
def _percent(folder: Path) -> object:
    return read_toy_dataset(_formatted(folder, "percent"))


@provokes(DiagnosticKind.CELL_IS_MERGED)
def _merged(folder: Path) -> object:
    return read_toy_dataset(_formatted(folder, "merged"))


@provokes(DiagnosticKind.CELL_IS_ERROR)
def _error(folder: Path) -> object:
    return read_toy_dataset(with_an_error(_formatted(folder, "number")))


def _formatted(folder: Path, form: str) -> Path:
    """Data whose only municipality has a cell in this form."""
    book = xlsxwriter.Workbook(str(folder / "data.xlsx"))
    sheet = book.add_worksheet("municipalities")
    for place, row in enumerate(TOWNS):
        sheet.write_row(place, 0, row)
    match form:
        case "percent":
            sheet.write_number(1, 1, 0.8, book.add_format({"num_format": "0%"}))
        case "merged":
            sheet.merge_range(2, 0, 2, 1, "beta")
        case "number":
            sheet.write_number(1, 1, 26.5)
    book.close()
    return folder / "data.xlsx"


@provokes(DiagnosticKind.WORKBOOK_IS_MALFORMED)
def _no_workbook(folder: Path) -> object:
    (folder / "book.xlsx").write_bytes(b"PK\x03\x04")
    return read_workbook(folder / "book.xlsx", "book.xlsx")


def _damaged(damage: Callable[[Path], Path]) -> Provocation:
    return lambda folder: read_workbook(damage(simple_workbook(folder / "book.xlsx")), "book.xlsx")


provokes(DiagnosticKind.WORKBOOK_IS_ENCRYPTED)(_damaged(encrypted))
provokes(DiagnosticKind.WORKBOOK_HAS_ENTITIES)(_damaged(with_entities))
provokes(DiagnosticKind.WORKBOOK_UNPACKS_TO_TOO_MUCH)(_damaged(with_a_bomb))
provokes(DiagnosticKind.WORKBOOK_IS_TOO_LARGE)(_damaged(with_a_far_cell))


# Workbooks exported to edit the rules


def _import(rules: Path, path: Path, law: str = LAW) -> object:
    return imported(rules, law, path)


def _with_cell(value: object, row: str = "standards/people#", column: str = "levels.SILVER.minimum") -> Provocation:
    """Import the level tables of the toy law with one cell of the first criterion changed."""

    def provocation(folder: Path) -> object:
        rules = copy_of_toy_rules(folder)
        book = exported(rules, LAW, folder)
        return _import(rules, rewritten(book, {find(book, PEOPLE, row, column): value}))

    return provocation


provokes(DiagnosticKind.CELL_IS_NO_NUMBER)(_with_cell("70%"))
provokes(DiagnosticKind.NUMBER_IS_AMBIGUOUS)(_with_cell("1.400"))
provokes(DiagnosticKind.CELL_IS_NO_NUMBER_OR_TEXT)(_with_cell(True))
provokes(DiagnosticKind.BASIS_NEEDS_A_SIGNATURE)(_with_cell("signed-off", column="levels.SILVER.basis.1"))


@provokes(DiagnosticKind.WORKBOOK_IS_NOT_EXPORTED)
def _not_exported(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    return _import(rules, rewritten(exported(rules, LAW, folder), {}, without=[MEMORY]))


def _silver_minimum(book: Path) -> Cell:
    return find(book, PEOPLE, "standards/people#", "levels.SILVER.minimum")


@provokes(DiagnosticKind.CELL_IS_MISSING)
def _row_deleted(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    book = exported(rules, LAW, folder)
    sheet, row, _ = _silver_minimum(book)
    return _import(rules, rewritten(book, {}, without_rows=[(sheet, row)]))


@provokes(DiagnosticKind.CELL_STANDS_TWICE)
def _row_copied(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    book = exported(rules, LAW, folder)
    sheet, row, _ = _silver_minimum(book)
    page = read(book)[sheet]
    copied = {(sheet, len(page.rows), column): value for column, value in enumerate(page.rows[row])}
    return _import(rules, rewritten(book, copied))


@provokes(DiagnosticKind.ROW_IS_UNKNOWN)
def _row_added(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    book = exported(rules, LAW, folder)
    sheet, _, column = _silver_minimum(book)
    return _import(rules, rewritten(book, {(sheet, len(read(book)[sheet].rows), column): 7}))


@provokes(DiagnosticKind.ROW_IS_OF_ANOTHER)
def _rows_exchanged(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    book = exported(rules, LAW, folder)
    _, row, _ = _silver_minimum(book)
    return _import(rules, rewritten(book, {(PEOPLE, row, 1): "1.2"}))


@provokes(DiagnosticKind.CELL_HAS_NO_NUMBER)
def _grey_cell(folder: Path) -> object:
    rules, law = copy_of_toy_rules(folder, further_laws=True), "counted-law"
    book = exported(rules, law, folder)
    sheet = next(name for name, page in read(book).items() if page.cell(FIRST_ROW, 1) == "A")
    return _import(rules, rewritten(book, {find(book, sheet, "standards/counted-water#", "count"): 5}), law)


def _changed_since(old: str, new: str) -> Provocation:
    """Import another number after the rule file was changed, too."""

    def provocation(folder: Path) -> object:
        rules = copy_of_toy_rules(folder)
        book = exported(rules, LAW, folder)
        change(rules / LAW / "criterion-people.yaml", old, new)
        return _import(rules, rewritten(book, {_silver_minimum(book): 600}))

    return provocation


provokes(DiagnosticKind.CHANGED_SINCE_EXPORT)(_changed_since("{minimum: 500,", "{minimum: 550,"))
provokes(DiagnosticKind.BASIS_CHANGED_SINCE_EXPORT)(
    _changed_since("basis: [one-source, unv", "basis: [two-sources, unv")
)


@provokes(DiagnosticKind.SIGNED_NUMBER_WAS_CHANGED)
def _signed_number(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    draft = Draft(Library(rules), LAW)
    signed = (placed for placed in located_provenances(draft) if is_signable(placed.provenance))
    stage(map(signing, signed), SignOff(("One office", "Another office"), DAY, "Gazette 1", {}))
    draft.write()
    book = exported(rules, LAW, folder)
    return _import(rules, rewritten(book, {_silver_minimum(book): 600}))


@provokes(DiagnosticKind.FILE_CHANGED_MEANWHILE)
def _changed_meanwhile(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    book = exported(rules, LAW, folder)
    draft, _ = imported(rules, LAW, rewritten(book, {_silver_minimum(book): 600}))
    change(rules / LAW / "criterion-people.yaml", "code: ", "code:  ")
    return draft.write()


@provokes(DiagnosticKind.CHANGE_IS_UNFINISHED)
def _unfinished(folder: Path) -> object:
    rules = copy_of_toy_rules(folder)
    killed = OwnedFolder(rules, STAGE_PREFIX)
    (killed.path / JOURNAL).write_text("{}", "utf-8")
    killed.leave()
    return library_of(rules, lambda _: None)


@provokes(DiagnosticKind.ROW_IS_IN_ONE_ONLY)
def _lists_differ(folder: Path) -> object:
    draft = Draft(Library(copy_of_toy_rules(folder)), LAW)
    write_work_list(draft, folder / "list.xlsx", texts_in("vi"))
    whole = read(folder / "list.xlsx")
    shorter = rewritten(folder / "list.xlsx", {}, without_rows=[(WORKLIST, FIRST_ROW)])
    return WorkListReader(draft).compare(whole, read(shorter))


@provokes(DiagnosticKind.PROJECT_RAISES_UNITS)
def _project_of_units(folder: Path) -> object:
    of_units = "unit-table-2b-points-type-II"
    (folder / "costs.yaml").write_text(
        "kind: prices\nunit: {vi: a, en: a}\nprojects:\n  - {id: a, name: {vi: a, en: a}, amount: 1, "
        f"raises: [{{indicator: {of_units}, by: 5}}]}}\n",
        "utf-8",
    )
    return read_prices(folder / "costs.yaml", Library(REAL_RULES).indicators, {}, frozenset({of_units}))
