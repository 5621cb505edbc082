"""Rulebook × type × the rules that hold for a municipality → integers.

A plan is what every engine judges by. In it better is always higher: an indicator of which less is better is mirrored
(its values and levels are negated), grades are their places on the ladder, points are ten-thousandths.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from criteria.condition import FieldWords, fields_of, truth
from criteria.quantity import Interval, Quantity
from criteria.rulebook import (
    Action,
    Exempt,
    NotApplicable,
    ReduceMinimum,
    ReplaceLevels,
    Rule,
    Rulebook,
    ScalePoints,
    SetPoints,
    SetRequired,
)
from criteria.standard import ONE_POINT, UNVERIFIED, Known, Level, Standard


@dataclass(frozen=True, slots=True)
class Holding:
    """The rules that hold for a municipality: surely, or possibly where something about it is not known."""

    surely: frozenset[str]
    possibly: frozenset[str]
    """Includes those that surely hold."""


@dataclass(frozen=True, slots=True)
class StandardPlan:
    """One standard as integers, better always higher.

    Attributes:
        applies: False where a rule says that the standard does not apply to the municipality.
        minimum, maximum: the levels; None where they are not known.
        sure_floor: what surely is enough for the minimum points: the minimum, or a reduced one; None: not known.
        possible_floor: what may be enough, where a reduction is itself uncertain; equal to ``sure_floor`` if none is.
        reduced_by: the rule that gives ``sure_floor``, where it is below the minimum.
        points_minimum, points_maximum: in ten-thousandths.
        mandatory_in: the reading under which the standard is compulsory.
        is_surely_exempt, is_possibly_exempt: below the minimum level it earns the minimum points all the same.
    """

    id: str
    code: str
    criterion: str
    indicator: str
    higher_is_better: bool
    is_graded: bool
    domain: Interval
    applies: bool
    minimum: int | None
    maximum: int | None
    sure_floor: int | None
    possible_floor: int | None
    reduced_by: str | None
    points_minimum: int
    points_maximum: int
    mandatory_in: str | None
    is_surely_exempt: bool = False
    is_possibly_exempt: bool = False

    def interval(self, quantity: Quantity) -> Interval | None:
        """Where the measured value lies, better being higher; None where it was stated not to apply."""
        if not quantity.applies:
            return None
        plain_domain = self.domain if self.higher_is_better else self.domain.mirrored()
        interval = quantity.within(plain_domain)
        return interval if self.higher_is_better else interval.mirrored()

    @property
    def lacks_a_level(self) -> bool:
        """Whether a level is missing; a maximum that earns no more than the minimum is not missed."""
        return self.minimum is None or (self.maximum is None and self.points_maximum > self.points_minimum)

    def plain(self, value: int) -> int:
        """A value or level of this plan as it is written: mirrored back where less is better."""
        return value if self.higher_is_better else -value


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """A criterion: the points it needs and its standards."""

    id: str
    points_minimum: int
    points_maximum: int
    standards: tuple[StandardPlan, ...]


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """A reading of the law; an uncertain one may make any mandatory standard compulsory, or none."""

    id: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an engine needs to judge a municipality for one type.

    Attributes:
        rounding_step: in ten-thousandths of a point.
    """

    law: str
    type: str
    pass_mark: int
    rounding_step: int
    criteria: tuple[CriterionPlan, ...]
    readings: tuple[ReadingPlan, ...]

    @property
    def standards(self) -> tuple[StandardPlan, ...]:
        """All standards, in the order of the law."""
        return tuple(standard for criterion in self.criteria for standard in criterion.standards)

    @property
    def open_standards(self) -> tuple[StandardPlan, ...]:
        """The standards that apply and lack a level on which points depend."""
        return tuple(s for s in self.standards if s.applies and s.lacks_a_level)


def holding(rulebook: Rulebook, words: FieldWords) -> Holding:
    """Which rules of the law hold for a municipality with these field words."""
    answers = {rule.id: truth(rule.when, words) for rule in rulebook.rules}
    return Holding(
        frozenset(rule for rule, answer in answers.items() if answer),
        frozenset(rule for rule, answer in answers.items() if answer is not False),
    )


def undecided_fields(rulebook: Rulebook, target: str, words: FieldWords, held: Holding) -> tuple[str, ...]:
    """The unknown fields that must be known first, because they decide which standards apply or what they are worth.

    Only rules that change something for the target type matter.
    """
    asked = {standard.id for standard in rulebook.for_type(target).standards}
    found: dict[str, None] = {}
    for rule in rulebook.rules:
        uncertain = rule.id in held.possibly - held.surely
        if uncertain and any(_matters(action, target, asked) for action in rule.then):
            found |= {field: None for field in sorted(fields_of(rule.when)) if words.get(field) is None}
    return tuple(found)


def _matters(action: Action, target: str, asked: AbstractSet[str]) -> bool:
    """Whether an action changes, for a type, which standards there are, what they ask, or how many must be met."""
    match action:
        case NotApplicable(standards) | ScalePoints(standards):
            return not asked.isdisjoint(standards)
        case SetPoints(standard):
            return standard in asked
        case ReplaceLevels(standard, levels):
            return standard in asked and target in levels
        case SetRequired(known):
            return known == target
        case _:
            return False


def compile_plan(rulebook: Rulebook, target: str, held: Holding, verified_only: bool = False) -> Plan:
    """The plan of a law for one type, for municipalities for which these rules hold.

    With ``verified_only`` every level, reduction and reading whose basis is ``unverified`` counts as unknown. Points,
    where points go, the criteria's minima and the rounding step stay as they are.

    Raises:
        criteria.complaint.NotOnFile: the law has no such type.
    """
    rulebook = rulebook.for_type(target)
    frame = rulebook.frame(target)
    pass_mark = frame.pass_mark
    rules = [rule for rule in rulebook.rules if rule.id in held.possibly]
    levels = effective_levels(rulebook, target, held, verified_only)
    points = {s.id: (s.points.minimum.value, s.points.maximum.value) for s in rulebook.standards}
    not_applicable: set[str] = set()
    for rule in rules:
        if rule.id in held.surely:
            _move_points(rule, points, not_applicable)
            for action in rule.then:
                if isinstance(action, SetRequired) and action.type == target:
                    pass_mark = action.count * ONE_POINT
    criteria = tuple(
        CriterionPlan(
            criterion.id,
            criterion.points.minimum.value,
            criterion.points.maximum.value,
            tuple(
                _standard_plan(
                    standard,
                    rulebook,
                    levels[standard.id],
                    points[standard.id],
                    standard.id not in not_applicable,
                    _Reductions(standard.id, rules, held, verified_only),
                    verified_only,
                )
                for standard in criterion.standards
            ),
        )
        for criterion in rulebook.criteria
    )
    law = rulebook.law
    return Plan(
        law=law.id,
        type=target,
        pass_mark=pass_mark,
        rounding_step=law.rounding_step.value,
        criteria=criteria,
        readings=tuple(
            ReadingPlan(reading.id, not (verified_only and reading.basis == UNVERIFIED)) for reading in law.readings
        ),
    )


def effective_levels(rulebook: Rulebook, target: str, held: Holding, verified_only: bool = False) -> dict[str, Level]:
    """The level of each standard for a type, after the rules that replace levels for a municipality."""
    levels = {standard.id: standard.levels[target] for standard in rulebook.standards}
    for rule in rulebook.rules:
        for action in rule.then if rule.id in held.surely else ():
            if isinstance(action, ReplaceLevels) and target in action.levels and action.standard in levels:
                is_unknown = verified_only and rule.basis == UNVERIFIED
                levels[action.standard] = Level(None, None) if is_unknown else action.levels[target]
    return levels


def _move_points(rule: Rule, points: dict[str, tuple[int, int]], not_applicable: set[str]) -> None:
    """Apply what a rule changes about which standards apply, and about their points."""
    for action in rule.then:
        match action:
            case NotApplicable(standards):
                not_applicable |= set(standards)
                points |= dict.fromkeys(standards, (0, 0))
            case SetPoints(standard, minimum, maximum):
                points[standard] = (minimum, maximum)
            case ScalePoints(standards, numerator, denominator):
                for standard in (known for known in standards if known in points):
                    minimum, maximum = points[standard]
                    points[standard] = (minimum * numerator // denominator, maximum * numerator // denominator)


class _Reductions:
    """The reductions of one standard's minimum by the rules that hold."""

    def __init__(self, standard: str, rules: list[Rule], held: Holding, verified_only: bool) -> None:
        self.known: list[tuple[str, tuple[int, int], bool]] = []
        self.some_is_unknown = False
        self.counts_works = False
        self.is_surely_exempt = self.is_possibly_exempt = False
        for rule in rules:
            for action in rule.then:
                if isinstance(action, Exempt) and standard in action.standards:
                    self.is_possibly_exempt = True
                    if rule.id in held.surely and not (verified_only and rule.basis == UNVERIFIED):
                        self.is_surely_exempt = True
                if isinstance(action, ReduceMinimum) and standard in action.standards:
                    self.counts_works |= standard in action.counted_works
                    if action.percent is None or (verified_only and rule.basis == UNVERIFIED):
                        self.some_is_unknown = True
                    else:
                        self.known.append((rule.id, action.percent, rule.id in held.surely))

    def floors(self, minimum: int, domain: Interval, higher_is_better: bool) -> tuple[int, int, str | None]:
        """The sure floor, the possible floor, and the rule that gives the sure one. The most favourable counts."""
        sure, possible, by = minimum, minimum, None
        for rule, percent, is_sure in self.known:
            floor = _reduced(minimum, percent, domain, higher_is_better, self.counts_works)
            possible = min(possible, floor)
            if is_sure and floor < sure:
                sure, by = floor, rule
        if self.some_is_unknown:
            possible = min(possible, max(1, domain.lower) if self.counts_works else domain.lower)
        return sure, possible, by


def _reduced(
    minimum: int, percent: tuple[int, int], domain: Interval, higher_is_better: bool, counts_works: bool
) -> int:
    """The least integer that is at least so many percent of the minimum level; never stricter than the level.

    Where less is better the level is divided by the share instead: 10 % at most, relaxed to 50 %, is 20 % at most.
    """
    numerator, denominator = percent
    if counts_works:
        # A minimum of 1 stays 1; a larger one is reduced in proportion, rounded half up, and never under 1.
        return min(minimum, max(1, (2 * minimum * numerator + denominator) // (2 * denominator)))
    if higher_is_better:
        return min(minimum, -(-minimum * numerator // denominator))
    if numerator == 0:
        return domain.lower
    return min(minimum, -(-minimum * denominator // numerator))


def _standard_plan(
    standard: Standard,
    rulebook: Rulebook,
    level: Level,
    points: tuple[int, int],
    applies: bool,
    reductions: _Reductions,
    verified_only: bool,
) -> StandardPlan:
    indicator = rulebook.indicators[standard.indicator]
    higher = indicator.higher_is_better
    domain = indicator.domain if higher else indicator.domain.mirrored()

    def known(number: Known | None) -> int | None:
        if number is None or (verified_only and number.is_unverified):
            return None
        return number.value if higher else -number.value

    minimum = known(level.minimum)
    sure_floor, possible_floor, reduced_by = minimum, minimum, None
    if minimum is not None and not indicator.is_graded:
        sure_floor, possible_floor, reduced_by = reductions.floors(minimum, domain, higher)
    return StandardPlan(
        id=standard.id,
        code=standard.code,
        criterion=standard.criterion,
        indicator=standard.indicator,
        higher_is_better=higher,
        is_graded=indicator.is_graded,
        domain=domain,
        applies=applies,
        minimum=minimum,
        maximum=known(level.maximum),
        sure_floor=sure_floor,
        possible_floor=possible_floor,
        reduced_by=reduced_by,
        points_minimum=points[0],
        points_maximum=points[1],
        mandatory_in=standard.mandatory.in_reading if standard.mandatory else None,
        is_surely_exempt=reductions.is_surely_exempt,
        is_possibly_exempt=reductions.is_possibly_exempt,
    )
