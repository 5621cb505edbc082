"""L603: days between two consecutive laws of a family on which no law is in force."""

import datetime
import itertools
from collections.abc import Iterator

from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    asked = {law.law.id: law for law in survey.laws}
    for earlier, later in itertools.pairwise(survey.register.laws):
        if earlier.family != later.family or earlier.in_force_until is None or later.id not in asked:
            continue
        first = earlier.in_force_until + datetime.timedelta(days=1)
        if first < later.in_force_from:
            last = later.in_force_from - datetime.timedelta(days=1)
            place = asked[later.id].head.location(("in_force", "from"))
            yield Violation(place, {"first": first.isoformat(), "last": last.isoformat(), "other": earlier.id})


LINT = Lint("L603-hole-between-laws", Severity.WARNING, check=_check)
