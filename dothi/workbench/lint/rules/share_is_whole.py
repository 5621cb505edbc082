"""L509: an action that keeps 100 percent, if no other rule reduces any of its standards.

Beside rules that do reduce them it is useful: it states that the law leaves the rest unchanged, as
`L507-conditions-leave-gap` asks. In an amending law it cancels the rule of the same id in the amended law.
"""

from collections.abc import Iterator
from fractions import Fraction

from criteria.rule import Action, ReduceMinimum, Rule, ScaleSteps
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import StatedRule, Survey, SurveyedLaw


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        amended = _amended_rules(survey, law)
        for stated in law.stated_rules:
            if stated.rule.id in amended:
                continue
            for place, action in enumerate(stated.rule.then):
                if _is_whole(action) and not any(_shares(rule, action) for rule in _others(law, stated)):
                    yield Violation(stated.location("then", place), {"rule": stated.rule.id})


def _amended_rules(survey: Survey, law: SurveyedLaw) -> frozenset[str]:
    """Return the ids of the rules of the amended law."""
    if law.rulebook is None or law.law.amends is None:
        return frozenset()
    amended = survey.library.rulebook(survey.register.law(law.law.amends))
    return frozenset(rule.id for rule in amended.rules)


def _others(law: SurveyedLaw, stated: StatedRule) -> Iterator[Rule]:
    return (rule for rule in (law.rulebook.rules if law.rulebook else ()) if rule.id != stated.rule.id)


def _is_whole(action: Action) -> bool:
    match action:
        case ReduceMinimum(percent=(_, _) as share) | ScaleSteps(percent=(_, _) as share):
            return Fraction(*share) == 1
        case _:
            return False


def _shares(rule: Rule, action: Action) -> bool:
    """True if a rule has an action of the same kind on one of the action's standards."""
    assert isinstance(action, ReduceMinimum | ScaleSteps)
    return any(isinstance(does, type(action)) and {*does.standards} & {*action.standards} for does in rule.then)


LINT = Lint("L509-share-is-whole", Severity.WARNING, check=_check)
