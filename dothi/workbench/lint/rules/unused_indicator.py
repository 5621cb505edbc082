"""L802: an indicator that no standard, member-unit requirement or task of any law uses."""

from collections.abc import Iterator

from criteria.rule_files import schema
from criteria.rule_files.folder_layout import INDICATORS_FILE
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    models = [found.model for found in survey.library.files_read]
    # Usage is known only if every rule file was asked about and could be read.
    if not survey.is_whole or None in models:
        return
    used = {indicator for model in models for indicator in _used(model)}
    catalogue = survey.library.read(survey.root / INDICATORS_FILE)
    if isinstance(catalogue.model, schema.IndicatorsDocument):
        for place, entry in enumerate(catalogue.model.indicators):
            if entry.id not in used:
                yield Violation(catalogue.file.location(("indicators", place, "id")), {"found": entry.id})


def _used(model: object) -> Iterator[str]:
    match model:
        case schema.CriterionDocument() | schema.CountingDocument():
            yield from (standard.indicator for standard in model.standards)
        case schema.MemberUnitsDocument():
            yield from (indicator for test in model.member_units for indicator in test.points.values())
        case schema.TasksDocument():
            yield from (name for task in model.tasks if task.answers_for for name in task.answers_for.indicators)


LINT = Lint("L802-unused-indicator", Severity.WARNING, check=_check)
