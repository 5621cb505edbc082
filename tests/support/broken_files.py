"""The corpus of broken rule files: each a file of the toy laws with one mistake, named after it."""

import re
import shutil
from collections import Counter
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

Told = tuple[str, int, int, str]
"""What is told of one mistake: file, line, column and code."""


@dataclass(frozen=True)
class BrokenFile:
    """A broken file, and what must be found in it.

    Attributes:
        target: the file of the toy laws that it replaces, or that it adds.
    """

    path: Path
    target: str
    expected: Told

    def installed(self, folder: Path) -> Path:
        """A rules folder with the toy laws and this file among theirs."""
        rules = copy_of_toy_rules(folder, further_laws=True)
        shutil.copyfile(self.path, rules / self.target)
        return rules


def broken_file(path: Path) -> BrokenFile:
    """Read what the first two lines of a broken file say of it."""
    head = _HEAD.match(path.read_text("utf-8"))
    assert head, f"{path.name} does not say what it expects"
    target, line, column, code = head.groups()
    return BrokenFile(path, target, (target, int(line), int(column), code))


def lint(rules: Path) -> list[Finding]:
    """Everything that is found in a rules folder, its cases tried."""
    survey = Survey(rules)
    with CaseJudge(survey.library) as judge:
        return findings(survey, judge.differences)


def seen(finding: Finding, rules: Path) -> Told:
    """A finding with its path as seen from the rules folder."""
    path = Path(finding.location.path).resolve().relative_to(rules.resolve()).as_posix()
    return path, finding.location.line, finding.location.column, finding.code


def _what(finding: Finding, rules: Path) -> tuple[str, str, str]:
    """A finding without line and column, to be known again where a line was added above it."""
    return seen(finding, rules)[0], finding.code, sentence(finding, texts_in("en"))


@cache
def _found_in_sound_rules() -> Counter[tuple[str, str, str]]:
    with TemporaryDirectory() as folder:
        rules = copy_of_toy_rules(Path(folder), further_laws=True)
        return Counter(_what(finding, rules) for finding in lint(rules))


def new_findings(rules: Path) -> list[Finding]:
    """What is found in changed rules and was not in the sound ones."""
    known = Counter(_found_in_sound_rules())
    new = []
    for finding in lint(rules):
        what = _what(finding, rules)
        if known[what]:
            known[what] -= 1
        else:
            new.append(finding)
    return new
