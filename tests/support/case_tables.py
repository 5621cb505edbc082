"""The two tables of a published or office case, to be changed in places and written in either form."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

Row = dict[str, str]

COLUMNS = (
    "id",
    "name",
    "kind",
    "current_type",
    "type_as_of",
    "province",
    "region",
    "attributes",
    "formation",
    "budget_level",
    "has_commune_units",
    "inner_area",
    "outer_area",
    "part_of",
)
"""The columns of a municipality; every other name is that of an indicator."""


@dataclass(frozen=True)
class CaseTables:
    """Municipalities and measurements as the files of a case have them."""

    municipalities: tuple[Row, ...]
    measurements: tuple[Row, ...]

    def changed(self, unit: str, changes: Mapping[str, str], day: str) -> "CaseTables":
        """Return the tables with other cells of one unit; a changed indicator has one value, of a day."""
        cells = {name: text for name, text in changes.items() if name in COLUMNS}
        values = {name: text for name, text in changes.items() if name not in COLUMNS}
        kept = [row for row in self.measurements if row["municipality"] != unit or row["indicator"] not in values]
        stated = [
            {"municipality": unit, "indicator": name, "value": text, "as_of": day, "source": "x"}
            for name, text in values.items()
            if text
        ]
        towns = (row | cells if row["id"] == unit else row for row in self.municipalities)
        return CaseTables(tuple(towns), (*kept, *stated))

    def renamed(self, prefix: str) -> "CaseTables":
        """Return the tables with other ids, on which nothing may depend."""
        return CaseTables(
            tuple(
                row | {"id": prefix + row["id"], "part_of": (row.get("part_of") and prefix + row["part_of"]) or ""}
                for row in self.municipalities
            ),
            tuple(row | {"municipality": prefix + row["municipality"]} for row in self.measurements),
        )

    def write_long(self, path: Path) -> Path:
        """Write a JSON file of the long form."""
        content = {"municipalities": self.municipalities, "measurements": self.measurements}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    def write_wide(self, path: Path, day: str) -> Path:
        """Write a table of the wide form, CSV or Parquet by the name of the file.

        A cell has the value of the day that Decree 35 asks for, 31 December of the year before, else the newest
        known by the day.
        """
        asked = f"{int(day[:4]) - 1}-12-31"
        known = (row for row in self.measurements if row["as_of"] <= day)
        towns = {row["id"]: dict(row) for row in self.municipalities}
        for row in sorted(known, key=lambda row: (row["as_of"] == asked, row["as_of"])):
            towns[row["municipality"]][row["indicator"]] = row["value"]
        columns = dict.fromkeys(name for town in towns.values() for name in town)
        cells = {name: [town.get(name) or None for town in towns.values()] for name in columns}
        frame = pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String))
        frame.write_parquet(path) if path.suffix == ".parquet" else frame.write_csv(path)
        return path


def joined(cases: Iterable[CaseTables]) -> CaseTables:
    """Return the tables of several cases as those of one."""
    parts = list(cases)
    return CaseTables(
        tuple(row for part in parts for row in part.municipalities),
        tuple(row for part in parts for row in part.measurements),
    )


def read_case(path: Path) -> CaseTables:
    """Read a folder of CSV files, or a JSON file."""
    if path.is_dir():
        return CaseTables(*(_csv_rows(path / f"{name}.csv") for name in ("municipalities", "measurements")))
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    return CaseTables(tuple(content["municipalities"]), tuple(content["measurements"]))


def _csv_rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(csv.DictReader(lines))
