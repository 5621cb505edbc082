"""L105: a malformed number, with a comma, an exponent, characters that look like digits, or too many decimals."""

import re
import unicodedata

from criteria.diagnostic import Diagnostic
from criteria.rule_files.schema import NUMBER_PATTERN
from dothi.workbench.lint.finding import Lint, Severity
from dothi.workbench.lint.fixes import Fix, ReplacedValue
from dothi.workbench.lint.survey import Survey


def _fix_of(_: Survey, diagnostic: Diagnostic) -> Fix | None:
    """Convert digits and signs of other alphabets. A comma is left alone, since it has two readings."""
    found = diagnostic.details.get("found", "")
    plain = unicodedata.normalize("NFKC", found).replace("\N{MINUS SIGN}", "-")
    is_safe = plain != found and re.fullmatch(NUMBER_PATTERN, plain, re.ASCII)
    return ReplacedValue(diagnostic.location, plain) if is_safe else None


LINT = Lint(
    "L105-malformed-number",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "not_a_plain_number",
            "not_a_number",
            "number_has_comma",
            "may_be_thousands",
            "too_many_decimals",
            "range_runs_downwards",
        }
    ),
    fix_of=_fix_of,
)
