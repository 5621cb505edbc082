"""The reasons for a verdict that lie with the units of an urban area, as facts."""

from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.reasons import points
from classifier.assessment.result import Fact, Statement
from classifier.plan.judgement import Judgement, Verdict


def with_unit_reasons(
    of_standards: tuple[Statement, ...], judgement: Judgement, reading: str, results: tuple[MemberUnitsResult, ...]
) -> tuple[Statement, ...]:
    """Return the reasons of the standards together with those of the units, the decisive first.

    Args:
        reading: the id of the reading that the reasons are about.
    """
    total, whole = judgement.total[reading], judgement.outcome(reading)
    if whole.verdict is Verdict.MET or not results:
        return of_standards
    found = Verdict.NOT_MET if whole.verdict is Verdict.NOT_MET else Verdict.UNDETERMINED
    of_units = tuple(_statement(result) for result in results if result.verdict is found)
    # What the standards leave open is as decisive as what the units do, and is told first.
    return (*of_units, *of_standards) if total.verdict is not found else (*of_standards, *of_units)


def _statement(result: MemberUnitsResult) -> Statement:
    facts: dict[str, Fact] = {
        "text": result.requirement.text,
        "citation": result.requirement.citation,
        "lower": points(result.lower),
        "upper": points(result.upper),
        "required": points(result.requirement.required.value),
    }
    if result.verdict is Verdict.NOT_MET:
        return Statement("member_units_fail", result.requirement.id, facts)
    names = tuple(unit.municipality.name for unit in result.missing)
    if names:
        return Statement("member_units_open", result.requirement.id, facts | {"units": names})
    return Statement("member_units_not_on_file", result.requirement.id, facts)
