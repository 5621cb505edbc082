"""What is asked of the units of an urban area, for a column of municipalities: `classifier.plan.member_units`.

The points of units are values of their own rows. `unit_sums` gathers them by the area that they are part of; joined to
the areas, the sums are columns beside the values, and `UnitColumns` compares them with the points required.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import narwhals as nw

from classifier.engines.columnar.conditions import FIELD_COLUMNS
from classifier.engines.columnar.expressions import all_of, expression
from classifier.engines.columnar.scoring import Ends
from classifier.engines.columnar.standards import BoolColumn
from classifier.plan.member_units import URBAN_AREA
from criteria.data_files.columns import ValueColumns
from criteria.indicator import Indicator, Indicators
from criteria.rulebook import MemberUnitsRequirement, ReachedBy, Rulebook
from criteria.standard import POINT_DECIMALS
from criteria.sureness import NO_DEMAND, Demand, Doubt

Values = Mapping[str, ValueColumns]

AREA, UNREADABLE = "units:area", "units:unreadable"
"""The column of the area in a table of sums; a column that is true where a row cannot be read."""

_MUNICIPALITY, _KIND = "municipality", FIELD_COLUMNS["municipality.kind"]
_WHOLE_KIND = FIELD_COLUMNS["part_of.kind"]
_ENDS = ("lower", "upper")
_COUNT, _UNSURE, _MISSING = "count", "unsure", "missing"


def unit_indicators(rulebook: Rulebook, targets: Iterable[str]) -> tuple[str, ...]:
    """Return the indicators of the points of units that a law asks for."""
    types = tuple(targets)
    asked = (known.points[target] for known in rulebook.member_units for target in types if target in known.points)
    return tuple(dict.fromkeys(asked))


def _key(indicator: str, kinds: frozenset[str]) -> str:
    return f"units:{indicator}:{'+'.join(sorted(kinds))}"


def unit_sums(
    rulebooks: Sequence[Rulebook], frame: nw.LazyFrame[Any], values: Values
) -> tuple[nw.LazyFrame[Any], Values]:
    """Return what is known of the units of each area, by the column `AREA`, and the entries that tell of the columns.

    Args:
        frame: every municipality; those whose row is `UNREADABLE`, if there is such a column, may be units or not.
        values: the columns of the values, not narrowed to a part of the municipalities.
    """
    units: dict[str, nw.Expr] = {}
    sums: list[nw.Expr] = []
    found: dict[str, ValueColumns] = {}
    is_unreadable = nw.col(UNREADABLE).fill_null(True)
    for rulebook in rulebooks:
        for requirement in rulebook.member_units:
            for indicator in map(rulebook.indicators.__getitem__, requirement.points.values()):
                key = _key(indicator.id, requirement.unit_kinds)
                if key not in found:
                    columns, aggregates = _of_units(key, indicator, requirement, values, is_unreadable)
                    units |= columns
                    sums += aggregates
                    found[key] = ValueColumns(f"{key}:{_COUNT}", f"{key}:{_UNSURE}")
    parts = frame.filter(~nw.col("part_of").is_null()).select(nw.col("part_of").alias(AREA), **units)
    return parts.group_by(AREA).agg(*sums), found


def _of_units(
    key: str, indicator: Indicator, requirement: MemberUnitsRequirement, values: Values, is_unreadable: nw.Expr
) -> tuple[dict[str, nw.Expr], list[nw.Expr]]:
    """Return the columns of each unit's points, and the sums of them."""
    kind = nw.col(_KIND)
    is_unit = (kind.is_in(list(requirement.unit_kinds)) & ~is_unreadable).fill_null(False)
    may_be = (kind.is_null() | is_unreadable).fill_null(True)
    lower, upper = _points(indicator, values)
    columns = {
        f"{key}:{_COUNT}": nw.when(is_unit).then(1).otherwise(0).cast(nw.Int64),
        f"{key}:{_UNSURE}": nw.when(may_be).then(1).otherwise(0).cast(nw.Int64),
        f"{key}:{_MISSING}": nw.when(is_unit & (lower != upper)).then(nw.col(_MUNICIPALITY)),
        f"{key}:lower": nw.when(is_unit).then(lower),
        f"{key}:upper": nw.when(is_unit).then(upper),
    }
    sums = [nw.col(f"{key}:{name}").sum() for name in (_COUNT, _UNSURE)]
    sums.append(nw.col(f"{key}:{_MISSING}").min())
    for end in _ENDS:
        points = nw.col(f"{key}:{end}")
        sums += [
            points.min().alias(_sum(key, ReachedBy.EVERY, end)),
            points.max().alias(_sum(key, ReachedBy.ONE, end)),
            points.sum().alias(_sum(key, ReachedBy.AVERAGE, end)),
        ]
    return columns, sums


def _sum(key: str, reached_by: ReachedBy, end: str) -> str:
    return f"{key}:{reached_by.value}:{end}"


def _points(indicator: Indicator, values: Values) -> tuple[nw.Expr, nw.Expr]:
    """Return the points of each row at worst and at best, in ten-thousandths; the domain where they are not stated."""
    factor = 10 ** (POINT_DECIMALS - indicator.decimals)
    where = values.get(indicator.id)
    ends = indicator.domain.lower, indicator.domain.upper
    if where is None:
        lower, upper = (nw.lit(end * factor, dtype=nw.Int64) for end in ends)
        return lower, upper
    lower, upper = (
        nw.col(name).cast(nw.Int64).fill_null(end) * factor
        for name, end in zip((where.lower, where.upper), ends, strict=True)
    )
    return lower, upper


@dataclass(frozen=True)
class UnitColumns:
    """What is asked of units for one type, as expressions.

    Args:
        values: the columns of the values; with those of the sums, if they were joined.
        demand: how sure the required points must be; less sure ones count as unknown.
    """

    requirements: tuple[MemberUnitsRequirement, ...]
    target: str
    indicators: Indicators
    values: Values
    demand: Demand = NO_DEMAND

    @cached_property
    def _asked(self) -> dict[frozenset[str], list[MemberUnitsRequirement]]:
        groups: dict[frozenset[str], list[MemberUnitsRequirement]] = {}
        for requirement in self.requirements:
            if self.target in requirement.points:
                groups.setdefault(requirement.unit_kinds, []).append(requirement)
        return groups

    @property
    def holds(self) -> Ends[BoolColumn]:
        """Whether all that is asked surely, and possibly, holds."""
        ends = [self._of_kinds(kinds, asked) for kinds, asked in self._asked.items()]
        return Ends(all_of([end.worst for end in ends]), all_of([end.best for end in ends]))

    def _of_kinds(self, kinds: frozenset[str], asked: Sequence[MemberUnitsRequirement]) -> Ends[BoolColumn]:
        known = [(is_unit, self._of_ways(kinds, asked, is_unit=is_unit)) for is_unit in (True, False)]
        (_, own), (_, area) = known
        is_unit, is_unknown = nw.col(_KIND).is_in(list(kinds)), nw.col(_KIND).is_null()
        worst, best = (
            nw.when(is_unknown)
            .then(both(expression(one), expression(other)))
            .when(is_unit)
            .then(expression(one))
            .otherwise(expression(other))
            for both, one, other in (
                (nw.Expr.__and__, own.worst, area.worst),
                (nw.Expr.__or__, own.best, area.best),
            )
        )
        return Ends(worst, best)

    def _of_ways(
        self, kinds: frozenset[str], asked: Sequence[MemberUnitsRequirement], is_unit: bool
    ) -> Ends[BoolColumn]:
        """Return whether what is asked holds in every, or in some, way in which the area may be made up."""
        one, several = (
            [self._reached(known, is_unit=is_unit) for known in asked if known.of_one_unit == of_one_unit]
            for of_one_unit in (True, False)
        )
        may_be_one, may_be_several = self._ways(kinds, asked, is_unit=is_unit)
        surely = (~may_be_one | _all(end.worst for end in one)) & (~may_be_several | _all(end.worst for end in several))
        possibly = (may_be_one & _all(end.best for end in one)) | (may_be_several & _all(end.best for end in several))
        return Ends(surely, possibly)

    def _ways(
        self, kinds: frozenset[str], asked: Sequence[MemberUnitsRequirement], is_unit: bool
    ) -> tuple[nw.Expr, nw.Expr]:
        """Return whether the area may consist of one unit, and of several."""
        if is_unit:
            whole = nw.col(_WHOLE_KIND)
            is_unknown = ~nw.col("part_of").is_null()
            return nw.lit(True), nw.when(whole.is_null()).then(is_unknown).otherwise(whole == URBAN_AREA)
        return self._count(_key(asked[0].points[self.target], kinds)) <= 1, nw.lit(True)

    def _reached(self, requirement: MemberUnitsRequirement, is_unit: bool) -> Ends[nw.Expr]:
        """Return whether one requirement surely, and possibly, holds; it is open where units are not known."""
        required = requirement.required
        open_: Ends[nw.Expr] = Ends(nw.lit(False), nw.lit(True))
        if not self.demand.admits(Doubt.POINTS, required.basis):
            return open_
        indicator = self.indicators[requirement.points[self.target]]
        if is_unit:
            if not requirement.of_one_unit:
                return open_
            lower, upper = _points(indicator, self.values)
            return Ends(lower >= required.value, upper >= required.value)
        key = _key(indicator.id, requirement.unit_kinds)
        if key not in self.values:
            return open_
        count = self._count(key)
        is_every = (count == 1 if requirement.of_one_unit else count > 1) & (
            nw.col(f"{key}:{_UNSURE}").fill_null(0) == 0
        )
        needed = count * required.value if requirement.reached_by is ReachedBy.AVERAGE else required.value
        worst, best = ((nw.col(_sum(key, requirement.reached_by, end)) >= needed).fill_null(False) for end in _ENDS)
        return Ends(is_every & worst, ~is_every | best)

    def _count(self, key: str) -> nw.Expr:
        """Return the number of units on file."""
        if key not in self.values:
            return nw.lit(0, dtype=nw.Int64)
        return nw.col(f"{key}:{_COUNT}").fill_null(0)

    def reason(self, is_open: bool) -> nw.Expr:
        """Return the first requirement that is open, with the first unit whose points are missing, or that fails."""
        found = nw.lit(None, dtype=nw.String)
        for requirement in reversed([known for asked in self._asked.values() for known in asked]):
            for is_unit in (False, True):
                found = self._reason(requirement, is_unit, is_open, found)
        return found

    def _reason(self, requirement: MemberUnitsRequirement, is_unit: bool, is_open: bool, otherwise: nw.Expr) -> nw.Expr:
        kinds = requirement.unit_kinds
        ways = self._ways(kinds, [requirement], is_unit=is_unit)
        is_possible = ways[0] if requirement.of_one_unit else ways[1]
        is_kind = nw.col(_KIND).is_in(list(kinds)).fill_null(False)
        holds = self._reached(requirement, is_unit=is_unit)
        applies = (is_kind if is_unit else ~is_kind) & is_possible
        name = f"member_units:{requirement.id}"
        if not is_open:
            return nw.when(applies & ~holds.best).then(nw.lit(name)).otherwise(otherwise)
        key = _key(requirement.points[self.target], kinds)
        unit = nw.lit(None, dtype=nw.String)
        if is_unit:
            unit = nw.col(_MUNICIPALITY)
        elif key in self.values:
            unit = nw.col(f"{key}:{_MISSING}")
        found = nw.when(~unit.is_null()).then(nw.concat_str(nw.lit(f"{name}:"), unit)).otherwise(nw.lit(name))
        return nw.when(applies & holds.best & ~holds.worst).then(found).otherwise(otherwise)


def _all(answers: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(lambda one, other: one & other, answers, nw.lit(True))
