"""Testing a law by its worked cases: what comes out otherwise, what they cover, which mutants they notice."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from classifier.assessment.assessor import Assessor
from classifier.assessment.derived_types import FindAssessor
from criteria.cases import Case
from criteria.diagnostic import NotOnFile, Unsound
from criteria.rule_files.source_map import SourceMap
from criteria.rulebook import Rulebook
from dothi.workbench.case_tests.compare import Mismatch, assessed, differences
from dothi.workbench.case_tests.coverage import Coverage, coverage_of
from dothi.workbench.case_tests.judged_case import JudgedCase
from dothi.workbench.case_tests.killed_mutants import MutantResult, MutantStatus, MutationTest
from dothi.workbench.case_tests.mutants import mutants_of_law

Told = Callable[[int, int], None]
"""Told how many of how many steps are done."""


@dataclass(frozen=True, slots=True)
class LawTest:
    """What came out of the cases of a law.

    Attributes:
        cases: how many were judged.
        proposed: those that nobody has confirmed yet; they count for nothing.
        refused: those that cannot be judged at all, and what stops them.
        agreeing: those that came out as they say: only these cover and notice anything.
        mutant_results: the mutants tried and who killed them; None: none were tried.
    """

    rulebook: Rulebook
    cases: int
    proposed: tuple[Case, ...]
    refused: tuple[tuple[Case, NotOnFile | Unsound], ...]
    mismatches: tuple[Mismatch, ...]
    agreeing: tuple[JudgedCase, ...]
    coverage: Coverage
    mutant_results: tuple[MutantResult, ...] | None = None

    @property
    def holds(self) -> bool:
        """Whether every case came out as it says."""
        return not self.mismatches and not self.refused

    @property
    def survivors(self) -> tuple[MutantResult, ...]:
        """The mutants that nobody notices."""
        return tuple(
            mutant_result
            for mutant_result in self.mutant_results or ()
            if mutant_result.status is MutantStatus.SURVIVED
        )

    @property
    def is_guarded(self) -> bool:
        """Whether nothing is missing of what was looked for."""
        return self.coverage.is_complete and not self.survivors


def run_cases(
    rulebook: Rulebook, cases: Iterable[Case], source_map: SourceMap, find_assessor: FindAssessor, told: Told
) -> LawTest:
    """Judge the cases of a law by both engines and hold them against what they expect."""
    every = tuple(cases)
    confirmed = [case for case in every if not case.is_proposed]
    refused: list[tuple[Case, NotOnFile | Unsound]] = []
    found: list[Mismatch] = []
    agreeing: list[JudgedCase] = []
    with Assessor(rulebook, find_assessor=find_assessor) as assessor:
        for done, case in enumerate(confirmed):
            told(done, len(confirmed))
            try:
                assessment = assessed(assessor, case)
            except (NotOnFile, Unsound) as error:
                refused.append((case, error))
                continue
            differing = differences(case, assessment)
            found += differing
            if not differing:
                agreeing.append(JudgedCase.of(case, assessment, rulebook))
    return LawTest(
        rulebook,
        len(confirmed),
        tuple(case for case in every if case.is_proposed),
        tuple(refused),
        tuple(found),
        tuple(agreeing),
        coverage_of(rulebook, source_map, agreeing),
    )


def run_mutants(
    rulebook: Rulebook, source_map: SourceMap, cases: Sequence[JudgedCase], told: Told
) -> tuple[MutantResult, ...]:
    """Mistype everything in a law in turn; who notices."""
    every = tuple(mutants_of_law(rulebook, source_map))
    mutant_results = []
    for done, mutant_result in enumerate(MutationTest(rulebook, cases).mutant_results(every)):
        told(done, len(every))
        mutant_results.append(mutant_result)
    return tuple(mutant_results)
