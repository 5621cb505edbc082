"""What a law makes of the type that a municipality had under the law before."""

from dataclasses import dataclass

from classifier.assessment.result import Fact, Statement
from criteria.condition import FieldWords, column_of, field_words, fields_of, truth
from criteria.law import Law, Transition
from criteria.municipality import Subject


@dataclass(frozen=True, slots=True)
class TransitionFound:
    """The transition that applies to a municipality, if it is known which one does.

    Attributes:
        transition: None if the law says nothing of the former type, or if it is unknown whether a condition holds.
        warnings: names the unknown columns if it is unknown whether a condition holds.
    """

    transition: Transition | None
    warnings: tuple[Statement, ...] = ()


def transition_for(law: Law, subject: Subject) -> TransitionFound:
    """Return the first transition of a law that fits a municipality.

    If it is unknown whether a transition fits, none is chosen, since a later one would apply only if it did not.
    """
    words = field_words(subject.municipality, subject.surroundings.whole)
    for transition in law.transitions:
        if subject.municipality.current_type not in transition.from_types:
            continue
        holds = True if transition.when is None else truth(transition.when, words)
        if holds:
            return TransitionFound(transition)
        if holds is None:
            return TransitionFound(None, (_undecided(law, transition, words),))
    return TransitionFound(None)


def _undecided(law: Law, transition: Transition, words: FieldWords) -> Statement:
    asked = fields_of(transition.when) if transition.when else frozenset[str]()
    columns = sorted({column_of(field) for field in asked if not words[field].is_complete})
    facts: dict[str, Fact] = {
        "type": law.type(transition.to).name,
        "citation": transition.citation,
        "columns": tuple(columns),
    }
    return Statement("transition_is_undecided", transition.to, facts)
