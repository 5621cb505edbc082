"""L504: a rule whose condition every municipality meets: it is no special case, or a word is missing from it."""

from collections.abc import Iterator

from criteria.condition import known_words
from dothi.workbench.lint.condition_logic import always_holds
from dothi.workbench.lint.finding import Found, Lint, Severity
from dothi.workbench.lint.survey import Survey


def _look(survey: Survey) -> Iterator[Found]:
    for law in survey.laws:
        for stated in law.stated_rules:
            if always_holds(stated.rule.when, known_words(survey.library.vocabulary)):
                yield Found(stated.location("when"), {"rule": stated.rule.id})


LINT = Lint("L504-rule-always-holds", Severity.WARNING, look=_look)
