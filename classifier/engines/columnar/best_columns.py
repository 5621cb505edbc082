"""A column of municipalities judged by readings by which each uses one of several alternatives for everything."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import narwhals as nw

from classifier.engines.columnar.result_columns import (
    criterion_columns,
    failing_column,
    reading_column,
    standard_columns,
)
from classifier.engines.columnar.side_by_side import agreed, least_of, most_of, numbered, side_by_side
from classifier.engines.columnar.verdicts import (
    LOWER,
    MISSING,
    PASS_MARK,
    PROVISIONAL,
    REASON,
    TABLE_VERDICT,
    UPPER,
    VERDICT,
    VERIFIED_TABLE,
    VERIFIED_VERDICT,
    JudgingColumns,
    PlanPair,
)
from classifier.engines.columnar.ways import WayPlans
from classifier.plan.choices import deciding_choices
from classifier.plan.judgement import Verdict
from classifier.plan.plan import Plan

_MARK = "@"
_PLAIN = 0
"""The number of the way in which each standard uses the rule that is best for it; alternatives follow."""


class _Numbers:
    """The alternatives of a reading, as the numbers of their ways.

    Attributes:
        at_worst: those that count at worst.
        best: the name of the column with the number of the best one.
    """

    def __init__(self, reading: str, numbers: Sequence[int], at_worst: Sequence[int]) -> None:
        self.numbers = numbers
        self.at_worst = at_worst
        self.best = f"best{_MARK}{reading}"

    def verdict(self, name: str) -> nw.Expr:
        """Return the verdict by the best alternative."""
        surely = _any([_of(name, number) == Verdict.MET.value for number in self.at_worst])
        possibly = _any([_of(name, number) != Verdict.NOT_MET.value for number in self.numbers])
        otherwise = nw.when(possibly).then(nw.lit(Verdict.UNDETERMINED.value)).otherwise(nw.lit(Verdict.NOT_MET.value))
        return nw.when(surely).then(nw.lit(Verdict.MET.value)).otherwise(otherwise)

    def points(self, name: str, at_best: bool) -> nw.Expr:
        """Return the most points by any alternative."""
        return most_of([_of(name, number) for number in (self.numbers if at_best else self.at_worst)])

    def shown(self, name: str) -> nw.Expr:
        """Return what the best alternative has in a column."""
        *others, last = self.numbers
        found = _of(name, last)
        for number in reversed(others):
            found = nw.when(nw.col(self.best) == number).then(_of(name, number)).otherwise(found)
        return found

    def rank(self, number: int) -> nw.Expr:
        """Return a number that is larger the better the verdict by an alternative is, under the reading in force."""
        verdict = _of(TABLE_VERDICT, number)
        surely = (verdict == Verdict.MET.value) if number in self.at_worst else nw.lit(False)
        possibly = verdict != Verdict.NOT_MET.value
        return surely.cast(nw.Int8) + possibly.cast(nw.Int8)

    def with_best(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame with the number of the best alternative, the first of equals.

        The better verdict comes first, then more points at worst, then more at best.
        """
        names = {number: f"rank{_MARK}{number}" for number in self.numbers}
        ranks: tuple[Callable[[int], nw.Expr], ...] = (
            self.rank,
            lambda number: _of(LOWER, number),
            lambda number: _of(UPPER, number),
        )
        is_best: dict[int, nw.Expr] = {}
        for step, rank in enumerate(ranks):
            # What is worse by an earlier comparison takes no part in a later one.
            known = {number: nw.when(is_best[number]).then(rank(number)) if step else rank(number) for number in names}
            columns = {number: f"{name}:{step}" for number, name in names.items()}
            frame = frame.with_columns(**{columns[number]: known[number] for number in names})
            best = most_of([nw.col(column) for column in columns.values()])
            frame = frame.with_columns(**{f"{self.best}:{step}": best})
            is_best = {
                number: (nw.col(column) == nw.col(f"{self.best}:{step}")).fill_null(False)
                for number, column in columns.items()
            }
        *others, last = self.numbers
        found = nw.lit(last, dtype=nw.Int32)
        for number in reversed(others):
            found = nw.when(is_best[number]).then(nw.lit(number, dtype=nw.Int32)).otherwise(found)
        added = [f"{name}:{step}" for name in (*names.values(), self.best) for step in range(len(ranks))]
        return frame.with_columns(found.alias(self.best)).drop(added)


class BestColumns:
    """Judges a column of municipalities by the plans of one way and by those of its alternatives.

    Args:
        way: the plans.
        judging: returns what judges by a pair of plans, with the points of standards.
        reading: the reading in force.
    """

    def __init__(self, way: WayPlans, judging: Callable[[PlanPair], JudgingColumns], reading: str) -> None:
        self._plan, self._verified = way.pair.plan, way.pair.verified or way.pair.plan
        self._reading = reading
        self._parts = [judging(way.pair)]
        self._choices: dict[str, _Numbers] = {}
        for identifier, alternatives in way.choices:
            first = len(self._parts)
            self._parts += [judging(one.way) for one in alternatives]
            at_worst = [first + place for place, one in enumerate(alternatives) if one.counts_at_worst]
            self._choices[identifier] = _Numbers(identifier, range(first, len(self._parts)), at_worst)

    def judge(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame with the same columns as `JudgingColumns.judge` adds for one way."""
        frame, added = side_by_side(frame, self._parts, _MARK)
        _, asked = self._resting_on(self._plan, self._reading)
        for choice in asked:
            frame = choice.with_best(frame)
        return frame.with_columns(**self._found()).drop([*added, *(choice.best for choice in asked)])

    def _found(self) -> dict[str, nw.Expr]:
        found = {
            VERDICT: self._verdict(VERDICT, self._plan),
            TABLE_VERDICT: self._verdict(TABLE_VERDICT, self._plan),
            VERIFIED_VERDICT: self._verdict(VERIFIED_VERDICT, self._verified),
            VERIFIED_TABLE: self._verdict(VERIFIED_TABLE, self._verified),
            LOWER: self._points(LOWER, at_best=False),
            UPPER: self._points(UPPER, at_best=True),
            REASON: nw.coalesce(*self._shown(REASON)),
        }
        differs = found[VERDICT] != found[VERIFIED_VERDICT]
        found[PROVISIONAL] = differs | (found[TABLE_VERDICT] != found[VERIFIED_TABLE])
        marks = self._shown(PASS_MARK)
        found[PASS_MARK] = nw.when(least_of(marks) == most_of(marks)).then(marks[0])
        for reading in self._plan.readings:
            if reading.id != self._reading:
                name = reading_column(reading.id)
                found[name] = self._verdict(name, self._plan, reading.id)
        for criterion in self._plan.criteria:
            for at_best, name in enumerate(criterion_columns(criterion.id)):
                found[name] = self._points(name, bool(at_best))
        is_open = [nw.lit(0, dtype=nw.Int32)]
        for standard in self._plan.standards:
            lower, upper = standard_columns(standard.id)
            found[lower] = least_of(self._shown(lower))
            found[upper] = most_of(self._shown(upper))
            is_open.append((found[lower] != found[upper]).cast(nw.Int32))
            fails = failing_column(standard.id)
            found[fails] = reduce(lambda one, other: one & other, self._shown(fails))
        return found | {MISSING: nw.sum_horizontal(*is_open)}

    def _resting_on(self, plan: Plan, reading: str) -> tuple[bool, tuple[_Numbers, ...]]:
        return deciding_choices(reading, plan.reading(reading).is_certain, self._choices)

    def _verdict(self, name: str, plan: Plan, reading: str | None = None) -> nw.Expr:
        """Return the verdict in a column, which is by a reading; without one, by the reading in force."""
        is_plain, choices = self._resting_on(plan, reading or self._reading)
        every = [_of(name, _PLAIN)] if is_plain else []
        return agreed([*every, *(choice.verdict(name) for choice in choices)], Verdict.UNDETERMINED.value)

    def _points(self, name: str, at_best: bool) -> nw.Expr:
        is_plain, choices = self._resting_on(self._plan, self._reading)
        every = [_of(name, _PLAIN)] if is_plain else []
        every += [choice.points(name, at_best) for choice in choices]
        return most_of(every) if at_best else least_of(every)

    def _shown(self, name: str) -> list[nw.Expr]:
        """Return what each that the reading in force rests on has in a column."""
        is_plain, choices = self._resting_on(self._plan, self._reading)
        every = [_of(name, _PLAIN)] if is_plain else []
        return [*every, *(choice.shown(name) for choice in choices)]


def _of(name: str, number: int) -> nw.Expr:
    return nw.col(numbered(name, number, _MARK))


def _any(answers: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(lambda one, other: one | other, answers)
