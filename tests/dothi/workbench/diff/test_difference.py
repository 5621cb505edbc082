"""Laws are compared by meaning."""

from pathlib import Path

import pytest

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.reports.texts import texts_in
from dothi.workbench.diff import differences
from dothi.workbench.diff.difference import Difference, Direction, Figure, Word
from tests.support.example_folders import change

PEOPLE, WORKS = Path("toy-law", "criterion-people.yaml"), Path("toy-law", "criterion-works.yaml")
SPECIAL, HEAD = Path("toy-law", "special.yaml"), Path("toy-law", "law.yaml")


def found(before: Path, after: Path) -> tuple[Difference, ...]:
    """Return the differences between the toy laws of two rules folders."""
    laws = [(library := Library(rules)).rulebook(library.register.law("toy-law")) for rules in (before, after)]
    return differences(laws[0], laws[1])


def test_a_law_does_not_differ_from_itself(before: Path, after: Path) -> None:
    """Identical files have no differences."""
    assert () == found(before, after)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PEOPLE, "citation: Annex, row 1.1", "citation: Annex 1, row 1.1"),
        (PEOPLE, "Dân số toàn đô thị", "Dân số của đô thị"),
        (PEOPLE, "basis: [one-source, unverified]}", "basis: [one-source, one-source]}"),
        (PEOPLE, "minimum: 500,  maximum", "minimum: 500, maximum"),
    ],
)
def test_what_changes_no_judgement_is_no_difference(before: Path, after: Path, file: Path, old: str, new: str) -> None:
    """Names, citations, bases and whitespace do not affect judgements and are not compared."""
    change(after / file, old, new)
    assert () == found(before, after)


@pytest.mark.parametrize(
    ("file", "edit", "means"),
    [
        (PEOPLE, ("SILVER: {minimum: 500,", "SILVER: {minimum: 400,"), (Direction.LOOSENED, "minimum_level", -100)),
        (PEOPLE, ("SILVER: {minimum: 500,", "SILVER: {minimum: 600,"), (Direction.TIGHTENED, "minimum_level", 100)),
        (
            WORKS,
            ("SILVER: {minimum: 10, maximum: 5,", "SILVER: {minimum: 12, maximum: 5,"),
            (Direction.LOOSENED, "minimum_level", 20),
        ),
        (
            WORKS,
            ("SILVER: {minimum: 10, maximum: 5,", "SILVER: {minimum: 9, maximum: 5,"),
            (Direction.TIGHTENED, "minimum_level", -10),
        ),
        (HEAD, ("pass_mark: {value: 15,", "pass_mark: {value: 14.5,"), (Direction.LOOSENED, "pass_mark", -5000)),
        (HEAD, ("round_to: {value: 0.01,", "round_to: {value: 0.1,"), (Direction.CHANGED, "rounding_step", 900)),
        (
            SPECIAL,
            ("standards: [water, poverty], to_percent: 70", "standards: [water, poverty], to_percent: 60"),
            (Direction.LOOSENED, "rule_percent", -100_000),
        ),
        (
            SPECIAL,
            ("minimum: 3000, maximum: 4000", "minimum: 3500, maximum: 4000"),
            (Direction.TIGHTENED, "rule_minimum_level", 500),
        ),
    ],
)
def test_a_number_is_harder_or_easier_by_so_much(
    before: Path, after: Path, file: Path, edit: tuple[str, str], means: tuple[Direction, str, int]
) -> None:
    """Whether a changed number tightens or loosens the law depends on which direction is better."""
    change(after / file, *edit)
    (difference,) = found(before, after)
    assert isinstance(difference.by, Figure)
    assert means == (difference.direction, difference.part, difference.by.value)


def test_a_grade_is_harder_without_a_number(before: Path, after: Path) -> None:
    """Requiring a city instead of a village tightens the law, but not by an amount."""
    change(after / WORKS, "SILVER: {minimum: village,", "SILVER: {minimum: city,")
    (difference,) = found(before, after)
    assert (Direction.TIGHTENED, None) == (difference.direction, difference.by)


def test_a_level_that_becomes_known_is_added(before: Path, after: Path) -> None:
    """A level that was null is added."""
    change(after / WORKS, "GOLD:   {minimum: null, maximum: null}",
           "GOLD:   {minimum: 20, maximum: 30, basis: [one-source, one-source]}")  # fmt: skip
    assert [(Direction.ADDED, "minimum_level"), (Direction.ADDED, "maximum_level")] == [
        (difference.direction, difference.part) for difference in found(before, after)
    ]


def test_a_changed_condition_is_shown_in_both_forms(before: Path, after: Path) -> None:
    """A difference has the old and the new content."""
    change(
        after / SPECIAL,
        "municipality.attributes: {any_of: [island]}}\n",
        "municipality.attributes: {any_of: [coastal]}}\n",
    )
    (difference,) = found(before, after)
    assert "rule_condition" == difference.part
    assert (
        "municipality.attributes: {any_of: [island]}",
        "municipality.attributes: {any_of: [coastal]}",
    ) == difference.sides


def test_standards_that_only_one_rule_touches_are_named(before: Path, after: Path) -> None:
    """Only added or removed standards of an action are shown."""
    change(after / SPECIAL, "standards: [water, poverty]", "standards: [water, trees]")
    (difference,) = found(before, after)
    assert ("2.2", "2.4") == difference.sides


def test_a_rule_taken_out_is_removed(before: Path, after: Path) -> None:
    """Rules are matched by id."""
    text = (after / SPECIAL).read_text("utf-8")
    (after / SPECIAL).write_text(text[: text.index("  - id: cities")], "utf-8")
    assert [(Direction.REMOVED, "rule", "cities")] == [
        (difference.direction, difference.part, difference.subject) for difference in found(before, after)
    ]


def test_a_standard_with_another_id_is_matched_by_its_code(before: Path, after: Path) -> None:
    """A renamed id of a row is not a new row."""
    change(after / WORKS, "- id: poverty", "- id: poor")
    change(after / SPECIAL, "standards: [water, poverty]", "standards: [water, poor]")
    assert not any(difference.part == "standard" for difference in found(before, after))


def test_every_shipped_law_can_be_held_against_every_other() -> None:
    """For any two laws, each difference has a part that both languages can name, and so have the words on its sides."""
    library = Library(rules_folder())
    laws = [library.rulebook(law) for law in library.register.laws]
    every = [difference for one in laws for other in laws for difference in differences(one, other)]
    parts = {difference.part for difference in every}
    words = {side.key for difference in every for side in difference.sides if isinstance(side, Word)}
    assert {"exact_percentage", "least_percentage"} <= words
    for language in ("vi", "en"):
        assert all(texts_in(language).text("difference", part) for part in parts)
        assert all(texts_in(language).text("difference_word", word) for word in words)
