"""Each number of a law mistyped in turn, and each condition and way of counting: the law as it would then be."""

from collections.abc import Iterator

from classifier.casework.mistyping.draft import Draft
from classifier.casework.mistyping.frames import mistyped_criterion, mistyped_head
from classifier.casework.mistyping.mistyping import Mistyping
from classifier.casework.mistyping.rows import mistyped_levels, mistyped_points
from classifier.casework.mistyping.rules import mistyped_rule
from classifier.casework.mistyping.steps import mistyped_steps
from classifier.casework.mistyping.units import mistyped_unit_test
from criteria.rulebook import Rulebook
from criteria.whereabouts import Whereabouts


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
