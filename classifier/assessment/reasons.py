"""The reasons for a verdict, as facts, the decisive first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from classifier.assessment.factors import factors_needed
from classifier.assessment.remarks import without_rounding
from classifier.assessment.result import (
    Amount,
    Fact,
    RequiredLevel,
    Shortfall,
    StandardAssessment,
    Statement,
    ValueText,
    superseded_among,
)
from classifier.assessment.waivers import waivers_needed
from classifier.assessment.what_to_measure import TurningValue
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.judgement import Judgement, Outcome, Verdict, is_mandatory
from classifier.plan.plan import Plan, ReadingPlan
from criteria.indicator import Indicator
from criteria.law import Type
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS, UNVERIFIED, Criterion, Known


@dataclass(frozen=True, slots=True)
class ReasonContext:
    """A judgement under one reading, with everything its reasons refer to."""

    rulebook: Rulebook
    target: Type
    reading: ReadingPlan
    plan: Plan
    judgement: Judgement
    standards: Mapping[str, StandardAssessment]
    turning_values: tuple[TurningValue, ...]
    is_within_reach: bool
    applied: AppliedRules
    sure: str | None = None

    @property
    def is_counted(self) -> bool:
        """True if standards are counted instead of points."""
        return self.rulebook.frame(self.target.id).is_counted

    @property
    def total(self) -> Outcome:
        """The overall outcome under the reading."""
        return self.judgement.total[self.reading.id]

    @property
    def asks_minima(self) -> bool:
        """True if the reading needs the minimum points of each criterion, and not just any points."""
        return self.reading.needs_minimum[False]

    def needed(self, criterion: Criterion, at_best: bool) -> int:
        """The points that the reading needs in a criterion, at worst or at best."""
        planned = next(known for known in self.plan.criteria if known.id == criterion.id)
        return planned.needed(self.reading, at_best)

    def outcome(self, criterion: Criterion) -> Outcome:
        """The outcome of a criterion under the reading."""
        return self.judgement.criteria[self.reading.id][criterion.id]


def points(value: int) -> Amount:
    """Return points as a number to show."""
    return Amount(value, POINT_DECIMALS)


def exactly(indicator: Indicator, value: int) -> ValueText:
    """Return one value of an indicator to show."""
    return ValueText(indicator, Quantity(value, value))


def reasons_for(context: ReasonContext) -> tuple[Statement, ...]:
    """Return the reasons for a verdict, the decisive first; if it is undetermined, the derived types come first."""
    match context.total.verdict:
        case Verdict.MET:
            statements = _met(context)
        case Verdict.NOT_MET:
            statements = _not_met(context)
        case Verdict.UNDETERMINED:
            statements = _undetermined(context)
    decisive = tuple(statements)
    judged = tuple(_derived_types(context))
    return (*judged, *decisive) if context.total.verdict is Verdict.UNDETERMINED else (*decisive, *judged)


def _derived_types(context: ReasonContext) -> Iterator[Statement]:
    """Yield what the law on types says about the types that standards ask for and that are not surely reached."""
    for assessed in context.standards.values():
        level = assessed.level.minimum
        if assessed.judged is None or level is None or assessed.verdict == "pass":
            continue
        judged = assessed.judged.assessment(assessed.indicator.grades[level.value].id)
        if judged is None or judged.verdict is Verdict.MET:
            continue
        facts = _standard_facts(assessed) | {
            "type": judged.target.name,
            "document": judged.rulebook.law.document,
            "target": judged.target.id,
            "municipality": judged.municipality.id,
            "day": judged.as_of.isoformat(),
            "lower": points(judged.lower),
            "upper": points(judged.upper),
            "pass_mark": points(judged.plan.pass_mark),
        }
        kind = "type_asked_is_not_met" if judged.verdict is Verdict.NOT_MET else "type_asked_is_undetermined"
        yield Statement(kind, assessed.standard.code, facts)


def _met(context: ReasonContext) -> Iterator[Statement]:
    facts: dict[str, Fact] = {"lower": points(context.total.lower), "pass_mark": points(context.plan.pass_mark)}
    asks_minima = any(criterion.asks_minimum for criterion in context.rulebook.criteria)
    kind = "all_is_met_counted" if context.is_counted else "all_is_met" if asks_minima else "points_are_enough"
    if not context.asks_minima:
        kind = "no_criterion_is_at_zero"
    yield Statement(kind, "total", facts)
    yield from _failing_standards(context)
    yield from _factors(context)


def _not_met(context: ReasonContext) -> Iterator[Statement]:
    named: set[str] = set()
    for criterion in context.rulebook.criteria:
        outcome = context.outcome(criterion)
        if outcome.verdict is not Verdict.NOT_MET:
            continue
        for standard in criterion.standards:
            assessed = context.standards[standard.id]
            if is_mandatory(assessed.plan, context.reading, at_best=True) and not assessed.score.upper.passes:
                named.add(standard.id)
                if assessed.quantity.claim is not None:
                    yield _mandatory(context, assessed, "mandatory_standard_is_said_to_fail")
                else:
                    yield _mandatory(context, assessed, "mandatory_standard_fails")
        if outcome.upper < context.needed(criterion, at_best=True):
            kind = "criterion_fails_counted" if context.is_counted else "criterion_fails"
            kind = kind if context.asks_minima else "criterion_is_at_zero"
            yield Statement(kind, criterion.id, _criterion_facts(criterion, outcome))
            yield from _speaks_against_minimum(context, criterion)
    if context.total.upper < context.plan.pass_mark:
        facts: dict[str, Fact] = {"upper": points(context.total.upper), "pass_mark": points(context.plan.pass_mark)}
        yield Statement("total_fails_counted" if context.is_counted else "total_fails", "total", facts)
    yield from (statement for statement in _failing_standards(context) if statement.facts["id"] not in named)
    yield from _factors(context)


def _factors(context: ReasonContext) -> Iterator[Statement]:
    """Yield what reductions of unknown size would have to be, and what passes only if it is waived."""
    yield from factors_needed(context.rulebook.rules, context.applied, context.standards.values())
    yield from waivers_needed(context.rulebook.rules, context.applied, context.standards.values())


def _speaks_against_minimum(context: ReasonContext, criterion: Criterion) -> Iterator[Statement]:
    """Yield the evidence for a reading by which the criterion does not fail, since any points above zero are enough."""
    for reading in context.rulebook.law.readings:
        outcome = context.judgement.criteria[reading.id][criterion.id]
        if context.asks_minima and reading.is_above_zero and outcome.verdict is not Verdict.NOT_MET:
            facts: dict[str, Fact] = {"criterion": criterion.id, "reading": reading.name, "evidence": reading.evidence}
            yield Statement("evidence_against_minimum", criterion.id, facts)


def _undetermined(context: ReasonContext) -> Iterator[Statement]:
    for turning in context.turning_values:
        yield _only_if(context, turning)
    yield from _factors(context)
    yield from _failing_standards(context)
    waiting = {turning.criterion for turning in context.turning_values}
    is_open = [c for c in context.rulebook.criteria if context.outcome(c).verdict is Verdict.UNDETERMINED]
    if context.asks_minima:
        for criterion in (known for known in is_open if known.id not in waiting):
            yield from _why_open(context, criterion)
    elif is_open:
        criteria: dict[str, Fact] = {"criteria": tuple(c.id for c in is_open), "count": str(len(is_open))}
        yield Statement("criteria_may_be_at_zero", "total", criteria)
    if not context.asks_minima or all(
        context.outcome(criterion).verdict is Verdict.MET for criterion in context.rulebook.criteria
    ):
        facts: dict[str, Fact] = {
            "lower": points(context.total.lower),
            "upper": points(context.total.upper),
            "pass_mark": points(context.plan.pass_mark),
        }
        kind = "total_is_open_counted" if context.is_counted else "total_is_open"
        yield Statement(kind, "total", facts)
    if not context.is_within_reach:
        codes = tuple(s.code for s in context.plan.open_standards if not context.standards[s.id].is_said_to_fail)
        kind = "levels_keep_it_open_verified" if context.sure is not None else "levels_keep_it_open"
        yield Statement(kind, "open_levels", {"codes": codes, "count": str(len(codes)), "type": context.target.name})


def _why_open(context: ReasonContext, criterion: Criterion) -> Iterator[Statement]:
    """Yield why a criterion is undetermined: its points, or the compulsory standards that are open.

    A compulsory standard without a known minimum level cannot be shown; then the criterion is reported instead.
    """
    outcome = context.outcome(criterion)
    compulsory = [
        _mandatory(context, assessed, "mandatory_standard_is_open")
        for assessed in (context.standards[standard.id] for standard in criterion.standards)
        if assessed.score.upper.passes
        and not assessed.score.lower.passes
        and is_mandatory(assessed.plan, context.reading, at_best=False)
        and assessed.plan.sure_floor is not None
    ]
    if outcome.lower < context.needed(criterion, at_best=False) or not compulsory:
        kind = "criterion_is_open_counted" if context.is_counted else "criterion_is_open"
        yield Statement(kind, criterion.id, _criterion_facts(criterion, outcome))
    yield from compulsory


def _criterion_facts(criterion: Criterion, outcome: Outcome) -> dict[str, Fact]:
    return {
        "criterion": criterion.id,
        "name": criterion.name,
        "lower": points(outcome.lower),
        "upper": points(outcome.upper),
        "minimum": points(criterion.points.minimum.value),
    }


def _standard_facts(assessed: StandardAssessment) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "id": assessed.standard.id,
        "code": assessed.standard.code,
        "name": assessed.standard.name,
        "measured": ValueText(assessed.indicator, assessed.quantity, assessed.is_assumed),
        "points": points(assessed.score.upper.points),
        "maximum": points(assessed.plan.points_maximum),
    }
    if assessed.level.minimum is not None:
        facts["level"] = RequiredLevel(
            assessed.indicator, assessed.level.minimum.value, assessed.reduced_to, assessed.reduced_by
        )
    if assessed.gap is not None:
        facts["gap"] = Shortfall(assessed.indicator, assessed.gap)
    return facts


def _failing_standards(context: ReasonContext) -> Iterator[Statement]:
    asked = {c.id for c in context.rulebook.criteria if c.asks_minimum}
    superseded = frozenset[str]().union(
        *(superseded_among([context.standards[s.id] for s in c.standards]) for c in context.rulebook.criteria)
    )
    for assessed in context.standards.values():
        # If the law asks no minimum of a criterion, points that are not earned are no failure.
        if assessed.verdict != "fail" or assessed.standard.criterion not in asked:
            continue
        if assessed.standard.id in superseded:
            continue
        if assessed.quantity.claim is not None:
            kind = "standard_is_said_to_fail"
        elif assessed.gap is None:
            kind = "graded_standard_fails"
        else:
            kind = "standard_fails" if assessed.plan.higher_is_better else "standard_exceeds"
        if context.is_counted or assessed.plan.points_maximum == 0:
            kind += "_unscored"
        yield Statement(kind, assessed.standard.code, _standard_facts(assessed))


def _mandatory(context: ReasonContext, assessed: StandardAssessment, kind: str) -> Statement:
    mandatory = assessed.standard.mandatory
    citation = (mandatory.citation if mandatory else None) or context.target.citation
    facts = _standard_facts(assessed) | {"citation": citation, "type": context.target.name}
    return Statement(kind, assessed.standard.code, facts)


def _only_if(context: ReasonContext, turning: TurningValue) -> Statement:
    assessed = context.standards[turning.standard.id]
    if turning.is_compulsory:
        return _mandatory(context, assessed, "mandatory_standard_is_open")
    criterion = next(known for known in context.rulebook.criteria if known.id == turning.criterion)
    value = turning.standard.plain(turning.value)
    facts = _criterion_facts(criterion, context.outcome(criterion)) | {
        "code": assessed.standard.code,
        "standard": assessed.standard.name,
        "value": exactly(assessed.indicator, value),
    }
    is_higher = turning.standard.higher_is_better
    remarks: tuple[Statement, ...] = ()
    if turning.unrounded != turning.value:
        unrounded = exactly(assessed.indicator, turning.standard.plain(turning.unrounded))
        remarks = (without_rounding(turning.criterion, unrounded),)
    rule = assessed.reduced_by
    if rule is not None and value == assessed.reduced_to and rule.basis == UNVERIFIED:
        by_rule = "criterion_only_if_at_least_by_rule" if is_higher else "criterion_only_if_at_most_by_rule"
        return Statement(
            by_rule, turning.criterion, facts | {"rule": rule.name, "rule_citation": rule.citation}, remarks
        )
    kind = "criterion_only_if_at_least" if is_higher else "criterion_only_if_at_most"
    if (unverified := _unverified_level(assessed, value)) is not None:
        kind += "_unverified"
        facts["level"] = exactly(assessed.indicator, unverified)
    return Statement(kind, turning.criterion, facts, remarks)


def _unverified_level(assessed: StandardAssessment, value: int) -> int | None:
    """Return the unverified level on which a turning value rests: the level it equals, or one it lies between."""
    level = assessed.level
    if value == assessed.reduced_to:
        rests_on: list[Known | None] = [level.minimum]
    else:
        at_end = [known for known in (level.minimum, level.maximum) if known is not None and known.value == value]
        rests_on = [*at_end] or [level.maximum, level.minimum]
    return next((known.value for known in rests_on if known is not None and known.is_unverified), None)
