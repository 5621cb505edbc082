"""What is told of the values on file: others that were passed over, disputes, claims, and likely slips."""

import datetime
from collections.abc import Iterator, Mapping

from classifier.assessment.result import Fact, Statement, ValueText
from classifier.plan.plan import Plan
from criteria.municipality import Measurement, Subject
from criteria.plausibility import COMPARED, Slip, SlipKind, least_levels, likely_slips
from criteria.rulebook import Rulebook


def told_of_values(rulebook: Rulebook, subject: Subject, plan: Plan, as_of: datetime.date) -> Iterator[Statement]:
    """Yield a warning for each value on file of which a reader must know more than that it was judged or not."""
    codes = {standard.indicator: standard.code for standard in reversed(plan.standards) if standard.applies}
    yield from _passed_over(rulebook, subject, codes, as_of)
    for name, code in codes.items():
        if (measurement := subject.measured.get(name)) is not None:
            yield from _disputed(rulebook, measurement, code)
            yield from _claimed(rulebook, measurement, code)
    asked = {*codes, *COMPARED}
    measured = {name: found for name, found in subject.measured.items() if name in asked}
    on_file = [found for found in subject.on_file if found.indicator in asked and found.as_of <= as_of]
    for slip in likely_slips(measured, on_file, rulebook.indicators, least_levels(rulebook)):
        yield _slip(rulebook, slip)


def _passed_over(
    rulebook: Rulebook, subject: Subject, codes: Mapping[str, str], as_of: datetime.date
) -> Iterator[Statement]:
    """Yield the values that were not judged although they are newer, or that are dated after the assessment."""
    asked = rulebook.law.data_as_of
    for found in sorted(subject.on_file, key=lambda known: (known.indicator, known.as_of)):
        if found.indicator not in codes or found.quantity.is_unknown:
            continue
        facts = _facts(rulebook, found, codes[found.indicator])
        judged = subject.measured.get(found.indicator)
        if found.as_of > as_of:
            yield Statement("value_is_of_a_later_day", found.indicator, facts | {"assessed": as_of})
        elif judged is not None and asked is not None and judged.as_of < found.as_of:
            facts |= {"asked": judged.as_of, "citation": asked.citation}
            yield Statement("newer_value_is_not_judged", found.indicator, facts)


def _disputed(rulebook: Rulebook, measurement: Measurement, code: str) -> Iterator[Statement]:
    if measurement.disputed:
        indicator, facts = rulebook.indicators[measurement.indicator], _facts(rulebook, measurement, code)
        named = tuple(f"{indicator.quantity_text(row.quantity)} ({row.source})" for row in measurement.disputed)
        yield Statement("values_are_disputed", indicator.id, facts | {"values": named})


def _claimed(rulebook: Rulebook, measurement: Measurement, code: str) -> Iterator[Statement]:
    """Yield a claim about a type that the law does not have, or of a day on which another law was in force."""
    claim = measurement.quantity.claim
    if claim is None:
        return
    law = rulebook.law
    facts = _facts(rulebook, measurement, code)
    facts |= {"claim": str(claim), "law": law.document}
    if not law.has_type(claim.type):
        yield Statement("claim_is_not_used", measurement.indicator, facts | {"type": claim.type})
    elif not law.is_in_force(measurement.as_of):
        last = law.in_force_until
        if last is not None and last < measurement.as_of:
            yield Statement("claim_is_after_law", measurement.indicator, facts | {"last": last})
        else:
            yield Statement("claim_is_before_law", measurement.indicator, facts | {"first": law.in_force_from})


def _facts(rulebook: Rulebook, measurement: Measurement, code: str) -> dict[str, Fact]:
    indicator = rulebook.indicators[measurement.indicator]
    value = ValueText(indicator, measurement.quantity, measurement.is_assumed)
    return {"indicator": rulebook.name_of(indicator), "code": code, "value": value, "day": measurement.as_of}


def _slip(rulebook: Rulebook, slip: Slip) -> Statement:
    first, *others = slip.measurements
    facts: dict[str, Fact] = {
        "indicator": rulebook.name_of(slip.indicator),
        "value": ValueText(slip.indicator, first.quantity, first.is_assumed),
        "day": first.as_of,
    }
    if slip.meant is not None:
        facts["meant"] = ValueText(slip.indicator, slip.meant)
    match slip.kind:
        case SlipKind.SHARE_OF_ONE:
            kind = "share_of_one"
        case SlipKind.PEOPLE_IN_THOUSANDS:
            kind = "people_in_thousands"
        case SlipKind.DENSITY_CONTRADICTS:
            kind = "density_contradicts"
        case SlipKind.JUMP_BETWEEN_DAYS:
            kind = "jump_between_days"
            (later,) = others
            facts |= {"later": ValueText(slip.indicator, later.quantity), "later_day": later.as_of}
    return Statement(kind, slip.indicator.id, facts)
