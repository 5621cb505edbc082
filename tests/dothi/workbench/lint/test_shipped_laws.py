import shutil
from collections import Counter
from pathlib import Path

import pytest

from dothi.workbench.lint.finding import Severity
from dothi.workbench.lint.rules.case_does_not_match import CaseJudge
from dothi.workbench.lint.run import findings
from dothi.workbench.lint.survey import Survey
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

RULES = ROOT / "rules"
LAWS = sorted(path.parent for path in RULES.glob("*/law.yaml"))


def test_nothing_is_found_in_the_shipped_laws_beyond_what_is_unverified() -> None:
    """The shipped rules have no findings except numbers not yet compared with the official text."""
    assert {"L704-weak-basis"} == {finding.code for finding in findings(Survey(RULES))}


def test_the_shipped_cases_match() -> None:
    """The cases of Resolution 1210 pass when they are linted."""
    survey = Survey(RULES / "nq-1210-2016")
    with CaseJudge(survey.library) as judge:
        found = findings(survey, judge.differences)
    assert {Severity.NOTE} == {finding.severity for finding in found}


@pytest.mark.parametrize("law", LAWS, ids=lambda path: path.name)
def test_a_law_is_found_to_be_as_it_is_among_all(law: Path) -> None:
    """Linting the folder of a law finds what linting all rules finds there."""
    alone = Counter(map(str, findings(Survey(law))))
    among_all = Counter(str(found) for found in findings(Survey(RULES)) if law.name in Path(found.location.path).parts)
    assert among_all == alone


@pytest.mark.parametrize("path", sorted(RULES.rglob("law.yaml")), ids=lambda path: path.parent.name)
def test_a_file_is_found_to_be_as_it_is_among_all(path: Path) -> None:
    """Linting one file finds what linting all rules finds there."""
    alone = [found.location for found in findings(Survey(path))]
    everywhere = [found.location for found in findings(Survey(RULES))]
    among_all = [location for location in everywhere if Path(location.path).resolve() == path.resolve()]
    assert among_all == alone


def test_what_rests_on_an_unsound_catalogue_is_told_with_it(tmp_path: Path) -> None:
    """Linting one law also reports errors in the files that all laws share."""
    rules = Path(shutil.copytree(RULES, tmp_path / "rules"))
    (rules / "indicators.yaml").write_text("kind: indicators\n", "utf-8")
    found = findings(Survey(rules / "nq-1210-2016"))
    assert "L102-missing-key" in {one.code for one in found if one.location.path.endswith("indicators.yaml")}
