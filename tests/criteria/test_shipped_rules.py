from typing import Any

from criteria.rulebook import ReplaceLevels, Rulebook
from criteria.schema import BASIS_WORDS
from criteria.standard import Known, Level
from tests.criteria.examples import TESTS, complaints_of_rules


def numbers_of(level: Level) -> list[Known]:
    """The ends of a level that are known."""
    return [end for end in (level.minimum, level.maximum) if end is not None]


def all_levels(rulebook: Rulebook) -> list[Level]:
    """Every level that the law file states, in its tables and in the rules beside them."""
    tables = [level for standard in rulebook.standards for level in standard.levels.values()]
    actions = [action for rule in rulebook.rules for action in rule.then if isinstance(action, ReplaceLevels)]
    return tables + [level for action in actions for level in action.levels.values()]


def test_the_shipped_rules_are_sound() -> None:
    """Nothing is to be complained of in the rules that are shipped."""
    assert [] == complaints_of_rules(TESTS.parent / "rules")


def test_resolution_1210_has_59_standards(shipped_rulebook: Rulebook) -> None:
    """The appendix has fifty-nine rows under five criteria."""
    assert 59 == len(shipped_rulebook.standards)
    assert ["1", "2", "3", "4", "5"] == [criterion.id for criterion in shipped_rulebook.criteria]


def test_resolution_1210_has_six_types(shipped_rulebook: Rulebook) -> None:
    """Urban areas are special or of the types I to V, highest first."""
    assert ["SPECIAL", "I", "II", "III", "IV", "V"] == [known.id for known in shipped_rulebook.law.types]


def test_the_catalogue_has_66_indicators(shipped_rulebook: Rulebook) -> None:
    """Sixty-six things can be measured."""
    assert 66 == len(shipped_rulebook.indicators)


def test_the_criteria_add_up_to_the_law(shipped_rulebook: Rulebook) -> None:
    """The criteria add up to a hundred points at the maximum and to the pass mark of seventy-five at the minimum."""
    points = [criterion.points for criterion in shipped_rulebook.criteria]
    assert (1000000, 750000) == (
        sum(frame.maximum.value for frame in points),
        sum(frame.minimum.value for frame in points),
    )
    assert (1000000, 750000) == (
        shipped_rulebook.law.points_maximum.value,
        shipped_rulebook.law.pass_mark.value,
    )


def test_the_standards_add_up_to_the_law(shipped_rulebook: Rulebook) -> None:
    """The standards, too, add up to a hundred points at the maximum and to seventy-five at the minimum."""
    points = [standard.points for standard in shipped_rulebook.standards]
    assert (1000000, 750000) == (
        sum(frame.maximum.value for frame in points),
        sum(frame.minimum.value for frame in points),
    )


def test_every_level_has_a_basis(shipped_rulebook: Rulebook) -> None:
    """Of every level the law file says how well it is known."""
    levels = [number for level in all_levels(shipped_rulebook) for number in numbers_of(level)]
    assert levels
    assert {number.basis for number in levels} <= set(BASIS_WORDS)


def test_all_points_have_a_basis(shipped_rulebook: Rulebook) -> None:
    """Of the points of standards, groups, criteria and of the law itself it is said how well they are known."""
    law = shipped_rulebook.law
    frames = [standard.points for standard in shipped_rulebook.standards]
    frames += [criterion.points for criterion in shipped_rulebook.criteria]
    frames += [group.points for criterion in shipped_rulebook.criteria for group in criterion.groups if group.points]
    numbers = [end for frame in frames for end in (frame.minimum, frame.maximum)]
    numbers += [law.points_maximum, law.pass_mark, law.rounding_step]
    assert {number.basis for number in numbers} <= set(BASIS_WORDS)


def test_rules_and_readings_have_a_basis(shipped_rulebook: Rulebook) -> None:
    """Of every rule beside the tables and of every reading it is said how well it is known."""
    stated: list[Any] = [*shipped_rulebook.rules, *shipped_rulebook.law.readings]
    assert stated
    assert {one.basis for one in stated} <= set(BASIS_WORDS)


def test_everything_is_cited(shipped_rulebook: Rulebook) -> None:
    """Every standard, criterion, rule, type and reading says where the law has it."""
    law = shipped_rulebook.law
    cited = [
        *shipped_rulebook.standards,
        *shipped_rulebook.criteria,
        *shipped_rulebook.rules,
        *law.types,
        *law.readings,
    ]
    assert [] == [one.id for one in cited if not one.citation.strip()]


def test_every_standard_has_a_level_for_every_type(shipped_rulebook: Rulebook) -> None:
    """A standard names every type, if only to say that its level is not known."""
    types = {known.id for known in shipped_rulebook.law.types}
    assert [] == [standard.code for standard in shipped_rulebook.standards if set(standard.levels) != types]


def test_every_standard_measures_its_own_indicator(shipped_rulebook: Rulebook) -> None:
    """No indicator is counted twice."""
    measured = [standard.indicator for standard in shipped_rulebook.standards]
    assert len(measured) == len(set(measured))
    assert set(measured) <= set(shipped_rulebook.indicators)


def test_everything_is_named_in_both_languages(shipped_rulebook: Rulebook) -> None:
    """Standards, indicators and criteria have a Vietnamese and an English name, each its own."""
    named: list[Any] = [*shipped_rulebook.standards, *shipped_rulebook.indicators.values(), *shipped_rulebook.criteria]
    assert [] == [one.id for one in named if one.name.vi == one.name.en]
