"""The differences between the standards of two laws: their levels, points, steps, and what they are asked for."""

from collections.abc import Iterator, Mapping

from criteria.comparison.difference import (
    Difference,
    Direction,
    Figure,
    Sides,
    direction_of,
    points_figure,
    value_figure,
)
from criteria.comparison.matching import matched_standards
from criteria.indicator import Indicator
from criteria.rulebook import Rulebook
from criteria.standard import Level, Standard

NOTHING_KNOWN = Level(None, None)


def differences_of_standards(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Standards that only one law has, then those of both in the order of the later law."""
    matching = matched_standards(before, after)
    for direction, standards in ((Direction.REMOVED, matching.removed), (Direction.ADDED, matching.added)):
        for standard in standards:
            types = tuple(standard.levels)
            yield Difference(
                direction, "standard", standard.code, standard.name, types, (None, None), standard.citation
            )
    for first, second in matching.pairs:
        yield from _of_pair(first, second, after.indicators[second.indicator])


def _of_pair(first: Standard, second: Standard, indicator: Indicator) -> Iterator[Difference]:
    def difference(part: str, sides: Sides, more_is_harder: bool | None, types: tuple[str, ...] = ()) -> Difference:
        direction = direction_of(sides, more_is_harder)
        return Difference(direction, part, second.code, second.name, types, sides, second.citation)

    apart = level_differences(first.levels, second.levels, indicator)
    for (part, sides), types in apart.items():
        yield difference(part, sides, indicator.higher_is_better, types)
    for part, end in (("minimum_points", "minimum"), ("maximum_points", "maximum")):
        points = points_figure(getattr(first.points, end)), points_figure(getattr(second.points, end))
        if points[0] != points[1]:
            yield difference(part, points, more_is_harder=False)
    starts, widths = (_steps_figures(first, second, key, indicator) for key in ("start", "each"))
    if starts[0] != starts[1]:
        yield difference("steps_from", starts, indicator.higher_is_better)
    if widths[0] != widths[1]:
        yield difference("steps_each", widths, more_is_harder=True)
    mandatory = tuple(known.mandatory.in_reading if known.mandatory else None for known in (first, second))
    if mandatory[0] != mandatory[1]:
        yield difference("mandatory", (mandatory[0], mandatory[1]), more_is_harder=None)
    if first.alternative != second.alternative:
        yield difference("alternative", (first.alternative, second.alternative), more_is_harder=None)


def _steps_figures(first: Standard, second: Standard, key: str, indicator: Indicator) -> Sides:
    """One number of the steps of both standards."""
    values = [getattr(known.steps, key) if known.steps else None for known in (first, second)]
    figures = [None if value is None else Figure(value, indicator.decimals, indicator) for value in values]
    return figures[0], figures[1]


def level_differences(
    before: Mapping[str, Level], after: Mapping[str, Level], indicator: Indicator
) -> Mapping[tuple[str, Sides], tuple[str, ...]]:
    """The ends of the levels that differ, each with the types for which they differ so.

    A type that only one law has is no difference here. Where both levels have one end it is told once, as the level.
    """
    found: dict[tuple[str, Sides], list[str]] = {}
    for known in (known for known in after if known in before):
        first, second = before[known], after[known]
        ends = [("minimum_level", "minimum"), ("maximum_level", "maximum")]
        if all(_is_one(level) for level in (first, second)):
            ends = [("level", "minimum")]
        for part, end in ends:
            sides: Sides = value_figure(getattr(first, end), indicator), value_figure(getattr(second, end), indicator)
            if sides[0] != sides[1]:
                found.setdefault((part, sides), []).append(known)
    return {difference: tuple(types) for difference, types in found.items()}


def _is_one(level: Level) -> bool:
    """Whether minimum and maximum are the same value, or neither is known."""
    ends = [None if known is None else known.value for known in (level.minimum, level.maximum)]
    return ends[0] == ends[1]
