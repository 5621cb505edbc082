"""``dothi rules export`` and ``import``: the numbers of a law as a workbook, and back into its files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from criteria.diagnostic import shown
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.sign_off import SignOff
from dothi.commands.signing import (
    DateOption,
    DryRunOption,
    YesOption,
    document_name,
    signer_name,
    signing_day,
)
from dothi.commands.terminal import EXIT_USAGE, Language, LanguageOption, refuse, refuse_unwritable
from dothi.reports.texts import Texts, texts_in

if TYPE_CHECKING:
    from dothi.workbench.editing.draft import Draft
    from dothi.workbench.excel.import_tables import Sheets

WORKBOOK_ENDING = ".xlsx"


def register(rules: typer.Typer) -> None:
    """Add the commands to the group ``dothi rules``."""
    rules.command("export")(export_rules)
    rules.command("import")(import_rules)


def export_rules(
    law: Annotated[str, typer.Argument(help="Mã luật. The id of the law.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", help="Tệp .xlsx sẽ ghi. The .xlsx file to write.")],
    worklist: Annotated[
        bool,
        typer.Option("--worklist", help="Chỉ những gì chưa biết, chưa đối chiếu. Only what is open or unverified."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có. Writes over a file that is there.")] = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Bảng mức của một luật thành bảng tính Excel. The level tables of a law as a workbook."""
    from dothi.reports.workbooks.law_workbook import write_law
    from dothi.reports.workbooks.work_list_workbook import write_work_list
    from dothi.workbench.editing.draft import Draft

    texts = texts_in(lang)
    if output.suffix.lower() != WORKBOOK_ENDING:
        refuse(texts.text("exchange", "not_xlsx", name=str(output)), EXIT_USAGE)
    refuse_unwritable(output, texts)
    if output.exists() and not force:  # somebody may have filled it
        refuse(texts.text("exchange", "file_is_there", name=str(output)), EXIT_USAGE)
    draft = Draft(Library(rules_folder()), law)
    (write_work_list if worklist else write_law)(draft, output, texts)
    sys.stderr.write(texts.text("exchange", "exported", name=shown(output)) + "\n")


def import_rules(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE.xlsx…",
            help="Một bảng mức đã sửa, hoặc hai danh sách đối chiếu do hai người điền. "
            "One workbook of levels, or two work lists filled by two officers.",
            show_default=False,
        ),
    ],
    law: Annotated[str | None, typer.Option("--law", help="Mã luật. The id of the law.", show_default=False)] = None,
    by: Annotated[
        tuple[str, str] | None,
        typer.Option("--by", help="Hai đơn vị đã điền. The two offices that filled them.", show_default=False),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document", help="Văn bản hai người đã so. The document both compared with.", show_default=False
        ),
    ] = None,
    date: DateOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Ghi thay đổi từ bảng tính vào các tệp quy định. Writes what changed in a workbook into the rule files."""
    from criteria.data_files.safe_xlsx import read_workbook
    from dothi.workbench.editing.draft import Draft
    from dothi.workbench.excel.import_tables import is_work_list, law_of

    texts = texts_in(lang)
    books = [read_workbook(path, shown(path)) for path in files]
    known = law or law_of(books[0])
    for path, book in zip(files, books, strict=True):
        if not (found := law_of(book)):
            refuse(texts.text("exchange", "no_law", name=shown(path)), EXIT_USAGE)
        if found != known:
            facts = {"name": shown(path), "found": found, "law": known}
            refuse(texts.text("exchange", "another_law", **facts), EXIT_USAGE)
    draft = Draft(Library(rules_folder()), known)
    if len(books) == 1:
        if is_work_list(books[0]):
            refuse(texts.text("exchange", "one_work_list", name=shown(files[0])), EXIT_USAGE)
        if by is not None or document is not None or date is not None:
            refuse(texts.text("exchange", "signed_by_two"), EXIT_USAGE)
        _import_tables(draft, books[0], texts, dry_run, yes)
        return
    if len(books) != 2 or files[0].resolve() == files[1].resolve():
        refuse(texts.text("exchange", "two_files"), EXIT_USAGE)
    if files[0].read_bytes() == files[1].read_bytes():
        names_of_files = {"name": shown(files[0]), "other": shown(files[1])}
        refuse(texts.text("exchange", "same_content", **names_of_files), EXIT_USAGE)
    if by is None or document is None:
        refuse(texts.text("exchange", "who_and_what"), EXIT_USAGE)
    names = tuple(signer_name(name, texts) for name in by)
    if names[0].casefold() == names[1].casefold():
        refuse(texts.text("exchange", "two_names", name=names[0]), EXIT_USAGE)
    signer = SignOff(names, signing_day(date, texts), document_name(document, texts), {})
    _import_work_lists(draft, (books[0], books[1]), signer, texts, dry_run, yes)


def _import_tables(draft: "Draft", book: "Sheets", texts: Texts, dry_run: bool, yes: bool) -> None:
    from dothi.commands.delivery import deliver
    from dothi.workbench.excel.import_tables import TableReader

    deliver(draft, TableReader(book, draft).changes(), texts, dry_run, yes)


def _import_work_lists(
    draft: "Draft", books: tuple["Sheets", "Sheets"], signer: SignOff, texts: Texts, dry_run: bool, yes: bool
) -> None:
    from dothi.commands.delivery import deliver
    from dothi.reports.words.work_lists import comparison_lines
    from dothi.workbench.excel.import_work_lists import WorkListReader

    agreement = WorkListReader(draft)
    comparisons = agreement.compare(*books)
    changes = agreement.sign(comparisons, signer)
    for line in comparison_lines(comparisons, texts):
        sys.stderr.write(line + "\n")
    deliver(draft, changes, texts, dry_run, yes)
