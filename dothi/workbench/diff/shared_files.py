"""Differences between the shared files of two rules folders: the indicator catalogue and the vocabulary."""

from collections.abc import Iterator, Mapping

from criteria.bilingual import BilingualText
from criteria.indicator import Indicator, Indicators
from criteria.rulebook import Rulebook
from criteria.vocabulary import Vocabulary
from dothi.workbench.diff.difference import (
    Difference,
    Direction,
    Figure,
    Named,
    Side,
    Sides,
    Word,
    are_same,
    direction_of,
)


def differences_of_used_indicators(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Yield differences between the indicators that both laws use for standards or for the points of units."""
    used = [
        dict.fromkeys(
            (
                *(standard.indicator for standard in law.standards),
                *(indicator for test in law.member_units for indicator in test.points.values()),
            )
        )
        for law in (before, after)
    ]
    for identifier in (known for known in used[1] if known in used[0]):
        yield from _of_indicator(before.indicators[identifier], after.indicators[identifier])


def differences_of_catalogues(before: Indicators, after: Indicators) -> Iterator[Difference]:
    """Yield indicators that only one catalogue has, then the differences between those in both."""
    yield from _in_one(
        "indicator",
        {known.id: known.name for known in before.values()},
        {known.id: known.name for known in after.values()},
    )
    for identifier in (known for known in after if known in before):
        yield from _of_indicator(before[identifier], after[identifier])


def differences_of_vocabularies(before: Vocabulary, after: Vocabulary) -> Iterator[Difference]:
    """Yield words that only one vocabulary has, and kinds of municipality whose last day differs."""
    olds, news = ({kind.id: kind.name for kind in known.kinds.values()} for known in (before, after))
    yield from _in_one("kind", olds, news)
    yield from _in_one("region", before.regions, after.regions)
    yield from _in_one("attribute", before.attributes, after.attributes)
    yield from _in_one("formation", before.formations, after.formations)
    for identifier in (known for known in after.kinds if known in before.kinds):
        sides: Sides = before.kinds[identifier].until, after.kinds[identifier].until
        if not are_same(sides):
            yield _difference("kind_until", identifier, after.kinds[identifier].name, sides)


def _in_one(part: str, olds: Mapping[str, BilingualText], news: Mapping[str, BilingualText]) -> Iterator[Difference]:
    """Yield entries that only one of the files has."""
    for direction, names, others in ((Direction.REMOVED, olds, news), (Direction.ADDED, news, olds)):
        for identifier in (known for known in names if known not in others):
            yield Difference(direction, part, identifier, names[identifier], (), (None, None), "")


def _of_indicator(old: Indicator, new: Indicator) -> Iterator[Difference]:
    compared: list[tuple[str, Sides]] = [
        ("indicator_better", (_better(old), _better(new))),
        ("indicator_decimals", (Figure(old.decimals, 0), Figure(new.decimals, 0))),
        ("indicator_unit", (_unit(old), _unit(new))),
        ("indicator_grades", (_grades(old), _grades(new))),
        ("indicator_judged_by", (old.judged_by, new.judged_by)),
        ("indicator_part_of", (old.part_of, new.part_of)),
    ]
    if not old.is_graded and not new.is_graded:
        compared += [
            ("indicator_lowest", (_figure(old, old.domain.lower), _figure(new, new.domain.lower))),
            ("indicator_highest", (_figure(old, old.domain.upper), _figure(new, new.domain.upper))),
        ]
    attributes = [{grade.id: grade.attribute for grade in known.grades} for known in (old, new)]
    for grade in (known for known in new.grades if known.id in attributes[0]):
        compared.append(("indicator_grade_attribute", (attributes[0][grade.id], attributes[1][grade.id])))
    for part, sides in compared:
        if not are_same(sides):
            yield _difference(part, new.id, new.name, sides)


def _difference(part: str, identifier: str, name: BilingualText, sides: Sides) -> Difference:
    return Difference(direction_of(sides, None), part, identifier, name, (), sides, "")


def _better(indicator: Indicator) -> Word:
    return Word("better_higher" if indicator.higher_is_better else "better_lower")


def _unit(indicator: Indicator) -> Side:
    """Return the unit, identified by its Vietnamese name."""
    return None if indicator.unit is None else (Named(indicator.unit.vi, indicator.unit),)


def _grades(indicator: Indicator) -> Side:
    """Return the grades, worst first, or None if there are none."""
    return tuple(Named(grade.id, grade.name) for grade in indicator.grades) or None


def _figure(indicator: Indicator, value: int) -> Figure:
    return Figure(value, indicator.decimals, indicator)
