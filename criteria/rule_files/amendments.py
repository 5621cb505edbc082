"""What an amending law takes over: everything in the amended law that it does not state itself."""

from collections.abc import Sequence
from dataclasses import replace

from criteria.law import Law
from criteria.rule import Rule
from criteria.rule_files.provenance import SIGNED_OFF
from criteria.rulebook import Rulebook
from criteria.standard import UNVERIFIED, Criterion, Known, Level, Points, Standard


def taken_over(
    law: Law, amended: Rulebook | None, stated: Sequence[Criterion]
) -> tuple[tuple[Criterion, ...], tuple[Rule, ...]]:
    """Return the criteria of the law, stated and taken over, in the order of the amended law, and the rules taken over.

    A criterion taken over keeps its citations and records the law it comes from. Its unverified numbers get the basis
    that the amending law gives for them. So do numbers and rules that were signed off, because they were compared with
    the text of the other law.
    """
    if amended is None or law.taken_over_basis is None:
        return tuple(stated), ()
    criteria: list[Criterion] = []
    remaining = list(stated)
    for criterion in amended.criteria:
        replacing = [own for own in remaining if _replaces(own, criterion)]
        if any(_replaces(own, criterion) for own in stated):
            criteria += replacing
            remaining = [own for own in remaining if own not in replacing]
        else:
            criteria.append(_standing(criterion, law, law.taken_over_basis))
    basis = law.taken_over_basis
    rules = (replace(rule, basis=basis, signed=()) if rule.basis == SIGNED_OFF else rule for rule in amended.rules)
    return (*criteria, *remaining), tuple(rules)


def _replaces(own: Criterion, earlier: Criterion) -> bool:
    """True if a criterion replaces an earlier one: they share the id, a type and a kind of municipality."""
    same_kinds = own.kinds is None or earlier.kinds is None or bool(set(own.kinds) & set(earlier.kinds))
    return own.id == earlier.id and bool(set(own.types) & set(earlier.types)) and same_kinds


def _standing(criterion: Criterion, law: Law, basis: str) -> Criterion:
    def known(number: Known) -> Known:
        return Known(number.value, basis) if number.basis in {UNVERIFIED, SIGNED_OFF} else number

    def end(number: Known | None) -> Known | None:
        return None if number is None else known(number)

    def points(entry: Points) -> Points:
        return Points(known(entry.minimum), known(entry.maximum))

    def standard(earlier: Standard) -> Standard:
        levels = {t: Level(end(i.minimum), end(i.maximum), i.laxer_because) for t, i in earlier.levels.items()}
        from_law = earlier.from_law or law.amends
        return replace(earlier, levels=levels, points=points(earlier.points), from_law=from_law, sources=(), signed=())

    return replace(
        criterion,
        points=points(criterion.points),
        signed=(),
        groups=tuple(replace(group, points=group.points and points(group.points)) for group in criterion.groups),
        standards=tuple(standard(earlier) for earlier in criterion.standards),
    )
