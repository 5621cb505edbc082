"""A column of municipalities judged for every way in which unknown facts may turn out, at worst and at best."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import narwhals as nw

from classifier.engines.columnar.decisive_part import TOTAL
from classifier.engines.columnar.expressions import literal
from classifier.engines.columnar.result_columns import (
    criterion_columns,
    failing_column,
    reading_column,
    standard_columns,
)
from classifier.engines.columnar.side_by_side import (
    JudgesColumns,
    agreed,
    least_of,
    most_of,
    numbered,
    side_by_side,
)
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
)
from classifier.plan.judgement import Verdict
from classifier.plan.plan import Plan


class CombinedColumns:
    """Judges a column of municipalities by several plans.

    Args:
        plans: the plan of each way.
        ways: judge the same municipalities, each by its plan, with the points of standards.
        reading: the reading in force.
        is_everything: False if there are more ways than these; then nothing is known of the result.
    """

    def __init__(
        self, plans: Sequence[Plan], ways: Sequence[JudgesColumns], reading: str, is_everything: bool = True
    ) -> None:
        self._plans = plans
        self._ways = ways
        self._reading = reading
        self._is_everything = is_everything

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that `judge` adds, in order."""
        others = [reading_column(reading.id) for reading in self._plans[0].readings if reading.id != self._reading]
        head = (VERDICT, TABLE_VERDICT, PROVISIONAL, LOWER, UPPER, PASS_MARK)
        return (*head, *others, *self._criteria(), MISSING, REASON)

    def _criteria(self) -> list[str]:
        """Return the columns of the criteria that apply in every way."""
        every = [{criterion.id for criterion in plan.criteria} for plan in self._plans]
        shared = set.intersection(*every)
        return [n for c in self._plans[0].criteria if c.id in shared for n in criterion_columns(c.id)]

    def judge(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame with the same columns as `JudgingColumns.judge`, as they hold in every way."""
        frame, added = side_by_side(frame, self._ways)
        return frame.with_columns(**self._combined()).drop(added)

    def _combined(self) -> dict[str, nw.Expr]:
        if not self._is_everything:
            return self._nothing()
        verdict, table = self._verdict(VERDICT), self._verdict(TABLE_VERDICT)
        is_provisional = (verdict != self._verdict(VERIFIED_VERDICT)) | (table != self._verdict(VERIFIED_TABLE))
        found = {
            VERDICT: verdict,
            TABLE_VERDICT: table,
            PROVISIONAL: is_provisional,
            LOWER: self._worst(LOWER),
            UPPER: self._best(UPPER),
            PASS_MARK: nw.when(self._worst(PASS_MARK) == self._best(PASS_MARK)).then(self._best(PASS_MARK)),
            # The first way that is not met says what decides it.
            REASON: nw.coalesce(*self._of_each(REASON)),
        }
        for reading in self._plans[0].readings:
            if reading.id != self._reading:
                found[reading_column(reading.id)] = self._verdict(reading_column(reading.id))
        for place, name in enumerate(self._criteria()):
            found[name] = self._best(name) if place % 2 else self._worst(name)
        open_standards = [nw.lit(0, dtype=nw.Int32)]
        for standard, places in self._places().items():
            lower, upper = standard_columns(standard)
            is_everywhere = len(places) == len(self._ways)
            worst = least_of([nw.col(numbered(lower, number)) for number in places])
            best = most_of([nw.col(numbered(upper, number)) for number in places])
            open_standards.append((worst != best).cast(nw.Int32))
            fails = [nw.col(numbered(failing_column(standard), number)) for number in places]
            found[failing_column(standard)] = reduce(_both, fails) if is_everywhere else nw.lit(False)
        found[MISSING] = nw.sum_horizontal(*open_standards)
        return found

    def _nothing(self) -> dict[str, nw.Expr]:
        plan = self._plans[0]
        open_verdict = nw.lit(Verdict.UNDETERMINED.value)
        found = {
            VERDICT: open_verdict,
            TABLE_VERDICT: open_verdict,
            PROVISIONAL: nw.lit(False),
            LOWER: literal(0),
            UPPER: literal(plan.points_maximum),
            PASS_MARK: literal(plan.pass_mark),
            REASON: nw.lit(TOTAL),
        }
        for reading in plan.readings:
            if reading.id != self._reading:
                found[reading_column(reading.id)] = open_verdict
        for criterion in plan.criteria:
            ends = (0, criterion.points_maximum)
            found |= {name: literal(end) for name, end in zip(criterion_columns(criterion.id), ends, strict=True)}
        for standard in self._places():
            found[failing_column(standard)] = nw.lit(False)
        return found | {MISSING: nw.lit(sum(s.points_maximum > 0 for s in plan.standards), dtype=nw.Int32)}

    def _places(self) -> dict[str, list[int]]:
        """Return, for each standard, the ways in which it is asked."""
        found: dict[str, list[int]] = {}
        for number, plan in enumerate(self._plans):
            for standard in plan.standards:
                found.setdefault(standard.id, []).append(number)
        return found

    def _of_each(self, name: str) -> list[nw.Expr]:
        return [nw.col(numbered(name, number)) for number in range(len(self._ways))]

    def _verdict(self, name: str) -> nw.Expr:
        return agreed(self._of_each(name), Verdict.UNDETERMINED.value)

    def _worst(self, name: str) -> nw.Expr:
        return least_of(self._of_each(name))

    def _best(self, name: str) -> nw.Expr:
        return most_of(self._of_each(name))


def _both(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    return one & other
