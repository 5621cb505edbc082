"""Every lint, in the order of their codes, and what they find together."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache

from dothi.workbench.lint import rules as package
from dothi.workbench.lint.finding import Finding, Lint, Violation
from dothi.workbench.lint.fixes import path_of
from dothi.workbench.lint.rules.case_does_not_match import LINT as DIFFERING
from dothi.workbench.lint.rules.case_does_not_match import JudgeCase, differing_cases
from dothi.workbench.lint.rules.wrong_form import LINT as WRONG_FORM
from dothi.workbench.lint.survey import Survey

OTHERWISE = WRONG_FORM
"""The lint of a diagnostic that has none of its own yet: it must be told all the same."""


@cache
def lints() -> tuple[Lint, ...]:
    """Every lint: one in each module of `rules`."""
    names = (f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__))
    modules = (importlib.import_module(name) for name in names)
    found = (lint for module in modules if isinstance(lint := getattr(module, "LINT", None), Lint))
    return tuple(sorted(found, key=lambda lint: lint.code))


@cache
def _lint_of_diagnostic() -> Mapping[str, Lint]:
    return {kind: lint for lint in lints() for kind in lint.diagnostics}


def findings(survey: Survey, judge: JudgeCase | None = None) -> list[Finding]:
    """Everything that the lints find, in the order of the places; cases only where there is a judge to try them."""
    found = [*_refused(survey), *_looked_for(survey)]
    if judge is not None:
        found += (_finding(DIFFERING, one) for one in differing_cases(survey, judge))
    return sorted(found, key=lambda finding: (finding.location, finding.code))


def _refused(survey: Survey) -> Iterator[Finding]:
    """What the loader refuses."""
    for diagnostic in survey.diagnostics:
        lint = _lint_of_diagnostic().get(diagnostic.kind, OTHERWISE)
        fix = lint.fix_of(survey, diagnostic) if lint.fix_of else None
        if fix is not None and not survey.covers(path_of(fix)):
            fix = None  # a file that nobody asked about is not changed
        yield Finding(diagnostic.location, lint.code, lint.severity, diagnostic, fix=fix)


def _looked_for(survey: Survey) -> Iterator[Finding]:
    for lint in lints():
        if lint.check is not None:
            yield from (_finding(lint, found) for found in lint.check(survey) if survey.covers(found.location.path))


def _finding(lint: Lint, found: Violation) -> Finding:
    return Finding(found.location, lint.code, lint.severity, details=found.details, fix=found.fix)
