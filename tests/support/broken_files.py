"""The corpus of broken rule files. Each is a file of the toy laws with one mistake and is named after that mistake."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dothi.reports.lint_findings import sentence
from dothi.reports.texts import texts_in
from dothi.workbench.lint.finding import Finding
from dothi.workbench.lint.rules.case_does_not_match import CaseJudge
from dothi.workbench.lint.run import findings
from dothi.workbench.lint.survey import Survey
from tests.support.example_folders import copy_of_toy_rules
from tests.support.paths import BROKEN_FILES

BROKEN = sorted((BROKEN_FILES).glob("*.yaml"))

_HEAD = re.compile(r"# (?:replaces|adds): (\S+)\n# expect: (\d+):(\d+) (\S+)\n")

Spot = tuple[str, int, int, str]
"""File, line, column and code of one finding."""


@dataclass(frozen=True)
class BrokenFile:
    """A broken file and the finding it must lead to.

    Attributes:
        target: The file of the toy laws that it replaces, or the one that it adds.
    """

    path: Path
    target: str
    expected: Spot

    def installed(self, folder: Path) -> Path:
        """Return a rules folder with the toy laws and this file among theirs."""
        rules = sound_rules(folder)
        (rules / self.target).parent.mkdir(exist_ok=True)
        shutil.copyfile(self.path, rules / self.target)
        return rules


def sound_rules(folder: Path) -> Path:
    """Return a copy of all toy laws, which are free of errors and warnings."""
    return copy_of_toy_rules(folder, further_laws=True)


def broken_file(path: Path) -> BrokenFile:
    """Read the first two lines of a broken file, which say where it belongs and what must be found."""
    head = _HEAD.match(path.read_text("utf-8"))
    assert head, f"{path.name} does not say what it expects"
    target, line, column, code = head.groups()
    return BrokenFile(path, target, (target, int(line), int(column), code))


def lint(rules: Path) -> list[Finding]:
    """Return every finding in a rules folder; its cases are judged too."""
    survey = Survey(rules)
    with CaseJudge(survey.library) as judge:
        return findings(survey, judge.differences)


def seen(finding: Finding, rules: Path) -> Spot:
    """Return where a finding is, with its path relative to the rules folder, and its code."""
    path = Path(finding.location.path).resolve().relative_to(rules.resolve()).as_posix()
    return path, finding.location.line, finding.location.column, finding.code


def _identity(finding: Finding, rules: Path) -> tuple[str, str, str]:
    """Return a finding without line and column: lines added above it do not make it another one."""
    return seen(finding, rules)[0], finding.code, sentence(finding, texts_in("en"))


@cache
def _findings_in(make_rules: Callable[[Path], Path]) -> Counter[tuple[str, str, str]]:
    with TemporaryDirectory() as folder:
        rules = make_rules(Path(folder))
        return Counter(_identity(finding, rules) for finding in lint(rules))


def new_findings(rules: Path, make_sound_rules: Callable[[Path], Path] = sound_rules) -> list[Finding]:
    """Return the findings in changed rules that the sound rules do not have."""
    known = Counter(_findings_in(make_sound_rules))
    new = []
    for finding in lint(rules):
        identity = _identity(finding, rules)
        if known[identity]:
            known[identity] -= 1
        else:
            new.append(finding)
    return new
