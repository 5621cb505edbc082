"""What a batch tells of values besides verdicts: how many look like slips, are disputed or are of another day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import narwhals as nw

from criteria.data_files.columns import ValueColumns
from criteria.indicator import Indicator, Indicators
from criteria.municipality import Dataset
from criteria.plausibility import (
    AREA,
    COMPARED,
    DENSITY,
    LEAST_OF_PEOPLE,
    MOST_OF_PEOPLE,
    POPULATION,
    THOUSAND,
    SlipKind,
    least_levels,
    likely_slips,
    may_be_share_of_one,
    may_be_thousands_of_people,
)
from dothi.batch.question import MUNICIPALITY, BatchQuestion, Frame

LATER_DAY, NEWER, DISPUTED = "value_is_of_a_later_day", "newer_value_is_not_judged", "values_are_disputed"
CLAIM = "claim_is_not_used"
"""The remarks that are no likely slips."""


@dataclass(slots=True)
class Remark:
    """How many values a remark is about, and the first of them.

    Attributes:
        municipality, indicator: the ids of the first.
    """

    municipality: str
    indicator: str
    count: int = 0


@dataclass
class Remarks:
    """The remarks on the values of a batch, by kind."""

    by_kind: dict[str, Remark] = field(default_factory=dict)

    def add(self, kind: str, municipality: str, indicator: str, count: int = 1) -> None:
        """Count values of a kind, the first of which is named."""
        self.by_kind.setdefault(kind, Remark(municipality, indicator)).count += count

    def add_without_order(self, kind: str, municipality: str, indicator: str, count: int) -> None:
        """Count values of a kind among rows in no order: the municipality with the least id is named."""
        self.add(kind, municipality, indicator, count)
        remark = self.by_kind[kind]
        named = min((remark.municipality, remark.indicator), (municipality, indicator))
        remark.municipality, remark.indicator = named


def remarks_on(dataset: Dataset, question: BatchQuestion, indicators: Indicators) -> Remarks:
    """Return the remarks on data in the long form."""
    remarks = Remarks()
    for name, kind, indicator in _remarks(dataset, question, indicators):
        remarks.add_without_order(kind, name, indicator, 1)
    return remarks


def _remarks(dataset: Dataset, question: BatchQuestion, indicators: Indicators) -> Iterator[tuple[str, str, str]]:
    law, wanted, day = question.law.rulebook.law, {*question.indicators, *COMPARED}, question.as_of
    levels = least_levels(question.law.rulebook)
    for name in dataset.municipalities:
        counting = dataset.measured(name, day, law.data_day(day))
        measured = {indicator: found for indicator, found in counting.items() if indicator in wanted}
        on_file = [found for found in dataset.all_measured(name) if found.indicator in wanted]
        for found in on_file:
            judged = measured.get(found.indicator)
            if found.quantity.is_unknown or found.indicator not in question.indicators:
                continue
            if found.as_of > day:
                yield name, LATER_DAY, found.indicator
            elif judged is not None and law.data_as_of is not None and judged.as_of < found.as_of:
                yield name, NEWER, found.indicator
        for indicator, known in measured.items():
            if known.disputed:
                yield name, DISPUTED, indicator
            claim = known.quantity.claim
            if claim is not None and indicator in question.indicators and not question.holds_claim(claim, known.as_of):
                yield name, CLAIM, indicator
        earlier = [found for found in on_file if found.as_of <= day]
        for slip in likely_slips(measured, earlier, indicators, levels):
            yield name, slip.kind.value, slip.indicator.id


def count_in_columns(
    remarks: Remarks,
    frame: Frame,
    values: Mapping[str, ValueColumns],
    indicators: Indicators,
    levels: Mapping[str, int],
    collected: Callable[[Frame], Mapping[str, Any]],
) -> None:
    """Count the likely slips among values in the wide form, which has one date only.

    The rows of such data have no order that holds in every engine, so the municipality with the least id is named.

    Args:
        collected: computes the only row of a frame.
    """
    suspects = {
        name: (kind, _is_at_most(where, most))
        for name, where in values.items()
        if (found := _suspect(indicators[name], levels.get(name))) is not None
        for kind, most in [found]
    }
    if all(name in values for name in (DENSITY, POPULATION, AREA)):
        # No value of these is a share, and a density has no thousands of people.
        suspects[DENSITY] = (SlipKind.DENSITY_CONTRADICTS, _contradicts(values, indicators))
    if not suspects:
        return
    counts = collected(
        frame.select(nw.when(slip).then(1).otherwise(0).sum().alias(name) for name, (_, slip) in suspects.items())
    )
    if not (numbers := {name: count for name in suspects if (count := counts[name])}):
        return
    least = collected(
        frame.select(nw.when(suspects[name][1]).then(nw.col(MUNICIPALITY)).min().alias(name) for name in numbers)
    )
    for name, count in numbers.items():
        remarks.add_without_order(suspects[name][0].value, least[name], name, count)


def _suspect(indicator: Indicator, level: int | None) -> tuple[SlipKind, int] | None:
    """Return the likely slip of values of an indicator up to a limit; None if small values are usual."""
    if may_be_share_of_one(indicator, level):
        return SlipKind.SHARE_OF_ONE, 10**indicator.decimals
    if may_be_thousands_of_people(indicator, level):
        return SlipKind.PEOPLE_IN_THOUSANDS, THOUSAND - 1
    return None


def _is_at_most(where: ValueColumns, most: int) -> nw.Expr:
    """True where a value, cut off after the indicator's decimals, is more than zero and at most ``most``."""
    return _is_one(where) & (nw.col(where.lower) > 0) & (nw.col(where.lower) <= most)


def _is_one(where: ValueColumns) -> nw.Expr:
    """True where one value is stated, be it with more decimals than its indicator has."""
    lower, upper = nw.col(where.lower), nw.col(where.upper)
    is_one = lower == upper
    if where.open_lower is not None and where.open_upper is not None:
        is_one = is_one | (nw.col(where.open_lower) & nw.col(where.open_upper) & (upper - lower == 1))
    return is_one.fill_null(False)


def _contradicts(values: Mapping[str, ValueColumns], indicators: Indicators) -> nw.Expr:
    """True where people and area contradict the density; see `criteria.plausibility`."""
    names = (DENSITY, POPULATION, AREA)
    # Doubles are exact enough to find a slip of a fifth and more.
    density, people, area = (
        nw.col(values[name].lower).cast(nw.Float64) / float(10 ** indicators[name].decimals) for name in names
    )
    is_one = reduce(lambda one, other: one & other, (_is_one(values[name]) for name in names))
    (least, of_least), (most, of_most) = LEAST_OF_PEOPLE, MOST_OF_PEOPLE
    contradicts = (density * area * of_least < people * least) | (density * area * of_most > people * most)
    return (is_one & (people > 0) & (area > 0) & contradicts).fill_null(False)
