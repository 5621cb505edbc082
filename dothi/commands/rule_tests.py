"""``dothi rules test``: the worked cases of the laws, what they cover, which mutants they notice."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dothi.commands.terminal import EXIT_USAGE, Language, LanguageOption, refuse, refuse_unwritable
from dothi.reports.texts import Texts, texts_in

if TYPE_CHECKING:
    from dothi.commands.chosen_laws import ChosenLaw
    from dothi.workbench.case_tests.run import LawTest, Progress

EXIT_OTHERWISE = 1


class TextFormat(StrEnum):
    """The forms of a report on rules."""

    TEXT = "text"
    JSON = "json"


def register(rules: typer.Typer) -> None:
    """Add the command to those about rule files."""
    rules.command("test")(run_rule_tests)


def run_rule_tests(
    laws: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LAW|PATH]…",
            help="Mã luật, thư mục hoặc tệp ví dụ; mặc định mọi luật. Laws, folders or files of cases; by default all.",
            show_default=False,
        ),
    ] = None,
    mutate: Annotated[
        bool,
        typer.Option("--mutate", help="Gõ sai từng con số, xem ví dụ nào nhận ra. Mistypes each number in turn."),
    ] = False,
    write_cases: Annotated[
        bool,
        typer.Option(
            "--write-cases",
            help="Đề xuất ví dụ ở ranh giới các mức còn thiếu. Proposes cases at boundaries of levels without one.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Tệp cho ví dụ đề xuất. A file for the proposed cases.", show_default=False),
    ] = None,
    form: Annotated[
        TextFormat, typer.Option("--format", help="Dạng kết quả. The form of the result.")
    ] = TextFormat.TEXT,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Mã thoát 1 cả khi còn thiếu ví dụ. Exit 1 also where cases are missing."),
    ] = False,
    lang: LanguageOption = Language.VI,
) -> None:
    """Chạy các ví dụ của luật. Runs the worked cases of the laws, and says how well they guard each."""
    from dothi.commands.chosen_laws import chosen_laws
    from dothi.reports.case_test_report import rule_test_json, rule_test_text

    texts = texts_in(lang)
    chosen = chosen_laws(laws or [])
    if write_cases and len(chosen) != 1:
        refuse(texts.text("rule_test", "one_law_expected"), EXIT_USAGE)
    if output is not None and not write_cases:
        refuse(texts.text("rule_test", "output_needs_write_cases"), EXIT_USAGE)
    if output is not None:
        refuse_unwritable(output, texts)
    tests = [_tested(law, mutate, texts) for law in chosen]
    report = rule_test_json(tests, texts) + "\n" if form is TextFormat.JSON else rule_test_text(tests, texts)
    if write_cases:
        (sys.stderr if output is None else sys.stdout).write(report)
        _write_cases(tests[0], output, texts)
    else:
        sys.stdout.write(report)
    if not all(test.holds and (test.is_guarded or not strict) for test in tests):
        raise typer.Exit(EXIT_OTHERWISE)


def _tested(law: "ChosenLaw", mutate: bool, texts: Texts) -> "LawTest":
    from classifier.assessment.assessors import Assessors
    from dothi.workbench.case_tests.run import run_cases, run_mutants

    library, rulebook, source_map = law.library, law.rulebook, law.library.source_map(law.rulebook.law)
    with Assessors(library.rulebook_in_force) as judges, _progress(texts, "progress_cases", rulebook.law.id) as told:
        test = run_cases(rulebook, law.cases, source_map, judges.find, told)
    if not mutate:
        return test
    with _progress(texts, "progress_mutants", rulebook.law.id) as told:
        return replace(test, mutant_results=run_mutants(rulebook, source_map, test.agreeing, told))


@contextmanager
def _progress(texts: Texts, key: str, law: str) -> "Iterator[Progress]":
    """A bar on the terminal while something takes its time; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(texts.text("rule_test", key, law=law), total=None)
        yield lambda done, count: progress.update(task, completed=done, total=count)


def _write_cases(test: "LawTest", output: Path | None, texts: Texts) -> None:
    """Write the missing cases to a new file, or to stdout."""
    from dothi.reports.proposed_cases import proposed_cases_yaml
    from dothi.workbench.case_tests.proposals import proposals

    found = tuple(proposals(test.rulebook, test.coverage.missing))
    if not found:
        sys.stderr.write(texts.text("rule_test", "nothing_to_propose") + "\n")
        return
    text = proposed_cases_yaml(test.rulebook.law, found)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        refuse(texts.text("rule_test", "file_is_there", path=str(output)), EXIT_USAGE)
    sys.stderr.write(texts.text("rule_test", "written", path=str(output), count=str(len(found))) + "\n")
