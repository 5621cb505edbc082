"""The head of a law, built from its ``law.yaml``."""

from collections.abc import Iterator
from dataclasses import replace

from criteria.diagnostic import KeyPath
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import DataAsOf, DaysInForce, DaysOfTypes, Law, Reading, Transition, Type
from criteria.municipality import TYPES
from criteria.rule_files import schema
from criteria.rule_files.choices import check_choices
from criteria.rule_files.consistency import check_law
from criteria.rule_files.entries import (
    bilingual_from,
    condition_from,
    integer_from,
    report_repeated_id,
    report_repeated_ids,
    report_unknown,
    sign_offs_from,
)
from criteria.rule_files.sizes import check_points_total
from criteria.rule_files.yaml_file import YamlFile
from criteria.standard import ONE_POINT, POINT_DECIMALS, Known
from criteria.vocabulary import Vocabulary


def _transitions(model: schema.LawDocument, law: Law, vocabulary: Vocabulary, file: YamlFile) -> Iterator[Transition]:
    types = [known.id for known in law.types]
    for place, entry in enumerate(model.transitions):
        route: KeyPath = ("transitions", place)
        if entry.to not in types:
            report_unknown(file, (*route, "to"), DiagnosticKind.UNKNOWN_TYPE, entry.to, types)
        for position, earlier in enumerate(entry.from_):
            if earlier is not None and earlier not in TYPES:
                report_unknown(file, (*route, "from", position), DiagnosticKind.UNKNOWN_TYPE, earlier, list(TYPES))
        when = None
        if entry.when is not None:
            when = condition_from(entry.when, vocabulary, file, route)
        yield Transition(tuple(entry.from_), entry.to, when, entry.citation, entry.basis)


def required_from(entry: schema.Required | None) -> Known | None:
    """Return how many standards must be met, in ten-thousandths of a point: each standard met counts one point."""
    return None if entry is None else Known(entry.count * ONE_POINT, entry.basis)


def _data_as_of(entry: schema.DataAsOfEntry | None) -> DataAsOf | None:
    if entry is None:
        return None
    month, _, day = entry.day.partition("-")
    return DataAsOf(int(month), int(day), entry.years_before, entry.citation, entry.basis)


def _type_days(model: schema.LawDocument, file: YamlFile) -> Iterator[DaysOfTypes]:
    known = [entry.id for entry in model.types]
    seen: dict[str, KeyPath] = {}
    for place, entry in enumerate(model.type_days):
        for position, identifier in enumerate(entry.types):
            route: KeyPath = ("type_days", place, "types", position)
            if identifier not in known:
                report_unknown(file, route, DiagnosticKind.UNKNOWN_TYPE, identifier, known)
            if (first := seen.setdefault(identifier, route)) != route:
                report_repeated_id(file, route, identifier, file.location(first))
        first_day = entry.from_ or model.in_force.from_
        days = DaysInForce(first_day, entry.until or model.in_force.until, entry.citation)
        yield DaysOfTypes(tuple(entry.types), days, entry.basis)


def law_from(model: schema.LawDocument, vocabulary: Vocabulary, file: YamlFile) -> Law:
    """Return the head of a law from its ``law.yaml``."""
    report_repeated_ids(file, ("types",), (entry.id for entry in model.types))
    report_repeated_ids(file, ("readings",), (entry.id for entry in model.readings))

    def points(key: str) -> Known:
        entry: schema.NumberWithBasis = getattr(model.points, key)
        number = integer_from(file, ("points", key, "value"), entry.value, POINT_DECIMALS, otherwise=1)
        return Known(number, entry.basis)

    def pass_mark(entry: schema.TypeEntry, place: int) -> Known | None:
        if entry.pass_mark is None:
            return None
        route: KeyPath = ("types", place, "pass_mark", "value")
        return Known(integer_from(file, route, entry.pass_mark.value, POINT_DECIMALS), entry.pass_mark.basis)

    law = Law(
        id=model.law,
        family=model.family,
        document=bilingual_from(model.document),
        title=bilingual_from(model.title),
        in_force_from=model.in_force.from_,
        in_force_until=model.in_force.until,
        types=tuple(
            Type(
                entry.id,
                bilingual_from(entry.name),
                entry.citation,
                entry.designated,
                required_from(entry.required),
                pass_mark(entry, place),
            )
            for place, entry in enumerate(model.types)
        ),
        points_maximum=points("maximum"),
        pass_mark=points("pass_mark"),
        rounding_step=points("round_to"),
        points_citation=model.points.citation,
        amends=model.amends,
        in_force_citation=model.in_force.citation,
        whole_steps=model.points.steps is not None and model.points.steps.counted == "whole",
        taken_over_basis=model.takes_over.unverified_is if model.takes_over else None,
        data_as_of=_data_as_of(model.data_as_of),
        readings=tuple(
            Reading(
                entry.id,
                bilingual_from(entry.name),
                entry.default,
                entry.basis,
                entry.citation,
                bilingual_from(entry.evidence),
                entry.criteria_need == "above-zero",
                tuple(tuple(rules) for rules in entry.one_of or ()),
            )
            for entry in model.readings
        ),
        signed=sign_offs_from(model.signed),
        type_days=tuple(_type_days(model, file)),
    )
    check_law(law, file)
    check_points_total(law, file)
    check_choices(law, file)
    return replace(law, transitions=tuple(_transitions(model, law, vocabulary, file)))
