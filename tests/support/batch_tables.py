"""Tables in the wide form for tests of ``batch``."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from criteria.municipality import Dataset
from tests.support.in_process import Run

Batch = Run

TOWN = {"id": "somewhere", "kind": "town", "current_type": "IV", "inner_area": "yes", "outer_area": "yes"}


def parquet(path: Path, *rows: dict[str, object], **types: pl.DataType | type[pl.DataType]) -> Path:
    """Write a Parquet file of towns that are alike except for what each row says, with the given column types."""
    columns = dict.fromkeys(name for row in (TOWN, *rows) for name in row)
    data = {name: [{**TOWN, **row}.get(name) for row in rows] for name in columns}
    schema = {name: types.get(name, pl.String if name in TOWN else None) for name in data}
    pl.DataFrame(data, schema=schema, strict=False).write_parquet(path)
    return path


def as_wide(dataset: Dataset, indicators: list[str], text: Callable[[str, str], str | None]) -> pl.DataFrame:
    """Return a data set with a column for each indicator; ``text`` gives the text form of a value."""
    rows = []
    for known in dataset.municipalities.values():
        row = {
            "id": known.id,
            "name": known.name,
            "kind": known.kind,
            "current_type": known.current_type,
            "region": known.region,
            "attributes": known.attributes.text,
            "inner_area": None if known.inner_area is None else ("yes" if known.inner_area else "no"),
            "outer_area": None if known.outer_area is None else ("yes" if known.outer_area else "no"),
            "part_of": known.part_of,
        }
        rows.append(row | {name: text(known.id, name) for name in indicators})
    return pl.DataFrame(rows, infer_schema_length=None)


def rejected(output: Path) -> list[dict[str, str]]:
    """Read the rejected rows beside an output."""
    return pl.read_csv(f"{output}.rejected.csv", infer_schema=False).to_dicts()
