"""Cases about the member units of an urban area: expectations, coverage and mutants."""

from pathlib import Path

import pytest

from dothi.workbench.case_tests.compare import OF_NOTHING
from dothi.workbench.case_tests.coverage import Mark
from dothi.workbench.case_tests.killed_mutants import MutantStatus
from tests.support.case_test_laws import judged_law, killed

UNIT_TESTS = """\
kind: member_units
unit_kinds: [town]
member_units:
  - id: average
    text: {vi: Trung bình, en: the average}
    units: several
    reached_by: average
    points: {SILVER: water}
    required: {value: 50, basis: one-source}
    citation: Article 6
"""


@pytest.fixture
def law(rules: Path) -> Path:
    """The toy law with a member-unit requirement: the average of the towns of a city must be at least 50."""
    (rules / "toy-law" / "units.yaml").write_text(UNIT_TESTS, encoding="utf-8")
    return rules


def write_case(law: Path, expected: str, *units: str) -> None:
    """Return a case of a city whose towns have these shares of clean water."""
    towns = "".join(f"      - {{kind: town, measured: {{water: {value}}}}}\n" for value in units)
    case = (
        "kind: cases\ncases:\n  - id: towns\n    text: Towns of a city.\n    source: Worked by hand\n    type: SILVER\n"
        f"    municipality: {{kind: city, region: plain}}\n    units:\n{towns}"
        f"    member_units: {{average: {expected}}}\n"
    )
    (law / "toy-law" / "cases" / "units.yaml").write_text(case, encoding="utf-8")


def covered(law: Path) -> set[Mark]:
    """Return which positions of the member-unit requirement are covered."""
    return {mark for _, mark, is_covered in judged_law(law).coverage.member_units if is_covered}


def test_units_are_judged_as_the_case_expects(law: Path) -> None:
    """The average of 40 and 60 is 50, which is enough."""
    write_case(law, "{lower: 50, upper: 50, verdict: met}", "40", "60")
    assert () == judged_law(law).mismatches


def test_what_comes_out_otherwise_is_told(law: Path) -> None:
    """The average of 40 and 59.98 is 49.99, so a case that expects a pass fails."""
    write_case(law, "{verdict: met}", "40", "59.98")
    (mismatch,) = judged_law(law).mismatches
    assert ("average", 499_900, "not_met") == (mismatch.subject, mismatch.found.lower, mismatch.found.word)


def test_a_test_of_several_units_is_not_asked_of_a_town(law: Path) -> None:
    """A requirement for several units does not apply to a town that is a single unit; an expectation of it fails."""
    write_case(law, "{verdict: met}", "40", "60")
    path = law / "toy-law" / "cases" / "units.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: city", "kind: town"), encoding="utf-8")
    (mismatch,) = judged_law(law).mismatches
    assert OF_NOTHING == mismatch.found


@pytest.mark.parametrize(
    ("units", "verdict", "expected"),
    [
        (("40", "60"), "met", {Mark.MINIMUM}),
        (("40", "59.99"), "not_met", {Mark.BELOW}),
        (("40", "59"), "not_met", set()),
        (("40", "'>= 60'"), "met", set()),
    ],
)
def test_a_case_stands_at_the_points_needed_or_just_below(
    law: Path, units: tuple[str, ...], verdict: str, expected: set[Mark]
) -> None:
    """Just below means by less than 0.01, the unit of the indicator; ranges cover nothing."""
    write_case(law, f"{{verdict: {verdict}}}", *units)
    assert expected == covered(law)


def test_every_part_of_a_member_unit_is_mutated(law: Path) -> None:
    """The points, the units that must reach them and their number have mutants; only fewer points survive."""
    write_case(law, "{lower: 50, upper: 50, verdict: met}", "40", "60")
    found = {key: who for key, who in killed(law).items() if "member-unit requirement" in key[0]}
    assert {"50", "average", "several"} == {right for _, right, _ in found}
    assert {"0", "5", "49.99"} == {wrong for (_, _, wrong), who in found.items() if who is MutantStatus.SURVIVED}
