"""``dothi check``: is a municipality ready for a type?"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from classifier.plan.judgement import Verdict
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
    sureness,
)
from dothi.commands.output_options import ForceOption, OutputOption, deliver, refuse_output
from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.side_by_side import (
    AllOption,
    Asked,
    CompareDayOption,
    CompareLawOption,
    SetOption,
    refuse_repeated,
    refuse_without_comparison,
)
from dothi.commands.terminal import (
    Answered,
    DecimalSign,
    Language,
    LanguageOption,
    day_from,
    print_rendered,
)
from dothi.comparison import ComparedBy, compared
from dothi.reports.forms import ASSESSMENT_FORMS, COMPARISON_FORMS, Rendering
from dothi.reports.texts import Texts, texts_in
from dothi.reports.told_of_data import note_lines

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
    assumed: SetOption = None,
    compare_as_of: CompareDayOption = None,
    compare_law: CompareLawOption = None,
    all_standards: AllOption = False,
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
    settings = tuple(assumed or ())
    refuse_repeated(settings)
    is_compared = compare_as_of is not None or compare_law is not None
    is_beside = bool(settings) or is_compared
    refuse_without_comparison(form, is_beside, texts)
    library = library_at_hand(texts)
    day = day_from(as_of, texts)
    wanted = None if to == NEXT else to
    chosen = chosen_law(library, law, family, day, texts, wanted)
    if to == NEXT:
        refuse_without_order(library, chosen, law is not None, day, texts)
    dataset = dataset_from(library, data, decimal, texts, day)
    on_file = Asked(library, dataset, municipality, decimal, chosen, day)
    asked = on_file.assuming(settings)
    for line in note_lines(asked.notes_of_settings, texts):
        sys.stderr.write(line + "\n")
    if to == NEXT:
        to = next_type(asked.subject, chosen, texts)
    question = Question(to, day, reading, sureness(sure, verified_only))
    # Only what shows margins takes the time to find them.
    with_margins = form != ASSESSMENT_FORMS.default or (all_standards and not is_beside)
    answer = asked.answer(question, with_margins, texts)
    comparison = None
    if is_compared:
        other_day = day_from(compare_as_of, texts) if compare_as_of is not None else day
        other_law = chosen_law(library, compare_law or law, family, other_day, texts, to)
        other = on_file.by(other_law, other_day).assuming(settings)
        comparison = compared(
            ComparedBy.LAWS, answer, other.answer(replace(question, day=other_day), with_margins, texts)
        )
    elif settings:
        comparison = compared(ComparedBy.ASSUMPTIONS, on_file.answer(question, with_margins, texts), answer)
    if comparison is None:
        rendering = ASSESSMENT_FORMS[form].render(answer, texts)
    else:
        rendering = COMPARISON_FORMS[form].render(comparison, texts, all_standards)
    _print(rendering, answer, explain, texts, output, force)
    if exit_code:
        raise Answered(EXIT_OF_VERDICT[answer.verdict])


def _print(
    rendering: Rendering, answer: Assessment, explain: bool, texts: Texts, output: Path | None, force: bool
) -> None:
    deliver(rendering, texts, output, force)
    if explain:
        from dothi.reports.explanation import print_explanation

        # A tree beside data for programs must not mix with them.
        to_stderr = isinstance(rendering, str) and output is None
        print_rendered(lambda console: print_explanation(answer, texts, console), to_stderr)
