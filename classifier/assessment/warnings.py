"""What a reader of an assessment should be warned of, as facts."""

import datetime
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from classifier.assessment.result import CitedNames, DatedCodes, Fact, Statement, ValueText
from classifier.assessment.told_of_values import told_of_values
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.plan import Plan
from criteria.bilingual import BilingualText
from criteria.municipality import Measured, Municipality, Subject
from criteria.rule import NotApplicable, ReduceMinimum, ScalePoints, SetPoints
from criteria.rulebook import Rulebook
from criteria.standard import UNVERIFIED

OLDEST_YEARS = 2
"""A measurement is stale if it is older than this many years on the day of the assessment."""


def warnings_for(
    rulebook: Rulebook,
    subject: Subject,
    applied: AppliedRules,
    plan: Plan,
    as_of: datetime.date,
    told: AbstractSet[str] = frozenset(),
) -> tuple[Statement, ...]:
    """Return all warnings: about the law first, then about the municipality, then about its data.

    Args:
        told: the rules of which something else says what would come of them.
    """
    measured = subject.measured
    return (
        *_about_the_law(rulebook, plan.type, applied, as_of),
        *_about_the_kind(rulebook, subject.municipality, as_of),
        *_rules_that_may_hold(rulebook, applied, plan, told),
        *_older_than_asked(rulebook, measured, plan, as_of),
        *_stale(rulebook, measured, plan, as_of),
        *_about_the_data(rulebook, measured, plan),
        *_defined_otherwise(rulebook, measured, plan),
        *told_of_values(rulebook, subject, plan, as_of),
    )


def _about_the_law(rulebook: Rulebook, target: str, applied: AppliedRules, as_of: datetime.date) -> Iterator[Statement]:
    law = rulebook.law
    if not law.is_in_force(as_of, target):
        yield Statement("law_is_not_in_force", law.id, {"law": law.document, "day": as_of})
    for rule in rulebook.rules:
        moves_points = any(isinstance(action, (NotApplicable, SetPoints, ScalePoints)) for action in rule.then)
        if rule.id in applied.surely and rule.basis == UNVERIFIED and moves_points:
            yield Statement("points_move_unverified", rule.id, {"rule": rule.name, "citation": rule.citation})


def _about_the_kind(rulebook: Rulebook, municipality: Municipality, as_of: datetime.date) -> Iterator[Statement]:
    if not municipality.kind:
        yield Statement("kind_is_not_stated", municipality.id, {"name": municipality.name})
        return
    kind = rulebook.vocabulary.kinds[municipality.kind]
    if kind.until is not None and as_of > kind.until:
        yield Statement("kind_has_ended", municipality.kind, {"name": kind.name, "until": kind.until})


def _rules_that_may_hold(
    rulebook: Rulebook, applied: AppliedRules, plan: Plan, told: AbstractSet[str]
) -> Iterator[Statement]:
    """Yield one warning for all rules that may reduce a minimum, each once, even if it has steps."""
    asked = {standard.id for standard in plan.standards}
    found: dict[str, dict[BilingualText, None]] = {}
    for rule in rulebook.rules:
        reduces = any(isinstance(action, ReduceMinimum) and asked & {*action.standards} for action in rule.then)
        if reduces and rule.id in applied.possibly - applied.surely - told:
            found.setdefault(rule.citation, {})[rule.step_of or rule.name] = None
    if found:
        names = CitedNames(tuple((citation, tuple(names)) for citation, names in found.items()))
        count = sum(map(len, found.values()))
        yield Statement("rules_may_hold", rulebook.law.id, {"rules": names, "count": str(count)})


def _about_the_data(rulebook: Rulebook, measured: Measured, plan: Plan) -> Iterator[Statement]:
    names = {standard.id: standard.name for standard in rulebook.standards}
    for standard in plan.standards:
        measurement = measured.get(standard.indicator)
        if measurement is None:
            continue
        indicator = rulebook.indicators[standard.indicator]
        facts: dict[str, Fact] = {"code": standard.code, "indicator": names[standard.id]}
        quantity = measurement.quantity
        if standard.applies and not quantity.applies:
            yield Statement("not_applicable_without_rule", standard.code, facts)
        elif not standard.applies and quantity.applies and not quantity.is_unknown:
            shown = ValueText(indicator, quantity, measurement.is_assumed)
            yield Statement("measured_in_vain", standard.code, facts | {"measured": shown})


def _defined_otherwise(rulebook: Rulebook, measured: Measured, plan: Plan) -> Iterator[Statement]:
    """Yield how the law defines a measured indicator that another law defines differently."""
    for standard in rulebook.for_type(plan.type).standards:
        found = measured.get(standard.indicator)
        if standard.measures is not None and found is not None and not found.quantity.is_unknown:
            facts: dict[str, Fact] = {
                "code": standard.code,
                "name": standard.name,
                "law": rulebook.law.document,
                "measures": standard.measures,
            }
            yield Statement("measured_by_definition", standard.code, facts)


def _older_than_asked(rulebook: Rulebook, measured: Measured, plan: Plan, as_of: datetime.date) -> Iterator[Statement]:
    """Yield one warning for all standards whose values are older than the law wants its data; they are often many."""
    if (asked := rulebook.law.data_as_of) is None:
        return
    day = asked.expected_on(as_of)
    if codes := tuple(code for code, age in _ages(measured, plan).items() if age < day):
        facts: dict[str, Fact] = {"codes": codes, "day": day, "citation": asked.citation}
        yield Statement("measurements_are_older_than_asked", rulebook.law.id, facts)


def _stale(rulebook: Rulebook, measured: Measured, plan: Plan, as_of: datetime.date) -> Iterator[Statement]:
    """Yield one warning, by date, for all standards whose values are stale, whatever the law wants."""
    oldest = _years_before(as_of, OLDEST_YEARS)
    by_day: dict[datetime.date, tuple[str, ...]] = {}
    for code, age in _ages(measured, plan).items():
        if age < oldest:
            by_day[age] = (*by_day.get(age, ()), code)
    if by_day:
        yield Statement(
            "measurements_are_stale", rulebook.law.id, {"standards": DatedCodes(tuple(sorted(by_day.items())))}
        )


def _ages(measured: Measured, plan: Plan) -> Mapping[str, datetime.date]:
    """Return the day on which the value of each standard that applies was measured, by code."""
    return {s.code: found.as_of for s in plan.standards if s.applies and (found := measured.get(s.indicator))}


def _years_before(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=max(day.year - years, 1))
    except ValueError:  # 29 February
        return day.replace(year=max(day.year - years, 1), day=28)
