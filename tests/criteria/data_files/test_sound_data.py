import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from criteria.municipality import Dataset, Municipality
from criteria.rule_files.library import Library
from tests.support.example_folders import SOUND_DATA, data_of, read_toy_dataset
from tests.support.paths import TOY_DATA, TOY_RULES

every_example = pytest.mark.parametrize("folder", sorted(SOUND_DATA.iterdir()), ids=lambda folder: folder.name)
INDICATORS = Library(TOY_RULES).indicators


def expected_of(folder: Path) -> Mapping[str, Any]:
    """What an example says must be read of it."""
    return json.loads((folder / "expect.json").read_text("utf-8"))  # type: ignore[no-any-return]


def read(folder: Path) -> Dataset:
    """The data of an example, read with the decimal sign it asks for."""
    return read_toy_dataset(data_of(folder), expected_of(folder).get("decimal", "."))


def stated(municipality: Municipality) -> dict[str, Any]:
    """What the data state of a municipality; what they leave open is left out."""
    fields = {name: value for name, value in dataclasses.asdict(municipality).items() if name != "location"}
    fields["attributes"] = municipality.attributes.text
    return {name: value for name, value in fields.items() if value not in (None, "")}


@every_example
def test_the_municipalities_are_read(folder: Path) -> None:
    """Every municipality is read with exactly what the file states of it, in the order of the file."""
    assert expected_of(folder)["municipalities"] == [stated(one) for one in read(folder).municipalities.values()]


@every_example
def test_the_measurements_are_read(folder: Path) -> None:
    """Every measurement is read with its value, date, source and note, in the order of the file."""
    assert expected_of(folder)["measurements"] == [
        [
            one.municipality,
            one.indicator,
            INDICATORS[one.indicator].quantity_text(one.quantity),
            one.as_of.isoformat(),
            one.source,
            one.note,
        ]
        for one in read(folder).measurements
    ]


def test_json_and_csv_mean_the_same(tmp_path: Path) -> None:
    """The same rows as CSV and as JSON are the same data."""
    tables = {
        name: [
            dict(zip(rows[0].split(","), row.split(","), strict=True))
            for rows in [(TOY_DATA / f"{name}.csv").read_text("utf-8").splitlines()]
            for row in rows[1:]
        ]
        for name in ("municipalities", "measurements")
    }
    (tmp_path / "toy.json").write_text(json.dumps(tables), "utf-8")
    in_json, in_csv = read_toy_dataset(tmp_path / "toy.json"), read_toy_dataset(TOY_DATA)
    assert in_csv.measurements == in_json.measurements
    assert list(map(stated, in_csv.municipalities.values())) == list(map(stated, in_json.municipalities.values()))


def test_a_municipality_knows_where_it_stands() -> None:
    """The place of a municipality is its row, for later messages."""
    assert ["2:1", "3:1", "4:1"] == [
        f"{one.location.line}:{one.location.column}" for one in read_toy_dataset(TOY_DATA).municipalities.values()
    ]
