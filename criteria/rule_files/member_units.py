"""Unit tests from their rule files: what a law asks of the units that make up an urban area."""

from collections.abc import Iterator

from criteria.diagnostic import KeyPath
from criteria.indicator import Indicators
from criteria.law import Law
from criteria.rule_files import schema
from criteria.rule_files.entries import complain_of_repeated_ids, complain_of_unknown, integer_from, name_from
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import ReachedBy, UnitTest
from criteria.standard import POINT_DECIMALS, Known
from criteria.vocabulary import Vocabulary


def unit_tests_from(
    model: schema.UnitTestsDocument, law: Law, indicators: Indicators, vocabulary: Vocabulary, file: YamlFile
) -> Iterator[UnitTest]:
    """The unit tests of a file; an unknown kind, type or indicator, or one that counts no points, is a complaint."""
    complain_of_repeated_ids(file, ("unit_tests",), (entry.id for entry in model.unit_tests))
    for place, kind in enumerate(model.unit_kinds):
        if kind not in vocabulary.kinds:
            known = list(vocabulary.kinds)
            complain_of_unknown(file, ("unit_kinds", place), "word_is_not_allowed", kind, known)
    for place, entry in enumerate(model.unit_tests):
        route: KeyPath = ("unit_tests", place)
        for identifier, indicator in entry.points.items():
            _complain_of_points(identifier, indicator, law, indicators, file, (*route, "points", identifier))
        required = integer_from(file, (*route, "required", "value"), entry.required.value, POINT_DECIMALS)
        yield UnitTest(
            id=entry.id,
            text=name_from(entry.text),
            unit_kinds=frozenset(model.unit_kinds),
            of_one_unit=entry.units == "one",
            reached_by=ReachedBy(entry.reached_by),
            points=dict(entry.points),
            required=Known(required, entry.required.basis),
            citation=entry.citation,
        )


def _complain_of_points(
    identifier: str, indicator: str, law: Law, indicators: Indicators, file: YamlFile, route: KeyPath
) -> None:
    types = [known.id for known in law.types]
    if identifier not in types:
        complain_of_unknown(file, route, "unknown_type", identifier, types, of_key=True)
    known = indicators.get(indicator)
    if known is None:
        complain_of_unknown(file, route, "unknown_indicator", indicator, list(indicators))
    elif known.is_graded or not known.higher_is_better or known.decimals > POINT_DECIMALS:
        file.complain(route, "indicator_counts_no_points", found=indicator, decimals=str(POINT_DECIMALS))
