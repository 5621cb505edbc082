"""What is asked of units: both evaluators agree, and a firm verdict is that of every completion."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.plan.judgement import Verdict
from criteria.municipality import ALONE, Measurement, Municipality, Subject, Surroundings, Unit
from criteria.rule_files.library import Library
from tests.support.areas import DAY, LAW, MEASURED, SECTION, TARGET, WHOLE, best_values

UNIT_KINDS = {"ward", "commune", "township", "special-zone"}
NEEDED, NEEDED_IN_SECTION = 750_000, 480_000
LEAST, MOST = 0, 1_000_000
Points = tuple[int, int]
"""The points of a unit on Table 2B, and on its section III."""

texts = st.sampled_from(["", "0", "47.9999", "48", "74.9999", "75", "100", "40..50", ">= 75", "< 75"])
units = st.lists(st.tuples(st.sampled_from(["ward", "commune", "province"]), texts, texts), max_size=3)


@pytest.fixture(scope="module")
def assessor(shipped_library: Library) -> Iterator[Assessor]:
    """The law, in both evaluators, which are compared in every assessment."""
    with Assessor(shipped_library.rulebook(shipped_library.register.law(LAW))) as opened:
        yield opened


def article_6(made_of: list[Points]) -> bool:
    """Article 6, straight from its text."""
    if len(made_of) == 1:
        return made_of[0][0] >= NEEDED
    average = sum(section for _, section in made_of) >= NEEDED_IN_SECTION * len(made_of)
    return average and any(whole >= NEEDED for whole, _ in made_of)


def completions(known: list[list[Points]], may_have_more: bool, is_several: bool) -> Iterator[list[Points]]:
    """The areas that may be meant, with the points of every unit at either end of what is known."""
    for points in product(*known):
        if points and not is_several:
            yield list(points)
        if len(points) > 1 and is_several:
            yield list(points)
        if may_have_more:
            others: list[Points] = [(LEAST, LEAST), (MOST, MOST)]
            yield from ([*points, *more] for more in product(others, repeat=2))
            if not points:
                yield from ([one] for one in others)


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["ward", "special-zone", "urban-area", "town"]),
    own=st.tuples(texts, texts),
    parts=units,
    whole=st.sampled_from([None, "urban-area", "province"]),
    labour=st.sampled_from([None, 0, 6500]),
)
def test_a_firm_verdict_is_that_of_every_completion(
    assessor: Assessor,
    shipped_library: Library,
    kind: str,
    own: tuple[str, str],
    parts: list[tuple[str, str, str]],
    whole: str | None,
    labour: int | None,
) -> None:
    """Whatever the area is made up of, and whatever its units reach, the law says what a firm verdict says."""
    indicators = shipped_library.indicators

    def measured(identifier: str, values: dict[str, str]) -> dict[str, Measurement]:
        return {
            name: Measurement(identifier, name, indicators[name].quantity(text), MEASURED)
            for name, text in values.items()
            if text
        }

    values = best_values(shipped_library)
    values["non-agricultural-labour"] = "" if labour is None else str(labour / 100)
    town = Municipality("area", "Area", kind, region="southeast", part_of=whole and "whole")
    around = ALONE
    if whole or parts:
        wholes = (Municipality("whole", "Whole", whole),) if whole else ()
        around = Surroundings(
            wholes,
            tuple(
                Unit(Municipality(f"u{n}", f"U{n}", part[0], part_of="area"), measured(f"u{n}", _stated(part[1:])))
                for n, part in enumerate(parts)
            ),
        )
    subject = Subject(town, measured("area", values | _stated(own)), around)

    found = assessor.assess(subject, Question(TARGET, DAY))

    is_unit = kind in UNIT_KINDS
    known = [own] if is_unit else [part[1:] for part in parts if part[0] in UNIT_KINDS]
    ends = [[_end(indicators, pair, at_best) for at_best in (False, True)] for pair in known]
    may_have_more = whole == "urban-area" if is_unit else len(known) < 2
    holds = {article_6(made_of) for made_of in completions(ends, may_have_more, is_several=len(known) > 1)}
    units_verdict = {(True,): Verdict.MET, (False,): Verdict.NOT_MET}.get(tuple(holds), Verdict.UNDETERMINED)
    assert _together(found.table_verdict, units_verdict) is found.verdict


def _stated(pair: tuple[str, ...]) -> dict[str, str]:
    return dict(zip((WHOLE, SECTION), pair, strict=True))


def _end(indicators: object, pair: tuple[str, ...], at_best: bool) -> Points:
    ends = []
    for name, text in zip((WHOLE, SECTION), pair, strict=True):
        indicator = indicators[name]  # type: ignore[index]
        bounds = indicator.quantity(text or "unknown").within(indicator.domain)
        ends.append(bounds.upper if at_best else bounds.lower)
    return ends[0], ends[1]


def _together(*verdicts: Verdict) -> Verdict:
    if Verdict.NOT_MET in verdicts:
        return Verdict.NOT_MET
    return Verdict.UNDETERMINED if Verdict.UNDETERMINED in verdicts else Verdict.MET
