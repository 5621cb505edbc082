"""``dothi check``: is a municipality ready for a type?"""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, AssessmentRefused
from classifier.plan.judgement import Verdict
from criteria.diagnostic import UnsoundData
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.commands.options import (
    DataOption,
    DayOption,
    DecimalOption,
    FamilyOption,
    LawOption,
    ReadingOption,
    chosen_law,
    dataset_from,
    not_on_file_sentence,
)
from dothi.commands.terminal import EXIT_USAGE, DecimalSign, Language, LanguageOption, day_from, print_rendered, refuse
from dothi.reports.texts import Texts, texts_in

EXIT_OF_VERDICT = {Verdict.MET: 0, Verdict.NOT_MET: 1, Verdict.UNDETERMINED: 3}


class Format(StrEnum):
    """The forms of an assessment."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    municipality: Annotated[str, typer.Argument(help="Mã đô thị. The id of the municipality.", show_default=False)],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="Loại cần đạt. What is asked: an urban type (SPECIAL, I … V), "
            "a unit to be validated (town, ward, commune …), a class of units (class-I …), "
            "a ward, a year of the programme (2025).",
        ),
    ],
    data: DataOption = None,
    law: LawOption = None,
    as_of: DayOption = None,
    family: FamilyOption = None,
    reading: ReadingOption = None,
    verified_only: Annotated[
        bool,
        typer.Option(
            "--verified-only", help="Coi mức chưa đối chiếu là chưa biết. Unverified levels count as unknown."
        ),
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="Dạng kết quả. The form of the result.")] = Format.TABLE,
    explain: Annotated[
        bool, typer.Option("--explain", help="In cây suy luận. Prints what was concluded from what.")
    ] = False,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Mã thoát 1: không đạt, 3: chưa xác định. Exit 1: not met, 3: undetermined."),
    ] = False,
) -> None:
    """Một đô thị đã đủ tiêu chí chưa? Is a municipality ready for a type?"""
    texts = texts_in(lang)
    library = Library(rules_folder())
    day = day_from(as_of, texts)
    chosen = chosen_law(library, law, family, day, texts)
    dataset = dataset_from(library, data, decimal)
    subject = dataset.subject(municipality, day)
    with (
        Assessors(library.rulebook_in_force) as judges,
        Assessor(library.rulebook(chosen), library.tasks, judges.find) as assessor,
    ):
        assessment = assessor.answer(subject, Question(to, day, reading, verified_only))
    if isinstance(assessment, AssessmentRefused):
        if isinstance(assessment.reason, UnsoundData):
            raise assessment.reason
        # The law of the day lacks the type: what became of the municipality's former type explains it.
        sentences = [not_on_file_sentence(assessment.reason, texts)]
        if assessment.transition is not None and assessment.reason.kind == "type":
            sentences.append(texts.transition(assessment.transition, chosen, subject.municipality.current_type))
        refuse(" ".join(sentences), EXIT_USAGE)
    _print_assessment(assessment, form, explain, texts)
    if exit_code:
        raise typer.Exit(EXIT_OF_VERDICT[assessment.verdict])


def _print_assessment(assessment: Assessment, form: Format, explain: bool, texts: Texts) -> None:
    if form is Format.JSON:
        from dothi.reports.assessment_json import assessment_json

        sys.stdout.write(assessment_json(assessment, texts) + "\n")
    else:
        from dothi.reports.assessment_table import print_assessment

        print_rendered(lambda console: print_assessment(assessment, texts, console))
    if explain:
        from dothi.reports.explanation import print_explanation

        # Beside JSON on stdout the tree is no data: it goes to stderr.
        print_rendered(lambda console: print_explanation(assessment, texts, console), to_stderr=form is Format.JSON)
