import string
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from criteria.diagnostic import Diagnostic, Location
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.run import lints
from tests.support.example_folders import (
    REFUSED_DATA,
    REFUSED_RULES,
    data_example,
    diagnostics_of_data,
    diagnostics_of_rules,
    rule_example,
)
from tests.support.paths import ROOT
from tests.support.provocations import PROVOCATIONS, provoke

pytestmark = pytest.mark.slow

CATALOGUES = ROOT / "dothi" / "reports" / "catalogue"
ENDINGS = {"expected", "nearest"}
"""What is put behind a sentence of any kind."""


def catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    """The texts of a language by section and key."""
    return tomllib.loads((CATALOGUES / f"{language}.toml").read_text("utf-8"))


def placeholders(sentence: str) -> set[str]:
    """The facts that a sentence names."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def recorded_kinds(monkeypatch: pytest.MonkeyPatch) -> set[DiagnosticKind]:
    """The kinds of every diagnostic that is created from now on, until the end of the test."""
    kinds: set[DiagnosticKind] = set()
    create = Diagnostic.__init__

    def recording(self: Diagnostic, location: Location, kind: DiagnosticKind, *details: Mapping[str, str]) -> None:
        create(self, location, kind, *details)
        kinds.add(kind)

    monkeypatch.setattr(Diagnostic, "__init__", recording)
    return kinds


VI, EN = catalogue("vi"), catalogue("en")
SENTENCES = [(section, key) for section in VI for key in VI[section]]


def test_both_catalogues_have_the_same_sections() -> None:
    """What is said in one language is said in the other, under the same headings in the same order."""
    assert list(VI) == list(EN)


@pytest.mark.parametrize("section", VI)
def test_both_catalogues_have_the_same_keys(section: str) -> None:
    """Every sentence of one language has its counterpart in the other."""
    assert list(VI[section]) == list(EN[section])


def test_both_languages_tell_the_same_facts() -> None:
    """A sentence names the same facts in both languages."""
    assert [] == [
        f"{section}.{key}"
        for section, key in SENTENCES
        if placeholders(VI[section][key]) != placeholders(EN[section][key])
    ]


def test_a_placeholder_is_a_plain_name() -> None:
    """A fact is put into a sentence by its name alone: nothing of it is looked up or formatted."""
    assert [] == [
        f"{section}.{key}"
        for section, key in SENTENCES
        for text in (VI, EN)
        for _, name, spec, conversion in string.Formatter().parse(text[section][key])
        if name is not None and (not name.isidentifier() or spec or conversion)
    ]


def test_every_kind_of_diagnostic_has_a_sentence_and_no_other() -> None:
    """Whatever a reader refuses can be told in both languages, and no sentence is left of what nothing raises."""
    assert set(DiagnosticKind) == set(VI["diagnostic"]) - ENDINGS == set(EN["diagnostic"]) - ENDINGS


def test_lints_stand_for_kinds_of_diagnostic() -> None:
    """A lint names members of the enumeration, so a misspelt kind cannot hide its code."""
    assert [] == [kind for lint in lints() for kind in lint.diagnostics if not isinstance(kind, DiagnosticKind)]


def test_every_kind_of_diagnostic_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading every example and making every provocation raises each kind of diagnostic at least once."""
    raised = recorded_kinds(monkeypatch)
    for number, path in enumerate(sorted(REFUSED_RULES.iterdir())):
        (tmp_path / f"rules-{number}").mkdir()
        diagnostics_of_rules(rule_example(path).installed(tmp_path / f"rules-{number}"))
    for path in sorted(REFUSED_DATA.iterdir()):
        example = data_example(path)
        diagnostics_of_data(example.path, example.decimal_sign)
    for kind in PROVOCATIONS:
        (tmp_path / kind).mkdir()
        provoke(kind, tmp_path / kind)
    assert [] == [kind for kind in DiagnosticKind if kind not in raised]


@pytest.mark.parametrize("kind", PROVOCATIONS)
def test_a_provocation_raises_its_kind(kind: DiagnosticKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said to bring about a diagnostic does."""
    raised = recorded_kinds(monkeypatch)
    provoke(kind, tmp_path)
    assert kind in raised
