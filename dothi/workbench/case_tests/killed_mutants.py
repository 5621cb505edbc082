"""Mutation testing: which mutants of a law its worked cases kill.

A case kills a mutant if something it expects comes out differently. A mutant that no case kills may still be refused
when the files are read, for example because points no longer add up, or it may be equivalent to the law.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from classifier.assessment.compiled_plans import PlanKey
from classifier.engines.reference import score_standard
from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.completions import undecided_rules
from classifier.plan.plan import Plan, StandardPlan
from criteria.rule_files.consistency import numbers_are_sound
from criteria.rulebook import Rulebook
from criteria.standard import Standard
from dothi.workbench.case_tests.equivalent_mutants import is_equivalent
from dothi.workbench.case_tests.judged_case import JudgedCase
from dothi.workbench.case_tests.mutants.mutant import Mutant


class MutantStatus(StrEnum):
    """What became of a mutant."""

    KILLED = "by_a_case"
    REFUSED = "on_reading"
    EQUIVALENT = "makes_no_difference"
    SURVIVED = "by_nobody"


@dataclass(frozen=True, slots=True)
class MutantResult:
    """A mutant and what became of it."""

    mutant: Mutant
    status: MutantStatus


class MutationTest:
    """Runs the worked cases of a law against mutants of it."""

    def __init__(self, rulebook: Rulebook, cases: Iterable[JudgedCase]) -> None:
        self._rulebook = rulebook
        self._cases = tuple(case for case in cases if not case.chooses)
        self._by_standard: dict[str, list[JudgedCase]] = {}
        for case in self._cases:
            for standard in case.plan.standards:
                self._by_standard.setdefault(standard.id, []).append(case)

    def mutant_results(self, mutants: Iterable[Mutant]) -> Iterator[MutantResult]:
        """Yield each mutant with its status as soon as it is known."""
        for mutant in mutants:
            yield MutantResult(mutant, self._status(mutant))

    def _status(self, mutant: Mutant) -> MutantStatus:
        if mutant.rulebook is None:
            return MutantStatus.REFUSED
        if self._a_case_objects(mutant, mutant.rulebook):
            return MutantStatus.KILLED
        if not numbers_are_sound(mutant.rulebook):
            return MutantStatus.REFUSED
        if is_equivalent(mutant, self._rulebook):
            return MutantStatus.EQUIVALENT
        return MutantStatus.SURVIVED

    def _a_case_objects(self, mutant: Mutant, rulebook: Rulebook) -> bool:
        if mutant.row is not None:
            standard = next(known for known in rulebook.standards if known.id == mutant.row)
            return self._objects_to_row(standard, rulebook)
        if mutant.member_unit is not None:
            return any(case.objects_to_member_units(rulebook) for case in self._cases)
        return self._objects_to_law(mutant, rulebook)

    def _objects_to_row(self, standard: Standard, rulebook: Rulebook) -> bool:
        """True if a case fails with the new score of one standard; nothing else is judged again."""
        criterion = next(known for known in rulebook.criteria if standard in known.standards)
        alone = replace(rulebook, criteria=(replace(criterion, standards=(standard,)),))
        plans: dict[PlanKey, StandardPlan] = {}
        for case in self._by_standard.get(standard.id, ()):
            key = case.plan_key
            if key not in plans:
                plans[key] = compile_plan(alone, key.target, key.applied, kind=key.kind).standards[0]
            plan = plans[key]
            score = score_standard(plan, plan.interval(case.quantities[standard.id]), case.plan.rounding_step)
            if score != case.judgement.standards[standard.id] and case.objects_to_score(standard.id, score):
                return True
        return False

    def _objects_to_law(self, mutant: Mutant, rulebook: Rulebook) -> bool:
        """True if a case that the mutant may affect fails under the mutated law."""
        plans: dict[PlanKey, Plan] = {}
        for case in self._cases_touched(mutant):
            key = case.plan_key
            if mutant.rule is not None:
                key = replace(key, applied=applied_rules(rulebook, case.words))
                if mutant.rule not in case.applied.possibly | key.applied.possibly:
                    continue
                if undecided_rules(rulebook, key.target, case.words, key.applied):
                    return True
            if key not in plans:
                plans[key] = compile_plan(rulebook, key.target, key.applied, kind=key.kind)
            if plans[key] != case.plan and case.objects_to_plan(plans[key]):
                return True
        return False

    def _cases_touched(self, mutant: Mutant) -> Iterable[JudgedCase]:
        if mutant.standards is None:
            return self._cases
        found = {id(case): case for known in mutant.standards for case in self._by_standard.get(known, ())}
        return found.values()
