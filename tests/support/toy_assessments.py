"""Assessments of the toy towns for tests of the reports; `towns/` has a town for each verdict, reason and warning."""

import datetime
import io
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from criteria.data_files import read_dataset
from criteria.municipality import Dataset
from criteria.rule_files.library import Library
from dothi.reports.assessment_table import print_assessment
from dothi.reports.texts import texts_in
from tests.support.paths import REAL_RULES, TOWNS, TOY_RULES, TRA_VINH

REAL_LAW = "nq-1210-2016"
TOY_DAY = datetime.date(2025, 6, 1)
DEMO_DAY = datetime.date(2021, 11, 11)
LATER_LAW = "nq-111-2025"
LATER_DAY = datetime.date(2026, 11, 22)
UNITS_LAW = "nq-1211-2016"
WIDTH = 140


@cache
def library(rules: Path) -> Library:
    """Return the library of a rules folder; it is read once."""
    return Library(rules)


@cache
def dataset(data: Path, rules: Path) -> Dataset:
    """Return the data of a folder, read once with the vocabulary of a rules folder."""
    return read_dataset(data, library(rules).vocabulary, library(rules).indicators)


@cache
def assess(
    town: str,
    to: str = "SILVER",
    *,
    data: Path = TOWNS,
    rules: Path = TOY_RULES,
    as_of: datetime.date = TOY_DAY,
    reading: str | None = None,
    sure: str | None = None,
    real_law: str = REAL_LAW,
) -> Assessment:
    """Return the assessment of a town under the only law of a rules folder; of the real rules, under ``real_law``."""
    law = library(rules).register.laws[0] if rules != REAL_RULES else library(rules).register.law(real_law)
    towns = dataset(data, rules)
    with (
        Assessors(library(rules).rulebook_in_force) as judges,
        Assessor(library(rules).rulebook(law), find_assessor=judges.find) as assessor,
    ):
        return assessor.assess(towns.subject(town, as_of, law.data_day(as_of)), Question(to, as_of, reading, sure))


def changed_rules(folder: Path, *changes: tuple[str, str], source: Path = TOY_RULES) -> Path:
    """Return a copy of a rules folder in which each old text is replaced by the new one in every file."""
    rules = folder / "rules"
    shutil.copytree(source, rules)
    for old, new in changes:
        files = [path for path in rules.rglob("*.yaml") if old in path.read_text(encoding="utf-8")]
        assert files, old
        for path in files:
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return rules


def demo() -> Assessment:
    """Return the assessment of thị xã Duyên Hải for type III, as in `make demo`."""
    return assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=DEMO_DAY)


class _WholeConsole(Console):
    """A console that cuts no long word off, as that of the command."""

    def print(self, *objects: Any, crop: bool = False, **options: Any) -> None:
        """Print without cutting anything off."""
        super().print(*objects, crop=crop, **options)


def plain(render: Callable[[Console], None], width: int = WIDTH) -> str:
    """Return what a renderer writes if stdout is not a terminal, without blanks at the ends of lines."""
    console = _WholeConsole(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        render(console)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def table(assessment: Assessment, language: str = "en", width: int = WIDTH) -> str:
    """Return the assessment as the plain text of its tables."""
    return plain(lambda console: print_assessment(assessment, texts_in(language), console, True), width)
