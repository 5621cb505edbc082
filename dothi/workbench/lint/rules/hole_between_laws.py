"""L603: days between two consecutive laws of a family on which none is in force for a type."""

import datetime
import itertools
from collections.abc import Iterator

from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    asked = {law.law.id: law for law in survey.laws}
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for family, type_ in dict.fromkeys((law.family, known.id) for law in survey.register.laws for known in law.types):
        of_type = [law for law in survey.register.laws if law.family == family and law.has_type(type_)]
        ordered = sorted(of_type, key=lambda law: law.days_of(type_).first)
        for earlier, later in itertools.pairwise(ordered):
            ended, begins = earlier.days_of(type_).last, later.days_of(type_).first
            if ended is None or later.id not in asked:
                continue
            first, last = ended + datetime.timedelta(days=1), begins - datetime.timedelta(days=1)
            if first <= last:
                found.setdefault((first.isoformat(), last.isoformat(), earlier.id, later.id), []).append(type_)
    for (first_day, last_day, other, law_id), types in found.items():
        place = asked[law_id].head.location(("in_force", "from"))
        yield Violation(place, {"first": first_day, "last": last_day, "other": other, "types": ", ".join(types)})


LINT = Lint("L603-hole-between-laws", Severity.WARNING, check=_check)
