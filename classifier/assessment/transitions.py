"""What a law makes of the type that a municipality had under the law before."""

from classifier.assessment.result import Fact, Statement
from criteria.law import Law
from criteria.municipality import Subject
from criteria.type_of_day import TypeOfDay, type_of_day


def transition_for(law: Law, subject: Subject) -> TypeOfDay | None:
    """Return what the transitions of a law make of a municipality's type; None if they say nothing of it."""
    found = type_of_day(law, subject.municipality, subject.surroundings.whole)
    return found if found is not None and found.transitions else None


def transition_warnings(carried: TypeOfDay | None) -> tuple[Statement, ...]:
    """Return a warning that names the unknown columns if the type may be more than one."""
    if carried is None or not carried.unknown:
        return ()
    facts: dict[str, Fact] = {"citation": carried.citation, "columns": carried.unknown}
    return (Statement("transition_is_undecided", carried.stated, facts),)
