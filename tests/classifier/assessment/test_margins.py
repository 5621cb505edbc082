import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.margin import StandardMargins, Turn
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from classifier.plan.judgement import Verdict, verdict_of
from criteria.municipality import Measurement, Municipality, Subject
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook
from criteria.stated import UNSTATED, Stated, only
from tests.support.paths import REAL_RULES, TRA_VINH
from tests.support.strategies import values
from tests.support.toy_assessments import DEMO_DAY, LATER_DAY, LATER_LAW, assess, demo, library

LIBRARY = library(REAL_RULES)
DAY = datetime.date(2026, 11, 28)
ASKED = [
    (law.id, known.id, kind)
    for law in LIBRARY.register.laws
    for known in law.assessed_types
    for kind in ("town", "city", "ward", "commune", "province")
    if LIBRARY.vocabulary.kinds[kind].fits(law.family)
]
ATTRIBUTES = [UNSTATED, only(), only("mountain"), Stated(frozenset({"border"})), only("highland", "special-difficulty")]


def landmarks(rulebook: Rulebook, indicator: str, target: str) -> list[int]:
    """Return the levels that a law has for an indicator."""
    levels = [s.levels.get(target) for s in rulebook.standards if s.indicator == indicator]
    return [known.value for level in levels if level for known in (level.minimum, level.maximum) if known]


@st.composite
def towns(draw: st.DrawFn, law: str, target: str, kind: str) -> Subject:
    """A town of which most values are known, many of them at a level."""
    rulebook = LIBRARY.rulebook(LIBRARY.register.law(law))
    town = Municipality(
        "t", "T", kind, draw(st.sampled_from(["III", None])), region=draw(st.sampled_from(["mekong-delta", None])),
        attributes=draw(st.sampled_from(ATTRIBUTES)), inner_area=draw(st.sampled_from([True, True, False, None])),
        outer_area=True, budget_level=True, has_commune_units=True, formation="ordinary",
    )  # fmt: skip
    is_good = draw(st.booleans())
    measured = {}
    for name in sorted({s.indicator for s in rulebook.standards if s.indicator != "*"}):
        indicator = rulebook.indicators[name]
        near = landmarks(rulebook, name, target)
        best = indicator.domain.upper if indicator.higher_is_better else indicator.domain.lower
        value = draw(st.sampled_from([best, *near])) if is_good else draw(values(indicator, near))
        form = draw(st.sampled_from(["exact"] * 12 + ["at-least", "unknown"]))
        if form != "unknown":
            quantity = Quantity(value, None if form == "at-least" else value)
            measured[name] = Measurement("t", name, quantity, DAY)
    return Subject(town, measured)


def answered(assessor: Assessor, subject: Subject, target: str, with_margins: bool = False) -> Assessment | None:
    """Return the assessment by both evaluators; None if the law has no such type for such a unit."""
    found = assessor.answer(subject, Question(target, DAY), with_margins)
    return found if isinstance(found, Assessment) else None


def with_value(subject: Subject, indicator: str, value: int) -> Subject:
    """Return a subject of which an indicator has another, exact value."""
    rewritten = Measurement("t", indicator, Quantity(value, value), DAY)
    return replace(subject, measured={**subject.measured, indicator: rewritten})


def states(found: Assessment, margin: StandardMargins) -> dict[str, object]:
    """Return what may turn with a standard, as an assessment has it."""
    (assessed,) = (one for one in found.standards if one.standard.id == margin.standard.id)
    criterion = next(one for one in found.criteria if assessed in one.standards)
    score = assessed.score
    return {
        "passes": verdict_of(score.lower.passes, score.upper.passes),
        "criterion": criterion.verdict,
        "verdict": found.verdict,
        "fewer": (score.lower.points, score.upper.points),
        "more": (score.lower.points, score.upper.points),
    }


def turns_of(margin: StandardMargins) -> Iterator[tuple[str, Turn[object]]]:
    """Yield every turn of a standard with its name."""
    for name in ("verdict", "criterion", "passes"):
        for turn in getattr(margin, name):
            yield name, turn
    for name in ("fewer", "more"):
        if (one := getattr(margin, name)) is not None:
            yield name, one


@pytest.mark.slow
@given(st.data())
def test_just_inside_keeps_and_just_outside_turns(data: st.DataObject) -> None:
    """By every shipped law, both evaluators judge a town at the two values of a turn as the margins say."""
    law_id, target, kind = data.draw(st.sampled_from(ASKED))
    subject = data.draw(towns(law_id, target, kind))
    rulebook = LIBRARY.rulebook(LIBRARY.register.law(law_id))
    with (
        Assessors(LIBRARY.rulebook_in_force) as assessors,
        Assessor(rulebook, find_assessor=assessors.find) as assessor,
    ):
        found = answered(assessor, subject, target, with_margins=True)
        if found is None or found.margins is None:
            return
        turns = [(margin, name, turn) for margin in found.margins.standards for name, turn in turns_of(margin)]
        turns.sort(key=lambda known: ("verdict", "criterion", "passes", "fewer", "more").index(known[1]))
        chosen = turns[:3] + (data.draw(st.lists(st.sampled_from(turns), max_size=4)) if turns else [])
        for margin, name, turn in chosen:
            step = 1 if margin.indicator.higher_is_better else -1
            assert turn.last + step == turn.first
            for value, state in ((turn.last, turn.before), (turn.first, turn.after)):
                other = answered(assessor, with_value(subject, margin.indicator.id, value), target)
                assert other is not None
                assert state == states(other, margin)[name]
        # Anywhere else, what turns is as the turns before and after it say.
        for margin in data.draw(st.lists(st.sampled_from(found.margins.standards), max_size=2)) if turns else []:
            value = data.draw(values(margin.indicator, landmarks(rulebook, margin.indicator.id, target)))
            other = answered(assessor, with_value(subject, margin.indicator.id, value), target)
            assert other is not None
            for name in ("verdict", "criterion", "passes"):
                for turn in getattr(margin, name):
                    is_better = value >= turn.first if margin.indicator.higher_is_better else value <= turn.first
                    nearest = [t for t in getattr(margin, name) if t is not turn]
                    if not nearest:
                        assert (turn.after if is_better else turn.before) == states(other, margin)[name]
                if not getattr(margin, name) and margin.indicator.id in subject.measured:
                    assert states(found, margin)[name] == states(other, margin)[name] or not is_exact(subject, margin)


def is_exact(subject: Subject, margin: StandardMargins) -> bool:
    """True if the value of today is one number."""
    quantity = subject.measured[margin.indicator.id].quantity
    return quantity.lower is not None and quantity.lower == quantity.upper


def test_the_demo_turns_where_its_reason_says() -> None:
    """Labour in the inner area decides criterion 4 at 79.98 %, which the first reason names, too."""
    margins = assess_with_margins("duyen-hai", "III", "nq-1210-2016", DEMO_DAY)
    (margin,) = (one for one in margins.margins.standards if one.standard.code == "4.2")  # type: ignore[union-attr]
    assert (Turn(7997, 7998, Verdict.NOT_MET, Verdict.MET),) == margin.criterion
    assert (Turn(7997, 7998, Verdict.NOT_MET, Verdict.UNDETERMINED),) == margin.verdict
    assert (Turn(7499, 7500, Verdict.NOT_MET, Verdict.MET),) == margin.passes


def assess_with_margins(town: str, to: str, law_id: str, day: datetime.date) -> Assessment:
    """Return an assessment of the example with its margins."""
    from tests.support.toy_assessments import dataset  # noqa: PLC0415 - read once, like the others

    law = LIBRARY.register.law(law_id)
    with (
        Assessors(LIBRARY.rulebook_in_force) as assessors,
        Assessor(LIBRARY.rulebook(law), find_assessor=assessors.find) as assessor,
    ):
        subject = dataset(TRA_VINH, REAL_RULES).subject(town, day, law.data_day(day))
        return assessor.assess(subject, Question(to, day), with_margins=True)


def test_margins_are_found_only_where_they_are_asked_for() -> None:
    """An assessment has no margins unless somebody shows them."""
    assert demo().margins is None
    assert (
        assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW).margins is None
    )


def test_a_verdict_that_is_not_met_has_nothing_to_spare() -> None:
    """Only a met verdict can lose points."""
    found = assess_with_margins("duyen-hai", "III", "nq-1210-2016", DEMO_DAY)
    assert found.margins is not None
    assert found.margins.spare is None


@given(data=st.data())
def test_a_met_verdict_can_lose_what_it_can_spare(toy_rulebook: Rulebook, data: st.DataObject) -> None:
    """Whatever values become worse, the verdict stays met if no more points are lost, and compulsory standards pass."""
    reading = data.draw(st.sampled_from([known.id for known in toy_rulebook.law.readings]))
    levels = {s.indicator: landmarks(toy_rulebook, s.indicator, "SILVER") for s in toy_rulebook.standards}
    best, worse = {}, {}
    for name, near in levels.items():
        indicator = toy_rulebook.indicators[name]
        sign = 1 if indicator.higher_is_better else -1
        ends = sorted((data.draw(st.sampled_from([*near, sign * max(sign * v for v in (*near, 0))])),
                       data.draw(values(indicator, near))), key=lambda value: sign * value)  # fmt: skip
        worse[name], best[name] = ends
    kept = data.draw(st.sets(st.sampled_from(sorted(levels))))
    town = Municipality("t", "T", "town", region="plain", attributes=only(), inner_area=True, outer_area=True)
    with Assessor(toy_rulebook) as assessor:
        question = Question("SILVER", DAY, reading)
        found = assessor.assess(town_with(town, best), question, with_margins=True)
        after = assessor.assess(town_with(town, {**worse, **{name: best[name] for name in kept}}), question)
    assert found.margins is not None
    spare = found.margins.spare
    assert (found.verdict is Verdict.MET) == (spare is not None)
    if spare is None:
        return
    pairs = list(zip(found.standards, after.standards, strict=True))
    lost = sum(max(0, one.score.lower.points - other.score.lower.points) for one, other in pairs)
    compulsory = [one for one in after.standards if one.standard.code in spare.compulsory]
    if lost <= spare.least and all(one.score.lower.passes for one in compulsory):
        assert after.verdict is Verdict.MET


def town_with(town: Municipality, exact: dict[str, int]) -> Subject:
    """Return a town with exact values."""
    return Subject(town, {name: Measurement("t", name, Quantity(value, value), DAY) for name, value in exact.items()})


def test_a_met_verdict_holds_while_fewer_points_are_lost_than_it_can_spare(toy_rulebook: Rulebook) -> None:
    """The least of what the total and the criteria have above what they need can be lost wherever it is lost."""
    measured = {
        s.indicator: Measurement("t", s.indicator, Quantity(best, best), DAY)
        for s in toy_rulebook.standards
        for domain in (toy_rulebook.indicators[s.indicator].domain,)
        for best in (domain.upper if toy_rulebook.indicators[s.indicator].higher_is_better else domain.lower,)
    }
    town = Municipality("t", "T", "town", region="plain", attributes=only(), inner_area=True, outer_area=True)
    with Assessor(toy_rulebook) as assessor:
        found = assessor.assess(Subject(town, measured), Question("SILVER", DAY), with_margins=True)
    assert Verdict.MET is found.verdict
    assert found.margins is not None
    spare = found.margins.spare
    assert spare is not None
    assert found.lower - max(found.pass_marks) == spare.total
    expected = {
        one.criterion.id: one.lower - one.criterion.points.minimum.value
        for one in found.criteria
        if one.criterion.points.minimum.value
    }
    assert expected == spare.criteria
    assert min(spare.total, *expected.values()) == spare.least
