"""``dothi list``, ``dothi targets`` and ``dothi laws``: what is on file, and where the province stands."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from classifier.assessment.assessors import Assessors
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.commands.options import DataOption, DayOption, DecimalOption, dataset_from
from dothi.commands.terminal import DecimalSign, Language, LanguageOption, day_from, print_rendered
from dothi.reports.texts import texts_in


class TargetFormat(StrEnum):
    """The forms of the table of targets."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_municipalities)
    app.command("targets")(show_targets)
    app.command("laws")(show_laws)


def list_municipalities(
    data: DataOption = None, decimal: DecimalOption = DecimalSign.POINT, lang: LanguageOption = Language.VI
) -> None:
    """Các đô thị trong hồ sơ và những gì đã biết. The municipalities on file, with what is known of each."""
    from dothi.reports.municipality_table import print_municipalities

    library = Library(rules_folder())
    dataset = dataset_from(library, data, decimal)
    print_rendered(lambda console: print_municipalities(dataset, library.vocabulary, texts_in(lang), console))


def show_targets(
    data: DataOption = None,
    as_of: DayOption = None,
    form: Annotated[
        TargetFormat, typer.Option("--format", help="Dạng kết quả. The form of the result.")
    ] = TargetFormat.TABLE,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Các mục tiêu của chương trình đang ở đâu. Where the targets of the programme stand."""
    from classifier.assessment.targets import review_targets
    from dothi.reports.target_table import print_targets, targets_json, targets_markdown

    texts = texts_in(lang)
    library = Library(rules_folder())
    day = day_from(as_of, texts)
    dataset = dataset_from(library, data, decimal)
    with Assessors(library.rulebook_in_force) as judges:
        answers = review_targets(library.targets, library.register, judges.find, dataset, day)
    match form:
        case TargetFormat.JSON:
            sys.stdout.write(targets_json(answers, day, texts) + "\n")
        case TargetFormat.MARKDOWN:
            sys.stdout.write(targets_markdown(answers, day, texts))
        case TargetFormat.TABLE:
            print_rendered(lambda console: print_targets(answers, day, texts, console))


def show_laws(lang: LanguageOption = Language.VI) -> None:
    """Các luật trong hồ sơ. The laws on file."""
    from dothi.reports.law_table import print_laws

    library = Library(rules_folder())
    rulebooks = [library.rulebook(law) for law in library.register.laws]
    print_rendered(lambda console: print_laws(rulebooks, texts_in(lang), console))
