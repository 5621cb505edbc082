"""One law for a column of municipalities: the rules that apply to each decide by which plan it is judged."""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import narwhals as nw

from classifier.engines.columnar.best_columns import BestColumns
from classifier.engines.columnar.columns_with_table import ColumnsWithTable
from classifier.engines.columnar.combined_columns import CombinedColumns
from classifier.engines.columnar.conditions import FIELD_COLUMNS, Code, Conditions, field_column
from classifier.engines.columnar.member_units import UnitColumns
from classifier.engines.columnar.reached_thresholds import with_thresholds
from classifier.engines.columnar.verdicts import JudgingColumns, PlanPair, Variant
from classifier.engines.columnar.ways import WayFinder, Ways
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.completions import TooManyCompletions, completions, undecided
from classifier.plan.formation import asks_formation, formed_ordinarily
from classifier.plan.plan import Plan
from classifier.recently_used import RecentlyUsed
from criteria.condition import KIND_FIELD
from criteria.data_files.columns import ValueColumns
from criteria.diagnostic import NotOnFile
from criteria.measured_words import thresholds
from criteria.rulebook import Rulebook
from criteria.stated import only
from criteria.sureness import VERIFIED, Demand

FrameT = TypeVar("FrameT", nw.DataFrame[Any], nw.LazyFrame[Any])

KIND = FIELD_COLUMNS[KIND_FIELD]

MOST_STANDARDS = 100_000
"""The number of standards in the plans of compiled situations kept: about 0.8 kB each, 82 MB together."""

WaysColumns = JudgingColumns | CombinedColumns
AnyColumns = WaysColumns | ColumnsWithTable


@dataclass(frozen=True, slots=True)
class Situation:
    """What the municipalities judged by one plan share.

    Attributes:
        kind: the kind of municipality; None if it is unknown, or if the law does not distinguish kinds.
        code: which rules apply; see `Conditions`.
        ordinary: which rules would apply to units formed the ordinary way; None if no rule asks how they are formed.
    """

    kind: str | None
    code: Code
    ordinary: Code | None = None


@dataclass(frozen=True, slots=True)
class SituationGroup:
    """Situations that are judged together for one type, by the same criteria or by the same plans.

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
    ) -> AnyColumns:
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
        formed = formed_ordinarily({})
        self._formed_ordinarily = Conditions(rulebook, formed, "ordinary:") if asks_formation(rulebook) else None
        self._by_kind = rulebook.asks_by_kind
        self._way_finder = WayFinder(rulebook, sure)
        self._known_ways: RecentlyUsed[tuple[str, Situation, bool], Ways] = RecentlyUsed(
            MOST_STANDARDS, weight=lambda ways: ways.standards
        )

    def asking(self, targets: Collection[str]) -> "LawColumns":
        """Return the law with those of `on_types` alone that a standard of some targets, or a condition, asks for."""
        criteria = (criterion for target in targets for criterion in self.rulebook.for_type(target).criteria)
        asked = {standard.indicator for criterion in criteria for standard in criterion.standards}
        asked |= thresholds(self.rulebook.rules).keys()
        kept = {name: law for name, law in self.on_types.items() if name in asked}
        return self if kept == self.on_types else LawColumns(self.rulebook, self.reading, self._sure, kept)

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are assessed, highest first."""
        return tuple(known.id for known in self.rulebook.law.assessed_types)

    @property
    def situation_columns(self) -> tuple[str, ...]:
        """The columns that identify the situation of a municipality."""
        ordinary = self._formed_ordinarily.code_columns if self._formed_ordinarily else ()
        return ((KIND,) if self._by_kind else ()) + self._conditions.code_columns + ordinary

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
        return tuple(field_column(field) for field in sorted(fields))

    def with_thresholds(self, frame: nw.LazyFrame[Any], values: Mapping[str, ValueColumns]) -> nw.LazyFrame[Any]:
        """Return the frame with the thresholds that conditions ask for; `described` needs them."""
        return with_thresholds(frame, self.rulebook, values)

    def described(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame with `situation_columns` added."""
        every = [self._conditions, *filter(None, [self._formed_ordinarily])]
        codes = [code for conditions in every for code in conditions.codes()]
        return frame.with_columns(*codes) if codes else frame

    def situation(self, values: Sequence[Any]) -> Situation:
        """Return the situation for one row of the values of `situation_columns`."""
        kind, codes = (values[0], tuple(values[1:])) if self._by_kind else (None, tuple(values))
        if self._formed_ordinarily is None:
            return Situation(kind, codes)
        split = len(self._conditions.code_columns)
        return Situation(kind, codes[:split], codes[split:])

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
        """Yield the situations in which a type can be judged, in groups.

        Situations form a group if the same standards are asked and unknown facts leave about as many plans; see
        `Ways.shape`. Situations that the law does not judge for the type are left out: see `asks`.

        Args:
            situations: every situation that occurs among the municipalities to be judged, once.
        """
        groups: dict[object, list[Situation]] = {}
        for situation in situations:
            if self.asks(target, situation):
                ways, table = self._ways(target, situation), self._table_ways(target, situation)
                groups.setdefault((ways.shape, table.shape), []).append(situation)
        for members in groups.values():
            where = nw.any_horizontal(*(self.where(known) for known in members), ignore_nulls=True)
            yield SituationGroup(self, target, tuple(members), None if len(members) == len(situations) else where)

    def judging(
        self,
        target: str,
        situations: Sequence[Situation],
        values: Mapping[str, ValueColumns],
        verified_values: Mapping[str, ValueColumns] | None = None,
    ) -> AnyColumns:
        """Return the expressions that judge municipalities in these situations, which are a group of `groups`.

        Args:
            values: the columns in which the values of each indicator lie.
            verified_values: the same if everything unverified were unknown; None if no value differs.
        """
        units, verified = (self._units(target, values, demand) for demand in (Demand(self._sure), VERIFIED))
        masks = [self.where(situation) if len(situations) > 1 else None for situation in situations]

        def judging(ways: Sequence[Ways], units: UnitColumns | None, verified: UnitColumns | None) -> WaysColumns:
            def by(pairs: Sequence[PlanPair], masks: Sequence[nw.Expr | None], is_one_way: bool) -> JudgingColumns:
                variants = [Variant(*both) for both in zip(pairs, masks, strict=True)]
                return JudgingColumns(variants, values, self.reading, verified_values, units, verified, is_one_way)

            def of_everybody(pair: PlanPair) -> JudgingColumns:
                return by([pair], [None], True)

            if all(way.is_one for way in ways):
                return by([way.every[0].pair for way in ways], masks, False)
            most = max(ways, key=lambda way: len(way.every))
            parts: list[JudgingColumns | BestColumns]
            if most.is_alone:
                parts = [
                    BestColumns(way, of_everybody, self.reading) if way.choices else of_everybody(way.pair)
                    for way in most.every
                ]
            else:
                parts = [by([way.pair(number) for way in ways], masks, True) for number in range(len(most.every))]
            return CombinedColumns([way.pair.plan for way in most.every], parts, self.reading, most.is_everything)

        ways = [self._ways(target, situation) for situation in situations]
        tables = [self._table_ways(target, situation) for situation in situations]
        judged = judging(ways, units, verified)
        return judged if tables == ways else ColumnsWithTable(judged, judging(tables, None, None))

    def _units(self, target: str, values: Mapping[str, ValueColumns], demand: Demand) -> UnitColumns | None:
        asked = tuple(known for known in self.rulebook.member_units if target in known.points)
        return UnitColumns(asked, target, self.rulebook.indicators, values, demand) if asked else None

    def plan(self, target: str, situation: Situation) -> Plan:
        """Return the plan that judges a situation for a type; of several, one to which the fewest rules apply."""
        return self._ways(target, situation).every[0].pair.plan

    def where(self, situation: Situation) -> nw.Expr:
        """Return the mask of the municipalities in a situation."""
        has_code = self._conditions.has(situation.code)
        if self._formed_ordinarily is not None and situation.ordinary is not None:
            has_code &= self._formed_ordinarily.has(situation.ordinary)
        if not self._by_kind:
            return has_code
        has_kind = nw.col(KIND).is_null() if situation.kind is None else nw.col(KIND) == situation.kind
        return has_kind & has_code

    def _ways(self, target: str, situation: Situation) -> Ways:
        key = (target, situation, False)
        return self._known_ways.get(key, lambda: self._found_ways(target, situation, self._conditions, situation.code))

    def _table_ways(self, target: str, situation: Situation) -> Ways:
        """Return the plans of the standards alone, without reliefs for how a unit is formed."""
        conditions, code = self._formed_ordinarily, situation.ordinary
        if conditions is None or code is None:
            return self._ways(target, situation)
        key = (target, situation, True)
        return self._known_ways.get(key, lambda: self._found_ways(target, situation, conditions, code))

    def _found_ways(self, target: str, situation: Situation, conditions: Conditions, code: Code) -> Ways:
        """Return the plans of every way in which the unknown facts of a situation may turn out.

        Raises:
            criteria.diagnostic.UnsoundRules: in every way the rules applied together lose points of a criterion.
        """
        found: list[tuple[AppliedRules, str | None]] = []
        is_everything = True
        for kind in self._kinds(target, situation):
            applied = conditions.applied_rules(code)
            words = conditions.words(code)
            if kind is not None:
                words = {**words, KIND_FIELD: only(kind)}
            if not conditions.is_open(applied) and (situation.kind is not None or not self._by_kind):
                found.append((applied, kind))
                continue
            try:
                found += [(way.applied, kind) for way in completions(self.rulebook, target, words)]
            except TooManyCompletions:
                found.append((undecided(self.rulebook, target, words).applied, kind))
                is_everything = False
        found.sort(key=lambda way: len(way[0].surely))
        return self._way_finder.ways(target, found, is_everything)

    def _kinds(self, target: str, situation: Situation) -> Sequence[str | None]:
        """Return the kinds that a municipality may be of, as far as the law asks something of them for the type."""
        if not self._by_kind or situation.kind is not None:
            return [situation.kind]
        return [kind for kind in self.rulebook.vocabulary.kinds if self.asks(target, replace(situation, kind=kind))]


def columns_on_day(
    rulebook: Rulebook,
    rulebook_in_force: Callable[[str, datetime.date, str | None], Rulebook | None],
    day: datetime.date,
    reading: str | None = None,
    sure: str | None = None,
) -> LawColumns:
    """Return a law together with the laws that derive, on the day, the types its standards ask for.

    Args:
        rulebook_in_force: returns the rulebook of a family on a day, for one type if given; None if no law of it is in
            force.
        sure: the least sure basis to judge by; None to use everything.
    """
    asked = dict.fromkeys(standard.indicator for standard in rulebook.standards)
    families = {identifier: rulebook.indicators[identifier].judged_by for identifier in asked}
    laws = {
        identifier: rulebook_in_force(family, day, None)
        for identifier, family in families.items()
        if family is not None
    }
    on_types = {identifier: LawColumns(law, sure=sure) if law else None for identifier, law in laws.items()}
    return LawColumns(rulebook, reading, sure, on_types)
