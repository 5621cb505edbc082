from pathlib import Path

import pytest

from tests.criteria.examples import (
    REFUSED_RULES,
    change,
    complaints_of_rules,
    copy_of_toy_rules,
    kind_of,
    rule_example,
    sentences,
    suggestions,
    told,
)

EXAMPLES = sorted(REFUSED_RULES.glob("*.yaml"))
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


@every_example
def test_exactly_the_expected_complaints_are_told(path: Path, tmp_path: Path) -> None:
    """Each mistake in a rule file is told with its kind, line and column, and nothing else is told."""
    example = rule_example(path)
    rules = example.installed(tmp_path)
    assert list(example.expected) == told(complaints_of_rules(rules), rules)


@every_example
def test_every_complaint_is_a_line_that_begins_with_its_place(path: Path, tmp_path: Path) -> None:
    """A complaint about rules is one printable line, path:line:column first, in both languages."""
    for complaint in complaints_of_rules(rule_example(path).installed(tmp_path)):
        for line in sentences(complaint):
            assert line.startswith(f"{complaint.place}: ")
            assert line.isprintable()


@pytest.mark.parametrize("path", [path for path in EXAMPLES if rule_example(path).nearest], ids=lambda path: path.stem)
def test_the_nearest_name_is_suggested(path: Path, tmp_path: Path) -> None:
    """A misspelt name is answered with the nearest valid one, at the end of the sentence, in both languages."""
    example = rule_example(path)
    told_of = complaints_of_rules(example.installed(tmp_path))
    assert example.nearest
    assert any(
        all(line.endswith(end) for line, end in zip(sentences(complaint), suggestions(example.nearest), strict=True))
        for complaint in told_of
    )


@pytest.mark.parametrize("path", [p for p in EXAMPLES if kind_of(p) != "several"], ids=lambda path: path.stem)
def test_an_example_is_named_after_what_it_shows(path: Path) -> None:
    """The name of an example's file is the kind of a complaint that is expected of it."""
    assert kind_of(path) in {kind for *_, kind in rule_example(path).expected}


def test_the_mistakes_of_all_files_of_a_law_are_told_at_once(tmp_path: Path) -> None:
    """Mistakes in different files of a law are told together, in the order of files and lines."""
    rules = copy_of_toy_rules(tmp_path)
    change(rules / "toy-law" / "special.yaml", "to_percent: 50", "to_percent: 150")
    change(rules / "toy-law" / "criterion-people.yaml", "minimum: 1000", "minimum: 3000")
    assert [
        ("toy-law/criterion-people.yaml", 16, 15, "levels_cross"),
        ("toy-law/special.yaml", 23, 61, "not_a_percentage"),
    ] == told(complaints_of_rules(rules), rules)


def test_the_toy_law_itself_is_sound(tmp_path: Path) -> None:
    """What the examples change is sound before they change it."""
    assert [] == complaints_of_rules(copy_of_toy_rules(tmp_path))
