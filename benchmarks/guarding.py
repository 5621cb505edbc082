"""How long it takes to mistype a whole law and see who notices."""

from benchmarks.figure import Figure, timed
from classifier.assessment.assessors import Judges
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.workbench.case_tests.run import attempted, run_cases

LIMIT = 30.0


def figures() -> tuple[Figure, ...]:
    """The largest law: the one with most standards and cases, its cases judged and each number mistyped."""
    library = Library(rules_folder())
    law = max(library.register.laws, key=lambda law: (len(library.rulebook(law).standards), len(library.cases(law))))
    rulebook, whereabouts, cases = library.rulebook(law), library.whereabouts(law), library.cases(law)
    with Judges(library.rulebook_in_force) as judges:
        test, judging = timed(lambda: run_cases(rulebook, cases, whereabouts, judges.find, lambda *_: None))
    attempts, mistyping = timed(lambda: attempted(rulebook, whereabouts, test.agreeing, lambda *_: None))
    how = (
        f"{law.id}: {test.cases} cases judged by both engines {judging / 1000:.1f} s, {len(attempts)} mistypings "
        f"{mistyping / 1000:.1f} s, once, on one core"
    )
    return (Figure("rules test --mutate of the largest law", (judging + mistyping) / 1000, LIMIT, "s", how),)
