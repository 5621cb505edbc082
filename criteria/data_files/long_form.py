"""Converts municipalities and measurements to columns, like those of the wide form after reading."""

import datetime
from collections.abc import Callable, Collection, Mapping

import narwhals as nw
import polars as pl

from criteria.data_files.columns import ValueColumns, column_type
from criteria.indicator import Indicators
from criteria.municipality import Dataset, Measured, Municipality
from criteria.quantity import UNKNOWN, Claim, Quantity

_TYPES = {nw.Int32: pl.Int32, nw.Int64: pl.Int64}


def laid_out(
    dataset: Dataset,
    indicators: Indicators,
    wanted: Collection[str],
    as_of: datetime.date,
    data_day: datetime.date | None = None,
    holds_claim: Callable[[Claim, datetime.date], bool] = lambda _claim, _day: True,
) -> tuple[pl.DataFrame, dict[str, ValueColumns]]:
    """Return one row per municipality with the values that apply on a day, and the columns of each indicator.

    Args:
        data_day: the day of which the law wants the data; None if it does not say.
        holds_claim: true if a claim stated on a day is about a type of the law that judges.
    """
    municipalities = list(dataset.municipalities.values())
    measured = [dataset.measured(municipality.id, as_of, data_day) for municipality in municipalities]
    columns = _municipality_columns(municipalities, dataset.municipalities)
    values: dict[str, ValueColumns] = {}
    for name in wanted:
        quantities = [
            _quantity(name, indicators, municipality, known, holds_claim)
            for municipality, known in zip(municipalities, measured, strict=True)
        ]
        values[name] = _add_values(columns, name, quantities, _TYPES[column_type(indicators[name])])
    return pl.DataFrame(columns), values


def _municipality_columns(
    municipalities: Collection[Municipality], all_of_them: Mapping[str, Municipality]
) -> dict[str, pl.Series]:
    def texts(found: Collection[str | None]) -> pl.Series:
        return pl.Series(found, dtype=pl.String)

    def answers(found: Collection[bool | None]) -> pl.Series:
        return texts([None if answer is None else "yes" if answer else "no" for answer in found])

    wholes = [all_of_them.get(known.part_of or "") for known in municipalities]
    return {
        "municipality": texts([known.id for known in municipalities]),
        "name": texts([known.name for known in municipalities]),
        "kind": texts([known.kind for known in municipalities]),
        "region": texts([known.region for known in municipalities]),
        "current_type": texts([known.current_type for known in municipalities]),
        "inner_area": answers([known.inner_area for known in municipalities]),
        "outer_area": answers([known.outer_area for known in municipalities]),
        "attributes": texts([known.attributes.text or None for known in municipalities]),
        "formation": texts([known.formation for known in municipalities]),
        "budget_level": answers([known.budget_level for known in municipalities]),
        "has_commune_units": answers([known.has_commune_units for known in municipalities]),
        "type_as_of": texts([str(known.type_as_of) if known.type_as_of else None for known in municipalities]),
        "part_of": texts([known.part_of for known in municipalities]),
        "whole_type": texts([whole.current_type if whole else None for whole in wholes]),
        "whole_kind": texts([whole.kind if whole else None for whole in wholes]),
    }


def _quantity(
    name: str,
    indicators: Indicators,
    municipality: Municipality,
    measured: Measured,
    holds_claim: Callable[[Claim, datetime.date], bool],
) -> Quantity:
    """Return what is known of an indicator: the measurement, or the grade that the attributes give."""
    if (measurement := measured.get(name)) is not None and not measurement.quantity.is_unknown:
        claim = measurement.quantity.claim
        return UNKNOWN if claim is not None and not holds_claim(claim, measurement.as_of) else measurement.quantity
    return indicators[name].grade_of(municipality.attributes) or UNKNOWN


def _add_values(
    columns: dict[str, pl.Series], name: str, quantities: Collection[Quantity], kind: type[pl.DataType]
) -> ValueColumns:
    lower, upper = f"{name}__lower", f"{name}__upper"
    columns[lower] = pl.Series([quantity.lower for quantity in quantities], dtype=kind)
    if all(quantity.lower == quantity.upper for quantity in quantities):
        upper = lower
    else:
        columns[upper] = pl.Series([quantity.upper for quantity in quantities], dtype=kind)

    def answers(part: str, found: list[bool]) -> str | None:
        if not any(found):
            return None
        columns[f"{name}__{part}"] = pl.Series(found, dtype=pl.Boolean)
        return f"{name}__{part}"

    not_applicable = answers("not_applicable", [not quantity.applies for quantity in quantities])
    open_lower = answers("open_lower", [quantity.lower_is_open for quantity in quantities])
    open_upper = answers("open_upper", [quantity.upper_is_open for quantity in quantities])
    claim = None
    if any(quantity.claim for quantity in quantities):
        claim = f"{name}__claim"
        columns[claim] = pl.Series([str(q.claim) if q.claim else None for q in quantities], dtype=pl.String)
    has_unknown = columns[lower].has_nulls() or columns[upper].has_nulls()
    return ValueColumns(lower, upper, not_applicable, has_unknown, open_lower, open_upper, claim)
