"""Example files as specification: the first lines of each state its purpose and the expected result."""

import re
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from criteria.data_files import read_dataset
from criteria.diagnostic import Diagnostic, UnsoundData, UnsoundRules
from criteria.municipality import Dataset
from criteria.rule_files.folder_layout import CASES_FOLDER
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from dothi.reports.texts import LANGUAGES, texts_in
from tests.support.paths import FURTHER_LAWS, TESTS, TOY_RULES

REFUSED_RULES = TESTS / "criteria" / "rule_files" / "refused"
SOUND_RULES = TESTS / "criteria" / "rule_files" / "sound"
REFUSED_DATA = TESTS / "criteria" / "data_files" / "refused"
SOUND_DATA = TESTS / "criteria" / "data_files" / "sound"

LOSING_RULE = """
kind: rules
rules:
  - id: towns
    name: {vi: Thị xã, en: Towns}
    when: {municipality.kind: {is: town}}
    then:
      - {kind: scale_points, standards: [people], numerator: 3, denominator: 1}
      - {kind: set_points, standard: inner-people, minimum: 1.5, maximum: 2}
    citation: Article 12
    basis: one-source
"""
"""A rule that preserves the points of a criterion alone, but not together with that for towns without an inner area."""

_HEAD = re.compile(r"# (replaces|adds|expect|nearest): (.+)")
_EXPECTED = re.compile(r"(?:(\S+):)?(\d+):(\d+) (\w+)")

Told = tuple[str, int, int, str]
"""One diagnostic: file, line, column and kind."""


@dataclass(frozen=True)
class RuleExample:
    """A rule file that replaces one of the toy laws' files, or is added to them.

    Attributes:
        target: the file that it replaces or adds, as seen from the rules folder.
        expected: the diagnostics, in the order of their places.
        nearest: the name that a diagnostic must suggest.
    """

    path: Path
    target: str
    expected: tuple[Told, ...]
    nearest: str | None

    def installed(self, folder: Path) -> Path:
        """A rules folder with the toy laws and this file among theirs."""
        rules = copy_of_toy_rules(folder, further_laws=True)
        (rules / self.target).parent.mkdir(exist_ok=True)
        shutil.copyfile(self.path, rules / self.target)
        return rules


def rule_example(path: Path) -> RuleExample:
    """Read the first lines of an example."""
    head = [match.groups() for line in path.read_text("utf-8").splitlines() if (match := _HEAD.fullmatch(line))]
    (target,) = (text for key, text in head if key in {"replaces", "adds"})
    expected = sorted(expectation(text, target) for key, text in head if key == "expect")
    return RuleExample(path, target, tuple(expected), next((text for key, text in head if key == "nearest"), None))


def expectation(text: str, file: str = "") -> Told:
    """Parse an expectation such as ``12:9 levels_cross`` or ``measurements.csv:3:3 not_a_number``."""
    match = _EXPECTED.fullmatch(text.strip())
    assert match, f"no expectation: {text}"
    return match[1] or file, int(match[2]), int(match[3]), match[4]


def kind_of(path: Path) -> str:
    """The kind of diagnostic an example is named after: ``levels_cross--grades.yaml`` shows ``levels_cross``."""
    return path.stem.partition("--")[0]


def copy_of_toy_rules(folder: Path, further_laws: bool = False) -> Path:
    """Copy the toy law's rules folder, for a test to change."""
    rules = Path(shutil.copytree(TOY_RULES, folder / "rules"))
    if further_laws:
        shutil.copytree(FURTHER_LAWS, rules, dirs_exist_ok=True)
    return rules


def change(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def load_everything(rules: Path) -> tuple[Rulebook, ...]:
    """Read every file of a rules folder and check it against the others."""
    library = Library(rules)
    assert library.indicators
    assert library.vocabulary.kinds
    rulebooks = tuple(library.rulebook(law) for law in library.register.laws)
    for rulebook in rulebooks:
        if (rules / rulebook.law.id / CASES_FOLDER).exists():
            library.cases(rulebook.law)
    assert library.tasks is not None  # read when asked for
    assert library.targets is not None
    return rulebooks


def further_law(identifier: str, folder: Path) -> Rulebook:
    """One of the laws beside the toy law."""
    library = Library(copy_of_toy_rules(folder, further_laws=True))
    return library.rulebook(library.register.law(identifier))


def diagnostics_of_rules(rules: Path) -> list[Diagnostic]:
    """The diagnostics of a rules folder; none if it is sound."""
    try:
        load_everything(rules)
    except UnsoundRules as refused:
        return refused.diagnostics
    return []


def read_toy_dataset(path: Path, decimal_sign: str = ".") -> Dataset:
    """Read data with the words and indicators of the toy law."""
    library = Library(TOY_RULES)
    return read_dataset(path, library.vocabulary, library.indicators, decimal_sign)


def told(diagnostics: Iterable[Diagnostic], folder: Path) -> list[Told]:
    """Diagnostics without their details, with paths relative to a folder."""

    def seen(path: str) -> str:
        whole = Path(path).resolve()
        return whole.relative_to(folder.resolve()).as_posix() if whole.is_relative_to(folder.resolve()) else path

    return sorted((seen(c.location.path), c.location.line, c.location.column, c.kind) for c in diagnostics)


def sentences(diagnostic: Diagnostic) -> list[str]:
    """The sentence of a diagnostic in every language."""
    return [texts_in(language).diagnostic(diagnostic) for language in LANGUAGES]


def is_one_line(sentence: str) -> bool:
    """True if a terminal shows the sentence as one line and obeys no control character in it."""
    return not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in sentence)


def suggestions(name: str) -> list[str]:
    """The end of a sentence that suggests a name, in every language."""
    return [texts_in(language).text("diagnostic", "nearest", nearest=name) for language in LANGUAGES]


@dataclass(frozen=True)
class DataExample:
    """A data folder or a ``data.json`` that must be refused.

    Attributes:
        expected: the diagnostics, in the order of their places.
        nearest: the name that a diagnostic must suggest.
        decimal_sign: the sign in force when it is read.
    """

    path: Path
    expected: tuple[Told, ...]
    nearest: str | None
    decimal_sign: str


def data_example(folder: Path) -> DataExample:
    """Read the ``expect.txt`` of an example."""
    lines = (folder / "expect.txt").read_text("utf-8").splitlines()
    said = dict(line.split(": ") for line in lines if ": " in line)
    expected = sorted(expectation(line) for line in lines if ": " not in line)
    return DataExample(data_of(folder), tuple(expected), said.get("nearest"), said.get("decimal", "."))


def data_of(folder: Path) -> Path:
    """The data of an example: its ``data.json``, or the folder itself if it has none."""
    return folder / "data.json" if (folder / "data.json").exists() else folder


def diagnostics_of_data(path: Path, decimal_sign: str = ".") -> list[Diagnostic]:
    """The diagnostics of data read with the words of the toy law; none if they are sound."""
    try:
        read_toy_dataset(path, decimal_sign)
    except UnsoundData as refused:
        return refused.diagnostics
    return []
