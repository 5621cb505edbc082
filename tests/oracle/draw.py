"""Random units, drawn with a seed, whose values lie at, just below and just above what the laws ask."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import TypeVar

from tests.oracle import law_111, law_1210, law_1211, table_111, table_1210
from tests.oracle.exact import Number
from tests.oracle.law_1210 import PERCENT_OF_POPULATION_AND_DENSITY, PERCENT_OF_THE_OTHERS
from tests.oracle.rows_1211 import Steps
from tests.oracle.scales import Scale, scale_of
from tests.oracle.table_1211 import ARTICLES
from tests.oracle.unit import Expected, Fact, Unit

REGIONS = ("red-river-delta", "southeast", "northern-midlands-mountains", "central-highlands", "north-central-coast",
           "mekong-delta")  # fmt: skip

Judge = Callable[[Unit, str, str], Expected]


@dataclass(frozen=True)
class Question:
    """A law to ask, and for which types."""

    law: str
    family: str
    as_of: str
    measured_on: str
    types: tuple[str, ...]
    judge: Judge
    draw: Callable[[Random, int], list[Unit]]


def _some(random: Random, words: Sequence[str], chance: float) -> frozenset[str]:
    return frozenset(word for word in words if random.random() < chance)


# --- values --------------------------------------------------------------------------------------------------------


def _around(random: Random, scale: Scale, marks: Iterable[Fraction]) -> Fraction:
    """Return a value of the scale at one of the marks, or just beside it."""
    mark = random.choice(list(marks))
    beside = random.choice((-2, -1, -1, 0, 0, 0, 1, 1, 2))
    return scale.clipped(scale.nearest_below(mark) + beside * scale.unit)


def _between(random: Random, scale: Scale, low: Fraction, high: Fraction) -> Fraction:
    """Return a value of the scale somewhere from one value to another."""
    return scale.nearest_below(low + (high - low) * Fraction(random.randrange(10_001), 10_000))


def step_value(random: Random, steps: Steps, share: Fraction, quality: float) -> Fraction:
    """Return a value for a row of steps: at its marks, at a half of a rounding step, or anywhere.

    Args:
        share: the share of the floor that is left to the unit.
        quality: how likely the row is about full.
    """
    scale = scale_of(steps.indicator)
    start, full = steps.start(share), steps.full(share)
    width = Fraction(steps.each) * (-1 if steps.falls else 1)
    count = (full - start) / width
    if random.random() < quality:
        return _around(random, scale, [full, full - width, full + width])
    draw = random.random()
    if draw < 0.3 and steps.first is not None:
        return _around(random, scale, [Fraction(steps.first) * share])
    if draw < 0.5:
        return _around(random, scale, [start, full, start + width * random.randint(1, max(1, int(count)))])
    if draw < 0.65:  # where the points lie just half way between two hundredths
        half = (random.randrange(int(count * Fraction(steps.adds) * 100)) + Fraction(1, 2)) / 100
        return _around(random, scale, [start + half / Fraction(steps.adds) * width])
    if draw < 0.75:  # where another share of the floor, or none, would count
        return _around(random, scale, [steps.start(Fraction(1)), steps.start(Fraction(3, 10))])
    return _between(random, scale, start - abs(width) * 3, full + abs(width) * 2)


def small_value(random: Random, steps: Steps, share: Fraction) -> Fraction:
    """Return a value that earns few points more than the base, so that some units are of class III."""
    start = steps.start(share)
    return _between(random, scale_of(steps.indicator), start / 2, start + 8 * Fraction(steps.each))


def level_value(
    random: Random, indicator: str, levels: Sequence[tuple[Number | None, Number | None]], shares: Sequence[Fraction]
) -> Fraction:
    """Return a value for a row with levels: at one, beside one, at a reduced one, between two, or anywhere."""
    scale = scale_of(indicator)
    known = [(Fraction(low), Fraction(high)) for low, high in levels if low is not None and high is not None]
    ends = [Fraction(level) for pair in levels for level in pair if level is not None]
    if not ends:
        return _between(random, scale, Fraction(0), min(scale.highest, Fraction(200)))
    draw = random.random()
    if draw < 0.45:
        return _around(random, scale, ends)
    if draw < 0.6:
        return _around(random, scale, [random.choice(ends) * random.choice(shares)])
    if draw < 0.9 and known:
        low, high = random.choice(known)
        return _between(random, scale, low, high)
    return _between(random, scale, min(ends) / 8, max(ends) * Fraction(5, 4))


# --- 1211 and 27 -----------------------------------------------------------------------------------------------------


def administrative_units(random: Random, count: int, law: str) -> list[Unit]:
    """Return units of every kind, one kind after the other."""
    kinds = list(ARTICLES)
    return [_administrative_unit(random, f"unit-{number}", kinds[number % len(kinds)], law) for number in range(count)]


def _administrative_unit(random: Random, name: str, kind: str, law: str) -> Unit:
    unit = Unit(
        id=name,
        kind=kind,
        facts={},
        attributes=_some(random, ("mountain", "highland", "border", "island", "coastal", "heritage"), 0.15),
        region=random.choice(REGIONS),
        # Provinces and centrally run cities are budget levels; so are most others.
        budget_level=kind in {"province", "central-city"} or random.random() < 0.7,
        has_commune_units=random.random() < 0.7,
    )
    article, quality, is_small = ARTICLES[kind], random.random() * 0.7, random.random() < 0.4
    facts: dict[str, Fact] = {}
    for subject in article.subjects():
        share = law_1211.share_of(unit, article, subject)
        for row in article.clause(subject):
            for steps in row.numbers():
                facts[steps.indicator] = (
                    small_value(random, steps, share)
                    if is_small and subject in {"population", "area"}
                    else step_value(random, steps, share, quality)
                )
            for indicator, grades in row.grades().items():
                facts[indicator] = random.choice(grades)
    if kind == "province" and random.random() < 0.6:
        facts["central-budget-share"] = random.choice((Fraction(0), Fraction(0), Fraction(1, 100)))
    unit = replace(unit, facts=facts)
    return _class_tuned(random, unit, law) if random.random() < 0.3 else unit


def _class_tuned(random: Random, unit: Unit, law: str) -> Unit:
    """Return the unit with so many people that its points just reach, or just miss, a class."""
    (steps,) = ARTICLES[unit.kind].population
    assert isinstance(steps, Steps)
    expected = law_1211.judge(unit, random.choice(("class-I", "class-II")), law)
    article = ARTICLES[unit.kind]
    share = law_1211.share_of(unit, article, "population")
    wanted = expected.pass_mark + random.choice((Fraction(0), Fraction(-1, 200), Fraction(-1, 100)))
    needed = wanted - expected.points.lower + expected.criteria[f"{article.number}.1"].lower
    beyond = (needed - Fraction(steps.base)) / Fraction(steps.adds) * Fraction(steps.each)
    return _with(unit, steps.indicator, steps.start(share) + beyond, random) if beyond > 0 else unit


def _with(unit: Unit, indicator: str, value: Fraction, random: Random) -> Unit:
    scale = scale_of(indicator)
    beside = random.choice((-1, 0, 0, 1)) * scale.unit
    return replace(unit, facts={**unit.facts, indicator: scale.clipped(scale.nearest_below(value) + beside)})


# --- 1210 and 111 ----------------------------------------------------------------------------------------------------

LevelRow = table_1210.Row1210 | table_111.Row111
Row = TypeVar("Row", bound=LevelRow)


def _level_facts(
    random: Random,
    rows: Sequence[Row],
    types: Sequence[str],
    levels_of: Callable[[Row, str], table_1210.Pair],
    shares: Sequence[Fraction],
) -> dict[str, Fact]:
    """Return values that lie around the levels of one type or another, a type a town most often."""
    own = random.choice(types)
    facts: dict[str, Fact] = {}
    for row in rows:
        if row.ladder:
            facts[row.indicator] = random.choice(row.ladder)
            continue
        near = [own] if random.random() < 0.7 else types
        facts[row.indicator] = level_value(random, row.indicator, [levels_of(row, type_) for type_ in near], shares)
    return facts


def towns_of_1210(random: Random, count: int) -> list[Unit]:
    """Return urban areas with and without inner and outer areas, of every character that Article 9 names."""
    return [_town_of_1210(random, f"town-{number}") for number in range(count)]


def _town_of_1210(random: Random, name: str) -> Unit:
    kind = random.choice(("city", "town", "township", "central-city"))
    percents = {*PERCENT_OF_POPULATION_AND_DENSITY.values(), *PERCENT_OF_THE_OTHERS.values()}
    shares = [Fraction(percent, 100) for percent in sorted(percents)]
    characters = ("mountain", "highland", "border", "island", "heritage", "tourism", "science", "education", "coastal")
    return Unit(
        id=name,
        kind=kind,
        facts=_level_facts(
            random, table_1210.ROWS, table_1210.TYPES, lambda row, type_: law_1210.levels_of(row, type_, kind), shares
        ),
        attributes=_some(random, characters, 0.12),
        region=random.choice(REGIONS),
        inner_area=random.random() < 0.7,
        outer_area=random.random() < 0.7,
    )


def towns_of_111(random: Random, count: int) -> list[Unit]:
    """Return urban areas in every region, heritage cities and others, in the mountains and elsewhere."""
    return [_town_of_111(random, f"area-{number}") for number in range(count)]


def _town_of_111(random: Random, name: str) -> Unit:
    facts = _level_facts(
        random, table_111.ROWS, table_111.TYPES, lambda row, type_: row.of(type_), [law_111.HERITAGE_SHARE]
    )
    strong = random.random()
    for row in table_111.ROWS:  # most values of some towns are good, so that some towns are good
        if random.random() < strong:
            facts[row.indicator] = row.ladder[-1] if row.ladder else _top(row)
    facts[law_111.PROJECT] = random.choice(("no", "yes"))
    unit = Unit(
        id=name,
        kind=random.choice(("city", "town", "ward", "special-zone", "central-city", "urban-area")),
        facts=facts,
        attributes=_some(random, ("mountain", "highland", "border", "island", "heritage", "coastal"), 0.15),
        region=random.choice(REGIONS),
    )
    return _with_units(random, _type_tuned(random, unit) if random.random() < 0.5 else unit)


def _with_units(random: Random, town: Unit) -> Unit:
    """Return the town with the points of its commune-level units, or its own if it is one, on Table 2B."""
    if town.kind in law_111.COMMUNE_LEVEL:
        (own,) = _points_of_units(random, 1)
        return replace(town, facts={**town.facts, **own})
    members = [
        Unit(f"{town.id}-{number}", random.choice(law_111.COMMUNE_LEVEL), own, part_of=town.id)
        for number, own in enumerate(_points_of_units(random, random.choice((0, 1, 2, 2, 3, 3))))
    ]
    return replace(town, members=tuple(members))


def _points_of_units(random: Random, count: int) -> list[dict[str, Fact]]:
    """Return the points of units for both types: at and beside what Article 6 asks, or not stated."""
    units: list[dict[str, Fact]] = [{} for _ in range(count)]
    for type_ in law_111.TYPES:
        whole, section = law_111.unit_points(type_), law_111.section_points(type_)
        scale, missing = scale_of(whole), Fraction(0)
        for number, unit in enumerate(units):
            if random.random() < 0.9:
                unit[whole] = _around(random, scale, [Fraction(random.choice((60, law_111.UNIT_MARK)))])
            is_last = number == len(units) - 1
            mark = law_111.AVERAGE_MARK + missing  # the last makes the average just reach what is asked, or miss it
            value = _around(random, scale, [mark]) if is_last else _between(random, scale, Fraction(40), Fraction(60))
            missing += law_111.AVERAGE_MARK - value
            if random.random() < 0.95:
                unit[section] = value
    return units


def _top(row: table_111.Row111) -> Fraction:
    return max(Fraction(maximum) for _, maximum in row.levels if maximum is not None)


def _type_tuned(random: Random, unit: Unit) -> Unit:
    """Return the town with a value of one standard such that a criterion just reaches, or just misses, its minimum."""
    type_ = random.choice(table_111.TYPES)
    for row in random.sample(table_111.ROWS, len(table_111.ROWS)):
        low, high = row.of(type_)
        if row.ladder or low is None or high is None or row.counts_works:
            continue
        own = law_111.judge(replace(unit, facts={**unit.facts, row.indicator: Fraction(high)}), type_, law_111.LAW)
        short = Fraction(table_111.CRITERIA[row.criterion][0]) - own.criteria[row.criterion].lower
        wanted = row.most + short + random.choice((Fraction(0), Fraction(-1, 200), Fraction(-1, 100)))
        if row.least < wanted < row.most:
            part = (wanted - row.least) / (row.most - row.least)
            return _with(unit, row.indicator, Fraction(low) + part * (Fraction(high) - Fraction(low)), random)
    return unit


def _of_administrative_units(law: str, year: int) -> Question:
    return Question(
        law=law,
        family="administrative-unit",
        as_of=f"{year}-06-01",
        measured_on=f"{year - 1}-12-31",
        types=("class-I", "class-II"),
        judge=law_1211.judge,
        draw=lambda random, count: administrative_units(random, count, law),
    )


QUESTIONS = (
    _of_administrative_units(law_1211.ORIGINAL, 2021),
    _of_administrative_units(law_1211.AMENDED, 2024),
    Question(
        law=law_1210.LAW,
        family="urban-type",
        as_of="2021-06-01",
        measured_on="2020-12-31",
        types=law_1210.TYPES,
        judge=law_1210.judge,
        draw=towns_of_1210,
    ),
    Question(
        law=law_111.LAW,
        family="urban-type",
        as_of="2026-06-01",
        measured_on="2025-12-31",
        types=law_111.TYPES,
        judge=law_111.judge,
        draw=towns_of_111,
    ),
)
"""What is asked of each law, on a day on which it is in force, with data of the end of the year before."""
