"""What would pass 2**53, up to which every engine computes with exact integers, is refused with its place."""

from collections.abc import Mapping

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Law
from criteria.rule_files.indicators import LARGEST_INTEGER
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import Level

_FINER = 100
"""A reduced level may need two more decimals than its indicator has."""


def has_too_many_points(law: Law) -> bool:
    """True if no engine could add up the points of a law."""
    return law.points_maximum.value >= LARGEST_INTEGER


def check_points_total(law: Law, file: YamlFile) -> None:
    """Check that the points of a law, in ten-thousandths, are exact integers in every engine."""
    if has_too_many_points(law):
        file.report(("points", "maximum", "value"), DiagnosticKind.POINTS_ARE_TOO_LARGE, of_key=False)


def check_spans(levels: Mapping[str, Level], law: Law, file: YamlFile, route: KeyPath) -> None:
    """Check that points between two levels can be computed with exact integers, by type; ``route`` leads to them."""
    for identifier, level in levels.items():
        check_span(level, law, file, (*route, identifier))


def check_span(level: Level, law: Law, file: YamlFile, route: KeyPath) -> None:
    """Check that points between two levels, each a multiple of the distance, are exact integers in every engine."""
    if level.minimum is None or level.maximum is None or has_too_many_points(law):
        return
    span = abs(level.maximum.value - level.minimum.value)
    if span * (2 * law.points_maximum.value + law.rounding_step.value) * _FINER >= LARGEST_INTEGER:
        file.report(route, DiagnosticKind.LEVELS_LIE_TOO_FAR_APART)
