"""L702: a number without a basis. The fix is ``unverified``, which never claims too much."""

from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity
from dothi.workbench.lint.fixes import AddedBasis, Fix
from dothi.workbench.lint.survey import Survey


def _fix_of(_: Survey, diagnostic: Diagnostic) -> Fix:
    return AddedBasis(diagnostic.location, diagnostic.details["number"])


LINT = Lint(
    "L702-missing-basis", Severity.ERROR, diagnostics=frozenset({DiagnosticKind.BASIS_IS_MISSING}), fix_of=_fix_of
)
