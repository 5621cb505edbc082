"""Findings as lines for people and editors."""

from collections.abc import Sequence

from dothi.reports.lint_findings import findings_text
from dothi.reports.texts import Texts
from dothi.workbench.lint.finding import Finding


def render(findings: Sequence[Finding], texts: Texts) -> str:
    """Write findings."""
    return findings_text(findings, texts)
