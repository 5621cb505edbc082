"""Laws judged by their cases, for the tests beside this."""

from pathlib import Path

from classifier.assessment.assessors import Judges
from criteria.rule_files.library import Library
from dothi.reports.texts import texts_in
from dothi.workbench.case_tests.killed_mutants import Noticed
from dothi.workbench.case_tests.mutants import mistypings
from dothi.workbench.case_tests.mutants.mutant import Mistyping
from dothi.workbench.case_tests.run import LawTest, attempted, run_cases

TOY = "toy-law"

EN = texts_in("en")


def judged_law(rules: Path, law: str = TOY) -> LawTest:
    """A law of a rules folder, its cases judged."""
    library = Library(rules)
    head = library.register.law(law)
    with Judges(library.rulebook_in_force) as judges:
        return run_cases(
            library.rulebook(head), library.cases(head), library.whereabouts(head), judges.find, lambda *_: None
        )


def every_mistyping(rules: Path, law: str = TOY) -> list[Mistyping]:
    """Every mistyping of a law."""
    library = Library(rules)
    head = library.register.law(law)
    return list(mistypings(library.rulebook(head), library.whereabouts(head)))


def noticed(rules: Path, law: str = TOY) -> dict[tuple[str, str, str], Noticed]:
    """Who notices each mistyping: by what it is, what stands there and what was typed, as English shows it."""
    library = Library(rules)
    head = library.register.law(law)
    attempts = attempted(
        library.rulebook(head), library.whereabouts(head), judged_law(rules, law).agreeing, lambda *_: None
    )
    return {
        (
            EN.text("mistyping", attempt.mistyping.kind, **attempt.mistyping.facts),
            EN.shown(attempt.mistyping.right),
            EN.shown(attempt.mistyping.wrong),
        ): attempt.noticed
        for attempt in attempts
    }
