"""Testing a law with its worked cases: mismatches, coverage and mutants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.assessment.assessor import Assessor
from classifier.assessment.derived_types import FindAssessor
from criteria.cases import Case
from criteria.diagnostic import NotOnFile, Unsound
from criteria.rule_files.source_map import SourceMap
from criteria.rulebook import Rulebook
from dothi.progress import ReportProgress
from dothi.workbench.case_tests.compare import Mismatch, assessed, differences
from dothi.workbench.case_tests.coverage import Coverage, coverage_of
from dothi.workbench.case_tests.judged_case import JudgedCase
from dothi.workbench.case_tests.killed_mutants import MutantResult, MutantStatus, MutationTest
from dothi.workbench.case_tests.mutants import mutants_of_law


@dataclass(frozen=True, slots=True)
class LawTest:
    """The results of the cases of a law.

    Attributes:
        cases: The number of cases judged.
        proposed: The cases that nobody has confirmed yet. They are not judged.
        refused: The cases that cannot be judged, each with the reason.
        agreeing: The cases that came out as expected. Only these cover boundaries and kill mutants.
        mutant_results: The mutants and what became of them, or None if none were tried.
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
        """True if every case came out as expected."""
        return not self.mismatches and not self.refused

    @property
    def survivors(self) -> tuple[MutantResult, ...]:
        """The mutants that no case kills."""
        return tuple(
            mutant_result
            for mutant_result in self.mutant_results or ()
            if mutant_result.status is MutantStatus.SURVIVED
        )

    @property
    def is_guarded(self) -> bool:
        """True if nothing is uncovered and no mutant survived."""
        return self.coverage.is_complete and not self.survivors


def run_cases(
    rulebook: Rulebook,
    cases: Iterable[Case],
    source_map: SourceMap,
    find_assessor: FindAssessor,
    report_progress: ReportProgress,
) -> LawTest:
    """Judge the cases of a law with both engines and compare the results with what they expect."""
    every = tuple(cases)
    confirmed = [case for case in every if not case.is_proposed]
    refused: list[tuple[Case, NotOnFile | Unsound]] = []
    found: list[Mismatch] = []
    agreeing: list[JudgedCase] = []
    with Assessor(rulebook, find_assessor=find_assessor) as assessor:
        for done, case in enumerate(confirmed):
            report_progress(done, len(confirmed))
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
    rulebook: Rulebook, source_map: SourceMap, cases: Sequence[JudgedCase], report_progress: ReportProgress
) -> tuple[MutantResult, ...]:
    """Mutate everything in a law in turn and test each mutant with these cases."""
    every = tuple(mutants_of_law(rulebook, source_map))
    mutant_results = []
    for done, mutant_result in enumerate(MutationTest(rulebook, cases).mutant_results(every)):
        report_progress(done, len(every))
        mutant_results.append(mutant_result)
    return tuple(mutant_results)
