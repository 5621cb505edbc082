"""What a law makes of a municipality's type of before."""

from dataclasses import dataclass

from classifier.assessment.result import Fact, Statement
from criteria.condition import FieldWords, fields_of, truth
from criteria.law import Law, Transition


@dataclass(frozen=True, slots=True)
class TransitionFound:
    """The transition that applies, if it is known which one does.

    Attributes:
        transition: None: the law says nothing of the type, or it is not known whether its condition holds.
        warnings: that the condition of a transition cannot be told, and what about the municipality is not stated.
    """

    transition: Transition | None
    warnings: tuple[Statement, ...] = ()


def transition_for(law: Law, current_type: str | None, words: FieldWords) -> TransitionFound:
    """The first transition of the law that fits a municipality of this type; None: of no type.

    Where it is not known whether a transition fits, none is chosen: a later one would hold only if it did not.
    """
    for transition in law.transitions:
        if current_type not in transition.from_types:
            continue
        holds = True if transition.when is None else truth(transition.when, words)
        if holds:
            return TransitionFound(transition)
        if holds is None:
            return TransitionFound(None, (_undecided(law, transition, words),))
    return TransitionFound(None)


def _undecided(law: Law, transition: Transition, words: FieldWords) -> Statement:
    asked = fields_of(transition.when) if transition.when else frozenset[str]()
    columns = sorted({_column(field) for field in asked if words.get(field) is None})
    facts: dict[str, Fact] = {
        "type": law.type(transition.to).name,
        "citation": transition.citation,
        "columns": tuple(columns),
    }
    return Statement("transition_is_undecided", transition.to, facts)


def _column(field: str) -> str:
    """The column of the data that states a field of conditions."""
    return "part_of" if field.startswith("part_of.") else field.rpartition(".")[2]
