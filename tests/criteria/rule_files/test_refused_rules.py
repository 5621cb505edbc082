import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from criteria.diagnostic import Diagnostic, UnsoundRules
from criteria.municipality import Municipality, Subject
from tests.support.example_folders import (
    LOSING_RULE,
    REFUSED_RULES,
    Told,
    change,
    copy_of_toy_rules,
    diagnostics_of_rules,
    is_one_line,
    kind_of,
    load_everything,
    rule_example,
    sentences,
    suggestions,
    told,
)

EXAMPLES = sorted(REFUSED_RULES.glob("*.yaml"))
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


@cache
def refusal(path: Path) -> tuple[list[Diagnostic], list[Told]]:
    """What is told of an example among the files of the toy laws; their paths as seen from the rules folder."""
    with TemporaryDirectory() as folder:
        rules = rule_example(path).installed(Path(folder))
        diagnostics = diagnostics_of_rules(rules)
        return diagnostics, told(diagnostics, rules)


@every_example
def test_exactly_the_expected_diagnostics_are_told(path: Path) -> None:
    """Each mistake in a rule file is told with its kind, line and column, and nothing else is told."""
    _, told_of = refusal(path)
    assert list(rule_example(path).expected) == told_of


@every_example
def test_every_diagnostic_is_a_line_that_begins_with_its_place(path: Path) -> None:
    """A diagnostic about rules is one line, path:line:column first, in both languages."""
    diagnostics, _ = refusal(path)
    for diagnostic in diagnostics:
        for line in sentences(diagnostic):
            assert line.startswith(f"{diagnostic.location}: ")
            assert is_one_line(line)


@pytest.mark.parametrize("path", [path for path in EXAMPLES if rule_example(path).nearest], ids=lambda path: path.stem)
def test_the_nearest_name_is_suggested(path: Path) -> None:
    """A misspelt name is answered with the nearest valid one, at the end of the sentence, in both languages."""
    diagnostics, _ = refusal(path)
    name = rule_example(path).nearest
    assert name
    assert any(
        all(line.endswith(end) for line, end in zip(sentences(diagnostic), suggestions(name), strict=True))
        for diagnostic in diagnostics
    )


@pytest.mark.parametrize("path", [p for p in EXAMPLES if kind_of(p) != "several"], ids=lambda path: path.stem)
def test_an_example_is_named_after_what_it_shows(path: Path) -> None:
    """The name of an example's file is the kind of a diagnostic that is expected of it."""
    assert kind_of(path) in {kind for *_, kind in rule_example(path).expected}


def test_the_mistakes_of_all_files_of_a_law_are_told_at_once(tmp_path: Path) -> None:
    """Mistakes in different files of a law are told together, in the order of files and lines."""
    rules = copy_of_toy_rules(tmp_path)
    change(rules / "toy-law" / "special.yaml", "to_percent: 50", "to_percent: 150")
    change(rules / "toy-law" / "criterion-people.yaml", "minimum: 1000", "minimum: 3000")
    assert [
        ("toy-law/criterion-people.yaml", 16, 15, "levels_cross"),
        ("toy-law/special.yaml", 23, 61, "not_a_percentage"),
    ] == told(diagnostics_of_rules(rules), rules)


def test_the_toy_law_itself_is_sound(tmp_path: Path) -> None:
    """What the examples change is sound before they change it."""
    assert [] == diagnostics_of_rules(copy_of_toy_rules(tmp_path))


def test_rules_that_together_lose_points_are_refused(tmp_path: Path) -> None:
    """Two rules that each keep the points of a criterion, and together do not, are refused by their names."""
    rules = copy_of_toy_rules(tmp_path)
    (rules / "toy-law" / "towns.yaml").write_text(LOSING_RULE, "utf-8")
    (rulebook,) = load_everything(rules)
    town = Municipality("alpha", "Alpha", "town", inner_area=False, outer_area=True)
    with Assessor(rulebook) as assessor, pytest.raises(UnsoundRules) as refused:
        assessor.assess(Subject(town, {}), Question("SILVER", datetime.date(2024, 12, 31)))
    (diagnostic,) = refused.value.diagnostics
    assert "rules_together_lose_points" == diagnostic.kind
    assert all("no-inner-area" in sentence and "towns" in sentence for sentence in sentences(diagnostic))
