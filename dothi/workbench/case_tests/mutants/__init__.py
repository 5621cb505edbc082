"""Each number of a law mutated in turn, and each condition and way of counting: the law as it would then be."""

from collections.abc import Iterator

from criteria.rule_files.source_map import SourceMap
from criteria.rulebook import Rulebook
from dothi.workbench.case_tests.mutants.levels import mutated_levels, mutated_points
from dothi.workbench.case_tests.mutants.member_units import mutated_member_unit
from dothi.workbench.case_tests.mutants.mutable_law import MutableLaw
from dothi.workbench.case_tests.mutants.mutant import Mutant
from dothi.workbench.case_tests.mutants.points import mutated_criterion, mutated_head
from dothi.workbench.case_tests.mutants.rules import mutated_rule
from dothi.workbench.case_tests.mutants.steps import mutated_steps


def mutants(rulebook: Rulebook, source_map: SourceMap) -> Iterator[Mutant]:
    """Every mutant of a law: of its criteria and standards, head, rules and member-unit requirements."""
    draft = MutableLaw(rulebook, source_map)
    for criterion in rulebook.criteria:
        yield from mutated_criterion(draft, criterion)
        for standard in criterion.standards:
            if not criterion.is_counted:
                yield from mutated_points(draft, standard)
            yield from mutated_steps(draft, standard) if standard.steps else mutated_levels(draft, standard)
    yield from mutated_head(draft)
    for rule in rulebook.rules:
        yield from mutated_rule(draft, rule)
    for test in rulebook.member_units:
        yield from mutated_member_unit(draft, test)
