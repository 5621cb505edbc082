"""The registry of lints, in the order of their codes, and the run of all of them."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint import rules as package
from dothi.workbench.lint.finding import Finding, Lint, Violation
from dothi.workbench.lint.fixes import path_of
from dothi.workbench.lint.rules.case_does_not_match import LINT as DIFFERING
from dothi.workbench.lint.rules.case_does_not_match import JudgeCase, differing_cases
from dothi.workbench.lint.rules.wrong_form import LINT as WRONG_FORM
from dothi.workbench.lint.survey import Survey

FALLBACK = WRONG_FORM
"""The lint that reports diagnostics no lint claims, so that none is lost."""


@cache
def lints() -> tuple[Lint, ...]:
    """Return every lint, one from each module of `rules`."""
    names = (f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__))
    modules = (importlib.import_module(name) for name in names)
    found = (lint for module in modules if isinstance(lint := getattr(module, "LINT", None), Lint))
    return tuple(sorted(found, key=lambda lint: lint.code))


@cache
def _lint_of_diagnostic() -> Mapping[DiagnosticKind, Lint]:
    return {kind: lint for lint in lints() for kind in lint.diagnostics}


def findings(survey: Survey, judge: JudgeCase | None = None) -> list[Finding]:
    """Return the findings of all lints, ordered by location. Cases are judged only if ``judge`` is given."""
    found = [*_refused(survey), *_checked(survey)]
    if judge is not None:
        found += (_finding(DIFFERING, one) for one in differing_cases(survey, judge))
    return _in_order(found)


def findings_of(diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    """Return diagnostics of a loader as findings without fixes, ordered by location."""
    lints_of = ((_lint_of(diagnostic), diagnostic) for diagnostic in diagnostics)
    return _in_order(Finding(one.location, lint.code, lint.severity, one) for lint, one in lints_of)


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: (finding.location, finding.code))


def _lint_of(diagnostic: Diagnostic) -> Lint:
    return _lint_of_diagnostic().get(diagnostic.kind, FALLBACK)


def _refused(survey: Survey) -> Iterator[Finding]:
    """Yield the loader's diagnostics as findings."""
    for diagnostic in survey.diagnostics:
        lint = _lint_of(diagnostic)
        fix = lint.fix_of(survey, diagnostic) if lint.fix_of else None
        if fix is not None and not survey.covers(path_of(fix)):
            fix = None  # only files that were asked about are changed
        yield Finding(diagnostic.location, lint.code, lint.severity, diagnostic, fix=fix)


def _checked(survey: Survey) -> Iterator[Finding]:
    for lint in lints():
        if lint.check is not None:
            yield from (_finding(lint, found) for found in lint.check(survey) if survey.covers(found.location.path))


def _finding(lint: Lint, found: Violation) -> Finding:
    return Finding(found.location, lint.code, lint.severity, details=found.details, fix=found.fix)
