"""The plan: one law for one type as integers, the only form in which engines see it.

In a plan, better is always higher. An indicator for which less is better is mirrored: its values and levels are
negated. Grades are their positions on the ladder. Points are integers in ten-thousandths.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from criteria.quantity import Claim, Interval, Quantity

Intervals = Mapping[str, Interval | None]
"""Where the value of each standard lies, by standard id, better being higher; None if it was stated not to apply."""


@dataclass(frozen=True, slots=True)
class StandardPlan:
    """One standard as integers, better always higher.

    Attributes:
        applies: False if a rule says that the standard does not apply to the municipality.
        minimum, maximum: the levels; None if unknown.
        sure_floor: the value that surely earns the minimum points: the minimum, or a reduced one; None if unknown.
        possible_floor: the value that may earn them if a reduction is uncertain; else equal to ``sure_floor``.
        reduced_by: the rule that gives ``sure_floor``, if that is below the minimum.
        points_minimum, points_maximum: in ten-thousandths.
        mandatory_in: the reading under which the standard is compulsory.
        is_surely_exempt, is_possibly_exempt: even below the minimum level it earns the minimum points.
        step: values count in whole steps of this width above the minimum; None if they count in proportion.
        alternative: of the criterion's standards with the same label, only the one with the most points counts; None
            if the standard has no alternative.
        refinement: the factor by which values are multiplied, since scaled levels need more decimals than the
            indicator has. All levels, the domain and the step are multiplied already.
        scaled_by: the rule that scales the steps.
        may_be_easier: True if any value may earn the maximum points, by a rule about which too little is known.
        open_points: where the points are not sure enough, the points at the minimum and at the maximum level at worst,
            and both at best; None where they are known.
        open_reduction: the rule that reduces the minimum by a factor that is not known; None if no such rule applies.
        counts_works: the minimum is a number of works, of which a reduction leaves at least one.
        fails_if, passes_if: the types for which it is enough to know that the standard fails, or passes.
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
    step: int | None = None
    alternative: str | None = None
    refinement: int = 1
    scaled_by: str | None = None
    may_be_easier: bool = False
    open_points: tuple[tuple[int, int], tuple[int, int]] | None = None
    open_reduction: str | None = None
    counts_works: bool = False
    fails_if: frozenset[str] = frozenset()
    passes_if: frozenset[str] = frozenset()

    def least(self, at_best: bool) -> int:
        """Return the points at the minimum level, at worst or at best."""
        return self.points_minimum if self.open_points is None else self.open_points[at_best][0]

    def most(self, at_best: bool) -> int:
        """Return the points at the maximum level, at worst or at best."""
        return self.points_maximum if self.open_points is None else self.open_points[at_best][1]

    @property
    def has_line(self) -> bool:
        """True if points can lie between those of the levels, where they are rounded."""
        if not self.applies or self.is_graded or self.minimum is None or self.maximum is None:
            return False
        return self.minimum < self.maximum and any(self.least(end) != self.most(end) for end in (False, True))

    def floor(self, at_best: bool) -> int | None:
        """Return the value from which the minimum points are earned, at worst or at best."""
        return self.possible_floor if at_best else self.sure_floor

    def is_exempt(self, at_best: bool) -> bool:
        """True if the minimum points are earned whatever the value, at worst or at best."""
        return self.is_possibly_exempt if at_best else self.is_surely_exempt

    def interval(self, quantity: Quantity) -> Interval | None:
        """Return where the measured value lies, better being higher; None if it was stated not to apply."""
        if not quantity.applies:
            return None
        by = self.refinement
        refined = Quantity(
            None if quantity.lower is None else quantity.lower * by,
            None if quantity.upper is None else quantity.upper * by,
        )
        plain_domain = self.domain if self.higher_is_better else self.domain.mirrored()
        interval = refined.within(plain_domain)
        if not self.higher_is_better:
            interval = interval.mirrored()
        if (claim := quantity.claim) is not None:
            return Interval(interval.lower, interval.upper, self.settled_by(claim))
        is_open = quantity.upper_is_open if self.higher_is_better else quantity.lower_is_open
        if is_open and interval.upper in self.thresholds:
            # The value is surely below the integer at this end, so it does not reach the level that lies there.
            return Interval(interval.lower, interval.upper - 1)
        return interval

    @property
    def thresholds(self) -> frozenset[int]:
        """The levels and floors below which a standard fails; none if scaled levels need more decimals than values."""
        levels = (self.minimum, self.sure_floor, self.possible_floor) if self.refinement == 1 else ()
        return frozenset(level for level in levels if level is not None)

    def settled_by(self, claim: Claim) -> bool | None:
        """Return whether the standard passes, by a claim about some type; None if nothing follows from it."""
        if claim.passes:
            return True if claim.type in self.passes_if else None
        return False if claim.type in self.fails_if else None

    @property
    def lacks_a_level(self) -> bool:
        """True if an unknown level can still change the points."""
        if self.points_maximum == self.points_minimum:
            return self.minimum is None and not self.is_surely_exempt
        return self.minimum is None or self.maximum is None

    def plain(self, value: int) -> int:
        """Return a value of this plan in the indicator's own direction and decimals, rounded to the better side."""
        coarse = -(-value // self.refinement)
        return coarse if self.higher_is_better else -coarse


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """A reading of the law; an uncertain reading may make any mandatory standard compulsory, or none.

    Attributes:
        needs_minimum: True if criteria need their minimum points, false if any points above zero are enough; at worst
            and at best.
    """

    id: str
    is_certain: bool
    needs_minimum: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """A criterion: the points it needs, and its standards.

    Attributes:
        open_minimum: where the minimum points are not sure enough, those needed at worst and at best; None where they
            are known.
        cap: the most points it can have, where those of its standards are not known and could add up to more.
    """

    id: str
    points_minimum: int
    points_maximum: int
    standards: tuple[StandardPlan, ...]
    open_minimum: tuple[int, int] | None = None
    cap: int | None = None

    def needed(self, reading: ReadingPlan, at_best: bool) -> int:
        """Return the points that a reading needs, at worst or at best."""
        minimum = self.points_minimum if self.open_minimum is None else self.open_minimum[at_best]
        if all(reading.needs_minimum):
            return minimum
        if not any(reading.needs_minimum):
            return 1
        # Either may be what the reading needs.
        return min(1, minimum) if at_best else max(1, minimum)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an engine needs to judge a municipality for one type.

    Attributes:
        points_maximum: the points that can be earned, in ten-thousandths.
        rounding_step: in ten-thousandths of a point; 0 if it is not sure enough: then points are not rounded, but
            enclosed between ten-thousandths.
        open_pass_mark: where the pass mark is not sure enough, what is needed at worst and at best; None where it is
            known.
        cap: the most points there can be, where those of criteria are not known and could add up to more.
    """

    law: str
    type: str
    pass_mark: int
    points_maximum: int
    rounding_step: int
    criteria: tuple[CriterionPlan, ...]
    readings: tuple[ReadingPlan, ...]
    open_pass_mark: tuple[int, int] | None = None
    cap: int | None = None

    def needed(self, at_best: bool) -> int:
        """Return the points needed in total, at worst or at best."""
        return self.pass_mark if self.open_pass_mark is None else self.open_pass_mark[at_best]

    @property
    def standards(self) -> tuple[StandardPlan, ...]:
        """All standards, in the order of the law."""
        return tuple(standard for criterion in self.criteria for standard in criterion.standards)

    def reading(self, identifier: str) -> ReadingPlan:
        """Return the reading with this id, which must be one of the plan's."""
        return next(known for known in self.readings if known.id == identifier)

    def intervals(self, quantities: Mapping[str, Quantity]) -> Intervals:
        """Return where the value of each standard lies, from what is known of it, by standard id."""
        return {standard.id: standard.interval(quantities[standard.id]) for standard in self.standards}

    @property
    def open_standards(self) -> tuple[StandardPlan, ...]:
        """The standards that apply and have an unknown level on which points depend."""
        return tuple(s for s in self.standards if s.applies and s.lacks_a_level)
