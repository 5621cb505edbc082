import json
from pathlib import Path

import pytest

from criteria.diagnostic import UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.price_list import EFFORT, Price, Raise
from criteria.rule_files.library import Library
from criteria.rule_files.price_lists import read_prices
from criteria.rule_files.schema.prices import PricesDocument
from tests.support.paths import REAL_RULES, ROOT

INDICATORS = Library(REAL_RULES).indicators
TOWNS = {"duyen-hai": None}
OF_UNITS = "unit-table-2b-points-type-II"
HEAD = "kind: prices\nunit: {vi: triệu đồng, en: million VND}\n"


def written(tmp_path: Path, text: str, name: str = "costs.yaml") -> Path:
    """Write a file of prices."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_prices_and_projects_are_read_on_the_grid_of_their_indicators(tmp_path: Path) -> None:
    """Distances and values are integers of the indicator's decimals; what is left out has its default."""
    found = read_prices(
        written(
            tmp_path,
            HEAD + "prices:\n  - {indicator: road-density, municipality: duyen-hai,\n"
            "     amount: 900, per: 0.5, most: 7, fixed: 3}\n"
            "projects:\n  - id: park\n    name: {vi: Công viên, en: Park}\n    amount: 5\n"
            "    raises: [{indicator: green-space-ratio, to: 26}, {indicator: road-density, by: 1.25}]\n",
        ),
        INDICATORS,
        TOWNS,
    )
    assert (Price("road-density", "duyen-hai", 900, 50, fixed=3, most=700),) == found.prices
    assert (Raise("green-space-ratio", None, 2600), Raise("road-density", 125, None)) == found.projects[0].raises
    assert (EFFORT, False) == (found.effort, found.is_effort_stated)


def test_a_csv_file_is_the_list_of_prices(tmp_path: Path) -> None:
    """A row is a price; an empty cell is left out."""
    text = "indicator,amount,per,whole_steps,most\nroad-density,900,0.5,yes,\npopulation,3,100,,\n"
    found = read_prices(written(tmp_path, text, "costs.csv"), INDICATORS, TOWNS)
    assert [("road-density", 50, True), ("population", 100, False)] == [
        (price.indicator, price.per, price.whole_steps) for price in found.prices
    ]


@pytest.mark.parametrize(
    ("entries", "kind", "line"),
    [
        ("prices: [{indicator: road-densty, amount: 1}]", DiagnosticKind.UNKNOWN_INDICATOR, 3),
        ("prices: [{indicator: road-density, amount: -1}]", DiagnosticKind.WHOLE_NUMBER_EXPECTED, 3),
        ("prices: [{indicator: road-density, amount: 1.5}]", DiagnosticKind.WHOLE_NUMBER_EXPECTED, 3),
        ("prices: [{indicator: road-density}]", DiagnosticKind.KEY_IS_MISSING, 3),
        ("prices: [{indicator: road-density, amount: 1, cost: 2}]", DiagnosticKind.UNKNOWN_KEY, 3),
        ("prices: [{indicator: road-density, amount: 1, per: 0}]", DiagnosticKind.OUTSIDE_DOMAIN, 3),
        ("prices: [{indicator: road-density, amount: 1, per: 0.001}]", DiagnosticKind.TOO_MANY_DECIMALS, 3),
        ("prices: [{indicator: urban-role, amount: 1, most: capital}]", DiagnosticKind.UNKNOWN_GRADE, 3),
        ("prices: [{indicator: road-density, municipality: x, amount: 1}]", DiagnosticKind.UNKNOWN_MUNICIPALITY, 3),
        (
            "prices:\n- {indicator: road-density, amount: 1}\n- {indicator: road-density, amount: 2}",
            DiagnosticKind.ID_STANDS_TWICE,
            5,
        ),
        (
            "projects: [{id: a, name: {vi: a, en: a}, amount: 1, raises: [{indicator: road-density}]}]",
            DiagnosticKind.KEY_IS_MISSING,
            3,
        ),
        (
            "projects:\n- id: a\n  name: {vi: a, en: a}\n  amount: 1\n  raises:\n"
            "  - {indicator: road-density, to: 8}\n  - {indicator: OF_UNITS, by: 5}".replace("OF_UNITS", OF_UNITS),
            DiagnosticKind.PROJECT_RAISES_UNITS,
            9,
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, entries: str, kind: DiagnosticKind, line: int) -> None:
    """Each mistake is one diagnostic at its line."""
    with pytest.raises(UnsoundData) as refused:
        read_prices(written(tmp_path, HEAD + entries + "\n"), INDICATORS, TOWNS, frozenset({OF_UNITS}))
    assert [(kind, line)] == [(found.kind, found.location.line) for found in refused.value.diagnostics]


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"),
    [
        ("indicator,amount\nroad-density,9,000\n", DiagnosticKind.WRONG_NUMBER_OF_CELLS, 2, 3),
        ("indicator,amount\n\nroad-density\n", DiagnosticKind.WRONG_NUMBER_OF_CELLS, 3, 2),
        ("indicator,amount\nroad-density,x\n", DiagnosticKind.WHOLE_NUMBER_EXPECTED, 2, 2),
        ("indicator,amount\nroad-density,\n", DiagnosticKind.KEY_IS_MISSING, 2, 1),
        ("amount,indicator\n1,road-densty\n", DiagnosticKind.UNKNOWN_INDICATOR, 2, 2),
        ("indicator,amount,amount\nroad-density,9,1\n", DiagnosticKind.COLUMN_STANDS_TWICE, 1, 3),
        ("indicator,amount,cost\nroad-density,9,1\n", DiagnosticKind.UNKNOWN_COLUMN, 1, 3),
        ("indicator\nroad-density\n", DiagnosticKind.COLUMN_IS_MISSING, 1, 1),
        ('indicator,amount\nroad-density,1\n"population,1\n', DiagnosticKind.CSV_IS_MALFORMED, 3, 1),
        ("\n", DiagnosticKind.FILE_IS_EMPTY, 1, 1),
        ("", DiagnosticKind.FILE_IS_EMPTY, 1, 1),
    ],
)
def test_what_is_wrong_with_a_table_is_told_with_its_cell(
    tmp_path: Path, text: str, kind: DiagnosticKind, line: int, column: int
) -> None:
    """No cell of a CSV file is passed over, and each mistake is one diagnostic at its line and column."""
    with pytest.raises(UnsoundData) as refused:
        read_prices(written(tmp_path, text, "costs.csv"), INDICATORS, TOWNS)
    found = refused.value.diagnostics
    assert [(kind, line, column)] == [(one.kind, one.location.line, one.location.column) for one in found]


def test_the_examples_are_sound() -> None:
    """The invented prices of both examples can be read."""
    for folder in ("tra-vinh-costs", "sample-ward"):
        assert read_prices(ROOT / "examples" / folder / "costs.yaml", INDICATORS, TOWNS).prices


def test_the_schema_is_that_of_the_reader() -> None:
    """docs/schema/prices-1.json is the form that is read."""
    schema = json.loads((ROOT / "docs" / "schema" / "prices-1.json").read_text(encoding="utf-8"))
    assert PricesDocument.model_json_schema() == schema
