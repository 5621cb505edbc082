"""A broken folder is read as far as possible, so that all errors are reported at once."""

from pathlib import Path

import pytest

from dothi.workbench.lint.run import findings
from dothi.workbench.lint.survey import Survey
from tests.support.broken_files import new_findings, seen
from tests.support.example_folders import change, copy_of_toy_rules

pytestmark = pytest.mark.slow


def codes(path: Path) -> set[tuple[str, str]]:
    """Return each finding as the name of its file and its code."""
    return {(Path(found.location.path).name, found.code) for found in findings(Survey(path))}


def test_mistakes_in_every_kind_of_file_are_told_at_once(tmp_path: Path) -> None:
    """A broken head, criterion of another law, indicator and case file are all reported."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "indicators.yaml", "lowest: 0, highest: 100}", "lowest: 100, highest: 0}")
    change(rules / "toy-law" / "law.yaml", "from: 2020-01-01", "from: soon")
    change(rules / "toy-law" / "criterion-works.yaml", "minimum: 90,", "minimun: 90,")
    change(rules / "counted-law" / "counting-people.yaml", "indicator: trees", "indicator: tree")
    change(rules / "stepped-law" / "special.yaml", "is: hills", "is: hill")
    (case,) = (rules / "counted-law" / "cases").glob("*.yaml")
    change(case, "verdict: met", "verdict: maybe")
    assert [
        ("counted-law/" + f"cases/{case.name}", "L103-word-not-allowed"),
        ("counted-law/counting-people.yaml", "L201-unknown-name"),
        ("indicators.yaml", "L801-malformed-indicator"),
        ("stepped-law/special.yaml", "L501-malformed-condition"),
        ("toy-law/criterion-works.yaml", "L102-missing-key"),
        ("toy-law/criterion-works.yaml", "L101-unknown-key"),
        ("toy-law/law.yaml", "L106-malformed-date"),
    ] == [(seen(found, rules)[0], found.code) for found in new_findings(rules)]


def test_a_broken_file_does_not_hide_what_is_wrong_beside_it(tmp_path: Path) -> None:
    """If one file of a law has the wrong form, crossed levels in another file are reported nevertheless."""
    rules = copy_of_toy_rules(tmp_path)
    change(rules / "toy-law" / "special.yaml", "kind: rules", "kind: rule")
    change(rules / "toy-law" / "criterion-people.yaml", "minimum: 1000", "minimum: 3000")
    assert ("special.yaml", "L002-misplaced-file") in codes(rules)
    assert ("criterion-people.yaml", "L301-levels-cross") in codes(rules)


def test_without_vocabulary_the_forms_are_looked_at(tmp_path: Path) -> None:
    """If the shared files cannot be read, every other file is still checked against its form."""
    rules = copy_of_toy_rules(tmp_path)
    (rules / "vocabulary.yaml").unlink()
    change(rules / "toy-law" / "criterion-people.yaml", "minimum: 1000", "minimun: 1000")
    assert ("vocabulary.yaml", "L001-unreadable-file") in codes(rules)
    assert ("criterion-people.yaml", "L101-unknown-key") in codes(rules)


def test_an_amended_law_that_is_unsound_is_told_once(tmp_path: Path) -> None:
    """An error in an amended law is reported once, also if only the amending law was asked about."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "stepped-law" / "criterion-towns.yaml", "indicator: poverty", "indicator: poverti")
    expected = [("stepped-law/criterion-towns.yaml", "L201-unknown-name")]
    assert expected == [(seen(found, rules)[0], found.code) for found in new_findings(rules)]
    alone = [found for found in findings(Survey(rules / "taking-law")) if found.diagnostic]
    assert expected == [(seen(found, rules)[0], found.code) for found in alone]


def test_laws_that_amend_each_other_come_to_an_end(tmp_path: Path) -> None:
    """Two laws that amend each other are refused without infinite recursion."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "stepped-law" / "law.yaml", "family: stepped\n", "family: stepped\namends: taking-law\n")
    assert ("law.yaml", "L601-dates-run-backwards") in codes(rules)


def test_a_yml_file_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """A file with the wrong extension does not keep the others from being checked."""
    rules = copy_of_toy_rules(tmp_path)
    (rules / "toy-law" / "more.yml").write_text("kind: rules\n", "utf-8")
    change(rules / "toy-law" / "criterion-people.yaml", "minimum: 1000", "minimum: 3000")
    assert {("more.yml", "L002-misplaced-file"), ("criterion-people.yaml", "L301-levels-cross")} <= codes(rules)


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    """A path without laws is reported rather than found sound."""
    assert {"L002-misplaced-file"} <= {code for _, code in codes(tmp_path)}


def test_of_a_part_nobody_says_what_others_use(tmp_path: Path) -> None:
    """An indicator is reported as unused only if all laws were checked."""
    rules = copy_of_toy_rules(tmp_path)
    change(
        rules / "indicators.yaml",
        "  - {id: trees,",
        "  - {id: shrubs, name: {vi: b, en: b}, decimals: 0, better: higher, lowest: 0, highest: 9}\n  - {id: trees,",
    )
    assert ("indicators.yaml", "L802-unused-indicator") in codes(rules)
    assert ("indicators.yaml", "L802-unused-indicator") not in codes(rules / "indicators.yaml")
