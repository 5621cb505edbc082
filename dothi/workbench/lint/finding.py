"""Lints and their findings: facts for a renderer, without sentences."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from criteria.diagnostic import Diagnostic, Location, NotOnFile, Unsound
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.fixes import Fix
from dothi.workbench.lint.survey import Survey


class Severity(StrEnum):
    """The severity of a finding: an error refuses the law, a warning is a likely mistake, a note is work to do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """The bounds of points, in ten-thousandths, and a status or verdict. None stands for anything."""

    lower: int | None = None
    upper: int | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number of a rule file, by its place.

    Attributes:
        entry: The code or id of its standard, rule, criterion or type; empty for the head of a law.
        kind: Which of the numbers of the entry it is; empty if the entry has only one.
        type: The id of the type that it is about; empty if it is about none.
    """

    entry: str
    kind: str = ""
    type: str = ""


Detail = str | NamedNumber | CaseOutcome | NotOnFile | Unsound | None
"""A fact of a sentence. None stands for the total of a case."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A place that violates a lint. ``details`` are the facts of the lint's sentence."""

    location: Location
    details: Mapping[str, Detail] = field(default_factory=dict)
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a lint.

    Attributes:
        code: The code of the lint, such as ``L301-levels-cross``.
        diagnostic: The loader's diagnostic, if there is one. It then carries the facts of the sentence.
        details: The facts of the lint's own sentence.
        fix: A safe change of the file that removes the finding, or None.
    """

    location: Location
    code: str
    severity: Severity
    diagnostic: Diagnostic | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)
    fix: Fix | None = None


Check = Callable[[Survey], Iterator[Violation]]
"""Examines the rule files and yields the violations of one lint."""

FixOf = Callable[[Survey, Diagnostic], Fix | None]
"""Returns the fix of a diagnostic, or None if there is no safe one."""


@dataclass(frozen=True, slots=True)
class Lint:
    """A lint: either diagnostics of the loader grouped under a code, or a check of its own.

    Attributes:
        code: Its stable code, which is also the name of its page in ``docs/lints/``.
        diagnostics: The kinds of diagnostic that it reports.
        check: Yields its violations.
        fix_of: Returns the fix of one of its diagnostics.
    """

    code: str
    severity: Severity
    diagnostics: frozenset[DiagnosticKind] = frozenset()
    check: Check | None = None
    fix_of: FixOf | None = None
