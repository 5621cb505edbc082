"""Member-unit requirements, worked out by hand and compared with every completion of what is unknown."""

import datetime
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.assessment.assessor import Assessor
from classifier.assessment.member_units import MemberUnitsResult, judge_member_units
from classifier.assessment.question import Question
from classifier.plan.judgement import Verdict
from criteria.bilingual import BilingualText
from criteria.indicator import Indicator
from criteria.municipality import ALONE, Dataset, Measured, Measurement, Municipality, Subject, Surroundings, Unit
from criteria.quantity import Interval
from criteria.rule_files.library import Library
from criteria.rulebook import MemberUnitsRequirement, ReachedBy
from criteria.standard import Known
from criteria.stated import only

DAY = datetime.date(2025, 12, 31)
POINTS = Indicator("unit-points", BilingualText("điểm", "points"), None, 2, True, Interval(0, 10_000))
"""Points of a unit with two decimals, from 0 to 100."""
CITY = Municipality("city", "City", "city")


def member_unit(reached_by: ReachedBy, required: int = 480_000, *, of_one_unit: bool = False) -> MemberUnitsRequirement:
    """A test of 48 points, or of others."""
    name = BilingualText("thử", "test")
    kinds = frozenset({"ward", "commune"})
    identifier = f"{reached_by.value}-{'one' if of_one_unit else 'several'}"
    return MemberUnitsRequirement(
        identifier, name, kinds, of_one_unit, reached_by, {"II": POINTS.id}, Known(required, "seed"), "Article 6"
    )


def measured(text: str) -> Measured:
    """What was measured of a unit; nothing where the text is empty."""
    if not text:
        return {}
    return {POINTS.id: Measurement("unit", POINTS.id, POINTS.quantity(text), DAY)}


def units(*texts: str, kind: str = "ward") -> Surroundings:
    """Units with these points."""
    parts = [Municipality(f"unit-{place}", f"Unit {place}", kind, part_of="city") for place in range(len(texts))]
    return Surroundings((), tuple(Unit(part, measured(text)) for part, text in zip(parts, texts, strict=True)))


def results(
    test: MemberUnitsRequirement, around: Surroundings, area: Unit | None = None
) -> tuple[MemberUnitsResult, ...]:
    """What comes out of a test of type II."""
    area = area or Unit(CITY, {})
    return judge_member_units([test], "II", Subject(area.municipality, area.measured, around), {POINTS.id: POINTS})


def verdict(reached_by: ReachedBy, *texts: str) -> Verdict:
    """The verdict of a test of 48 points for units with these points."""
    (found,) = results(member_unit(reached_by), units(*texts))
    return found.verdict


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("40", "56"), Verdict.MET),  # 96 of 96
        (("40", "55.99"), Verdict.NOT_MET),  # 95.99 of 96
        (("47.99", "48", "48.01"), Verdict.MET),  # 144 of 144, which a third of a point would miss
        (("48", "48", "47.99"), Verdict.NOT_MET),
        (("0", ""), Verdict.UNDETERMINED),  # 0 to 100 of 96
        (("90", "", ""), Verdict.UNDETERMINED),  # 90 to 290 of 144
        (("", "96"), Verdict.MET),  # 96 at least
        (("0", "<= 95"), Verdict.NOT_MET),  # 95 at most
        (("40..50", "50..60"), Verdict.UNDETERMINED),  # 90 to 110 of 96
    ],
)
def test_an_average_is_held_without_division(texts: tuple[str, ...], expected: Verdict) -> None:
    """The points of all units together must be the required points for each of them, neither more nor less."""
    assert expected is verdict(ReachedBy.AVERAGE, *texts)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("48", "0"), Verdict.MET),
        (("47.99", "47"), Verdict.NOT_MET),
        (("47.99", ""), Verdict.UNDETERMINED),
        (("48", ""), Verdict.MET),
    ],
)
def test_one_unit_is_enough(texts: tuple[str, ...], expected: Verdict) -> None:
    """If one unit must reach the points, one that surely does decides the requirement."""
    assert expected is verdict(ReachedBy.ONE, *texts)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("48", "100"), Verdict.MET),
        (("47.99", "100"), Verdict.NOT_MET),
        (("47.99", ""), Verdict.NOT_MET),
        (("48", ""), Verdict.UNDETERMINED),
    ],
)
def test_every_unit_must_reach(texts: tuple[str, ...], expected: Verdict) -> None:
    """Where every unit must reach the points, one that surely does not decides it."""
    assert expected is verdict(ReachedBy.EVERY, *texts)


@pytest.mark.parametrize(
    ("reached_by", "bounds"),
    [
        (ReachedBy.EVERY, (100_000, 300_000)),
        (ReachedBy.ONE, (200_000, 900_000)),
        (ReachedBy.AVERAGE, (150_000, 600_000)),
    ],
)
def test_the_bounds_are_of_what_is_held_against_the_required_points(
    reached_by: ReachedBy, bounds: tuple[int, int]
) -> None:
    """Of units with 10 to 30 and 20 to 90 points: the weakest, the strongest, or the average."""
    (found,) = results(member_unit(reached_by), units("10..30", "20..90"))
    assert bounds == (found.lower, found.upper)


def test_an_average_is_shown_on_its_side_of_the_required_points() -> None:
    """47.99666… is shown as 47.9966, below 48, and not rounded up to it."""
    (found,) = results(member_unit(ReachedBy.AVERAGE), units("48", "48", "47.99"))
    assert (479_966, Verdict.NOT_MET) == (found.upper, found.verdict)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=2, max_size=5), st.data())
def test_every_completion_lies_within_the_verdict(ends: list[tuple[int, int]], data: st.DataObject) -> None:
    """Whatever the points turn out to be within their bounds, the exact average agrees with a verdict that was sure."""
    ranges = [(min(pair), max(pair)) for pair in ends]
    texts = [f"{POINTS.text(lower)}..{POINTS.text(upper)}" for lower, upper in ranges]
    (found,) = results(member_unit(ReachedBy.AVERAGE), units(*texts))
    values = [data.draw(st.integers(lower, upper)) for lower, upper in ranges]
    reaches = Fraction(sum(values), len(values)) >= 4_800
    assert found.verdict is Verdict.UNDETERMINED or reaches is (found.verdict is Verdict.MET)


@pytest.mark.parametrize(("texts", "asked"), [(("50",), [True, False]), (("50", "50"), [False]), ((), [True, False])])
def test_what_is_asked_depends_on_how_many_units_there_are(texts: tuple[str, ...], asked: list[bool]) -> None:
    """Of several units the test of several is asked; where fewer are on file, both, as there may be more units."""
    tests = [member_unit(ReachedBy.EVERY, of_one_unit=True), member_unit(ReachedBy.AVERAGE)]
    found = judge_member_units(tests, "II", Subject(CITY, {}, units(*texts)), {POINTS.id: POINTS})
    assert asked == [result.requirement.of_one_unit for result in found]
    assert bool(texts) or {Verdict.UNDETERMINED} == {result.verdict for result in found}


def test_one_unit_on_file_leaves_the_tests_of_several_open() -> None:
    """With one unit on file there may be others, so the result is undetermined; the unit is still listed."""
    (found,) = results(member_unit(ReachedBy.ONE), units("50"))
    assert (Verdict.UNDETERMINED, 0, 1_000_000, 1) == (found.verdict, found.lower, found.upper, len(found.units))


def test_a_unit_is_not_asked_the_tests_of_several() -> None:
    """An urban area that is itself one unit is not several."""
    assert () == results(member_unit(ReachedBy.ONE), ALONE, Unit(Municipality("ward", "Ward", "ward"), measured("50")))


def test_other_parts_are_no_units() -> None:
    """A part of another kind is no unit: it is as if none were on file."""
    (found,) = results(member_unit(ReachedBy.AVERAGE), units("50", "50", kind="district"))
    assert ((), 0, 1_000_000) == (found.units, found.lower, found.upper)


def test_a_unit_is_its_own_unit() -> None:
    """An urban area that is itself one unit is judged by its own points."""
    ward = Unit(Municipality("ward", "Ward", "ward"), measured("48"))
    (found,) = results(member_unit(ReachedBy.EVERY, of_one_unit=True), ALONE, ward)
    assert (Verdict.MET, ["ward"]) == (found.verdict, [unit.municipality.id for unit in found.units])


def test_another_type_is_not_asked() -> None:
    """A requirement without an indicator for a type does not apply to it."""
    test = member_unit(ReachedBy.AVERAGE)
    assert () == judge_member_units([test], "III", Subject(CITY, {}, units("50", "50")), {POINTS.id: POINTS})


# --- Resolution 111/2025, Article 6 ---


def shipped(library: Library, target: str, points: dict[str, dict[str, str]]) -> dict[str, Verdict]:
    """The member-unit requirements of 111/2025 for a city whose wards have these points."""
    city = Municipality(
        "city", "City", "city", "II", inner_area=True, outer_area=True, region="mekong-delta", attributes=only()
    )
    wards = {ward: Municipality(ward, ward, "ward", part_of="city") for ward in points}
    measurements = tuple(
        Measurement(ward, name, library.indicators[name].quantity(text), DAY)
        for ward, stated in points.items()
        for name, text in ((f"{name}-type-{target}", text) for name, text in stated.items())
    )
    data = Dataset({"city": city, **wards}, measurements)
    day = datetime.date(2026, 3, 1)
    with Assessor(library.rulebook(library.register.law("nq-111-2025"))) as assessor:
        found = assessor.assess(data.subject("city", day), Question(target, day))
    assert Verdict.UNDETERMINED is found.table_verdict
    return {result.requirement.id: result.verdict for result in found.member_units}


WHOLE, SECTION = "unit-table-2b-points", "unit-table-2b-section-III-points"
OPEN_OF_SEVERAL = {"average-of-the-units": Verdict.UNDETERMINED, "one-of-the-units": Verdict.UNDETERMINED}


@pytest.mark.parametrize("target", ["II", "III"])
@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"a": {WHOLE: "75"}}, {"one-unit": Verdict.MET, **OPEN_OF_SEVERAL}),
        ({"a": {WHOLE: "74.99"}}, {"one-unit": Verdict.NOT_MET, **OPEN_OF_SEVERAL}),
        ({"a": {}}, {"one-unit": Verdict.UNDETERMINED, **OPEN_OF_SEVERAL}),
        (
            {"a": {WHOLE: "75", SECTION: "50"}, "b": {WHOLE: "60", SECTION: "46"}},
            {"average-of-the-units": Verdict.MET, "one-of-the-units": Verdict.MET},
        ),
        (
            {"a": {WHOLE: "74", SECTION: "50"}, "b": {WHOLE: "60", SECTION: "45.99"}},
            {"average-of-the-units": Verdict.NOT_MET, "one-of-the-units": Verdict.NOT_MET},
        ),
        (
            {"a": {WHOLE: "75"}, "b": {SECTION: "40"}},
            {"average-of-the-units": Verdict.UNDETERMINED, "one-of-the-units": Verdict.MET},
        ),
    ],
)
def test_article_6_of_resolution_111(
    shipped_library: Library, target: str, points: dict[str, dict[str, str]], expected: dict[str, Verdict]
) -> None:
    """One unit needs 75 points of Table 2B; several need 48 on average in section III and 75 in one of them.

    The verdict of Table 2A, of which nothing is known here, stays undetermined whatever the units reach.
    """
    assert expected == shipped(shipped_library, target, points)


def test_each_type_has_its_own_points(shipped_library: Library) -> None:
    """A unit is scored on Table 2B of the type that is asked for: its points for type III say nothing of type II."""
    rulebook = shipped_library.rulebook(shipped_library.register.law("nq-111-2025"))
    assert 3 == len(rulebook.member_units)
    assert all(test.points["II"] != test.points["III"] for test in rulebook.member_units)


class TestKindsNotStated:
    """What is asked where the kind of the area, or of a part of it, is blank."""

    def test_a_part_that_may_be_a_unit_leaves_the_units_open(self) -> None:
        """Two wards reach 48 points; with a third part of an unknown kind beside them it is not known."""
        around = units("50", "50")
        blank = Unit(Municipality("unknown", "Unknown", "", part_of="city"), {})
        test = member_unit(ReachedBy.EVERY)
        assert [Verdict.MET] == [one.verdict for one in results(test, around)]
        around = replace(around, units=(*around.units, blank))
        assert [Verdict.UNDETERMINED] == [one.verdict for one in results(test, around)]

    @pytest.mark.parametrize(("points", "expected"), [("50", Verdict.UNDETERMINED), ("40", Verdict.UNDETERMINED)])
    def test_an_area_of_unknown_kind_may_be_a_unit(self, points: str, expected: Verdict) -> None:
        """Its own points decide only if it is a unit itself; the requirement is told once."""
        area = Unit(Municipality("area", "Area", ""), measured(points))
        found = results(member_unit(ReachedBy.EVERY, of_one_unit=True), ALONE, area)
        assert [expected] == [one.verdict for one in found]
        assert [("area",)] == [tuple(unit.municipality.id for unit in one.units) for one in found]


class TestAreasOfUnknownKind:
    """Blank kinds in an assessment by a shipped law."""

    def test_a_type_of_urban_areas_is_judged(self, shipped_library: Library) -> None:
        """Resolution 1210/2016 asks the same of every kind: a town and the same without a kind have one verdict."""
        rulebook = shipped_library.rulebook(shipped_library.register.law("nq-1210-2016"))
        with Assessor(rulebook) as assessor:
            verdicts = {
                kind: assessor.assess(Subject(Municipality("a", "A", kind), {}), Question("III", DAY)).verdict
                for kind in ("town", "")
            }
        assert {"town": Verdict.UNDETERMINED, "": Verdict.UNDETERMINED} == verdicts

    def test_the_only_kind_that_is_asked_is_the_kind(self, shipped_library: Library) -> None:
        """The forming of a city asks nothing of other kinds: a blank kind is judged as a city's."""
        rulebook = shipped_library.rulebook(shipped_library.register.law("nq-1211-2016"))
        subject = Subject(Municipality("a", "A", ""), {})
        with Assessor(rulebook) as assessor:
            found = assessor.assess(subject, Question("city", datetime.date(2021, 11, 11)))
        assert ["kind_is_not_stated"] == [w.kind for w in found.warnings if w.kind.startswith("kind_")]
        assert {"5"} == {criterion.criterion.id for criterion in found.criteria}
