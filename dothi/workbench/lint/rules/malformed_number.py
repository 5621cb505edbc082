"""L105: a malformed number, with a comma, an exponent, characters that look like digits, or too many decimals."""

import unicodedata

from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.number_text import is_number
from dothi.workbench.lint.finding import Lint, Severity
from dothi.workbench.lint.fixes import Fix, ReplacedValue
from dothi.workbench.lint.survey import Survey


def _fix_of(_: Survey, diagnostic: Diagnostic) -> Fix | None:
    """Convert digits and signs of other alphabets. A comma is left alone, since it has two readings."""
    found = diagnostic.details.get("found", "")
    plain = unicodedata.normalize("NFKC", found).replace("\N{MINUS SIGN}", "-")
    is_safe = plain != found and is_number(plain)
    return ReplacedValue(diagnostic.location, plain) if is_safe else None


LINT = Lint(
    "L105-malformed-number",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.NOT_A_PLAIN_NUMBER,
            DiagnosticKind.NOT_A_NUMBER,
            DiagnosticKind.NUMBER_HAS_COMMA,
            DiagnosticKind.MAY_BE_THOUSANDS,
            DiagnosticKind.TOO_MANY_DECIMALS,
            DiagnosticKind.RANGE_RUNS_DOWNWARDS,
        }
    ),
    fix_of=_fix_of,
)
