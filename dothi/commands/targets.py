"""``dothi targets``: how far the targets of the programme are met."""

from typing import Annotated

import typer

from classifier.assessment.assessors import Assessors
from dothi.commands.options import (
    DataOption,
    DayOption,
    DecimalOption,
    SureOption,
    VerifiedOnlyOption,
    dataset_from,
    form_option,
    sureness,
)
from dothi.commands.rules_at_hand import library_at_hand
from dothi.commands.terminal import DecimalSign, Language, LanguageOption, day_from, show
from dothi.reports.forms import TARGETS_FORMS
from dothi.reports.texts import texts_in


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("targets")(show_targets)


def show_targets(
    data: DataOption = None,
    as_of: DayOption = None,
    sure: SureOption = None,
    verified_only: VerifiedOnlyOption = False,
    form: Annotated[str, form_option(TARGETS_FORMS)] = TARGETS_FORMS.default,
    decimal: DecimalOption = DecimalSign.POINT,
    lang: LanguageOption = Language.VI,
) -> None:
    """Các mục tiêu của chương trình đang ở đâu. Show how far the targets of the programme are met."""
    from classifier.assessment.targets import review_targets

    texts, basis = texts_in(lang), sureness(sure, verified_only)
    library = library_at_hand(texts)
    day = day_from(as_of, texts)
    dataset = dataset_from(library, data, decimal, texts, day)
    with Assessors(library.rulebook_in_force) as assessors:
        answers = review_targets(library.targets, library.register, assessors.find, dataset, day, basis)
    show(TARGETS_FORMS[form].render(answers, day, texts, dataset.source))
