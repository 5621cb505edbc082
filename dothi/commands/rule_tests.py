"""``dothi rules test``: run the worked cases of the laws, and measure their coverage and the mutants they kill."""

import sys
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dothi.commands.options import form_option
from dothi.commands.output_options import ForceOption, refuse_output
from dothi.commands.terminal import EXIT_RULES, Language, LanguageOption, refuse, show
from dothi.ends import EXIT_USAGE
from dothi.progress import ReportProgress
from dothi.reports.forms import CASE_TEST_FORMS
from dothi.reports.texts import Texts, texts_in
from dothi.whole_files import whole_files

if TYPE_CHECKING:
    from dothi.commands.chosen_laws import ChosenLaw
    from dothi.workbench.case_tests.run import LawTest


def register(rules: typer.Typer) -> None:
    """Add the command to those about rule files."""
    rules.command("test")(run_rule_tests)


def run_rule_tests(
    laws: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LAW|PATH]…",
            help="Mã luật, thư mục hoặc tệp ví dụ; mặc định mọi luật. "
            "Laws (ids), folders or files of cases; every law by default.",
            show_default=False,
        ),
    ] = None,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate",
            help="Gõ sai từng con số, xem ví dụ nào nhận ra. Change each number in turn and see which cases notice.",
        ),
    ] = False,
    write_cases: Annotated[
        bool,
        typer.Option(
            "--write-cases",
            help="Đề xuất ví dụ ở ranh giới các mức còn thiếu. Propose cases at level boundaries that have none.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Tệp cho ví dụ đề xuất. The file for the proposed cases.", show_default=False),
    ] = None,
    force: ForceOption = False,
    form: Annotated[str, form_option(CASE_TEST_FORMS)] = CASE_TEST_FORMS.default,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Mã thoát 4 cả khi còn thiếu ví dụ. Exit 4 also if cases are missing."),
    ] = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Chạy các ví dụ của luật. Run the worked cases of the laws and report how well they guard them."""
    from dothi.commands.chosen_laws import chosen_laws

    texts = texts_in(lang)
    chosen = chosen_laws(laws or [], texts)
    if write_cases and len(chosen) != 1:
        refuse(texts.text("case_tests", "one_law_expected"), EXIT_USAGE)
    if output is not None and not write_cases:
        refuse(texts.text("case_tests", "output_needs_write_cases"), EXIT_USAGE)
    if output is not None:
        refuse_output(output, texts, force, adds_rules=True)
    tests = [_tested(law, mutate, texts) for law in chosen]
    # Proposed cases go to stdout unless they have a file; the report must not mix with them.
    show(CASE_TEST_FORMS[form].render(tests, texts), to_stderr=write_cases and output is None)
    if write_cases:
        _write_cases(tests[0], output, force, texts)
    if not all(test.holds and (test.is_guarded or not strict) for test in tests):
        raise typer.Exit(EXIT_RULES)


def _tested(law: "ChosenLaw", mutate: bool, texts: Texts) -> "LawTest":
    from classifier.assessment.assessors import Assessors
    from dothi.commands.progress_bar import progress_bar
    from dothi.workbench.case_tests.run import run_cases, run_mutants

    library, rulebook, source_map = law.library, law.rulebook, law.library.source_map(law.rulebook.law)

    def bar(key: str) -> AbstractContextManager[ReportProgress]:
        return progress_bar(texts.text("case_tests", key, law=rulebook.law.id))

    with Assessors(library.rulebook_in_force) as assessors, bar("progress_cases") as report:
        test = run_cases(rulebook, law.cases, source_map, assessors.find, report)
    if not mutate:
        return test
    with bar("progress_mutants") as report:
        return replace(test, mutant_results=run_mutants(rulebook, source_map, test.agreeing, report))


def _write_cases(test: "LawTest", output: Path | None, force: bool, texts: Texts) -> None:
    """Propose cases for what is not covered, in a new file or on stdout."""
    from dothi.reports.proposed_cases import proposed_cases_yaml
    from dothi.workbench.case_tests.proposals import proposals

    found = tuple(proposals(test.rulebook, test.coverage.missing))
    if not found:
        sys.stderr.write(texts.text("case_tests", "nothing_to_propose") + "\n")
        return
    text = proposed_cases_yaml(test.rulebook.law, found)
    if output is None:
        sys.stdout.write(text)
        return
    with whole_files(replaces=force) as files:
        files.beside(output).write_text(text, encoding="utf-8")
    sys.stderr.write(texts.text("case_tests", "written", path=str(output), count=str(len(found))) + "\n")
