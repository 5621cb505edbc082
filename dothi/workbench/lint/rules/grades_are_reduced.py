"""L510: a reduction of minimum levels that are all grades: a percentage of a grade is not a grade."""

from collections.abc import Iterator

from criteria.rule import ReduceMinimum
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        if law.rulebook is None:
            continue
        standards = {standard.id: standard for standard in law.rulebook.standards}
        for stated in law.stated_rules:
            for place, action in enumerate(stated.rule.then):
                if not isinstance(action, ReduceMinimum):
                    continue
                touched = [standards[known] for known in action.standards]
                if touched and all(law.rulebook.indicators[known.indicator].is_graded for known in touched):
                    details = {"rule": stated.rule.id, "standards": ", ".join(known.code for known in touched)}
                    yield Violation(stated.location("then", place), details)


LINT = Lint("L510-grades-are-reduced", Severity.WARNING, check=_check)
