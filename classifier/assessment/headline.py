"""What the headline says beside a verdict that differs from that of the standards, as facts."""

from collections.abc import Iterator

from classifier.assessment.judging import Judged
from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.result import Fact, Statement
from classifier.plan.applied_rules import asked_of_type, touches
from classifier.plan.judgement import Verdict


def beside_verdict(judged: Judged, results: tuple[MemberUnitsResult, ...]) -> Statement | None:
    """Return what the headline says beside the verdict; None if the verdict is that of the standards alone."""
    reading, judgement = judged.reading.id, judged.judgement
    whole = judgement.outcome(reading).verdict
    if judgement.of_table(reading).verdict is whole:
        return None
    if judgement.total[reading].verdict is whole:
        # Reliefs only make standards easier, so they never turn a verdict into not met.
        kind = "formation_met" if whole is Verdict.MET else "formation_undetermined"
        return Statement(kind, judged.target.id, {"reliefs_citation": "; ".join(_reliefs(judged))})
    return _of_units(whole, results)


def _reliefs(judged: Judged) -> Iterator[str]:
    """Yield the places in the law that may lower or waive standards because of how the unit is formed, each once."""
    asked = asked_of_type(judged.rulebook, judged.target.id)
    table_ways = judged.table.plain if judged.table else ()
    ordinary = frozenset[str]().union(*(way.key.applied.possibly for way in table_ways))
    rules = [rule for rule in judged.rulebook.rules if rule.id in judged.applied.possibly - ordinary]
    found = [rule.citation for rule in rules if any(touches(action, asked) for action in rule.then)]
    yield from dict.fromkeys(found)


def _of_units(whole: Verdict, results: tuple[MemberUnitsResult, ...]) -> Statement:
    requirement = results[0].requirement
    facts: dict[str, Fact] = {"standards": requirement.standards_name, "points": requirement.points_name}
    if whole is Verdict.NOT_MET:
        return Statement("units_fail", requirement.id, facts)
    if names := tuple(dict.fromkeys(_missing_names(results))):
        return Statement("units_missing", requirement.id, facts | {"units": names})
    return Statement("units_not_on_file", requirement.id, facts)


def _missing_names(results: tuple[MemberUnitsResult, ...]) -> Iterator[str]:
    """Yield the names of the units whose points are missing where a requirement is open."""
    for result in results:
        if result.verdict is Verdict.UNDETERMINED:
            yield from (unit.municipality.name for unit in result.missing)
