"""What the program says beside what the oracle says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from tests.oracle import program
from tests.oracle.draw import Question
from tests.oracle.folder import write_long, write_wide
from tests.oracle.unit import Expected, Unit

LONG, WIDE, ONE_BY_ONE = "long", "wide", "one by one"
FORMS = (LONG, WIDE, ONE_BY_ONE)
"""Both forms of data judged all at once, and the long form judged town by town."""

MOST_ONE_BY_ONE = 20
"""How many units are judged town by town: each is a run of the command."""


@dataclass(frozen=True)
class Difference:
    """A column of an answer in which the program and the oracle differ."""

    law: str
    form: str
    type: str
    unit: Unit
    column: str
    expected: str
    found: str


@dataclass(frozen=True)
class Comparison:
    """How many answers were compared, how they are spread, and which differ."""

    units: int
    verdicts: Mapping[str, int]
    """How many answers there are of each type and verdict."""
    one_number: int
    """How many answers have points that are one number."""
    differences: Sequence[Difference]

    @property
    def answers(self) -> int:
        """Return how many answers were compared."""
        return sum(self.verdicts.values())


def _columns(expected: Expected, row: Mapping[str, Any]) -> Iterator[tuple[str, Fraction | str]]:
    """Yield the columns to compare; those that the program does not write are passed over."""
    yield "points_lower", expected.points.lower
    yield "points_upper", expected.points.upper
    yield "verdict", expected.verdict
    if expected.table_verdict or "table_verdict" in row:
        yield "table_verdict", expected.table_verdict or expected.verdict
    for number, span in expected.criteria.items():
        yield f"c{number}_lower", span.lower
        yield f"c{number}_upper", span.upper
    if "pass_mark" in row:
        yield "pass_mark", expected.pass_mark
    for reading, verdict in expected.readings.items():
        if f"verdict_{reading}" in row:
            yield f"verdict_{reading}", verdict


def _is_same(found: object, expected: Fraction | str) -> bool:
    return Fraction(str(found)) == expected if isinstance(expected, Fraction) else found == expected


def _answers(question: Question, type_: str, form: str, units: Sequence[Unit], folder: Path) -> program.Answers:
    if form == WIDE:
        data = write_wide(folder / f"{question.law}.csv", units)
    else:
        data = write_long(folder / question.law, units, question.measured_on)
    if form == ONE_BY_ONE:
        return program.check(data, question, type_, [unit.id for unit in units[:MOST_ONE_BY_ONE]])
    return program.batch(data, question, type_, folder / f"{question.law}-{form}-{type_}.json")


def compare(
    question: Question, count: int, seed: int, folder: Path, asked: Sequence[tuple[str, str]] = ()
) -> Comparison:
    """Draw units, ask the program about them, and hold every answer against the oracle's.

    Args:
        asked: the types, each with the form in which the data are given; none: every type in every form.
    """
    units = question.draw(Random(seed), count)
    verdicts: Counter[str] = Counter()
    differences, one_number = [], 0
    for type_, form in asked or [(type_, form) for type_ in question.types for form in FORMS]:
        answers = _answers(question, type_, form, units, folder)
        for unit in units if form != ONE_BY_ONE else units[:MOST_ONE_BY_ONE]:
            row, expected = answers[unit.id], question.judge(unit, type_, question.law)
            verdicts[f"{type_} {expected.verdict}"] += 1
            one_number += expected.points.lower == expected.points.upper
            differences += [
                Difference(question.law, form, type_, unit, column, str(value), str(row[column]))
                for column, value in (("law", question.law), *_columns(expected, row))
                if not _is_same(row[column], value)
            ]
    return Comparison(len(units), verdicts, one_number, differences)
