"""The question that a batch answers: by which law, and for which types."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import narwhals as nw
import polars as pl

from classifier.engines.columnar.law_columns import KIND, LawColumns, Situation
from classifier.engines.columnar.member_units import unit_indicators
from classifier.engines.columnar.result_columns import criterion_columns, reading_column
from classifier.engines.columnar.types_of_day import CURRENT_TYPE, may_have_type
from classifier.engines.columnar.verdicts import (
    LOWER,
    MISSING,
    PASS_MARK,
    PROVISIONAL,
    REASON,
    TABLE_VERDICT,
    UPPER,
    VERDICT,
)
from criteria.data_files.columns import integer_type
from criteria.data_files.wide_batches import REFUSAL_COLUMNS
from criteria.indicator import OPEN_BLOCK
from criteria.measured_words import thresholds
from criteria.plausibility import COMPARED
from criteria.quantity import Claim
from criteria.type_of_day import NEXT, types_below

ALL = "all"
"""The targets that are not types: the type above the current one, and every type of the law."""

MUNICIPALITY, NAME, LAW, TARGET, AS_OF = "municipality", "name", "law", "target", "as_of"

USUAL_DIGITS = 12
"""The digits of the decimals in which points are written, unless a law has more points than fit."""

NOT_ASKED = "kind_of_family"
"""The reason of a row without a verdict: the law's family asks nothing of this kind of municipality."""

Frame = nw.LazyFrame[Any]
AnyFrame = TypeVar("AnyFrame", nw.DataFrame[Any], nw.LazyFrame[Any])


@dataclass(frozen=True)
class BatchQuestion:
    """A law, and the type to judge by it.

    Attributes:
        to: a type, `NEXT` or `ALL`.
        as_of: the day of the assessment.

    Raises:
        criteria.diagnostic.NotOnFile: the law does not have the type, or never assesses it.
    """

    law: LawColumns
    to: str
    as_of: datetime.date

    def __post_init__(self) -> None:
        if self.to not in {NEXT, ALL}:
            self.law.rulebook.for_type(self.to)
        # A type is derived only if something that is asked for these targets depends on it.
        object.__setattr__(self, "law", self.law.asking(self.targets))

    @property
    def targets(self) -> tuple[str, ...]:
        """The types that municipalities are judged for, highest first."""
        if self.to not in {NEXT, ALL}:
            return (self.to,)
        law = self.law.rulebook.law
        on_day = tuple(type_ for type_ in self.law.types if law.is_in_force(self.as_of, type_))
        return on_day or self.law.types

    def types_below(self, target: str) -> tuple[str, ...]:
        """Return the types whose next type is the target; see `criteria.type_of_day.types_below`."""
        return types_below(self.law.rulebook.law, target)

    def _is_below(self, target: str) -> nw.Expr:
        """True where the type of the day may be one whose next type is the target; a blank type may be any."""
        is_below = nw.col(CURRENT_TYPE).is_null()
        for known in self.types_below(target):
            is_below = is_below | may_have_type(self.law.rulebook.law, known)
        return is_below

    @property
    def points_columns(self) -> tuple[str, ...]:
        """The columns that hold points."""
        criteria = dict.fromkeys(
            criterion.id for target in self.targets for criterion in self.law.rulebook.for_type(target).criteria
        )
        return (LOWER, UPPER, PASS_MARK, *(name for criterion in criteria for name in criterion_columns(criterion)))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the results, in order."""
        readings = self.law.rulebook.law.readings
        others = [reading_column(reading.id) for reading in readings if reading.id != self.law.reading]
        lower, upper, pass_mark, *criteria = self.points_columns
        head = (MUNICIPALITY, NAME, LAW, TARGET, VERDICT, TABLE_VERDICT, PROVISIONAL, lower, upper, pass_mark)
        return (*head, *others, *criteria, MISSING, REASON, AS_OF)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that can be measured and that this law, or one that derives types for it, asks for."""
        laws = [(self.law, self.targets), *((law, law.types) for law in self.law.on_types.values() if law)]
        asked = (indicator for law, _ in laws for indicator in thresholds(law.rulebook.rules))
        of_standards = (
            standard.indicator
            for law, targets in laws
            for target in targets
            for standard in law.rulebook.for_type(target).standards
            if standard.indicator != OPEN_BLOCK.id
        )
        of_units = (known for law, targets in laws for known in unit_indicators(law.rulebook, targets))
        return tuple(dict.fromkeys((*of_standards, *of_units, *asked)))

    @property
    def indicators_read(self) -> tuple[str, ...]:
        """The indicators whose values are read: those that the law asks for, and those compared with others."""
        compared = [name for name in COMPARED if name in self.law.rulebook.indicators]
        return tuple(dict.fromkeys((*self.indicators, *compared)))

    @property
    def is_of_the_day(self) -> bool:
        """True if the law is in force on the day of the assessment, to which the wide form's claims refer."""
        return self.law.rulebook.law.is_in_force(self.as_of)

    def holds_claim(self, claim: Claim, day: datetime.date) -> bool:
        """True if the law of which a claim names a type was in force on a day."""
        laws = [self.law, *(law for law in self.law.on_types.values() if law)]
        return any(
            law.rulebook.law.is_in_force(day) and any(known.id == claim.type for known in law.rulebook.law.types)
            for law in laws
        )

    def result_columns(self, target: str, available: Collection[str]) -> list[nw.Expr]:
        """Return the columns of the results for municipalities judged for one type.

        Args:
            available: the columns of the judged frame; a column that it lacks is null.
        """
        constants = {LAW: self.law.rulebook.law.id, TARGET: target, AS_OF: self.as_of.isoformat()}
        kind, points = self._points_type, self.points_columns
        columns = []
        for name in self.columns:
            if name in constants:
                columns.append(nw.lit(constants[name]).alias(name))
            elif name not in available:
                columns.append(nw.lit(None, dtype=kind if name in points else nw.Int32).alias(name))
            else:
                columns.append(nw.col(name).cast(kind) if name in points and kind is nw.Int64 else nw.col(name))
        return columns

    @property
    def _points_type(self) -> type[nw.Int32] | type[nw.Int64]:
        """The type of the columns that hold points."""
        return integer_type(self.law.rulebook.law.points_maximum.value)

    @property
    def points_digits(self) -> int:
        """The number of digits of the decimals that points are written as."""
        return max(USUAL_DIGITS, len(str(self.law.rulebook.law.points_maximum.value)))

    def is_not_asked(self) -> nw.Expr:
        """Return the mask of the municipalities of whose kind the law's family asks nothing."""
        return nw.col(KIND).is_in(sorted(self.law.rulebook.unfit_kinds)).fill_null(False)

    @property
    def targets_not_asked(self) -> tuple[str, ...]:
        """The targets of the rows without a verdict that a municipality gets which is not asked."""
        return (NEXT,) if self.to == NEXT else self.targets

    def columns_not_asked(self, target: str) -> list[nw.Expr]:
        """Return the columns of the results for municipalities that are not asked: no verdict and no points."""
        as_of = self.as_of.isoformat()
        constants = {LAW: self.law.rulebook.law.id, TARGET: target, REASON: NOT_ASKED, AS_OF: as_of}
        columns = []
        for name in self.columns:
            if name in {MUNICIPALITY, NAME}:
                columns.append(nw.col(name))
            elif name in constants or name.startswith(VERDICT) or name.endswith(VERDICT):
                columns.append(nw.lit(constants.get(name), dtype=nw.String).alias(name))
            else:
                kind = self._points_type if name in self.points_columns else nw.Int32
                columns.append(nw.lit(None, dtype=nw.Boolean if name == PROVISIONAL else kind).alias(name))
        return columns

    def rows_by_target(self, rows: AnyFrame) -> Iterator[tuple[str, AnyFrame]]:
        """Yield each target with the municipalities to judge for it: those that may be of the type below for `NEXT`."""
        for target in self.targets:
            if self.to != NEXT:
                yield target, rows
            elif self.types_below(target):
                yield target, rows.filter(self._is_below(target))

    def undecided(self, rows: Frame, target: str, situations: Sequence[Situation]) -> Iterator[Frame]:
        """Yield the municipalities that cannot be judged for a type, with the reason, as `REFUSAL_COLUMNS`.

        Of `ALL` types, those that do not apply are no refusal, but that none applies is.
        """
        kind = nw.col(KIND)
        for situation in situations:
            if self.to != ALL:
                if not self.law.asks(target, situation):
                    yield _refused(rows.filter(self.law.where(situation)), target, "kind_of_type", nw.lit("kind"), kind)
            elif target == self.targets[0] and not any(self.law.asks(known, situation) for known in self.targets):
                yield _refused(rows.filter(self.law.where(situation)), ALL, "kind_of_any_type", nw.lit("kind"), kind)

    def without_next(self, rows: Frame) -> Iterator[Frame]:
        """Yield the municipalities that have no next type, with the reason; none unless `NEXT` is asked."""
        if self.to != NEXT:
            return
        is_below = nw.lit(False)
        for target in self.targets:
            is_below = is_below | self._is_below(target)
        highest = rows.filter(~is_below)
        yield _refused(highest, NEXT, "no_type_above", nw.lit("current_type"), nw.col(CURRENT_TYPE))


def occurring_situations(law: LawColumns, described: Frame) -> list[Situation]:
    """Return the situations that occur among described municipalities; see `LawColumns.described`."""
    columns = law.situation_columns
    if not columns:
        return [law.situation(())]
    found = described.select(*columns).unique().to_native().collect()
    rows = found.rows() if isinstance(found, pl.DataFrame) else found  # Spark collects a list of rows
    return sorted((law.situation(tuple(row)) for row in rows), key=str)


def _refused(rows: Frame, target: str, problem: str, column: nw.Expr, found: nw.Expr | None = None) -> Frame:
    identifier, *names = REFUSAL_COLUMNS
    parts = (nw.lit(target), nw.lit(problem), column, nw.lit("") if found is None else found)
    return rows.select(identifier, *(part.alias(name) for name, part in zip(names, parts, strict=True)))
