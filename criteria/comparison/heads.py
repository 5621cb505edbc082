"""The differences between the heads of two laws, and between the frames of their criteria."""

from collections.abc import Iterator, Mapping

from criteria.comparison.difference import Difference, Direction, Side, Sides, direction_of, points_figure
from criteria.rulebook import Law, Rulebook
from criteria.standard import Criterion


def differences_of_heads(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Points that there are and are needed, rounding, readings, types."""
    old, new = before.law, after.law
    compared: tuple[tuple[str, Side, Side, bool | None], ...] = (
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
    yield from _of_types(old, new)


def _steps_counted(rulebook: Rulebook) -> str | None:
    if all(standard.steps is None for standard in rulebook.standards):
        return None
    return "whole" if rulebook.law.whole_steps else "in-proportion"


def _of_types(old: Law, new: Law) -> Iterator[Difference]:
    olds, news = ({known.id: known for known in law.types} for law in (old, new))
    for identifier in dict.fromkeys((*olds, *news)):
        first, second = olds.get(identifier), news.get(identifier)
        if first is None or second is None:
            known = first or second
            assert known is not None
            direction = Direction.ADDED if first is None else Direction.REMOVED
            yield Difference(direction, "type", identifier, known.name, (), (None, None), known.citation)
            continue
        compared: tuple[tuple[str, Sides], ...] = (
            ("type_pass_mark", (points_figure(first.pass_mark), points_figure(second.pass_mark))),
            ("type_required", (points_figure(first.required), points_figure(second.required))),
            ("type_designated", (_designated(first.is_designated), _designated(second.is_designated))),
        )
        for part, sides in compared:
            if sides[0] != sides[1]:
                direction = direction_of(sides, more_is_harder=True)
                yield Difference(direction, part, identifier, second.name, (), sides, second.citation)


def _designated(is_designated: bool) -> str:
    return "designated" if is_designated else "assessed"


def differences_of_criteria(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Criteria that only one law has, and other points or numbers of standards needed."""
    olds, news = _by_question(before), _by_question(after)
    for question in dict.fromkeys((*olds, *news)):
        first, second = olds.get(question), news.get(question)
        if first is None or second is None:
            known = first or second
            assert known is not None
            direction = Direction.ADDED if first is None else Direction.REMOVED
            yield Difference(direction, "criterion", known.id, known.name, known.types, (None, None), known.citation)
            continue
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
    """The criteria by what they are asked of: the same id may be asked of other types and kinds in other ways."""
    return {(criterion.id, criterion.types, criterion.kinds): criterion for criterion in rulebook.criteria}
