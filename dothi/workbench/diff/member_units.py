"""Differences between the requirements that two laws make of the member units of an urban area."""

from collections.abc import Iterator

from criteria.rulebook import MemberUnitsRequirement, Rulebook
from dothi.workbench.diff.difference import (
    Difference,
    Named,
    Side,
    Sides,
    Word,
    are_same,
    direction_of,
    points_figure,
)
from dothi.workbench.diff.matching import Unmatched, matched_by_key


def differences_of_member_units(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Yield requirements that only one law has, then the differences between those with the same id."""
    olds, news = ({test.id: test for test in rulebook.member_units} for rulebook in (before, after))
    for found in matched_by_key(olds, news):
        if isinstance(found, Unmatched):
            known, types = found.entry, tuple(found.entry.points)
            yield Difference(found.direction, "member_unit", known.id, known.text, types, (None, None), known.citation)
        else:
            yield from _of_pair(*found, before, after)


def _of_pair(
    first: MemberUnitsRequirement, second: MemberUnitsRequirement, before: Rulebook, after: Rulebook
) -> Iterator[Difference]:
    compared: list[tuple[str, Sides, bool | None, tuple[str, ...]]] = [
        ("member_unit_required", (points_figure(first.required), points_figure(second.required)), True, ()),
        ("member_unit_kinds", (_kinds(first, second, before), _kinds(second, first, after)), None, ()),
        ("member_unit_units", (_units(first), _units(second)), None, ()),
        ("member_unit_reached_by", (_reached_by(first), _reached_by(second)), None, ()),
    ]
    for known in dict.fromkeys((*first.points, *second.points)):
        sides = _indicator(first, known, before), _indicator(second, known, after)
        if first.points.get(known) != second.points.get(known):
            compared.append(("member_unit_points", sides, None, (known,)))
    for part, sides, more_is_harder, types in compared:
        if not are_same(sides):
            direction = direction_of(sides, more_is_harder)
            yield Difference(direction, part, second.id, second.text, types, sides, second.citation)


def _kinds(test: MemberUnitsRequirement, other: MemberUnitsRequirement, rulebook: Rulebook) -> tuple[Named, ...] | None:
    """Return the kinds of unit that only this one of two requirements covers."""
    kinds = rulebook.vocabulary.kinds
    return tuple(Named(kind, kinds[kind].name) for kind in sorted(test.unit_kinds - other.unit_kinds)) or None


def _units(test: MemberUnitsRequirement) -> Word:
    return Word("one_unit" if test.of_one_unit else "several_units")


def _reached_by(test: MemberUnitsRequirement) -> Word:
    return Word(f"reached_by_{test.reached_by.value}")


def _indicator(test: MemberUnitsRequirement, identifier: str, rulebook: Rulebook) -> Side:
    """Return the indicator of a unit's points for a type."""
    indicator = test.points.get(identifier)
    return None if indicator is None else (Named(indicator, rulebook.indicators[indicator].name),)
