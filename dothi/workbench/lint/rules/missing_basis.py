"""L702: a number of which nobody says how well it is known. It is at least unverified, and that is the fix."""

from criteria.complaint import Complaint
from criteria.lint.finding import Lint, Severity
from criteria.lint.fix import AddedBasis, Fix
from criteria.lint.survey import Survey


def _fix_of(_: Survey, complaint: Complaint) -> Fix:
    return AddedBasis(complaint.place, complaint.details["number"])


LINT = Lint("L702-missing-basis", Severity.ERROR, complaints=frozenset({"basis_is_missing"}), fix_of=_fix_of)
