"""The time to run the mutants of a whole law."""

from benchmarks.timing import Timing, timed
from classifier.assessment.assessors import Assessors
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.workbench.case_tests.run import run_cases, run_mutants

LIMIT = 30.0


def figures() -> tuple[Timing, ...]:
    """Measure judging the cases and running the mutants of the law with the most standards and cases."""
    library = Library(rules_folder())
    law = max(library.register.laws, key=lambda law: (len(library.rulebook(law).standards), len(library.cases(law))))
    rulebook, source_map, cases = library.rulebook(law), library.source_map(law), library.cases(law)
    with Assessors(library.rulebook_in_force) as judges:
        test, judging = timed(lambda: run_cases(rulebook, cases, source_map, judges.find, lambda *_: None))
    mutant_results, mutant = timed(lambda: run_mutants(rulebook, source_map, test.agreeing, lambda *_: None))
    how = (
        f"{law.id}: {test.cases} cases judged by both engines {judging / 1000:.1f} s, {len(mutant_results)} mutants "
        f"{mutant / 1000:.1f} s, once, on one core"
    )
    return (Timing("rules test --mutate of the largest law", (judging + mutant) / 1000, LIMIT, "s", how),)
