"""A mutant in memory equals the law read from the mutated file."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from criteria.diagnostic import UnsoundRules
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.workbench.case_tests.mutants.mutant import Mutant
from tests.support.case_test_laws import EN, every_mutant
from tests.support.example_folders import change

LAW = "nq-1211-2016"


@pytest.fixture(scope="module")
def shipped() -> list[Mutant]:
    """Return the mutants of a law with steps and brackets."""
    return every_mutant(rules_folder(), LAW)


def test_every_kind_of_number_of_the_toy_law_is_mutated(rules: Path) -> None:
    """Levels, points, frames, conditions, percentages and replaced levels all have mutants."""
    kinds = Counter(mutant.kind for mutant in every_mutant(rules))
    assert {
        "level",
        "points_minimum",
        "points_maximum",
        "criterion_minimum",
        "criterion_maximum",
        "group_minimum",
        "group_maximum",
        "points_of_law",
        "pass_mark",
        "rounding_step",
        "condition_negated",
        "condition_joined",
        "condition_parts",
        "action_to_percent",
        "action_minimum",
        "action_maximum",
        "action_levels",
    } == set(kinds)


def test_a_mutant_says_where_the_number_stands(rules: Path) -> None:
    """The location is that of the number itself: its file, line and column."""
    place = next(m.location for m in every_mutant(rules) if m.kind == "level" and EN.shown(m.wrong) == "501 people")
    line = Path(place.path).read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith("500,")


def test_a_level_that_stands_once_for_every_type_is_one_number(shipped: list[Mutant]) -> None:
    """Steps stated once in an appendix are not mutated again for each class."""
    places = Counter((m.location, m.kind, EN.shown(m.wrong)) for m in shipped if m.kind.startswith("steps_"))
    assert {1} == set(places.values())


@pytest.mark.parametrize(
    ("typed", "file", "edit"),
    [
        (("13.3.a", "steps_at", "11 units"), "class-13-3-units.yaml", ("{base: 2, at: 10,", "{base: 2, at: 11,")),
        (("13.3.b", "steps_each", "55%"), "class-13-3-units.yaml", ("at: 20, each: 5,", "at: 20, each: 55,")),
        (("14.1", "steps_adds", "5"), "class-14-1-population.yaml", ("adds: 0.5, cap: 35", "adds: 5, cap: 35")),
        (("14.1", "steps_base", "0"), "class-14-1-population.yaml", ("base: 10,", "base: 0,")),
        (("19.4.a", "steps_above", "20.01%"), "class-19-4-special.yaml", ("above: 20,", "above: 20.01,")),
        (
            ("19.4.a", "steps_from", "10.01%"),
            "class-19-4-special.yaml",
            ("from: 10, points: 0.5", "from: 10.01, points: 0.5"),
        ),
    ],
)
def test_a_mutated_step_is_what_its_file_would_give(
    shipped: list[Mutant], tmp_path: Path, typed: tuple[str, str, str], file: str, edit: tuple[str, str]
) -> None:
    """The mutated law has the standards that are read from a file with that number."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    change(tmp_path / "rules" / LAW / file, *edit)
    library = Library(tmp_path / "rules")
    found = next(m for m in shipped if (m.facts.get("standard"), m.kind, EN.shown(m.wrong)) == typed)
    assert found.rulebook is not None
    assert library.rulebook(library.register.law(LAW)).standards == found.rulebook.standards


def test_steps_that_nobody_would_read_have_no_law(shipped: list[Mutant], tmp_path: Path) -> None:
    """Steps that miss their cap are refused both when read from a file and when mutated in memory."""
    shutil.copytree(rules_folder(), tmp_path / "rules")
    change(tmp_path / "rules" / LAW / "class-13-3-units.yaml", "each: 1, adds: 0.5", "each: 1, adds: 0.51")
    library = Library(tmp_path / "rules")
    with pytest.raises(UnsoundRules):
        library.rulebook(library.register.law(LAW))
    wrong = ("steps_adds", "13.3.a", "0.51")
    found = next(m for m in shipped if (m.kind, m.facts.get("standard"), EN.shown(m.wrong)) == wrong)
    assert found.rulebook is None
