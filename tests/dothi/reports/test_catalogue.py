import string
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.example_folders import REFUSED_DATA, REFUSED_RULES, data_example, rule_example
from tests.support.paths import ROOT, TESTS

CATALOGUES = ROOT / "dothi" / "reports" / "catalogue"
ENDINGS = {"expected", "nearest"}
"""What is put behind a sentence of any kind."""


def catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    """The texts of a language by section and key."""
    return tomllib.loads((CATALOGUES / f"{language}.toml").read_text("utf-8"))


def placeholders(sentence: str) -> set[str]:
    """The facts that a sentence names."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


VI, EN = catalogue("vi"), catalogue("en")
SENTENCES = [(section, key) for section in VI for key in VI[section]]


def shown_kinds() -> set[str]:
    """The kinds of diagnostic that examples expect, and those that tests name."""
    in_examples = {kind for path in REFUSED_RULES.iterdir() for *_, kind in rule_example(path).expected}
    in_examples |= {kind for path in REFUSED_DATA.iterdir() for *_, kind in data_example(path).expected}
    code = "".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__))
    return in_examples | {kind for kind in VI["diagnostic"] if f'"{kind}"' in code}


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
        (section, key) for section, key in SENTENCES if placeholders(VI[section][key]) != placeholders(EN[section][key])
    ]


def test_a_placeholder_is_a_plain_name() -> None:
    """A fact is put into a sentence by its name alone: nothing of it is looked up or formatted."""
    assert [] == [
        (section, key, name)
        for section, key in SENTENCES
        for text in (VI, EN)
        for _, name, spec, conversion in string.Formatter().parse(text[section][key])
        if name is not None and (not name.isidentifier() or spec or conversion)
    ]


@pytest.mark.parametrize("kind", sorted(set(VI["diagnostic"]) - ENDINGS))
def test_every_diagnostic_is_shown_by_an_example(kind: str) -> None:
    """There is no diagnostic that no example or test brings about."""
    assert kind in shown_kinds()
