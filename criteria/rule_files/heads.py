"""The indicator catalogue, the vocabulary, and the head of a law, built from the form of their files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from criteria.rule_files import schema
from criteria.diagnostic import Place, nearest
from criteria.condition import Condition, known_words, parse_condition
from criteria.condition import Path as Route
from criteria.rule_files.yaml_file import YamlFile
from criteria.indicator import Grade, Indicator, Indicators
from criteria.municipality import TYPES
from criteria.bilingual import Name
from criteria.quantity import Interval, QuantityRefused, integer_from_text
from criteria.rulebook import DataAsOf, Law, Reading, Transition, Type
from criteria.sign_off import SignOff
from criteria.rule_files.consistency import complain_of_law
from criteria.standard import ONE_POINT, POINT_DECIMALS, Known
from criteria.vocabulary import Kind, Vocabulary

LARGEST_INTEGER = 2**53
"""Values stay below it at their decimals, so that every engine counts them exactly."""

MOST_DECIMALS = 6
"""How many decimals an indicator may have."""


def name_from(entry: schema.Bilingual) -> Name:
    """A name in both languages."""
    return Name(entry.vi, entry.en)


def sign_offs_from(entries: Sequence[schema.SignedEntry]) -> tuple[SignOff, ...]:
    """The sign-offs that stand beside an entry, in the order of the file."""
    return tuple(SignOff(tuple(entry.by), entry.date, entry.document, entry.numbers, entry.words) for entry in entries)


def integer_from(file: YamlFile, route: Route, text: str, decimals: int, otherwise: int = 0) -> int:
    """The integer of a text; a complaint, and ``otherwise``, where it has too many decimals."""
    try:
        return integer_from_text(text, decimals)
    except QuantityRefused as refused:
        file.complain(route, refused.kind, of_key=False, **refused.details)
        return otherwise


def complain_of_repeated_id(file: YamlFile, route: Route, identifier: str, first: Place) -> None:
    """Complain of an id that stands a second time, and tell where it stands first."""
    file.complain(route, "id_stands_twice", found=identifier, first=str(first))


def complain_of_repeated_ids(file: YamlFile, route: Route, ids: Iterable[str], key: str = "id") -> None:
    """Complain of each id that stands a second time in a list."""
    seen: dict[str, int] = {}
    for place, identifier in enumerate(ids):
        if (first := seen.setdefault(identifier, place)) != place:
            complain_of_repeated_id(file, (*route, place, key), identifier, file.place((*route, first, key)))


def indicators_from(model: schema.IndicatorsDocument, vocabulary: Vocabulary, file: YamlFile) -> Indicators:
    """The indicator catalogue of its file; grades may name attributes of the vocabulary."""
    known = list(vocabulary.attributes)
    for place, entry in enumerate(model.indicators):
        for rung, grade in enumerate(entry.grades or ()):
            if grade.attribute is not None and grade.attribute not in known:
                route: Route = ("indicators", place, "grades", rung, "attribute")
                complain_of_unknown(file, route, "unknown_attribute", grade.attribute, known)
    complain_of_repeated_ids(file, ("indicators",), (entry.id for entry in model.indicators))
    indicators: dict[str, Indicator] = {}
    for place, entry in enumerate(model.indicators):
        indicators.setdefault(entry.id, _indicator(entry, file, ("indicators", place)))
    return indicators


def _indicator(entry: schema.IndicatorEntry, file: YamlFile, route: Route) -> Indicator:
    unit = name_from(entry.unit) if entry.unit else None
    number_keys = ("decimals", "better", "lowest", "highest")
    if entry.judged_by is not None and entry.grades is None:
        file.complain((*route, "judged_by"), "only_grades_are_judged")
    if entry.grades is not None:
        for key in ("unit", *number_keys):
            if getattr(entry, key) is not None:
                file.complain((*route, key), "grades_have_no_such_key", of_key=True, found=key)
        complain_of_repeated_ids(file, (*route, "grades"), (grade.id for grade in entry.grades))
        if len(entry.grades) < 2:
            file.complain((*route, "grades"), "too_few_grades")
        grades = tuple(Grade(grade.id, name_from(grade.name), grade.attribute) for grade in entry.grades)
        domain = Interval(0, max(len(grades) - 1, 0))
        return Indicator(entry.id, name_from(entry.name), None, 0, True, domain, grades, entry.judged_by)
    missing = [key for key in number_keys if getattr(entry, key) is None]
    for key in missing:
        file.complain(route, "key_is_missing", key=key, nearest="")
    # Of an indicator that cannot be read nothing is refused: that would be a second complaint of the same mistake.
    domain = Interval(-LARGEST_INTEGER, LARGEST_INTEGER)
    if not missing:
        lowest = integer_from(file, (*route, "lowest"), entry.lowest or "0", entry.decimals or 0)
        highest = integer_from(file, (*route, "highest"), entry.highest or "0", entry.decimals or 0, lowest + 1)
        too_large = [key for key, end in (("lowest", lowest), ("highest", highest)) if abs(end) >= LARGEST_INTEGER]
        for key in too_large:
            file.complain((*route, key), "domain_is_too_large", found=str(getattr(entry, key)))
        if too_large:
            pass
        elif lowest < highest:
            domain = Interval(lowest, highest)
        else:
            file.complain((*route, "highest"), "domain_runs_downwards", found=str(entry.highest))
    higher_is_better = entry.better != "lower"
    decimals = MOST_DECIMALS if entry.decimals is None else entry.decimals
    return Indicator(entry.id, name_from(entry.name), unit, decimals, higher_is_better, domain)


def vocabulary_from(model: schema.VocabularyDocument, file: YamlFile) -> Vocabulary:
    """The vocabulary of its file."""
    for key in ("kinds", "regions", "attributes"):
        complain_of_repeated_ids(file, (key,), (entry.id for entry in getattr(model, key)))
    return Vocabulary(
        kinds={entry.id: Kind(entry.id, name_from(entry.name), entry.until) for entry in model.kinds},
        regions={entry.id: name_from(entry.name) for entry in model.regions},
        attributes={entry.id: name_from(entry.name) for entry in model.attributes},
    )


def _transitions(model: schema.LawDocument, law: Law, vocabulary: Vocabulary, file: YamlFile) -> Iterator[Transition]:
    types = [known.id for known in law.types]
    for place, entry in enumerate(model.transitions):
        route: Route = ("transitions", place)
        if entry.to not in types:
            complain_of_unknown(file, (*route, "to"), "unknown_type", entry.to, types)
        for position, earlier in enumerate(entry.from_):
            if earlier is not None and earlier not in TYPES:
                complain_of_unknown(file, (*route, "from", position), "unknown_type", earlier, list(TYPES))
        when = None
        if entry.when is not None:
            when = condition_from(entry.when, vocabulary, file, route)
        yield Transition(tuple(entry.from_), entry.to, when, entry.citation, entry.basis)


def condition_from(data: Any, vocabulary: Vocabulary, file: YamlFile, route: Route) -> Condition:
    """The condition that stands under ``when`` of the part at this route."""

    def complain(path: Route, kind: str, details: Mapping[str, str]) -> None:
        file.complain((*route, *path), kind, of_key=kind in {"unknown_field", "unknown_operator"}, **details)

    return parse_condition(data, known_words(vocabulary), complain, ("when",))


def complain_of_unknown(
    file: YamlFile, route: Route, kind: str, found: str, known: list[str], of_key: bool = False
) -> None:
    """Complain of a name that names nothing, with what there is and the nearest of it."""
    expected = ", ".join(known if len(known) <= 12 else [*known[:12], "…"])
    file.complain(route, kind, of_key, found=found, expected=expected, nearest=nearest(found, known) or "")


def required_from(entry: schema.Required | None) -> Known | None:
    """How many standards must be met, in ten-thousandths of a point: a standard met counts one point."""
    return None if entry is None else Known(entry.count * ONE_POINT, entry.basis)


def _data_as_of(entry: schema.DataAsOf | None) -> DataAsOf | None:
    if entry is None:
        return None
    month, _, day = entry.day.partition("-")
    return DataAsOf(int(month), int(day), entry.years_before, entry.citation, entry.basis)


def law_from(model: schema.LawDocument, vocabulary: Vocabulary, file: YamlFile) -> Law:
    """The head of a law from its ``law.yaml``."""
    complain_of_repeated_ids(file, ("types",), (entry.id for entry in model.types))
    complain_of_repeated_ids(file, ("readings",), (entry.id for entry in model.readings))

    def points(key: str) -> Known:
        entry: schema.NumberWithBasis = getattr(model.points, key)
        number = integer_from(file, ("points", key, "value"), entry.value, POINT_DECIMALS, otherwise=1)
        return Known(number, entry.basis)

    def pass_mark(entry: schema.TypeEntry, place: int) -> Known | None:
        if entry.pass_mark is None:
            return None
        route: Route = ("types", place, "pass_mark", "value")
        return Known(integer_from(file, route, entry.pass_mark.value, POINT_DECIMALS), entry.pass_mark.basis)

    law = Law(
        id=model.law,
        family=model.family,
        document=name_from(model.document),
        title=name_from(model.title),
        in_force_from=model.in_force.from_,
        in_force_until=model.in_force.until,
        types=tuple(
            Type(
                entry.id,
                name_from(entry.name),
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
                name_from(entry.name),
                entry.default,
                entry.basis,
                entry.citation,
                name_from(entry.evidence),
            )
            for entry in model.readings
        ),
        signed=sign_offs_from(model.signed),
    )
    complain_of_law(law, file)
    return replace(law, transitions=tuple(_transitions(model, law, vocabulary, file)))
