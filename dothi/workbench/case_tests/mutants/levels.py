"""Mutants of the rows of the tables: levels and points."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from criteria.diagnostic import Location
from criteria.standard import Known, Level, Points, Standard
from dothi.workbench.case_tests.mutants.digits import mutate_number
from dothi.workbench.case_tests.mutants.mutable_law import MutableLaw
from dothi.workbench.case_tests.mutants.mutant import Mutant, points_fact, value_fact

End = Literal["minimum", "maximum"]
ENDS: tuple[End, ...] = ("minimum", "maximum")


def mutants_of_points(mutable: MutableLaw, standard: Standard) -> Iterator[Mutant]:
    """Yield the mutants of the points in a row. Steps state their own points; retained standards have none."""
    if standard.steps is not None or standard.points.maximum.value == 0:
        return
    for end in ENDS:
        known = getattr(standard.points, end)
        for wrong in mutable.mutate_points(known.value):
            points = points_with(standard.points, end, wrong)
            yield Mutant(
                mutable.source_map.standard(standard.id, "points", end),
                f"points_{end}",
                {"standard": standard.code},
                points_fact(known.value),
                points_fact(wrong),
                mutable.with_standard(replace(standard, points=points)),
                row=standard.id,
            )


def mutants_of_levels(mutable: MutableLaw, standard: Standard) -> Iterator[Mutant]:
    """Yield the mutants of a standard's levels. A number stated once for several types is mutated once."""
    indicator = mutable.rulebook.indicators[standard.indicator]
    for place, ends in _numbers(mutable, standard).items():
        target, end = ends[0]
        right = getattr(standard.levels[target], end).value
        beside = _beside(standard.levels, target, end)
        for wrong in mutate_number(right, indicator.decimals, 1, indicator.domain, beside):
            yield Mutant(
                place,
                "level",
                {"standard": standard.code, "types": tuple(dict.fromkeys(known for known, _ in ends))},
                value_fact(indicator, right),
                value_fact(indicator, wrong),
                mutable.with_standard(replace(standard, levels=_changed(standard.levels, ends, wrong))),
                row=standard.id,
            )


def _numbers(mutable: MutableLaw, standard: Standard) -> Mapping[Location, list[tuple[str, End]]]:
    """Return the places where levels are stated, each with the types and ends that share the number."""
    numbers: dict[Location, list[tuple[str, End]]] = {}
    for target, level in standard.levels.items():
        for end in ENDS:
            if getattr(level, end) is not None:
                numbers.setdefault(mutable.source_map.level(standard.id, target, end), []).append((target, end))
    return numbers


def _beside(levels: Mapping[str, Level], target: str, end: End) -> list[int]:
    """Return the same end of the adjacent types' levels and the other end of this level."""
    types = list(levels)
    place = types.index(target)
    near = [levels[known] for known in types[max(place - 1, 0) : place + 2]]
    other = levels[target].maximum if end == "minimum" else levels[target].minimum
    known: list[Known | None] = [*(getattr(level, end) for level in near), other]
    return [number.value for number in known if number is not None]


def _changed(levels: Mapping[str, Level], ends: Iterable[tuple[str, End]], value: int) -> Mapping[str, Level]:
    changed = dict(levels)
    for target, end in ends:
        changed[target] = level_with(changed[target], end, value)
    return changed


def level_with(level: Level, end: End, value: int) -> Level:
    """Return a level with another value at one end and the same basis."""
    if end == "minimum":
        return replace(level, minimum=level.minimum and replace(level.minimum, value=value))
    return replace(level, maximum=level.maximum and replace(level.maximum, value=value))


def points_with(points: Points, end: End, value: int) -> Points:
    """Return points with another value at one end and the same basis."""
    if end == "minimum":
        return replace(points, minimum=replace(points.minimum, value=value))
    return replace(points, maximum=replace(points.maximum, value=value))
