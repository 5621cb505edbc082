"""L503: a rule whose condition no municipality can meet."""

from collections.abc import Iterator

from criteria.condition import known_words
from dothi.workbench.lint.condition_logic import is_satisfiable
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        for stated in law.stated_rules:
            if not is_satisfiable(stated.rule.when, known_words(survey.library.vocabulary)):
                yield Violation(stated.location("when"), {"rule": stated.rule.id})


LINT = Lint("L503-rule-never-holds", Severity.WARNING, check=_check)
