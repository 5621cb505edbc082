"""Member-unit requirements, built from their rule files: what the units of an urban area must reach."""

from collections.abc import Iterator

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicators
from criteria.law import Law
from criteria.rule_files import schema
from criteria.rule_files.entries import bilingual_from, integer_from, report_repeated_ids, report_unknown
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import POINTS_NAME, STANDARDS_NAME, MemberUnitsRequirement, ReachedBy
from criteria.standard import POINT_DECIMALS, Known
from criteria.vocabulary import Vocabulary


def member_units_from(
    model: schema.MemberUnitsDocument, law: Law, indicators: Indicators, vocabulary: Vocabulary, file: YamlFile
) -> Iterator[MemberUnitsRequirement]:
    """Return the requirements of a file; unknown kinds, types and indicators become diagnostics."""
    report_repeated_ids(file, ("member_units",), (entry.id for entry in model.member_units))
    for place, kind in enumerate(model.unit_kinds):
        if kind not in vocabulary.kinds:
            known = list(vocabulary.kinds)
            report_unknown(file, ("unit_kinds", place), DiagnosticKind.WORD_IS_NOT_ALLOWED, kind, known)
    for place, entry in enumerate(model.member_units):
        route: KeyPath = ("member_units", place)
        for identifier, indicator in entry.points.items():
            _check_points(identifier, indicator, law, indicators, file, (*route, "points", identifier))
        required = integer_from(file, (*route, "required", "value"), entry.required.value, POINT_DECIMALS)
        yield MemberUnitsRequirement(
            id=entry.id,
            text=bilingual_from(entry.text),
            unit_kinds=frozenset(model.unit_kinds),
            of_one_unit=entry.units == "one",
            reached_by=ReachedBy(entry.reached_by),
            points=dict(entry.points),
            required=Known(required, entry.required.basis),
            citation=entry.citation,
            standards_name=bilingual_from(model.standards_name) if model.standards_name else STANDARDS_NAME,
            points_name=bilingual_from(model.points_name) if model.points_name else POINTS_NAME,
        )


def _check_points(
    identifier: str, indicator: str, law: Law, indicators: Indicators, file: YamlFile, route: KeyPath
) -> None:
    types = [known.id for known in law.types]
    if identifier not in types:
        report_unknown(file, route, DiagnosticKind.UNKNOWN_TYPE, identifier, types, of_key=True)
    known = indicators.get(indicator)
    if known is None:
        report_unknown(file, route, DiagnosticKind.UNKNOWN_INDICATOR, indicator, list(indicators))
    elif known.is_graded or not known.higher_is_better or known.decimals > POINT_DECIMALS:
        file.report(route, DiagnosticKind.INDICATOR_COUNTS_NO_POINTS, found=indicator, decimals=str(POINT_DECIMALS))
