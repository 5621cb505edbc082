"""Mutants of what surrounds the tables: the points and pass marks of criteria, groups, types and the law."""

from collections.abc import Iterator
from dataclasses import replace

from classifier.assessment.result import Fact
from criteria.law import Law, Type
from criteria.standard import Criterion, Known
from dothi.workbench.case_tests.mutants.levels import ENDS, points_with
from dothi.workbench.case_tests.mutants.mutable_law import MutableLaw
from dothi.workbench.case_tests.mutants.mutant import Mutant, points_fact


def mutants_of_criterion(mutable: MutableLaw, criterion: Criterion) -> Iterator[Mutant]:
    """Yield mutants of a criterion's points and of its groups' points, or of its number of required standards."""
    if criterion.is_counted:
        yield from _count(mutable, criterion)
        return
    standards = frozenset(standard.id for standard in criterion.standards)
    for end in ENDS if criterion.asks_minimum else ENDS[1:]:
        known = getattr(criterion.points, end)
        for wrong in mutable.mutate_points(known.value):
            changed = replace(criterion, points=points_with(criterion.points, end, wrong))
            yield Mutant(
                mutable.source_map.criterion(criterion, "points", end),
                f"criterion_{end}",
                {"criterion": criterion.id},
                points_fact(known.value),
                points_fact(wrong),
                mutable.with_criterion(criterion, changed),
                standards=standards,
            )
    yield from _groups(mutable, criterion)


def _count(mutable: MutableLaw, criterion: Criterion) -> Iterator[Mutant]:
    known = criterion.points.minimum
    for wrong in mutable.mutate_count(known.value):
        changed = replace(criterion, points=points_with(criterion.points, "minimum", wrong))
        yield Mutant(
            mutable.source_map.criterion(criterion, "required", "count"),
            "criterion_count",
            {"criterion": criterion.id},
            points_fact(known.value),
            points_fact(wrong),
            mutable.with_criterion(criterion, changed),
            standards=frozenset(standard.id for standard in criterion.standards),
        )


def _groups(mutable: MutableLaw, criterion: Criterion) -> Iterator[Mutant]:
    """Yield mutants of the points of groups. They only have to add up: no town is judged by them."""
    for place, group in enumerate(criterion.groups):
        if group.points is None:
            continue
        for end in ENDS:
            known = getattr(group.points, end)
            for wrong in mutable.mutate_points(known.value):
                changed = replace(group, points=points_with(group.points, end, wrong))
                groups = (*criterion.groups[:place], changed, *criterion.groups[place + 1 :])
                yield Mutant(
                    mutable.source_map.criterion(criterion, "groups", place, "points", end),
                    f"group_{end}",
                    {"group": group.id},
                    points_fact(known.value),
                    points_fact(wrong),
                    mutable.with_criterion(criterion, replace(criterion, groups=groups)),
                    standards=frozenset(),
                )


def mutants_of_head(mutable: MutableLaw) -> Iterator[Mutant]:
    """Yield mutants of the law's total points, pass mark and rounding step, and of how steps are counted.

    If every type counts standards, the law's own points are not used and have no mutants.
    """
    law = mutable.law
    by_points = [known for known in law.assessed_types if known.required is None]
    if by_points:
        for wrong in mutable.mutate_points(law.points_maximum.value):
            changed = replace(law, points_maximum=replace(law.points_maximum, value=wrong))
            yield _of_law(mutable, "maximum", "points_of_law", law.points_maximum, changed.points_maximum, changed)
        for wrong in mutable.mutate_points(law.rounding_step.value):
            changed = replace(law, rounding_step=replace(law.rounding_step, value=wrong))
            sound = changed if wrong else None
            yield _of_law(mutable, "round_to", "rounding_step", law.rounding_step, changed.rounding_step, sound)
    if any(known.pass_mark is None for known in by_points):
        for wrong in mutable.mutate_points(law.pass_mark.value):
            changed = replace(law, pass_mark=replace(law.pass_mark, value=wrong))
            yield _of_law(mutable, "pass_mark", "pass_mark", law.pass_mark, changed.pass_mark, changed)
    if any(standard.steps and not standard.steps.only_whole for standard in mutable.rulebook.standards):
        words = ("whole", "in-proportion") if law.whole_steps else ("in-proportion", "whole")
        place = mutable.source_map.head("points", "steps", "counted")
        changed = replace(law, whole_steps=not law.whole_steps)
        yield Mutant(place, "steps_counted", {}, *words, mutable.with_law(changed))
    for position, known in enumerate(law.types):
        yield from _of_type(mutable, known, position)


def _of_law(mutable: MutableLaw, key: str, kind: str, right: Known, wrong: Known, changed: Law | None) -> Mutant:
    """Return the mutant of a number of the head. If ``changed`` is None, reading the file would refuse it."""
    return Mutant(
        mutable.source_map.head("points", key, "value"),
        kind,
        {},
        points_fact(right.value),
        points_fact(wrong.value),
        None if changed is None else mutable.with_law(changed),
    )


def _of_type(mutable: MutableLaw, known: Type, position: int) -> Iterator[Mutant]:
    """Yield mutants of the pass mark of a type, or of its number of required standards."""
    facts: dict[str, Fact] = {"type": known.name}

    def mutant(kind: str, keys: tuple[str, str], right: Known, wrong: int, changed: Type) -> Mutant:
        types = (*mutable.law.types[:position], changed, *mutable.law.types[position + 1 :])
        return Mutant(
            mutable.source_map.head("types", position, *keys),
            kind,
            facts,
            points_fact(right.value),
            points_fact(wrong),
            mutable.with_law(replace(mutable.law, types=types)),
            standards=frozenset(s.id for c in mutable.rulebook.criteria if known.id in c.types for s in c.standards),
        )

    if (mark := known.pass_mark) is not None:
        for wrong in mutable.mutate_points(mark.value):
            changed = replace(known, pass_mark=replace(mark, value=wrong))
            yield mutant("type_pass_mark", ("pass_mark", "value"), mark, wrong, changed)
    if (required := known.required) is not None:
        for wrong in mutable.mutate_count(required.value):
            changed = replace(known, required=replace(required, value=wrong))
            yield mutant("type_required", ("required", "count"), required, wrong, changed)
