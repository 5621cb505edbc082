"""Urban areas of one unit and of several under Resolution 111/2025, which reach the most points on Table 2A."""

import datetime
import json
import random
from collections.abc import Callable
from pathlib import Path

from criteria.municipality import Dataset, Measurement, Municipality
from criteria.rule_files.library import Library
from criteria.stated import only
from tests.support.batch_tables import as_wide

LAW, TARGET = "nq-111-2025", "III"
DAY, MEASURED = datetime.date(2026, 3, 1), datetime.date(2025, 12, 31)
WHOLE, SECTION = "unit-table-2b-points-type-III", "unit-table-2b-section-III-points-type-III"
CASE = "everything-at-the-maximum-III"
POINTS = ("", "75", "74.9999", "48", "47.9999", "100", "0", "60..80", ">= 75", "< 40", "30")
"""Points of a unit as data state them."""


def best_values(library: Library) -> dict[str, str]:
    """Return values that earn every point of Table 2A, as a worked case of the law states them."""
    case = next(known for known in library.cases(library.register.law(LAW)) if known.id == CASE)
    return {name: library.indicators[name].quantity_text(measured.quantity) for name, measured in case.measured.items()}


def random_areas(library: Library, seed: int, count: int, is_stated: bool = False) -> Dataset:
    """Return areas with units of all kinds; the points of some are unknown, and some reach less of Table 2A.

    Args:
        is_stated: attributes and zones are stated, so that each area has one plan.
    """
    source = random.Random(seed)
    best = best_values(library)
    municipalities: dict[str, Municipality] = {}
    measurements: list[Measurement] = []

    def add(identifier: str, kind: str, part_of: str | None, values: dict[str, str]) -> None:
        facts = {"attributes": only(), "inner_area": True, "outer_area": True} if is_stated else {}
        municipalities[identifier] = Municipality(
            identifier, identifier, kind, region="southeast", part_of=part_of, **facts
        )
        for name, text in values.items():
            if text:
                quantity = library.indicators[name].quantity(text)
                measurements.append(Measurement(identifier, name, quantity, MEASURED))

    def points() -> dict[str, str]:
        return {name: source.choice(POINTS) for name in (WHOLE, SECTION)}

    for number in range(count):
        kind = source.choice(["ward", "commune", "special-zone", "urban-area", "urban-area", "town"])
        values = dict(best)
        if source.random() < 0.3:
            name = source.choice(["population", "non-agricultural-labour", "road-density"])
            values[name] = source.choice(["", "0"])
        whole = f"whole-{number}" if source.random() < 0.3 else None
        add(f"area-{number}", kind, whole, values | points())
        if whole:
            add(whole, source.choice(["urban-area", "province"]), None, {})
        for unit in range(source.choice([0, 0, 1, 2, 2, 3])):
            add(f"unit-{number}-{unit}", source.choice(["ward", "commune", "province"]), f"area-{number}", points())
    return Dataset(municipalities, tuple(measurements))


def text_of(library: Library, data: Dataset) -> Callable[[str, str], str | None]:
    """Return what gives the text of a value in data, by municipality and indicator."""
    known = {
        (measured.municipality, measured.indicator): library.indicators[measured.indicator].quantity_text(
            measured.quantity
        )
        for measured in data.measurements
    }
    return lambda municipality, indicator: known.get((municipality, indicator))


def write_wide(library: Library, data: Dataset, path: Path) -> Path:
    """Write data in the wide form."""
    frame = as_wide(data, [*best_values(library), WHOLE, SECTION], text_of(library, data))
    frame.write_parquet(path) if path.suffix == ".parquet" else frame.write_csv(path)
    return path


def write_long(library: Library, data: Dataset, path: Path) -> Path:
    """Write data as a JSON file of the long form."""
    text = text_of(library, data)
    measurements = [
        {
            "municipality": measured.municipality,
            "indicator": measured.indicator,
            "value": text(measured.municipality, measured.indicator),
            "as_of": measured.as_of.isoformat(),
        }
        for measured in data.measurements
    ]
    municipalities = [
        {"id": m.id, "name": m.name, "kind": m.kind, "region": m.region, "part_of": m.part_of or ""}
        for m in data.municipalities.values()
    ]
    content = {"municipalities": municipalities, "measurements": measurements}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
