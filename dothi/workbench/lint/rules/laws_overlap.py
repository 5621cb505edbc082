"""L602: two laws of a family in force on the same day. If the earlier one has no end, the later one ended it."""

import datetime

from criteria.diagnostic import Diagnostic
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.rule_files.folder_layout import LAW_FILE
from dothi.workbench.lint.finding import Lint, Severity
from dothi.workbench.lint.fixes import AddedKey, Fix
from dothi.workbench.lint.survey import Survey


def _fix_of(survey: Survey, diagnostic: Diagnostic) -> Fix | None:
    earlier = next((law for law in survey.register.laws if law.id == diagnostic.details["other"]), None)
    if earlier is None or earlier.in_force_until is not None:
        return None
    if set(diagnostic.details["types"].split(", ")) != {known.id for known in earlier.types}:
        return None  # it may go on for its other types
    family = [law for law in survey.register.laws if law.family == earlier.family]
    later = [law.in_force_from for law in family if law.in_force_from > earlier.in_force_from]
    if not later:
        return None
    day = min(later)  # the first later law ended it
    head = survey.library.read(survey.library.folders[earlier.id] / LAW_FILE).file
    return AddedKey(head.location(("in_force",)), "until", (day - datetime.timedelta(days=1)).isoformat())


LINT = Lint("L602-laws-overlap", Severity.ERROR, diagnostics=frozenset({DiagnosticKind.LAWS_OVERLAP}), fix_of=_fix_of)
