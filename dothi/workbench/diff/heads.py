"""Differences between the heads of two laws and between the points and counts of their criteria."""

from collections.abc import Iterator, Mapping

from criteria.law import Law, Reading, Type
from criteria.rulebook import Rulebook
from criteria.standard import Criterion
from dothi.workbench.diff.difference import (
    Difference,
    Figure,
    Side,
    Sides,
    Word,
    are_same,
    direction_of,
    points_figure,
)
from dothi.workbench.diff.matching import Unmatched, matched_by_key


def differences_of_heads(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Yield differences in dates, points, pass marks, rounding, readings, the day of the data, and types."""
    old, new = before.law, after.law
    yield from _of_days(old, new)
    compared: tuple[tuple[str, Side, Side, bool | None], ...] = (
        ("family", old.family, new.family, None),
        ("points_of_law", points_figure(old.points_maximum), points_figure(new.points_maximum), None),
        ("pass_mark", points_figure(old.pass_mark), points_figure(new.pass_mark), True),
        ("rounding_step", points_figure(old.rounding_step), points_figure(new.rounding_step), None),
        ("steps_counted", _steps_counted(before), _steps_counted(after), None),
        ("readings", ", ".join(r.id for r in old.readings), ", ".join(r.id for r in new.readings), None),
        ("default_reading", old.default_reading.id, new.default_reading.id, None),
    )
    for part, first, second, more_is_harder in compared:
        if first != second:
            direction = direction_of((first, second), more_is_harder)
            yield Difference(direction, part, "", None, (), (first, second), new.points_citation)
    yield from _of_choices(old, new)
    yield from _of_data_day(old, new)
    yield from _of_types(old, new)


def _of_choices(old: Law, new: Law) -> Iterator[Difference]:
    """Yield differences between the alternatives of rules of which a reading, which both laws have, uses one."""
    before = {known.id: known for known in old.readings}
    for known in new.readings:
        sides: Sides = (_alternatives(before.get(known.id)), _alternatives(known))
        if known.id in before and sides[0] != sides[1]:
            yield Difference(
                direction_of(sides, None), "reading_one_of", known.id, known.name, (), sides, known.citation
            )


def _alternatives(reading: Reading | None) -> str | None:
    """Return the alternatives of a reading as text, whatever their order; None if it has none."""
    if reading is None or not reading.one_of:
        return None
    return " | ".join(sorted(", ".join(sorted(rules)) for rules in reading.one_of))


def _of_days(old: Law, new: Law) -> Iterator[Difference]:
    """Yield differences between the first and last days in force."""
    compared: tuple[tuple[str, Sides], ...] = (
        ("in_force_from", (old.in_force_from, new.in_force_from)),
        ("in_force_until", (old.in_force_until, new.in_force_until)),
    )
    for part, sides in compared:
        if not are_same(sides):
            citation = new.in_force_citation or old.in_force_citation or ""
            yield Difference(direction_of(sides, None), part, "", None, (), sides, citation)


def _of_data_day(old: Law, new: Law) -> Iterator[Difference]:
    """Yield differences between the days, or the number of years before, of the data that the laws ask for."""
    asked = [law.data_as_of for law in (old, new)]
    days = [None if known is None else f"{known.day}/{known.month}" for known in asked]
    years = [None if known is None else Figure(known.years_before, 0) for known in asked]
    compared: tuple[tuple[str, Sides], ...] = (
        ("data_as_of_day", (days[0], days[1])),
        ("data_as_of_years_before", (years[0], years[1])),
    )
    citation = next((known.citation for known in reversed(asked) if known is not None), "")
    for part, sides in compared:
        if not are_same(sides):
            yield Difference(direction_of(sides, None), part, "", None, (), sides, citation)


def _steps_counted(rulebook: Rulebook) -> Word | None:
    if all(standard.steps is None for standard in rulebook.standards):
        return None
    return Word("whole" if rulebook.law.whole_steps else "in-proportion")


def _of_types(old: Law, new: Law) -> Iterator[Difference]:
    olds, news = ({known.id: known for known in law.types} for law in (old, new))
    for found in matched_by_key(olds, news):
        if isinstance(found, Unmatched):
            known = found.entry
            yield Difference(found.direction, "type", known.id, known.name, (), (None, None), known.citation)
            continue
        first, second = found
        compared: tuple[tuple[str, Sides], ...] = (
            ("type_pass_mark", (points_figure(first.pass_mark), points_figure(second.pass_mark))),
            ("type_required", (points_figure(first.required), points_figure(second.required))),
            ("type_designated", (_designated(first.is_designated), _designated(second.is_designated))),
        )
        for part, sides in compared:
            if sides[0] != sides[1]:
                direction = direction_of(sides, more_is_harder=True)
                yield Difference(direction, part, second.id, second.name, (), sides, second.citation)
        yield from _of_days_of_type(old, new, second)


def _of_days_of_type(old: Law, new: Law, known: Type) -> Iterator[Difference]:
    """Yield differences between the days of a type, unless they are those of the laws."""
    before, after = old.days_of(known.id), new.days_of(known.id)
    if (before, after) == (old.days, new.days):
        return
    compared: tuple[tuple[str, Sides], ...] = (
        ("type_in_force_from", (before.first, after.first)),
        ("type_in_force_until", (before.last, after.last)),
    )
    for part, sides in compared:
        if not are_same(sides):
            citation = after.citation or before.citation or ""
            yield Difference(direction_of(sides, None), part, known.id, known.name, (), sides, citation)


def _designated(is_designated: bool) -> Word:
    return Word("designated" if is_designated else "assessed")


def differences_of_criteria(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Yield criteria that only one law has, and differences in points or in the number of required standards."""
    for found in matched_by_key(_by_question(before), _by_question(after)):
        if isinstance(found, Unmatched):
            known, types = found.entry, found.entry.types
            yield Difference(found.direction, "criterion", known.id, known.name, types, (None, None), known.citation)
            continue
        first, second = found
        minimum = "criterion_count" if second.is_counted else "criterion_minimum"
        compared: tuple[tuple[str, Sides, bool | None], ...] = (
            (minimum, (points_figure(first.points.minimum), points_figure(second.points.minimum)), True),
            ("criterion_maximum", (points_figure(first.points.maximum), points_figure(second.points.maximum)), None),
        )
        for part, sides, more_is_harder in compared:
            if sides[0] != sides[1]:
                direction = direction_of(sides, more_is_harder)
                yield Difference(direction, part, second.id, second.name, second.types, sides, second.citation)


def _by_question(rulebook: Rulebook) -> Mapping[object, Criterion]:
    """Return the criteria by id, types and kinds: one id may stand for different criteria of other types and kinds."""
    return {(criterion.id, criterion.types, criterion.kinds): criterion for criterion in rulebook.criteria}
