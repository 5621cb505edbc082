"""What the headline says beside a verdict that differs from that of the standards, as facts."""

from collections.abc import Iterator

from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.result import Fact, Statement
from classifier.plan.judgement import Judgement, Verdict


def headline_of_units(judgement: Judgement, reading: str, results: tuple[MemberUnitsResult, ...]) -> Statement | None:
    """Return what the headline says beside the verdict; None if the verdict is that of the standards."""
    total, whole = judgement.total[reading], judgement.outcome(reading)
    if total.verdict is whole.verdict:
        return None
    requirement = results[0].requirement
    facts: dict[str, Fact] = {"standards": requirement.standards_name, "points": requirement.points_name}
    if whole.verdict is Verdict.NOT_MET:
        return Statement("units_fail", requirement.id, facts)
    if names := tuple(dict.fromkeys(_missing_names(results))):
        return Statement("units_missing", requirement.id, facts | {"units": names})
    return Statement("units_not_on_file", requirement.id, facts)


def _missing_names(results: tuple[MemberUnitsResult, ...]) -> Iterator[str]:
    """Yield the names of the units whose points are missing where a requirement is open."""
    for result in results:
        if result.verdict is Verdict.UNDETERMINED:
            yield from (unit.municipality.name for unit in result.missing)
