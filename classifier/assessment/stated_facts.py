"""What is stated of a subject, as the words that conditions ask for, and the kind by which it is judged."""

from criteria.condition import KIND_FIELD, FieldWords, field_words
from criteria.diagnostic import Diagnostic, UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.measured_words import measured_words
from criteria.municipality import Subject
from criteria.rulebook import Rulebook
from criteria.stated import only


def judged_kind(rulebook: Rulebook, subject: Subject, target: str) -> str | None:
    """Return the kind by which a subject is judged for a type; None if it is not stated and decides nothing.

    Raises:
        UnsoundData: the kind is not stated, and the law asks something else of each of several kinds.
    """
    kind = subject.municipality.kind
    if kind or not rulebook.asks_by_kind:
        return kind or None
    if apart := rulebook.kinds_apart(target):
        details = {"kinds": ", ".join(apart)}
        raise UnsoundData([Diagnostic(subject.municipality.location, DiagnosticKind.KIND_DECIDES, details)])
    return next(iter(rulebook.kinds_of(target)), None)


def stated_words(rulebook: Rulebook, subject: Subject, kind: str | None) -> FieldWords:
    """Return what is stated of a subject, with the thresholds that it reaches.

    Args:
        kind: the kind by which it is judged.
    """
    return {
        **field_words(subject.municipality, subject.surroundings.whole),
        **measured_words(rulebook.rules, rulebook.indicators, subject.measured),
        **({KIND_FIELD: only(kind)} if kind else {}),
    }
