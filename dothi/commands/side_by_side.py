"""Two answers of ``check``: with what ``--set`` assumes, on the day of ``--compare-as-of``, by ``--compare-law``."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

import typer

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, AssessmentRefused
from criteria.data_files.assumptions import OPTION, Setting, with_assumptions
from criteria.diagnostic import Diagnostic, UnsoundData, UnsoundOption
from criteria.law import Law
from criteria.municipality import Dataset, Subject
from criteria.rule_files.library import Library
from dothi.commands.options import not_on_file_sentence
from dothi.commands.terminal import refuse
from dothi.ends import EXIT_USAGE
from dothi.reports.forms import COMPARISON_FORMS
from dothi.reports.texts import Texts

SET_HELP = "Giả định một giá trị, như population=60000. Assume a value of an indicator or a column."
COMPARE_DAY_HELP = "So với kết quả của một ngày khác. Compare with the answer of another day."
COMPARE_LAW_HELP = "So với kết quả theo một luật khác. Compare with the answer by another law (id)."

ALL_HELP = "Mọi tiêu chuẩn, và biên an toàn. Every standard, and its margins."


def setting_from(text: str) -> Setting:
    """Return what was written after ``--set``."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise typer.BadParameter(f"Cần TÊN=GIÁ-TRỊ. NAME=VALUE is needed: {text!r}.")
    return Setting(name.strip(), value.strip())


SetOption = Annotated[
    list[Setting] | None,
    typer.Option(OPTION, help=SET_HELP, metavar="NAME=VALUE", parser=setting_from, show_default=False),
]
CompareDayOption = Annotated[
    str | None, typer.Option("--compare-as-of", help=COMPARE_DAY_HELP, metavar="DATE", show_default=False)
]
CompareLawOption = Annotated[
    str | None, typer.Option("--compare-law", help=COMPARE_LAW_HELP, metavar="ID", show_default=False)
]

AllOption = Annotated[bool, typer.Option("--all", help=ALL_HELP)]


def refuse_repeated(settings: Sequence[Setting]) -> None:
    """Refuse settings of which two are about the same cell."""
    names = [setting.name for setting in settings]
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise typer.BadParameter(f"Viết hai lần. Stated twice: {', '.join(repeated)}.", param_hint=OPTION)


def refuse_without_comparison(form: str, is_comparison: bool, texts: Texts) -> None:
    """End the command if an answer beside another, or with assumptions, is asked for in a form of findings only."""
    if is_comparison and form not in COMPARISON_FORMS.names:
        known = COMPARISON_FORMS.names
        refuse(texts.text("refused", "form_of_findings", name=form, known=known), EXIT_USAGE)


@dataclass(frozen=True)
class Asked:
    """One municipality on one day under one law, as ``check`` is asked about it.

    Attributes:
        decimal: the decimal sign of what is assumed.
        settings: what is assumed of it.
    """

    library: Library
    dataset: Dataset
    municipality: str
    decimal: str
    law: Law
    day: datetime.date
    settings: tuple[Setting, ...] = ()

    def assuming(self, settings: tuple[Setting, ...]) -> "Asked":
        """Return the same question about what is assumed."""
        return replace(self, settings=settings)

    def by(self, law: Law, day: datetime.date) -> "Asked":
        """Return the same question under another law or on another day."""
        return replace(self, law=law, day=day)

    @cached_property
    def _assumed(self) -> Dataset:
        if not self.settings:
            return self.dataset
        words = (self.library.words_of_data, self.library.indicators)
        days = (self.day, self.law.data_day(self.day))
        try:
            return with_assumptions(self.dataset, self.municipality, self.settings, words, days, self.decimal)
        except UnsoundData as error:
            raise UnsoundOption(error.diagnostics) from error

    @property
    def notes_of_settings(self) -> tuple[Diagnostic, ...]:
        """How something in the settings was understood that could be mistaken."""
        return self._assumed.notes[len(self.dataset.notes) :]

    @cached_property
    def subject(self) -> Subject:
        """The municipality with what counts on the day; the law says of which day it wants the data."""
        return self._assumed.subject(self.municipality, self.day, self.law.data_day(self.day))

    def answer(self, question: Question, with_margins: bool, texts: Texts) -> Assessment:
        """Return the assessment; end the command where there is none."""
        library = self.library
        with (
            Assessors(library.rulebook_in_force) as assessors,
            Assessor(library.rulebook(self.law), library.tasks, assessors.find) as assessor,
        ):
            answer = assessor.answer(self.subject, question, with_margins)
        if isinstance(answer, AssessmentRefused):
            if isinstance(answer.reason, UnsoundData):
                raise answer.reason
            # The law of the day lacks the type: what became of the municipality's former type explains it.
            sentences = [not_on_file_sentence(answer.reason, texts)]
            if answer.transition is not None and answer.reason.kind == "type":
                sentences.append(texts.transition(answer.transition, self.law))
            refuse(" ".join(sentences), EXIT_USAGE)
        return answer
