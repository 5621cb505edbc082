"""``dothi rules export`` and ``dothi rules import``: the numbers of a law as a workbook, and back into its files."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from criteria.bounded_files import read_whole, real_path, refusing
from criteria.data_files.xlsx_parts import LARGEST_FILE
from criteria.diagnostic import UnsoundData, shown
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.sign_off import SignOff
from dothi.commands.output_options import ForceOption, refuse_output
from dothi.commands.rules_at_hand import changing_rules, library_at_hand, reading_rules
from dothi.commands.signing import (
    DateOption,
    DryRunOption,
    YesOption,
    document_name,
    signer_name,
    signing_day,
)
from dothi.commands.terminal import Language, LanguageOption, refuse
from dothi.ends import EXIT_USAGE
from dothi.reports.texts import Texts, texts_in
from dothi.whole_files import whole_files

if TYPE_CHECKING:
    from dothi.workbench.editing.draft import Draft
    from dothi.workbench.editing.number_changes import Change
    from dothi.workbench.excel.import_tables import Sheets

WORKBOOK_ENDING = ".xlsx"


def register(rules: typer.Typer) -> None:
    """Add the commands to the group ``dothi rules``."""
    rules.command("export")(export_rules)
    rules.command("import")(import_rules)


def export_rules(
    law: Annotated[str, typer.Argument(help="Mã luật. The law to export (id).", show_default=False)],
    output: Annotated[Path, typer.Option("--output", help="Tệp .xlsx sẽ ghi. The .xlsx file to write.")],
    worklist: Annotated[
        bool,
        typer.Option(
            "--worklist", help="Chỉ những gì chưa biết, chưa đối chiếu. Export only what is unknown or unverified."
        ),
    ] = False,
    force: ForceOption = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Bảng mức của một luật thành bảng tính Excel. Export the level tables of a law as a workbook."""
    from dothi.reports.workbooks.law_workbook import write_law
    from dothi.reports.workbooks.work_list_workbook import write_work_list
    from dothi.workbench.editing.draft import Draft

    texts = texts_in(lang)
    if output.suffix.lower() != WORKBOOK_ENDING:
        refuse(texts.text("exchange", "not_xlsx", name=str(output)), EXIT_USAGE)
    refuse_output(output, texts, force)
    library = library_at_hand(texts)
    with reading_rules(texts):
        draft = Draft(library, law)
    with whole_files(replaces=force) as files:
        (write_work_list if worklist else write_law)(draft, files.beside(output), texts)
    sys.stderr.write(texts.text("exchange", "exported", name=shown(output)) + "\n")


def import_rules(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE.xlsx…",
            help="Một bảng mức đã sửa, hoặc hai danh sách đối chiếu do hai người điền. "
            "One workbook of levels, or two work lists, each filled in by another officer.",
            show_default=False,
        ),
    ],
    law: Annotated[
        str | None, typer.Option("--law", help="Mã luật. The law to change (id).", show_default=False)
    ] = None,
    by: Annotated[
        tuple[str, str] | None,
        typer.Option("--by", help="Hai đơn vị đã điền. The two offices that filled them in.", show_default=False),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document", help="Văn bản hai người đã so. The document that both compared with.", show_default=False
        ),
    ] = None,
    date: DateOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Ghi thay đổi từ bảng tính vào các tệp quy định. Write the changes of a workbook into the rule files."""
    from criteria.data_files.safe_xlsx import read_workbook
    from dothi.commands.confirmed_changes import write_confirmed
    from dothi.workbench.editing.draft import Draft
    from dothi.workbench.excel.import_tables import TableReader, is_work_list

    texts = texts_in(lang)
    books = [read_workbook(path, shown(path)) for path in files]
    with changing_rules(texts) as pause:
        draft = Draft(Library(rules_folder()), _law_of_all(files, books, law, texts))
        if len(books) == 1:
            if is_work_list(books[0]):
                refuse(texts.text("exchange", "one_work_list", name=shown(files[0])), EXIT_USAGE)
            if by is not None or document is not None or date is not None:
                refuse(texts.text("exchange", "signed_by_two"), EXIT_USAGE)
            write_confirmed(draft, TableReader(books[0], draft).changes(), texts, dry_run, yes, pause)
            return
        _refuse_equal_files(files, texts)
        signer = _signer(by, document, date, texts)
        changes = _import_work_lists(draft, (books[0], books[1]), signer, texts)
        write_confirmed(draft, changes, texts, dry_run, yes, pause)


def _law_of_all(files: Sequence[Path], books: "Sequence[Sheets]", law: str | None, texts: Texts) -> str:
    """Return the law of the workbooks; one without a law or of another law is refused."""
    from dothi.workbench.excel.import_tables import law_of

    expected = law or law_of(books[0])
    for path, book in zip(files, books, strict=True):
        if not (found := law_of(book)):
            refuse(texts.text("exchange", "no_law", name=shown(path)), EXIT_USAGE)
        if found != expected:
            facts = {"name": shown(path), "found": found, "law": expected}
            refuse(texts.text("exchange", "another_law", **facts), EXIT_USAGE)
    return expected


def _refuse_equal_files(files: Sequence[Path], texts: Texts) -> None:
    """Refuse work lists unless they are two files with different contents."""
    if len(files) != 2 or real_path(files[0]) == real_path(files[1]):
        refuse(texts.text("exchange", "two_files"), EXIT_USAGE)
    with refusing(UnsoundData, files[0]):
        contents = [read_whole(path, LARGEST_FILE) for path in files]
    if contents[0] == contents[1]:
        names_of_files = {"name": shown(files[0]), "other": shown(files[1])}
        refuse(texts.text("exchange", "same_content", **names_of_files), EXIT_USAGE)


def _signer(by: tuple[str, str] | None, document: str | None, date: str | None, texts: Texts) -> SignOff:
    """Return who signs off what two work lists agree on; both offices and the document are required."""
    if by is None or document is None:
        refuse(texts.text("exchange", "who_and_what"), EXIT_USAGE)
    names = tuple(signer_name(name, texts) for name in by)
    if names[0].casefold() == names[1].casefold():
        refuse(texts.text("exchange", "two_names", name=names[0]), EXIT_USAGE)
    return SignOff(names, signing_day(date, texts), document_name(document, texts), {})


def _import_work_lists(
    draft: "Draft", books: tuple["Sheets", "Sheets"], signer: SignOff, texts: Texts
) -> "list[Change]":
    """Say how two work lists compare, and return the changes on which they agree."""
    from dothi.reports.words.work_lists import comparison_lines
    from dothi.workbench.excel.import_work_lists import WorkListReader

    agreement = WorkListReader(draft)
    comparisons = agreement.compare(*books)
    changes = agreement.sign(comparisons, signer)
    for line in comparison_lines(comparisons, texts):
        sys.stderr.write(line + "\n")
    return changes
