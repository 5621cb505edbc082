"""Worked cases, built from the files in a law's ``cases/`` folder."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from criteria.cases import WHOLE, Case, Expected
from criteria.diagnostic import KeyPath, Location
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.municipality import TYPES, Measurement, Municipality, Surroundings, Unit
from criteria.quantity import UNKNOWN_WORD, QuantityRefused
from criteria.rule_files import schema
from criteria.rule_files.entries import integer_from, report_repeated_ids, report_unknown
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS
from criteria.stated import only


def cases_from(model: schema.CasesDocument, rulebook: Rulebook, file: YamlFile) -> Iterator[Case]:
    """Return the cases of a file; a name that the law does not have becomes a diagnostic."""
    report_repeated_ids(file, ("cases",), (entry.id for entry in model.cases))
    codes = frozenset(standard.code for standard in rulebook.standards)
    for place, entry in enumerate(model.cases):
        yield _case(entry, rulebook, codes, file, ("cases", place))


def _case(entry: schema.CaseEntry, rulebook: Rulebook, codes: frozenset[str], file: YamlFile, route: KeyPath) -> Case:
    _check_names(entry, rulebook, codes, file, route)
    as_of = entry.as_of or rulebook.law.in_force_from
    wholes: tuple[Municipality, ...] = ()
    if (whole := entry.municipality.part_of) is not None:
        wholes = (Municipality(WHOLE, WHOLE, whole.kind, whole.current_type),)

    def bounds(key: str, found: Mapping[str, schema.ExpectedBounds]) -> Mapping[str, Expected]:
        return {name: _expected_bounds(bound, file, (*route, key, name)) for name, bound in found.items()}

    return Case(
        id=entry.id,
        text=entry.text,
        source=entry.source,
        type=entry.type,
        reading=entry.reading,
        as_of=as_of,
        municipality=_municipality(entry, file.location((*route, "municipality")), as_of),
        surroundings=Surroundings(wholes, tuple(_units(entry, rulebook, file, route, as_of))),
        measured=_measured(entry, entry.measured, rulebook, file, route, as_of),
        standards={
            code: _expected_standard(found, file, (*route, "standards", code))
            for code, found in entry.standards.items()
        },
        criteria=bounds("criteria", entry.criteria),
        member_units=bounds("member_units", entry.member_units),
        total=_expected_bounds(entry.total, file, (*route, "total")) if entry.total else None,
        table=_expected_table(entry.total, file, (*route, "total")) if entry.total else None,
        is_proposed=entry.proposed,
        location=file.location(route),
    )


def _check_names(
    entry: schema.CaseEntry, rulebook: Rulebook, codes: frozenset[str], file: YamlFile, route: KeyPath
) -> None:
    """Report every name in a case that the law or the vocabulary does not have."""

    def check(
        kind: DiagnosticKind, found: str | None, known: Collection[str], where: KeyPath, of_key: bool = False
    ) -> None:
        if found is not None and found not in known:
            report_unknown(file, (*route, *where), kind, found, list(known), of_key)

    vocabulary, town = rulebook.vocabulary, entry.municipality
    check(DiagnosticKind.UNKNOWN_TYPE, entry.type, [known.id for known in rulebook.law.types], ("type",))
    check(DiagnosticKind.WORD_IS_NOT_ALLOWED, town.kind, vocabulary.kinds, ("municipality", "kind"))
    check(DiagnosticKind.WORD_IS_NOT_ALLOWED, town.region, vocabulary.regions, ("municipality", "region"))
    if vocabulary.formations:
        formations = [*vocabulary.formations, UNKNOWN_WORD]
        check(DiagnosticKind.WORD_IS_NOT_ALLOWED, town.formation, formations, ("municipality", "formation"))
    for position, attribute in enumerate(town.attributes):
        where: KeyPath = ("municipality", "attributes", position)
        check(DiagnosticKind.UNKNOWN_ATTRIBUTE, attribute, vocabulary.attributes, where)
    check(DiagnosticKind.UNKNOWN_READING, entry.reading, [known.id for known in rulebook.law.readings], ("reading",))
    for code in entry.standards:
        check(DiagnosticKind.UNKNOWN_STANDARD, code, codes, ("standards", code), of_key=True)
    criteria = [criterion.id for criterion in rulebook.criteria]
    for criterion in entry.criteria:
        check(DiagnosticKind.UNKNOWN_CRITERION, criterion, criteria, ("criteria", criterion), of_key=True)
    requirements = [requirement.id for requirement in rulebook.member_units if entry.type in requirement.points]
    for name in entry.member_units:
        check(DiagnosticKind.UNKNOWN_MEMBER_UNIT, name, requirements, ("member_units", name), of_key=True)
    if (whole := town.part_of) is not None:
        where = ("municipality", "part_of")
        check(DiagnosticKind.WORD_IS_NOT_ALLOWED, whole.kind, vocabulary.kinds, (*where, "kind"))
        check(DiagnosticKind.UNKNOWN_TYPE, whole.current_type, TYPES, (*where, "current_type"))
    for position, unit in enumerate(entry.units):
        check(DiagnosticKind.WORD_IS_NOT_ALLOWED, unit.kind, vocabulary.kinds, ("units", position, "kind"))


def _municipality(entry: schema.CaseEntry, location: Location, as_of: dt.date) -> Municipality:
    town = entry.municipality
    return Municipality(
        id=town.id,
        name=entry.id,
        kind=town.kind,
        current_type=town.current_type,
        type_as_of=as_of if town.current_type else None,
        region=town.region,
        attributes=only(*town.attributes),
        formation=None if town.formation == UNKNOWN_WORD else town.formation,
        budget_level=_answer(town.budget_level),
        has_commune_units=_answer(town.has_commune_units),
        inner_area=town.inner_area == "yes",
        outer_area=town.outer_area == "yes",
        part_of=WHOLE if town.part_of else None,
        location=location,
    )


def _answer(word: str) -> bool | None:
    return None if word == UNKNOWN_WORD else word == "yes"


def _expected_bounds(found: schema.ExpectedBounds, file: YamlFile, route: KeyPath) -> Expected:
    lower, upper = (_points(getattr(found, key), file, (*route, key)) for key in ("lower", "upper"))
    return Expected(lower, upper, found.verdict, file.location(route, of_key=True))


def _expected_table(found: schema.ExpectedTotal, file: YamlFile, route: KeyPath) -> Expected | None:
    if found.table_verdict is None:
        return None
    return Expected(None, None, found.table_verdict, file.location((*route, "table_verdict"), of_key=True))


def _expected_standard(found: schema.ExpectedStandard, file: YamlFile, route: KeyPath) -> Expected:
    keys = ("points", "points") if found.points is not None else ("lower", "upper")
    lower, upper = (_points(getattr(found, key), file, (*route, key)) for key in keys)
    return Expected(lower, upper, found.status, file.location(route, of_key=True))


def _points(text: str | None, file: YamlFile, route: KeyPath) -> int | None:
    return None if text is None else integer_from(file, route, text, POINT_DECIMALS)


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
