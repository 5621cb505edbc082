"""One law for a column of municipalities: the rules that apply to each decide by which plan it is judged."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import narwhals as nw

from classifier.engines.columnar.conditions import FIELD_COLUMNS, Code, Conditions
from classifier.engines.columnar.member_units import UnitColumns
from classifier.engines.columnar.verdicts import JudgingColumns, PlanPair, Variant
from classifier.plan.applied_rules import undecided_fields
from classifier.plan.compiler import compile_plan, refuse_lost_points
from classifier.plan.plan import Plan
from classifier.recently_used import RecentlyUsed
from criteria.condition import column_of
from criteria.data_files.columns import ValueColumns
from criteria.diagnostic import NotOnFile
from criteria.rulebook import Rulebook
from criteria.sureness import VERIFIED, Demand

FrameT = TypeVar("FrameT", nw.DataFrame[Any], nw.LazyFrame[Any])

KIND_FIELD = "municipality.kind"
KIND = FIELD_COLUMNS[KIND_FIELD]

MOST_PLAN_PAIRS = 4096
"""The number of compiled situations kept."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the municipalities judged by one plan share.

    Attributes:
        kind: the kind of municipality; None if it is unknown, or if the law does not distinguish kinds.
        code: which rules apply; see `Conditions`.
    """

    kind: str | None
    code: Code


@dataclass(frozen=True, slots=True)
class SituationGroup:
    """Situations that are judged together for one type, because the law applies the same criteria in each.

    Attributes:
        where: selects the municipalities of the group; None if it selects every municipality.
    """

    law: "LawColumns"
    target: str
    situations: tuple[Situation, ...]
    where: nw.Expr | None

    @property
    def kind(self) -> str | None:
        """The kind of municipality of one of the situations, by which the criteria can be looked up."""
        return self.situations[0].kind

    def rows(self, described: FrameT) -> FrameT:
        """Return the rows of the municipalities in the group.

        Args:
            described: a frame with the columns `LawColumns.situation_columns`.
        """
        return described if self.where is None else described.filter(self.where)

    def judging(
        self, values: Mapping[str, ValueColumns], verified_values: Mapping[str, ValueColumns] | None = None
    ) -> JudgingColumns:
        """Return the expressions that judge the municipalities of the group; see `LawColumns.judging`."""
        return self.law.judging(self.target, self.situations, values, verified_values)


class LawColumns:
    """A law that judges columns of municipalities.

    Args:
        reading: the id of the reading to apply; None for the law's default.
        sure: the least sure basis to judge by, as if everything less sure were unknown; None to use everything.
        on_types: for each indicator whose grades are types, the law that derives them; None if none is in force.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        reading: str | None = None,
        sure: str | None = None,
        on_types: "Mapping[str, LawColumns | None] | None" = None,
    ) -> None:
        self.on_types = on_types or {}
        self.rulebook = rulebook
        law = rulebook.law
        self.reading = (law.default_reading if reading is None else law.reading(reading)).id
        self._sure = sure
        self._conditions = Conditions(rulebook)
        self._by_kind = rulebook.asks_by_kind
        self._pairs: RecentlyUsed[tuple[str, Situation], PlanPair] = RecentlyUsed(MOST_PLAN_PAIRS)

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are assessed, highest first."""
        return tuple(known.id for known in self.rulebook.law.assessed_types)

    @property
    def situation_columns(self) -> tuple[str, ...]:
        """The columns that identify the situation of a municipality."""
        return ((KIND,) if self._by_kind else ()) + self._conditions.code_columns

    @property
    def asks_for_the_whole(self) -> bool:
        """True if a condition asks about the municipality that another is part of."""
        asked = any(field.startswith("part_of.") for field in self._conditions.fields)
        asked |= bool(self.rulebook.member_units)
        return asked or any(law.asks_for_the_whole for law in self.on_types.values() if law)

    @property
    def asking_of_units(self) -> tuple[Rulebook, ...]:
        """The rulebook, and those that derive types for it, as far as they ask something of units."""
        laws = (self, *(law for law in self.on_types.values() if law is not None))
        return tuple(law.rulebook for law in laws if law.rulebook.member_units)

    @property
    def word_columns(self) -> tuple[str, ...]:
        """The columns whose words decide the situation of a municipality."""
        fields = self._conditions.fields | ({KIND_FIELD} if self._by_kind else set())
        return tuple(column for field, column in FIELD_COLUMNS.items() if field in fields)

    def described(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame with `situation_columns` added."""
        return frame.with_columns(*self._conditions.codes()) if self._conditions.code_columns else frame

    def needed(self, target: str, situation: Situation) -> tuple[str, ...]:
        """Return the fields, some of them unknown, without which a situation cannot be judged for a type."""
        if self._by_kind and situation.kind is None:
            return (KIND_FIELD,)
        words = dict.fromkeys(FIELD_COLUMNS) | {KIND_FIELD: situation.kind and frozenset({situation.kind})}
        return undecided_fields(self.rulebook, target, words, self._conditions.applied_rules(situation.code))

    def situation(self, values: Sequence[Any]) -> Situation:
        """Return the situation for one row of the values of `situation_columns`."""
        if self._by_kind:
            return Situation(values[0], tuple(values[1:]))
        return Situation(None, tuple(values))

    def asks(self, target: str, situation: Situation) -> bool:
        """True if criteria of the type apply to municipalities in this situation."""
        try:
            self.rulebook.for_type(target, situation.kind)
        except NotOnFile as error:
            if error.kind == "kind_of_type":
                return False
            raise
        return True

    def groups(self, target: str, situations: Sequence[Situation]) -> Iterator[SituationGroup]:
        """Yield the situations in which a type can be judged, in groups to which the same criteria apply.

        Situations that the law does not judge for the type, and those that lack a field it needs, are left out:
        see `asks` and `needed`.

        Args:
            situations: every situation that occurs among the municipalities to be judged, once.
        """
        groups: dict[tuple[str, ...], list[Situation]] = {}
        for situation in situations:
            if self.asks(target, situation) and not self.needed(target, situation):
                criteria = self.rulebook.for_type(target, situation.kind).criteria
                groups.setdefault(tuple(criterion.id for criterion in criteria), []).append(situation)
        for members in groups.values():
            where = nw.any_horizontal(*(self.where(known) for known in members), ignore_nulls=True)
            yield SituationGroup(self, target, tuple(members), None if len(members) == len(situations) else where)

    def judging(
        self,
        target: str,
        situations: Sequence[Situation],
        values: Mapping[str, ValueColumns],
        verified_values: Mapping[str, ValueColumns] | None = None,
    ) -> JudgingColumns:
        """Return the expressions that judge municipalities in these situations, to which the same criteria apply.

        Args:
            values: the columns in which the values of each indicator lie.
            verified_values: the same if everything unverified were unknown; None if no value differs.
        """
        masks = [self.where(situation) if len(situations) > 1 else None for situation in situations]
        pairs = [self._pair(target, situation) for situation in situations]
        variants = [Variant(pair, mask) for pair, mask in zip(pairs, masks, strict=True)]
        units, verified = (self._units(target, values, demand) for demand in (Demand(self._sure), VERIFIED))
        return JudgingColumns(variants, values, self.reading, verified_values, units, verified)

    def _units(self, target: str, values: Mapping[str, ValueColumns], demand: Demand) -> UnitColumns | None:
        asked = tuple(known for known in self.rulebook.member_units if target in known.points)
        return UnitColumns(asked, target, self.rulebook.indicators, values, demand) if asked else None

    def plan(self, target: str, situation: Situation) -> Plan:
        """Return the plan that judges a situation for a type."""
        return self._pair(target, situation).plan

    def where(self, situation: Situation) -> nw.Expr:
        """Return the mask of the municipalities in a situation."""
        has_code = self._conditions.has(situation.code)
        if not self._by_kind:
            return has_code
        has_kind = nw.col(KIND).is_null() if situation.kind is None else nw.col(KIND) == situation.kind
        return has_kind & has_code

    def _pair(self, target: str, situation: Situation) -> PlanPair:
        return self._pairs.get((target, situation), lambda: self._compiled(target, situation))

    def _compiled(self, target: str, situation: Situation) -> PlanPair:
        applied = self._conditions.applied_rules(situation.code)
        plan = compile_plan(self.rulebook, target, applied, Demand(self._sure), situation.kind)
        refuse_lost_points(self.rulebook, plan, situation.kind, applied)
        verified = None
        if self._sure is None:
            verified = compile_plan(self.rulebook, target, applied, VERIFIED, situation.kind)
        return PlanPair(plan, verified)


def unknown_column(fields: Sequence[str]) -> nw.Expr:
    """Return, per row, the data column to fill in: that of the first of these fields which is unknown."""
    name = nw.lit(None, dtype=nw.String)
    for field in reversed(fields):
        is_unknown = nw.col(FIELD_COLUMNS[field]).is_null()
        name = nw.when(is_unknown).then(nw.lit(column_of(field))).otherwise(name)
    return name


def columns_on_day(
    rulebook: Rulebook,
    rulebook_in_force: Callable[[str, datetime.date], Rulebook | None],
    day: datetime.date,
    reading: str | None = None,
    sure: str | None = None,
) -> LawColumns:
    """Return a law together with the laws that derive, on the day, the types its standards ask for.

    Args:
        rulebook_in_force: returns the rulebook of a family on a day; None if no law of it is in force.
        sure: the least sure basis to judge by; None to use everything.
    """
    asked = dict.fromkeys(standard.indicator for standard in rulebook.standards)
    families = {identifier: rulebook.indicators[identifier].judged_by for identifier in asked}
    laws = {identifier: rulebook_in_force(family, day) for identifier, family in families.items() if family is not None}
    on_types = {identifier: LawColumns(law, sure=sure) if law else None for identifier, law in laws.items()}
    return LawColumns(rulebook, reading, sure, on_types)
