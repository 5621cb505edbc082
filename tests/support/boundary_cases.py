"""Writes the cases that are missing at the boundaries of a law: ``python -m tests.support.boundary_cases LAW``.

Which boundaries those are and of what municipality the program says; what each value is worth
`tests.support.boundary_numbers`
reckons anew from the YAML files. Where the two differ nothing is written.
"""

import sys
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from classifier.assessment.assessors import Assessors
from criteria.quantity import text_from_integer
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.standard import POINT_DECIMALS
from dothi.reports.proposed_cases import municipality_yaml
from dothi.workbench.case_tests.proposals import Proposal, proposals
from dothi.workbench.case_tests.run import run_cases
from tests.support.boundary_numbers import Expected, Numbers

LOWERED_EVERYWHERE = {"nq-111-2025": {"population", "population-density"}}
"""Of a law the standards whose minimum is lower in every region, nobody knows by how much."""

LOWERED_BY_CHARACTER = {
    "nq-1211-2016": {"mountain", "highland", "border", "heritage", "tourism", "science", "education"},
    "nq-27-2022": {"mountain", "highland", "border", "heritage", "tourism", "science", "education"},
    "nq-112-2025": {"mountain", "highland", "border"},
}
"""Of a law the attributes with which the minima of counted numbers are lower, nobody knows by how much."""

LOWERED_IN_POPULATION_ONLY = {"nq-27-2022": {"1", "2", "3"}, "nq-112-2025": {"province", "commune"}}
"""Of a law the criteria of which those attributes lower nothing but the population."""

WIDTH = 118
HEAD = """\
# yaml-language-server: $schema=../../../docs/schema/rulebook-1.json
#
# RANH GIỚI CỦA CÁC MỨC: ngay dưới, đúng, giữa và ngay trên mỗi mức mà ví dụ viết tay chưa đứng tới. Điểm tính lại từ
# các con số của luật, độc lập với chương trình (tests/boundary_numbers.py).
#
# In English: the boundaries of the levels where no case written by hand stands, reckoned from the numbers of the law.

kind: cases
cases:
"""


def decimal(number: Fraction) -> str:
    """A number of points as the files write it."""
    return text_from_integer(int(number * 10**POINT_DECIMALS), POINT_DECIMALS)


def expected_text(expected: Expected) -> str:
    """What is expected of a standard, as a flow mapping."""
    lower, upper, status = expected
    points = f"points: {decimal(lower)}" if lower == upper else f"lower: {decimal(lower)}, upper: {decimal(upper)}"
    return f"{{{points}, status: {status}}}"


def wrapped(key: str, entries: Iterable[str], indent: int = 4) -> Iterator[str]:
    """A flow mapping over as many lines as it needs."""
    begin = f"{' ' * indent}{key}: {{"
    line = begin
    for place, entry in enumerate(entries):
        part = entry if place == 0 else f", {entry}"
        if len(line) + len(part) > WIDTH:
            yield f"{line},"
            line, part = " " * len(begin), entry
        line += part
    yield f"{line}}}"


def case_lines(proposal: Proposal, numbers: Numbers) -> Iterator[str]:
    """A case with what each of its values is worth; differing from the program ends the work."""
    rule = proposal.rule
    kind = proposal.witness[0].kind
    standards = []
    for boundary, score in proposal.scores:
        value = boundary.indicator.text(boundary.example)
        by_character = LOWERED_BY_CHARACTER.get(numbers.law, set()) & proposal.witness[0].attributes
        is_counted_number = "." not in boundary.standard.criterion and not boundary.indicator.is_graded
        is_lowered = bool(by_character) and is_counted_number
        if boundary.standard.criterion in LOWERED_IN_POPULATION_ONLY.get(numbers.law, ()):
            is_lowered &= boundary.standard.indicator == "population"
        is_lowered |= boundary.standard.id in LOWERED_EVERYWHERE.get(numbers.law, ())
        expected = numbers.expected(boundary.standard.id, proposal.type, value, rule and rule.id, is_lowered)
        found = (*(Fraction(end.points, 10**POINT_DECIMALS) for end in (score.lower, score.upper)), score.status.value)
        if expected != found:
            sys.exit(f"{boundary.location}: {proposal.type} {boundary.standard.code} {value}: {expected} but {found}")
        standards.append(f'"{boundary.standard.code}": {expected_text(expected)}')
    name = f"boundary-{proposal.type}-{kind}{f'-{rule.id}' if rule else ''}-{proposal.number}"
    yield f"  - id: {name}"
    yield f"    text: Ranh giới của các mức, lần {proposal.number}."
    yield "    source: Tính từ các con số của luật"
    yield f'    type: "{proposal.type}"'
    yield f"    municipality: {municipality_yaml(proposal.witness)}"
    measured = (f'{known}: "{indicator.text(value)}"' for known, (indicator, value) in proposal.measured.items())
    yield from wrapped("measured", measured)
    yield from wrapped("standards", standards)
    yield ""


def main() -> None:
    """Write the missing cases of a law, a file for each type or kind."""
    (identifier,) = sys.argv[1:]
    library = Library(rules_folder())
    law = library.register.law(identifier)
    rulebook = library.rulebook(law)
    with Assessors(library.rulebook_in_force) as judges:
        test = run_cases(rulebook, library.cases(law), library.source_map(law), judges.find, lambda *_: None)
    files: dict[str, list[str]] = {}
    for proposal in proposals(rulebook, test.coverage.missing):
        by_kind = any(criterion.kinds for criterion in rulebook.criteria)
        name = f"boundaries-{proposal.witness[0].kind if by_kind else proposal.type}.yaml"
        files.setdefault(name, []).extend(case_lines(proposal, Numbers(rules_folder(), identifier)))
    for name, lines in files.items():
        path = Path(rules_folder(), identifier, "cases", name)
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(HEAD + "\n".join(lines).rstrip() + "\n")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
