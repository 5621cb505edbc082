"""What a batch is asked: by which law, for which types."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

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

NEXT, ALL = "next", "all"
"""The targets that are no type: the type above the current one, and every type of the law."""

MUNICIPALITY, NAME, LAW, TARGET = "municipality", "name", "law", "target"


Frame = nw.LazyFrame[Any]


@dataclass(frozen=True)
class BatchQuestion:
    """A law, and the type asked for (or ``next``, or ``all``).

    Raises:
        criteria.diagnostic.NotOnFile: the law has no such type, or never assesses it.
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
        """The current type of municipalities for which a type is the next; None: of none."""
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
        """The columns of the result, in order."""
        readings = self.law.rulebook.law.readings
        others = [reading_column(reading.id) for reading in readings if reading.id != self.law.reading]
        _, _, *criteria = self.points_columns
        head = (MUNICIPALITY, NAME, LAW, TARGET, VERDICT, PROVISIONAL, LOWER, UPPER)
        return (*head, *others, *criteria, MISSING)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that are asked for and can be measured, also by the laws by which types are judged."""
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

    def result_columns(self, target: str, there: Collection[str]) -> list[nw.Expr]:
        """The columns of the result, of municipalities judged for a type; null where the type does not have them."""
        constants = {LAW: self.law.rulebook.law.id, TARGET: target}
        columns = []
        for name in self.columns:
            if name in constants:
                columns.append(nw.lit(constants[name]).alias(name))
            else:
                columns.append(nw.col(name) if name in there else nw.lit(None, dtype=nw.Int32).alias(name))
        return columns

    def undecided(self, rows: Frame, target: str, situation: Situation) -> Iterator[Frame]:
        """The municipalities in a situation that cannot be judged for a type, and why: none, or all."""
        if not self.law.asks(target, situation):
            if self.to != ALL:
                kind = nw.col(KIND)
                yield _refused(rows.filter(self.law.where(situation)), target, "kind_of_type", nw.lit("kind"), kind)
        elif needed := self.law.needed(target, situation):
            column = unknown_column(needed)
            yield _refused(rows.filter(self.law.where(situation)), target, "attribute_is_needed", column)

    def without_next(self, rows: Frame) -> Iterator[Frame]:
        """The municipalities of which no next type is known, and why."""
        below = [known for target in self.targets if (known := self.current_type_below(target))]
        current = nw.col("current_type")
        column = nw.lit("current_type")
        yield _refused(rows.filter(current.is_null()), NEXT, "current_type_is_needed", column)
        highest = rows.filter(~current.is_null() & ~current.is_in(below))
        yield _refused(highest, NEXT, "no_type_above", column, current)


def _refused(rows: Frame, target: str, problem: str, column: nw.Expr, found: nw.Expr | None = None) -> Frame:
    """Rows that cannot be judged, as the columns `REFUSAL_COLUMNS`."""
    identifier, *names = REFUSAL_COLUMNS
    parts = (nw.lit(target), nw.lit(problem), column, nw.lit("") if found is None else found)
    return rows.select(identifier, *(part.alias(name) for name, part in zip(names, parts, strict=True)))
