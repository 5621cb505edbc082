"""L304: a standard that does not say what it asks of one of the types; what is not known is said to be not known."""

from criteria.complaint import Complaint
from criteria.lint.finding import Lint, Severity
from criteria.lint.fix import AddedKey, Fix
from criteria.lint.survey import Survey


def _fix_of(_: Survey, complaint: Complaint) -> Fix:
    return AddedKey(complaint.place, complaint.details["found"], "{minimum: null, maximum: null}")


LINT = Lint("L304-type-is-missing", Severity.ERROR, complaints=frozenset({"type_is_missing"}), fix_of=_fix_of)
