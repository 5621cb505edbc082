"""Plausible synthetic towns from a seed: values are often exactly at levels, some known as bounds, some unknown.

Nothing in them was ever measured; they serve to time and to compare engines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from criteria.data_files.columns import ValueColumns
from criteria.indicator import Indicator
from criteria.rulebook import Rulebook
from criteria.standard import Known, Level, Standard

CHUNK = 250_000
"""How many towns are drawn together; each chunk has its own seed, so that any chunk can be drawn alone."""

ON_A_LEVEL, NEAR_THE_LEVELS = 0.3, 0.6
"""The shares of values exactly at a level of some type, and anywhere between the levels; the rest lie anywhere."""

MOST_OF_A_DOMAIN = 10_000
"""Drawn levels lie within this many steps of the lowest value."""

SITUATIONS = {
    "attributes": ("none", "none", "none", "coastal;none", "mountain;none", "heritage;none", "coastal;island;none")
}
KINDS = ("town", "city", "township")
TYPES = ("II", "III", "IV", "V")
REGIONS = ("mekong-delta", "red-river-delta", "southeast", "north-central-coast")


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How much is not exactly known: the share of unknown values, and of indicators given as two bounds."""

    unknown: float = 0.05
    bounds: float = 0.1


EXACT = Uncertainty(0.0, 0.0)


@dataclass(frozen=True)
class Towns:
    """Towns with integers at the indicators' decimals; null means unknown."""

    frame: pl.DataFrame
    values: Mapping[str, ValueColumns]


def draw(
    rulebook: Rulebook, count: int, seed: int, uncertainty: Uncertainty = Uncertainty(), is_mixed: bool = True
) -> Towns:
    """Draw towns; without ``is_mixed`` they are all alike, so that no special rule of the law applies to any."""
    chunks = [
        _chunk(rulebook, number, min(CHUNK, count - number * CHUNK), seed, uncertainty, is_mixed)
        for number in range(-(-count // CHUNK))
    ]
    return Towns(pl.concat([chunk.frame for chunk in chunks], rechunk=True), chunks[0].values)


def write_wide(
    rulebook: Rulebook,
    count: int,
    seed: int,
    folder: Path,
    uncertainty: Uncertainty = Uncertainty(),
    is_mixed: bool = True,
) -> None:
    """Write towns in the wide form, one Parquet file per chunk."""
    folder.mkdir(parents=True)
    for number in range(-(-count // CHUNK)):
        rows = min(CHUNK, count - number * CHUNK)
        towns = _chunk(rulebook, number, rows, seed, uncertainty, is_mixed)
        as_wide(rulebook, towns).write_parquet(folder / f"{number:05}.parquet")


def as_wide(rulebook: Rulebook, towns: Towns) -> pl.DataFrame:
    """Return the towns in the wide form: plain values and grade ids."""
    columns = [pl.col("municipality").alias("id")]
    columns += [pl.col(name) for name in ("name", "kind", "region", "current_type", "inner_area", "outer_area")]
    columns.append(pl.col("attributes"))
    for name, where in towns.values.items():
        indicator = rulebook.indicators[name]
        ends = {where.lower, where.upper}
        columns += [_plain(indicator, end).alias(name if len(ends) == 1 else end) for end in sorted(ends)]
    return towns.frame.select(columns)


def _plain(indicator: Indicator, column: str) -> pl.Expr:
    if indicator.is_graded:
        grades = {place: grade.id for place, grade in enumerate(indicator.grades)}
        return pl.col(column).replace_strict(grades, return_dtype=pl.String)
    return pl.col(column) / 10**indicator.decimals if indicator.decimals else pl.col(column)


def _chunk(rulebook: Rulebook, number: int, count: int, seed: int, uncertainty: Uncertainty, is_mixed: bool) -> Towns:
    random = np.random.default_rng([seed, number])
    first = number * CHUNK
    columns: dict[str, pl.Series] = {
        "municipality": pl.Series(np.arange(first, first + count)).cast(pl.String).str.zfill(8).str.replace("^", "t-"),
    }
    columns["name"] = columns["municipality"]
    words = {
        "kind": KINDS if is_mixed else ("town",),
        "region": REGIONS if is_mixed else REGIONS[:1],
        "current_type": TYPES if is_mixed else ("IV",),
        "inner_area": ("yes", "yes", "no") if is_mixed else ("yes",),
        "outer_area": ("yes",),
        "attributes": SITUATIONS["attributes"] if is_mixed else ("none",),
    }
    for name, known in words.items():
        columns[name] = pl.Series(np.array(known)[random.integers(0, len(known), count)], dtype=pl.String)
    for name in ("part_of", "whole_type", "whole_kind"):
        columns[name] = pl.repeat(None, count, dtype=pl.String, eager=True)
    values = {}
    indicators = dict.fromkeys(standard.indicator for standard in rulebook.standards)
    for place, name in enumerate(indicators):
        has_bounds = place % 100 < uncertainty.bounds * 100
        values[name] = _draw_values(columns, rulebook, name, random, count, uncertainty.unknown, has_bounds)
    return Towns(pl.DataFrame(columns), values)


def _draw_values(
    columns: dict[str, pl.Series],
    rulebook: Rulebook,
    name: str,
    random: np.random.Generator,
    count: int,
    unknown: float,
    has_bounds: bool,
) -> ValueColumns:
    indicator = rulebook.indicators[name]
    drawn = _numbers(rulebook, indicator, random, count)
    lower_name = upper_name = f"{name}__lower"
    is_unknown = random.random(count) < unknown if unknown else np.zeros(count, dtype=bool)
    if has_bounds and not indicator.is_graded:
        upper_name = f"{name}__upper"
        wide = (indicator.domain.upper - indicator.domain.lower) // 50
        upper = np.minimum(drawn + random.integers(0, wide + 1, count), indicator.domain.upper)
        columns[upper_name] = _series(upper, is_unknown)
    columns[lower_name] = _series(drawn, is_unknown)
    return ValueColumns(lower_name, upper_name, None, bool(unknown))


def _numbers(rulebook: Rulebook, indicator: Indicator, random: np.random.Generator, count: int) -> np.ndarray:
    domain = indicator.domain
    levels = _levels(rulebook, indicator.id) or [domain.lower, domain.upper]
    spread = max(1, (max(levels) - min(levels)) // 2)
    least, most = max(domain.lower, min(levels) - spread), min(domain.upper, max(levels) + spread)
    near = random.integers(least, most + 1, count)
    anywhere = random.integers(domain.lower, min(domain.upper, 3 * most + 1) + 1, count)
    on_a_level = np.array(levels)[random.integers(0, len(levels), count)]
    share = random.random(count)
    return np.where(
        share < ON_A_LEVEL, on_a_level, np.where(share < ON_A_LEVEL + NEAR_THE_LEVELS, near, anywhere)
    ).astype(np.int32)


def _levels(rulebook: Rulebook, indicator: str) -> list[int]:
    """Return every level of an indicator, of whatever type."""
    found = set()
    for standard in rulebook.standards:
        for level in standard.levels.values() if standard.indicator == indicator else ():
            found |= {known.value for known in (level.minimum, level.maximum) if known is not None}
    return sorted(found)


def _series(numbers: np.ndarray, is_unknown: np.ndarray) -> pl.Series:
    series = pl.Series(numbers.astype(np.int32))
    return series.set(pl.Series(is_unknown), None) if is_unknown.any() else series


def with_every_level(rulebook: Rulebook) -> Rulebook:
    """Return the law with drawn levels in place of those not on file, so that every standard costs what it will cost.

    For timing only: nothing judged this way is ever shown as a result.
    """
    return replace(
        rulebook,
        criteria=tuple(
            replace(criterion, standards=tuple(_filled(rulebook, standard) for standard in criterion.standards))
            for criterion in rulebook.criteria
        ),
    )


def _filled(rulebook: Rulebook, standard: Standard) -> Standard:
    indicator = rulebook.indicators[standard.indicator]
    lowest = indicator.domain.lower
    width = min(indicator.domain.upper - lowest, MOST_OF_A_DOMAIN)
    easier, harder = lowest + width * 2 // 5, lowest + width * 3 // 5
    if not indicator.higher_is_better:
        easier, harder = harder, easier
    drawn = Level(Known(easier, "seed"), Known(harder, "seed"))
    levels = {of: drawn if None in (level.minimum, level.maximum) else level for of, level in standard.levels.items()}
    return replace(standard, levels=levels)
