"""Semantic diff of two laws: what was added, removed, tightened or loosened, by how much, and in which article."""

from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from dothi.workbench.diff.difference import Difference
from dothi.workbench.diff.heads import differences_of_criteria, differences_of_heads
from dothi.workbench.diff.member_units import differences_of_member_units
from dothi.workbench.diff.rules import differences_of_rules
from dothi.workbench.diff.shared_files import (
    differences_of_catalogues,
    differences_of_used_indicators,
    differences_of_vocabularies,
)
from dothi.workbench.diff.standards import differences_of_standards
from dothi.workbench.diff.transitions import differences_of_transitions


def differences(before: Rulebook, after: Rulebook) -> tuple[Difference, ...]:
    """Return every difference between two laws: in heads, criteria, standards, rules, member units and indicators.

    Names, notes, sources and bases are not compared, since they change no judgement.
    """
    return (
        *differences_of_heads(before, after),
        *differences_of_transitions(before, after),
        *differences_of_criteria(before, after),
        *differences_of_standards(before, after),
        *differences_of_rules(before, after),
        *differences_of_member_units(before, after),
        *differences_of_used_indicators(before, after),
    )


def differences_of_shared_files(before: Library, after: Library) -> tuple[Difference, ...]:
    """Return every difference between the indicator catalogues and the vocabularies of two rules folders."""
    return (
        *differences_of_catalogues(before.indicators, after.indicators),
        *differences_of_vocabularies(before.vocabulary, after.vocabulary),
    )
