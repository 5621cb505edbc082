"""The grammar of ``when:``: a small closed language over what is known of a municipality before it is judged.

A condition is a mapping; all its keys must hold.

=========================  ==========================================================
``FIELD: {is: WORD}``      the field is this word
``FIELD: {any_of: […]}``   the field is one of these words; for attributes: has one of them
``all: [CONDITION, …]``    all hold
``any: [CONDITION, …]``    one at least holds
``not: CONDITION``         does not hold
=========================  ==========================================================

Fields: ``municipality.kind``, ``municipality.region``, ``municipality.attributes``, ``municipality.formation``,
``municipality.budget_level``, ``municipality.has_commune_units``, ``municipality.current_type``,
``municipality.inner_area``, ``municipality.outer_area``; never its id. And ``part_of.current_type``,
``part_of.kind``: the type and the kind of the municipality it is part of. If a field is unknown, a condition may be
neither true nor false. Only these forms are evaluated: there are no expressions and no free text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from criteria.municipality import NEVER_CLASSIFIED, TYPES, Municipality
from criteria.stated import UNSTATED, Stated, only
from criteria.vocabulary import Vocabulary

FieldWords = Mapping[str, Stated]
"""For each field, what is stated of its words; a field that is missing is unknown."""


@dataclass(frozen=True, slots=True)
class Holds:
    """A field has one of these words or, if negated, none of them."""

    field: str
    words: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


Condition = Holds | AllOf | AnyOf
"""A condition in negation normal form: only questions about single fields are negated."""


def field_words(municipality: Municipality, whole: Municipality | None = None) -> FieldWords:
    """Return the words of every field for a municipality.

    Args:
        whole: the municipality that it is part of; None if unknown.

    >>> words = field_words(Municipality("duyen-hai", "Duyên Hải", "town", attributes=only("coastal")))
    >>> words["municipality.attributes"].text, words["municipality.region"] == UNSTATED
    ('coastal;none', True)
    """

    def one(word: str | None) -> Stated:
        return UNSTATED if not word else only(word)

    def yes_or_no(answer: bool | None) -> Stated:
        return UNSTATED if answer is None else only("yes" if answer else "no")

    return {
        "municipality.kind": one(municipality.kind),
        "municipality.region": one(municipality.region),
        "municipality.attributes": municipality.attributes,
        "municipality.formation": one(municipality.formation),
        "municipality.budget_level": yes_or_no(municipality.budget_level),
        "municipality.has_commune_units": yes_or_no(municipality.has_commune_units),
        "municipality.current_type": one(municipality.current_type),
        "part_of.kind": one(whole.kind if whole else None),
        "part_of.current_type": one(whole.current_type if whole else None),
        "municipality.inner_area": yes_or_no(municipality.inner_area),
        "municipality.outer_area": yes_or_no(municipality.outer_area),
    }


KIND_FIELD = "municipality.kind"

MEASURED_PREFIX = "measured."
"""Before the id of an indicator: the field whose words are the thresholds that it reaches; see `measured_words`."""

MULTI_VALUED_FIELDS = frozenset({"municipality.attributes"})
"""The fields that can have several words at once."""

KnownWords = Mapping[str, frozenset[str] | None]
"""The words that each field may have; None if any word is allowed."""


def known_words(vocabulary: Vocabulary) -> KnownWords:
    """Return the words that each field may have."""
    yes_or_no = frozenset({"yes", "no"})
    return {
        "municipality.kind": frozenset(vocabulary.kinds),
        "municipality.region": frozenset(vocabulary.regions),
        "municipality.attributes": frozenset(vocabulary.attributes),
        "municipality.formation": frozenset(vocabulary.formations),
        "municipality.budget_level": yes_or_no,
        "municipality.has_commune_units": yes_or_no,
        "municipality.current_type": frozenset({*TYPES, NEVER_CLASSIFIED}),
        "part_of.kind": frozenset(vocabulary.kinds),
        "part_of.current_type": frozenset({*TYPES, NEVER_CLASSIFIED}),
        "municipality.inner_area": yes_or_no,
        "municipality.outer_area": yes_or_no,
    }


def truth(condition: Condition, words: FieldWords) -> bool | None:
    """True if the condition holds, false if it does not, None if an unknown field decides it.

    >>> island = Holds("municipality.attributes", frozenset({"island"}))
    >>> truth(island, {"municipality.attributes": only("coastal")})
    False
    >>> truth(island, {}) is None
    True
    """
    match condition:
        case Holds(field, wanted, negated):
            found = words.get(field, UNSTATED).answer(wanted)
            return None if found is None else found is not negated
        case AllOf(parts):
            answers = [truth(part, words) for part in parts]
            return False if False in answers else None if None in answers else True
        case AnyOf(parts):
            answers = [truth(part, words) for part in parts]
            return True if True in answers else None if None in answers else False


def condition_text(condition: Condition) -> str:
    """Return a condition as rule files write it, in one line.

    >>> condition_text(Holds("municipality.kind", frozenset({"town", "city"}), negated=True))
    'not: {municipality.kind: {any_of: [city, town]}}'
    """
    if isinstance(condition, Holds):
        asked = f"{condition.field}: {{any_of: [{', '.join(sorted(condition.words))}]}}"
        return f"not: {{{asked}}}" if condition.negated else asked
    joined = ", ".join(f"{{{condition_text(part)}}}" for part in condition.parts)
    return f"{'all' if isinstance(condition, AllOf) else 'any'}: [{joined}]"


def leaves(condition: Condition) -> Iterator[Holds]:
    """Yield the questions about single fields that make up a condition."""
    if isinstance(condition, Holds):
        yield condition
        return
    for part in condition.parts:
        yield from leaves(part)


def column_of(field: str) -> str:
    """Return the column of a data file that states a field.

    >>> column_of("municipality.inner_area"), column_of("part_of.kind")
    ('inner_area', 'part_of')
    """
    return "part_of" if field.startswith("part_of.") else field.rpartition(".")[2]


def fields_of(condition: Condition) -> frozenset[str]:
    """Return the fields that a condition asks about."""
    return frozenset(leaf.field for leaf in leaves(condition))
