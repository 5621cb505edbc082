"""``dothi check``: is a municipality ready for a type?"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, AssessmentRefused
from classifier.plan.judgement import Verdict
from criteria.diagnostic import Diagnostic, UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.municipality import Subject
from criteria.type_of_day import NEXT
from dothi.commands.next_type import next_type, refuse_without_order
from dothi.commands.options import (
    DataOption,
    DayOption,
    DecimalOption,
    FamilyOption,
    LawOption,
    ReadingOption,
    SureOption,
    VerifiedOnlyOption,
    chosen_law,
    data_path,
    dataset_from,
    form_option,
    not_on_file_sentence,
    sureness,
)
from dothi.commands.output_options import ForceOption, OutputOption, refuse_output
from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.terminal import (
    EXIT_USAGE,
    DecimalSign,
    Language,
    LanguageOption,
    day_from,
    print_rendered,
    refuse,
    show,
    text_of,
)
from dothi.reports.forms import ASSESSMENT_FORMS
from dothi.reports.texts import Texts, printable, texts_in
from dothi.whole_files import whole_files

EXIT_OF_VERDICT = {Verdict.MET: 0, Verdict.NOT_MET: 1, Verdict.UNDETERMINED: 3}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    municipality: Annotated[str, typer.Argument(help="Mã đô thị. The municipality to judge (id).", show_default=False)],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="Loại cần đạt. The target: an urban type (SPECIAL, I … V), "
            "a unit to be formed (town, ward, commune …), a class of units (class-I …), "
            "a ward, a year of the programme (2025), or next: the type above the current one.",
        ),
    ],
    data: DataOption = None,
    law: LawOption = None,
    as_of: DayOption = None,
    family: FamilyOption = None,
    reading: ReadingOption = None,
    sure: SureOption = None,
    verified_only: VerifiedOnlyOption = False,
    form: Annotated[str, form_option(ASSESSMENT_FORMS)] = ASSESSMENT_FORMS.default,
    output: OutputOption = None,
    force: ForceOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="In cây suy luận. Print the chain of inference.")] = False,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Mã thoát 1: không đạt, 3: chưa xác định. Exit 1: not met, 3: undetermined."),
    ] = False,
) -> None:
    """Một đô thị đã đủ tiêu chí chưa? Judge whether a municipality is ready for a type."""
    texts = texts_in(lang)
    if output is not None:
        refuse_output(output, texts, force, (data_path(data),))
    library = library_at_hand(texts)
    day = day_from(as_of, texts)
    chosen = chosen_law(library, law, family, day, texts, None if to == NEXT else to)
    if to == NEXT:
        refuse_without_order(library, chosen, law is not None, day, texts)
    dataset = dataset_from(library, data, decimal, texts, day)
    subject = dataset.subject(municipality, day, chosen.data_day(day))
    refuse_blank_kinds(subject)
    if to == NEXT:
        to = next_type(subject, chosen, texts)
    with (
        Assessors(library.rulebook_in_force) as assessors,
        Assessor(library.rulebook(chosen), library.tasks, assessors.find) as assessor,
    ):
        assessment = assessor.answer(subject, Question(to, day, reading, sureness(sure, verified_only)))
    if isinstance(assessment, AssessmentRefused):
        if isinstance(assessment.reason, UnsoundData):
            raise assessment.reason
        # The law of the day lacks the type: what became of the municipality's former type explains it.
        sentences = [not_on_file_sentence(assessment.reason, texts)]
        if assessment.transition is not None and assessment.reason.kind == "type":
            sentences.append(texts.transition(assessment.transition, chosen))
        refuse(" ".join(sentences), EXIT_USAGE)
    _print_assessment(assessment, form, explain, texts, output, force)
    if exit_code:
        raise typer.Exit(EXIT_OF_VERDICT[assessment.verdict])


def refuse_blank_kinds(subject: Subject) -> None:
    """Refuse a municipality of which, or of a unit of which, the kind is blank, as it may be in a wide table.

    Raises:
        UnsoundData: with the place of each.
    """
    every = (subject.municipality, *(unit.municipality for unit in subject.surroundings.units))
    if blank := [known.location for known in every if not known.kind]:
        raise UnsoundData(Diagnostic(place, DiagnosticKind.KIND_IS_BLANK) for place in blank)


def _print_assessment(
    assessment: Assessment, form: str, explain: bool, texts: Texts, output: Path | None, force: bool
) -> None:
    rendering = ASSESSMENT_FORMS[form].render(assessment, texts)
    if output is None:
        show(rendering)
    else:
        with whole_files(replaces=force) as files:
            files.beside(output).write_text(text_of(rendering), encoding="utf-8")
        sys.stderr.write(texts.text("batch", "written", path=printable(str(output))) + "\n")
    if explain:
        from dothi.reports.explanation import print_explanation

        # A tree beside data for programs must not mix with them.
        to_stderr = isinstance(rendering, str) and output is None
        print_rendered(lambda console: print_explanation(assessment, texts, console), to_stderr)
