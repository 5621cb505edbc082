"""The question that a batch answers: by which law, and for which types."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import narwhals as nw

from classifier.engines.columnar.law_columns import KIND, LawColumns, Situation, unknown_column
from classifier.engines.columnar.verdicts import (
    LOWER,
    MISSING,
    PROVISIONAL,
    UPPER,
    VERDICT,
    criterion_columns,
    reading_column,
)
from criteria.data_files.wide_batches import REFUSAL_COLUMNS
from criteria.indicator import OPEN_BLOCK
from criteria.municipality import TYPES
from criteria.quantity import Claim

NEXT, ALL = "next", "all"
"""The targets that are not types: the type above the current one, and every type of the law."""

MUNICIPALITY, NAME, LAW, TARGET = "municipality", "name", "law", "target"

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

    @property
    def targets(self) -> tuple[str, ...]:
        """The types that municipalities are judged for, highest first."""
        return self.law.types if self.to in {NEXT, ALL} else (self.to,)

    def current_type_below(self, target: str) -> str | None:
        """Return the current type of the municipalities whose next type is the target, if there is one."""
        if target not in TYPES[:-1]:
            return None
        return TYPES[TYPES.index(target) + 1]

    @property
    def points_columns(self) -> tuple[str, ...]:
        """The columns that hold points."""
        criteria = dict.fromkeys(
            criterion.id for target in self.targets for criterion in self.law.rulebook.for_type(target).criteria
        )
        return (LOWER, UPPER, *(name for criterion in criteria for name in criterion_columns(criterion)))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the results, in order."""
        readings = self.law.rulebook.law.readings
        others = [reading_column(reading.id) for reading in readings if reading.id != self.law.reading]
        _, _, *criteria = self.points_columns
        head = (MUNICIPALITY, NAME, LAW, TARGET, VERDICT, PROVISIONAL, LOWER, UPPER)
        return (*head, *others, *criteria, MISSING)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that can be measured and that this law, or one that derives types for it, asks for."""
        laws = [(self.law, self.targets), *((law, law.types) for law in self.law.on_types.values() if law)]
        return tuple(
            dict.fromkeys(
                standard.indicator
                for law, targets in laws
                for target in targets
                for standard in law.rulebook.for_type(target).standards
                if standard.indicator != OPEN_BLOCK.id
            )
        )

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
        constants = {LAW: self.law.rulebook.law.id, TARGET: target}
        columns = []
        for name in self.columns:
            if name in constants:
                columns.append(nw.lit(constants[name]).alias(name))
            else:
                columns.append(nw.col(name) if name in available else nw.lit(None, dtype=nw.Int32).alias(name))
        return columns

    def rows_by_target(self, rows: AnyFrame) -> Iterator[tuple[str, AnyFrame]]:
        """Yield each target with the municipalities to judge for it: those of the type below if `NEXT` is asked."""
        for target in self.targets:
            if self.to != NEXT:
                yield target, rows
            elif below := self.current_type_below(target):
                yield target, rows.filter(nw.col("current_type") == below)

    def undecided(self, rows: Frame, target: str, situations: Sequence[Situation]) -> Iterator[Frame]:
        """Yield the municipalities that cannot be judged for a type, with the reason, as `REFUSAL_COLUMNS`."""
        for situation in situations:
            if not self.law.asks(target, situation):
                if self.to != ALL:
                    kind = nw.col(KIND)
                    yield _refused(rows.filter(self.law.where(situation)), target, "kind_of_type", nw.lit("kind"), kind)
            elif needed := self.law.needed(target, situation):
                column = unknown_column(needed)
                yield _refused(rows.filter(self.law.where(situation)), target, "attribute_is_needed", column)

    def without_next(self, rows: Frame) -> Iterator[Frame]:
        """Yield the municipalities that have no known next type, with the reason; none unless `NEXT` is asked."""
        if self.to != NEXT:
            return
        below = [known for target in self.targets if (known := self.current_type_below(target))]
        current = nw.col("current_type")
        column = nw.lit("current_type")
        yield _refused(rows.filter(current.is_null()), NEXT, "current_type_is_needed", column)
        highest = rows.filter(~current.is_null() & ~current.is_in(below))
        yield _refused(highest, NEXT, "no_type_above", column, current)


def _refused(rows: Frame, target: str, problem: str, column: nw.Expr, found: nw.Expr | None = None) -> Frame:
    identifier, *names = REFUSAL_COLUMNS
    parts = (nw.lit(target), nw.lit(problem), column, nw.lit("") if found is None else found)
    return rows.select(identifier, *(part.alias(name) for name, part in zip(names, parts, strict=True)))
