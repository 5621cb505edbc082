"""The type that a municipality has under a law: its stated type, carried through the transitions of the law once.

A type stated as of a day on which the law was in force is the law's own and is not carried again. If that day is
unknown, both are possible, unless only one is: a type that the law does not have is of before, and so is ``none``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from criteria.condition import FieldWords, column_of, field_words, fields_of, truth
from criteria.law import Law, Transition
from criteria.municipality import NEVER_CLASSIFIED, TYPES, Municipality
from criteria.stated import UNSTATED

TYPES_OR_NONE = (*TYPES, NEVER_CLASSIFIED)

TYPE_DAY_COLUMN = "type_as_of"

NEXT = "next"
"""The target that stands for the type above the current one."""


@dataclass(frozen=True, slots=True)
class TypeOfDay:
    """What a law makes of a municipality's stated type.

    Attributes:
        stated: the type, or `NEVER_CLASSIFIED`.
        types: what it may be under the law, highest first.
        transitions: the transitions that carry it, or may.
        unknown: the columns that would tell which type it is; none if there is only one.
    """

    stated: str
    types: tuple[str, ...]
    transitions: tuple[Transition, ...]
    unknown: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The articles that carry the type."""
        return "; ".join(dict.fromkeys(transition.citation for transition in self.transitions))


def may_be_new(law: Law, stated: str) -> bool:
    """True if a type of unknown date may already be the law's own."""
    return law.has_type(stated)


def transitions_from(law: Law, stated: str) -> tuple[Transition, ...]:
    """Return the transitions of a law that carry a type, in order; the first whose condition holds counts."""
    earlier = None if stated == NEVER_CLASSIFIED else stated
    return tuple(transition for transition in law.transitions if earlier in transition.from_types)


def type_of_day(law: Law, municipality: Municipality, whole: Municipality | None) -> TypeOfDay | None:
    """Return what a law makes of a municipality's type; None if the type is unknown."""
    stated = municipality.current_type
    if stated is None:
        return None
    transitions = transitions_from(law, stated)
    day = municipality.type_as_of
    if not transitions or (day is not None and day >= law.in_force_from and may_be_new(law, stated)):
        return TypeOfDay(stated, (stated,), ())
    words = field_words(municipality, whole)
    possible = dict(_carried(stated, transitions, words))
    used = tuple(transition for transition in possible.values() if transition is not None)
    types, unknown = set(possible), list(_unknown_columns(transitions, words))
    if day is None and may_be_new(law, stated) and types != {stated}:
        types.add(stated)
        unknown.append(TYPE_DAY_COLUMN)
    ordered = tuple(sorted(types, key=lambda known: (*TYPES_OR_NONE, known).index(known)))
    return TypeOfDay(stated, ordered, used, tuple(unknown) if len(ordered) > 1 else ())


def _carried(
    stated: str, transitions: tuple[Transition, ...], words: FieldWords
) -> Iterator[tuple[str, Transition | None]]:
    """Yield each type that the transitions may make of a type, with the transition."""
    for transition in transitions:
        holds = True if transition.when is None else truth(transition.when, words)
        if holds is not False:
            yield transition.to, transition
        if holds:
            return
    yield stated, None


def _unknown_columns(transitions: tuple[Transition, ...], words: FieldWords) -> Iterator[str]:
    asked = {field for transition in transitions if transition.when for field in fields_of(transition.when)}
    for transition in transitions:
        if transition.when is None:
            continue
        if truth(transition.when, words) is None:
            yield from sorted({column_of(field) for field in asked if not words.get(field, UNSTATED).is_complete})
            return


def types_below(law: Law, target: str) -> tuple[str, ...]:
    """Return the types whose next type is the target: the one below it, and no type if it is the law's lowest."""
    if target not in TYPES:
        return ()
    below = TYPES[TYPES.index(target) + 1 : TYPES.index(target) + 2]
    return (*below, NEVER_CLASSIFIED) if target == law.assessed_types[-1].id else below


def has_next_types(law: Law) -> bool:
    """True if types of the law follow one another, so that one is above another."""
    return any(types_below(law, known.id) for known in law.assessed_types)


def next_types(law: Law, municipality: Municipality, whole: Municipality | None) -> tuple[str, ...]:
    """Return the types that may be a municipality's next one, highest first; none if it has the highest."""
    targets = tuple(known.id for known in law.assessed_types)
    found = type_of_day(law, municipality, whole)
    if found is None:
        return targets
    return tuple(target for target in targets if not set(found.types).isdisjoint(types_below(law, target)))
