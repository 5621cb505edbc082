"""Mutants of a law: every number, condition and way of counting changed in turn, as a person might mistype it."""

from collections.abc import Iterator

from criteria.rule_files.source_map import SourceMap
from criteria.rulebook import Rulebook
from dothi.workbench.case_tests.mutants.levels import mutants_of_levels, mutants_of_points
from dothi.workbench.case_tests.mutants.member_units import mutants_of_member_units
from dothi.workbench.case_tests.mutants.mutable_law import MutableLaw
from dothi.workbench.case_tests.mutants.mutant import Mutant
from dothi.workbench.case_tests.mutants.points import mutants_of_criterion, mutants_of_head
from dothi.workbench.case_tests.mutants.rules import mutants_of_rule
from dothi.workbench.case_tests.mutants.steps import mutants_of_steps


def mutants_of_law(rulebook: Rulebook, source_map: SourceMap) -> Iterator[Mutant]:
    """Yield every mutant of a law: of its criteria and standards, head, rules and member-unit requirements."""
    mutable = MutableLaw(rulebook, source_map)
    for criterion in rulebook.criteria:
        yield from mutants_of_criterion(mutable, criterion)
        for standard in criterion.standards:
            if not criterion.is_counted:
                yield from mutants_of_points(mutable, standard)
            yield from mutants_of_steps(mutable, standard) if standard.steps else mutants_of_levels(mutable, standard)
    yield from mutants_of_head(mutable)
    for rule in rulebook.rules:
        yield from mutants_of_rule(mutable, rule)
    for test in rulebook.member_units:
        yield from mutants_of_member_units(mutable, test)
