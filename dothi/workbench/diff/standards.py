"""Differences between the standards of two laws: their levels, points, steps and requirements."""

from collections.abc import Iterator, Mapping

from criteria.indicator import Indicator
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS, Level, Standard, Steps
from dothi.workbench.diff.difference import (
    Difference,
    Direction,
    Figure,
    Sides,
    Word,
    are_same,
    direction_of,
    points_figure,
    value_figure,
)
from dothi.workbench.diff.matching import matched_standards

NOTHING_KNOWN = Level(None, None)
"""A level that the law does not state."""

LEVELS, STEPS, BRACKETS = "levels", "steps", "brackets"
"""The ways in which a standard can map values to points."""

MORE_IS_HARDER: Mapping[str, bool] = {"steps_each": True, "steps_adds": False}
"""True if a larger number makes steps harder. Other numbers are values: better ones are harder to reach."""

IndicatorPair = tuple[Indicator, Indicator]
"""One indicator in the catalogues of the earlier and the later law."""


def differences_of_standards(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Yield standards that only one law has, then differences between matched ones, in the later law's order."""
    matching = matched_standards(before, after)
    for direction, standards in ((Direction.REMOVED, matching.removed), (Direction.ADDED, matching.added)):
        for standard in standards:
            types = tuple(standard.levels)
            yield Difference(
                direction, "standard", standard.code, standard.name, types, (None, None), standard.citation
            )
    for first, second in matching.pairs:
        indicators = before.indicators[first.indicator], after.indicators[second.indicator]
        yield from _of_pair(first, second, indicators)


def _of_pair(first: Standard, second: Standard, indicators: IndicatorPair) -> Iterator[Difference]:
    higher_is_better = indicators[1].higher_is_better

    def difference(part: str, sides: Sides, more_is_harder: bool | None, types: tuple[str, ...] = ()) -> Difference:
        direction = direction_of(sides, more_is_harder)
        return Difference(direction, part, second.code, second.name, types, sides, second.citation)

    ways = _way(first), _way(second)
    if ways[0] != ways[1]:
        yield difference("way_of_points", (Word(ways[0]), Word(ways[1])), more_is_harder=None)
    for (part, sides), types in level_differences(*_levels(first, second), indicators).items():
        yield difference(part, sides, higher_is_better, types)
    for part, end in (("minimum_points", "minimum"), ("maximum_points", "maximum")):
        points = points_figure(getattr(first.points, end)), points_figure(getattr(second.points, end))
        if not are_same(points):
            yield difference(part, points, more_is_harder=False)
    stated = _stated(first, indicators[0]), _stated(second, indicators[1])
    for part in dict.fromkeys((*stated[0], *stated[1])):
        sides = stated[0].get(part), stated[1].get(part)
        if not are_same(sides):
            yield difference(part, sides, MORE_IS_HARDER.get(part, higher_is_better))
    mandatory = tuple(known.mandatory.in_reading if known.mandatory else None for known in (first, second))
    if mandatory[0] != mandatory[1]:
        yield difference("mandatory", (mandatory[0], mandatory[1]), more_is_harder=None)
    if first.alternative != second.alternative:
        yield difference("alternative", (first.alternative, second.alternative), more_is_harder=None)


def _way(standard: Standard) -> str:
    """Return how a standard maps values to points."""
    if standard.steps is None:
        return LEVELS
    return BRACKETS if standard.steps.only_whole else STEPS


def _levels(first: Standard, second: Standard) -> tuple[Mapping[str, Level], Mapping[str, Level]]:
    """Return the levels as the laws state them. A law that states steps or brackets states no levels."""
    types = (*first.levels, *second.levels)
    nothing = dict.fromkeys(types, NOTHING_KNOWN)
    ways = _way(first), _way(second)
    if LEVELS not in ways:
        return {}, {}
    return (
        first.levels if ways[0] == LEVELS else nothing,
        second.levels if ways[1] == LEVELS else nothing,
    )


def _stated(standard: Standard, indicator: Indicator) -> Mapping[str, Figure]:
    """Return the numbers of a standard's steps or brackets as its article states them; none for levels.

    Steps and brackets are the same for every type. The level of a bracket is the next value after the stated one. The
    points that a step adds follow from the number of steps between the fewest and the most points.
    """
    if standard.steps is None:
        return {}
    level = next(iter(standard.levels.values()))
    assert level.minimum is not None
    assert level.maximum is not None
    at, reached, steps = level.minimum.value, level.maximum.value, standard.steps
    values = {f"{_way(standard)}_from": steps.start}
    if steps.only_whole:
        values["brackets_above"] = reached - 1 if indicator.higher_is_better else reached + 1
    else:
        values |= {"steps_at": at, "steps_each": steps.each}
    figures = {
        part: Figure(value, indicator.decimals, indicator) for part, value in values.items() if value is not None
    }
    if not steps.only_whole:
        figures["steps_adds"] = Figure(_added(standard, steps, abs(reached - at)), POINT_DECIMALS)
    return figures


def _added(standard: Standard, steps: Steps, span: int) -> int:
    """Return the points that a step adds, in ten-thousandths."""
    return (standard.points.maximum.value - standard.points.minimum.value) * steps.each // span


def level_differences(
    before: Mapping[str, Level], after: Mapping[str, Level], indicators: IndicatorPair
) -> Mapping[tuple[str, Sides], tuple[str, ...]]:
    """Return the ends of levels that differ, each with the types for which they differ in this way.

    Types that only one law has are ignored. If minimum and maximum are equal in both laws, they are one difference.
    """
    found: dict[tuple[str, Sides], list[str]] = {}
    for known in (known for known in after if known in before):
        first, second = before[known], after[known]
        ends = [("minimum_level", "minimum"), ("maximum_level", "maximum")]
        if all(_is_one(level) for level in (first, second)):
            ends = [("level", "minimum")]
        for part, end in ends:
            values = getattr(first, end), getattr(second, end)
            sides: Sides = value_figure(values[0], indicators[0]), value_figure(values[1], indicators[1])
            if not are_same(sides):
                found.setdefault((part, sides), []).append(known)
    return {difference: tuple(types) for difference, types in found.items()}


def _is_one(level: Level) -> bool:
    """True if minimum and maximum are equal or both unknown."""
    ends = [None if known is None else known.value for known in (level.minimum, level.maximum)]
    return ends[0] == ends[1]
