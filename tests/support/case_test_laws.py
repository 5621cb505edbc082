"""Laws judged by their cases, for the tests of case tests."""

from pathlib import Path

from classifier.assessment.assessors import Assessors
from criteria.rule_files.library import Library
from dothi.reports.texts import texts_in
from dothi.workbench.case_tests.killed_mutants import MutantStatus
from dothi.workbench.case_tests.mutants import mutants_of_law
from dothi.workbench.case_tests.mutants.mutant import Mutant
from dothi.workbench.case_tests.run import LawTest, run_cases, run_mutants

TOY = "toy-law"

EN = texts_in("en")


def judged_law(rules: Path, law: str = TOY) -> LawTest:
    """Return the results of the cases of a law."""
    library = Library(rules)
    head = library.register.law(law)
    with Assessors(library.rulebook_in_force) as judges:
        return run_cases(
            library.rulebook(head), library.cases(head), library.source_map(head), judges.find, lambda *_: None
        )


def every_mutant(rules: Path, law: str = TOY) -> list[Mutant]:
    """Return every mutant of a law."""
    library = Library(rules)
    head = library.register.law(law)
    return list(mutants_of_law(library.rulebook(head), library.source_map(head)))


def killed(rules: Path, law: str = TOY) -> dict[tuple[str, str, str], MutantStatus]:
    """Return the status of each mutant, by its English description, its original text and its mutated text."""
    library = Library(rules)
    head = library.register.law(law)
    mutant_results = run_mutants(
        library.rulebook(head), library.source_map(head), judged_law(rules, law).agreeing, lambda *_: None
    )
    return {
        (
            EN.text("mutant", mutant_result.mutant.kind, **mutant_result.mutant.facts),
            EN.shown(mutant_result.mutant.right),
            EN.shown(mutant_result.mutant.wrong),
        ): mutant_result.status
        for mutant_result in mutant_results
    }
