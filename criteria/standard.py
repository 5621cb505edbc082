"""Standards (tiêu chuẩn) with their levels and points, and the criteria (tiêu chí) that group them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from criteria.bilingual import BilingualText
from criteria.sign_off import SignOff

POINT_DECIMALS = 4
"""Points are integers in ten-thousandths: 1.5 points is ``15000``."""

ONE_POINT = 10**POINT_DECIMALS

UNVERIFIED = "unverified"
"""The basis of a number that has not been compared with the official text."""


@dataclass(frozen=True, slots=True)
class Known:
    """An integer and its basis, which says how well it is known."""

    value: int
    basis: str

    @property
    def is_unverified(self) -> bool:
        """True if its basis is ``unverified``."""
        return self.basis == UNVERIFIED


@dataclass(frozen=True, slots=True)
class Level:
    """The minimum and maximum level of a standard for one type; None if not known.

    Attributes:
        laxer_because: why this type is laxer than a lower one, if the law says so.
    """

    minimum: Known | None
    maximum: Known | None
    laxer_because: str | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Points at the minimum and at the maximum level, in ten-thousandths of a point."""

    minimum: Known
    maximum: Known


@dataclass(frozen=True, slots=True)
class Steps:
    """Points that grow in steps above the minimum level, with no points below a first value.

    Attributes:
        start: the value from which the minimum points are earned, or None if any value earns them.
        each: the width of a step, scaled by the indicator's decimals.
        only_whole: True if only whole steps count, whatever the law says about parts of a step.
    """

    start: int | None
    each: int
    only_whole: bool = False


@dataclass(frozen=True, slots=True)
class Mandatory:
    """The reading under which a standard is compulsory.

    Attributes:
        citation: where the law says so, if not in the article of the type.
    """

    in_reading: str
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """One row of the law's appendix: an indicator with levels by type, points and a citation.

    Attributes:
        from_law: the id of the amended law that states it, or None if the law itself does.
        alternative: a label; among the standards of a criterion with the same label, only the one with the most points
            counts.
        signed: who compared its numbers with the official text, the oldest first.
        measures: what the law means by the indicator, where another law means something else; otherwise None.
        types: the only types of the criterion that ask for it; None if all do.
    """

    id: str
    code: str
    criterion: str
    group: str | None
    name: BilingualText
    indicator: str
    citation: str
    points: Points
    levels: Mapping[str, Level]
    mandatory: Mandatory | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()
    from_law: str | None = None
    steps: Steps | None = None
    alternative: str | None = None
    signed: tuple[SignOff, ...] = ()
    measures: BilingualText | None = None
    types: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of standards inside a criterion."""

    id: str
    name: BilingualText
    points: Points | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its points and its standards, in the order of the law.

    Attributes:
        types: the types that must meet it.
        is_counted: True if standards are counted: each is worth one point and is either met or not.
        kinds: the kinds of municipality that must meet it, or None for all kinds.
        asks_minimum: True if the law demands its minimum points, so that its standards must add up to them.
        signed: who compared its points with the official text, the oldest first.
    """

    id: str
    name: BilingualText
    citation: str
    points: Points
    groups: tuple[Group, ...]
    standards: tuple[Standard, ...]
    types: tuple[str, ...] = ()
    is_counted: bool = False
    kinds: tuple[str, ...] | None = None
    asks_minimum: bool = True
    signed: tuple[SignOff, ...] = ()

    def of_type(self, type_: str) -> "Criterion":
        """Return the criterion with only the standards that a type asks for."""
        asked = tuple(known for known in self.standards if known.types is None or type_ in known.types)
        return self if len(asked) == len(self.standards) else replace(self, standards=asked)

    @property
    def as_asked(self) -> tuple["Criterion", ...]:
        """The criterion as each type asks it, each different one once."""
        found: dict[tuple[str, ...], Criterion] = {}
        for type_ in self.types:
            asked = self.of_type(type_)
            found.setdefault(tuple(standard.id for standard in asked.standards), asked)
        return tuple(found.values()) or (self,)


def added_up(points: Iterable[tuple[str | None, int]]) -> int:
    """Return the total of points that each come with a label or None; of equal labels only the largest counts.

    >>> added_up([(None, 2), ("budget", 10), ("budget", 8)])
    12
    """
    total = 0
    best: dict[str, int] = {}
    for alternative, value in points:
        if alternative is None:
            total += value
        else:
            best[alternative] = max(value, best.get(alternative, value))
    return total + sum(best.values())
