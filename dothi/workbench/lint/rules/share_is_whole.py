"""L509: an action that leaves a hundred percent, where no other rule does the same to any of its standards.

Beside rules that do, it says that the law leaves the rest as it is: `L507-conditions-leave-gap` asks for it. In an
amending law a rule of the same id as one of the amended law takes that away.
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
    """The ids of the rules of the amended law."""
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
    """Whether a rule does the same kind of thing to one of the standards that the action touches."""
    assert isinstance(action, ReduceMinimum | ScaleSteps)
    return any(isinstance(does, type(action)) and {*does.standards} & {*action.standards} for does in rule.then)


LINT = Lint("L509-share-is-whole", Severity.WARNING, check=_check)
