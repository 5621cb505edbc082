"""L804: an indicator of the inner area whose unit, decimals, direction or domain differs from the whole area's."""

from collections.abc import Iterator

from criteria.rule_files import schema
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey

PART = "inner-"
"""The prefix of an inner-area indicator's id; the rest is the id of the indicator of the whole area."""

KEYS = ("unit", "decimals", "better", "lowest", "highest")


def _check(survey: Survey) -> Iterator[Violation]:
    for found in survey.files:
        if not isinstance(found.model, schema.IndicatorsDocument):
            continue
        by_id = {entry.id: entry for entry in found.model.indicators}
        for place, entry in enumerate(found.model.indicators):
            whole = by_id.get(entry.id.removeprefix(PART)) if entry.id.startswith(PART) else None
            if whole is None:
                continue
            for key in KEYS:
                if getattr(entry, key) != getattr(whole, key):
                    where = found.file.location(("indicators", place, key))
                    yield Violation(where, {"found": entry.id, "other": whole.id, "key": key})


LINT = Lint("L804-pair-differs", Severity.WARNING, check=_check)
