"""A finding: facts for a renderer, no sentences; and what a lint is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from criteria.diagnostic import Diagnostic, Location, NotOnFile, Unsound
from dothi.workbench.lint.fixes import Fix
from dothi.workbench.lint.survey import Survey


class Severity(StrEnum):
    """How grave a finding is: an error refuses the law, a warning is likely a mistake, a note is left to do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """Bounds of points, in ten-thousandths, and a status or verdict; None: anything."""

    lower: int | None = None
    upper: int | None = None
    word: str | None = None


Detail = str | CaseOutcome | NotOnFile | Unsound | None
"""A fact of a sentence; None: the whole of a case."""


@dataclass(frozen=True, slots=True)
class Violation:
    """What a lint saw and where; ``details`` are the facts of its sentence."""

    location: Location
    details: Mapping[str, Detail] = field(default_factory=dict)
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a lint.

    Attributes:
        code: that of the lint, such as ``L301-levels-cross``.
        diagnostic: what the loader refuses, where it is that; it has the sentence and the facts then.
        details: the facts for the sentence of the lint.
        fix: a change of the file that mends it and cannot make anything worse; None: there is no such.
    """

    location: Location
    code: str
    severity: Severity
    diagnostic: Diagnostic | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)
    fix: Fix | None = None


Check = Callable[[Survey], Iterator[Violation]]
"""Looks at the rule files and finds."""

FixOf = Callable[[Survey, Diagnostic], Fix | None]
"""The fix of a diagnostic, where there is a safe one."""


@dataclass(frozen=True, slots=True)
class Lint:
    """A lint: either diagnostics of the loader under a code, or something that is looked for besides.

    Attributes:
        code: its stable code, that of its page in ``docs/lints/``.
        diagnostics: the kinds of diagnostic that it stands for.
        check: what looks for more.
        fix_of: the fix of one of its diagnostics.
    """

    code: str
    severity: Severity
    diagnostics: frozenset[str] = frozenset()
    check: Check | None = None
    fix_of: FixOf | None = None
