"""Findings as SARIF 2.1.0."""

from collections.abc import Sequence

from dothi.reports.sarif import findings_sarif
from dothi.reports.texts import Texts
from dothi.workbench.lint.finding import Finding


def render(findings: Sequence[Finding], texts: Texts) -> str:
    """Write findings."""
    return findings_sarif(findings, texts)
