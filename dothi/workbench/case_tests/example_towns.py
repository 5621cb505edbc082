"""Example municipalities for proposed cases: an ordinary one, or one to which a given rule applies."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from classifier.plan.applied_rules import applied_rules
from criteria.condition import AllOf, AnyOf, Condition, Holds, field_words, truth
from criteria.municipality import ALONE, TYPES, Municipality, Surroundings
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from criteria.standard import Criterion
from criteria.stated import only

WHOLE = "whole"
COMMON_KIND = "town"
ORDINARY = "ordinary"

ExampleTown = tuple[Municipality, Surroundings]
"""A municipality and its surroundings."""


def ordinary(rulebook: Rulebook, target: str, criterion: Criterion) -> ExampleTown:
    """Return a municipality that a criterion applies to and that as few rules as possible apply to.

    It has an inner and an outer area. Its region and its surroundings are those that the fewest rules mention.
    """
    vocabulary = rulebook.vocabulary
    asked = criterion.kinds or vocabulary.kinds
    kind = target if target in asked else next(iter(criterion.kinds or ()), COMMON_KIND)
    town = Municipality(
        "case",
        "case",
        kind,
        attributes=only(),
        inner_area=True,
        outer_area=True,
        formation=ORDINARY,
        budget_level=True,
        has_commune_units=True,
    )
    wholes = [ALONE, *(_belonging_to(whole, known) for whole in vocabulary.kinds for known in (None, *TYPES))]
    in_regions = [replace(town, region=region) for region in (None, *vocabulary.regions)]

    def rules_to_avoid(example: ExampleTown) -> tuple[int, int]:
        applied = applied_rules(rulebook, field_words(example[0], example[1].whole))
        return len(applied.possibly - applied.surely), len(applied.surely)

    region, _ = min(((known, ALONE) for known in in_regions), key=rules_to_avoid)
    return min(((_part_of(region, whole), whole) for whole in wholes), key=rules_to_avoid)


def _belonging_to(kind: str, current_type: str | None) -> Surroundings:
    return Surroundings((Municipality(WHOLE, WHOLE, kind, current_type),))


def _part_of(town: Municipality, surroundings: Surroundings) -> Municipality:
    return replace(town, part_of=WHOLE if surroundings.wholes else None)


def for_rule(rulebook: Rulebook, target: str, criterion: Criterion, rule: Rule) -> ExampleTown | None:
    """Return a municipality that a rule applies to, or None if none was found."""
    town, _ = ordinary(rulebook, target, criterion)
    for fields in _ways(rule.when):
        found = _with_fields(town, fields)
        if truth(rule.when, field_words(found[0], found[1].whole)):
            return found
    return None


def _ways(condition: Condition) -> Iterator[Mapping[str, frozenset[str]]]:
    """Yield ways to satisfy a condition, each as the words that fields must have. Negated questions are ignored."""
    match condition:
        case Holds(field, words, negated):
            for word in sorted(words) if not negated else ():
                yield {field: frozenset({word})}
            if negated:
                yield {}
        case AnyOf(parts):
            for part in parts:
                yield from _ways(part)
        case AllOf(parts):
            yield from _joined([list(_ways(part)) for part in parts])


def _joined(choices: list[list[Mapping[str, frozenset[str]]]]) -> Iterator[Mapping[str, frozenset[str]]]:
    if not choices:
        yield {}
        return
    for first in choices[0]:
        for rest in _joined(choices[1:]):
            yield {field: first.get(field, frozenset()) | rest.get(field, frozenset()) for field in {**first, **rest}}


def _with_fields(town: Municipality, fields: Mapping[str, frozenset[str]]) -> ExampleTown:
    def one(field: str, otherwise: str | None) -> str | None:
        return min(fields[field]) if field in fields else otherwise

    whole_kind, whole_type = one("part_of.kind", None), one("part_of.current_type", None)
    surroundings = ALONE
    if whole_kind or whole_type:
        surroundings = _belonging_to(whole_kind or "city", whole_type)
    changed = replace(
        town,
        kind=one("municipality.kind", town.kind) or town.kind,
        region=one("municipality.region", town.region),
        current_type=one("municipality.current_type", town.current_type),
        attributes=only(*fields.get("municipality.attributes", ())),
        formation=one("municipality.formation", ORDINARY),
        budget_level=one("municipality.budget_level", "yes") == "yes",
        has_commune_units=one("municipality.has_commune_units", "yes") == "yes",
        inner_area=one("municipality.inner_area", "yes") == "yes",
        outer_area=one("municipality.outer_area", "yes") == "yes",
    )
    return _part_of(changed, surroundings), surroundings
