"""Which mistypings of a law its worked cases notice.

A mistyping is noticed when something that a case expects comes out otherwise. What no case notices may still be refused
when the files are read, such as points that no longer add up; or it changes no judgement, whatever is measured.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from classifier.engines.reference import score_standard
from classifier.plan.plan import Holding, Plan, StandardPlan, compile_plan, holding, undecided_fields
from criteria.rule_files.consistency import numbers_are_sound
from criteria.rulebook import Rulebook
from criteria.standard import Standard
from dothi.workbench.case_tests.equivalent_mutants import makes_no_difference
from dothi.workbench.case_tests.judged_case import JudgedCase
from dothi.workbench.case_tests.mutants.mutant import Mistyping


class Noticed(StrEnum):
    """Who notices a mistyping."""

    BY_A_CASE = "by_a_case"
    ON_READING = "on_reading"
    MAKES_NO_DIFFERENCE = "makes_no_difference"
    BY_NOBODY = "by_nobody"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A mistyping and who noticed it."""

    mistyping: Mistyping
    noticed: Noticed


class Guard:
    """The worked cases of a law, on the watch for mistypings."""

    def __init__(self, rulebook: Rulebook, cases: Iterable[JudgedCase]) -> None:
        self._rulebook = rulebook
        self._cases = tuple(cases)
        self._by_standard: dict[str, list[JudgedCase]] = {}
        for case in self._cases:
            for standard in case.plan.standards:
                self._by_standard.setdefault(standard.id, []).append(case)

    def attempts(self, mistypings: Iterable[Mistyping]) -> Iterator[Attempt]:
        """Each mistyping with who noticed it, as they come."""
        for mistyping in mistypings:
            yield Attempt(mistyping, self._noticed(mistyping))

    def _noticed(self, mistyping: Mistyping) -> Noticed:
        if mistyping.rulebook is None:
            return Noticed.ON_READING
        if self._a_case_objects(mistyping, mistyping.rulebook):
            return Noticed.BY_A_CASE
        if not numbers_are_sound(mistyping.rulebook):
            return Noticed.ON_READING
        if makes_no_difference(mistyping, self._rulebook):
            return Noticed.MAKES_NO_DIFFERENCE
        return Noticed.BY_NOBODY

    def _a_case_objects(self, mistyping: Mistyping, rulebook: Rulebook) -> bool:
        if mistyping.row is not None:
            standard = next(known for known in rulebook.standards if known.id == mistyping.row)
            return self._objects_to_row(standard, rulebook)
        if mistyping.unit_test is not None:
            return any(case.objects_to_unit_tests(rulebook) for case in self._cases if case.case.unit_tests)
        return self._objects_to_law(mistyping, rulebook)

    def _objects_to_row(self, standard: Standard, rulebook: Rulebook) -> bool:
        """Whether a case objects to what one standard is worth now: nothing else is judged again."""
        criterion = next(known for known in rulebook.criteria if standard in known.standards)
        alone = replace(rulebook, criteria=(replace(criterion, standards=(standard,)),))
        plans: dict[tuple[str, str | None, Holding], StandardPlan] = {}
        for case in self._by_standard.get(standard.id, ()):
            if case.question not in plans:
                target, kind, held = case.question
                plans[case.question] = compile_plan(alone, target, held, kind=kind).standards[0]
            plan = plans[case.question]
            score = score_standard(plan, plan.interval(case.quantities[standard.id]), case.plan.rounding_step)
            if score != case.judgement.standards[standard.id] and case.objects_to_score(standard.id, score):
                return True
        return False

    def _objects_to_law(self, mistyping: Mistyping, rulebook: Rulebook) -> bool:
        """Whether a case that may be touched objects to the law as it is now, judged anew."""
        plans: dict[tuple[str, str | None, Holding], Plan] = {}
        for case in self._cases_touched(mistyping):
            target, kind, held = case.question
            if mistyping.rule is not None:
                held = holding(rulebook, case.words)
                if mistyping.rule not in case.held.possibly | held.possibly:
                    continue
                if undecided_fields(rulebook, target, case.words, held):
                    return True
            question = (target, kind, held)
            if question not in plans:
                plans[question] = compile_plan(rulebook, target, held, kind=kind)
            if plans[question] != case.plan and case.objects_to_plan(plans[question]):
                return True
        return False

    def _cases_touched(self, mistyping: Mistyping) -> Iterable[JudgedCase]:
        if mistyping.standards is None:
            return self._cases
        found = {id(case): case for known in mistyping.standards for case in self._by_standard.get(known, ())}
        return found.values()
