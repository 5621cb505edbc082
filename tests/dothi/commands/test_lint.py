"""``dothi rules lint`` on the command line."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dothi.workbench.lint.run import lints
from tests.support.example_folders import change, copy_of_toy_rules
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

LINE = re.compile(r"(\S+):(\d+):(\d+): (error|warning|note) (L[0-9]{3}[a-z-]+): \S.*")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the checkout, in English unless another language is given."""
    return subprocess.run(
        [sys.executable, "-m", "cli", "rules", "lint", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Provide toy rules with an error and a warning."""
    rules = copy_of_toy_rules(tmp_path)
    change(rules / "toy-law" / "criterion-people.yaml", "minimum: 1000, maximum: 2000", "minimum: 3000, maximum: 2000")
    change(rules / "toy-law" / "criterion-works.yaml", "vi: Nước sạch", "vi: Nước sa\u0323ch")
    return rules


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """Provide toy rules with a warning and no error."""
    rules = copy_of_toy_rules(tmp_path)
    change(rules / "toy-law" / "criterion-works.yaml", "vi: Nước sạch", "vi: Nước sa\u0323ch")
    return rules


def test_every_line_begins_with_location_and_code(broken: Path) -> None:
    """A finding is a line: path, line, column, severity, code and sentence."""
    printed = run(broken, "--lang", "en")
    lines = printed.stdout.splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    assert any(
        line.endswith("criterion-people.yaml:16:15: error L301-levels-cross: "
                      "type GOLD: the minimum level 3,000 is stricter than the maximum level 2,000")
        for line in lines
    )  # fmt: skip
    assert "1 error, 1 warning, 4 notes\n" == printed.stderr


def test_vietnamese_is_the_default(doubtful: Path) -> None:
    """Without --lang the findings are in Vietnamese."""
    printed = run(doubtful)
    assert "chưa được ghép" in printed.stdout
    assert "0 lỗi, 1 cảnh báo, 4 ghi chú\n" == printed.stderr


def test_exit_code_of_an_error(broken: Path) -> None:
    """An error makes the rules unsound: exit code 4."""
    assert 4 == run(broken).returncode


def test_exit_code_of_a_warning(doubtful: Path) -> None:
    """A warning alone is not a failure, except with --strict."""
    assert [0, 4] == [run(doubtful).returncode, run(doubtful, "--strict").returncode]


def test_notes_are_never_a_failure(tmp_path: Path) -> None:
    """Open work is reported and is not a failure."""
    printed = run(copy_of_toy_rules(tmp_path), "--strict")
    assert (0, 4) == (printed.returncode, len(printed.stdout.splitlines()))


def test_the_rules_folder_is_the_default(doubtful: Path) -> None:
    """Without a path the rules folder is checked."""
    assert "L006-text-not-composed" in run(DOTHI_RULES=str(doubtful)).stdout


def test_a_missing_path_is_wrong_usage(tmp_path: Path) -> None:
    """A path that does not exist gives exit code 2 and a sentence."""
    printed = run(tmp_path / "nowhere", "--lang", "en")
    assert 2 == printed.returncode
    assert printed.stderr.startswith("No such file or folder")


def test_one_file(broken: Path) -> None:
    """If a file is given, only findings in it are reported."""
    printed = run(broken / "toy-law" / "criterion-works.yaml")
    assert ["L006-text-not-composed"] == [
        match[5] for line in printed.stdout.splitlines() if (match := LINE.fullmatch(line))
    ]


def test_a_failing_case_is_found_unless_cases_are_off(tmp_path: Path) -> None:
    """The worked cases are run, except with --no-cases."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    (case,) = (rules / "counted-law" / "cases").glob("*.yaml")
    change(case, "lower: 1, upper: 1", "lower: 1, upper: 2")
    tried, untried = run(rules, "--lang", "en"), run(rules, "--no-cases")
    assert "case dry-town, A.2: expected 1 – 2; got 1, at the maximum level" in tried.stdout
    assert (4, 0) == (tried.returncode, untried.returncode)


def test_fix_applies_the_safe_fixes_and_reports_the_rest(broken: Path) -> None:
    """With --fix the safe fixes are applied and reported on stderr; the other findings stay."""
    printed = run(broken, "--fix", "--lang", "en")
    assert "criterion-works.yaml: 1 fix applied" in printed.stderr
    assert "L006" not in printed.stdout
    assert "L301-levels-cross" in printed.stdout
    assert "vi: Nước sạch" in (broken / "toy-law" / "criterion-works.yaml").read_text("utf-8")


def test_json_has_every_finding(broken: Path) -> None:
    """In JSON a finding has its location, severity, code, sentence and page, and says if it can be fixed."""
    told = json.loads(run(broken, "--format", "json", "--lang", "en").stdout)
    assert "dothi/lint/1" == told["schema"]
    assert {"errors": 1, "warnings": 1, "notes": 4} == told["summary"]
    (finding,) = (one for one in told["findings"] if one["code"] == "L006-text-not-composed")
    assert {
        "path": str(broken / "toy-law" / "criterion-works.yaml"),
        "line": 13,
        "column": 22,
        "severity": "warning",
        "code": "L006-text-not-composed",
        "text": "`sạch` contains letters that are not composed (Unicode NFC): they look right but cannot be searched "
        "for; dothi rules lint --fix composes them",
        "fixable": True,
        "page": "docs/lints/L006-text-not-composed.md",
    } == finding


def sarif(rules: Path) -> Any:
    """Return the findings as SARIF."""
    return json.loads(run(rules, "--format", "sarif", "--lang", "en").stdout)


def test_sarif_has_every_lint_as_a_rule(broken: Path) -> None:
    """The driver lists every lint with its page, which exists."""
    log = sarif(broken)
    assert "2.1.0" == log["version"]
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert [lint.code for lint in lints()] == [rule["id"] for rule in rules]
    assert all((ROOT / rule["help"]["text"]).is_file() for rule in rules)


def test_sarif_has_every_finding_as_a_result(broken: Path) -> None:
    """A result refers to its rule by id and index, and to a region of the file."""
    (run_,) = sarif(broken)["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert 6 == len(run_["results"])
    for result in run_["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
        assert result["level"] in {"error", "warning", "note"}
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
    (result,) = (one for one in run_["results"] if one["level"] == "error")
    physical = result["locations"][0]["physicalLocation"]
    assert {"startLine": 16, "startColumn": 15} == physical["region"]
    assert (broken / "toy-law" / "criterion-people.yaml").as_uri() == physical["artifactLocation"]["uri"]
