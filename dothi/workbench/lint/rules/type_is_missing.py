"""L304: a standard without levels for one of its types. Unknown levels must be stated as unknown."""

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
