"""L902: a worked case without expectations, which passes whatever the law states."""

from collections.abc import Iterator

from criteria.rule_files import schema
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for found in survey.files:
        if isinstance(found.model, schema.CasesDocument):
            for place, entry in enumerate(found.model.cases):
                expected = [
                    *entry.standards.values(),
                    *entry.criteria.values(),
                    *entry.member_units.values(),
                    entry.total,
                ]
                if not any(one is not None and one.model_dump(exclude_none=True) for one in expected):
                    yield Violation(found.file.location(("cases", place, "id")), {"case": entry.id})


LINT = Lint("L902-case-expects-nothing", Severity.WARNING, check=_check)
