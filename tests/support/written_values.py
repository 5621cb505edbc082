"""Data folders in which something else is written, to hold what-if against."""

import csv
from collections.abc import Mapping
from pathlib import Path

from criteria.data_files.assumptions import cells_of
from criteria.data_files.rows import COLUMNS, MEASUREMENTS, MUNICIPALITIES
from criteria.indicator import Indicators
from criteria.municipality import Dataset, Measurement


def written_folder(
    folder: Path, dataset: Dataset, indicators: Indicators, town: str, cells: Mapping[str, str], day: str
) -> Path:
    """Write a data set as a folder of CSV files, with other cells of one municipality.

    Args:
        cells: the texts by column or indicator; a value replaces every row of its indicator.
        day: the day of these values.
    """
    folder.mkdir()
    with (folder / f"{MUNICIPALITIES}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS[MUNICIPALITIES])
        rows.writeheader()
        for known in dataset.municipalities.values():
            other = {name: text for name, text in cells.items() if name in COLUMNS[MUNICIPALITIES]}
            rows.writerow({**cells_of(known), **(other if known.id == town else {})})
    with (folder / f"{MEASUREMENTS}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(COLUMNS[MEASUREMENTS])
        for measured in dataset.measurements:
            for row in measured.disputed or (measured,):
                if row.municipality != town or row.indicator not in cells:
                    lines.writerow(_line(row, indicators))
        values = [(name, text) for name, text in cells.items() if name in indicators]
        lines.writerows([town, name, text, day, "", ""] for name, text in values)
    return folder


def _line(row: Measurement, indicators: Indicators) -> list[str]:
    value = indicators[row.indicator].quantity_text(row.quantity)
    return [row.municipality, row.indicator, value, row.as_of.isoformat(), row.source, row.note]
