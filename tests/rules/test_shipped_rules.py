import pytest

from criteria.rule import ReplaceLevels
from criteria.rule_files.library import Library
from criteria.rule_files.schema import BASIS_WORDS
from criteria.rulebook import Rulebook
from criteria.standard import Known, Level, Points
from tests.support.example_folders import diagnostics_of_rules
from tests.support.paths import ROOT

LIBRARY = Library(ROOT / "rules")
RULEBOOKS = [LIBRARY.rulebook(law) for law in LIBRARY.register.laws]

every_law = pytest.mark.parametrize("rulebook", RULEBOOKS, ids=lambda rulebook: rulebook.law.id)


def numbers_of(level: Level) -> list[Known]:
    """Return the known ends of a level."""
    return [end for end in (level.minimum, level.maximum) if end is not None]


def all_levels(rulebook: Rulebook) -> list[Level]:
    """Return every level of a rulebook, in its tables and in its rules."""
    tables = [level for standard in rulebook.standards for level in standard.levels.values()]
    actions = [action for rule in rulebook.rules for action in rule.then if isinstance(action, ReplaceLevels)]
    return tables + [level for action in actions for level in action.levels.values()]


def added(points: list[Points]) -> tuple[int, int]:
    """Return the sums of the minimum and of the maximum points."""
    return sum(one.minimum.value for one in points), sum(one.maximum.value for one in points)


def test_the_shipped_rules_are_sound() -> None:
    """The shipped rules have no diagnostics."""
    assert [] == diagnostics_of_rules(ROOT / "rules")


def test_resolution_1210_has_59_standards(shipped_rulebook: Rulebook) -> None:
    """The appendix has fifty-nine rows under five criteria."""
    assert 59 == len(shipped_rulebook.standards)
    assert ["1", "2", "3", "4", "5"] == [criterion.id for criterion in shipped_rulebook.criteria]


def test_resolution_1210_has_six_types(shipped_rulebook: Rulebook) -> None:
    """Urban areas are of a special type or of types I to V, highest first."""
    assert ["SPECIAL", "I", "II", "III", "IV", "V"] == [known.id for known in shipped_rulebook.law.types]


def test_resolution_1210_has_a_hundred_points_and_needs_75(shipped_rulebook: Rulebook) -> None:
    """The law gives a hundred points and asks for seventy-five."""
    law = shipped_rulebook.law
    assert (750000, 1000000) == (law.pass_mark.value, law.points_maximum.value)


def test_the_criteria_of_1210_add_up_to_the_law(shipped_rulebook: Rulebook) -> None:
    """The criteria add up to the pass mark at the minimum and to all points at the maximum."""
    assert (750000, 1000000) == added([criterion.points for criterion in shipped_rulebook.criteria])


def test_the_standards_of_1210_add_up_to_the_law(shipped_rulebook: Rulebook) -> None:
    """The standards, too, add up to the pass mark at the minimum and to all points at the maximum."""
    assert (750000, 1000000) == added([standard.points for standard in shipped_rulebook.standards])


def test_every_standard_of_1210_has_a_level_for_every_type(shipped_rulebook: Rulebook) -> None:
    """Every standard states levels for every type, even if they are unknown."""
    types = {known.id for known in shipped_rulebook.law.types}
    assert [] == [standard.code for standard in shipped_rulebook.standards if set(standard.levels) != types]


def test_every_standard_of_1210_measures_its_own_indicator(shipped_rulebook: Rulebook) -> None:
    """No indicator is counted twice."""
    measured = [standard.indicator for standard in shipped_rulebook.standards]
    assert len(measured) == len(set(measured))


@every_law
def test_every_standard_measures_what_is_in_the_catalogue(rulebook: Rulebook) -> None:
    """The indicator of every standard is in the catalogue."""
    assert rulebook.standards
    assert {standard.indicator for standard in rulebook.standards} <= set(rulebook.indicators)


@every_law
def test_every_level_has_a_basis(rulebook: Rulebook) -> None:
    """Every level has a basis."""
    assert {number.basis for level in all_levels(rulebook) for number in numbers_of(level)} <= set(BASIS_WORDS)


@every_law
def test_all_points_have_a_basis(rulebook: Rulebook) -> None:
    """The points of standards, groups, criteria and the law have a basis."""
    law = rulebook.law
    frames = [standard.points for standard in rulebook.standards]
    frames += [criterion.points for criterion in rulebook.criteria]
    frames += [group.points for criterion in rulebook.criteria for group in criterion.groups if group.points]
    numbers = [end for frame in frames for end in (frame.minimum, frame.maximum)]
    numbers += [law.points_maximum, law.pass_mark, law.rounding_step]
    numbers += [known.required for known in law.types if known.required]
    assert {number.basis for number in numbers} <= set(BASIS_WORDS)


@every_law
def test_rules_and_readings_have_a_basis(rulebook: Rulebook) -> None:
    """Rules, readings and transitions have a basis."""
    law = rulebook.law
    stated = [one.basis for one in rulebook.rules]
    stated += [one.basis for one in law.readings] + [one.basis for one in law.transitions]
    assert set(stated) <= set(BASIS_WORDS)


@every_law
def test_everything_is_cited(rulebook: Rulebook) -> None:
    """Standards, criteria, rules, types, readings and transitions have a citation."""
    law = rulebook.law
    cited = [one.citation for one in rulebook.standards]
    cited += [one.citation for one in rulebook.criteria] + [one.citation for one in rulebook.rules]
    cited += [one.citation for one in law.types] + [one.citation for one in law.readings]
    cited += [one.citation for one in law.transitions] + [law.points_citation]
    assert all(citation.strip() for citation in cited)


@every_law
def test_everything_is_named_in_both_languages(rulebook: Rulebook) -> None:
    """Standards, criteria, rules and indicators have different Vietnamese and English names."""
    names = [one.name for one in rulebook.standards] + [one.name for one in rulebook.criteria]
    names += [one.name for one in rulebook.rules] + [one.name for one in rulebook.indicators.values()]
    assert [] == [name for name in names if name.vi == name.en]
