"""L505: a rule made redundant by another one that applies wherever it does and gives at least as much.

Conditions are compared by meaning and actions by value. An unverified rule never makes a verified one redundant,
because the verified rule would count if the unverified one turned out to be wrong.
"""

from collections.abc import Iterator

from criteria.condition import known_words
from criteria.rule import Rule
from criteria.standard import UNVERIFIED
from dothi.workbench.lint.action_effects import covers
from dothi.workbench.lint.condition_logic import follows_from
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import StatedRule, Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        if law.rulebook is None:
            continue
        known = known_words(survey.library.vocabulary)
        places = {rule.id: place for place, rule in enumerate(law.rulebook.rules)}
        for stated in law.stated_rules:
            for other in law.rulebook.rules:
                if (
                    other.id != stated.rule.id
                    and _is_idle(stated.rule, other)
                    and follows_from(other.when, stated.rule.when, known)
                ):
                    # If two rules are equivalent, the later one is idle.
                    is_mutual = _is_idle(other, stated.rule) and follows_from(stated.rule.when, other.when, known)
                    if not is_mutual or places[other.id] < places[stated.rule.id]:
                        yield _violation(stated, other)
                        break


def _violation(stated: StatedRule, other: Rule) -> Violation:
    return Violation(stated.location("id"), {"rule": stated.rule.id, "other": other.id})


def _is_idle(rule: Rule, other: Rule) -> bool:
    """True if the other rule does everything that this one does and is at least as well verified."""
    if other.basis == UNVERIFIED and rule.basis != UNVERIFIED:
        return False
    return all(any(covers(does, action) for does in other.then) for action in rule.then)


LINT = Lint("L505-rule-is-shadowed", Severity.WARNING, check=_check)
