"""The same municipalities written in every form of data that the program reads."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from tests.support.case_tables import COLUMNS

Town = Mapping[str, str]
"""The cells of a municipality: columns of the table ``municipalities``, and indicators."""

FORMS = ("csv", "json", "xlsx", "wide-csv", "wide-parquet")
MEASURED = "2025-01-01"


def write_forms(
    towns: Sequence[Town],
    folder: Path,
    typed: Iterable[str] = (),
    again: int = 0,
    day: str = MEASURED,
    ends: Iterable[str] = (),
) -> dict[str, Path]:
    """Write municipalities in every form and return the paths.

    Args:
        typed: the indicators whose cells are numbers where a form has numbers.
        again: how many measurements stand twice where a measurement is a row.
        day: the day of the measurements.
        ends: the indicators that the wide form has in two columns; none of their cells may hold more than two ends.
    """
    numbers = set(typed)
    columns = list(dict.fromkeys(name for town in towns for name in town if name in COLUMNS))
    indicators = list(dict.fromkeys(name for town in towns for name in town if name not in COLUMNS))
    municipalities = [{name: town.get(name, "") for name in columns} for town in towns]
    measurements = [
        {"municipality": town["id"].strip(), "indicator": name, "value": town[name], "as_of": day}
        for town in _each_once(towns)
        for name in indicators
        if town.get(name)
    ]
    tables = {"municipalities": municipalities, "measurements": measurements}
    measurements += measurements[:again]
    paths = {form: folder / form for form in FORMS}
    _write_csv_folder(paths["csv"], tables)
    _write_json(paths["json"].with_suffix(".json"), tables, numbers)
    _write_xlsx(paths["xlsx"].with_suffix(".xlsx"), tables, numbers)
    in_ends = set(ends)
    cells: dict[str, list[str | None]] = {}
    for name in (*columns, *indicators):
        texts = [town.get(name) or None for town in towns]
        if name in in_ends:
            pairs = [_ends(text) for text in texts]
            cells[f"{name}__lower"] = [lower for lower, _ in pairs]
            cells[f"{name}__upper"] = [upper for _, upper in pairs]
        else:
            cells[name] = texts
    names = list(cells)
    frame = pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String))
    frame.write_csv(paths["wide-csv"].with_suffix(".csv"))
    floats = frame.with_columns(pl.col(name).cast(pl.Float64) for name in numbers if name in names)
    floats.write_parquet(paths["wide-parquet"].with_suffix(".parquet"))
    return {
        "csv": paths["csv"],
        "json": paths["json"].with_suffix(".json"),
        "xlsx": paths["xlsx"].with_suffix(".xlsx"),
        "wide-csv": paths["wide-csv"].with_suffix(".csv"),
        "wide-parquet": paths["wide-parquet"].with_suffix(".parquet"),
    }


def _ends(text: str | None) -> tuple[str | None, str | None]:
    """Return the two ends of a value as a table of ends states them."""
    stated = (text or "").strip()
    lower, dots, upper = stated.partition("..")
    if dots:
        return lower, upper
    return None if stated.startswith("<=") else text, None if stated.startswith(">=") else text


def _each_once(towns: Sequence[Town]) -> list[Town]:
    """Return the towns without those that repeat an id: what is measured is stated once."""
    return list({town["id"].strip(): town for town in reversed(towns)}.values())[::-1]


def _write_csv_folder(folder: Path, tables: Mapping[str, list[dict[str, str]]]) -> None:
    folder.mkdir()
    for name, rows in tables.items():
        if rows:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)


def _write_json(path: Path, tables: Mapping[str, list[dict[str, str]]], numbers: set[str]) -> None:
    content = {
        name: [
            {key: float(cell) if key == "value" and row["indicator"] in numbers else cell for key, cell in row.items()}
            for row in rows
        ]
        for name, rows in tables.items()
    }
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _write_xlsx(path: Path, tables: Mapping[str, list[dict[str, str]]], numbers: set[str]) -> None:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in tables.items():
        if not rows:
            continue
        sheet = book.add_worksheet(name)
        for place, key in enumerate(rows[0]):
            sheet.write_string(0, place, key)
        for line, row in enumerate(rows, 1):
            for place, (key, cell) in enumerate(row.items()):
                if key == "value" and row["indicator"] in numbers:
                    sheet.write_number(line, place, float(cell))
                else:
                    sheet.write_string(line, place, cell)
    book.close()
