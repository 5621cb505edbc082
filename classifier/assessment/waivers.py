"""Standards that pass only if the law waives them, which is not known."""

from collections.abc import Iterable, Iterator

from classifier.assessment.citations import places_together
from classifier.assessment.result import StandardAssessment, Statement, ValueText
from classifier.plan.applied_rules import AppliedRules
from criteria.quantity import Quantity
from criteria.rule import Exempt, Rule


def waivers_needed(
    rules: Iterable[Rule], applied: AppliedRules, standards: Iterable[StandardAssessment]
) -> Iterator[Statement]:
    """Yield, for each standard below its known level, the rules of which nobody knows whether they waive it.

    Only rules that surely apply are told here; what is unknown about the municipality is told as an unknown fact.
    """
    doubted = [rule for rule in rules if rule.id in applied.surely]
    for assessed in standards:
        citations = [rule.citation for rule in doubted if _perhaps_waives(rule, assessed.standard.id)]
        level = assessed.level.minimum
        if not citations or level is None or not _is_below(assessed) or assessed.verdict != "undetermined":
            continue
        yield Statement(
            "standard_only_if_waived",
            assessed.standard.code,
            {
                "code": assessed.standard.code,
                "name": assessed.standard.name,
                "measured": ValueText(assessed.indicator, assessed.quantity, assessed.is_assumed),
                "ordinary": ValueText(assessed.indicator, Quantity(level.value, level.value)),
                "citation": places_together(citations),
            },
        )


def _perhaps_waives(rule: Rule, standard: str) -> bool:
    """True if the rule says of the standard that it is not known whether it is waived."""
    waivers = (action for action in rule.then if isinstance(action, Exempt) and not action.is_known)
    return any(standard in waiver.standards for waiver in waivers)


def _is_below(assessed: StandardAssessment) -> bool:
    """True if the best value that is possible lies below the minimum level."""
    level = assessed.level.minimum
    best = assessed.quantity.upper if assessed.plan.higher_is_better else assessed.quantity.lower
    if level is None or best is None:
        return False
    return best < level.value if assessed.plan.higher_is_better else best > level.value
