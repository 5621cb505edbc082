"""Lint findings: as lines for people and editors, and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Sequence

from criteria.diagnostic import NotOnFile, Unsound
from dothi.reports.texts import Texts
from dothi.reports.words.outcomes import outcome_words, refusal_words
from dothi.workbench.lint.finding import CaseOutcome, Detail, Finding, NamedNumber, Severity

PAGES = "docs/lints"
"""The folder of the lint pages in the sources; a page is named after its code."""


def sentence(finding: Finding, texts: Texts) -> str:
    """Return what was found, in one line without its location."""
    if finding.diagnostic is not None:
        return texts.diagnostic_sentence(finding.diagnostic)
    return texts.text("lint", finding.code, **{name: _shown(fact, texts) for name, fact in finding.details.items()})


def _shown(fact: Detail, texts: Texts) -> str:
    match fact:
        case NamedNumber(entry, kind, identifier):
            words = kind and texts.text("number", kind, type=identifier)
            return ", ".join(part for part in (entry, words) if part)
        case CaseOutcome():
            return outcome_words(fact, texts)
        case NotOnFile() | Unsound():
            return refusal_words(fact, texts)
        case None:
            return texts.label("total")
        case _:
            return texts.detail(fact)


def page(code: str) -> str:
    """Return the path of the page of a lint."""
    return f"{PAGES}/{code}.md"


def findings_text(findings: Sequence[Finding], texts: Texts) -> str:
    """Return a line per finding in the form that editors read: ``path:line:column: severity code: sentence``."""
    return "".join(
        f"{finding.location}: {finding.severity} {finding.code}: {sentence(finding, texts)}\n" for finding in findings
    )


def findings_json(findings: Sequence[Finding], texts: Texts) -> str:
    """Return the findings as JSON text of the schema ``dothi/lint/1``, with their number by severity."""
    counts = Counter(finding.severity for finding in findings)
    entries = [
        {
            "path": finding.location.path,
            "line": finding.location.line,
            "column": finding.location.column,
            "severity": finding.severity.value,
            "code": finding.code,
            "text": sentence(finding, texts),
            "fixable": finding.fix is not None,
            "page": page(finding.code),
        }
        for finding in findings
    ]
    summary = {f"{severity}s": counts[severity] for severity in Severity}
    return json.dumps({"schema": "dothi/lint/1", "summary": summary, "findings": entries}, ensure_ascii=False) + "\n"
