"""Each number of a law mistyped in turn, and each condition and way of counting: the law as it would then be."""

from collections.abc import Iterator

from criteria.rule_files.source_map import Whereabouts
from criteria.rulebook import Rulebook
from dothi.workbench.case_tests.mutants.levels import mistyped_levels, mistyped_points
from dothi.workbench.case_tests.mutants.member_units import mistyped_unit_test
from dothi.workbench.case_tests.mutants.mutable_law import Draft
from dothi.workbench.case_tests.mutants.mutant import Mistyping
from dothi.workbench.case_tests.mutants.points import mistyped_criterion, mistyped_head
from dothi.workbench.case_tests.mutants.rules import mistyped_rule
from dothi.workbench.case_tests.mutants.steps import mistyped_steps


def mistypings(rulebook: Rulebook, whereabouts: Whereabouts) -> Iterator[Mistyping]:
    """Every mistyping of a law: of its criteria with their standards, its head, its rules, its unit tests."""
    draft = Draft(rulebook, whereabouts)
    for criterion in rulebook.criteria:
        yield from mistyped_criterion(draft, criterion)
        for standard in criterion.standards:
            if not criterion.is_counted:
                yield from mistyped_points(draft, standard)
            yield from mistyped_steps(draft, standard) if standard.steps else mistyped_levels(draft, standard)
    yield from mistyped_head(draft)
    for rule in rulebook.rules:
        yield from mistyped_rule(draft, rule)
    for test in rulebook.unit_tests:
        yield from mistyped_unit_test(draft, test)
