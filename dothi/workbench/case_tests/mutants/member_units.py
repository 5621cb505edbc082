"""What a law asks of the units of an urban area mistyped: the points, who must reach them, and of how many units."""

from collections.abc import Iterator
from dataclasses import replace

from classifier.assessment.member_units import possible_points, smallest_step
from classifier.assessment.result import Fact
from criteria.rulebook import ReachedBy, UnitTest
from criteria.standard import POINT_DECIMALS
from dothi.workbench.case_tests.mutants.digits import mistyped
from dothi.workbench.case_tests.mutants.mutable_law import Draft
from dothi.workbench.case_tests.mutants.mutant import Mistyping, points_fact

ONE, SEVERAL = "one", "several"


def mistyped_unit_test(draft: Draft, test: UnitTest) -> Iterator[Mistyping]:
    """The required points, ``units``, and ``reached_by`` where there are several units to tell apart."""

    def mistyping(keys: tuple[str, ...], right: Fact, wrong: Fact, changed: UnitTest) -> Mistyping:
        return Mistyping(
            draft.whereabouts.unit_test(test.id, *keys),
            f"unit_test_{keys[0]}",
            {"test": test.text},
            right,
            wrong,
            draft.with_unit_test(test, changed),
            unit_test=test.id,
        )

    required, indicators = test.required, draft.rulebook.indicators
    step, possible = smallest_step(test, indicators), possible_points(test, indicators)
    for wrong in mistyped(required.value, POINT_DECIMALS, step, possible):
        changed = replace(test, required=replace(required, value=wrong))
        yield mistyping(("required", "value"), points_fact(required.value), points_fact(wrong), changed)
    words = (ONE, SEVERAL) if test.of_one_unit else (SEVERAL, ONE)
    yield mistyping(("units",), *words, replace(test, of_one_unit=not test.of_one_unit))
    if not test.of_one_unit:
        for other in ReachedBy:
            if other is not test.reached_by:
                yield mistyping(("reached_by",), test.reached_by.value, other.value, replace(test, reached_by=other))
