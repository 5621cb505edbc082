"""The two evaluators compared with each other."""

from classifier.plan.applied_rules import AppliedRules
from classifier.plan.judgement import Judgement


class EnginesDisagree(Exception):
    """The two evaluators came to different results: an internal error, never a result.

    Attributes:
        subjects: the standards, criteria, readings or rules on which they differ.
    """

    def __init__(self, subjects: tuple[str, ...]) -> None:
        self.subjects = subjects
        super().__init__(f"the evaluators disagree on {', '.join(subjects)}")


def refuse_disagreement(defined: Judgement, inferred: Judgement) -> None:
    """Compare the judgement of the reference implementation with that of forward chaining.

    Raises:
        EnginesDisagree: the judgements differ; names the standards, or else the criteria, the totals, the units.
    """
    if defined == inferred:
        return
    standards = [name for name, score in defined.standards.items() if inferred.standards.get(name) != score]
    criteria = [
        f"{reading}/{name}"
        for reading, outcomes in defined.criteria.items()
        for name, outcome in outcomes.items()
        if inferred.criteria.get(reading, {}).get(name) != outcome
    ]
    total = [f"{reading}/total" for reading, outcome in defined.total.items() if inferred.total.get(reading) != outcome]
    units = [
        name for name in {**defined.units, **inferred.units} if defined.units.get(name) != inferred.units.get(name)
    ]
    whole = [f"{reading}/whole" for reading, found in defined.whole.items() if inferred.whole.get(reading) != found]
    raise EnginesDisagree(tuple(standards or criteria or total or units or whole or ["the standards on file"]))


def refuse_other_rules(defined: AppliedRules, inferred: AppliedRules) -> None:
    """Compare the rules that each evaluator found to apply.

    Raises:
        EnginesDisagree: they differ; names the rules.
    """
    if defined != inferred:
        differing = (defined.surely ^ inferred.surely) | (defined.possibly ^ inferred.possibly)
        raise EnginesDisagree(tuple(sorted(differing)))
