"""Mutants of member-unit requirements: the points, which units must reach them, and for how many units they apply."""

from collections.abc import Iterator
from dataclasses import replace

from classifier.assessment.member_units import possible_points, smallest_step
from classifier.assessment.result import Fact
from criteria.rulebook import MemberUnitsRequirement, ReachedBy
from criteria.standard import POINT_DECIMALS
from dothi.workbench.case_tests.mutants.digits import mutate_number
from dothi.workbench.case_tests.mutants.mutable_law import MutableLaw
from dothi.workbench.case_tests.mutants.mutant import Mutant, points_fact

ONE, SEVERAL = "one", "several"


def mutants_of_member_units(mutable: MutableLaw, test: MemberUnitsRequirement) -> Iterator[Mutant]:
    """Yield mutants of the required points, of ``units``, and, if there are several units, of ``reached_by``."""

    def mutant(keys: tuple[str, ...], right: Fact, wrong: Fact, changed: MemberUnitsRequirement) -> Mutant:
        return Mutant(
            mutable.source_map.member_unit(test.id, *keys),
            f"member_unit_{keys[0]}",
            {"test": test.text},
            right,
            wrong,
            mutable.with_member_unit(test, changed),
            member_unit=test.id,
        )

    required, indicators = test.required, mutable.rulebook.indicators
    step, possible = smallest_step(test, indicators), possible_points(test, indicators)
    for wrong in mutate_number(required.value, POINT_DECIMALS, step, possible):
        changed = replace(test, required=replace(required, value=wrong))
        yield mutant(("required", "value"), points_fact(required.value), points_fact(wrong), changed)
    words = (ONE, SEVERAL) if test.of_one_unit else (SEVERAL, ONE)
    yield mutant(("units",), *words, replace(test, of_one_unit=not test.of_one_unit))
    if not test.of_one_unit:
        for other in ReachedBy:
            if other is not test.reached_by:
                yield mutant(("reached_by",), test.reached_by.value, other.value, replace(test, reached_by=other))
