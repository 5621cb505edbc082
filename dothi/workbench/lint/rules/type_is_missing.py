"""L304: a standard that does not say what it asks of one of the types; what is not known is said to be not known."""

from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity
from dothi.workbench.lint.fixes import AddedKey, Fix
from dothi.workbench.lint.survey import Survey


def _fix_of(_: Survey, diagnostic: Diagnostic) -> Fix:
    return AddedKey(diagnostic.location, diagnostic.details["found"], "{minimum: null, maximum: null}")


LINT = Lint(
    "L304-type-is-missing", Severity.ERROR, diagnostics=frozenset({DiagnosticKind.TYPE_IS_MISSING}), fix_of=_fix_of
)
