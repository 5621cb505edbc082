"""Lint findings as SARIF 2.1.0, the form that editors and code hosts read."""

import json
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dothi.reports.lint_findings import page, sentence
from dothi.reports.texts import Texts
from dothi.workbench.lint.finding import Finding
from dothi.workbench.lint.run import lints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def findings_sarif(findings: Sequence[Finding], texts: Texts) -> str:
    """Return a log of one run: each lint as a rule with its page, each finding as a result with its region."""
    codes = [lint.code for lint in lints()]
    run = {
        "tool": {"driver": {"name": "dothi", "version": _version(), "rules": [_rule(code, texts) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes, texts) for finding in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _version() -> str:
    try:
        return version("dothi")
    except PackageNotFoundError:
        return "0"


def _rule(code: str, texts: Texts) -> dict[str, Any]:
    """Return a lint as a rule.

    Its page is under ``help``: ``helpUri`` must be absolute, and the address of the sources is unknown.
    """
    identifier, _, name = code.partition("-")
    severity = next(lint.severity for lint in lints() if lint.code == code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": texts.text("lint_title", code)},
        "help": {"text": page(code), "markdown": f"[{identifier}]({page(code)})"},
        "defaultConfiguration": {"level": severity.value},
    }


def _result(finding: Finding, codes: Sequence[str], texts: Texts) -> dict[str, Any]:
    region = {"startLine": finding.location.line, "startColumn": finding.location.column}
    location = {"artifactLocation": {"uri": _uri(finding.location.path)}, "region": region}
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity.value,
        "message": {"text": sentence(finding, texts)},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    """Return a path as a URI, relative to the working folder if it lies below it."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix())
