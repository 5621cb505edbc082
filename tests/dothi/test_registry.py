"""A form is one new module: its name alone puts it among the choices, into the help and into the output."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dothi.batch.writers import RESULT_FORMS, spark_suffixes, suffixes
from dothi.reports.forms import ASSESSMENT_FORMS, FINDINGS_FORMS
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

START = """
import importlib, sys
package, folder, *arguments = sys.argv[1:]
importlib.import_module(package).__path__.append(folder)
import cli
sys.argv = ["dothi", *arguments]
cli.main()
"""
"""Starts the command with a folder of further modules in one of its packages."""

TOY_RENDERER = """
def render(result, texts):
    return f"toy form of {type(result).__name__} in {texts.language}\\n"
"""

TOY_WRITER = """
def writer(path):
    return ToyWriter(path)

class ToyWriter:
    def __init__(self, path):
        self.path, self.rows = path, 0

    def write(self, piece):
        self.rows += piece.height

    def close(self):
        self.path.write_text(f"{self.rows} rows")
"""


def with_module(module: Path, package: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command with one more module in a package."""
    return subprocess.run(
        [sys.executable, "-c", START, package, module.parent, *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def toy_assessment(tmp_path: Path) -> Path:
    """A form `toy` of an assessment."""
    module = tmp_path / "assessment_as_toy.py"
    module.write_text(TOY_RENDERER, encoding="utf-8")
    return module


@pytest.fixture
def toy_results(tmp_path: Path) -> Path:
    """A form `.toy` of the results of a batch."""
    module = tmp_path / "results_as_toy.py"
    module.write_text(TOY_WRITER, encoding="utf-8")
    return module


CHECK = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11", "--lang", "en")
BATCH = ("batch", "--to", "III", "--as-of", "2021-11-11", "--lang", "en")


class TestRegistry:
    @pytest.mark.parametrize(
        ("expected", "names"),
        [
            (("table", "json"), ASSESSMENT_FORMS.names),
            (("text", "json", "sarif"), FINDINGS_FORMS.names),
            ((".parquet", ".csv", ".json", ".xlsx"), suffixes()),
            ((".parquet", ".csv"), spark_suffixes()),
        ],
    )
    def test_names(self, expected: tuple[str, ...], names: tuple[str, ...]) -> None:
        """The default comes first, the others follow in alphabetical order."""
        assert expected == names

    def test_an_unknown_form(self) -> None:
        """A form that no module offers is a missing key."""
        with pytest.raises(KeyError):
            RESULT_FORMS["toy"]

    def test_listing_imports_nothing(self) -> None:
        """Listing the forms imports none of their modules, so commands start without them."""
        script = (
            "import sys, cli\nprint([name for name in sys.modules if name.partition('_as_')[1] or name == 'polars'])"
        )
        ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
        assert "[]\n" == ended.stdout


class TestToyForm:
    def test_in_the_help(self, toy_assessment: Path) -> None:
        """The help of the option lists the form among its choices."""
        assert "<table|json|toy>" in with_module(toy_assessment, "dothi.reports.forms", "check", "--help").stdout

    def test_in_a_refusal(self, toy_assessment: Path) -> None:
        """A refusal names it among the known forms."""
        ended = with_module(toy_assessment, "dothi.reports.forms", *CHECK, "--format", "yaml")
        assert (2, True) == (ended.returncode, "'table', 'json', 'toy'" in ended.stderr)

    def test_in_the_output(self, toy_assessment: Path) -> None:
        """The form renders the assessment."""
        ended = with_module(toy_assessment, "dothi.reports.forms", *CHECK, "--format", "toy")
        assert (0, "toy form of Assessment in en\n") == (ended.returncode, ended.stdout)

    def test_of_results_in_the_help(self, toy_results: Path) -> None:
        """The help of --output lists the suffix."""
        assert (
            ".parquet, .csv, .json, .toy, .xlsx"
            in with_module(toy_results, "dothi.batch.writers", "batch", "--help").stdout
        )

    def test_of_results_in_a_refusal(self, toy_results: Path, tmp_path: Path) -> None:
        """A refusal of another suffix names it."""
        ended = with_module(toy_results, "dothi.batch.writers", *BATCH, "--output", tmp_path / "r.txt")
        assert (2, True) == (ended.returncode, ".parquet, .csv, .json, .toy or .xlsx" in ended.stderr)

    def test_of_results_in_the_output(self, toy_results: Path, tmp_path: Path) -> None:
        """The form writes the results: a row for each municipality, also for a province, which is not asked."""
        ended = with_module(toy_results, "dothi.batch.writers", *BATCH, "--output", tmp_path / "r.toy")
        assert (0, "16 rows") == (ended.returncode, (tmp_path / "r.toy").read_text(encoding="utf-8"))
