"""``dothi rules export`` and ``import``: level tables as a workbook and back, and work lists of two officers."""

import re
import shutil
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from criteria.diagnostic import UnsoundData, UnsoundRules
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.rule_files.yaml_file import yaml_of
from dothi.reports.texts import texts_in
from dothi.reports.workbooks.work_list_workbook import write_work_list
from dothi.workbench.editing.draft import Draft
from dothi.workbench.excel.cells import CellRefused, text_of
from dothi.workbench.excel.import_work_lists import WorkListReader
from dothi.workbench.excel.layout import FIRST_ROW, FOUND, MEMORY, WORKLIST
from tests.support.example_folders import change, copy_of_toy_rules
from tests.support.paths import ROOT
from tests.support.workbooks import Cell, exported, find, imported, read, rewritten
from tests.test_cli import Run, dothi

pytestmark = pytest.mark.slow

LAWS = ("toy-law", "counted-law", "amending-law", "stepped-law", "taking-law")
PEOPLE = "Tiêu chí 1"
OFFICES = ("Phòng Quản lý đô thị", "Phòng Kinh tế")

__all__ = ["dothi"]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dothi: Run) -> Path:
    """Provide a copy of the toy laws that may be changed, and make the command use it."""
    folder = copy_of_toy_rules(tmp_path, further_laws=True)
    monkeypatch.setenv("DOTHI_RULES", str(folder))
    return folder


@pytest.fixture
def book(rules: Path, tmp_path: Path) -> Path:
    """Return the toy law as a workbook."""
    return exported(rules, "toy-law", tmp_path)


def told(rules: Path, path: Path, law: str = "toy-law") -> list[tuple[str, str]]:
    """Return the locations, without the file, and the kinds of the diagnostics about a workbook."""
    with pytest.raises(UnsoundData) as refused:
        imported(rules, law, path)
    assert all(texts_in(language).diagnostic(c) for c in refused.value.diagnostics for language in ("vi", "en"))
    return [(str(c.location).removeprefix(path.name), c.kind) for c in refused.value.diagnostics]


def cell_of(path: Path, row: str, column: str, sheet: str = PEOPLE) -> Cell:
    """Return the cell that holds a number of a standard."""
    return find(path, sheet, row, column)


def silver_minimum(path: Path) -> Cell:
    """Return the cell that holds 500."""
    return cell_of(path, "standards/people#", "levels.SILVER.minimum")


@cache
def bare() -> Path:
    """Provide the toy laws as they are, to be read only."""
    return copy_of_toy_rules(Path(mkdtemp()), further_laws=True)


@cache
def bare_book(law: str) -> Path:
    """Provide a toy law as a workbook, to be read only."""
    return exported(bare(), law, bare().parent)


@cache
def levels_of(law: str) -> list[list[str]]:
    """Return the levels and steps of a law that are numbers, as the workbook records them."""
    rows = [[str(cell) for cell in row] for row in read(bare_book(law))[MEMORY].rows[1:]]
    names = ("levels.", "level", "steps.at", "steps.from")
    return [row for row in rows if row[3].startswith(names) and row[4].replace(".", "").isdigit()]


class TestTables:
    @pytest.mark.parametrize("law", LAWS)
    def test_an_unchanged_workbook_changes_nothing(self, rules: Path, tmp_path: Path, law: str) -> None:
        """Reading a workbook back as it was written changes nothing in any file."""
        draft, changes = imported(rules, law, exported(rules, law, tmp_path))
        assert ([], ()) == (changes, draft.changed)

    @pytest.mark.parametrize("law", LAWS)
    def test_a_workbook_saved_by_another_program_changes_nothing(self, rules: Path, tmp_path: Path, law: str) -> None:
        """Showing hidden rows and losing formats changes nothing: the content of the cells counts."""
        draft, changes = imported(rules, law, rewritten(exported(rules, law, tmp_path), {}))
        assert ([], ()) == (changes, draft.changed)

    @pytest.mark.parametrize("law", sorted(path.parent.name for path in ROOT.glob("rules/*/law.yaml")))
    def test_the_shipped_laws_survive_the_round_trip(self, tmp_path: Path, law: str) -> None:
        """Every shipped law survives the way to a workbook and back unchanged."""
        rules = ROOT / "rules"
        draft, changes = imported(rules, law, exported(rules, law, tmp_path))
        assert ([], ()) == (changes, draft.changed)

    @given(st.data())
    def test_one_cell_changes_exactly_one_number(self, data: st.DataObject) -> None:
        """If any one level is slightly higher or lower, that number changes in the files and no other."""
        law = data.draw(st.sampled_from(LAWS))
        sheet, file, entry, name, text = data.draw(st.sampled_from(levels_of(law)))
        new = str(Decimal(text) + data.draw(st.sampled_from([-2, -1, 0, 1, 2])))
        with TemporaryDirectory() as folder:
            path = Path(shutil.copy(bare_book(law), folder))
            where = find(path, sheet, f"{entry}#", name)
            try:
                draft, changes = imported(bare(), law, rewritten(path, {where: float(new)}))
            except UnsoundData as refused:
                # Another level, or the domain, forbids this number; the diagnostic names its cell.
                assert str(read(path)[sheet].location(*where[1:])) in {str(c.location) for c in refused.diagnostics}
                return
        if new == text:
            assert ([], ()) == (changes, draft.changed)
            return
        ((changed,), (one,)) = draft.changed, changes
        assert (file, (name,)) == (changed.name, one.changed_numbers)
        (number,) = (number for number in one.provenance.numbers if number.name == name)
        said = yaml_of(changed.changed, file).content
        assert new == at(said, number.route)
        put(said, number.route, at(changed.yaml.content, number.route))
        assert changed.yaml.content == said

    def test_only_the_changed_line_differs(self, rules: Path, book: Path, dothi: Run) -> None:
        """A changed level is written into its line; every other line stays as it is."""
        file = rules / "toy-law" / "criterion-people.yaml"
        before = file.read_text("utf-8")
        ended = dothi("rules", "import", str(rewritten(book, {silver_minimum(book): 600})), "--yes", "--lang", "en")
        assert 0 == ended.code
        assert before.replace("{minimum: 500,  maximum: 1000", "{minimum: 600,  maximum: 1000") == file.read_text(
            "utf-8"
        )
        assert "1.1 People of the whole town, type silver, minimum level: 500 people → 600 people" in ended.err

    def test_a_kept_basis_is_reported(self, rules: Path, book: Path, dothi: Run) -> None:
        """A number that changes and keeps its basis is reported, because its source may no longer say it."""
        rewritten(book, {silver_minimum(book): 600})
        err = dothi("rules", "import", str(book), "--dry-run", "--lang", "en").err
        assert "500 people → 600 people (basis kept: one source)" in err
        assert "1 number changes but keeps its basis." in err

    def test_a_changed_basis_is_not_reported(self, rules: Path, book: Path, dothi: Run) -> None:
        """A number that changes together with its basis is not reported."""
        basis = cell_of(book, "standards/people#", "levels.SILVER.basis.0")
        rewritten(book, {silver_minimum(book): 600, basis: "unverified"})
        assert "keep their basis" not in dothi("rules", "import", str(book), "--dry-run", "--lang", "en").err

    def test_an_unknown_level_filled_in(self, rules: Path, book: Path) -> None:
        """An empty cell that is filled in with its basis becomes a level with that basis."""
        row = "standards/trees#"
        sheet = "Tiêu chí 2"
        changes = {
            cell_of(book, row, "levels.GOLD.minimum", sheet): 15,
            cell_of(book, row, "levels.GOLD.basis.0", sheet): "unverified",
        }
        draft, _ = imported(rules, "toy-law", rewritten(book, changes))
        (file,) = draft.changed
        assert "GOLD:   {minimum: 15, maximum: null, basis: [unverified, null]}" in file.changed.decode()

    def test_an_emptied_level(self, rules: Path, book: Path) -> None:
        """An emptied cell becomes null, and so does its basis."""
        cell = cell_of(book, "standards/people#", "levels.SILVER.maximum")
        draft, _ = imported(rules, "toy-law", rewritten(book, {cell: ""}))
        (file,) = draft.changed
        assert "SILVER: {minimum: 500,  maximum: null, basis: [one-source, null]}" in file.changed.decode()

    def test_a_basis(self, rules: Path, book: Path) -> None:
        """A better basis replaces the lesser one."""
        cell = cell_of(book, "standards/people#", "levels.SILVER.basis.1")
        draft, _ = imported(rules, "toy-law", rewritten(book, {cell: "two-sources"}))
        (file,) = draft.changed
        assert "basis: [one-source, two-sources]}" in file.changed.decode()

    def test_a_grade_by_its_name(self, rules: Path, book: Path) -> None:
        """A grade is shown, and may be entered, by its Vietnamese name; the file keeps its id."""
        cell = cell_of(book, "standards/centre#", "levels.GOLD.minimum", "Tiêu chí 2")
        sheet = read(book)["Tiêu chí 2"]
        _, row, column = cell_of(book, "standards/centre#", "levels.SILVER.minimum", "Tiêu chí 2")
        village = sheet.cell(row, column)
        draft, _ = imported(rules, "toy-law", rewritten(book, {cell: village}))
        (file,) = draft.changed
        assert "GOLD:   {minimum: village," in file.changed.decode()

    def test_a_counted_standard_and_its_group(self, rules: Path, tmp_path: Path) -> None:
        """If a law counts standards, its levels and the required counts are cells too."""
        book = exported(rules, "counted-law", tmp_path)
        sheet = next(name for name, page in read(book).items() if page.cell(FIRST_ROW, 1) == "A")
        changes = {
            find(book, sheet, "#required.", "count"): 3,
            find(book, sheet, "standards/counted-water#", "level"): "85,5",
        }
        draft, _ = imported(rules, "counted-law", rewritten(book, changes))
        text = draft.changed[0].changed.decode()
        assert ("required: {count: 3," in text, "level: 85.5" in text) == (True, True)

    def test_texts_are_never_formulas(self, rules: Path, tmp_path: Path) -> None:
        """A name that begins with = is text in the workbook, and so is a link."""
        change(rules / "toy-law" / "criterion-people.yaml", "vi: Dân số toàn đô thị", 'vi: "=HYPERLINK(1)"')
        sheet = read(exported(rules, "toy-law", tmp_path))[PEOPLE]
        assert {} == sheet.refused
        assert "=HYPERLINK(1)" in [row[2] for row in sheet.rows]

    def test_numbers_are_numbers(self, book: Path) -> None:
        """A level is a number in the workbook, so that Excel can sort and compare it."""
        sheet, row, column = silver_minimum(book)
        assert 500 == read(book)[sheet].cell(row, column)
        assert not isinstance(read(book)[sheet].cell(row, column), str)


def at(content: Any, route: tuple[Any, ...]) -> Any:
    """Return the content at a route."""
    for step in route:
        content = content[step]
    return content


def put(content: Any, route: tuple[Any, ...], value: Any) -> None:
    """Replace the content at a route."""
    at(content, route[:-1])[route[-1]] = value


class TestUnsoundWorkbooks:
    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            ("năm trăm", "cell_is_no_number"),
            ("70%", "cell_is_no_number"),
            ("1 450", "cell_is_no_number"),
            (">= 1450", "cell_is_no_number"),
            ("1.400", "number_is_ambiguous"),
            (500.5, "too_many_decimals"),
            (-5, "outside_domain"),
            (True, "cell_is_no_number_or_text"),
            ("=250*2", "formula_is_refused"),
            (5000, "levels_cross"),
            (1500, "levels_cross"),
        ],
    )
    def test_a_wrong_level(self, rules: Path, book: Path, value: Any, kind: str) -> None:
        """An impossible level is reported at its cell, and nothing is staged."""
        sheet, row, column = silver_minimum(book)
        place = str(read(book)[sheet].location(row, column)).removeprefix(book.name)
        assert (place, kind) in told(rules, rewritten(book, {(sheet, row, column): value}))

    def test_levels_of_two_types(self, rules: Path, book: Path) -> None:
        """A higher type that would be laxer than a lower one is reported at the cell that makes it so."""
        cell = cell_of(book, "standards/people#", "levels.GOLD.minimum")
        place = str(read(book)[cell[0]].location(*cell[1:])).removeprefix(book.name)
        assert [(place, "type_is_laxer")] == told(rules, rewritten(book, {cell: 400}))

    def test_points_that_do_not_add_up(self, rules: Path, book: Path) -> None:
        """Points that no longer add up are refused; other errors are reported in the file."""
        cell = cell_of(book, "standards/people#", "points.maximum")
        assert "points_do_not_add_up" in {kind for _, kind in told(rules, rewritten(book, {cell: 3}))}

    def test_points_cannot_be_emptied(self, rules: Path, book: Path) -> None:
        """Points cannot be unknown, so an emptied cell is reported."""
        cell = cell_of(book, "standards/people#", "points.maximum")
        assert ["cell_is_empty"] == [kind for _, kind in told(rules, rewritten(book, {cell: ""}))]

    @pytest.mark.parametrize(
        ("word", "kind"), [("signed-off", "basis_needs_a_signature"), ("one-sorce", "word_is_not_allowed")]
    )
    def test_a_wrong_basis(self, rules: Path, book: Path, word: str, kind: str) -> None:
        """Neither a sign-off nor an unknown word can be entered as a basis."""
        cell = cell_of(book, "standards/people#", "levels.SILVER.basis.1")
        assert [kind] == [told_kind for _, told_kind in told(rules, rewritten(book, {cell: word}))]

    def test_a_number_without_basis(self, rules: Path, book: Path) -> None:
        """A level that was unknown needs a basis when it is filled in."""
        cell = cell_of(book, "standards/trees#", "levels.GOLD.minimum", "Tiêu chí 2")
        assert ["basis_is_missing"] == [kind for _, kind in told(rules, rewritten(book, {cell: 15}))]

    def test_a_signed_number(self, rules: Path, tmp_path: Path, dothi: Run) -> None:
        """A signed number cannot be changed by an import."""
        dothi("rules", "sign", "toy-law", "people", "--by", OFFICES[0], "--document", "Công báo số 1", "--yes")
        book = exported(rules, "toy-law", tmp_path)
        told_of = told(rules, rewritten(book, {silver_minimum(book): 600}))
        assert ["signed_number_was_changed"] == [kind for _, kind in told_of]

    def test_a_cell_without_a_number(self, rules: Path, tmp_path: Path) -> None:
        """The content of a grey cell has no place in the file, so it is reported."""
        book = exported(rules, "counted-law", tmp_path)
        sheet = next(name for name, page in read(book).items() if page.cell(FIRST_ROW, 1) == "A")
        cell = find(book, sheet, "standards/counted-water#", "count")
        assert ["cell_has_no_number"] == [kind for _, kind in told(rules, rewritten(book, {cell: 5}), "counted-law")]

    def test_a_missing_sheet(self, rules: Path, book: Path) -> None:
        """A deleted sheet is reported by its name."""
        assert ["sheet_is_missing"] == [kind for _, kind in told(rules, rewritten(book, {}, without=[PEOPLE]))]

    def test_a_missing_row(self, rules: Path, book: Path) -> None:
        """A standard whose row was deleted is reported: an import does not remove standards from a law."""
        sheet, row, _ = silver_minimum(book)
        assert {"cell_is_missing"} == {
            kind for _, kind in told(rules, rewritten(book, {}, without_rows=[(sheet, row)]))
        }

    def test_a_row_twice(self, rules: Path, book: Path) -> None:
        """A copied row is reported, because it is unclear which of the two counts."""
        sheet, row, _ = silver_minimum(book)
        page = read(book)[sheet]
        copied = {(sheet, len(page.rows), column): value for column, value in enumerate(page.rows[row])}
        assert {"cell_stands_twice"} == {kind for _, kind in told(rules, rewritten(book, copied))}

    def test_an_added_row(self, rules: Path, book: Path) -> None:
        """A row that an officer added belongs to no standard and is reported."""
        sheet, _, column = silver_minimum(book)
        below = len(read(book)[sheet].rows)
        assert ["row_is_unknown"] == [kind for _, kind in told(rules, rewritten(book, {(sheet, below, column): 7}))]

    def test_the_files_changed_since(self, rules: Path, book: Path) -> None:
        """An older workbook does not overwrite a number that has changed in the file since the export."""
        change(rules / "toy-law" / "criterion-people.yaml", "{minimum: 500,", "{minimum: 550,")
        assert ["changed_since_export"] == [
            kind for _, kind in told(rules, rewritten(book, {silver_minimum(book): 600}))
        ]

    def test_the_basis_changed_since(self, rules: Path, book: Path) -> None:
        """A number must not take on a basis that the officer never saw."""
        change(rules / "toy-law" / "criterion-people.yaml", "basis: [one-source, unv", "basis: [two-sources, unv")
        assert "basis_changed_since_export" in [
            kind for _, kind in told(rules, rewritten(book, {silver_minimum(book): 600}))
        ]

    def test_sorted_rows(self, rules: Path, book: Path) -> None:
        """Sorting the visible columns parts the codes from their hidden ids, so nothing is imported."""
        sheet = read(book)[PEOPLE]
        first, second = (next(r for r in range(len(sheet.rows)) if sheet.cell(r, 1) == code) for code in ("1.1", "1.2"))
        changes = {(PEOPLE, first, 1): "1.2", (PEOPLE, second, 1): "1.1"}
        assert {"row_is_of_another"} == {kind for _, kind in told(rules, rewritten(book, changes))}

    def test_a_file_changed_before_the_answer(self, rules: Path, book: Path) -> None:
        """A change that someone else made in the meantime is not overwritten."""
        draft, _ = imported(rules, "toy-law", rewritten(book, {silver_minimum(book): 600}))
        path = rules / "toy-law" / "criterion-people.yaml"
        change(
            path,
            "code: ",
            "code:  ",
        )
        before = path.read_bytes()
        with pytest.raises(UnsoundRules) as refused:
            draft.write()
        assert (["file_changed_meanwhile"], before) == ([c.kind for c in refused.value.diagnostics], path.read_bytes())
        assert [] == [other for other in path.parent.iterdir() if other.name.startswith(".")]

    def test_repeated_lines_are_not_shown_as_changed(self, tmp_path: Path) -> None:
        """The diff of one number in a long file has one removed and one added line."""
        rules = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
        book = exported(rules, "nq-1210-2016", tmp_path)
        cell = find(book, "Tiêu chí 5", "standards/hospital-beds#", "points.basis.0")
        sheet = read(book)["Tiêu chí 5"]
        new = "seed" if sheet.cell(*cell[1:]) != "seed" else "unverified"
        draft, _ = imported(rules, "nq-1210-2016", rewritten(book, {cell: new}))
        lines = [line for line in draft.difference() if line[0] in "+-" and line[:3] not in {"+++", "---"}]
        assert ["-", "+"] == [line[0] for line in lines]

    def test_a_number_the_file_already_has(self, rules: Path, book: Path) -> None:
        """A number that the file already has is not a change."""
        change(rules / "toy-law" / "criterion-people.yaml", "{minimum: 500,", "{minimum: 600,")
        assert [] == imported(rules, "toy-law", rewritten(book, {silver_minimum(book): 600}))[1]

    def test_another_workbook(self, rules: Path, book: Path) -> None:
        """A workbook that was not exported is refused."""
        told_of = told(rules, rewritten(book, {}, without=[MEMORY]))
        assert [(":1:1", "workbook_is_not_exported")] == told_of

    def test_nothing_is_written(self, rules: Path, book: Path, dothi: Run) -> None:
        """If one cell is wrong, nothing is written; the cell is named and the exit code is 5."""
        file = rules / "toy-law" / "criterion-people.yaml"
        before = file.read_bytes()
        changes = {silver_minimum(book): 600, cell_of(book, "standards/inner-people#", "levels.GOLD.minimum"): "x"}
        ended = dothi("rules", "import", str(rewritten(book, changes)), "--yes")
        assert (5, before) == (ended.code, file.read_bytes())
        assert f"{book}!{PEOPLE}!" in ended.err


class TestTexts:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (26.5, "26.5"),
            (1e6, "1000000"),
            ("26,5", "26.5"),
            ("ti\u0309nh", "tỉnh"),
            (0.1 + 0.2, "0.30000000000000004"),
            (" ", None),
            (7, "7"),
        ],
    )
    def test_the_text_of_a_cell(self, cell: Any, text: str | None) -> None:
        """Numbers are written out, a decimal comma is accepted, letters are composed, and blanks count as empty."""
        assert text == text_of(cell)

    @pytest.mark.parametrize("text", ["1.400", "1,400", "1.400.000"])
    def test_an_ambiguous_text(self, text: str) -> None:
        """A sign that could group thousands or begin decimals is not guessed at."""
        with pytest.raises(CellRefused, match="number_is_ambiguous"):
            text_of(text)


class TestWorkLists:
    @pytest.fixture
    def lists(self, rules: Path, tmp_path: Path, dothi: Run) -> tuple[Path, Path]:
        """Export the work list of the toy law twice."""
        for name in ("a", "b"):
            path = str(tmp_path / f"{name}.xlsx")
            assert 0 == dothi("rules", "export", "toy-law", "--worklist", "--output", path).code
        return tmp_path / "a.xlsx", tmp_path / "b.xlsx"

    def fill(self, path: Path, **found: Any) -> Path:
        """Fill in the cells of SILVER's maximum people (``people``) and GOLD's minimum trees (``trees``)."""
        page = read(path)[WORKLIST]
        names = {(page.cell(row, 1), page.cell(row, 2)): row for row in range(FIRST_ROW, len(page.rows))}
        where = {
            "people": names["standards/people", "levels.SILVER.maximum"],
            "trees": names["standards/trees", "levels.GOLD.minimum"],
        }
        column = page.rows[0].index(FOUND)
        return rewritten(path, {(WORKLIST, where[name], column): value for name, value in found.items()})

    def run(self, dothi: Run, *paths: Path, by: tuple[str, str] = OFFICES, law: str = "toy-law") -> Any:
        """Import two work lists."""
        return dothi(
            *("rules", "import", *map(str, paths), "--by", *by, "--document", "Công báo số 1", "--date", "2026-10-01"),
            *("--yes", "--lang", "en"),
        )

    def test_agreed_numbers_are_written(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """What both officers found is written and signed off by both, on the day, with the document."""
        for path in lists:
            self.fill(path, people=1100, trees=15)
        assert 0 == self.run(dothi, *lists).code
        people = (rules / "toy-law" / "criterion-people.yaml").read_text("utf-8")
        works = (rules / "toy-law" / "criterion-works.yaml").read_text("utf-8")
        assert "SILVER: {minimum: 500,  maximum: 1100, basis: [one-source, signed-off]}" in people
        assert "- by: [Phòng Quản lý đô thị, Phòng Kinh tế]\n        date: 2026-10-01" in people
        assert "numbers: {levels.SILVER.maximum: 1100}" in people
        assert "GOLD:   {minimum: 15, maximum: null, basis: [signed-off, null]}" in works

    def test_differing_numbers_are_listed_and_not_written(
        self, rules: Path, lists: tuple[Path, Path], dothi: Run
    ) -> None:
        """If the officers found different numbers, both are reported with their cells and neither is written."""
        self.fill(lists[0], people=1100, trees=15)
        self.fill(lists[1], people=1200, trees=15)
        before = (rules / "toy-law" / "criterion-people.yaml").read_bytes()
        ended = self.run(dothi, *lists)
        assert (0, before) == (ended.code, (rules / "toy-law" / "criterion-people.yaml").read_bytes())
        assert "maximum level: 1,100 people; " in ended.err
        assert "a.xlsx!Cần đối chiếu!" in ended.err
        assert "1,200 people. They differ; not written." in ended.err
        assert "Found alike by both: 1 number; different: 1; filled in by one only: 0" in ended.err

    def test_numbers_of_one_officer_are_not_written(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """What only one officer filled in is not written."""
        self.fill(lists[0], people=1100)
        ended = self.run(dothi, *lists)
        assert "Filled in by one only; not written." in ended.err
        assert "Nothing changes." in ended.err

    def test_an_assumed_number_that_both_found(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """If both found the assumed number, it stays as it is written and is signed off."""
        self.fill(lists[0], people=1000)
        self.fill(lists[1], people="1000")
        assert 0 == self.run(dothi, *lists).code
        people = (rules / "toy-law" / "criterion-people.yaml").read_text("utf-8")
        assert "SILVER: {minimum: 500,  maximum: 1000, basis: [one-source, signed-off]}" in people

    def test_the_files_changed_since(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """A number that has changed in the files since the list was written is reported and left alone."""
        for path in lists:
            self.fill(path, people=1100)
        change(
            rules / "toy-law" / "criterion-people.yaml",
            "maximum: 1000, basis: [one-source, unv",
            "maximum: 900, basis: [one-source, unv",
        )
        assert "export again" in self.run(dothi, *lists).err

    def test_agreed_numbers_that_are_unsound(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """An impossible number that both found is reported at its cell; nothing is written."""
        for path in lists:
            self.fill(path, people=100)
        before = (rules / "toy-law" / "criterion-people.yaml").read_bytes()
        ended = self.run(dothi, *lists)
        assert (5, before) == (ended.code, (rules / "toy-law" / "criterion-people.yaml").read_bytes())
        assert "a.xlsx!Cần đối chiếu!" in ended.err

    def test_steps_are_signed_together(self, rules: Path, tmp_path: Path, dothi: Run) -> None:
        """The numbers of steps share one basis: while one of them is unknown, none is signed."""
        change(rules / "stepped-law" / "criterion-size.yaml", "basis: two-sources", "basis: unverified")
        paths = [tmp_path / f"{name}.xlsx" for name in ("a", "b")]
        for path in paths:
            dothi("rules", "export", "stepped-law", "--worklist", "--output", str(path))
            page = read(path)[WORKLIST]
            row = next(r for r in range(FIRST_ROW, len(page.rows)) if page.cell(r, 2) == "steps.at")
            rewritten(path, {(WORKLIST, row, page.rows[0].index(FOUND)): page.cell(row, 3)})
        before = (rules / "stepped-law" / "criterion-size.yaml").read_bytes()
        ended = self.run(dothi, *paths)
        assert "but not on other numbers with the same basis" in ended.err
        assert before == (rules / "stepped-law" / "criterion-size.yaml").read_bytes()

    @pytest.mark.parametrize("value", ["=500*2", "nghìn", True])
    def test_a_wrong_cell(self, rules: Path, lists: tuple[Path, Path], dothi: Run, value: Any) -> None:
        """A formula, a word or a truth value instead of a number is reported at its cell; the exit code is 5."""
        self.fill(lists[1], people=value)
        ended = self.run(dothi, *lists)
        assert (5, True) == (ended.code, "b.xlsx!Cần đối chiếu!" in ended.err)

    @pytest.mark.parametrize(("value", "is_refused"), [(3500.5, True), (1e12, True), (3500, False)])
    def test_a_level_that_a_rule_replaces(self, rules: Path, tmp_path: Path, value: float, is_refused: bool) -> None:
        """A level that a rule sets is checked against what the standard measures: whole people."""
        change(rules / "toy-law" / "special.yaml", "basis: [one-source, one-source]", "basis: [unverified, one-source]")
        draft = Draft(Library(rules), "toy-law")
        write_work_list(draft, tmp_path / "a.xlsx", texts_in("vi"))
        page = read(tmp_path / "a.xlsx")[WORKLIST]
        (row,) = (row for row in range(len(page.rows)) if "rules/cities" == page.cell(row, 1))
        cells = {(WORKLIST, row, page.rows[0].index(FOUND)): value}
        sheets = read(rewritten(tmp_path / "a.xlsx", cells))
        if is_refused:
            with pytest.raises(UnsoundData):
                WorkListReader(draft).compare(sheets, sheets)
        else:
            assert 1 == len(WorkListReader(draft).compare(sheets, sheets))

    def test_rows_of_different_exports(self, rules: Path, lists: tuple[Path, Path]) -> None:
        """A row that only one of the lists has is reported."""
        shorter = rewritten(lists[1], {}, without_rows=[(WORKLIST, FIRST_ROW)])
        with pytest.raises(UnsoundData) as refused:
            WorkListReader(Draft(Library(rules), "toy-law")).compare(read(lists[0]), read(shorter))
        assert ["row_is_in_one_only"] == [diagnostic.kind for diagnostic in refused.value.diagnostics]

    def test_the_other_list_is_of_an_older_export(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """If either list is older than the files, nothing of it is written."""
        change(
            rules / "toy-law" / "criterion-people.yaml",
            "maximum: 1000, basis: [one-source, unv",
            "maximum: 900, basis: [one-source, unv",
        )
        dothi("rules", "export", "toy-law", "--worklist", "--output", str(lists[0]), "--force")
        for path in lists:
            self.fill(path, people=1100)
        assert "export again" in self.run(dothi, *lists).err

    def test_the_standard_changed_since(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """If the standard measures something else by now, nothing that the officers found is written."""
        change(rules / "toy-law" / "criterion-people.yaml", "indicator: people", "indicator: inner-people")
        for path in lists:
            self.fill(path, people=1100)
        ended = self.run(dothi, *lists)
        assert (0, True) == (ended.code, "export again" in ended.err)

    def test_sorted_rows(self, lists: tuple[Path, Path], dothi: Run) -> None:
        """If the visible columns of two types of one standard were sorted, the hidden ids no longer fit."""
        for path in lists:
            page = read(path)[WORKLIST]
            column = page.rows[0].index("which")
            row = next(row for row in range(FIRST_ROW, len(page.rows)) if page.cell(row, 1) == "standards/people")
            rewritten(path, {(WORKLIST, row, column): "mức của một loại khác"})
            self.fill(path, people=1100)
        ended = self.run(dothi, *lists)
        assert (5, True) == (ended.code, "this row was moved" in ended.err)

    def test_a_workbook_of_another_program(self, lists: tuple[Path, Path], dothi: Run, tmp_path: Path) -> None:
        """The file that is not ours is named, not the good one beside it."""
        book = xlsxwriter.Workbook(str(tmp_path / "plain.xlsx"))
        book.add_worksheet("plain")
        book.close()
        ended = self.run(dothi, tmp_path / "plain.xlsx", lists[1])
        assert (2, True) == (ended.code, "plain.xlsx was not written by dothi rules export" in ended.err)

    def test_a_refused_cell_is_reported_once(self, lists: tuple[Path, Path], dothi: Run) -> None:
        """A cell that cannot be read is not reported as a row that only one list has."""
        self.fill(lists[0], people="=1+1")
        self.fill(lists[1], people=1100)
        assert 1 == len(self.run(dothi, *lists).err.splitlines())

    def test_tables_are_not_signed(self, book: Path, dothi: Run) -> None:
        """Offices and a document given with a workbook of levels are refused: importing it signs nothing."""
        ended = dothi("rules", "import", str(book), "--by", *OFFICES, "--document", "x", "--lang", "en")
        assert (2, True) == (ended.code, "a workbook of levels cannot be signed" in ended.err)

    def test_a_copy_of_one_list(self, lists: tuple[Path, Path], dothi: Run) -> None:
        """Files with the same bytes under two names were not filled in by two offices."""
        self.fill(lists[0], people=1100)
        shutil.copy(lists[0], lists[1])
        ended = self.run(dothi, *lists)
        assert (2, True) == (ended.code, "are identical byte for byte" in ended.err)

    def test_a_list_needs_two(self, rules: Path, lists: tuple[Path, Path], dothi: Run) -> None:
        """A comparison needs two different work lists by two named offices."""
        assert 2 == dothi("rules", "import", str(lists[0]), "--yes").code
        assert 2 == self.run(dothi, lists[0], lists[0]).code
        assert 2 == self.run(dothi, *lists, by=("Phòng Kinh tế", "phòng kinh tế")).code
        assert 2 == dothi("rules", "import", *map(str, lists), "--yes").code

    def test_a_list_of_another_law(self, rules: Path, lists: tuple[Path, Path], dothi: Run, tmp_path: Path) -> None:
        """Two lists of different laws are refused, and the message says which is which."""
        other = tmp_path / "other.xlsx"
        dothi("rules", "export", "counted-law", "--worklist", "--output", str(other))
        ended = self.run(dothi, lists[0], other)
        assert (2, True) == (ended.code, "counted-law" in ended.err)


class TestExport:
    def test_another_ending(self, rules: Path, dothi: Run, tmp_path: Path) -> None:
        """A workbook is written only to a name that ends in .xlsx."""
        assert 2 == dothi("rules", "export", "toy-law", "--output", str(tmp_path / "law.csv")).code

    def test_a_missing_folder(self, rules: Path, dothi: Run, tmp_path: Path) -> None:
        """If nothing can be written, the message names the path and does not call it an internal error."""
        place = str(tmp_path / "nowhere" / "law.xlsx")
        ended = dothi("rules", "export", "toy-law", "--output", place)
        assert (2, True) == (ended.code, place in ended.err)

    def test_an_existing_file(self, rules: Path, book: Path, dothi: Run) -> None:
        """An existing file is overwritten only on request."""
        before = book.read_bytes()
        assert (2, before) == (dothi("rules", "export", "toy-law", "--output", str(book)).code, book.read_bytes())
        assert 0 == dothi("rules", "export", "toy-law", "--output", str(book), "--force").code

    def test_an_unknown_law(self, rules: Path, dothi: Run, tmp_path: Path) -> None:
        """An unknown law is answered with the known ones."""
        ended = dothi("rules", "export", "toy-lav", "--output", str(tmp_path / "law.xlsx"))
        assert (2, True) == (ended.code, "toy-law" in ended.err)

    def test_the_headings(self, book: Path) -> None:
        """Above the levels stand the names of the types, and before them the code, the standard and the unit."""
        sheet = read(book)[PEOPLE]
        assert ("Mã", "Tiêu chuẩn", "Đơn vị") == tuple(sheet.rows[2][1:4])
        assert {"loại vàng", "loại bạc", "Điểm"} <= set(sheet.rows[1])

    def test_only_numbers_and_their_basis_can_be_edited(self, book: Path) -> None:
        """The sheet is protected; the cells of a level can be edited, those of its name and citation cannot."""
        with zipfile.ZipFile(book) as parts:
            styles, sheet = (parts.read(f"xl/{name}.xml").decode() for name in ("styles", "worksheets/sheet2"))
        cell_styles = re.findall(
            r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.partition("<cellXfs")[2].partition("</cellXfs")[0]
        )
        is_open = {place for place, style in enumerate(cell_styles) if 'locked="0"' in style}
        row = re.findall(r'<c r="([A-Z]+)5" s="(\d+)"', sheet)
        assert "<sheetProtection " in sheet
        assert {"E", "F", "G", "H"} <= {column for column, style in row if int(style) in is_open}
        assert not {"B", "C", "D"} & {column for column, style in row if int(style) in is_open}

    def test_the_sheet_of_rules(self, book: Path) -> None:
        """The rules beside the tables are a sheet of text."""
        sheet = read(book)["Quy tắc"]
        assert "Hải đảo" in [row[0] for row in sheet.rows]
        assert any("to_percent: 70" in str(row[2]) for row in sheet.rows)
