"""A file of prices is linted like a rule file: everything that `dothi plan` would refuse is found before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.workbench.lint.price_files import is_price_file, price_findings
from tests.support.in_process import Run, in_process
from tests.support.paths import ROOT

EXAMPLES = [ROOT / "examples/sample-ward/costs.yaml", ROOT / "examples/tra-vinh-costs/costs.yaml"]
YAML = """kind: prices
unit: {vi: triệu đồng, en: million dong}
prices:
  - indicator: hospital-bed
    municipality: anywhere
    amount: 5
    per: 1
"""
TABLE = "indicator,amount,per\nhospital-beds,five,1\n"


@pytest.fixture(scope="module", name="library")
def _library() -> Library:
    return Library(rules_folder())


@pytest.fixture(name="run")
def _run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    with in_process(monkeypatch, capsys) as run:
        yield run


def _seen(path: Path, library: Library) -> list[tuple[int, int, str]]:
    return [(one.location.line, one.location.column, one.code) for one in price_findings(path, library)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_are_sound(path: Path, library: Library) -> None:
    """Nothing is found in the prices that the repository shows."""
    assert is_price_file(path)
    assert [] == price_findings(path, library)


def test_an_unknown_indicator_is_found_and_any_town_may_be_named(tmp_path: Path, library: Library) -> None:
    """Of a misspelt indicator and a town that no data here name, only the first is a finding."""
    path = tmp_path / "costs.yaml"
    path.write_text(YAML, encoding="utf-8")
    assert [(4, 16, "L201-unknown-name")] == _seen(path, library)


def test_a_table_of_prices_is_linted(tmp_path: Path, library: Library) -> None:
    """A CSV file of prices is one, and its cells are places."""
    path = tmp_path / "costs.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert is_price_file(path)
    assert [(2, 2, "L104-wrong-form")] == _seen(path, library)


def test_a_rule_file_holds_no_prices() -> None:
    """The head of a law is linted as a part of its law."""
    assert not is_price_file(rules_folder() / "nq-111-2025/law.yaml")


def test_the_command_lints_a_file_of_prices(run: Run, tmp_path: Path) -> None:
    """`rules lint FILE` ends with 4 and says the line of a misspelt indicator."""
    path = tmp_path / "costs.yaml"
    path.write_text(YAML, encoding="utf-8")
    result = run("rules", "lint", path, "--lang", "en")
    assert 4 == result.code
    assert "costs.yaml:4:16: error L201-unknown-name" in result.out
