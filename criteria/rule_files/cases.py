"""Worked cases, built from the files in a law's ``cases/`` folder."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from criteria.cases import WHOLE, Case, Expected
from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.municipality import TYPES, Measurement, Municipality, Surroundings, Unit
from criteria.quantity import QuantityRefused
from criteria.rule_files import schema
from criteria.rule_files.entries import integer_from, report_repeated_ids, report_unknown
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS


def cases_from(model: schema.CasesDocument, rulebook: Rulebook, file: YamlFile) -> Iterator[Case]:
    """Return the cases of a file; a name that the law does not have becomes a diagnostic."""
    report_repeated_ids(file, ("cases",), (entry.id for entry in model.cases))
    codes = frozenset(standard.code for standard in rulebook.standards)
    for place, entry in enumerate(model.cases):
        yield _case(entry, rulebook, codes, file, ("cases", place))


def _case(entry: schema.CaseEntry, rulebook: Rulebook, codes: frozenset[str], file: YamlFile, route: KeyPath) -> Case:
    def refuse_unknown(
        kind: DiagnosticKind, found: str, known: Collection[str], where: KeyPath, of_key: bool = False
    ) -> None:
        if found not in known:
            report_unknown(file, (*route, *where), kind, found, list(known), of_key)

    vocabulary, town = rulebook.vocabulary, entry.municipality
    refuse_unknown(DiagnosticKind.UNKNOWN_TYPE, entry.type, [known.id for known in rulebook.law.types], ("type",))
    refuse_unknown(DiagnosticKind.WORD_IS_NOT_ALLOWED, town.kind, list(vocabulary.kinds), ("municipality", "kind"))
    if town.region is not None:
        refuse_unknown(
            DiagnosticKind.WORD_IS_NOT_ALLOWED, town.region, list(vocabulary.regions), ("municipality", "region")
        )
    for position, attribute in enumerate(town.attributes):
        where: KeyPath = ("municipality", "attributes", position)
        refuse_unknown(DiagnosticKind.UNKNOWN_ATTRIBUTE, attribute, list(vocabulary.attributes), where)
    if entry.reading is not None:
        refuse_unknown(
            DiagnosticKind.UNKNOWN_READING, entry.reading, [r.id for r in rulebook.law.readings], ("reading",)
        )
    for code in entry.standards:
        refuse_unknown(DiagnosticKind.UNKNOWN_STANDARD, code, codes, ("standards", code), of_key=True)
    criteria = [criterion.id for criterion in rulebook.criteria] if entry.criteria else []
    for criterion in entry.criteria:
        refuse_unknown(DiagnosticKind.UNKNOWN_CRITERION, criterion, criteria, ("criteria", criterion), of_key=True)
    tests = [test.id for test in rulebook.member_units if entry.type in test.points]
    for test in entry.member_units:
        refuse_unknown(DiagnosticKind.UNKNOWN_MEMBER_UNIT, test, tests, ("member_units", test), of_key=True)
    as_of = entry.as_of or rulebook.law.in_force_from
    municipality = Municipality(
        id=town.id,
        name=entry.id,
        kind=town.kind,
        current_type=town.current_type,
        region=town.region,
        attributes=frozenset(town.attributes),
        inner_area=town.inner_area == "yes",
        outer_area=town.outer_area == "yes",
        part_of=WHOLE if town.part_of else None,
        location=file.location((*route, "municipality")),
    )
    wholes: tuple[Municipality, ...] = ()
    if (whole := town.part_of) is not None:
        where = ("municipality", "part_of")
        refuse_unknown(DiagnosticKind.WORD_IS_NOT_ALLOWED, whole.kind, list(vocabulary.kinds), (*where, "kind"))
        if whole.current_type is not None:
            refuse_unknown(DiagnosticKind.UNKNOWN_TYPE, whole.current_type, list(TYPES), (*where, "current_type"))
        wholes = (Municipality(WHOLE, WHOLE, whole.kind, whole.current_type),)
    for position, unit in enumerate(entry.units):
        refuse_unknown(
            DiagnosticKind.WORD_IS_NOT_ALLOWED, unit.kind, list(vocabulary.kinds), ("units", position, "kind")
        )

    def bounds(expected: schema.ExpectedBounds, where: KeyPath) -> Expected:
        ends = [
            None if text is None else integer_from(file, (*route, *where, key), text, POINT_DECIMALS)
            for key, text in (("lower", expected.lower), ("upper", expected.upper))
        ]
        return Expected(ends[0], ends[1], expected.verdict, file.location((*route, *where), of_key=True))

    def standard(expected: schema.ExpectedStandard, where: KeyPath) -> Expected:
        keys = ("points", "points") if expected.points is not None else ("lower", "upper")
        ends = [
            None
            if (text := getattr(expected, key)) is None
            else integer_from(file, (*route, *where, key), text, POINT_DECIMALS)
            for key in keys
        ]
        return Expected(ends[0], ends[1], expected.status, file.location((*route, *where), of_key=True))

    return Case(
        id=entry.id,
        text=entry.text,
        source=entry.source,
        type=entry.type,
        reading=entry.reading,
        as_of=as_of,
        municipality=municipality,
        surroundings=Surroundings(wholes, tuple(_units(entry, rulebook, file, route, as_of))),
        measured=_measured(entry, entry.measured, rulebook, file, route, as_of),
        standards={code: standard(found, ("standards", code)) for code, found in entry.standards.items()},
        criteria={known: bounds(found, ("criteria", known)) for known, found in entry.criteria.items()},
        member_units={known: bounds(found, ("member_units", known)) for known, found in entry.member_units.items()},
        total=bounds(entry.total, ("total",)) if entry.total else None,
        is_proposed=entry.proposed,
        location=file.location(route),
    )


def _units(
    entry: schema.CaseEntry, rulebook: Rulebook, file: YamlFile, route: KeyPath, as_of: dt.date
) -> Iterator[Unit]:
    for number, unit in enumerate(entry.units):
        identifier = f"unit-{number + 1}"
        town = Municipality(identifier, identifier, unit.kind, part_of=entry.municipality.id)
        measured = _measured(entry, unit.measured, rulebook, file, (*route, "units", number), as_of)
        yield Unit(town, measured)


def _measured(
    entry: schema.CaseEntry,
    values: Mapping[str, str],
    rulebook: Rulebook,
    file: YamlFile,
    route: KeyPath,
    as_of: dt.date,
) -> Mapping[str, Measurement]:
    measured = {}
    for identifier, text in values.items():
        where = (*route, "measured", identifier)
        indicator = rulebook.indicators.get(identifier)
        if indicator is None:
            report_unknown(
                file, where, DiagnosticKind.UNKNOWN_INDICATOR, identifier, list(rulebook.indicators), of_key=True
            )
            continue
        try:
            quantity = indicator.quantity(text)
        except QuantityRefused as refused:
            file.report(where, refused.kind, of_key=False, **refused.details)
            continue
        measured[identifier] = Measurement(entry.id, identifier, quantity, as_of, entry.source)
    return measured
