"""Whether the numbers of a law in memory are such as the files may hold: what reading them would refuse."""

from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import ReplaceLevels, Rulebook
from criteria.rule_files.consistency import (
    complain_of_group_points,
    complain_of_law,
    complain_of_levels,
    complain_of_points,
    complain_of_rules,
    complain_of_totals,
)


def numbers_are_sound(rulebook: Rulebook) -> bool:
    """Whether a law whose files had these numbers would be read without a complaint."""
    file = YamlFile("")
    complain_of_law(rulebook.law, file)
    complain_of_totals(rulebook.law, rulebook.criteria, file)
    indicators = rulebook.indicators
    for criterion in rulebook.criteria:
        if criterion.is_counted:
            if criterion.points.minimum.value > criterion.points.maximum.value:
                return False
            continue
        complain_of_points(criterion, file)
        complain_of_group_points(criterion, file)
        for standard in criterion.standards:
            if standard.points.minimum.value > standard.points.maximum.value:
                return False
            if standard.steps is None:
                complain_of_levels(standard.levels, indicators[standard.indicator], file, ())
    standards = {standard.id: standard for standard in rulebook.standards}
    for rule in rulebook.rules:
        complain_of_rules(rule, rulebook.criteria, file, ())
        for action in rule.then:
            if isinstance(action, ReplaceLevels):
                complain_of_levels(action.levels, indicators[standards[action.standard].indicator], file, ())
    return not file.complaints
