"""Units as data files: a folder in the long form, a table in the wide form."""

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.oracle.scales import scale_of
from tests.oracle.unit import Fact, Unit

MUNICIPALITY_COLUMNS = ("id", "name", "kind", "current_type", "province", "region", "attributes", "inner_area",
                        "outer_area", "part_of", "budget_level", "has_commune_units")  # fmt: skip


def _text(indicator: str, value: Fact) -> str:
    if isinstance(value, str):
        return value
    decimals = scale_of(indicator).decimals
    digits = value * 10**decimals
    assert digits.denominator == 1, (indicator, value)
    sign, whole = "-" if digits < 0 else "", f"{abs(digits.numerator):0{decimals + 1}}"
    return sign + (f"{whole[:-decimals]}.{whole[-decimals:]}" if decimals else whole)


def _yes_no(fact: bool) -> str:
    return "yes" if fact else "no"


def _municipality(unit: Unit) -> dict[str, str]:
    return {
        "id": unit.id,
        "name": unit.id,
        "kind": unit.kind,
        "current_type": "III",
        "province": "somewhere",
        "region": unit.region,
        "inner_area": _yes_no(unit.inner_area),
        "outer_area": _yes_no(unit.outer_area),
        "part_of": unit.part_of,
        "attributes": ";".join([*sorted(unit.attributes), "none"]),
        "budget_level": _yes_no(unit.budget_level),
        "has_commune_units": _yes_no(unit.has_commune_units),
    }


def _write(path: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _with_members(units: Sequence[Unit]) -> list[Unit]:
    """Return the units, each before the units that it is made up of."""
    return [known for unit in units for known in (unit, *unit.members)]


def write_long(folder: Path, units: Sequence[Unit], measured_on: str) -> Path:
    """Write a folder with one row for each measured value. Return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "municipalities.csv", MUNICIPALITY_COLUMNS, [_municipality(unit) for unit in _with_members(units)])
    values = [
        {"municipality": unit.id, "indicator": indicator, "value": _text(indicator, value), "as_of": measured_on,
         "source": "drawn"}
        for unit in _with_members(units)
        for indicator, value in unit.facts.items()
    ]  # fmt: skip
    _write(folder / "measurements.csv", ("municipality", "indicator", "value", "as_of", "source", "note"), values)
    return folder


def write_wide(path: Path, units: Sequence[Unit]) -> Path:
    """Write a table with one row for each unit. Return its path."""
    rows = [
        _municipality(unit) | {name: _text(name, value) for name, value in unit.facts.items()}
        for unit in _with_members(units)
    ]
    indicators = sorted({name for row in rows for name in row} - set(MUNICIPALITY_COLUMNS))
    _write(path, [*MUNICIPALITY_COLUMNS, *indicators], rows)
    return path
