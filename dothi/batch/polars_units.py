"""The points of the units of urban areas, gathered from a whole data file and joined to the areas, in this process."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from classifier.engines.columnar.law_columns import LawColumns
from classifier.engines.columnar.member_units import AREA, UNREADABLE, unit_indicators, unit_sums
from criteria.data_files.columns import ValueColumns
from criteria.data_files.wide_files import WideFile
from criteria.data_files.wide_form import IDENTIFIER, WideReader, has_problem
from criteria.rulebook import Rulebook

Values = Mapping[str, ValueColumns]


@dataclass(frozen=True, slots=True)
class UnitSums:
    """What is known of the units of each area.

    Attributes:
        table: a row for each area.
        values: the entries that tell the engine of the columns of the table.
        is_complete: False if some municipalities cannot be read: any of them may be a unit of any area.
    """

    table: pl.DataFrame
    values: Values
    is_complete: bool

    def beside(self, frame: pl.DataFrame, values: Values) -> tuple[pl.DataFrame, Values]:
        """Return municipalities and their values with what is known of their units."""
        joined = frame.join(self.table, left_on=IDENTIFIER, right_on=AREA, how="left", maintain_order="left")
        if not self.is_complete:
            unsure = [where.upper for where in self.values.values()]
            joined = joined.with_columns(pl.lit(1, pl.Int64).alias(name) for name in unsure)
        return joined, {**values, **self.values}


def long_sums(law: LawColumns, frame: pl.DataFrame, values: Values, is_complete: bool) -> UnitSums | None:
    """Return what is known of units from all municipalities that can be read; None if the law asks nothing of units.

    Args:
        is_complete: False if some municipalities cannot be read: any of them may be a unit of any area.
    """
    if not law.asking_of_units:
        return None
    known = frame.with_columns(pl.lit(False).alias(UNREADABLE))
    return _sums(law, nw.from_native(known.lazy()), values, is_complete)


def wide_sums(
    law: LawColumns, file: WideFile, reader: WideReader, repeated: Collection[str], tells_wholes: bool
) -> UnitSums | None:
    """Return what is known of units from every row of a file; None if the law asks nothing of units.

    Args:
        tells_wholes: True if the file yields what it tells of wholes; see `WideReader.form`.
    """
    if not law.asking_of_units or "part_of" not in file.schema:
        return None
    rows = UnitRows(law, reader, tells_wholes)
    parts: list[pl.DataFrame] = []
    is_complete = True
    for raw in file.batches(set(file.schema)):
        every = rows.read(nw.from_native(raw.lazy()), rows.identifier.is_in(list(repeated))).to_native().collect()
        is_complete &= not every.get_column(UNREADABLE).any()
        parts.append(every.filter(pl.col("part_of").is_not_null() & ~pl.col(UNREADABLE)))
    frame = pl.concat(parts, how="vertical_relaxed") if parts else None
    return None if frame is None else _sums(law, nw.from_native(frame.lazy()), rows.values, is_complete)


class UnitRows:
    """Reads the rows of a wide file with the points of units alone."""

    def __init__(self, law: LawColumns, reader: WideReader, tells_wholes: bool) -> None:
        asked = dict.fromkeys(name for known in law.asking_of_units for name in unit_indicators(known, _types(known)))
        self._form = reader.form(tuple(asked), tells_wholes=tells_wholes)
        self.values: Values = self._form.values
        self.identifier = self._form.columns[IDENTIFIER]

    def read(self, raw: nw.LazyFrame[Any], is_repeated: nw.Expr) -> nw.LazyFrame[Any]:
        """Return the rows; those that cannot be read, and those whose id is repeated, are `UNREADABLE`."""
        is_unreadable = has_problem(self._form.problems) | is_repeated.fill_null(False)
        return self._form.staged(raw).select(**self._form.columns, **{UNREADABLE: is_unreadable})


def _types(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(known.id for known in rulebook.law.assessed_types)


def _sums(law: LawColumns, frame: nw.LazyFrame[Any], values: Values, is_complete: bool) -> UnitSums:
    sums, entries = unit_sums(law.asking_of_units, frame, values)
    return UnitSums(sums.to_native().collect(), entries, is_complete)
